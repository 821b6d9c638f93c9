"""Headings in other words: what is one slip away from a heading of the form, or holds one among more words."""

import re
from collections.abc import Mapping

from msgspec.structs import replace

from mobility_xlsx.form.parts import Part
from mobility_xlsx.form.wording import clearly_meant
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.headings import BAND, Evidence, Located, evidence_of, locate
from mobility_xlsx.workbook.profiles import profiles
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs

_SEVERAL = 3  # cells; fewer words in a row may be answers


def recognized(grid: SheetGrid, signs: Signs, evidence: Evidence | None = None) -> Located | None:
    """The part of the form that a sheet holds, with all its headings that can be told by their words."""
    located = locate(grid, evidence or evidence_of(grid, signs), signs)
    return with_near_headings(located, grid, signs) if located else None


def with_same_rows(located: Located, grid: SheetGrid) -> Located:
    """`located` with the rows that say its headings again word for word, whatever the words are."""
    heads = {place: fold(cell.text) for place, cell in grid.rows.get(located.headings, {}).items()}
    if len(heads) < _SEVERAL or located.part.layout != "table":
        return located
    same = [
        row
        for row, cells in grid.rows.items()
        if len(cells) >= _SEVERAL
        and row > located.headings
        and all(heads.get(place) == fold(cell.text) for place, cell in cells.items())
    ]
    return replace(located, repeats=tuple(sorted({*located.repeats, *same}))) if same else located


def with_near_headings(located: Located, grid: SheetGrid, signs: Signs) -> Located:
    """`located` with headings taken that are one slip away from a column it still misses."""
    part = located.part
    missing = {key for key in located.missing if part.column(key).kind != "label"}
    heads = grid.rows.get(located.headings, {})
    if part.layout == "form" or not (part.bands or missing) or all(place in located.columns for place in heads):
        return located
    wordings = {text: h.column for text, hs in signs.headings.items() for h in hs if h.part == part.key}
    wanted = {text: key for text, key in wordings.items() if key in missing}
    columns, reworded = dict(located.columns), []
    for place, cell in heads.items():
        if place not in columns and _names_bands(cell.text, part, signs):
            columns[place] = BAND
        elif place not in columns and wanted:
            nearest = clearly_meant(cell.text, wanted) or _longer(cell.text, wanted)
            if nearest and nearest not in columns.values() and _holds(place, nearest, located, grid, signs):
                columns[place] = nearest
                reworded.append((place, cell.text, nearest))
    ordered = dict(sorted(columns.items()))
    return replace(located, columns=ordered, reworded=tuple(reworded))


def _holds(place: int, key: str, located: Located, grid: SheetGrid, signs: Signs) -> bool:
    """False when the words below a heading are those of a list that another column of the part asks for."""
    found = profiles(grid, signs, frozenset((place,)), located.headings).get(place)
    said = found.speaks_for if found else ""
    return said in ("", located.part.column(key).vocabulary) or said not in {c.vocabulary for c in located.part.columns}


def _names_bands(text: str, part: Part, signs: Signs) -> bool:
    """True for a heading over the bands of a table ("Sector"), in a table that has them as titles of their own."""
    if not part.bands:
        return False
    meant = (signs.parts[h.part].column(h.column) for h in signs.headings.get(fold(text), ()))
    return any(column.vocabulary == part.bands for column in meant)


def _longer(text: str, wanted: Mapping[str, str]) -> str:
    """The key of the one title that a longer heading holds: "Assets (what they could bring)" is Assets."""
    words = " ".join(("", *re.findall(r"[^\W_]+", fold(text)), ""))
    held = {key for wording, key in wanted.items() if len(wording) > 5 and f" {wording} " in words}
    return held.pop() if len(held) == 1 else ""
