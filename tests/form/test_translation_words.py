"""Every word of the form stands in every language, and means one thing in each."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from mobility_xlsx.errors import BadTemplate
from mobility_xlsx.form.declaration import languages, load_form, reading_form, template_folder
from mobility_xlsx.form.parts import Form, fixed_texts
from mobility_xlsx.text import fold

KEYS = ("inventory", "please_check")
SPANISH = [key for key in KEYS if "es" in languages(key)]


def words(table: object, *path: str) -> Iterator[tuple[str, ...]]:
    """The path of keys to every word of a translation."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield from words(value, *path, key)
    else:
        yield path


def source(name: str) -> str:
    return (template_folder() / name).read_text(encoding="utf-8")


def without(text: str, path: tuple[str, ...]) -> str:
    """The TOML without one word: its line is taken out, or its piece of an inline table."""
    table = tomllib.loads(text)
    here = table
    for key in path[:-1]:
        here = here[key]
    del here[path[-1]]
    return "\n".join(_dumped(table))


def _dumped(table: dict[str, object], *path: str) -> Iterator[str]:
    plain = {key: value for key, value in table.items() if not isinstance(value, dict) and not _tables(value)}
    if path:
        yield f"[{'.'.join(path)}]"
    yield from (f"{key} = {_literal(value)}" for key, value in plain.items())
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _dumped(value, *path, key)
        elif isinstance(value, list) and _tables(value):
            for one in value:
                yield f"[[{'.'.join((*path, key))}]]"
                yield from (f"{name} = {_literal(said)}" for name, said in one.items())


def _tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _literal(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def folder_with(tmp_path: Path, key: str, spanish: str) -> Path:
    (tmp_path / f"{key}.toml").write_text(source(f"{key}.toml"), encoding="utf-8")
    (tmp_path / f"{key}.es.toml").write_text(spanish, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("key", SPANISH)
def test_a_word_missing_in_spanish_is_named(key: str, tmp_path: Path) -> None:
    text = source(f"{key}.es.toml")
    optional = ("examples",)
    paths = [path for path in words(tomllib.loads(text)) if path[-1] not in optional]
    assert len(paths) > 15
    for path in paths[:: max(1, len(paths) // 60)]:
        folder = tmp_path / "-".join(path).replace("/", "")
        folder.mkdir()
        with pytest.raises(BadTemplate, match=r"no words for"):
            load_form(key, "es", folder_with(folder, key, without(text, path)))


@pytest.mark.parametrize(("checks", "place"), [(["a", "b", "c"], "4"), (["a", "b", "c", "d", "e"], "5")])
def test_a_check_without_its_words_is_named(checks: list[str], place: str, tmp_path: Path) -> None:
    table = tomllib.loads(source("inventory.es.toml"))
    table["parts"]["part2"]["checks"] = checks
    folder = folder_with(tmp_path, "inventory", "\n".join(_dumped(table)))
    with pytest.raises(BadTemplate, match=rf"^inventory\.es\.toml: no words for parts > part2 > checks {place}\.$"):
        load_form("inventory", "es", folder)


def test_a_missing_word_is_named_with_the_path_to_it(tmp_path: Path) -> None:
    text = without(source("inventory.es.toml"), ("parts", "part2", "columns", "name", "title"))
    with pytest.raises(
        BadTemplate, match=r"^inventory\.es\.toml: no words for parts > part2 > columns > name > title\.$"
    ):
        load_form("inventory", "es", folder_with(tmp_path, "inventory", text))


def test_a_workbook_is_read_in_every_language_it_is_written_in() -> None:
    spanish, reading, english = load_form("inventory", "es"), reading_form(), load_form()
    assert (spanish.language, reading.language, spanish.title) == ("es", "en", "Inventario de colaboradores")
    part, theirs = reading.part("part2"), spanish.part("part2")
    assert theirs.sheet in part.aliases
    assert part.sheet == english.part("part2").sheet
    assert set(english.part("part2").aliases) <= set(part.aliases)
    assert theirs.column("type").title in part.column("type").aliases
    assert theirs.column("type").prompt != english.part("part2").column("type").prompt
    assert (*english.part("part2").examples, *theirs.examples) == part.examples
    block, its = reading.part("part1").blocks[0], spanish.part("part1").blocks[0]
    assert {its.title, its.label_title} <= set(block.aliases)
    label = reading.vocabulary("types").label("philanthropy")
    assert (label.text, label.shown) == ("Philanthropy", "")
    assert spanish.vocabulary("types").label("philanthropy").shown in label.aliases
    assert theirs.checks[0].rule == english.part("part2").checks[0].rule
    assert theirs.checks[0].says in reading.former
    assert theirs.asks in reading.former
    assert theirs.counted != english.part("part2").counted


@pytest.mark.parametrize("key", SPANISH)
def test_spanish_has_no_word_that_english_has_not(key: str) -> None:
    english, spanish = load_form(key), tomllib.loads(source(f"{key}.es.toml"))
    assert set(spanish.get("words", {})) == set(english.words)
    assert set(spanish["parts"]) == {part.key for part in english.parts}
    for part in english.parts:
        theirs = spanish["parts"][part.key]
        assert set(theirs["columns"]) == {column.key for column in part.columns}
        assert set(theirs.get("blocks", {})) == {block.vocabulary for block in part.blocks}
        assert len(theirs.get("examples", ())) == len(part.examples)
    for vocabulary in english.vocabularies:
        assert set(spanish["vocabularies"][vocabulary.key]) == {label.key for label in vocabulary.labels}


@pytest.mark.parametrize("key", SPANISH)
def test_nothing_stayed_english_by_mistake(key: str) -> None:
    shared = {"No.", "e.g.", "Personal", "Trauma", "Email", "", "Capital social"}
    english, spanish = load_form(key), load_form(key, "es")

    def texts(form: Form) -> set[str]:
        labels = {label.shown or label.text for v in form.vocabularies for label in v.labels}
        titles = {column.title for part in form.parts for column in part.columns}
        prompts = {text for part in form.parts for c in part.columns for text in (c.prompt, c.prompt_title)}
        says = {check.says for part in form.parts for check in part.checks}
        return labels | titles | prompts | says | set(form.words.values())

    assert texts(english) & texts(spanish) <= shared


@pytest.mark.parametrize("key", SPANISH)
def test_examples_use_the_labels_of_their_language(key: str) -> None:
    for language in ("en", "es"):
        form = load_form(key, language)
        for part in form.parts:
            for example in part.examples:
                for column_key, texts in example.values.items():
                    vocabulary = part.column(column_key).vocabulary
                    if vocabulary:
                        shown = {label.shown or label.text for label in form.vocabulary(vocabulary).labels}
                        assert set(texts) <= shown


def test_no_wording_means_two_labels_of_one_list() -> None:
    for key in SPANISH:
        for vocabulary in reading_form(key).vocabularies:
            meant: dict[str, str] = {}
            for wording, label, _ in vocabulary.wordings():
                assert meant.setdefault(wording, label.key) == label.key, (vocabulary.key, wording)


def test_titles_of_columns_are_not_taken_for_each_other() -> None:
    """In one part, a title of one language is never the title of another column in the other language."""
    for key in SPANISH:
        forms = [load_form(key, language) for language in ("en", "es")]
        for parts in zip(*(form.parts for form in forms), strict=True):
            titles: dict[str, str] = {}
            for part in parts:
                for column in part.columns:
                    assert titles.setdefault(fold(column.title), column.key) == column.key


@pytest.mark.parametrize("language", languages())
def test_input_messages_are_within_excels_limits(language: str) -> None:
    for key in ("inventory", "please_check", "decisions"):
        if language in languages(key):
            for part in load_form(key, language).parts:
                assert len(part.sheet) <= 31
                for column in part.columns:
                    assert len(column.prompt_title) <= 32, column.prompt_title
                    assert len(column.prompt) <= 255, column.prompt


@pytest.mark.parametrize("language", languages())
def test_words_to_people_are_plain(language: str) -> None:
    forbidden = {"invalid", "null", "schema", "enum", "row index", "exception"}
    for text in fixed_texts(load_form("inventory", language)):
        assert not forbidden & set(fold(text).split())
