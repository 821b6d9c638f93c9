"""Decisions.xlsx through real files: written, filled in, saved by programs, added to; nothing of staff's is lost."""

import io
import random
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from fake_results import small
from msgspec.structs import replace

from mobility_xlsx.coalition.records import Question as Doubt
from mobility_xlsx.form.decisions import DecidedAt, ReplyLine, SenderChoice, ShortlistChoice, TeamMember, decisions_form
from mobility_xlsx.form.keeping import GONE, Asked, decided
from mobility_xlsx.form.keeping import gone as gone_lines
from mobility_xlsx.questions import questions
from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.decisionbook import DecisionBook, new_book, read_decisions, renewed
from mobility_xlsx.workbook.lettering import lines
from mobility_xlsx.workbook.results import Results
from mobility_xlsx.workbook.splice import Edit, spliced


@pytest.fixture(scope="module")
def results() -> Results:
    return small()


@pytest.fixture(scope="module")
def fresh(results: Results) -> bytes:
    return new_book(questions(results)).data


def place(book: DecisionBook, part: str, key: str, **where: str) -> Edit:
    """An edit, still without text, of one column on the line whose cells are as given."""
    line = next(one for one in book.lines if one.part == part and where.items() <= dict(one.texts).items())
    found = next(one for one in book.answers.found if one.part == part)
    return Edit(found.sheet, line.place, dict(found.columns)[key], "")


def typed(data: bytes, *entries: tuple[str, str, str, dict[str, str]]) -> bytes:
    """`data` as staff leave it after typing texts into cells."""
    book = read_decisions(data)
    return spliced(data, [replace(place(book, part, key, **where), text=text) for part, key, text, where in entries])


def cells(data: bytes) -> dict[tuple[str, str], object]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet
        for cell in row
        if cell.value is not None
    }


def test_what_is_written_is_read_back_line_for_line(results: Results, fresh: bytes) -> None:
    asked = questions(results)
    book = read_decisions(fresh)
    assert [(line.part, dict(line.texts)) for line in book.lines] == [
        (line.part, dict(line.texts)) for line in new_book(asked).lines
    ]
    assert {found.part for found in book.answers.found} == {
        "settings", "needs", "team", "same", "aliases", "wording", "shortlist", "senders", "replies", "checklist",
    }  # fmt: skip
    assert book.decisions.remarks == ()
    assert renewed(book, asked).data == fresh
    assert new_book(asked).data == fresh


def test_the_cell_of_every_setting_is_known_while_it_is_blank(fresh: bytes) -> None:
    book = read_decisions(fresh)
    sheet = openpyxl.load_workbook(io.BytesIO(fresh))["Settings"]
    for setting in book.decisions.settings:
        label = sheet[setting.place.cell].offset(column=-1)
        assert label.value == setting.title


def test_what_staff_type_is_decided_with_its_cell(results: Results, fresh: bytes) -> None:
    name = results.inventory.organizations[5].name
    one = results.assignment.invitations[3].invitee
    who = {"invitee": one.who}
    data = typed(
        fresh,
        ("team", "person", "Maria Lopez", {"role": "Project Manager"}),
        ("team", "government", "yes", {"role": "Project Manager"}),
        ("shortlist", "choice", "must invite", {"organization": name}),
        ("senders", "sender", "Ann Lee", who),
        ("replies", "answer", "declined", who),
        ("replies", "date", "3/9/2026", who),
    )
    book = read_decisions(data)
    found = book.decisions
    line = next(line for line in book.lines if line.part == "shortlist" and line.texts["organization"] == name)
    assert name == "=Equity Now!"
    assert found.shortlist == (ShortlistChoice(name, "must", "", DecidedAt("Shortlist", f"B{line.place}")),)
    assert found.team[0] == TeamMember(
        "Project Manager", "Maria Lopez", "", True, "", DecidedAt("Management team", "C5")
    )
    sending = place(book, "senders", "sender", **who)
    assert tuple(line for line in found.senders if line.sender) == (
        SenderChoice(one.who, one.organization, "Ann Lee", "", DecidedAt("Senders", f"E{sending.row}")),
    )
    replied = DecidedAt("Invitations", f"D{place(book, 'replies', 'answer', **who).row}")
    assert found.replies == (ReplyLine(one.who, one.organization, "declined", "2026-03-09", "", replied),)


def test_every_choice_shows_in_one_line_of_its_cell() -> None:
    form = decisions_form()
    columns = [(part.key, column) for part in form.parts for column in part.columns if column.kind == "choice"]
    wide = {
        (part, column.key, label.text): lines(label.text, column.width, look.SIZE, bold=False)
        for part, column in columns
        for label in form.vocabulary(column.vocabulary).labels
    }
    assert {choice: count for choice, count in wide.items() if count > 1} == {}


def test_settings_and_the_checklist_are_read(fresh: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(fresh))
    book["Settings"]["B5"] = "Forest City"
    book["Settings"]["B19"] = 8
    ticked = next(
        row[1].row for row in book["Checklist"].iter_rows() if row[1].value == "The management team is assembled"
    )
    book["Checklist"].cell(ticked, 1, "x")
    book["Checklist"].cell(ticked, 3, "since May")
    out = io.BytesIO()
    book.save(out)
    found = read_decisions(out.getvalue()).decisions
    assert (found.setting("community"), found.size) == ("Forest City", 8)
    point = found.checklist[0]
    assert (point.label, point.done, point.note) == ("The management team is assembled", True, "since May")
    assert [one.done for one in found.checklist[1:]] == [False] * 9


def test_new_questions_stand_below_and_everything_else_stays(results: Results, fresh: bytes) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(fresh))
    workbook["Shortlist"]["H6"] = "a remark of ours, far right"
    workbook.create_sheet("Our own sheet")["B2"] = "minutes of May"
    workbook["Needs"]["F5"] = "No"
    out = io.BytesIO()
    workbook.save(out)
    data = out.getvalue()
    doubts = (*results.inventory.questions, Doubt(("x", "y"), ("Hope Center", "Hope Centre"), "one letter moved"))
    later = replace(results, inventory=replace(results.inventory, questions=doubts))
    after = renewed(read_decisions(data), questions(later))
    before, now = cells(data), cells(after.data)
    assert {key: now[key] for key in before} == before
    added = {key: value for key, value in now.items() if key not in before}
    bottom = 5 + len(results.inventory.questions)
    assert added == {
        ("Same organization", f"B{bottom}"): "Hope Center\nHope Centre",
        ("Same organization", f"C{bottom}"): "one letter moved",
        ("Same organization", f"F{bottom}"): "Please answer",
    }
    sheets = openpyxl.load_workbook(io.BytesIO(after.data)).sheetnames
    assert sheets == workbook.sheetnames


def test_new_lines_are_numbered_on_where_staff_deleted_some(results: Results, fresh: bytes) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(fresh))
    workbook["Shortlist"].delete_rows(6, 40)
    out = io.BytesIO()
    workbook.save(out)
    after = renewed(read_decisions(out.getvalue()), questions(results))
    numbers = [row[0].value for row in openpyxl.load_workbook(io.BytesIO(after.data))["Shortlist"].iter_rows(min_row=5)]
    assert [int(number) for number in numbers if number] == list(range(1, len(results.inventory.organizations) + 1))
    workbook = openpyxl.load_workbook(io.BytesIO(fresh))
    workbook["Shortlist"].delete_rows(6, 3)  # the numbers below stay as they are
    workbook.save(out := io.BytesIO())
    after = renewed(read_decisions(out.getvalue()), questions(results))
    numbers = [row[0].value for row in openpyxl.load_workbook(io.BytesIO(after.data))["Shortlist"].iter_rows(min_row=5)]
    written = [int(number) for number in numbers if number]
    assert len(set(written)) == len(written)
    workbook["Shortlist"]["A7"] = "9" * 5_000
    workbook.save(out := io.BytesIO())
    after = renewed(read_decisions(out.getvalue()), questions(results))
    numbers = [row[0].value for row in openpyxl.load_workbook(io.BytesIO(after.data))["Shortlist"].iter_rows(min_row=5)]
    assert max(len(str(number)) for number in numbers if str(number) != "9" * 5_000) < 4


def test_a_decision_whose_subject_is_gone_is_kept_and_said(results: Results, fresh: bytes) -> None:
    name = results.inventory.organizations[7].name
    data = typed(fresh, ("shortlist", "choice", "Leave out", {"organization": name}))
    less = replace(results.inventory, organizations=results.inventory.organizations[:7])
    after = renewed(read_decisions(data), questions(replace(results, inventory=less)))
    (line,) = gone_lines(after.lines)
    assert (line.texts["organization"], line.texts["choice"], line.texts["stands"]) == (name, "Leave out", GONE)
    assert read_decisions(after.data).decisions.chosen("leave_out") == (name,)


def test_more_questions_than_lines_get_new_lines_with_drop_downs(results: Results, fresh: bytes) -> None:
    doubts = tuple(Doubt((f"a{i}", f"b{i}"), (f"Hope Center {i}", f"Hope Centre {i}"), "near") for i in range(60))
    later = replace(results, inventory=replace(results.inventory, questions=doubts))
    after = renewed(read_decisions(fresh), questions(later)).data
    book = read_decisions(after)
    asked = [line for line in book.lines if line.part == "same"]
    assert [line.place for line in asked] == list(range(5, 5 + 60 + len(results.inventory.questions)))
    sheet = openpyxl.load_workbook(io.BytesIO(after))["Same organization"]
    last = asked[-1].place
    boxes = [rule for rule in sheet.data_validations.dataValidation if f"D{last}" in rule.sqref]
    assert [rule.formula1 for rule in boxes] == ["list_same"]
    assert sheet[f"D{last}"].protection.locked is False
    assert sheet[f"A{last}"].value == str(last - 4)


def test_a_sheet_that_staff_deleted_is_said(results: Results, fresh: bytes) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(fresh))
    del workbook["Wording"]
    out = io.BytesIO()
    workbook.save(out)
    after = renewed(read_decisions(out.getvalue()), questions(results))
    assert after.sentences == ("Decisions.xlsx has no sheet Wording any more, so one line could not be added to it.",)
    assert after.data == out.getvalue()


RUNS = [*range(4), *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(4, 50))]


@pytest.mark.parametrize("seed", RUNS)
def test_no_sequence_of_runs_loses_a_cell_of_staff(seed: int, results: Results) -> None:
    """Workbooks come, go, change names and order between runs; staff type into cells and add lines of their own."""
    print(f"seed {seed}")
    dice = random.Random(seed)
    everybody = list(results.inventory.organizations)
    here = everybody[:8]
    data = new_book(asked_about(results, here)).data
    mine: dict[tuple[str, str], str] = {}
    for _ in range(4):
        data = _staff_type(dice, data, mine)
        here = _next_run(dice, here, everybody)
        asked = asked_about(results, here)
        data = renewed(read_decisions(data), asked).data
        now = cells(data)
        assert {key: now.get(key) for key in mine} == mine
        assert renewed(read_decisions(data), asked).data == data
    lines = read_decisions(data).lines
    names = [line.texts["organization"] for line in lines if line.part == "shortlist"]
    assert len(names) == len(set(names))
    assert all(decided(line) for line in gone_lines(lines))


def asked_about(results: Results, here: list[object]) -> Asked:
    organizations = tuple(here)
    doubts = tuple(Doubt((a.id, b.id), (a.name, b.name), "near") for a, b in zip(here[::2], here[1::2], strict=False))
    inventory = replace(results.inventory, organizations=organizations, questions=doubts)
    return questions(replace(results, inventory=inventory))


def _staff_type(dice: random.Random, data: bytes, mine: dict[tuple[str, str], str]) -> bytes:
    book = read_decisions(data)
    edits = []
    for part, key in (
        ("shortlist", "choice"),
        ("shortlist", "reason"),
        ("same", "answer"),
        ("needs", "weight"),
        ("replies", "note"),
    ):
        line = dice.choice([one for one in book.lines if one.part == part])
        found = next(one for one in book.answers.found if one.part == part)
        edits.append(Edit(found.sheet, line.place, dict(found.columns)[key], f"said {dice.randint(0, 9999)}"))
    aliases = [line.place for line in book.lines if line.part == "aliases"]
    bottom = max([4, *aliases]) + 1
    edits += [Edit("Also known as", bottom, 2, f"Name {bottom}"), Edit("Also known as", bottom, 4, "True Name")]
    for edit in edits:
        mine[edit.sheet, f"{chr(64 + edit.column)}{edit.row}"] = edit.text
    return spliced(data, edits)


def _next_run(dice: random.Random, here: list[object], everybody: list[object]) -> list[object]:
    event = dice.choice(("add", "rename", "reorder", "remove"))
    if event == "add":
        return [*here, *dice.sample([one for one in everybody if one.id not in {other.id for other in here}], 2)]
    if event == "remove":
        return dice.sample(here, len(here) - 1)
    if event == "reorder":
        return dice.sample(here, len(here))
    one = here[0]
    return [*here[1:], replace(one, name=f"{one.name} Inc.", also_known_as=(*one.also_known_as, one.name))]


@pytest.mark.program
def test_decisions_saved_by_libreoffice_are_read_and_added_to(results: Results, fresh: bytes, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice here")
    name = results.inventory.organizations[2].name
    data = typed(fresh, ("shortlist", "choice", "Must invite", {"organization": name}))
    (tmp_path / "Decisions.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    run = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(tmp_path / "saved"),
    ]
    subprocess.run([*run, str(tmp_path / "Decisions.xlsx")], capture_output=True, timeout=120, check=True)
    saved = (tmp_path / "saved" / "Decisions.xlsx").read_bytes()
    book = read_decisions(saved)
    assert book.decisions.chosen("must") == (name,)
    doubts = (Doubt(("x", "y"), ("Hope Center", "Hope Centre"), "one letter moved"),)
    later = replace(results, inventory=replace(results.inventory, questions=doubts))
    after = renewed(book, questions(later)).data
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert archive.testzip() is None
    assert "Hope Center\nHope Centre" in cells(after).values()
    assert read_decisions(after).decisions.chosen("must") == (name,)
