"""A whole run over a folder: same bytes again, returned files untouched, decisions kept, nothing half-written."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from mobility_xlsx import demo, listing, project
from mobility_xlsx.reading import silent
from mobility_xlsx.run import Run

pytestmark = pytest.mark.xdist_group("project")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up project after its first run; copied by each test."""
    folder = tmp_path_factory.mktemp("project") / "Maple Hollow"
    demo.make(folder)
    return folder


@pytest.fixture
def folder(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first, tmp_path / "Maple Hollow"))


def digests(place: Path) -> dict[str, str]:
    """A digest of every file under `place`, older results and locks apart."""
    files = (path for path in place.rglob("*") if path.is_file() and "older" not in path.relative_to(place).parts)
    return {
        path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(files)
        if path.name != ".running"
    }


def decide(folder: Path, sheet: str, find: str, column: str, text: str) -> None:
    """Write `text` under the heading `column` in the row of `sheet` that holds `find`, as staff would."""
    book = openpyxl.load_workbook(folder / "Decisions.xlsx")
    rows = list(book[sheet].iter_rows())
    headings = next(row for row in rows if any(cell.value == column for cell in row))
    place = next(cell.column for cell in headings if cell.value == column)
    row = next(row for row in rows if any(find in str(cell.value or "") for cell in row))
    book[sheet].cell(row[0].row, place).value = text
    book.save(folder / "Decisions.xlsx")


def test_the_same_input_and_decisions_give_the_same_bytes(folder: Path) -> None:
    project.summarize(folder, silent)
    before = digests(folder)
    project.summarize(folder, silent)
    assert digests(folder) == before


def test_two_folders_with_the_same_content_give_the_same_results(folder: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(folder, tmp_path / "elsewhere"))
    shutil.rmtree(other / "results")
    (other / "Decisions.xlsx").unlink()
    shutil.copy2(folder / "Decisions.xlsx", other / "Decisions.xlsx")
    project.summarize(folder, silent)
    project.summarize(other, silent)
    one, two = digests(folder / "results"), digests(other / "results")
    assert {name: digest for name, digest in one.items() if not name.startswith("letters/")} == two


def test_nothing_returned_is_ever_changed(folder: Path) -> None:
    before = digests(folder / "returned")
    times = {path: path.stat().st_mtime_ns for path in (folder / "returned").rglob("*")}
    project.summarize(folder, silent)
    project.letters(folder, silent)
    assert digests(folder / "returned") == before
    assert {path: path.stat().st_mtime_ns for path in (folder / "returned").rglob("*")} == times


def test_a_plain_folder_of_workbooks_is_a_project_too(folder: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    shutil.copy2(folder / "returned" / "mayor.xlsx", plain)
    first = project.summarize(plain, silent)
    again = project.summarize(plain, silent)
    assert [file.file for file in again.checked.files] == [file.file for file in first.checked.files] == ["mayor.xlsx"]
    assert [file.file for file in project.check((plain,), silent).files] == ["mayor.xlsx"]


def test_checking_a_project_folder_reads_only_what_came_back(folder: Path) -> None:
    inside = project.check((folder / "returned",), silent)
    assert project.check((folder,), silent).files == inside.files


def test_results_hold_what_the_folder_promises(folder: Path) -> None:
    for name in ("Summary.xlsx", "Problems.xlsx", "report.html", "data/inventory.csv", "data/problems.csv"):
        assert (folder / "results" / name).stat().st_size > 200, name
    sheets = openpyxl.load_workbook(folder / "results" / "Summary.xlsx").sheetnames
    assert sheets[:4] == ["Start here", "Who answered", "Problems", "Inventory"]


def test_staff_keep_an_organization_out_and_are_told_what_it_costs(folder: Path) -> None:
    decide(folder, "Shortlist", "Hollow Valley Chamber of Commerce", "Your decision", "Leave out")
    found = project.summarize(folder, silent).results.shortlist
    assert found is not None
    assert "Hollow Valley Chamber of Commerce" not in [pick.name for pick in found.picks]
    assert any("Leaving out Hollow Valley Chamber of Commerce" in cost for cost in found.costs)


def test_who_declined_is_told_so_everywhere_and_gets_no_letter(folder: Path) -> None:
    one = "Hollow Valley Chamber of Commerce"
    for column, text in (("Answer", "Declined"), ("Date", "11/20/2026"), ("Note", "no capacity")):
        decide(folder, "Invitations", one, column, text)
    results = project.summarize(folder, silent).results
    assert results.shortlist is not None
    assert [passed.name for passed in results.shortlist.declined] == [one]
    assert [(who.organization, who.answer) for who in results.assignment.answered] == [(one, "declined")]
    assert one not in [invitation.invitee.organization for invitation in results.assignment.invitations]
    assert one not in [partner.organization for partner in results.roster.partners]
    summary = openpyxl.load_workbook(folder / "results" / "Summary.xlsx")
    told = [str(cell.value) for row in summary["Shortlist"].iter_rows() if row[1].value == one for cell in row]
    assert told[0] == "Declined"
    assert told[2].endswith("\nDeclined 2026-11-20\nno capacity")
    assert told[5] == "Nobody stepped in; Political clout is no longer met."
    decisions = openpyxl.load_workbook(folder / "Decisions.xlsx")
    for sheet in ("Shortlist", "Senders"):
        row = next(row for row in decisions[sheet].iter_rows(values_only=True) if one in row)
        assert "Declined 2026-11-20" in row, sheet
    before = {path.relative_to(folder) for path in (folder / "results" / "letters").rglob("*") if one in path.name}
    posted = project.letters(folder, silent, anyway=True)
    there = [path for path in (folder / "results" / "letters").rglob("*") if path.is_file()]
    assert not [path for path in there if one in path.name]
    assert posted.there == len(there) == len(posted.files)
    older = {path.name for path in (folder / "results" / "older").rglob("*") if one in path.name}
    assert older == {path.name for path in before}
    assert len(older) == 2


def test_a_settled_wording_is_never_asked_again(folder: Path) -> None:
    asked = [problem.code for problem in project.summarize(folder, silent).results.problems]
    assert "own-words" in asked
    decide(folder, "Wording", "Grandparents raising children", "What it means", "Residents with low incomes")
    run = project.summarize(folder, silent)
    assert "own-words" not in [problem.code for problem in run.results.problems]
    parish = next(
        one for one in run.results.inventory.organizations if "Parish" in one.name and "Pantry" not in one.name
    )
    assert "Residents with low incomes" in parish.populations


def test_checking_knows_the_wordings_settled_in_its_own_project(folder: Path, tmp_path: Path) -> None:
    def asked(*paths: Path) -> bool:
        return "own-words" in [problem.code for problem in project.check(paths, silent).problems]

    returned, elsewhere = folder / "returned", tmp_path / "elsewhere"
    shutil.copytree(returned, elsewhere)
    decide(folder, "Wording", "Grandparents raising children", "What it means", "Residents with low incomes")
    assert not asked(folder)
    assert not asked(returned, *returned.glob("*.xlsx"))
    assert asked(folder, elsewhere)


def test_a_decision_whose_subject_is_gone_is_kept_and_said(folder: Path) -> None:
    decide(folder, "Shortlist", "Nurse Family Circle", "Your decision", "Must invite")
    (folder / "returned" / "grace (sent from my iPad).xlsx").unlink()
    run = project.summarize(folder, silent)
    assert any("Nurse Family Circle" in sentence and "kept" in sentence for sentence in run.sentences)
    kept = openpyxl.load_workbook(folder / "Decisions.xlsx")["Shortlist"]
    assert any("Nurse Family Circle" in str(cell.value or "") for row in kept.iter_rows() for cell in row)


def test_who_recommended_a_community_member_is_said_in_their_letter(folder: Path) -> None:
    asked = "community-member-without-recommender"
    assert asked in [problem.code for problem in project.looked_at(folder).results.problems]
    decide(folder, "Senders", "Amina Yusuf", "Recommended by", "Hope Center")
    run = project.summarize(folder, silent)
    assert asked not in [problem.code for problem in run.results.problems]
    shutil.rmtree(folder / "results" / "letters")
    project.letters(folder, silent, anyway=True)
    (letter,) = (folder / "results" / "letters").rglob("*Amina Yusuf*.docx")
    said = "\n".join(paragraph.text for paragraph in docx.Document(str(letter)).paragraphs)
    assert "Hope Center recommended you to us." in said


def test_a_new_agenda_beside_an_edited_one_is_named_in_the_language_of_the_letters(folder: Path) -> None:
    agendas = folder / "results" / "letters" / "Agendas"
    mine = agendas / "Agenda 1 Presentaciones y trabajo en equipo.docx"
    mine.write_bytes(b"mine")
    said = project.letters(folder, silent, "es", anyway=True).sentences
    assert f"{mine.name} was edited and stays as it is; the new one is {mine.stem} (nueva).docx." in said
    assert mine.read_bytes() == b"mine"


def said_on(path: Path, sheet: str) -> list[list[str]]:
    """The rows of a sheet as texts."""
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [[str(text or "") for text in row] for row in rows]


def test_needs_that_staff_add_count_when_they_are_lines_of_part_1(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "Decisions.xlsx")
    sheet = book["Needs"]
    headings = next([cell.value for cell in row] for row in sheet.iter_rows() if "Use it?" in [c.value for c in row])
    need, use = headings.index("Need") + 1, headings.index("Use it?") + 1
    last = max(cell.row for cell in sheet.iter_rows(min_col=need, max_col=need) for cell in cell if cell.value)
    for row, text in enumerate(("Broadband for all", "Social Capital"), last + 1):
        sheet.cell(row, need).value, sheet.cell(row, use).value = text, "Yes"
    book.save(folder / "Decisions.xlsx")
    run = project.looked_at(folder)
    asked = [(one.value, one.cell) for one in run.results.problems if one.code == "decision-need"]
    assert asked == [("Broadband for all", sheet.cell(last + 1, need).coordinate)]
    assert "Social capital" in [one.label for one in run.results.needs]


def _taught(folder: Path, *lines: dict[str, str]) -> int:
    """Lines on Also known as, by their headings; the sheet row of the first."""
    book = openpyxl.load_workbook(folder / "Decisions.xlsx")
    sheet = book["Also known as"]
    headings = next(row for row in sheet.iter_rows() if "This organization" in [cell.value for cell in row])
    columns = {cell.value: cell.column for cell in headings}
    blank = next(row for row in range(headings[0].row + 1, 99) if not sheet.cell(row, 2).value)
    for row, line in enumerate(lines, blank):
        for heading, text in line.items():
            sheet.cell(row, columns[heading]).value = text
    book.save(folder / "Decisions.xlsx")
    return blank


def _asked(run: Run, code: str) -> list[tuple[str, str, str]]:
    return [(one.value, one.sheet, one.cell) for one in run.results.problems if one.code == code]


def test_aliases_that_nobody_wrote_are_asked_about_once_with_their_cells(folder: Path) -> None:
    names = ("Access  Mapel", "access maple", "AM", "A. M. Inc.")
    known = ({"Name as people write it": name, "This organization": "Maple Access"} for name in names)
    blank = _taught(folder, *known)
    run = project.looked_at(folder)
    assert _asked(run, "alias-unused") == [("Access Mapel", "Also known as", f"B{blank}")]
    (problem,) = (one for one in run.results.problems if one.code == "alias-unused")
    assert problem.says == '3 names on Also known as are in no returned workbook, "Access Mapel" for one.'
    assert [one.cell for one in problem.also] == [f"B{blank + 2}", f"B{blank + 3}"]
    assert "Maple Access" in [one.name for one in run.results.inventory.organizations]


def test_a_part_of_an_organization_that_nobody_wrote_is_told_at_its_cell(folder: Path) -> None:
    wholes = ("Maple Holow Hospitals", "Youth Forward")
    part = {"Name as people write it": "Access Maple", "Is": "Part of"}
    blank = _taught(folder, *(part | {"This organization": whole} for whole in wholes))
    assert _asked(project.looked_at(folder), "decision-unknown") == [
        ("Maple Holow Hospitals", "Also known as", f"D{blank}")
    ]


def test_a_metrics_file_that_is_not_there_is_asked_about_at_its_setting(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "Decisions.xlsx")
    line = next(cell for row in book["Settings"].iter_rows() for cell in row if cell.value == "Mobility Metrics file")
    cell = book["Settings"].cell(line.row, line.column + 1)
    cell.value = "gone.csv"
    book.save(folder / "Decisions.xlsx")
    run = project.summarize(folder, silent)
    asked = [(one.sheet, one.cell, one.value) for one in run.results.problems if one.code == "decision-metrics"]
    assert asked == [("Settings", cell.coordinate, "gone.csv")]
    shown = " ".join(" ".join(row) for row in said_on(folder / "results" / "Summary.xlsx", "Metrics"))
    assert "gone.csv is not in the project folder" in shown
    assert "Name the file" not in shown


def test_what_staff_say_of_the_first_meetings_is_shown(folder: Path) -> None:
    decide(folder, "Checklist", "Get Acquainted", "Done?", "Yes")
    decide(folder, "Checklist", "Get Acquainted", "Note", "Nora leads")
    project.summarize(folder, silent)
    shown = next(row for row in said_on(folder / "results" / "Summary.xlsx", "Checklist") if "Get Acquainted" in row)
    assert "Yes" in shown
    assert shown[-1].startswith("Nora leads")
    page = (folder / "results" / "report.html").read_text(encoding="utf-8")
    assert "Nora leads" in page


def test_the_checklist_is_whole_on_the_first_run(folder: Path) -> None:
    (folder / "Decisions.xlsx").unlink()
    run = project.summarize(folder, silent)
    shown = [row for row in said_on(folder / "results" / "Summary.xlsx", "Checklist") if "Checklist" in row]
    assert len(run.results.decisions.checklist) == 10
    assert len([row for row in shown if any("roles have somebody" in text for text in row)]) == 1


def test_staff_decide_as_what_somebody_is_invited(folder: Path) -> None:
    decide(folder, "Senders", "Amina Yusuf", "Invite as", "Keep informed")
    run = project.summarize(folder, silent)
    assert "Amina Yusuf" in [one.member for one in run.results.roster.keep_informed]
    assert "Amina Yusuf" not in [one.invitee.member for one in run.results.assignment.invitations]


def test_a_champion_in_government_that_staff_name_is_one(folder: Path) -> None:
    (folder / "returned" / "renata FINAL v2.ods").unlink()
    (folder / "returned" / "Stakeholder Inventory - Maria Lopez.xlsx").unlink()
    asked = {one.code: one.cell for one in project.looked_at(folder).results.problems if one.file == "Decisions.xlsx"}
    assert asked["no-champion-in-government"].startswith("C")
    decide(folder, "Management team", "Champion", "Person", "Councilmember Ada Orr")
    decide(folder, "Management team", "Champion", "In government?", "Yes")
    results = project.looked_at(folder).results
    assert "no-champion-in-government" not in [one.code for one in results.problems]
    assert "Councilmember Ada Orr" in [one.person for one in results.roster.champions]


@pytest.mark.parametrize(
    ("answer", "listed"),
    [
        ("Same", ["Lantern House"]),
        ("Different", ["Lantern Center", "Lantern Language Center"]),
        ("Part of", ["Lantern Center", "Lantern Language Center"]),
    ],
)
def test_what_staff_say_of_two_names_holds(folder: Path, answer: str, listed: list[str]) -> None:
    decide(folder, "Same organization", "Lantern Center", "Your answer", answer)
    if answer == "Same":
        decide(folder, "Same organization", "Lantern Center", "Name to use", "Lantern House")
    results = project.summarize(folder, silent).results
    found = [one for one in results.inventory.organizations if "Lantern" in one.name]
    assert [one.name for one in found] == listed
    assert bool(found[0].part_of) is (answer == "Part of")
    assert results.inventory.questions == ()


def test_reasons_and_notes_of_staff_stand_in_the_summary(folder: Path) -> None:
    decide(folder, "Shortlist", "Nurse Family Circle", "Your decision", "Leave out")
    decide(folder, "Shortlist", "Nurse Family Circle", "Reason", "they merge in June")
    decide(folder, "Invitations", "Amina Yusuf", "Answer", "Accepted")
    decide(folder, "Invitations", "Amina Yusuf", "Note", "needs child care")
    project.summarize(folder, silent)
    book = openpyxl.load_workbook(folder / "results" / "Summary.xlsx")
    texts = {sheet: [str(cell.value) for row in book[sheet] for cell in row] for sheet in ("Shortlist", "Invitations")}
    assert any(text.endswith("Your reason: they merge in June") for text in texts["Shortlist"])
    assert "Accepted\nneeds child care" in texts["Invitations"]


@pytest.mark.parametrize("former", ["as it is", "none", "without the line"])
def test_a_role_nobody_holds_is_asked_about_at_its_cell(folder: Path, former: str) -> None:
    if former == "none":
        (folder / "Decisions.xlsx").unlink()
    if former == "without the line":
        decide(folder, "Management team", "Data Lead", "Role", "")
        decide(folder, "Management team", "Learning and Evaluation Lead", "Role", "")
    problems = project.summarize(folder, silent).results.problems
    book = openpyxl.load_workbook(folder / "Decisions.xlsx")
    empty = [one for one in problems if one.code == "management-role-empty"]
    assert empty
    for one in empty:
        row = book[one.sheet][one.cell].row
        assert book[one.sheet].cell(row, 2).value in one.says


def test_an_open_summary_gets_another_name_and_a_sentence(folder: Path) -> None:
    (folder / "results" / "~$Summary.xlsx").write_bytes(b"")
    (folder / "returned" / "mayor.xlsx").unlink()
    run = project.summarize(folder, silent)
    assert (folder / "results" / "Summary (2).xlsx").is_file()
    assert any("Summary.xlsx is open" in sentence for sentence in run.sentences)


def test_letters_already_written_are_not_written_over(folder: Path) -> None:
    letter = next((folder / "results" / "letters").rglob("Invitation*.docx"))
    document = docx.Document(str(letter))
    document.paragraphs[0].add_run(" edited by hand")
    document.save(str(letter))
    edited = letter.read_bytes()
    project.letters(folder, silent)
    assert letter.read_bytes() == edited
    whom = letter.stem.rpartition(", ")[2].removeprefix("Invitation - ")
    decide(folder, "Shortlist", whom, "Your decision", "Leave out")
    said = project.letters(folder, silent, anyway=True).sentences
    assert f"{letter.name} is no longer needed; you edited it, so it stays." in said
    assert letter.read_bytes() == edited


def test_letters_say_that_answers_in_open_decisions_may_not_be_saved_yet(folder: Path) -> None:
    (folder / "~$Decisions.xlsx").write_bytes(b"")
    told = project.letters(folder, silent).sentences
    assert told[-1].startswith("Decisions.xlsx is open in another program. What is not saved there was not read")


def test_letters_say_once_what_they_were_written_without(folder: Path) -> None:
    unsaid = ("Pay for community members", "How power is shared")
    _blank(folder, *unsaid)
    told = listing.letters(project.letters(folder, silent), anyway=False)
    assert [f'"{title}"' in line for title, line in zip(unsaid, told, strict=False)] == [True, True]
    assert told[-2:] == [
        "Nothing was written. With --anyway, paragraphs that nobody filled in are left out.",
        "Next: fill that in, close Decisions.xlsx, and run letters again.",
    ]
    told = listing.letters(project.letters(folder, silent, anyway=True), anyway=True)
    named = " and ".join(f'"{title}" (Settings B{13 + i})' for i, title in enumerate(unsaid))
    assert told[0] == f"Left out of the letters, as Decisions.xlsx does not say it yet: {named}."
    assert told[-2].endswith(" files are in results/letters.")
    assert told[-1] == 'Next: read them in results/letters, then mail each sender their "To the sender.eml".'
    assert len(told) == 3
    _blank(folder, "Your community")
    told = listing.letters(project.letters(folder, silent, anyway=True), anyway=True)
    assert len(told) == 3
    assert '"Your community"' in told[0]
    assert told[1] == "Nothing was written: no letter can do without what is named here."


def _blank(folder: Path, *titles: str) -> None:
    """Settings without what stands beside these titles."""
    book = openpyxl.load_workbook(folder / "Decisions.xlsx")
    for row in book["Settings"].iter_rows():
        if row[0].value in titles:
            row[1].value = None
    book.save(folder / "Decisions.xlsx")


@pytest.mark.thorough
def test_a_run_killed_at_any_moment_leaves_old_or_new_files_whole(folder: Path) -> None:
    seed = int(os.environ.get("SEED", "20261123"))
    print(f"seed {seed}")
    chance = random.Random(seed)
    words = [sys.executable, "-m", "mobility_xlsx", "summarize", str(folder), "--quiet"]
    began = time.monotonic()
    subprocess.run(words, check=False, stdin=subprocess.DEVNULL)
    whole = time.monotonic() - began
    for moment in range(20):
        _change(folder, moment)
        running = subprocess.Popen(words, stdin=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.05, whole))
        running.send_signal(signal.SIGKILL)
        running.wait()
        for path in [folder / "Decisions.xlsx", *(folder / "results").rglob("*.xlsx")]:
            with zipfile.ZipFile(path) as book:
                assert book.testzip() is None, path
    subprocess.run(words, check=False, stdin=subprocess.DEVNULL)
    after = digests(folder / "results")
    assert not any(".building" in name or name.endswith(".part") for name in after)
    subprocess.run(words, check=False, stdin=subprocess.DEVNULL)
    assert digests(folder / "results") == after


def _change(folder: Path, moment: int) -> None:
    """Something new in returned/, so that the next run has other results."""
    mayor, aside = folder / "returned" / "mayor.xlsx", folder / "mayor aside.xlsx"
    if moment % 2 == 0 and mayor.exists():
        mayor.rename(aside)
    elif aside.exists():
        aside.rename(mayor)
