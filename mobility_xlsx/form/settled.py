"""Answers with the wordings that staff have settled: once accepted or corrected, it holds for every workbook."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers, Field, Match, Row, Value
from mobility_xlsx.form.decisions import WordingChoice
from mobility_xlsx.form.parts import Form
from mobility_xlsx.form.wording import kept_by_identity
from mobility_xlsx.text import fold, one_line


class Meanings(Struct, frozen=True):
    """What typed words mean: vocabulary and folded words to the label's text, "" for words to keep as typed."""

    known: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))

    def __reduce__(self) -> tuple[object, ...]:
        return _meanings, (dict(self.known),)


def _meanings(known: dict[tuple[str, str], str]) -> Meanings:
    return Meanings(MappingProxyType(known))


def meanings(choices: Iterable[WordingChoice], form: Form) -> Meanings:
    """The wordings settled in Decisions.xlsx. A label that is on no list of that column settles nothing."""
    known: dict[tuple[str, str], str] = {}
    for choice in choices:
        for vocabulary in lists_of(choice.list, form):
            labels = {label.text for label in form.vocabulary(vocabulary).labels}
            if choice.keep or choice.means in labels:
                known[vocabulary, fold(one_line(choice.typed))] = "" if choice.keep else choice.means
    return _meanings(known)


def lists_of(title: str, form: Form) -> tuple[str, ...]:
    """The lists that columns of this title ask for, by their keys: all without a title, none for an unknown one."""
    known = _lists(form)
    return tuple(sorted(known.get(fold(title), ()) if fold(title) else frozenset().union(*known.values())))


@kept_by_identity
def _lists(form: Form) -> Mapping[str, frozenset[str]]:
    listed = [column for part in form.parts for column in part.columns if column.vocabulary]
    titled = [(fold(title), column.vocabulary) for column in listed for title in (column.title, *column.aliases)]
    return {title: frozenset(key for each, key in titled if each == title) for title, _ in titled}


def settled(answers: Answers, form: Form, said: Meanings) -> Answers:
    """`answers` with every settled wording taken for what staff said it means; everything else as it was.

    It holds for what the form understands by itself too. A label kept as typed is that label.
    """
    if not said.known:
        return answers
    lists = {
        (part.key, column.key): column.vocabulary
        for part in form.parts
        for column in part.columns
        if column.vocabulary and column.kind != "tick"
    }
    bands = {part.key: part.bands for part in form.parts if part.bands}
    return replace(answers, rows=tuple(_row(row, lists, bands, said) for row in answers.rows))


def _row(row: Row, lists: Mapping[tuple[str, str], str], bands: Mapping[str, str], said: Meanings) -> Row:
    fields = tuple(_field(one, lists.get((row.part, one.key), ""), said) for one in row.fields)
    block = said.known.get((bands.get(row.part, ""), fold(row.block))) or row.block
    return row if (fields, block) == (row.fields, row.block) else replace(row, fields=fields, block=block)


def _field(one: Field, vocabulary: str, said: Meanings) -> Field:
    if not vocabulary:
        return one
    return Field(one.key, tuple(_value(value, vocabulary, said) for value in one.values))


def _value(value: Value, vocabulary: str, said: Meanings) -> Value:
    means = said.known.get((vocabulary, fold(one_line(value.typed))))
    if means is None or (not means and value.match is Match.EXACT):
        return value
    return replace(value, text=means or one_line(value.typed), match=Match.DECIDED, label="", suggestions=())
