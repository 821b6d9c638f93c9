"""The map of imports: which room may import which, and which library lives in which room."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "mobility_xlsx"
GROUND = {"errors", "text", "version"}
ROOMS = {
    "errors": set(),
    "text": set(),
    "version": set(),
    "coalition": GROUND,
    "form": GROUND,
    "workbook": GROUND | {"form"},
    "workbook.summary": GROUND | {"form", "coalition", "metrics"},
    "workbook.results": GROUND | {"form", "coalition", "metrics"},
    "mail": GROUND | {"form", "coalition"},
    "intake": GROUND | {"form", "coalition"},
    "frames": GROUND | {"form", "coalition"},
    "metrics": GROUND | {"form", "metricplaces"},
    "metricplaces": GROUND,
}
LIBRARIES = {
    "xlsxwriter": {"workbook"},
    "openpyxl": {"workbook"},
    "python_calamine": {"workbook"},
    "click": {"cli"},
    "highspy": {"coalition"},
    "pandas": {"frames", "library"},
    "tomllib": {"form"},
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            names |= {module} if module != "mobility_xlsx" else {f"{module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    home = room(path)
    if home not in ROOMS:
        return
    narrower = f"{home}.{path.stem.split('_')[0]}"
    key = narrower if narrower in ROOMS else home
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("mobility_xlsx.")}
    assert ours - {home} <= ROOMS[key], f"{path.name} imports {sorted(ours - {home} - ROOMS[key])}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_lives_in_its_room(path: Path) -> None:
    used = {name.split(".")[0] for name in imported(path)}
    for library, rooms in LIBRARIES.items():
        assert library not in used or room(path) in rooms, f"{path.name} imports {library}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_name_their_room(path: Path) -> None:
    assert not [name for name in imported(path) if name.startswith(".")]


def test_only_the_declaration_opens_templates() -> None:
    opening = [path.name for path in modules() if "tomllib" in imported(path)]
    assert opening == ["declaration.py"]
