"""The names for colleagues: read a folder, look at it as DataFrames, choose, assign, write."""

import os
from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from mobility_xlsx.coalition.assignments import Assignment
from mobility_xlsx.coalition.shortlist import Shortlist
from mobility_xlsx.form.decisions import Decisions
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.project import assigned, concluded, listed
from mobility_xlsx.reading import Given, check_given, read_and_check, silent
from mobility_xlsx.run import Checked, Run
from mobility_xlsx.workbook.content import Content, room_for
from mobility_xlsx.workbook.summary import write_summary as _write_summary
from mobility_xlsx.workbook.write import write_form

if TYPE_CHECKING:
    import pandas as pd

Returned = str | os.PathLike[str] | bytes | IO[bytes]


@dataclass(frozen=True, slots=True)
class Reading:
    """Returned workbooks, read, checked and merged.

    `run` holds the records behind the DataFrames: `run.checked`, `run.results.inventory`, `run.results.needs` and more.
    """

    run: Run

    @property
    def problems(self) -> "pd.DataFrame":
        """One row per problem, sorted by place.

        Text columns: code, severity, file, sheet, cell, value, says, fix, suggestion.
        """
        from mobility_xlsx.frames import problems_frame

        return problems_frame(self.run.checked.problems)

    @property
    def inventory(self) -> "pd.DataFrame":
        """One row per organization, by name, with tuples for what can be several (guide, Step 4.2).

        Columns: id, name, also_known_as, type, types, populations, domains, assets, strengths, stance, may_oppose
        (bool), mentions and nominations (int), part_of. Text is never NaN.
        """
        from mobility_xlsx.frames import inventory_frame

        return inventory_frame(self.run.results.inventory)

    @property
    def mentions(self) -> "pd.DataFrame":
        """The long form of the inventory: one row per value said, with its file, sheet and cell."""
        from mobility_xlsx.frames import inventory_long

        return inventory_long(self.run.results.inventory)

    @property
    def needs(self) -> "pd.DataFrame":
        """One row per group, predictor or asset ticked in Part 1: kind, label, weight, votes, covered_by (ids)."""
        from mobility_xlsx.frames import needs_frame

        return needs_frame(self.run.results.needs, self.run.results.inventory)

    def _repr_html_(self) -> str:
        """A few counts and the list, for notebooks."""
        results, files = self.run.results, self.run.checked.files
        found = results.shortlist
        names = "".join(f"<li>{escape(pick.name)}</li>" for pick in found.picks) if found else ""
        told = escape(found.says) if found else "Nobody has ticked a need in Part 1 yet."
        counts = (
            f"{len(files)} files, {len(self.run.checked.problems)} problems, "
            f"{len(results.inventory.organizations)} organizations, {len(results.needs)} needs"
        )
        return f"<p><b>Stakeholder inventory</b>: {counts}.</p><p>{told}</p><ul>{names}</ul>"


def read(returned: Returned | Iterable[Returned], executor: Executor | None = None) -> Reading:
    """Everything in `returned`: a folder, a file, its bytes, a binary stream, or several of them.

    Files are read in processes of their own, or by `executor` (any `concurrent.futures.Executor`), in lists. A file
    that cannot be read is a problem, not an exception. Raises NothingToRead when there is no file at all, BadChoice
    for a path that does not exist.
    """
    single = isinstance(returned, str | os.PathLike | bytes) or hasattr(returned, "read")
    wanted = [returned] if single else list(cast(Iterable[Returned], returned))
    paths = [Path(one) for one in wanted if isinstance(one, str | os.PathLike)]
    given = tuple(_given(one, i) for i, one in enumerate(wanted, 1) if not isinstance(one, str | os.PathLike))
    checked = check_given(given, executor) if given else Checked(())
    if paths or not given:
        more = read_and_check(paths, silent, executor)
        checked = Checked((*checked.files, *more.files), (*checked.across, *more.across))
    return Reading(concluded(checked, Decisions()))


def _given(one: object, number: int) -> Given:
    """A workbook of bytes or of a stream; nameless ones are numbered."""
    data = one if isinstance(one, bytes) else cast(IO[bytes], one).read()
    name = getattr(one, "name", "")
    return Given(Path(name).name if isinstance(name, str) and name else f"workbook {number}", data)


def shortlist(reading: Reading, size: int | None = None) -> Shortlist:
    """The fewest organizations that meet every need somebody can meet, or the best `size` (guide, Step 4.2).

    Raises NothingToCover when nobody ticked a need.
    """
    return listed(reading.run.results, size)


def invitations(reading: Reading, chosen: Shortlist | None = None) -> Assignment:
    """Who asks whom, by the most direct relationship (guide, Step 4.4), for `chosen` or the reading's own shortlist."""
    if chosen is None:
        return reading.run.results.assignment
    return assigned(reading.run.results, chosen)


def write_summary(reading: Reading, out: str | os.PathLike[str] | IO[bytes]) -> None:
    """Write Summary.xlsx of a reading to a path or a binary stream. Raises CannotWrite."""
    _write_summary(reading.run.results, Path(out) if isinstance(out, str | os.PathLike) else out)


def write_template(
    out: str | os.PathLike[str] | IO[bytes],
    language: str = "en",
    organizations: int | None = None,
    per_sector: int | None = None,
) -> None:
    """Write the blank workbook (guide, Stakeholder Inventory Worksheet) to a path or a binary stream.

    It has room for `organizations` in Part 2 and `per_sector` in Part 3. Raises CannotWrite, and BadTemplate for a
    language there is no form in.
    """
    content = Content(room=room_for(load_form("inventory", language), organizations or 0, per_sector or 0))
    target = Path(out) if isinstance(out, str | os.PathLike) else cast(BinaryIO, out)
    write_form(load_form("inventory", language), target, content)
