"""What a run writes: every line of the CSV files, with formulas disarmed, and the copies that go back."""

import csv
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent / "workbook"))

from fake_results import small

from mobility_xlsx.coalition.invitees import Invitee, Reply
from mobility_xlsx.form.decisions import Decisions
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.intake import Intake
from mobility_xlsx.outputs import outputs, returned
from mobility_xlsx.project import concluded
from mobility_xlsx.reading import read_and_check, silent
from mobility_xlsx.run import Checked, FileResult, Run
from mobility_xlsx.snapshots import History, Snapshot
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.results import Results
from mobility_xlsx.workbook.write import write_form


def table(name: str, results: Results, tmp_path: Path) -> list[list[str]]:
    """The rows of one CSV file as a spreadsheet program takes them."""
    run = Run(Checked(()), Intake((), (), (), ()), results, history=History(Snapshot()))
    (output,) = (one for one in outputs(run) if one.place == f"data/{name}.csv")
    output.write(tmp_path / "table.csv")
    data = (tmp_path / "table.csv").read_bytes()
    assert data.startswith("\ufeff".encode())
    return list(csv.reader(data.decode("utf-8-sig").splitlines()))


@pytest.fixture(scope="module")
def results() -> Results:
    return small()


def test_needs_stand_with_their_votes_and_who_meets_them(results: Results, tmp_path: Path) -> None:
    heads, *rows = table("needs", results, tmp_path)
    assert heads == ["kind", "label", "weight", "votes", "covered_by"]
    assert rows[0] == ["group", "People with disabilities", "2.0", "2", "o011"]
    assert rows[2] == ["group", "Workers making low wages", "1.0", "1", "o002; o004; o017"]
    assert [row[1] for row in rows] == [need.label for need in results.needs]


def test_every_organization_has_a_line_and_every_value_its_cell(results: Results, tmp_path: Path) -> None:
    heads, *rows = table("inventory", results, tmp_path)
    lines = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert list(lines) == [one.id for one in results.inventory.organizations]
    college = lines["o002"]
    assert (college["populations"], college["part_of"], college["mentions"]) == (
        "People of color; Workers making low wages; Middle-class residents; LGBTQ+ people",
        "o001",
        str(len(results.by_id["o002"].mentions)),
    )
    assert lines["o005"]["name"] == "'=Equity Now!"
    heads, *rows = table("mentions", results, tmp_path)
    assert heads == ["id", "name", "field", "value", "file", "sheet", "cell"]
    said = ["Forest City Community College", "populations", "Residents with low incomes", "x", "Part 2 Partnerships"]
    assert ["o000", *said, "D6"] in rows
    assert len(rows) == sum(len(mention.said) for one in results.inventory.organizations for mention in one.mentions)


def test_partners_stand_with_what_only_they_meet(results: Results, tmp_path: Path) -> None:
    heads, *rows = table("shortlist", results, tmp_path)
    assert heads == ["id", "name", "why", "only_one_for", "in"]
    assert [(row[0], row[3], row[4]) for row in rows[:2]] == [
        ("o002", "", "some"),
        ("o010", "English-language learners", "every"),
    ]
    assert len(rows) == 6
    assert table("shortlist", replace(results, shortlist=None), tmp_path) == [heads]


def test_invitations_stand_with_sender_and_reason_and_those_answered_with_their_answer(
    results: Results, tmp_path: Path
) -> None:
    gone = Invitee("o001", "", "Riverbend Community College", "o001", reply=Reply("declined"))
    heads, *rows = table(
        "invitations", replace(results, assignment=replace(results.assignment, answered=(gone,))), tmp_path
    )
    assert heads == ["member", "organization", "id", "invite_as", "sender", "closeness", "why", "answer"]
    assert rows[4] == [
        *("Tom Brown", "Cedar County Food Bank", "o010", "Champion (outside government)"),
        *("Maria Lopez", "Works with them now", "Maria Lopez works with them now.", ""),
    ]
    assert rows[-1] == ["", "Riverbend Community College", "o001", "Key stakeholder partner", "", "", "", "declined"]
    assert len(rows) == len(results.assignment.invitations) + 1


def test_a_copy_goes_back_with_a_draft_to_whoever_answered(tmp_path: Path) -> None:
    rows = (
        known_row("start", {"name": "Ann Lee", "email": "ann@x.example"}),
        known_row("part2", {"name": "Hope Center"}, number="1"),
    )
    write_form(load_form(), tmp_path / "ann.xlsx", Content(rows=rows))
    run = replace(concluded(read_and_check([tmp_path], silent), Decisions()), history=History(Snapshot()))
    files = {one.place: one for one in outputs(run) if one.place.startswith("to-send-back/")}
    assert list(files) == [f"to-send-back/ann - please check.{ending}" for ending in ("xlsx", "eml")]
    for ending, output in zip(("xlsx", "eml"), files.values(), strict=True):
        output.write(tmp_path / f"copy.{ending}")
    message = message_from_bytes((tmp_path / "copy.eml").read_bytes(), policy=default)
    assert str(message["To"]) == "Ann Lee <ann@x.example>"
    body = message.get_body()
    assert body is not None
    assert message["Subject"] == "Stakeholder Inventory: 3 cells to check"
    assert body.get_content().splitlines()[0] == "Hello Ann Lee,"
    (carried,) = message.iter_attachments()
    assert carried.get_filename() == "ann - please check.xlsx"
    assert carried.get_content() == (tmp_path / "copy.xlsx").read_bytes()


def test_a_workbook_without_an_address_goes_back_to_whoever_mailed_it(tmp_path: Path) -> None:
    write_form(
        load_form(), tmp_path / "ann.xlsx", Content(rows=(known_row("part2", {"name": "Hope Center"}, number="1"),))
    )
    checked = read_and_check([tmp_path], silent)
    mailed = replace(checked, files=tuple(replace(one, sent_by="Ann Lee <ann@x.example>") for one in checked.files))
    run = replace(concluded(mailed, Decisions()), history=History(Snapshot()))
    (draft,) = (one for one in outputs(run) if one.place.endswith(".eml"))
    draft.write(tmp_path / "copy.eml")
    assert str(message_from_bytes((tmp_path / "copy.eml").read_bytes(), policy=default)["To"]) == "ann@x.example"


def test_each_of_two_files_called_alike_but_for_their_ending_gets_a_copy_of_its_own(tmp_path: Path) -> None:
    back = tmp_path / "returned"
    back.mkdir()
    for name, file in (("Ann Lee", "Inventory.xlsx"), ("Bo Ray", "inventory.xlsm")):
        rows = (known_row("start", {"name": name}), known_row("part2", {"name": f"{name} Center"}, number="1"))
        write_form(load_form(), back / file, Content(rows=rows))
    checked = read_and_check([back], silent)
    run = replace(concluded(checked, Decisions()), history=History(Snapshot()))
    places = [one.place for one in outputs(run) if one.place.endswith((".eml", "check.xlsx"))]
    sent = [one.sent_back for one in returned(checked)]
    assert sent == ["to-send-back/Inventory - please check.xlsx", "to-send-back/inventory (2) - please check.xlsx"]
    assert places == [place for one in sent for place in (one, one.removesuffix("xlsx") + "eml")]
    for one in outputs(run):
        if one.place in sent:
            one.write(tmp_path / Path(one.place).name)
    copies = read_and_check([tmp_path / Path(place).name for place in sent], silent).answers
    assert [one.form_row("start").text("name") for one in copies] == ["Ann Lee", "Bo Ray"]


def test_who_mailed_a_file_is_told_as_a_name_or_as_an_address() -> None:
    senders = ("Marcus Hill", "m@x.example", "Ana Lee <a@x.example>")
    files = (FileResult(f"{i}.eml", "skipped", sent_by=by) for i, by in enumerate(senders))
    told = [(one.name, one.email) for one in returned(Checked(tuple(files)))]
    assert told == [("Marcus Hill", ""), ("", "m@x.example"), ("Ana Lee", "a@x.example")]
