"""What goes out: a person's own workbook, one for everybody on a list, and what is known already put in."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import mobility_xlsx as mx
from mobility_xlsx import demo
from mobility_xlsx.cli import commands
from mobility_xlsx.errors import BadChoice
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.sending import Wanted, not_used, remember, sent_to, write
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.write import write_form

pytestmark = pytest.mark.xdist_group("sending")


def answers(path: Path) -> dict[str, list[str]]:
    run = mx.read(path).run
    rows = run.checked.answers[0].rows
    return {
        part: [row.text("name") for row in rows if row.part == part and not row.example] for part in ("start", "part2")
    }


def test_a_person_gets_a_workbook_of_their_own(tmp_path: Path) -> None:
    out = tmp_path / "ann.xlsx"
    assert write(Wanted(out=out, for_whom="Ann Lee <ann@x.example>", organization="Food Bank")) == (out,)
    found = mx.read(out).run.checked.answers[0]
    start = found.form_row("start")
    assert [start.text(key) for key in ("name", "organization", "email")] == ["Ann Lee", "Food Bank", "ann@x.example"]
    assert found.workbook_id.startswith("SI-")
    other = tmp_path / "bo.xlsx"
    write(Wanted(out=other, for_whom="Bo <bo@x.example>"))
    assert mx.read(other).run.checked.answers[0].workbook_id != found.workbook_id


def test_what_a_person_said_before_is_put_in_again(tmp_path: Path) -> None:
    demo.make(tmp_path / "city")
    out = tmp_path / "again.xlsx"
    write(Wanted(out=out, for_whom="Renata Silva <renata@northside.example>", prefill=tmp_path / "city" / "returned"))
    assert answers(out) == {
        "start": ["Renata Silva"],
        "part2": ["Northside Neighbors", "Lantern Language Center", "St. Anne's Parish", "Bright Steps Preschool"],
    }
    start = mx.read(out).run.checked.answers[0].form_row("start")
    assert start.text("organization") == "Northside Neighbors"


def test_of_a_project_only_what_came_back_is_known_of_a_person(tmp_path: Path) -> None:
    city = tmp_path / "city"
    demo.make(city)
    start = known_row("start", {"name": "Zoe", "organization": "Northside Neighbors"})
    old = known_row("part2", {"name": "Sent Out Long Ago"}, number="1")
    write_form(load_form(), city / "send" / "Zoe.xlsx", Content(rows=(start, old)))
    renata = Wanted(for_whom="Renata Silva <renata@northside.example>", organization="Northside Neighbors")
    write(replace(renata, out=tmp_path / "again.xlsx", prefill=city))
    write(replace(renata, out=tmp_path / "same.xlsx", prefill=city / "returned"))
    assert answers(tmp_path / "again.xlsx") == answers(tmp_path / "same.xlsx")
    assert "part2" in answers(tmp_path / "again.xlsx")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"people": Path("people.csv"), "for_whom": "Ann"}, "either --people"),
        ({"people": Path("people.csv"), "organization": "Food Bank"}, "either --people"),
        ({"prefill": Path("city")}, "--prefill needs --for"),
    ],
)
def test_options_that_leave_each_other_without_effect_are_refused(
    options: dict[str, Any], says: str, tmp_path: Path
) -> None:
    with pytest.raises(BadChoice, match=says):
        write(Wanted(out=tmp_path / "never.xlsx", **options))
    assert not (tmp_path / "never.xlsx").exists()


def test_everybody_on_a_list_gets_a_workbook_in_their_language_and_a_draft_that_carries_it(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        "Name,Email,Language\nAnn Lee,ann@x.example,English\nLuz Díaz,luz@y.example,Spanish\n", encoding="utf-8"
    )
    written = write(Wanted(people=people, out=tmp_path / "send"))
    assert len(written) == 5
    sent = (tmp_path / "send" / "Stakeholder Inventory - Luz Díaz.eml").read_bytes()
    draft = message_from_bytes(sent, policy=default)
    assert str(draft["To"]) == "Luz Díaz <luz@y.example>"
    carried = [part.get_filename() for part in draft.walk() if part.get_filename()]
    assert len(carried) == 1
    language = mx.read(tmp_path / "send" / "Stakeholder Inventory - Luz Díaz.xlsx").run.checked.answers[0].language
    assert language == "es"
    assert [one.name for one in sent_to(tmp_path / "send")] == ["Ann Lee", "Luz Díaz"]


def test_the_list_of_people_is_only_ever_added_to(tmp_path: Path) -> None:
    remember(tmp_path, (("Ann", "", "ann@x.example"),))
    remember(tmp_path, (("Ann", "", "ann@x.example"), ("=Bo", "", "bo@x.example")))
    assert [one.name for one in sent_to(tmp_path)] == ["Ann", "=Bo"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_a_list_that_a_spreadsheet_program_saved_since_holds_the_same_people(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    people = (("Pua", "'Ohana Center", "pua@x.example"), ("=Renée", "Café", ""))
    before = remember(tmp_path, people).read_bytes()
    lines = before.decode("utf-8-sig").replace(",", separator).splitlines()
    saved = "\r\n".join(f"{line}{separator * (5 - line.count(separator))}" for line in (*lines, ""))
    (tmp_path / "People.csv").write_bytes(saved.encode(encoding))
    remember(tmp_path, people)
    assert [(one.name, one.organization) for one in sent_to(tmp_path)] == [("Pua", "'Ohana Center"), ("=Renée", "Café")]
    assert remember(tmp_path, (("Bo",),)).read_bytes().count(b"\r\n") == 4


def test_a_list_that_nobody_can_add_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "People.csv").write_bytes(b"Name\r\n" + b"a" * 200_000)
    with pytest.raises(BadChoice, match=r"People.csv: "):
        remember(tmp_path, (("Bo",),))


def test_room_is_made_for_as_many_as_asked(tmp_path: Path) -> None:
    write(Wanted(out=tmp_path / "large.xlsx", room=60, room_per_sector=5))
    write(Wanted(out=tmp_path / "blank.xlsx"))
    assert (tmp_path / "large.xlsx").stat().st_size > (tmp_path / "blank.xlsx").stat().st_size


def test_a_list_nobody_can_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "people.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(BadChoice, match="This is a PDF, not a workbook"):
        write(Wanted(people=tmp_path / "people.pdf"))


def test_what_cannot_be_used_of_a_list_is_said_by_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = tmp_path / "people.csv"
    rows = (
        "Ann,ann@x.example,English",
        "Bo,tbecker@chamber,French",
        "Cy,cy@x.example; cy@y.example,",
        "Di,josé@x.example,",
    )
    people.write_text("\n".join(("Name,Email,Language", *rows)), encoding="utf-8")
    said = [sentence.partition(", so")[0] for sentence in not_used(Wanted(people=people))]
    assert said == [
        'people.csv, people!B3: "tbecker@chamber" is no email address',
        'people.csv, people!C3: "French" is no language of the form',
        'people.csv, people!B4: "cy@x.example; cy@y.example" holds several addresses; only cy@x.example is used. '
        "Put each on a row of its own.",
        'people.csv, people!B5: "josé@x.example" is no email address',
    ]
    asked = ["template", "--people", str(people), "--out", str(tmp_path / "send"), "--quiet"]
    assert commands.main(asked, standalone_mode=False) == 1
    assert len(capsys.readouterr().out.splitlines()) == 4
