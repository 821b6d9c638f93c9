"""What a form asks, loaded from workbook_templates/*.toml: the only module that opens a template."""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from msgspec import Struct

from mobility_xlsx.errors import BadTemplate
from mobility_xlsx.form.parts import Form
from mobility_xlsx.form.translation import WordTable, translated, with_aliases

LAYOUTS = ("form", "checklist", "table")
KINDS = ("number", "name", "text", "person", "email", "choice", "choices", "tick", "label", "note", "check")
RULES = ("needs", "needs_any", "twice", "also_in")

_Record = TypeVar("_Record")


def template_folder() -> Traversable:
    """The folder of templates: inside the installed package, else beside it in a checkout."""
    inside = files("mobility_xlsx") / "workbook_templates"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "workbook_templates"


def read_toml(name: str, folder: Path | None = None) -> dict[str, Any]:
    """The content of one template. Raises BadTemplate when it is missing or is no TOML, and says where."""
    path = (folder or template_folder()) / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadTemplate(f"{name} is missing from workbook_templates.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadTemplate(f"{name}: {error}") from error


def languages(key: str = "inventory", folder: Path | None = None) -> tuple[str, ...]:
    """The languages a form can be written in: "en" and every inventory.LANGUAGE.toml."""
    names = (entry.name.split(".") for entry in (folder or template_folder()).iterdir())
    others = sorted(name[1] for name in names if len(name) == 3 and name[0] == key and name[2] == "toml")
    return ("en", *others)


def load_form(key: str = "inventory", language: str = "en", folder: Path | None = None) -> Form:
    """The form as it is written for people, in one language. Raises BadTemplate for unknown keys and missing words."""
    return _written(key, language, folder)


def reading_form(key: str = "inventory", folder: Path | None = None) -> Form:
    """The form as it is read: in English, with the words of every other language as aliases and former texts."""
    return _read(key, folder)


# A cache holds one form for load_form() and another for load_form("inventory"), so it stands behind the defaults.
@cache
def _written(key: str, language: str, folder: Path | None) -> Form:
    if language != "en":
        name = f"{key}.{language}.toml"
        return translated(load_form(key, "en", folder), WordTable(read_toml(name, folder), name), language)
    name = f"{key}.toml"
    form = build(Form, read_toml(name, folder), name)
    _check(form, name)
    return form


@cache
def _read(key: str, folder: Path | None) -> Form:
    form = load_form(key, "en", folder)
    for language in languages(key, folder)[1:]:
        form = with_aliases(form, load_form(key, language, folder))
    return form


def build(record: type[_Record], table: object, where: str) -> _Record:
    """`record` made from a TOML table. Raises BadTemplate for unknown or missing keys, with the path to them."""
    if not isinstance(table, dict):
        raise BadTemplate(f"{where}: a table was expected.")
    types = get_type_hints(record)
    unknown = sorted(set(table) - set(types))
    if unknown:
        raise BadTemplate(f"{where}: unknown key {unknown[0]!r}. Known: {', '.join(types)}.")
    made = {key: _value(types[key], value, f"{where} > {key}") for key, value in table.items()}
    try:
        return record(**made)
    except TypeError as error:
        raise BadTemplate(f"{where}: {error}") from error


def _value(hint: Any, value: object, where: str) -> object:
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise BadTemplate(f"{where}: a list was expected.")
        inner = get_args(hint)[0]
        return tuple(_value(inner, item, f"{where} {i}") for i, item in enumerate(value, 1))
    if isinstance(hint, type) and issubclass(hint, Struct):
        return build(hint, value, where)
    if isinstance(value, dict):
        values = {key: tuple(item) if isinstance(item, list) else item for key, item in value.items()}
        return MappingProxyType(values)
    expected = (int, float) if hint is float else hint
    if not isinstance(value, expected):
        raise BadTemplate(f"{where}: {value!r} is not the right kind of value.")
    return value


def _check(form: Form, where: str) -> None:
    """Raise BadTemplate when a part names a layout, kind, rule, vocabulary or column that does not exist."""
    known = {vocabulary.key for vocabulary in form.vocabularies}
    for part in form.parts:
        place = f"{where} > parts > {part.key}"
        _known(part.layout, LAYOUTS, f"{place} > layout")
        used = [column.vocabulary for column in part.columns] + [block.vocabulary for block in part.blocks]
        for vocabulary in filter(None, [*used, part.bands]):
            _known(vocabulary, tuple(sorted(known)), f"{place} > vocabulary")
        keys = tuple(column.key for column in part.columns)
        for column in part.columns:
            _known(column.kind, KINDS, f"{place} > {column.key} > kind")
        for check in part.checks:
            _known(check.rule, RULES, f"{place} > checks > rule")
            for column_key in check.columns:
                _known(column_key, keys, f"{place} > checks > columns")


def _known(value: str, choices: tuple[str, ...], where: str) -> None:
    if value not in choices:
        raise BadTemplate(f"{where}: {value!r} is none of {', '.join(choices)}.")
