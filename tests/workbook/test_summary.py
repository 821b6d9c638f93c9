"""Summary.xlsx: every sheet, live formulas with true values, names that stay text, the same bytes every time."""

import io
from pathlib import Path

import openpyxl
import pytest
from fake_results import large, small

from mobility_xlsx.workbook.results import Results
from mobility_xlsx.workbook.summary import CONTENTS, write_summary


@pytest.fixture(scope="module")
def results() -> Results:
    return small()


@pytest.fixture(scope="module")
def path(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("summary") / "Summary.xlsx"
    write_summary(results, path)
    return path


def texts(path: Path, sheet: str) -> list[list[object]]:
    book = openpyxl.load_workbook(path, data_only=True)
    return [[cell for cell in row if cell is not None] for row in book[sheet].iter_rows(values_only=True)]


def test_the_sheets_stand_in_the_order_of_the_work(path: Path) -> None:
    names = ["Start here", *(sheet for sheet, _ in CONTENTS)]
    assert openpyxl.load_workbook(path).sheetnames == names


def test_the_first_sheet_says_where_things_stand(path: Path, results: Results) -> None:
    shown = [str(cell) for row in texts(path, "Start here") for cell in row]
    assert results.shortlist is not None
    assert results.shortlist.says in shown
    assert "organizations in the inventory" in shown
    assert "What to do next" in shown
    assert "Find an introduction for" in " ".join(shown)


def test_every_organization_has_one_row_and_a_link_to_its_sources(path: Path, results: Results) -> None:
    sheet = openpyxl.load_workbook(path)["Inventory"]
    rows = list(sheet.iter_rows(min_row=5))
    assert [row[0].value for row in rows] == [one.name for one in results.inventory.organizations]
    sources = openpyxl.load_workbook(path)["Sources"]
    for row in rows:
        target = row[10].hyperlink.location
        assert sources[target.partition("!")[2]].value == row[0].value


def test_a_name_that_begins_with_an_equals_sign_stays_text(path: Path) -> None:
    cells = [cell for row in openpyxl.load_workbook(path)["Inventory"].iter_rows() for cell in row]
    found = [cell for cell in cells if cell.value == "=Equity Now!"]
    assert [cell.data_type for cell in found] == ["s"]


def test_the_same_results_give_the_same_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    write_summary(small(), first)
    write_summary(small(), second)
    assert first.getvalue() == second.getvalue()


def test_a_large_run_is_written_whole(tmp_path: Path) -> None:
    results = large()
    write_summary(results, tmp_path / "Summary.xlsx")
    book = openpyxl.load_workbook(tmp_path / "Summary.xlsx", read_only=True)
    assert sum(1 for _ in book["Inventory"].iter_rows(min_row=5)) == 400
    assert sum(1 for _ in book["Coverage"].iter_rows(min_row=6)) == 36
