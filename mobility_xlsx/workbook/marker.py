"""Whose workbook this is: its id and edition, by property, name, list and title band, and the language it is in."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from mobility_xlsx.form.answers import Remark
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.form.parts import Form
from mobility_xlsx.text import fold, one_line
from mobility_xlsx.workbook.content import BLANK_ID
from mobility_xlsx.workbook.grids import Book
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import other_languages

_ID = r"[A-Z]{2,4}-\d{4}-\d{3,6}"
_FIND_ID = re.compile(rf"\b{_ID}\b")
_EDITION = r"v(?:ersion)?\.?\s*(\d{1,9}(?:\.\d{1,9})*)"
_FIND_EDITION = re.compile(rf"(?i)\b{_EDITION}\b")
_MARK = re.compile(rf"{_ID}(\s*[·|\-–—.]?\s*{_EDITION})?", re.IGNORECASE)
_OLD_LINE = re.compile(rf"workbook {_ID} . form version \d+(\.\d+)* . please leave this line as it is", re.IGNORECASE)
_PLAIN_EDITION = re.compile(r"\d{1,9}(\.\d{1,9})+")
_OURS = re.compile(r"(?i)mobility|workbook|marker|edition")  # not "AppVersion" or "Company"
_TOP = 20  # filled rows in which titles and headings stand
_PROPERTY, _NAME, _LISTS, _BAND = range(4)


class Marked(Struct, frozen=True):
    """A workbook's id and edition ("" when it has none), its language, and what is odd about them."""

    workbook_id: str
    edition: str
    language: str
    remarks: tuple[Remark, ...]


def is_mark(text: str) -> bool:
    """True for a text that is nothing but a workbook's id, with or without its edition."""
    return "-" in text and len(text) < 120 and _is_mark(text)


@lru_cache(maxsize=5000)
def _is_mark(text: str) -> bool:
    line = one_line(text)
    return bool(_MARK.fullmatch(line) or _OLD_LINE.fullmatch(line))


def marked(book: Book, grids: Iterable[SheetGrid], lists: frozenset[str], form: Form) -> Marked:
    """Whose workbook this is; `lists` are the names of its sheets of lists."""
    grids = tuple(grids)
    ids: list[tuple[int, str]] = []
    editions: list[tuple[int, str]] = []
    for where, text in book.markers:
        rank = _NAME if "name" in where.casefold() else _PROPERTY
        if not _OURS.search(where):
            continue
        ids += [(rank, found) for found in _FIND_ID.findall(text)]
        editions += [(rank, found) for found in _editions(text)]
    for grid in grids:
        rank = _LISTS if grid.name in lists else _BAND
        for text in _marks(grid, rank):
            ids += [(rank, found) for found in _FIND_ID.findall(text.upper())]
            editions += [(rank, found) for found in _editions(text)]
    ids = [(rank, found) for rank, found in ids if found != BLANK_ID]
    workbook_id = min(ids, default=(0, ""), key=lambda found: found[0])[1]
    edition = min(editions, default=(0, ""), key=lambda found: found[0])[1]
    remarks = (*_disagreeing(ids), *_about_edition(edition, form))
    return Marked(workbook_id, edition, _language(grids, form), remarks)


def _marks(grid: SheetGrid, rank: int) -> Iterator[str]:
    for cells in grid.rows.values():
        for cell in cells.values():
            text = cell.text
            if ("-" in text and is_mark(text)) or (rank == _LISTS and _PLAIN_EDITION.fullmatch(text.strip())):
                yield text


def _editions(text: str) -> list[str]:
    found = _FIND_EDITION.findall(text)
    return found or ([text.strip()] if _PLAIN_EDITION.fullmatch(text.strip()) else [])


def _disagreeing(ids: Iterable[tuple[int, str]]) -> Iterator[Remark]:
    different = sorted({found for _, found in ids})
    if len(different) > 1:
        yield Remark("ids-disagree", value=different[0], fields=(("ids", ", ".join(different)),))


def _about_edition(edition: str, form: Form) -> Iterator[Remark]:
    if edition and _parts(edition) != _parts(form.edition):
        code = "edition-old" if _parts(edition) < _parts(form.edition) else "edition-new"
        yield Remark(code, value=edition, fields=(("edition", edition),))


def _parts(edition: str) -> tuple[int, ...]:
    numbers = [int(number) for number in edition.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _language(grids: Iterable[SheetGrid], form: Form) -> str:
    """The language whose titles and headings stand in the workbook more often than those of any other."""
    others = other_languages(form.key)
    tops = (cells for grid in grids for cells in islice(grid.rows.values(), _TOP)) if others else ()
    texts = {fold(cell.text) for cells in tops for cell in cells.values()}
    best, most = "en", _told(form, texts) if others else 0
    for language in others:
        told = _told(load_form(form.key, language), texts)
        if told > most:
            best, most = language, told
    return best


def _told(form: Form, texts: set[str]) -> int:
    told = [text for part in form.parts for text in (part.title, *(column.title for column in part.columns))]
    return sum(fold(text) in texts for text in dict.fromkeys(told))
