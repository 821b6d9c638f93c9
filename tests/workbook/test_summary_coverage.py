"""The coverage matrix: what it shows is true, stays true when recalculated, and follows In? at once."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from fake_results import small
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet

from mobility_xlsx.coalition.records import meets
from mobility_xlsx.workbook.results import Results
from mobility_xlsx.workbook.summary import write_summary
from mobility_xlsx.workbook.summary_coverage import FIRST_COLUMN, FIRST_ROW, HEAD_ROW, IN_ROW, MEETS

PROGRAMS = {"LibreOffice": "soffice", "Gnumeric": "ssconvert"}


@pytest.fixture(scope="module")
def results() -> Results:
    return small()


@pytest.fixture
def path(results: Results, tmp_path: Path) -> Path:
    write_summary(results, tmp_path / "Summary.xlsx")
    return tmp_path / "Summary.xlsx"


def chosen(sheet: Worksheet) -> dict[str, int]:
    """The columns of the partners that are in, by name."""
    columns = range(FIRST_COLUMN, sheet.max_column + 1)
    return {sheet.cell(HEAD_ROW, i).value: i for i in columns if sheet.cell(IN_ROW, i).value == "Yes"}


def expected(results: Results, without: str = "") -> list[tuple[str, int, str]]:
    assert results.shortlist is not None
    known = results.by_id
    partners = [known[id] for id in results.shortlist.ids if known[id].name != without]
    often = [sum(meets(one, need) for one in partners) for need in results.needs]
    words = {0: "Nobody", 1: "One only"}
    return [(need.label, n, words.get(n, "OK")) for need, n in zip(results.needs, often, strict=True)]


def shown(sheet: Worksheet) -> list[tuple[object, object, object]]:
    rows = sheet.iter_rows(min_row=FIRST_ROW, max_col=4, values_only=True)
    return [(row[0], row[2], row[3]) for row in rows if row[0]]


def told(unmet: int, results: Results) -> str:
    """What stands above the matrix."""
    return f"{unmet} of {len(results.needs)} needs {'is' if unmet == 1 else 'are'} met by nobody on the list."


def test_a_name_too_long_for_its_narrow_heading_is_shortened(results: Results, tmp_path: Path) -> None:
    assert results.shortlist is not None
    first = results.shortlist.ids[0]
    named = (replace(one, name="Mill Trust " * 20 if one.id == first else one.name) for one in results.by_id.values())
    long = replace(results, inventory=replace(results.inventory, organizations=tuple(named)))
    write_summary(long, tmp_path / "Summary.xlsx")
    shown = openpyxl.load_workbook(tmp_path / "Summary.xlsx")["Coverage"].cell(HEAD_ROW, FIRST_COLUMN).value
    assert shown == ("Mill Trust " * 8)[:79] + "…"


def test_one_need_that_nobody_meets_is_told_as_one(tmp_path: Path) -> None:
    results = small()
    assert results.shortlist is not None
    lacking = tuple(need for need in results.needs if need in {gap.need for gap in results.shortlist.gaps})
    met = [need for need, (_, n, _) in zip(results.needs, expected(results), strict=True) if n]
    fewer = replace(results, needs=(met[0], lacking[0]))
    write_summary(fewer, tmp_path / "Summary.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "Summary.xlsx", data_only=True)["Coverage"]
    assert sheet["A2"].value == "1 of 2 needs is met by nobody on the list."


def test_what_is_cached_is_true(results: Results, path: Path) -> None:
    sheet = openpyxl.load_workbook(path, data_only=True)["Coverage"]
    assert results.shortlist is not None
    assert list(chosen(sheet)) == [pick.name for pick in results.shortlist.picks]
    assert shown(sheet) == expected(results)
    unmet = sum(n == 0 for _, n, _ in expected(results))
    assert sheet["A2"].value == told(unmet, results)


def test_a_dot_stands_exactly_where_a_partner_meets_a_need(results: Results, path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["Coverage"]
    named = {one.name: one for one in results.inventory.organizations}
    for i in range(FIRST_COLUMN, sheet.max_column + 1):
        one = named[sheet.cell(HEAD_ROW, i).value]
        dots = [sheet.cell(row, i).value == MEETS for row in range(FIRST_ROW, FIRST_ROW + len(results.needs))]
        assert dots == [meets(one, need) for need in results.needs]


def test_in_offers_yes_and_no(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["Coverage"]
    assert {rule.formula1 for rule in sheet.data_validations.dataValidation} == {'"Yes,No"'}


@pytest.mark.program
@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("which", [None, 0, 2, 4])
def test_setting_in_to_no_changes_the_needs_at_once(
    results: Results, path: Path, tmp_path: Path, program: str, which: int | None
) -> None:
    if shutil.which(PROGRAMS[program]) is None:
        pytest.skip(f"no {program} here")
    book = openpyxl.load_workbook(path)  # saved without cached values, so the program has to calculate
    name = ""
    if which is not None:
        name, column = list(chosen(book["Coverage"]).items())[which]
        book["Coverage"].cell(IN_ROW, column, "No")
    for other in book.sheetnames:
        if other != "Coverage":
            del book[other]
    book.save(tmp_path / "changed.xlsx")
    after = tmp_path / "out" / "changed.xlsx"
    after.parent.mkdir()
    if program == "LibreOffice":
        run = ["soffice", f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--headless", "--convert-to", "xlsx"]
        run += ["--outdir", str(after.parent), str(tmp_path / "changed.xlsx")]
    else:
        run = ["ssconvert", "--recalc", str(tmp_path / "changed.xlsx"), str(after)]
    subprocess.run(run, capture_output=True, timeout=120, check=True)
    sheet = openpyxl.load_workbook(after, data_only=True)["Coverage"]
    assert shown(sheet) == expected(results, without=name)
    unmet = sum(n == 0 for _, n, _ in expected(results, without=name))
    assert sheet["A2"].value == told(unmet, results)
