"""What Summary.xlsx says of needs that nobody meets, or nobody on the list any more, and what to do about them."""

from pathlib import Path

import openpyxl
import pytest
from fake_results import small
from msgspec.structs import replace

from mobility_xlsx.coalition.records import Inventory, Need, NeedKind, Organization
from mobility_xlsx.coalition.shortlist import Wishes, shortlist
from mobility_xlsx.report import write_report
from mobility_xlsx.workbook.results import Results
from mobility_xlsx.workbook.summary import write_summary
from mobility_xlsx.workbook.summary_story import next_steps

STAFF, SPACE, CLOUT, DATA = (Need(NeedKind.ASSET, label) for label in ("Staff", "Space", "Political clout", "Data"))


def _having(name: str, *needs: Need) -> Organization:
    return Organization(name.lower(), name, (), type="Philanthropy", assets=tuple(need.label for need in needs))


@pytest.fixture
def results() -> Results:
    """One partner stays, one declined, one is left out, one is kept informed; each has something of its own."""
    stays, gone, out, told = (
        _having("Stays", STAFF),
        _having("Gone", STAFF, SPACE),
        _having("Out", SPACE, CLOUT),
        _having("Told", DATA),
    )
    inventory, needs = Inventory((stays, gone, out, told)), (STAFF, SPACE, CLOUT, DATA)
    found = shortlist(inventory, needs, Wishes(declined=("gone",), leave_out=("out",), keep_informed=("told",)))
    return replace(small(), inventory=inventory, needs=needs, offered=needs, shortlist=found, steps_in=(), steady=())


def test_needs_that_only_organizations_off_the_list_meet_are_told_with_the_reason(
    results: Results, tmp_path: Path
) -> None:
    write_summary(results, tmp_path / "Summary.xlsx")
    rows = openpyxl.load_workbook(tmp_path / "Summary.xlsx")["Gaps"].iter_rows(min_row=5, values_only=True)
    assert [(row[0], row[2], row[4]) for row in rows] == [
        ("Data", "Nobody on the list", "Only Told (kept informed) meets it. Look for somebody else."),
        ("Political clout", "Nobody on the list", "Only Out (left out) meets it. Look for somebody else."),
        ("Space", "Nobody on the list", "Only Gone (declined) and Out (left out) meet it. Look for somebody else."),
        ("Staff", "One only", "Of those who may be invited, only Stays meets it."),
    ]
    write_report(results, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Political clout: Only Out (left out) meets it. Look for somebody else." in page


def test_what_to_do_next_counts_needs_that_only_organizations_off_the_list_meet(results: Results) -> None:
    said = [step.says for step in next_steps(results) if step.sheet == "Gaps"]
    assert said == ["Look for partners for 3 needs that only organizations off the list meet."]


def test_a_list_too_short_for_a_need_says_who_could_meet_it(results: Results, tmp_path: Path) -> None:
    found = shortlist(results.inventory, results.needs, Wishes(size=1))
    write_summary(replace(results, shortlist=found), tmp_path / "Summary.xlsx")
    rows = openpyxl.load_workbook(tmp_path / "Summary.xlsx")["Gaps"].iter_rows(min_row=5, values_only=True)
    told = {row[0]: row[4] for row in rows}
    assert told["Political clout"] == "Met by Out, but not by this list: it would have to be longer."
    assert not [step for step in next_steps(replace(results, shortlist=found)) if step.sheet == "Gaps"]


def test_without_needs_no_need_is_said_to_be_met(results: Results, tmp_path: Path) -> None:
    none = replace(results, needs=(), shortlist=None)
    write_summary(none, tmp_path / "Summary.xlsx")
    shown = [row[0] for row in openpyxl.load_workbook(tmp_path / "Summary.xlsx")["Gaps"].iter_rows(values_only=True)]
    assert shown[4] == "Nobody has chosen a need in Part 1 yet."
    write_report(none, tmp_path / "report.html")
    assert "Every need is met" not in (tmp_path / "report.html").read_text(encoding="utf-8")
