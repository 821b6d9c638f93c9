"""Own and mistyped words, each asked about once however often and in however many workbooks it stands."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers, Match, Row, Value
from mobility_xlsx.form.catalogue import Catalogue
from mobility_xlsx.form.checking import is_formula
from mobility_xlsx.form.parts import Column, Form
from mobility_xlsx.form.problems import Place, Problem
from mobility_xlsx.form.values import is_date, is_error
from mobility_xlsx.form.wording import meaning
from mobility_xlsx.text import fold, one_line


class OwnWords(Struct, frozen=True):
    """One wording in the columns of one list: what was typed, where, and what it may mean, likeliest first."""

    typed: str
    vocabulary: str
    column: str  # title of the first column it stood in
    places: tuple[Place, ...]
    suggestions: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """In how many cells it stands."""
        return len(self.places)


def own_wordings(returned: Iterable[Answers], form: Form) -> tuple[OwnWords, ...]:
    """Words that are on no list, each distinct wording of a list once, in the order they first stand."""
    return tuple(_gathered(((a.file, c, v) for a, c, v in _values(returned, form) if _is_own(v))))


def _is_own(value: Value) -> bool:
    """True for words on no list that are words: an error, a date or a formula is asked about by cell."""
    broken = is_error(value.cell) or is_date(value.cell) or is_formula(value.cell)
    return value.match is Match.OWN and not broken


def wording_problems(returned: Iterable[Answers], form: Form, catalogue: Catalogue) -> Iterator[Problem]:
    """One question for staff for each wording that is on no list."""
    for wording in own_wordings(returned, form):
        suggestion = next(iter(wording.suggestions), "")
        words = {"wording": wording.typed, "column": wording.column, "count": str(wording.count)}
        problem = catalogue.problem("own-words", wording.places[0], suggestion, **words)
        yield replace(problem, also=wording.places[1:])


def near_problems(answers: Answers, form: Form, catalogue: Catalogue) -> Iterator[Problem]:
    """What was read as the one label it nearly is, each wording of a workbook once."""
    near: dict[str, list[tuple[str, Column, Value]]] = {}
    for one, column, value in _values((answers,), form):
        if value.match is Match.NEAR:
            near.setdefault(value.text, []).append((one.file, column, value))
    for label, found in near.items():
        for wording in _gathered(found):
            words = {"wording": wording.typed, "label": label, "count": str(wording.count)}
            problem = catalogue.problem("near-wording", wording.places[0], label, **words)
            yield replace(problem, also=wording.places[1:])


def _values(returned: Iterable[Answers], form: Form) -> Iterator[tuple[Answers, Column, Value]]:
    """Every value of a column that has a list, with its workbook."""
    listed = {part.key: [column for column in part.columns if column.vocabulary] for part in form.parts}
    banded = _banded(form)
    for answers in returned:
        for row in answers.rows:
            if not row.example:
                for column in listed.get(row.part, ()):
                    if column.kind != "tick":
                        yield from ((answers, column, value) for value in row.values(column.key))
                if row.block and row.part in banded:
                    yield from ((answers, banded[row.part], value) for value in _own_band(row, banded[row.part], form))


def _banded(form: Form) -> Mapping[str, Column]:
    """The parts divided into bands, each with a column of another part that asks for the same list."""
    columns = {column.vocabulary: column for part in form.parts for column in part.columns if column.kind == "choice"}
    return {part.key: columns[part.bands] for part in form.parts if part.bands in columns}


def _own_band(row: Row, column: Column, form: Form) -> Iterator[Value]:
    """The title of a row's band as a value, when it is on no list."""
    vocabulary = form.vocabulary(column.vocabulary)
    if row.own_title is not None and all(row.block != label.text for label in vocabulary.labels):
        yield Value(row.block, row.own_title, row.block, Match.OWN, "", meaning(row.block, vocabulary).suggestions)


def _gathered(values: Iterable[tuple[str, Column, Value]]) -> Iterator[OwnWords]:
    first: dict[tuple[str, str], OwnWords] = {}
    places: dict[tuple[str, str], dict[tuple[str, str, str], Place]] = {}
    for file, column, value in values:
        typed, cell = one_line(value.typed), value.cell
        key = column.vocabulary, fold(typed)
        if key not in first:
            first[key] = OwnWords(typed, column.vocabulary, column.title, (), value.suggestions)
            places[key] = {}
        places[key].setdefault((file, cell.sheet, cell.address), Place(file, cell.sheet, cell.address, typed))
    for key, wording in first.items():
        yield replace(wording, places=tuple(places[key].values()))
