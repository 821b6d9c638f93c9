"""The names for colleagues: read a folder, look at it as DataFrames, choose, assign, write."""

import os
from collections.abc import Iterable
from concurrent.futures import Executor
from html import escape
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from msgspec import Struct

from mobility_xlsx.coalition.assignments import Assignment
from mobility_xlsx.coalition.shortlist import Shortlist
from mobility_xlsx.errors import BadChoice
from mobility_xlsx.folder import project_folder
from mobility_xlsx.form.decisions import Decisions
from mobility_xlsx.project import assigned, concluded, listed, looked_at
from mobility_xlsx.reading import Given, read_and_check, silent
from mobility_xlsx.run import Run
from mobility_xlsx.sending import form_in
from mobility_xlsx.workbook.content import Content, room_for
from mobility_xlsx.workbook.summary import write_summary as _write_summary
from mobility_xlsx.workbook.write import write_form

if TYPE_CHECKING:
    import pandas as pd

WorkbookLike = str | os.PathLike[str] | bytes | bytearray | memoryview | IO[bytes]


class Reading(Struct, frozen=True):
    """Returned workbooks, read, checked and merged (guide, Step 4.2).

    All DataFrames have text, numbers or bools in each cell, or tuples of text for what can be several; text is "" where
    there is none, never NaN. `run` holds the records behind them: `run.checked`, `run.results.inventory`,
    `run.results.needs` and more.
    """

    run: Run

    @property
    def problems(self) -> "pd.DataFrame":
        """One row per problem, by file, then by place in it.

        Text columns: code, severity, file, sheet, cell, value, says, fix, suggestion. `cell` is "" for a problem of a
        whole sheet or file.
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
        """The long form of the inventory: one row per value that a row of a workbook says of an organization.

        Text columns: id and name of the organization, field (name, type, populations, domains, assets, strengths,
        stance and the like), value, and the file, sheet and cell it stands in.
        """
        from mobility_xlsx.frames import inventory_long

        return inventory_long(self.run.results.inventory)

    @property
    def needs(self) -> "pd.DataFrame":
        """One row per group, predictor or asset ticked in Part 1 of the worksheet, in the order of the form.

        Columns: kind ("group", "predictor" or "asset") and label (text), weight (float; what staff set, else the
        votes), votes (int: how many respondents ticked it), covered_by (tuple of ids of organizations).
        """
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


def read(returned: WorkbookLike | Iterable[WorkbookLike], executor: Executor | None = None) -> Reading:
    """Everything in `returned`: a folder, a file, its bytes, a binary stream, or several of them.

    Of a project folder (or its returned/), what staff wrote in Decisions.xlsx holds; files, bytes and
    several things at once are read without anybody's decisions. Files are read in processes of their own, or by
    `executor` (any `concurrent.futures.Executor`), in lists. A file that cannot be read is a problem, not an exception.
    Raises NothingToRead when there is no file at all, BadChoice for a path that does not exist and for what is neither
    a path nor bytes.

    >>> from tempfile import mkdtemp
    >>> folder = Path(mkdtemp())
    >>> _ = (folder / "Part 1.csv").write_text("Yes?,Group of people\\nx,Disengaged youth")
    >>> _ = (folder / "Part 2.csv").write_text("Organization name,Target populations\\nHope Center,disengaged youth")
    >>> reading = read(folder)
    >>> reading.inventory[["name", "populations"]].values.tolist()
    [['Hope Center', ('Disengaged youth',)]]
    >>> reading.needs[["kind", "label", "votes", "covered_by"]].values.tolist()
    [['group', 'Disengaged youth', 1, ('hope-center',)]]
    >>> shortlist(reading).says
    '1 is the fewest partners that meet the one need that somebody can meet; nothing smaller can.'
    """
    single = isinstance(returned, str | os.PathLike | bytes | bytearray | memoryview) or hasattr(returned, "read")
    wanted = [returned] if single else list(cast(Iterable[WorkbookLike], returned))
    paths = [Path(one) for one in wanted if isinstance(one, str | os.PathLike)]
    if single and paths and paths[0].is_dir():
        return Reading(looked_at(paths[0], executor=executor))
    places = [project_folder(path).returned if path.is_dir() else path for path in paths]
    given = tuple(_given(one, i) for i, one in enumerate(wanted, 1) if not isinstance(one, str | os.PathLike))
    return Reading(concluded(read_and_check(places, silent, executor, given=given), Decisions()))


def _given(one: object, number: int) -> Given:
    """A workbook of bytes or of a stream; nameless ones are numbered."""
    data = one.read() if hasattr(one, "read") else one
    if not isinstance(data, bytes | bytearray | memoryview):
        raise BadChoice(f'Workbook {number} is {type(data).__name__}, not bytes. Give its path, or open it with "rb".')
    name = getattr(one, "name", "")
    return Given(Path(name).name if isinstance(name, str) and name else f"workbook {number}", bytes(data))


def shortlist(reading: Reading, size: int | None = None) -> Shortlist:
    """The fewest organizations that meet every need somebody can meet, or the best `size` (guide, Step 4.2).

    Without a `size`, the one that staff chose in Decisions.xlsx holds, if they did. Raises NothingToCover when nobody
    ticked a need, BadChoice for a size below 1.
    """
    if size is not None and size < 1:
        raise BadChoice(f"A shortlist has one partner or more; {size} were asked for.")
    results = reading.run.results
    return results.shortlist if size is None and results.shortlist else listed(results, size)


def invitations(reading: Reading, chosen: Shortlist | None = None) -> Assignment:
    """Who asks whom, by the most direct relationship (guide, Step 4.4), for `chosen` or the reading's own shortlist.

    `invitations` of the result are one for each person or office, by organization and name; `loads` say how many each
    sender writes.
    """
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

    It has room for `organizations` in Part 2 and `per_sector` in each sector of Part 3, 1 to 500. Raises CannotWrite,
    and BadChoice for other room and for a language there is no form in.
    """
    form = form_in(language)
    content = Content(room=room_for(form, organizations, per_sector))
    write_form(form, Path(out) if isinstance(out, str | os.PathLike) else cast(BinaryIO, out), content)
