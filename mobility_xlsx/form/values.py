"""What one cell says: its values for the column it stands in."""

import re
from collections.abc import Callable

from mobility_xlsx.form.answers import Cell, Kind, Match, Value
from mobility_xlsx.form.parts import Column, Form, Vocabulary
from mobility_xlsx.form.splitting import Piece, folded_all, one_piece, pieces
from mobility_xlsx.form.wording import is_unclear, kept_by_identity, meaning
from mobility_xlsx.text import fold, one_line, visible

_MANY = 1_000
_DATE = re.compile(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?)?|\d{1,2}/\d{1,2}/(\d\d|\d{4})")
_ERRORS = ("#n/a", "#div/0", "#ref", "#value", "#name", "#num", "#null", "#spill", "#calc", "#busy", "#field")


@kept_by_identity
def _vocabularies(form: Form) -> dict[str, Vocabulary]:
    return {vocabulary.key: vocabulary for vocabulary in form.vocabularies}


@kept_by_identity
def _unclear_names(form: Form) -> frozenset[str]:
    """Words that name nobody. "NA" and "None" are names of organizations, so words for "not" are no such words."""
    return folded_all(form.unclear) - folded_all(form.unticked)


def cell_values(cell: Cell, column: Column, form: Form) -> tuple[Value, ...]:
    """The values a cell has for a column, in the order they stand; none for a blank cell.

    An error, a date in place of a name, and words that say nothing give a value with an empty text, to be asked.
    """
    if cell.kind is not Kind.TEXT:
        return _values(cell, column, form)
    known = _before(form)(column)
    found = known.get(cell.text)
    if found is None:
        found = _values(cell, column, form)
        if len(known) < _MANY:
            known[cell.text] = found
    return tuple([Value(one.text, cell, one.typed, one.match, one.label, one.suggestions) for one in found])


@kept_by_identity
def _before(_: Form) -> Callable[[Column], dict[str, tuple[Value, ...]]]:
    """What texts said before in each column of a form: workbooks say much alike."""
    return kept_by_identity(_nothing_yet)


def _nothing_yet(_: Column) -> dict[str, tuple[Value, ...]]:
    return {}


def _values(cell: Cell, column: Column, form: Form) -> tuple[Value, ...]:
    if cell.is_blank:
        return ()
    if is_error(cell):
        return (Value("", cell, cell.text, Match.UNCLEAR),)
    vocabulary = _vocabularies(form).get(column.vocabulary)
    if vocabulary is None or column.kind not in ("choice", "choices"):
        return (_free_value(cell, column, form, vocabulary),)
    if is_date(cell) or cell.kind is Kind.UNCALCULATED:
        return (Value(visible(cell.text), cell, cell.text, Match.UNCLEAR),)
    split = pieces if column.kind == "choices" else one_piece
    return tuple(_value(cell, piece) for piece in split(cell.text, vocabulary, folded_all(form.unclear)))


def is_words(cell: Cell) -> bool:
    """True when a cell can hold nothing but words: neither an error nor a date nor a formula looks like it."""
    return cell.kind is Kind.TEXT and cell.text[:1].isalpha()


def is_error(cell: Cell) -> bool:
    """True when a cell shows a spreadsheet error, as such or as the text a CSV file keeps of it."""
    return cell.kind is Kind.ERROR or (cell.text[:1] == "#" and fold(cell.text) in _ERRORS)


def is_date(cell: Cell) -> bool:
    """True when a cell holds a date, as such or as the text a CSV file keeps of it."""
    return cell.kind is Kind.DATE or (cell.text[:1].isdigit() and _DATE.fullmatch(cell.text.strip()) is not None)


def _value(cell: Cell, piece: Piece) -> Value:
    said = piece.meaning
    if said.label is None:
        return Value(one_line(piece.typed), cell, piece.typed, said.match, "", said.suggestions)
    return Value(said.label.text, cell, piece.typed, said.match, said.label.key, said.suggestions)


def _free_value(cell: Cell, column: Column, form: Form, vocabulary: Vocabulary | None) -> Value:
    if vocabulary is not None:
        said = meaning(cell.text, vocabulary, frozenset())
        if said.label is not None:
            return Value(said.label.text, cell, cell.text, said.match, said.label.key)
    if column.kind in ("name", "person"):
        if is_date(cell) or is_unclear(cell.text, _unclear_names(form)):
            return Value("", cell, cell.text, Match.UNCLEAR)
        return Value(one_line(cell.text), cell, cell.text)
    text = one_line(cell.text) if column.kind == "email" else visible(cell.text)
    return Value(text, cell, cell.text)
