"""By what a form is known again: its titles, headings, labels and fixed texts, folded once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from mobility_xlsx.form.declaration import languages, load_form
from mobility_xlsx.form.parts import Form, Label, Part, Vocabulary, fixed_texts
from mobility_xlsx.form.wording import kept_by_identity
from mobility_xlsx.text import fold, visible

_NUMBER = re.compile(r"(?:#|(?:no|nr|n)(?=[.°º \d]))?[.°º ]*([a-z]{0,3})[ .-]*(\d{1,4})(?:\.0+)?[.):]?")
LONG = 4  # words; a text of so many words is the form's wherever it stands, a shorter one only in its place
_EXAMPLE = re.compile(r"(e\.? ?g|ex|example|for example|p\.? ?ej|ej|ejemplo|por ejemplo)\b[.,:;) ]*", re.IGNORECASE)


class Heading(Struct, frozen=True):
    """A wording of a column's heading: which part and column, and whether it is the title itself."""

    part: str
    column: str
    is_title: bool


class Examples(Struct, frozen=True):
    """The examples of a part: their names without "e.g.", and by column all that stands in them, folded."""

    names: frozenset[str]
    texts: Mapping[str, frozenset[str]]


class Signs(Struct, frozen=True):
    """A form's folded texts, in all its languages.

    `shown` are the labels' own texts by vocabulary, `labels` all their wordings; `sheets` and `titles` give parts;
    `telling` are the texts that speak of a part; `anywhere` and `in_place` are texts of the form; `no_band` are the
    titles over lines without a band.
    """

    form: Form
    parts: Mapping[str, Part]
    vocabularies: Mapping[str, Vocabulary]
    sheets: Mapping[str, str]
    sheet_aliases: Mapping[str, str]
    titles: Mapping[str, str]
    headings: Mapping[str, tuple[Heading, ...]]
    blocks: Mapping[str, tuple[tuple[str, str, bool], ...]]
    telling: frozenset[str]
    anywhere: frozenset[str]
    in_place: frozenset[str]
    labels: frozenset[str]
    shown: Mapping[str, Mapping[str, Label]]
    check_words: frozenset[str]
    example_numbers: frozenset[str]
    no_band: frozenset[str]
    lists: frozenset[str]
    list_keys: frozenset[str]
    progress: re.Pattern[str]
    examples: Mapping[str, Examples]


@kept_by_identity
def signs(form: Form) -> Signs:
    """By what `form` is known again."""
    written = (form, *(load_form(form.key, language) for language in other_languages(form.key)))
    labels = frozenset(folded for one in form.vocabularies for folded, _, is_label in one.wordings() if folded)
    fixed = frozenset(filter(None, map(fold, fixed_texts(form))))
    titles = {fold(part.title): part.key for one in reversed(written) for part in one.parts if part.title}
    sheets = {fold(part.sheet): part.key for one in reversed(written) for part in one.parts}
    said_anywhere = {text for text in fixed - labels if len(text.split()) >= LONG}
    headings, blocks = _headings(form, written), _blocks(form)
    return Signs(
        form=form,
        parts={part.key: part for part in form.parts},
        vocabularies={vocabulary.key: vocabulary for vocabulary in form.vocabularies},
        sheets=sheets,
        sheet_aliases={fold(alias): part.key for part in form.parts for alias in part.aliases},
        titles=titles,
        headings=headings,
        blocks=blocks,
        telling=frozenset((*headings, *blocks, *titles)),
        anywhere=frozenset(said_anywhere | set(titles)),
        in_place=fixed - labels - _only_headings(written) | frozenset(sheets),
        labels=labels,
        shown=_shown(form, written),
        check_words=_check_words(written),
        example_numbers=frozenset(_words(written, "example_number") | {"e.g", "eg", "ex"}),
        no_band=frozenset(_words(written, "no_band")) - {""},
        lists=frozenset(_words(written, "lists") | {"lists"}),
        list_keys=frozenset(fold(vocabulary.key) for vocabulary in form.vocabularies) | {"marker"},
        progress=_progress(written),
        examples={part.key: _examples(part) for part in form.parts},
    )


@cache
def other_languages(key: str) -> tuple[str, ...]:
    """The languages a form can be written in beside English."""
    return languages(key)[1:]


def _shown(form: Form, written: Sequence[Form]) -> Mapping[str, Mapping[str, Label]]:
    """The labels as the form prints them, in every language."""
    shown: dict[str, dict[str, Label]] = {vocabulary.key: {} for vocabulary in form.vocabularies}
    for vocabulary in form.vocabularies:
        canonical = {label.key: label for label in vocabulary.labels}
        for one in written:
            for label in next((v.labels for v in one.vocabularies if v.key == vocabulary.key), ()):
                if label.key in canonical:
                    for text in filter(None, (label.text, label.shown)):
                        shown[vocabulary.key].setdefault(fold(text), canonical[label.key])
    return shown


def _headings(form: Form, written: Sequence[Form]) -> Mapping[str, tuple[Heading, ...]]:
    """What headings and labels of fields may say, with the parts and columns they mean."""
    titles = {(p.key, c.key, fold(c.title)) for one in written for p in one.parts for c in p.columns}
    found: dict[str, list[Heading]] = {}
    for part in form.parts:
        for column in part.columns:
            for folded in dict.fromkeys(filter(None, map(fold, (column.title, *column.aliases)))):
                is_title = (part.key, column.key, folded) in titles
                found.setdefault(folded, []).append(Heading(part.key, column.key, is_title))
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


def _only_headings(written: Sequence[Form]) -> set[str]:
    """Headings that no form prints anywhere else: in their row they are known, elsewhere they are somebody's words."""
    parts = [part for form in written for part in form.parts]
    said = {fold(column.title) for part in parts for column in part.columns}
    said |= {fold(block.label_title) for part in parts for block in part.blocks}
    return said - {fold(word) for form in written for word in form.words.values()}


def _check_words(written: Sequence[Form]) -> frozenset[str]:
    """What the Check columns say, in every language."""
    said = {fold(rule.says) for form in written for part in form.parts for rule in part.checks}
    return frozenset(said | _words(written, "ok", "example", "nothing_yet"))


def _progress(written: Sequence[Form]) -> re.Pattern[str]:
    """The live progress on the first sheet: "7 organizations, 4 to check"."""
    counted = {fold(word) for form in written for part in form.parts for word in part.counted} | {"choice", "choices"}
    to_check = _words(written, "to_check")
    return re.compile(rf"\d+ ({_either(counted)})(, \d+ ({_either(to_check)}))?")


def _words(written: Sequence[Form], *keys: str) -> set[str]:
    """Some of a form's own words, folded, in every language."""
    return {fold(form.words[key]) for form in written for key in keys if key in form.words}


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


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


def number_of(text: str) -> str:
    """The No. a cell shows ("1", "1.", "No. 1", "1.0", "NP1"), "" when it shows none."""
    return _number(text) if len(text) < 20 else ""


@lru_cache(maxsize=5000)
def _number(text: str) -> str:
    found = _NUMBER.fullmatch(fold(text))
    return f"{found[1].upper()}{int(found[2])}" if found else ""


def without_example_mark(text: str) -> str:
    """The text without "e.g.," or "Ex." in front of it."""
    return _EXAMPLE.sub("", visible(text), count=1)


def has_example_mark(text: str) -> bool:
    """True when the text begins with "e.g.," or "Ex."."""
    return bool(_EXAMPLE.match(visible(text)))


@kept_by_identity
def name_keys(part: Part) -> tuple[str, ...]:
    """The columns by which an entry of a table is known: those its first check needs, else its first name column."""
    names = tuple(column.key for column in part.columns if column.kind in ("name", "person"))
    needed = next((check.columns for check in part.checks if check.rule in ("needs", "needs_any")), ())
    if needed and all(key in names for key in needed):
        return needed
    return names[:1]
