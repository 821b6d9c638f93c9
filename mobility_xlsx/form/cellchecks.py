"""What single cells are asked about: errors, dates, formulas, unclear words, addresses, ticks."""

from collections.abc import Iterator

from mobility_xlsx.form import emails
from mobility_xlsx.form.answers import Cell, Kind, Match, Row, Value
from mobility_xlsx.form.checking import Checking, is_formula, name_column
from mobility_xlsx.form.parts import Column, Vocabulary
from mobility_xlsx.form.problems import Problem
from mobility_xlsx.form.values import is_date, is_error, is_words
from mobility_xlsx.form.wording import kept_by_identity

DATELESS = ("name", "person", "email", "choice", "choices")


def cell_problems(checking: Checking) -> Iterator[Problem]:
    """Problems of single cells in all parts, row by row."""
    for part in checking.form.parts:
        asked_by_row = None if part.layout == "form" else name_column(part)
        columns = [column for column in part.columns if column.is_answer and column is not asked_by_row]
        for row in checking.rows(part):
            for column in columns:
                if row.values(column.key):
                    yield from _field_problems(checking, row, column)
            if part.layout == "checklist":
                yield from _line_problems(checking, row)


def _field_problems(checking: Checking, row: Row, column: Column) -> Iterator[Problem]:
    values = row.values(column.key)
    suspects = [value.cell for value in values if not is_words(value.cell)]
    broken = {cell.address: problem for cell in suspects if (problem := broken_cell(checking, cell, column))}
    yield from broken.values()
    sound = tuple(value for value in values if value.cell.address not in broken) if broken else values
    for value in sound:
        if value.match is Match.UNCLEAR:
            suggestion = next(iter(value.suggestions), "")
            yield checking.at("unclear-value", value.cell, suggestion, value=value.typed, column=column.title)
    if column.kind == "email":
        yield from _email_problems(checking, sound)
    if column.kind == "choice":
        yield from _choice_problems(checking, sound, column)
    if column.kind == "choices":
        yield from _unnamed(checking, sound, column)


def broken_cell(checking: Checking, cell: Cell, column: Column) -> Problem | None:
    """The problem of a cell that shows an error, a date or a formula where words belong; None for a sound one."""
    if is_error(cell):
        return checking.at("error-cell", cell)
    if column.kind in DATELESS and is_date(cell):
        return checking.at("date-cell", cell)
    if column.vocabulary and cell.kind is Kind.UNCALCULATED:
        return checking.at("uncalculated-formula", cell)
    return formula_problem(checking, cell)


def formula_problem(checking: Checking, cell: Cell) -> Problem | None:
    """The problem of a formula without a value: asked, or taken as words when it can hardly be one."""
    if is_formula(cell):
        return checking.at("uncalculated-formula", cell)
    return checking.at("formula-as-words", cell, cell.text) if cell.kind is Kind.UNCALCULATED else None


def _email_problems(checking: Checking, values: tuple[Value, ...]) -> Iterator[Problem]:
    for value in values:
        if value.match is Match.UNCLEAR:
            continue
        given = emails.address(value.typed)
        if not given and len(emails.addresses(value.typed)) > 1:
            yield checking.at("several-emails", value.cell)
        elif not given:
            yield checking.at("email-wrong", value.cell, emails.repaired(value.typed), value=value.typed)
        elif likely := emails.likely(given):
            yield checking.at("email-domain", value.cell, likely, value=given)


def _choice_problems(checking: Checking, values: tuple[Value, ...], column: Column) -> Iterator[Problem]:
    said = tuple(dict.fromkeys(value.text for value in values if value.match is not Match.UNCLEAR))
    if len(said) > 1:
        yield checking.at("several-choices", values[0].cell, column=column.title, values=", ".join(said))


def _unnamed(checking: Checking, values: tuple[Value, ...], column: Column) -> Iterator[Problem]:
    """ "Other" and its like in a list, unless own words beside it say which."""
    to_name = _asking_which(checking.form.vocabulary(column.vocabulary))
    unnamed = [value for value in values if value.label and value.text in to_name]
    if unnamed and not any(value.match is Match.OWN for value in values):
        yield from (checking.at("other-unnamed", value.cell, label=value.text) for value in unnamed)


def _line_problems(checking: Checking, row: Row) -> Iterator[Problem]:
    """What one line of a checklist is asked about."""
    label, ticks, notes = row.text("label"), row.values("tick"), row.values("note")
    unclear = next((tick for tick in ticks if tick.match is Match.UNCLEAR), None)
    if unclear and is_error(unclear.cell):
        yield checking.at("error-cell", unclear.cell)
    elif unclear:
        yield checking.at("tick-unclear", unclear.cell, value=unclear.typed, label=label)
    ticked = any(tick.match is not Match.UNCLEAR for tick in ticks)
    if notes and not ticked:
        yield checking.at("note-without-tick", notes[0].cell, label=label)
    in_words = any(tick.match is Match.OWN for tick in ticks)
    if ticked and not notes and not in_words and label in _asking_which(checking.form.vocabulary(row.block)):
        yield checking.missing("other-without-words", row, "note", label=label)


@kept_by_identity
def _asking_which(vocabulary: Vocabulary) -> frozenset[str]:
    """The labels that ask for words of one's own, such as Other."""
    return frozenset(label.text for label in vocabulary.labels if label.fill_in)
