"""What a form is made of: parts, columns, blocks and vocabularies, as frozen records."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NoReturn

from msgspec import Struct, field

from mobility_xlsx.text import fold


class Label(Struct, frozen=True):
    """One entry of a list. `text` is canonical, in English; `shown` is the same in the form's language.

    `aliases` mean the label and are read as it; `hints` may mean it: they are asked about, the label offered first.
    `fill_in` labels ask which ("Other"); `added` ones are not in the guide's worksheet; `code` begins the No. of its
    band (NP1); `value` ranks ordered lists, such as closeness from 4 to 0; `pillar` is the group a predictor is in.
    """

    key: str
    text: str
    shown: str = ""
    aliases: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    fill_in: bool = False
    added: bool = False
    code: str = ""
    value: int = 0
    pillar: str = ""


class Vocabulary(Struct, frozen=True):
    """A list of labels in the order they are shown."""

    key: str
    labels: tuple[Label, ...]

    def label(self, key: str) -> Label:
        """The label with this key. Raises KeyError."""
        return next((label for label in self.labels if label.key == key), None) or _missing(key)

    def wordings(self) -> Iterator[tuple[str, Label, bool]]:
        """Every folded wording with its label, and whether it is the label itself rather than an alias."""
        for label in self.labels:
            yield fold(label.text), label, True
            if label.shown:
                yield fold(label.shown), label, True
            for alias in label.aliases:
                yield fold(alias), label, False


class Column(Struct, frozen=True):
    """One thing asked. `kind` says how it is filled in, `ours` marks an addition to the guide's worksheet (✚).

    `prompt_title` (32 characters) and `prompt` (255) are its input message; `width` is in characters. `given` columns
    are filled in by the program for staff to read (Decisions.xlsx): locked, and looking like labels.
    """

    key: str
    title: str
    kind: str
    width: float = 20
    vocabulary: str = ""
    ours: bool = False
    prompt_title: str = ""
    prompt: str = ""
    aliases: tuple[str, ...] = ()
    given: bool = False

    @property
    def is_answer(self) -> bool:
        """True when people fill it in."""
        return self.kind not in ("number", "label", "check")


class Block(Struct, frozen=True):
    """One checklist of a part: a question over the labels of a vocabulary."""

    vocabulary: str
    title: str
    label_title: str
    aliases: tuple[str, ...] = ()


class CheckRule(Struct, frozen=True):
    """One live check of a row, in the order they are tried: `says` stands in the Check column when it bites.

    `needs`: every column must be filled; `needs_any`: at least one; `twice`: the column's text stands in another row;
    `also_in`: it stands in another part.
    """

    rule: str
    columns: tuple[str, ...]
    says: str
    part: str = ""


class Example(Struct, frozen=True):
    """One example row: column key to its values. Several values take a line each."""

    values: Mapping[str, tuple[str, ...]]


class Part(Struct, frozen=True):
    """One sheet of the form.

    `lines` is how many lines one row of a table has, `room` how many rows fit. `bands` is the vocabulary whose labels
    divide the table (Part 3's sectors), each with `room` rows.
    """

    key: str
    sheet: str
    title: str
    layout: str
    columns: tuple[Column, ...]
    instructions: tuple[str, ...] = ()
    asks: str = ""
    counted: tuple[str, ...] = ()  # words for progress: one, several ("organization", "organizations")
    blocks: tuple[Block, ...] = ()
    checks: tuple[CheckRule, ...] = ()
    examples: tuple[Example, ...] = ()
    former_examples: tuple[Example, ...] = ()  # of the guide's worksheet and earlier editions: known, never written
    lines: int = 1
    room: int = 0
    bands: str = ""
    aliases: tuple[str, ...] = ()

    def column(self, key: str) -> Column:
        """The column with this key. Raises KeyError."""
        return next((column for column in self.columns if column.key == key), None) or _missing(key)


class Form(Struct, frozen=True):
    """A whole form. `words` are its fixed words (OK, Example, Nothing yet ...) by key.

    `ticked`, `unticked` and `unclear` are the spellings of a tick, of its absence, and of answers nobody can read
    ("??", "see above"). `former` are texts that only an earlier edition or another language prints: form, not answers.
    """

    key: str
    title: str
    edition: str
    parts: tuple[Part, ...]
    vocabularies: tuple[Vocabulary, ...]
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    ticked: tuple[str, ...] = ()
    unticked: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    language: str = "en"

    def part(self, key: str) -> Part:
        """The part with this key. Raises KeyError."""
        return next((part for part in self.parts if part.key == key), None) or _missing(key)

    def vocabulary(self, key: str) -> Vocabulary:
        """The vocabulary with this key. Raises KeyError."""
        return next((vocabulary for vocabulary in self.vocabularies if vocabulary.key == key), None) or _missing(key)


def fixed_texts(form: Form) -> tuple[str, ...]:
    """Every text the form prints by itself: titles, instructions, headings, prompts, labels, words, progress."""
    texts = [form.title, *form.words.values(), *form.former]
    for part in form.parts:
        texts += [part.sheet, part.title, part.asks, *part.instructions, *(check.says for check in part.checks)]
        texts += [text for column in part.columns for text in (column.title, column.prompt)]
        for block in part.blocks:
            texts += [block.title, block.label_title]
    for vocabulary in form.vocabularies:
        texts += [text for label in vocabulary.labels for text in (label.text, label.shown) if text]
    return tuple(dict.fromkeys(filter(None, texts)))


def _missing(key: str) -> NoReturn:
    raise KeyError(key)
