"""One worksheet part as the cells it stores, in the order they stand, and what its rows and edges say."""

import re
from collections import Counter
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

from msgspec import Struct

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.answers import column_letters, column_number
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.grids import Merge

# letters, row, attributes, formula with its tags, value, inside of an inline text
Stored = tuple[bytes, bytes, bytes, bytes, bytes, bytes]

# No pattern here goes past the next "<", so that none takes longer than the part is long.
_CELL: Final = re.compile(
    rb'<c r="([A-Z]{1,3}+)([1-9]\d{0,6}+)"([^<>]*+)(?<!/)>'
    rb"\s*+(<f[^<>]*+(?:(?<=/)>|>[^<]*+</f>))?+\s*+"
    rb"(?:<v(?:>| [^<>]*+(?<!/)>)([^<]*+)</v>|<v[^<>]*+(?<=/)>|<is>((?:[^<]++|<(?!/is>|c[ >]))*+)</is>)?+\s*+</c>",
    re.DOTALL,
)
_BLANK: Final = re.compile(rb'<c r="\w++" s="\d++" ?+/>')
_ROW: Final = re.compile(rb'<row ((?:[^<>]*? )??r="([1-9]\d{0,6})"[^<>]*)>')
_SMALL_PART: Final = 400_000  # too small to hold as many rows or cells as are refused
_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')
_COLUMN: Final = re.compile(rb"<col ([^<>]*)>")
_RANGE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_REFERENCE: Final = re.compile(rb' ref="([^"]*)"')
_SEQUENCE: Final = re.compile(rb'sqref="([^"]*)"')
_MERGE: Final = re.compile(rb"<mergeCell ([^<>]*)>")
_LINK: Final = re.compile(rb"<hyperlink ([^<>]*)>")


class Scan(Struct, frozen=True):
    """The stored cells of a plain worksheet part; `usual` is False where it has to be put in the usual shape first."""

    cells: list[Stored]
    last_row: int
    last_column: int
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merges: tuple[Merge, ...]
    usual: bool


@lru_cache(maxsize=2_000)
def stored_column(letters: bytes) -> int:
    """The number of a column from its letters as a part stores them."""
    return column_number(letters.decode())


def without_blanks(part: bytes) -> bytes:
    """A plain `part` without the cells that only have a format: most of a form's, and nobody's answer."""
    return _BLANK.sub(b"", part)


def only_cells(part: bytes) -> bytes:
    """`part` without what stands below its cells: rules and links, which a reader walks through for nothing."""
    end = part.rfind(b"</sheetData>")
    closing = part.rfind(b"</")
    return part[: end + len(b"</sheetData>")] + part[closing:] if 0 <= end < closing else part


def scan(part: bytes, sheet: str) -> Scan:
    """What `part` stores; raises NotReadable when it holds more than any filled form would."""
    begin, end = part.find(b"<sheetData"), part.rfind(b"</sheetData>")
    if end < 0:
        end = max(begin, 0)
    _check_amount(part, sheet)
    cells = _CELL.findall(part, begin, end) if begin >= 0 else []
    tail = part[end:]
    merges = _merges(tail, sheet)
    _check_edges(tail, sheet)
    letters, numbers = list(zip(*cells, strict=True))[:2] if cells else ((), ())
    rows = list(map(int, numbers))
    last_row = max(rows, default=0)
    last_column = max(map(stored_column, set(letters)), default=0)
    if last_row > limits.GRID_ROWS or last_column > limits.GRID_COLUMNS:
        raise NotReadable("damaged")
    usual = (
        begin >= 0
        and part.count(b"</c>", begin) == len(cells)
        and rows == sorted(rows)
        and len(set(zip(letters, numbers, strict=True))) == len(cells)
        and tail.rstrip().endswith(b"</worksheet>")
    )
    hides = part.find(b"hidden=", begin, end) >= 0
    hidden_rows = _hidden_rows(part[begin:end]) if hides else frozenset()
    return Scan(cells, last_row, last_column, hidden_rows, _hidden_columns(part[: max(begin, 0)]), merges, usual)


def _check_amount(part: bytes, sheet: str) -> None:
    if len(part) < _SMALL_PART:
        return
    if part.count(b"<row") > limits.SHEET_ROWS or part.count(b"<c ") + part.count(b"<c>") > limits.SHEET_CELLS:
        raise NotReadable("too-many-cells", sheet=sheet)


def _hidden_rows(rows: bytes) -> frozenset[int]:
    return frozenset(int(row) for attributes, row in _ROW.findall(rows) if _HIDDEN.search(attributes))


def _hidden_columns(head: bytes) -> frozenset[int]:
    if b"hidden" not in head:
        return frozenset()
    steps = Counter[int]()  # where hidden stretches begin and end: a crafted file has a hundred thousand wide ones
    for attributes in filter(_HIDDEN.search, _COLUMN.findall(head)):
        bounds = dict(re.findall(rb'\b(min|max)="(\d{1,5})"', attributes))
        first, last = int(bounds.get(b"min", b"0")), min(int(bounds.get(b"max", b"0")), limits.GRID_COLUMNS)
        if first <= last:
            steps[first] += 1
            steps[last + 1] -= 1
    places = sorted(steps)
    depths = zip(pairwise(places), accumulate(steps[place] for place in places), strict=False)
    return frozenset(place for (left, right), depth in depths if depth for place in range(left, right))


def box(reference: str) -> Merge | None:
    """The box a range such as "A1:B2" covers, None when `reference` is no such range."""
    found = _RANGE.fullmatch(reference.strip())
    if found is None:
        return None
    left, top = column_number(found[1]), int(found[2])
    right, bottom = (column_number(found[3]), int(found[4])) if found[3] else (left, top)
    return Merge(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _boxes(elements: list[bytes]) -> list[Merge]:
    references = (_REFERENCE.search(b" " + attributes) for attributes in elements)
    boxes = (box(found[1].decode("utf-8", "replace")) for found in references if found)
    return [each for each in boxes if each is not None]


def cells_in(merge: Merge) -> int:
    """How many cells a box covers."""
    return (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)


def _merges(tail: bytes, sheet: str) -> tuple[Merge, ...]:
    if b"<mergeCell " not in tail:
        return ()
    merges = _boxes(_MERGE.findall(tail))
    if len(merges) > limits.MERGES or sum(map(cells_in, merges)) > limits.MERGED_CELLS:
        widest = max(merges, key=cells_in)
        raise NotReadable("merged-column", sheet=sheet, columns=_columns(widest))
    return tuple(merges)


def _columns(merge: Merge) -> str:
    return f"{column_letters(merge.left)}:{column_letters(merge.right)}"


def _check_edges(tail: bytes, sheet: str) -> None:
    """Refuses a sheet on which copying piled up rules, or whose links cover far more than anybody clicks."""
    if b"<hyperlink " in tail and sum(map(cells_in, _boxes(_LINK.findall(tail)))) > limits.LINKED_CELLS:
        raise NotReadable("link-over-sheet", sheet=sheet)
    if len(tail) < limits.SHEET_RULES * len(b"<cfRule/>"):
        return
    rules = max(tail.count(b"dataValidation "), tail.count(b"cfRule "))
    if rules > limits.SHEET_RULES:
        raise NotReadable("rules-piled-up", sheet=sheet, count=str(rules))
    if len(tail) > limits.RULE_RANGE_LENGTH and any(
        len(ranges) > limits.RULE_RANGE_LENGTH for ranges in _SEQUENCE.findall(tail)
    ):
        raise NotReadable("rules-piled-up", sheet=sheet, count=str(rules))
