"""Checks and progress compute alike in LibreOffice and in the values we write beside the formulas."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from filled_forms import crowded, half_filled

from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.workbook.content import Content
from mobility_xlsx.workbook.plan import Plan
from mobility_xlsx.workbook.planning import plan_form
from mobility_xlsx.workbook.write import draw

CASES = {
    "blank": ("en", ()),
    "half": ("en", half_filled()),
    "half in Spanish": ("es", half_filled()),
    "full": ("en", crowded(load_form())),
}


def expected(plan: Plan) -> dict[tuple[str, str], str]:
    """Every formula cell of a plan with its value."""
    found = {}
    for sheet in plan.sheets:
        for spot in sheet.spots:
            if spot.formula:
                found[sheet.name, openpyxl.utils.get_column_letter(spot.column) + str(spot.row)] = spot.text
    return found


def without_values(path: Path, out: Path) -> None:
    """A copy of a workbook whose formulas have no stored value, so that whoever opens it has to compute."""
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            body = package.read(name)
            if name.startswith("xl/worksheets/sheet"):
                body = re.sub(rb"</f><v>[^<]*</v>", b"</f>", body)
                assert b"</f><v>" not in body
            copy.writestr(name, body)


def recomputed(paths: list[Path], folder: Path) -> list[dict[tuple[str, str], str]]:
    """Every cell of each workbook as LibreOffice computes it, in one run of it."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder / "out"),
        *map(str, paths),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return [shown(folder / "out" / path.name) for path in paths]


def shown(path: Path) -> dict[tuple[str, str], str]:
    """Every cell with the value stored beside its formula."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value or "" for sheet in book for row in sheet.iter_rows() for cell in row
    }


@pytest.fixture(params=CASES, ids=lambda case: case.replace(" ", "-"))
def planned(request: pytest.FixtureRequest) -> Plan:
    language, rows = CASES[request.param]
    return plan_form(load_form("inventory", language), Content(rows=rows))


@pytest.mark.program
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_computes_every_value_we_wrote(tmp_path: Path) -> None:
    plans = [plan_form(load_form("inventory", language), Content(rows=rows)) for language, rows in CASES.values()]
    bare = [tmp_path / f"bare{i}.xlsx" for i in range(len(plans))]
    for plan, path in zip(plans, bare, strict=True):
        draw(plan, tmp_path / "written.xlsx")
        without_values(tmp_path / "written.xlsx", path)
    for plan, found in zip(plans, recomputed(bare, tmp_path), strict=True):
        wanted = expected(plan)
        assert len(wanted) > 80
        assert {place: found.get(place, "") for place in wanted} == wanted


@pytest.mark.program
@pytest.mark.skipif(not shutil.which("ssconvert"), reason="Gnumeric is not installed")
def test_gnumeric_computes_every_value_we_wrote(planned: Plan, tmp_path: Path) -> None:
    draw(planned, tmp_path / "written.xlsx")
    without_values(tmp_path / "written.xlsx", tmp_path / "bare.xlsx")
    command = ["ssconvert", "--recalc", "--export-type=Gnumeric_Excel:xlsx2", "bare.xlsx", "out.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=tmp_path)
    wanted, found = expected(planned), shown(tmp_path / "out.xlsx")
    assert {place: found.get(place, "") for place in wanted} == wanted


def said(plan: Plan, sheet: str) -> list[str]:
    table = next(one for one in plan.sheets if one.name == sheet)
    return [spot.text for spot in table.spots if spot.formula and spot.text]


def test_each_remark_of_the_check_columns_stands_where_it_should() -> None:
    plan = plan_form(load_form(), Content(rows=half_filled()))
    assert said(plan, "Part 2 Partnerships") == [
        "OK",
        "Listed twice",
        "Listed twice",
        "Choose a type",
        "Add a value",
        "Add the name",
    ]
    assert said(plan, "Part 3 Opportunities") == ["Also in Part 2", "Listed twice", "Listed twice", "Add a value", "OK"]
    assert said(plan, "Part 4 Benefits") == ["OK", "Add a note", "Add the partner"]
    assert said(plan, "Part 5 Invitations") == ["OK", "Add a sender", "Add a name"]


def test_progress_counts_entries_and_what_is_left_to_check() -> None:
    plan = plan_form(load_form(), Content(rows=half_filled()))
    assert said(plan, "Start here") == [
        "5 lines chosen",
        "6 organizations, 5 to check",
        "5 organizations, 4 to check",
        "3 partners, 2 to check",
        "3 invitations, 2 to check",
    ]
    blank = plan_form(load_form())
    assert said(blank, "Start here") == ["Nothing yet"] * 5


def test_one_of_a_kind_is_counted_in_the_singular() -> None:
    rows = tuple(row for row in half_filled() if row.text("name") == "=Equity Now!")
    plan = plan_form(load_form(), Content(rows=rows))
    assert said(plan, "Start here")[1] == "1 organization, 1 to check"


def test_formulas_use_plain_functions_only() -> None:
    plain = {"IF", "AND", "OR", "NOT", "SUMPRODUCT", "TRIM", "SEARCH", "ISNUMBER"}
    for sheet in plan_form(load_form(), Content(rows=half_filled())).sheets:
        formulas = [spot.formula for spot in sheet.spots if spot.formula] + [rule.formula for rule in sheet.rules]
        for formula in formulas:
            bare = re.sub(r'"[^"]*"', "", formula)
            assert set(re.findall(r"([A-Z.]+)\(", bare)) <= plain, formula
