"""The two sheets of a please-check copy as they came back: the rows it printed and what somebody added to them."""

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from mobility_xlsx.form.answers import Cell, Kind
from mobility_xlsx.form.catalogue import catalogue
from mobility_xlsx.form.declaration import languages, load_form
from mobility_xlsx.form.parts import fixed_texts
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.copymarks import ASKED, UNPLACED
from mobility_xlsx.workbook.grids import Sheet
from mobility_xlsx.workbook.marker import is_mark
from mobility_xlsx.workbook.signs import number_of

_NEEDED = {ASKED: frozenset({"cell", "found", "answer"}), UNPLACED: frozenset({"sheet", "cell", "text"})}
_FEWEST = min(map(len, _NEEDED.values()))
_SAID = {ASKED: "answer", UNPLACED: "text"}  # the column of each whose words are not the copy's own
_TOP = 12  # filled rows among which the headings stand
_ADDRESS = re.compile(r"\$?[A-Za-z]{1,3}\$?\d{1,7}")


class CopyList(Struct, frozen=True):
    """One of the two sheets of a copy: its rows below the headings, by column key, and cells somebody added.

    `fixed` counts the cells that the copy itself printed.
    """

    part: str
    rows: tuple[Mapping[str, Cell], ...]
    others: tuple[Cell, ...]
    fixed: int


@cache
def _titles() -> Mapping[str, Mapping[str, str]]:
    """For both sheets, every folded heading in every language with its column key."""
    titles: dict[str, dict[str, str]] = {ASKED: {}, UNPLACED: {}}
    for language in languages("please_check"):
        form = load_form("please_check", language)
        for part in titles:
            for column in form.part(part).columns:
                titles[part] |= {fold(title): column.key for title in (column.title, *column.aliases)}
    return titles


def copy_list(sheet: Sheet) -> CopyList | None:
    """A sheet as one of the two of a please-check copy; None for any other."""
    for top, cells in _filled_rows(sheet, _TOP).items():
        if len(cells) < _FEWEST:
            continue
        texts = [(cell.column, fold(cell.text)) for cell in cells]
        for part, titles in _titles().items():
            columns = {column: titles[text] for column, text in texts if text in titles}
            if len(columns) >= _FEWEST and set(columns.values()) >= _NEEDED[part]:
                return _read(part, _filled_rows(sheet), top, columns)
    return None


def _filled_rows(sheet: Sheet, most: int = 0) -> Mapping[int, list[Cell]]:
    """The filled cells by row, from the top; of so many rows only when `most` is given."""
    grid: dict[int, list[Cell]] = {}
    for cell in sheet.cells:
        if cell.kind is not Kind.UNCALCULATED and not cell.is_blank:
            if len(grid) == most and most and cell.row not in grid:
                break
            grid.setdefault(cell.row, []).append(cell)
    return grid


def _read(part: str, grid: Mapping[int, list[Cell]], top: int, columns: Mapping[int, str]) -> CopyList:
    rows: list[Mapping[str, Cell]] = []
    others: list[Cell] = []
    fixed = 0
    for row, cells in sorted(grid.items()):
        if row <= top:
            printed = [cell for cell in cells if _is_printed(cell) or (row == top and cell.column in columns)]
            others += [cell for cell in cells if cell not in printed]
            fixed += len(printed)
            continue
        said: dict[str, Cell] = {}
        for cell in cells:
            said.setdefault(columns.get(cell.column, ""), cell)
        added = _added(part, said, "number" in columns.values())
        entry = {key: cell for key, cell in said.items() if key not in added}
        rows.append(entry)
        others += [cell for cell in cells if cell not in entry.values()]
        fixed += sum(key != _SAID[part] for key in entry)
    return CopyList(part, tuple(rows), tuple(others), fixed)


def _is_printed(cell: Cell) -> bool:
    return is_mark(cell.text) or _printed().fullmatch(fold(cell.text)) is not None


def _added(part: str, said: Mapping[str, Cell], is_numbered: bool) -> frozenset[str]:
    """The columns of a row that hold somebody's own words: a copy gives each row it prints a No.

    An address written beside an answer says which cell it is about.
    """
    number, told = said.get("number"), _SAID[part]
    if number is not None and number_of(number.text):
        return frozenset({""})
    if not is_numbered and _NEEDED[part] - {"answer"} <= said.keys():
        return frozenset({""})
    addressed = told in said and "cell" in said and _ADDRESS.fullmatch(said["cell"].text.strip()) is not None
    return frozenset(said.keys() | {""}) - {told} - ({"sheet", "cell"} if addressed else frozenset())


@cache
def _printed() -> re.Pattern[str]:
    """What a copy prints above the headings of its two sheets, folded, in every language."""
    texts: set[str] = set()
    for language in languages("please_check"):
        texts |= {re.escape(fold(text)) for text in fixed_texts(load_form("please_check", language))}
    for language in languages("problems"):
        words = catalogue(language).words
        for title in (words["title_one"], words["title_many"]):
            texts.add(re.escape(fold(title.format(count="{count}"))).replace(r"\{count\}", r"\d+"))
    return re.compile("|".join(sorted(texts)))
