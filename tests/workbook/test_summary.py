"""Summary.xlsx: every sheet, live formulas with true values, names that stay text, the same bytes every time."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from fake_results import large, small
from msgspec.structs import replace

from mobility_xlsx.coalition.assignments import Assignment
from mobility_xlsx.coalition.records import Inventory
from mobility_xlsx.coalition.roster import Team, roster
from mobility_xlsx.form.decisions import DecidedAt, Decisions, SettingLine
from mobility_xlsx.form.problems import Severity
from mobility_xlsx.report import write_report
from mobility_xlsx.workbook.results import Results
from mobility_xlsx.workbook.summary import CONTENTS, write_summary
from mobility_xlsx.workbook.summary_sheets import spoken
from mobility_xlsx.workbook.summary_story import next_steps
from mobility_xlsx.workbook.summary_tables import problems


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


def test_decisions_that_cannot_be_used_are_among_what_to_do_next(results: Results) -> None:
    problem = replace(results.problems[0], code="decision-choice", severity=Severity.PLEASE_CHECK)
    says = "of Decisions.xlsx that cannot be used as written."
    assert not [step for step in next_steps(results) if says in step.says]
    told = next_steps(replace(results, problems=(problem, replace(problem, code="decision-number"))))
    assert [(step.says, step.sheet) for step in told if says in step.says] == [(f"Correct 2 cells {says}", "Problems")]


def test_copies_to_send_back_are_told_of_where_there_are_any(results: Results) -> None:
    one, *others = (replace(one, to_correct=0) for one in results.returned)
    alone = replace(results, returned=(replace(one, to_correct=2), *others))
    (told,) = (step.says for step in next_steps(alone) if "to-send-back" in step.says)
    assert told == "One workbook has questions. Send the copy in to-send-back to its sender."
    assert "to-send-back" in problems(alone).lead
    assert "to-send-back" not in problems(replace(alone, returned=tuple(others))).lead


def test_invitations_that_nobody_can_send_name_no_senders(results: Results, tmp_path: Path) -> None:
    asked = [replace(one, sender=None) for one in results.assignment.invitations[:1]]
    alone = replace(results, assignment=replace(results.assignment, invitations=tuple(asked), loads=(), answered=()))
    write_summary(alone, tmp_path / "Summary.xlsx")
    shown = " ".join(str(cell) for row in texts(tmp_path / "Summary.xlsx", "Invitations")[:3] for cell in row)
    assert "1 invitation to send" in shown
    assert "1 of them" not in shown
    assert "0 senders" not in shown


def test_letters_by_sender_stand_on_a_sheet_of_their_own_with_bars(path: Path, results: Results) -> None:
    loads = results.assignment.loads
    assert texts(path, "Letters by sender")[4:] == [
        [text for text in (one.sender.name, one.sender.organization, one.count) if text] for one in loads
    ]
    book = openpyxl.load_workbook(path)
    assert len(book["Letters by sender"]._charts) == 1
    assert not book["Invitations"]._charts


def test_no_picture_stands_in_rows_that_are_printed_on_every_page(path: Path) -> None:
    with zipfile.ZipFile(path) as parts:
        drawings = [parts.read(name).decode() for name in parts.namelist() if "drawings/drawing" in name]
    first = [int(row) for text in drawings for row in re.findall(r"<xdr:from>.*?<xdr:row>(\d+)<", text)]
    assert len(first) > 3
    assert sorted(first)[:2] == [3, 4]  # on Start here, which prints on one page, no rows are repeated


def test_the_guides_ten_activities_stand_as_tasks_with_who_could_lead_them(path: Path) -> None:
    told = [row for row in texts(path, "Checklist") if row[:1] == ["Tasks to share"]]
    assert (len(told), told[0][1], told[8][1]) == (10, "Gathering and analyzing data", "Drafting the MAP")
    assert told[0][2:] == ["Could lead: Ann Lee"]
    assert told[8][2:] == ["Could lead: Maria Lopez"]
    asking = [row[2] for row in texts(path, "Checklist") if row[:1] == ["Before asking"]]
    assert asking == [
        "Says first what support is needed.",
        "Says first how much time it takes, and for how long.",
        "Says first how the burden is kept small.",
    ]


def test_one_person_outside_government_with_two_roles_is_briefed_once(path: Path) -> None:
    told = [row for row in texts(path, "Checklist") if row[:1] == ["Briefing"]]
    assert {row[1] for row in told} == {"Ann Lee, Data Lead and Learning and Evaluation Lead"}
    assert len(told) == len({row[2] for row in told})


def test_a_list_of_the_length_staff_chose_is_not_called_smallest(results: Results, tmp_path: Path) -> None:
    size = SettingLine("size", "Coalition size", "6", DecidedAt("Settings", "B19"))
    sized = replace(results, decisions=replace(results.decisions, settings=(size,)))
    write_summary(sized, tmp_path / "Summary.xlsx")
    write_report(sized, tmp_path / "report.html")
    shown = " ".join(str(cell) for row in texts(tmp_path / "Summary.xlsx", "Shortlist") for cell in row)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    for told in (shown, page):
        assert "In every list as good" in told
        assert "smallest list" not in told


def test_what_people_wrote_beside_part_1_stands_on_a_sheet_of_its_own(path: Path, results: Results) -> None:
    (note,) = results.beside
    heads, row = texts(path, "Notes")[3:]
    assert row == [
        "Other",
        "Group of people",
        "=Veterans",
        "Yes",
        results.people[note.respondent],
        note.source.file,
        "C19",
    ]
    assert heads[2] == "What was written"


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


def test_a_first_run_without_a_single_answer_still_says_what_to_do(tmp_path: Path) -> None:
    results = small()
    empty = replace(
        results,
        returned=(),
        problems=(),
        needs=(),
        offered=(),
        shortlist=None,
        inventory=Inventory(()),
        assignment=Assignment((), ()),
        roster=roster(Team(), ()),
        decisions=Decisions(),
        metrics=None,
        changes=(),
        steps_in=(),
        plan=(),
        wordings=(),
        gone=(),
    )
    write_summary(empty, tmp_path / "Summary.xlsx")
    shown = [str(cell) for row in texts(tmp_path / "Summary.xlsx", "Start here") for cell in row]
    assert (
        "No workbook has been read yet. Put the returned files into the folder named returned and run again." in shown
    )
    assert "Name the project manager: no letter goes out without one." in shown


HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "https://example.org", "mailto:a@b.c", "internal:Sheet!A1", "0012", "1E5", "TRUE",
    "#REF!", "{=1}", "'quoted", "<b>bold</b> &amp;", "a\nb", "x" * 33_000, "\u200bhid\x07den", "_x000D_", "日本語 🙂",
    "a\u202eb",
)  # fmt: skip


def test_whatever_people_typed_stays_text(tmp_path: Path) -> None:
    results = small()
    pairs = zip(results.inventory.organizations, HOSTILE, strict=True)
    organizations = tuple(replace(one, name=name, also_known_as=(name,)) for one, name in pairs)
    assert results.shortlist is not None
    picks = zip(results.shortlist.picks, HOSTILE, strict=False)
    shortlist = replace(results.shortlist, picks=tuple(replace(pick, name=name, why=name) for pick, name in picks))
    inventory = replace(results.inventory, organizations=organizations)
    write_summary(
        replace(results, community="=1+1", inventory=inventory, shortlist=shortlist), tmp_path / "Summary.xlsx"
    )
    book = openpyxl.load_workbook(tmp_path / "Summary.xlsx")
    cells = [row[0] for row in book["Inventory"].iter_rows(min_row=5)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == [spoken(name) for name in HOSTILE]
    formulas = [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    assert {cell.parent.title for cell in formulas} == {"Coverage"}
    linked = [cell for sheet in book for row in sheet for cell in row if cell.hyperlink]
    assert all((cell.hyperlink.target or "..").startswith("..") for cell in linked)
