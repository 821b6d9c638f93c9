"""Every file of ../shared/returned gives exactly what its manifest says. Skips where that folder is not at hand."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from drawn_books import assert_accounted, content, ordered, unplaced

from mobility_xlsx.form.answers import Answers
from mobility_xlsx.form.declaration import reading_form
from mobility_xlsx.form.wording import known_meaning
from mobility_xlsx.workbook.find import find
from mobility_xlsx.workbook.grids import Book
from mobility_xlsx.workbook.read import read_pieces

RETURNED = Path(__file__).parents[3] / "shared" / "returned"
LISTS = {"populations": "groups", "domains": "predictors", "assets": "assets"}
if not RETURNED.exists():
    pytest.skip("the returned workbooks of ../shared are not here", allow_module_level=True)
MANIFEST = json.loads((RETURNED / "manifest.json").read_text(encoding="utf-8"))
READABLE = [entry for entry in MANIFEST["files"] if entry["expected"] is not None]


def pieces(name: str) -> list[tuple[str, bytes]]:
    path = RETURNED / name
    if path.is_dir():
        return [(file.name, file.read_bytes()) for file in sorted(path.iterdir())]
    data = path.read_bytes()
    if path.suffix != ".zip":
        return [(name, data)]
    archive = zipfile.ZipFile(io.BytesIO(data))
    inside = [one for one in archive.namelist() if one.endswith(".xlsx") and not one.startswith("__MACOSX")]
    return [(one, archive.read(one)) for one in inside]


def read(name: str) -> tuple[Book, Answers]:
    book = read_pieces(pieces(name), name)
    return book, find(book, reading_form())


def canonical(wording: str, vocabulary: str) -> str:
    known = known_meaning(wording, reading_form().vocabulary(vocabulary))
    return known.label.text if known and known.label else wording


def expected(entry: dict[str, Any]) -> dict[str, Any]:
    """What the manifest expects, in today's words and shape."""
    wanted = json.loads(json.dumps(MANIFEST["base"] if entry["expected"] == "base" else entry["expected"]))
    sectors = [organization for found in wanted.get("part3", {}).values() for organization in found]
    for organization in [*wanted.get("part2", []), *sectors]:
        for key, vocabulary in LISTS.items():
            organization[key] = [canonical(wording, vocabulary) for wording in organization[key]]
    for person in wanted.get("part5", []):
        said = person.pop("list")
        person["invite_as"] = canonical(said, "invite_as") if said else None
    return dict(ordered(wanted))


@pytest.mark.parametrize("entry", READABLE, ids=lambda entry: entry["file"])
def test_a_returned_workbook_says_what_its_manifest_says(entry: dict[str, Any]) -> None:
    book, answers = read(entry["file"])
    wanted, said = expected(entry), content(answers)
    assert {key: said[key] for key in wanted} == wanted
    assert_accounted(answers, book)
    assert answers.workbook_id == "SI-2025-0007"
    assert answers.edition == "1.0"
    assert answers.language == "en"
    assert "edition-old" in [remark.code for remark in answers.remarks]
    added = ["Part 2 Partnerships!F4 Contact person", "Part 2 Partnerships!F11 Ann"]
    assert unplaced(answers) == (added if entry["file"] == "lo_inserted_column.xlsx" else [])


def test_ticks_that_nobody_can_read_and_notes_without_a_tick_stay_to_be_asked() -> None:
    _, answers = read("lo_ticks.xlsx")
    other, debt = (
        next(row for row in answers.part("part1") if row.text("label") == label and row.block == block)
        for label, block in (("Other", "groups"), ("Financial security", "predictors"))
    )
    assert [(value.match, value.cell.address) for value in other.values("tick")] == [("unclear", "A17")]
    assert not debt.values("tick")
    assert debt.text("note") == "Debt in collections > 50%"


def test_names_that_are_errors_or_dates_are_kept_without_a_name() -> None:
    _, answers = read("lo_numbers_formulas.xlsx")
    nameless = [row for row in answers.part("part2") if not row.text("name")]
    assert [(row.cell("name").address, row.text("type")) for row in nameless if row.cell("name")] == [
        ("B38", "Philanthropy"),
        ("B41", "Philanthropy"),
    ]


def test_how_each_part_was_found_is_said() -> None:
    _, answers = read("lo_sheets_renamed.xlsx")
    assert {found.part: (found.sheet, found.by) for found in answers.found}["part1"] == ("Checklist", "headings")
    assert sorted(found.part for found in answers.found) == ["part1", "part2", "part3", "part4", "part5", "start"]
