"""The same form in another language: words replaced, keys and rules as they are."""

from collections.abc import Mapping, Sized
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace

from mobility_xlsx.errors import BadTemplate
from mobility_xlsx.form.parts import Block, CheckRule, Column, Example, Form, Label, Part, Vocabulary, fixed_texts


class WordTable:
    """The words of one language, taken out one by one; a missing one is a BadTemplate that says where."""

    def __init__(self, table: Mapping[str, Any], where: str) -> None:
        self.table, self.where = table, where

    def at(self, *path: str) -> Any:
        """The words at this path of keys."""
        found: Any = self.table
        for key in path:
            if not isinstance(found, dict) or key not in found:
                raise BadTemplate(f"{self.where}: no words for {' > '.join(path)}.")
            found = found[key]
        return tuple(found) if isinstance(found, list) else found

    def each(self, texts: Sized, *path: str) -> tuple[str, ...]:
        """The words at this path, one for each of `texts`; none of them may be missing."""
        found = _several(self.maybe(texts, *path))
        if len(found) != len(texts):
            raise BadTemplate(f"{self.where}: no words for {' > '.join(path)} {min(len(found), len(texts)) + 1}.")
        return found

    def maybe(self, text: object, *path: str) -> Any:
        """The words at this path if there is anything to translate, else `text` as it is."""
        return self.at(*path) if text else text


def translated(form: Form, words: WordTable, language: str) -> Form:
    """`form` in another language. Raises BadTemplate for the first word that is missing."""
    return replace(
        form,
        title=words.at("title"),
        parts=tuple(_translated_part(part, words) for part in form.parts),
        vocabularies=tuple(_translated_vocabulary(vocabulary, words) for vocabulary in form.vocabularies),
        words=MappingProxyType({key: words.at("words", key) for key in form.words}),
        language=language,
    )


def _translated_vocabulary(vocabulary: Vocabulary, words: WordTable) -> Vocabulary:
    def shown(label: Label) -> Label:
        said = words.at("vocabularies", vocabulary.key, label.key)
        first, *others = (said,) if isinstance(said, str) else said
        return replace(label, shown=first, aliases=(*label.aliases, *others))

    return replace(vocabulary, labels=tuple(shown(label) for label in vocabulary.labels))


def _translated_part(part: Part, words: WordTable) -> Part:
    here = ("parts", part.key)

    def column(one: Column) -> Column:
        at = (*here, "columns", one.key)
        title, *aliases = _several(words.at(*at, "title"))
        prompt_title = words.maybe(one.prompt_title, *at, "prompt_title")
        prompt = words.maybe(one.prompt, *at, "prompt")
        return replace(one, title=title, aliases=(*one.aliases, *aliases), prompt_title=prompt_title, prompt=prompt)

    def block(one: Block) -> Block:
        at = (*here, "blocks", one.vocabulary)
        return replace(one, title=words.at(*at, "title"), label_title=words.at(*at, "label_title"))

    def check(one: CheckRule, says: str) -> CheckRule:
        return replace(one, says=says)

    said = words.each(part.checks, *here, "checks")
    return replace(
        part,
        sheet=words.at(*here, "sheet"),
        title=words.at(*here, "title"),
        instructions=words.maybe(part.instructions, *here, "instructions"),
        asks=words.maybe(part.asks, *here, "asks"),
        counted=words.maybe(part.counted, *here, "counted"),
        columns=tuple(column(one) for one in part.columns),
        blocks=tuple(block(one) for one in part.blocks),
        checks=tuple(map(check, part.checks, said)),
        examples=tuple(
            Example(MappingProxyType({key: tuple(value) for key, value in example.items()}))
            for example in words.maybe(part.examples, *here, "examples")
        ),
    )


def _several(words: Any) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def with_aliases(form: Form, other: Form) -> Form:
    """`form` that also knows the words of `other`, the same form in another language."""

    def column(one: Column, theirs: Column) -> Column:
        return replace(one, aliases=(*one.aliases, theirs.title, *theirs.aliases))

    def block(one: Block, theirs: Block) -> Block:
        return replace(one, aliases=(*one.aliases, theirs.title, theirs.label_title))

    def part(one: Part, theirs: Part) -> Part:
        return replace(
            one,
            aliases=(*one.aliases, theirs.sheet, *theirs.aliases),
            columns=tuple(map(column, one.columns, theirs.columns)),
            blocks=tuple(map(block, one.blocks, theirs.blocks)),
            examples=(*one.examples, *theirs.examples),
        )

    def label(one: Label, theirs: Label) -> Label:
        return replace(one, aliases=(*one.aliases, theirs.shown, *theirs.aliases))

    def vocabulary(one: Vocabulary, theirs: Vocabulary) -> Vocabulary:
        return replace(one, labels=tuple(map(label, one.labels, theirs.labels)))

    return replace(
        form,
        parts=tuple(map(part, form.parts, other.parts)),
        vocabularies=tuple(map(vocabulary, form.vocabularies, other.vocabularies)),
        former=(*form.former, *fixed_texts(other)),
    )
