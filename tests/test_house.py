"""The house style, counted: sizes of modules and functions, and what code does not do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mobility_xlsx.form.declaration import load_form

PACKAGE = Path(__file__).parents[1] / "mobility_xlsx"
MODULES = sorted(PACKAGE.rglob("*.py"))
LINES = 400
FUNCTION = 40
PARAMETERS = 5
FOREIGN = {"errors.py", "workbook/worker.py", "mail/rendering.py"}  # around what others' libraries make of a file
COLOR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b")
DECIDING = ("invite_as", "closeness", "stance", "types")  # lists whose labels code may have to know
LABELS = {label.text for key in DECIDING for label in load_form().vocabulary(key).labels}

each_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
Function = ast.FunctionDef | ast.AsyncFunctionDef


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in nodes(path) if isinstance(node, Function))


def parameters(function: Function) -> list[str]:
    given = function.args
    named = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in named if name not in ("self", "cls")]


def names(node: ast.expr) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


@each_module
def test_a_module_fits_in_a_reading(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES


@each_module
def test_a_function_fits_on_a_screen(path: Path) -> None:
    sizes = {one.name: (one.end_lineno or one.lineno) - one.lineno + 1 for one in functions(path)}
    assert {name: size for name, size in sizes.items() if size > FUNCTION} == {}


@each_module
def test_more_than_five_parameters_are_a_record(path: Path) -> None:
    assert {one.name: parameters(one) for one in functions(path) if len(parameters(one)) > PARAMETERS} == {}


@each_module
def test_every_error_is_caught_only_around_foreign_libraries(path: Path) -> None:
    handlers = (node for node in nodes(path) if isinstance(node, ast.ExceptHandler))
    wide = [one.lineno for one in handlers if one.type is None or names(one.type) & {"Exception", "BaseException"}]
    assert wide == [] or path.relative_to(PACKAGE).as_posix() in FOREIGN


@each_module
def test_only_the_command_line_speaks(path: Path) -> None:
    calls = (node.func for node in nodes(path) if isinstance(node, ast.Call))
    spoken = [call.lineno for call in calls if isinstance(call, ast.Name) and call.id == "print"]
    assert spoken == [] or path.name == "cli.py"


@each_module
def test_nothing_is_left_to_do(path: Path) -> None:
    assert re.findall(r"\b(?:TODO|FIXME|XXX|HACK)\b", path.read_text(encoding="utf-8")) == []


@each_module
def test_only_the_look_knows_colors(path: Path) -> None:
    assert COLOR.findall(path.read_text(encoding="utf-8")) == [] or path.name == "look.py"


@each_module
def test_a_label_of_the_form_is_spelled_in_one_module(path: Path) -> None:
    texts = {node.value for node in nodes(path) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert texts & LABELS == set() or path.relative_to(PACKAGE).as_posix() == "coalition/labels.py"
