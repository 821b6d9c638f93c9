"""A returned workbook → its answers, also from a please-check copy: what was answered there and what it carried."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers, Cell, Found, Kind, Reply, column_letters
from mobility_xlsx.form.partchecks import own_note
from mobility_xlsx.form.parts import Column, Form, Label, Part
from mobility_xlsx.form.replies import is_new_value, is_remark, known_name, listed
from mobility_xlsx.text import fold, visible
from mobility_xlsx.workbook.copylists import CopyList, copy_list
from mobility_xlsx.workbook.copymarks import ASKED, UNPLACED
from mobility_xlsx.workbook.find import find
from mobility_xlsx.workbook.grids import Book, Sheet
from mobility_xlsx.workbook.places import row_column


class _Asked(Struct, frozen=True):
    """One row under Your answer that somebody filled in."""

    sheet: str
    address: str
    found: str
    answer: Cell


def find_all(book: Book, form: Form) -> Answers:
    """What a returned workbook says. The two sheets of a please-check copy are taken for what they are.

    An answer under Your answer is the new value of its cell, or a reply that settles the question. What stands on
    Your other notes is unplaced again, at the address it had in the file it came from.
    """
    lists = {sheet.name: found for sheet in book.sheets if (found := copy_list(sheet))}
    if not lists:
        return _with_own_notes(find(book, form))
    main = replace(book, sheets=tuple(sheet for sheet in book.sheets if sheet.name not in lists), non_empty=0)
    answers = find(main, form)
    asked = tuple(one for found in lists.values() if found.part == ASKED for one in _answered(found))
    given = {one: _values(one, answers, main, form) for one in asked}
    values = {(one.sheet, one.address): one for several in given.values() for one in several}
    if values:
        answers = find(replace(main, sheets=tuple(_filled(sheet, values) for sheet in main.sheets)), form)
        answers = replace(answers, answer_cells=answers.answer_cells - _only_filled(main, values))
    homes = {place: home for name, found in lists.items() for place, home in _homes(name, found)}
    replies = tuple(_at_home_of(one, homes) for one in asked if not given[one])
    answers = replace(answers, moved=tuple(_moved(homes, main)))
    return _accounted(_with_own_notes(answers), book, tuple(lists.values()), replies)


def _accounted(answers: Answers, book: Book, lists: tuple[CopyList, ...], replies: tuple[_Asked, ...]) -> Answers:
    """`answers` with the replies, what the copy carried, and the cells of its two sheets counted for what they are."""
    carried = tuple(cell for found in lists for cell in _carried(found))
    given = sum(1 for found in lists for _ in _answered(found))
    fixed = sum(found.fixed for found in lists)
    counted = answers.answer_cells + answers.form_cells + len(answers.unplaced)
    return replace(
        answers,
        is_copy=True,
        replies=tuple(Reply(one.sheet, one.address, one.found, visible(one.answer.text)) for one in replies),
        unplaced=(*answers.unplaced, *carried),
        notes=(*answers.notes, *(cell for cell in carried if cell.note)),
        non_empty=book.non_empty or counted + given + fixed + len(carried),
        answer_cells=answers.answer_cells + given,
        form_cells=answers.form_cells + fixed,
    )


def _only_filled(book: Book, values: Mapping[tuple[str, str], _Asked]) -> int:
    """How many of the new values fill a cell that shows nothing in the file itself."""
    shown = {
        (cell.sheet, cell.address)
        for sheet in book.sheets
        for cell in sheet.cells
        if not cell.is_blank and cell.kind is not Kind.UNCALCULATED
    }
    return sum(place not in shown for place in values)


def _answered(found: CopyList) -> Iterator[_Asked]:
    for row in found.rows:
        if "answer" in row:
            sheet, address, asked = (row[key].text.strip() if key in row else "" for key in ("sheet", "cell", "found"))
            yield _Asked(sheet, address, asked, row["answer"])


def _carried(found: CopyList) -> Iterator[Cell]:
    """What is unplaced on one of the sheets: what the copy carried, at its old address, and what was written beside."""
    for row in found.rows:
        text = row.get("text")
        if text is not None:
            yield _at_home(row, text)
    yield from found.others


def _homes(name: str, found: CopyList) -> Iterator[tuple[tuple[str, str], Cell]]:
    """Where each text on Your other notes stands in the copy, and the cell it came from."""
    for row in found.rows if found.part == UNPLACED else ():
        if "text" in row:
            yield (name, row["text"].address), _at_home(row, row["text"])


def _moved(homes: Mapping[tuple[str, str], Cell], book: Book) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """The sheet and cell each carried text came from, with where it stands now, unless something else is there now."""
    sheets = {sheet.name: {cell.address for cell in sheet.cells} for sheet in book.sheets}
    for here, home in homes.items():
        if home.sheet not in sheets:
            yield (home.sheet, ""), (here[0], "")
        if home.address not in sheets.get(home.sheet, ()):
            yield (home.sheet, home.address), here


def _at_home_of(one: _Asked, homes: Mapping[tuple[str, str], Cell]) -> _Asked:
    home = homes.get((one.sheet, one.address))
    return one if home is None else replace(one, sheet=home.sheet, address=home.address)


def _at_home(row: Mapping[str, Cell], text: Cell) -> Cell:
    address = row["cell"].text.strip().replace("$", "").upper() if "cell" in row else ""
    try:
        place = row_column(address)
    except ValueError:
        return text
    sheet = row["sheet"].text if "sheet" in row else text.sheet
    return replace(text, sheet=sheet, row=place[0], column=place[1], note=own_note(text.note))


def _values(one: _Asked, answers: Answers, book: Book, form: Form) -> tuple[_Asked, ...]:
    """The new values an answer gives, each with its cell; none when it is a word to us."""
    if not one.address:
        return tuple(_ticks(one, answers, book, form))
    column = _column(one, answers, book, form)
    found = _part_at(one, answers)
    if column is None or found is None:
        return ()
    cell = next(
        (cell for cell in _row(book, one.sheet, row_column(one.address)[0]) if cell.address == one.address), None
    )
    lists = _lists_beside(column, form.part(found.part))
    if len(lists) > 1 and (cell is None or cell.is_blank) and not is_remark(one.answer.text, form):
        return tuple(_spread(one, found, lists, form))
    new = is_new_value(one.answer, cell, column, form) or (
        column.kind == "name" and known_name(one.answer, found.part, answers)
    )
    return (one,) if new else ()


def _part_at(one: _Asked, answers: Answers) -> Found | None:
    """How the part was found that an answer is about: the one its cell stands in, the first on a sheet without one."""
    try:
        place = row_column(one.address) if one.address else (0, 0)
    except ValueError:
        return None
    return answers.found_at(one.sheet, *place)


def _lists_beside(column: Column, part: Part) -> Mapping[str, str]:
    """The columns of which one at least is asked for, `column` first among them, by their lists."""
    for rule in part.checks:
        columns = [part.column(key) for key in rule.columns]
        if rule.rule == "needs_any" and column == columns[0] and all(one.kind == "choices" for one in columns):
            return {one.vocabulary: one.key for one in columns}
    return {}


def _spread(one: _Asked, found: Found, lists: Mapping[str, str], form: Form) -> Iterator[_Asked]:
    """An answer about several blank columns: each label in the column of its list; none if one is on no list."""
    columns = dict(found.columns)
    labels = listed(one.answer, tuple(lists), form)
    if not all(lists[key] in columns for key, _ in labels):
        return
    for key in dict.fromkeys(key for key, _ in labels):
        text = "\n".join(label.text for home, label in labels if home == key)
        address = column_letters(columns[lists[key]]) + str(row_column(one.address)[0])
        yield replace(one, address=address, answer=replace(one.answer, text=text))


def _ticks(one: _Asked, answers: Answers, book: Book, form: Form) -> Iterator[_Asked]:
    """An answer about a whole checklist that names lines of it: a tick beside each."""
    first = _part_at(one, answers)
    if first is None or form.part(first.part).layout != "checklist":
        return
    pieces = [found for found in answers.found if (found.part, found.sheet) == (first.part, first.sheet)]
    cells = [cell for sheet in book.sheets if sheet.name == one.sheet for cell in sheet.cells]
    ticks = {text: address for found in reversed(pieces) for text, address in _tick_cells(found, cells)}
    labels = listed(one.answer, tuple(block.vocabulary for block in form.part(first.part).blocks), form)
    places = [ticks[text] for _, label in labels for text in _wordings(label, ticks)]
    if len(places) == len(labels):
        for address in places:
            yield replace(one, address=address, answer=replace(one.answer, text=form.ticked[0]))


def _tick_cells(found: Found, cells: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    """Each text in the column of labels of a checklist, folded, with the address of its tick; the topmost last."""
    columns = dict(found.columns)
    if "tick" in columns:
        for cell in reversed(cells):
            if cell.column == columns.get("label") and found.piece.holds(cell.row, cell.column):
                yield fold(cell.text), column_letters(columns["tick"]) + str(cell.row)


def _wordings(label: Label, known: Collection[str]) -> tuple[str, ...]:
    """The first wording of a label that a sheet shows."""
    return tuple(text for text in map(fold, (label.text, label.shown, *label.aliases)) if text in known)[:1]


def _column(one: _Asked, answers: Answers, book: Book, form: Form) -> Column | None:
    """The column of the form that a cell belongs to; None when it has none."""
    try:
        row, place = row_column(one.address)
    except ValueError:
        return None
    found = answers.found_at(one.sheet, row, place)
    if found is None:
        return None
    part = form.part(found.part)
    if part.layout == "form":
        beside = {fold(cell.text) for cell in _row(book, one.sheet, row)}
        return next((c for c in part.columns if beside & {fold(t) for t in (c.title, *c.aliases)}), None)
    key = next((key for key, column in found.columns if column == place), "")
    return next((c for c in part.columns if c.key == key and c.is_answer), None)


def _row(book: Book, name: str, row: int) -> Iterator[Cell]:
    return (cell for sheet in book.sheets if sheet.name == name for cell in sheet.cells if cell.row == row)


def _filled(sheet: Sheet, values: Mapping[tuple[str, str], _Asked]) -> Sheet:
    """`sheet` with the new values in their cells."""
    new = [one for (name, _), one in values.items() if name == sheet.name]
    if not new:
        return sheet
    cells = {(cell.row, cell.column): cell for cell in sheet.cells}
    for one in new:
        place = row_column(one.address)
        note = cells[place].note if place in cells else ""
        cells[place] = Cell(sheet.name, *place, one.answer.text, one.answer.kind, note=note)
    return replace(sheet, cells=tuple(cells[place] for place in sorted(cells)))


def _with_own_notes(answers: Answers) -> Answers:
    """`answers` whose notes are those people wrote, not those of a please-check copy."""
    if not answers.notes:
        return answers
    kept = (replace(cell, note=own_note(cell.note)) for cell in answers.notes)
    return replace(answers, notes=tuple(cell for cell in kept if cell.note))
