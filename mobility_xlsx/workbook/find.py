"""A returned workbook's plain grids → its answers: which sheet is which part, which cell says what, what is left."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from mobility_xlsx.form.answers import Answers, Cell, Found, Remark
from mobility_xlsx.form.parts import Form, Part
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.abreast import abreast
from mobility_xlsx.workbook.account import NO_READING, Account, account, account_lists, is_lists
from mobility_xlsx.workbook.apart import apart, is_on_its_side
from mobility_xlsx.workbook.columns import with_own_headings, with_told_columns
from mobility_xlsx.workbook.entries import SheetAnswers, read_table
from mobility_xlsx.workbook.fields import read_fields
from mobility_xlsx.workbook.grids import Book
from mobility_xlsx.workbook.headings import BAND, Evidence, Located, evidence_of
from mobility_xlsx.workbook.layout import by_layout
from mobility_xlsx.workbook.marker import marked
from mobility_xlsx.workbook.nearheadings import recognized, with_same_rows
from mobility_xlsx.workbook.numbering import without_foreign_numbers
from mobility_xlsx.workbook.sheetgrid import SheetGrid, grid_of
from mobility_xlsx.workbook.signs import Signs, signs
from mobility_xlsx.workbook.tickedlines import read_checklist

_READERS = {"table": read_table, "checklist": read_checklist, "form": read_fields}


class _Page(Struct, frozen=True):
    """One sheet as it was understood."""

    grid: SheetGrid
    located: Located | None
    reading: SheetAnswers
    account: Account
    is_lists: bool = False


class _Seen(Struct, frozen=True):
    """One sheet, or a piece of one, with what its words say of the form."""

    grid: SheetGrid
    evidence: Evidence
    located: Located | None

    @property
    def is_told(self) -> bool:
        """True when its words say which part it is, and for a table where its headings are."""
        return self.located is not None and (self.located.part.layout != "table" or self.located.headings > 0)


def find(book: Book, form: Form) -> Answers:
    """What a returned workbook says, every value with its cell.

    Parts are found by the sheet's name, by title and headings, then by layout. Every cell that shows something is an
    answer, known text of the form, or in `unplaced`.
    """
    known = signs(form)
    pages = _in_form_order(_pages(tuple(map(grid_of, book.sheets)), known), form)
    lists = frozenset(page.grid.name for page in pages if page.is_lists)
    mark = marked(book, (page.grid for page in pages), lists, form)
    answers, fixed = sum(p.account.answers for p in pages), sum(p.account.fixed for p in pages)
    unplaced = tuple(cell for page in pages for cell in page.account.unplaced)
    return Answers(
        file=book.file,
        rows=tuple(row for page in pages for row in page.reading.rows),
        workbook_id=mark.workbook_id,
        edition=mark.edition,
        language=mark.language,
        found=tuple(_found(page) for page in pages if page.located),
        unplaced=unplaced,
        notes=tuple(cell for sheet in book.sheets for cell in sheet.cells if cell.note),
        remarks=(*_noticed(book, lists), *mark.remarks, *dict.fromkeys(_remarks(pages, known))),
        non_empty=book.non_empty or answers + fixed + len(unplaced),
        answer_cells=answers,
        form_cells=fixed,
    )


def _noticed(book: Book, lists: frozenset[str]) -> Iterator[Remark]:
    """What the reader noticed; that the sheet of lists is hidden is as it should be."""
    return (remark for remark in book.remarks if remark.code != "hidden-sheet" or remark.sheet not in lists)


def _pages(grids: Iterable[SheetGrid], known: Signs) -> Iterator[_Page]:
    """The parts of all sheets; most sheets are one. What no words tell is told by its layout, after all the others."""
    seen: list[_Seen] = []
    for grid in grids:
        if is_lists(grid, known):
            yield _Page(grid, None, NO_READING, account_lists(grid, known), True)
        else:
            pieces = apart(grid, evidence_of(grid, known), known)
            seen += [_Seen(piece, evidence, recognized(piece, known, evidence)) for piece, evidence in pieces]
    held = frozenset(one.located.part.key for one in seen if one.located and one.is_told)
    for one in seen:
        whole = _located(one, held, known)
        is_checklist = whole is not None and whole.part.layout == "checklist"
        for grid, located in abreast(one.grid, whole, known) if whole and is_checklist else ((one.grid, whole),):
            reading = _READERS[located.part.layout](grid, located, known) if located else NO_READING
            yield _Page(grid, located, reading, account(grid, located, reading, known))


def _located(seen: _Seen, held: frozenset[str], known: Signs) -> Located | None:
    """The part of a sheet with all its columns; `held` are the parts that are told by their words somewhere."""
    grid, located = seen.grid, seen.located
    if not seen.is_told:
        named = located.part.key if located else ""
        located = None if is_on_its_side(seen.evidence, known) else by_layout(grid, known, named, held)
        if located is not None and located.part.layout == "table":
            located = without_foreign_numbers(with_own_headings(located, grid, known), grid, known)
    elif located is not None and located.part.layout == "table":
        located = with_told_columns(located, grid, known)
    return with_same_rows(located, grid) if located else None


def _in_form_order(pages: Iterable[_Page], form: Form) -> tuple[_Page, ...]:
    order = {part.key: i for i, part in enumerate(form.parts)}
    return tuple(sorted(pages, key=lambda page: order[page.located.part.key] if page.located else len(order)))


def _found(page: _Page) -> Found:
    located = page.located
    assert located is not None
    columns = page.reading.columns or tuple((k, place) for place, k in located.columns.items() if k != BAND)
    there = {key for key, _ in columns}
    missing = tuple(column.key for column in located.part.columns if column.key not in there)
    top, piece = located.headings or page.reading.top, page.grid.piece
    return Found(located.part.key, page.grid.name, located.by, top, columns, missing, piece)


def _times(pages: tuple[_Page, ...], known: Signs) -> Counter[str]:
    """How many times each part stands in a workbook; different lists of a checklist on one sheet are one."""
    held: dict[tuple[str, str], list[SheetGrid]] = {}
    for page in pages:
        if page.located:
            held.setdefault((page.located.part.key, page.grid.name), []).append(page.grid)
    times = Counter[str]()
    for (part, _), pieces in held.items():
        several = len(pieces) > 1 and known.parts[part].layout == "checklist"
        times[part] += _most_lists(pieces, known.parts[part], known) if several else len(pieces)
    return times


def _most_lists(pieces: Iterable[SheetGrid], part: Part, known: Signs) -> int:
    """How often a sheet in pieces holds a list: in how many of them the label stands that stands in most."""
    lists = Counter(text for block in part.blocks for text in known.shown[block.vocabulary])
    said = ({fold(cell.text) for cell in piece.cells()} for piece in pieces)
    return max(Counter(text for texts in said for text in texts if lists[text] == 1).values(), default=1)


def _remarks(pages: tuple[_Page, ...], known: Signs) -> Iterator[Remark]:
    times = _times(pages, known)
    if not times:
        yield Remark("no-part-found")
    for page in pages:
        yield from page.reading.remarks
        yield from page.account.remarks
        for cell in page.grid.taken_for_formulas:
            yield Remark("formula-as-words", cell.sheet, cell.address, cell.text)
        if page.located is None:
            filled = len(page.account.unplaced)
            if filled and not page.is_lists:
                yield Remark("sheet-unplaced", page.grid.name, fields=(("count", str(filled)),))
            continue
        yield from _about_part(page, page.located, times)


def _about_part(page: _Page, located: Located, times: Counter[str]) -> Iterator[Remark]:
    sheet, name = page.grid.name, located.part.sheet
    if located.by != "name":
        yield Remark(f"part-by-{located.by}", sheet, fields=(("part", name),))
    if times[located.part.key] > 1:
        yield Remark("part-twice", sheet, fields=(("part", name),))
    missing = located.missing if located.part.layout == "table" else ()
    for key in missing:
        column = located.part.column(key)
        if column.is_answer and not column.ours:
            yield Remark("column-missing", sheet, fields=(("column", column.title),))
    for place, text, key in located.reworded:
        cell = Cell(sheet, located.headings, place, text)
        yield Remark("column-reworded", sheet, cell.address, text, (("column", located.part.column(key).title),))
    yield from _added_columns(page, located)


def _added_columns(page: _Page, located: Located) -> Iterator[Remark]:
    """Columns with a heading of their own that the form does not know."""
    for cell in page.account.unplaced:
        if cell.row == located.headings and located.part.layout == "table":
            below = [c for c in page.account.unplaced if c.column == cell.column and c.row > cell.row]
            count = (("column", cell.text), ("count", str(len(below))))
            yield Remark("column-unplaced", page.grid.name, cell.address, cell.text, count)
