"""Generated pages are as they should be, and every page of the documentation holds together."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mobility_xlsx import cli
from mobility_xlsx.form.catalogue import catalogue
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.mail import containers
from mobility_xlsx.workbook import limits

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
MOST_PICTURE_BYTES = 150_000


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose(path: Path) -> str:
    """A page without its code blocks."""
    return re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def between(name: str, mark: str) -> str:
    found = re.search(rf"<!-- {mark} -->\n(.*?)<!-- /{mark} -->", text_of(name), re.DOTALL)
    assert found, f"{name} has no <!-- {mark} -->"
    return found[1]


def anchors(path: Path) -> Iterator[str]:
    for title in re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def test_refresh_would_change_nothing() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    script = [sys.executable, str(ROOT / "tests" / "tools" / "refresh.py"), "--check"]
    ran = subprocess.run(script, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, ""), f"run scripts/refresh\n{ran.stdout}{ran.stderr}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in LINK.findall(prose(path)):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        page = (path.parent / file).resolve() if file else path
        assert page.exists(), f"{path.name} links to {target}"
        assert not anchor or anchor in set(anchors(page)), f"{path.name} links to {target}"


def test_every_page_of_the_docs_is_linked_from_the_readme() -> None:
    linked = set(LINK.findall(text_of("README.md")))
    measured = {"survival.md", "bench.md"}  # they stand in the README itself
    assert {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md") if path.name not in measured} <= linked


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_file_a_page_names_exists(path: Path) -> None:
    named = re.findall(r"`((?:tests|scripts|docs|workbook_templates)/[\w./-]*\w)`", prose(path))
    assert [name for name in named if not (ROOT / name).exists()] == []
    modules = re.findall(r"`((?:form|workbook|coalition|mail)/\w+\.py|\w+\.py)`", prose(path))
    homes = ("mobility_xlsx", "tests/tools", "mobility_xlsx/workbook", "mobility_xlsx/form", "mobility_xlsx/coalition")
    lost = [name for name in modules if not any((ROOT / home / name).exists() for home in homes)]
    assert lost == []


def test_the_page_of_problems_has_every_code_once() -> None:
    assert sorted(re.findall(r"^### (\S+)$", text_of("docs/problems.md"), re.MULTILINE)) == sorted(catalogue().codes)


def test_the_map_shows_every_room_of_the_test_of_imports() -> None:
    from test_rooms import GROUND, ROOMS

    shown = dict(re.findall(r"^(\S+) +─► (.+?)(?:    .*)?$", between("docs/inside.md", "map"), re.MULTILINE))
    ground = {name for name, others in ROOMS.items() if not others}
    assert shown.pop("ground") == "nothing of ours"
    assert set(shown) == set(ROOMS) - ground
    for room, others in shown.items():
        named = {name for one in others.split(", ") for name in (GROUND if one == "ground" else {one})}
        assert named == ROOMS[room]


def test_every_limit_in_use_is_on_the_page_about_safety() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "mobility_xlsx").rglob("*.py"))
    used = {name for name in re.findall(r"limits\.([A-Z_]+)", code) if name != "MEGABYTE"}
    numbers = {name: getattr(limits, name) for name in used}
    numbers |= {name: getattr(containers, name) for name in ("CONTAINER_BYTES", "MEMBER_BYTES", "MEMBERS")}
    rows = between("docs/privacy.md", "limits").splitlines()[2:]
    assert len(rows) == len(numbers)
    for name, value in numbers.items():
        wanted = f"{value // 1_000_000:,} MB" if name.endswith("_BYTES") else f"{value:,}"
        assert any(row.endswith(f"| {wanted} |") for row in rows), name


def test_every_command_and_option_is_documented() -> None:
    shown = between("README.md", "help")
    for name, command in cli.commands.commands.items():
        assert f"Usage: mobility-xlsx {name} " in shown
        for parameter in command.params:
            assert all(option in shown for option in parameter.opts if option.startswith("--")), parameter.name
    assert set(cli.commands.commands) <= set(re.findall(r"mobility-xlsx (\w+)", text_of("README.md")))


def test_every_heading_of_the_form_is_in_the_table() -> None:
    table = between("README.md", "form")
    for part in load_form().parts:
        assert part.sheet in table
        if part.layout != "checklist":
            assert all(column.title in table for column in part.columns if column.kind != "check")


def test_pictures_are_small_and_shown() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").iterdir())
    shown = re.findall(r"!\[[^\]]+\]\((docs/pictures/[^)]+)\)", text_of("README.md"))
    assert sorted(shown) == [path.relative_to(ROOT).as_posix() for path in pictures]
    assert all(path.stat().st_size <= MOST_PICTURE_BYTES for path in pictures)


@pytest.mark.parametrize("path", sorted((ROOT / "scripts").iterdir()), ids=lambda path: path.name)
def test_scripts_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 20
