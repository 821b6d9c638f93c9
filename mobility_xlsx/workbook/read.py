"""A returned file as a Book: its cells as a person sees them, with what the guard noticed."""

import contextlib
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.answers import Remark
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.csvfiles import csv_book
from mobility_xlsx.workbook.facts import Facts, SheetFacts
from mobility_xlsx.workbook.grids import Book, Grid, Sheet
from mobility_xlsx.workbook.guard import inspect
from mobility_xlsx.workbook.libraries import quick_grids, thorough_grids
from mobility_xlsx.workbook.noticed import noticed
from mobility_xlsx.workbook.seencells import seen_sheet

_NOTHING: Final = SheetFacts("")


def read_bytes(data: bytes, name: str) -> Book:
    """The Book in the file `name` whose bytes are `data`; raises NotReadable, always with a code.

    Runs in this process: what came from outside is read through `worker.read_files`.
    """
    facts = inspect(data, name)
    if facts.kind == "csv":
        return csv_book(((name, data),), name)
    sheets, counted = _read(data, facts)
    remarks = noticed(facts, sheets)
    if facts.countable and counted != facts.non_empty:
        fields = (("guard", str(facts.non_empty)), ("reader", str(counted)))
        remarks = (*remarks, Remark("counts-differ", fields=fields))
    non_empty = facts.non_empty if facts.countable else counted
    return Book(name, sheets, facts.markers, remarks, non_empty, facts.saved_by)


def read_pieces(pieces: Sequence[tuple[str, bytes]], name: str) -> Book:
    """The Book made of `pieces`, each a name and bytes: one file, or the CSV files of one workbook."""
    if len(pieces) == 1:
        return replace(read_bytes(pieces[0][1], pieces[0][0]), file=name)
    return csv_book(pieces, name)


def _read(data: bytes, facts: Facts) -> tuple[tuple[Sheet, ...], int]:
    """The sheets and the reader's own count of their cells.

    By the quick library, or by the thorough road where the quick one fails, counts otherwise than the guard, or would
    have to walk over a grid that is nearly all empty.
    """
    if facts.kind == "xls":
        return _seen(quick_grids(data, facts), facts)
    quick = None
    if all(sheet.area <= limits.NEAR_AREA for sheet in facts.sheets) and not _has_drawn_words(facts):
        with contextlib.suppress(NotReadable):
            quick = _seen(quick_grids(data, facts), facts)
        if quick and quick[1] == facts.non_empty:
            return quick
    try:
        thorough = _seen(facts.grids or thorough_grids(facts), facts)
    except NotReadable:
        if quick:
            return quick
        raise
    return max(thorough, quick or thorough, key=lambda read: read[1])


def _has_drawn_words(facts: Facts) -> bool:
    """True where calamine would take the words of a text box for those of the cell it is tied to."""
    said = (remark.code for sheet in facts.sheets for remark in sheet.remarks)
    return facts.kind == "ods" and "words-in-shapes" in said


def _seen(grids: Sequence[tuple[str, Grid]], facts: Facts) -> tuple[tuple[Sheet, ...], int]:
    known = {sheet.name: sheet for sheet in facts.sheets}
    sheets = [seen_sheet(name, grid, known.get(name, _NOTHING)) for name, grid in grids]
    return tuple(sheet for sheet, _ in sheets), sum(count for _, count in sheets)
