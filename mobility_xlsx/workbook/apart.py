"""Sheets that hold several parts, below or beside each other, taken apart as if each stood on a sheet of its own."""

from collections import Counter
from collections.abc import Mapping
from itertools import groupby, pairwise

from mobility_xlsx.form.answers import LAST, Piece
from mobility_xlsx.workbook.headings import Evidence, evidence_of, heading_score, matched
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Heading, Signs

_HEADINGS = 3  # so many headings of a table in a row begin it
_PIECES, _DEEPEST = 40, 4  # a sheet in more pieces, or pieces in pieces, is none that people make
_TURNED = 4  # so many headings of a table below each other are one on its side
_OPENING = ("number", "tick")  # kinds of columns that begin a table or a checklist
_LABELS = 2  # so many labels of a form, each alone in its row, are that form


def apart(grid: SheetGrid, evidence: Evidence, signs: Signs, depth: int = 0) -> tuple[tuple[SheetGrid, Evidence], ...]:
    """The parts a sheet holds, each with what it shows of the form; the sheet itself when there is only one.

    Every cell is in exactly one of them.
    """
    columns = _titles_beside(evidence)
    rows = [] if columns else _beginnings(grid, evidence, signs)
    if len(rows) > 1:
        pieces = [Piece(top=first, bottom=below - 1) for first, below in pairwise((1, *rows[1:], LAST + 1))]
    else:
        columns = columns or _tables_beside(evidence, signs)
        pieces = [Piece(left=left, right=right - 1) for left, right in pairwise((1, *columns, LAST + 1))]
    if depth == _DEEPEST or not 1 < len(pieces) <= _PIECES:
        return ((grid, evidence),)
    parted = [grid.within(piece) for piece in pieces]
    return tuple(one for piece in parted for one in apart(piece, evidence_of(piece, signs), signs, depth + 1))


def _beginnings(grid: SheetGrid, evidence: Evidence, signs: Signs) -> list[int]:
    """The rows in which another part begins than the one above: its title, or its headings where no title is left.

    The first headings below a title are that part's, however they are worded; headings said again begin nothing.
    """
    labels = _label_rows(evidence, signs)
    titles = {row: part for (row, _), part in evidence.titles.items()}
    if len(titles) == 1 and not labels and _holds_one_table(titles, evidence, signs):
        return []
    marks = sorted({*titles, *evidence.rows, *labels})
    begun: list[int] = []
    part, columns = "", dict[int, str]()
    for row in marks:
        titled = titles.get(row, "")
        if columns and not titled and matched(signs.parts[part], evidence.rows.get(row, {})) == columns:
            continue
        said = titled or (_told_by_headings(row, evidence, signs) if row in evidence.rows else labels.get(row, ""))
        if not said:
            continue
        found = dict(matched(signs.parts[said], evidence.rows.get(row, {})))
        awaited = bool(part and found) and not (titled or columns) and _are_alike(part, said, signs)
        moved = bool(found and columns) and _disagree(found, columns)
        if (said != part or moved) and not awaited:
            begun.append(row if titled else _from_the_gap(row, grid, begun[-1] if begun else 0))
            part, columns = said, {}
        columns = columns or found
    return begun


def _holds_one_table(titles: Mapping[int, str], evidence: Evidence, signs: Signs) -> bool:
    """True for the usual sheet: one title, and below it one row of headings."""
    (top, part), *_ = titles.items()
    return signs.parts[part].layout == "table" and len(evidence.rows) == 1 and min(evidence.rows) > top


def _disagree(one: Mapping[int, str], other: Mapping[int, str]) -> bool:
    """True when two rows of headings put a question into another column, or another question into one."""
    places = {key: place for place, key in other.items()}
    return any(other.get(place, key) != key or places.get(key, place) != place for place, key in one.items())


def _are_alike(part: str, other: str, signs: Signs) -> bool:
    return bool(other) and signs.parts[part].layout == signs.parts[other].layout


def _told_by_headings(row: int, evidence: Evidence, signs: Signs) -> str:
    """The part whose headings stand in a row, "" for a row of any other words."""
    cells = evidence.rows.get(row, {})
    best, most = "", 0.0
    for key, part in signs.parts.items():
        columns = matched(part, cells)
        score = heading_score(part, columns, cells)
        enough = len(columns) >= (_HEADINGS if part.layout == "table" else _LABELS)
        if part.layout != "form" and enough and score > most:
            best, most = key, score
    return best


def _label_rows(evidence: Evidence, signs: Signs) -> dict[int, str]:
    """The rows of labels of a form such as Start here, when there are enough of them to be sure."""
    told = {
        row: heading.part
        for row, headings in evidence.alone.items()
        for heading in headings
        if heading.is_title and signs.parts[heading.part].layout == "form"
    }
    return told if len(told) >= _LABELS else {}


def _from_the_gap(row: int, grid: SheetGrid, above: int) -> int:
    """The first of the lone words right above headings, where a blank row parts them from what stands before.

    It comes after the row `above`, in which the part before begins.
    """
    first = row
    while first - 1 > above and len(grid.rows.get(first - 1, ())) == 1:
        first -= 1
    return row if first - 1 in grid.rows else first


def _kind(heading: Heading, signs: Signs) -> str:
    return signs.parts[heading.part].column(heading.column).kind


def _tables_beside(evidence: Evidence, signs: Signs) -> list[int]:
    """The columns in which another table or checklist begins right of the first, in one row of headings."""
    for cells in evidence.rows.values():
        opened = {
            place: next((k for h in headings if h.is_title and (k := _kind(h, signs)) in _OPENING), "")
            for place, headings in sorted(cells.items())
        }
        told = [(place, kind) for place, kind in opened.items() if kind]
        steps = pairwise([(0, ""), *told])  # the lists of one checklist stay together
        opening = [place for (_, before), (place, kind) in steps if kind == "number" or kind != before]
        widths = [sum(left <= place < right for place in cells) for left, right in pairwise((*opening, LAST))]
        if len(opening) > 1 and min(widths) >= _LABELS:
            return opening[1:]
    return []


def _titles_beside(evidence: Evidence) -> list[int]:
    """The columns of titles right of the first, where the titles of several parts stand in one row."""
    for _, row in groupby(sorted(evidence.titles.items()), key=lambda title: title[0][0]):
        beside = list(row)
        if len({part for _, part in beside}) > 1:
            return [column for (_, column), _ in beside[1:]]
    return []


def is_on_its_side(evidence: Evidence, signs: Signs) -> bool:
    """True for a table whose headings stand below each other: its columns are no columns of ours."""
    told = Counter(
        heading.part
        for headings in evidence.alone.values()
        for heading in headings
        if heading.is_title and signs.parts[heading.part].layout == "table"
    )
    return max(told.values(), default=0) >= _TURNED
