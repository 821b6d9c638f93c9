"""The worked examples of docs/form.md, on a copy of the templates: writer, reader and the README's table follow."""

import re
import runpy
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from mobility_xlsx.errors import BadTemplate
from mobility_xlsx.form.answers import Answers, Row
from mobility_xlsx.form.declaration import load_form, reading_form, template_folder
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.find import find
from mobility_xlsx.workbook.read import read_bytes
from mobility_xlsx.workbook.write import write_form

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / "form.md").read_text(encoding="utf-8"), re.DOTALL)
Change = tuple[str, str, str]  # file, what stands there, what shall stand there


@pytest.fixture
def copy(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder with the form's templates, each change made once."""

    def make(*changes: Change) -> Path:
        folder = tmp_path / "templates"
        folder.mkdir()
        for name in ("inventory.toml", "inventory.es.toml"):
            shutil.copy(Path(str(template_folder())) / name, folder / name)
        for name, old, new in changes:
            text = (folder / name).read_text(encoding="utf-8")
            assert old in text
            (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return make


def returned(folder: Path, rows: tuple[Row, ...]) -> Answers:
    """What is read from a workbook of the changed form, written with `rows` in it."""
    path = folder / "filled.xlsx"
    write_form(load_form("inventory", "en", folder), path, Content("SI-2026-000001", rows))
    return find(read_bytes(path.read_bytes(), path.name), reading_form("inventory", folder))


def headings(folder: Path, sheet: str) -> list[str]:
    book = openpyxl.load_workbook(folder / "filled.xlsx")
    return [str(cell.value) for row in book[sheet].iter_rows() for cell in row if cell.value is not None]


def docs_table(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The table of the form that the README shows."""
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    table: str = runpy.run_path(str(ROOT / "tests" / "tools" / "pages.py"))["form_table"](
        load_form("inventory", "en", folder)
    )
    return table


def said(answers: Answers, part: str) -> list[dict[str, tuple[str, ...]]]:
    rows = (row for row in answers.rows if row.part == part and not row.example)
    return [{field.key: tuple(value.text for value in field.values) for field in row.fields} for row in rows]


def test_a_renamed_heading_is_written_read_and_documented(
    copy: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy(("inventory.toml", 'title = "Aligned initiatives"', 'title = "Projects that fit"'))
    row = known_row("part4", {"partner": "River Clinic", "aligned": "Healthy Starts"})
    answers = returned(folder, (row,))
    assert "Projects that fit" in headings(folder, "Part 4 Benefits")
    assert "Aligned initiatives" not in headings(folder, "Part 4 Benefits")
    assert said(answers, "part4") == [{"partner": ("River Clinic",), "aligned": ("Healthy Starts",)}]
    assert answers.unplaced == ()
    table = docs_table(folder, monkeypatch)
    assert "Projects that fit" in table
    assert "Aligned initiatives" not in table


def test_a_workbook_with_the_former_heading_is_read_by_its_alias(copy: Callable[..., Path], tmp_path: Path) -> None:
    old = tmp_path / "old.xlsx"
    row = known_row("part4", {"partner": "River Clinic", "aligned": "Healthy Starts"})
    write_form(load_form(), old, Content("SI-2026-000001", (row,)))
    title = 'title = "Aligned initiatives"\nkind = "text"\nwidth = '
    text = (Path(str(template_folder())) / "inventory.toml").read_text(encoding="utf-8")
    column = text[text.index(title) :]
    aliases = column[column.index("aliases = [") :].splitlines()[0]
    folder = copy(
        ("inventory.toml", title, title.replace("Aligned initiatives", "Projects that fit")),
        ("inventory.toml", aliases, aliases.replace("[", '["aligned initiatives", ')),
    )
    answers = find(read_bytes(old.read_bytes(), "old.xlsx"), reading_form("inventory", folder))
    assert said(answers, "part4") == [{"partner": ("River Clinic",), "aligned": ("Healthy Starts",)}]


def test_a_new_column_is_written_and_read(copy: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    column, spanish, *_ = BLOCKS
    before = '[[parts.columns]]\nkey = "check"\ntitle = "Check"\nkind = "check"\nwidth = 16\n\n[[parts.checks]]\n'
    folder = copy(
        ("inventory.toml", before, f"{column}\n{before}"),
        ("inventory.es.toml", "[parts.part2.columns]\n", f"[parts.part2.columns]\n{spanish}"),
    )
    row = known_row("part2", {"name": "River Clinic", "type": "Philanthropy", "phone": "555 0100"})
    answers = returned(folder, (row,))
    assert said(answers, "part2") == [{"name": ("River Clinic",), "type": ("Philanthropy",), "phone": ("555 0100",)}]
    assert "✚ Phone" in docs_table(folder, monkeypatch)
    assert load_form("inventory", "es", folder).part("part2").column("phone").title == "Teléfono"


def test_a_new_sector_becomes_a_type_and_a_band(copy: Callable[..., Path]) -> None:
    last = '  { key = "advocacy_organization"'
    folder = copy(
        ("inventory.toml", last, BLOCKS[2] + last),
        ("inventory.es.toml", "[vocabularies.types]\n", f"[vocabularies.types]\n{BLOCKS[3]}"),
    )
    rows = (
        known_row("part2", {"name": "Local 12", "type": "Labor union"}),
        known_row("part3", {"name": "Teachers United"}, block="Labor union"),
    )
    answers = returned(folder, rows)
    assert said(answers, "part2") == [{"name": ("Local 12",), "type": ("Labor union",)}]
    assert [row.block for row in answers.rows if row.part == "part3" and not row.example] == ["Labor union"]
    assert "LU1" in headings(folder, "Part 3 Opportunities")


def test_a_renamed_label_keeps_its_pillar_and_all_its_former_wordings(copy: Callable[..., Path]) -> None:
    former = load_form().vocabulary("predictors").label("jobs_paying_living_wages")
    text = (Path(str(template_folder())) / "inventory.toml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if f'key = "{former.key}"' in line)
    folder = copy(("inventory.toml", f"{line}\n", BLOCKS[4]))
    label = load_form("inventory", "en", folder).vocabulary("predictors").label(former.key)
    assert (label.text, label.pillar, label.hints) == ("Jobs paying a living wage", former.pillar, former.hints)
    wordings = (former.text, *former.aliases)
    rows = tuple(known_row("part2", {"name": f"Org {i}", "domains": text}) for i, text in enumerate(wordings))
    found = [row for row in returned(folder, rows).rows if row.part == "part2" and not row.example]
    assert [row.text("domains") for row in found] == [label.text] * len(wordings)


def test_a_word_missing_in_another_language_is_named(copy: Callable[..., Path]) -> None:
    last = '  { key = "advocacy_organization"'
    folder = copy(("inventory.toml", last, '  { key = "labor", text = "Labor union" },\n' + last))
    with pytest.raises(BadTemplate, match=r"inventory\.es\.toml: no words for vocabularies > types > labor"):
        reading_form("inventory", folder)
