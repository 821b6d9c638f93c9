"""The only place where foreign libraries load a foreign file: python-calamine, and openpyxl where that fails."""

import datetime
import io
import warnings
from collections.abc import Mapping, Sequence
from typing import Any, Final

from mobility_xlsx.errors import refusing
from mobility_xlsx.workbook.celltext import ErrorText, decoded
from mobility_xlsx.workbook.facts import Facts
from mobility_xlsx.workbook.grids import Grid, RowColumn
from mobility_xlsx.workbook.packages import packed

_STRICT_SHEETS: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_SHEETS: Final = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_RELATIONS: Final = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS: Final = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def quick_grids(data: bytes, facts: Facts) -> list[tuple[str, Grid]]:
    """The values of all sheets by name, through python-calamine.

    An .xlsx is not handed over as it came: calamine sees only the parts the guard let through.
    """
    from python_calamine import CalamineWorkbook

    source = packed(facts.parts) if facts.parts else data
    with refusing():
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(source))
        names = [sheet.name for sheet in facts.sheets] or workbook.sheet_names
        rows = [(name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names]
    times = {sheet.name: sheet.times for sheet in facts.sheets if sheet.times}
    grids = ((name, _grid(each)) for name, each in rows)
    return [(name, _timed(grid, times[name]) if name in times else grid) for name, grid in grids]


def _grid(rows: Sequence[Sequence[object]]) -> Grid:
    return [
        (row, column, value)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value != ""
    ]


def _timed(grid: Grid, times: Mapping[RowColumn, datetime.timedelta]) -> Grid:
    """`grid` with its times above a day, which calamine gives as the text PT36H00M00S, as times."""
    return [
        (row, column, times.get((row, column), value) if isinstance(value, str) else value)
        for row, column, value in grid
    ]


def thorough_grids(facts: Facts) -> list[tuple[str, Grid]]:
    """The values of all sheets by name, through openpyxl, walking only the cells that are stored.

    Each sheet is cut down to its cells: merges, links and rules over whole columns, on which openpyxl hangs, and
    under which it blanks values, are the guard's business.
    """
    from openpyxl import load_workbook

    sheets = set(facts.sheet_parts.values())
    parts = {name: _transitional(_bare(part) if name in sheets else part) for name, part in facts.parts.items()}
    with refusing():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(packed(parts)), data_only=True, keep_links=False)
        return [(sheet.name, _stored(workbook[sheet.name]._cells)) for sheet in facts.sheets]


def _stored(cells: Mapping[tuple[int, int], Any]) -> Grid:
    grid: list[tuple[int, int, object]] = []
    for row, column in sorted(cells):
        cell = cells[row, column]
        value = cell.value
        if isinstance(value, str):
            value = ErrorText(value) if cell.data_type == "e" else decoded(value)
        if value is not None:
            grid.append((row, column, value))
    return grid


def _transitional(part: bytes) -> bytes:
    """openpyxl finds no sheets in Strict Open XML and says nothing."""
    return part.replace(_STRICT_SHEETS, _SHEETS).replace(_STRICT_RELATIONS, _RELATIONS)


def _bare(part: bytes) -> bytes:
    begin, end = part.find(b"<sheetData"), part.rfind(b"</sheetData>")
    root = part[: part.find(b">", part.find(b"<worksheet")) + 1]
    return root + part[begin : end + len(b"</sheetData>")] + b"</worksheet>" if 0 <= begin < end else part
