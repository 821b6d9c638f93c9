"""By what a form is known again: its titles, headings, labels and fixed texts, folded once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mobility_xlsx.form.parts import Column, Form, Part, Vocabulary, fixed_texts
from mobility_xlsx.form.wording import kept_by_identity
from mobility_xlsx.text import fold

LONG = 4  # words; a text of so many words is the form's wherever it stands, a shorter one only in its place
_EXAMPLE = re.compile(r"(e\.? ?g|ex|example|for example|p\.? ?ej|ej|ejemplo|por ejemplo)\b[.,:;) ]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A wording of a column's heading: which part and column, and whether it is the title itself."""

    part: str
    column: str
    is_title: bool


@dataclass(frozen=True, slots=True)
class Examples:
    """The examples of a part: their names without "e.g.", and by column all that stands in them, folded."""

    names: frozenset[str]
    texts: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Signs:
    """A form's folded texts. `sheets` and `titles` give parts; `anywhere` and `in_place` are texts of the form."""

    form: Form
    parts: Mapping[str, Part]
    vocabularies: Mapping[str, Vocabulary]
    sheets: Mapping[str, str]
    sheet_aliases: Mapping[str, str]
    titles: Mapping[str, str]
    headings: Mapping[str, tuple[Heading, ...]]
    blocks: Mapping[str, tuple[tuple[str, str, bool], ...]]
    anywhere: frozenset[str]
    in_place: frozenset[str]
    labels: frozenset[str]
    check_words: frozenset[str]
    example_numbers: frozenset[str]
    lists: frozenset[str]
    list_keys: frozenset[str]
    progress: re.Pattern[str]
    examples: Mapping[str, Examples]


@kept_by_identity
def signs(form: Form) -> Signs:
    """By what `form` is known again."""
    labels = frozenset(folded for one in form.vocabularies for folded, _, is_label in one.wordings() if folded)
    shown = frozenset(folded for one in form.vocabularies for folded, _, is_label in one.wordings() if is_label)
    fixed = frozenset(filter(None, map(fold, fixed_texts(form))))
    titles = {fold(part.title): part.key for part in form.parts if part.title}
    sheets = {fold(part.sheet): part.key for part in form.parts}
    said_anywhere = {text for text in fixed - labels if len(text.split()) >= LONG}
    return Signs(
        form=form,
        parts={part.key: part for part in form.parts},
        vocabularies={vocabulary.key: vocabulary for vocabulary in form.vocabularies},
        sheets=sheets,
        sheet_aliases={fold(alias): part.key for part in form.parts for alias in part.aliases},
        titles=titles,
        headings=_headings(form),
        blocks=_blocks(form),
        anywhere=frozenset(said_anywhere | set(titles)),
        in_place=fixed - labels | frozenset(sheets),
        labels=shown | labels,
        check_words=_check_words(form, fixed),
        example_numbers=frozenset(fold(word) for key, word in form.words.items() if key == "example_number")
        | {"eg", "ex"},
        lists=frozenset((fold(form.words.get("lists", "Lists")), "lists", "listas")),
        list_keys=frozenset(fold(vocabulary.key) for vocabulary in form.vocabularies) | {"marker"},
        progress=_progress(form),
        examples={part.key: _examples(part) for part in form.parts},
    )


def _headings(form: Form) -> Mapping[str, tuple[Heading, ...]]:
    found: dict[str, list[Heading]] = {}
    for part in form.parts:
        for column in part.columns:
            wordings = dict.fromkeys(filter(None, map(fold, (column.title, *column.aliases))))
            for i, folded in enumerate(wordings):
                found.setdefault(folded, []).append(Heading(part.key, column.key, i == 0))
    return {folded: tuple(headings) for folded, headings in found.items()}


def _blocks(form: Form) -> Mapping[str, tuple[tuple[str, str, bool], ...]]:
    """Texts that open a checklist, with part and vocabulary; True for the heading over its labels."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for part in form.parts:
        for block in part.blocks:
            for text, is_heading in ((block.title, False), (block.label_title, True)):
                found.setdefault(fold(text), []).append((part.key, block.vocabulary, is_heading))
            for alias in block.aliases:
                found.setdefault(fold(alias), []).append((part.key, block.vocabulary, len(alias.split()) < LONG))
    return {folded: tuple(opened) for folded, opened in found.items()}


def _check_words(form: Form, fixed: frozenset[str]) -> frozenset[str]:
    said = {fold(rule.says) for part in form.parts for rule in part.checks}
    words = {fold(form.words[key]) for key in ("ok", "example", "nothing_yet") if key in form.words}
    others = {text for text in map(fold, form.former) if len(text.split()) < LONG}
    return frozenset(said | words | (others & fixed)) - {""}


def _progress(form: Form) -> re.Pattern[str]:
    """The live progress on the first sheet: "7 organizations, 4 to check"."""
    counted = {re.escape(fold(word)) for part in form.parts for word in part.counted}
    counted |= {r"lines? chosen"}
    to_check = re.escape(fold(form.words.get("to_check", "to check")))
    counts = "|".join(sorted(counted, key=len, reverse=True))
    return re.compile(rf"\d+ ({counts})(, \d+ ({to_check}|por revisar))?")


def _examples(part: Part) -> Examples:
    named = name_keys(part)
    names: set[str] = set()
    texts: dict[str, set[str]] = {}
    for example in (*part.examples, *part.former_examples):
        for key, said in example.values.items():
            if key in named[:1]:
                names |= {fold(without_example_mark(text)) for text in said}
            texts.setdefault(key, set()).update(map(fold, said))
    return Examples(frozenset(names), {key: frozenset(said) for key, said in texts.items()})


def without_example_mark(text: str) -> str:
    """The text without "e.g.," or "Ex." in front of it."""
    return _EXAMPLE.sub("", text.strip(), count=1)


def has_example_mark(text: str) -> bool:
    """True when the text begins with "e.g.," or "Ex."."""
    return bool(_EXAMPLE.match(text.strip()))


def name_keys(part: Part) -> tuple[str, ...]:
    """The columns by which an entry of a table is known: those its first check needs, else its first name column."""
    names = tuple(column.key for column in part.columns if column.kind in ("name", "person"))
    needed = next((check.columns for check in part.checks if check.rule in ("needs", "needs_any")), ())
    if needed and all(key in names for key in needed):
        return needed
    return names[:1]


def columns_of(part: Part) -> Iterator[Column]:
    """The columns people see as columns: not the labels of a checklist."""
    return (column for column in part.columns)
