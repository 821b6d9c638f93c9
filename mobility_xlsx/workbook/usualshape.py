"""Unusual but legal worksheet XML, written again in the shape every program writes."""

from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.answers import column_letters
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.markup import local, namespace_parser, walked
from mobility_xlsx.workbook.storedcells import box

_EDGES: Final = ("mergeCell", "hyperlink", "dataValidation", "cfRule")
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class UsualShape:
    """Collects one worksheet part while a parser walks through it: explicit addresses, cells in order, no prefixes.

    Of several cells with one address the first with a value is kept; those that say something else stand in `twice`,
    each with its type and its value or words.
    """

    def __init__(self) -> None:
        self.twice: list[tuple[tuple[int, int], str, str]] = []
        self._said: dict[tuple[int, int], tuple[str, str]] = {}
        self._cells: dict[tuple[int, int], str] = {}
        self._hidden_rows: set[int] = set()
        self._columns: list[str] = []
        self._edges: list[str] = []
        self._path: list[str] = []
        self._row = self._column = 0
        self._cell: dict[str, str] = {}
        self._texts: dict[str, list[str]] = {}
        self._formula: Mapping[str, str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Takes in the beginning of an element."""
        tag = local(name)
        self._path.append(tag)
        if len(self._path) > limits.XML_DEPTH:
            raise NotReadable("damaged")
        if tag == "row":
            self._start_row(attributes)
        elif tag == "c" and self._path[-2] == "row":
            self._start_cell(attributes)
        elif tag == "f" and self._path[-2] == "c":
            self._formula = attributes
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            self._columns.append(_element("col", {key: attributes.get(key, "0") for key in ("min", "max", "hidden")}))
        elif tag in _EDGES:
            self._edges.append(_element(tag, {key: attributes[key] for key in ("ref", "sqref") if key in attributes}))

    def end(self, _name: str) -> None:
        """Takes in the end of an element."""
        tag = self._path.pop()
        if tag == "c" and self._path[-1:] == ["row"]:
            self._end_cell()

    def text(self, piece: str) -> None:
        """Takes in a piece of text; the reading aids beside Japanese texts are not part of them."""
        tag = self._path[-1] if self._path else ""
        if tag in ("v", "f", "t") and "rPh" not in self._path:
            self._texts.setdefault(tag, []).append(piece)

    def part(self) -> bytes:
        """The part in its usual shape."""
        rows: dict[int, list[str]] = {row: [] for row in self._hidden_rows}
        for row, column in sorted(self._cells):
            rows.setdefault(row, []).append(self._cells[row, column])
        lines = (self._row_element(row, "".join(rows[row])) for row in sorted(rows))
        columns = f"<cols>{''.join(self._columns)}</cols>" if self._columns else ""
        body = f"{columns}<sheetData>{''.join(lines)}</sheetData>{''.join(self._edges)}"
        return f'<worksheet xmlns="{_MAIN}">{body}</worksheet>'.encode()

    def _row_element(self, row: int, cells: str) -> str:
        hidden = ' hidden="1"' if row in self._hidden_rows else ""
        return f'<row r="{row}"{hidden}>{cells}</row>'

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row = _number(attributes.get("r"), self._row + 1, limits.GRID_ROWS)
        self._column = 0
        if attributes.get("hidden") in ("1", "true"):
            self._hidden_rows.add(self._row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        place = box(attributes["r"]) if "r" in attributes else None
        if "r" in attributes and place is None:
            raise NotReadable("damaged")
        if place is not None:
            self._row, self._column = place.top, place.left
        else:
            self._column += 1
        if not 1 <= self._row <= limits.GRID_ROWS or not 1 <= self._column <= limits.GRID_COLUMNS:
            raise NotReadable("damaged")
        self._cell = {key: attributes[key] for key in ("s", "t") if key in attributes}
        self._texts, self._formula = {}, None

    def _end_cell(self) -> None:
        value = "".join(self._texts.get("v", ()))
        inline = "".join(self._texts.get("t", ()))
        if self._formula is None and not value and not inline:
            return
        formula = f"<f>{escape(''.join(self._texts.get('f', ())))}</f>" if self._formula is not None else ""
        shown = f'<is><t xml:space="preserve">{escape(inline)}</t></is>' if inline else f"<v>{escape(value)}</v>"
        if not inline and not value:
            shown = ""
        place, said = (self._row, self._column), (self._cell.get("t", ""), inline or value)
        if self._said.setdefault(place, said) != said:
            self.twice.append((place, *said))
        if place in self._cells:
            return
        address = {"r": column_letters(self._column) + str(self._row)}
        self._cells[place] = f"{_element('c', address | self._cell)[:-2]}>{formula}{shown}</c>"


def usual(part: bytes) -> UsualShape:
    """`part` taken in whole; raises NotReadable when it is no sound XML."""
    shape = UsualShape()
    parser = namespace_parser()
    parser.StartElementHandler = shape.start
    parser.EndElementHandler = shape.end
    parser.CharacterDataHandler = shape.text
    walked(part, parser)
    return shape


def _element(tag: str, attributes: Mapping[str, str]) -> str:
    return f"<{tag}{''.join(f' {key}={quoteattr(value)}' for key, value in attributes.items())}/>"


def _number(text: str | None, otherwise: int, most: int) -> int:
    number = int(text) if text is not None and text.isascii() and text.isdigit() else otherwise
    if not 1 <= number <= most:
        raise NotReadable("damaged")
    return number
