"""A list of people becomes one workbook each, with an id that stays theirs."""

import csv
import re
from io import BytesIO, StringIO

import openpyxl
import pytest

from mobility_xlsx.errors import BadChoice
from mobility_xlsx.form.declaration import load_form, reading_form
from mobility_xlsx.workbook.addressees import (
    Addressee,
    addressee,
    known_of,
    own_content,
    read_people,
    workbook_ids,
    workbook_names,
)
from mobility_xlsx.workbook.content import Content
from mobility_xlsx.workbook.find import find
from mobility_xlsx.workbook.read import read_bytes
from mobility_xlsx.workbook.write import write_form

ANN = Addressee("Ann Lee", "St. Mary’s", "ann@stmarys.example")
ROSA = Addressee("Rosa Díaz", "Food Bank", "rosa@foodbank.example")


def excel(*rows: tuple[object, ...], title: str = "Sheet1") -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def commas(*rows: tuple[str, ...]) -> bytes:
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


TWO = (("Ann Lee", "St. Mary’s", "ann@stmarys.example"), ("Rosa Díaz", "Food Bank", "rosa@foodbank.example"))


@pytest.mark.parametrize(
    "headings",
    [
        ("Name", "Organization", "Email"),
        ("Full name", "Organisation", "E-mail address"),
        ("CONTACT", "Agency", "Mail"),
        ("  your NAME:", "Org.", "e-mail"),
        ("Nombre completo", "Organización", "Correo electrónico"),
    ],
)
def test_any_usual_heading_is_understood(headings: tuple[str, ...]) -> None:
    assert read_people(excel(headings, *TWO), "people.xlsx") == (ANN, ROSA)
    assert read_people(commas(headings, *TWO), "people.csv") == (ANN, ROSA)


def test_columns_in_any_order_a_title_above_and_other_columns_do_not_matter() -> None:
    data = excel(
        ("Contacts, fall 2026",),
        (),
        ("Email", "Phone", "Last name", "First name", "Agency"),
        ("ann@stmarys.example", "555", "Lee", "Ann", "St. Mary’s"),
        ("rosa@foodbank.example", None, "Díaz", "Rosa", "Food Bank"),
    )
    assert read_people(data, "people.xlsx") == (ANN, ROSA)


def test_a_person_without_a_name_or_an_address_is_a_person_still() -> None:
    data = excel(
        ("Name", "Organization", "Email"), ("Ann Lee", None, None), (None, "Fund", "desk@fund.example"), (None,)
    )
    assert read_people(data, "people.xlsx") == (Addressee("Ann Lee"), Addressee("", "Fund", "desk@fund.example"))


def test_the_same_address_twice_is_one_person() -> None:
    again = ("Dr. Lee", "St Mary", "ANN@stmarys.example")
    assert read_people(excel(("Name", "Org", "Email"), *TWO, again), "people.xlsx") == (ANN, ROSA)


def test_a_language_is_taken_when_the_form_has_it() -> None:
    rows = (("Ann", "a@x.example", "Español"), ("Bo", "b@x.example", "English"), ("Cy", "c@x.example", "Hmong"))
    people = read_people(excel(("Name", "Email", "Language"), *rows), "people.xlsx")
    assert [person.language for person in people] == ["es", "en", ""]


def test_names_and_addresses_in_one_cell_are_taken_apart() -> None:
    data = excel(
        ("Name", "Email"), ("Ann Lee <ann@stmarys.example>", None), ("Bo", "Bo Ray <bo@x.example>; b2@x.example")
    )
    assert [(person.name, person.email) for person in read_people(data, "p.xlsx")] == [
        ("Ann Lee", "ann@stmarys.example"),
        ("Bo", "bo@x.example"),
    ]


@pytest.mark.parametrize("rows", [(("a", "b"), ("c", "d")), ()])
def test_a_list_without_people_says_what_to_do(rows: tuple[tuple[str, ...], ...]) -> None:
    with pytest.raises(BadChoice, match=r"people\.xlsx: nobody was found\. Put Name"):
        read_people(excel(*rows), "people.xlsx")


@pytest.mark.parametrize(
    ("text", "name", "email"),
    [
        ("Ann Lee <ann@stmarys.example>", "Ann Lee", "ann@stmarys.example"),
        ('"Lee, Ann" <ann@stmarys.example>', "Lee, Ann", "ann@stmarys.example"),
        ("Ann Lee ann@stmarys.example", "Ann Lee", "ann@stmarys.example"),
        ("ann@stmarys.example", "", "ann@stmarys.example"),
        ("Ann Lee", "Ann Lee", ""),
    ],
)
def test_who_it_is_for_is_taken_apart(text: str, name: str, email: str) -> None:
    assert addressee(text, "St. Mary’s") == Addressee(name, "St. Mary’s", email)


def test_nobody_is_not_somebody() -> None:
    with pytest.raises(BadChoice):
        addressee(" <> ")


def test_ids_are_each_persons_own_and_stay_the_same() -> None:
    people = [Addressee(f"Person {i}", "Org", f"p{i}@x.example") for i in range(2000)]
    ids = workbook_ids(people, 2026)
    assert len(set(ids.values())) == 2000
    assert all(re.fullmatch(r"SI-2026-\d{6}", one) for one in ids.values())
    assert workbook_ids(reversed(people), 2026) == ids
    assert workbook_ids([ANN], 2026)[ANN.key] == workbook_ids([ROSA, ANN], 2026)[ANN.key]


def test_file_names_are_never_the_same() -> None:
    people = (ANN, Addressee("ann lee", "Other"), Addressee("A/B: C?", "", "abc@x.example"))
    assert list(workbook_names(people, "Inventory").values()) == [
        "Inventory - Ann Lee.xlsx",
        "Inventory - ann lee (2).xlsx",
        "Inventory - A B C.xlsx",
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_persons_workbook_says_who_it_is_for_when_read_back(language: str) -> None:
    out = BytesIO()
    write_form(load_form("inventory", language), out, own_content(ANN, "SI-2026-204817"))
    answers = find(read_bytes(out.getvalue(), "a.xlsx"), reading_form())
    assert (answers.workbook_id, answers.edition, answers.language) == ("SI-2026-204817", "2.0", language)
    start = answers.form_row("start")
    assert (start.text("name"), start.text("organization"), start.text("email")) == (
        "Ann Lee",
        "St. Mary’s",
        "ann@stmarys.example",
    )
    assert [row for row in answers.rows if not row.example] == [start]
    assert answers.unplaced == ()


def test_what_is_known_of_a_persons_organizations_is_put_in() -> None:
    from filled_forms import half_filled

    out = BytesIO()
    write_form(load_form(), out, Content("SI-2026-000009", half_filled()))
    earlier = find(read_bytes(out.getvalue(), "earlier.xlsx"), reading_form())
    someone = Addressee("Somebody Else", "forest city health dept", "else@fc.example")
    known = known_of(someone, [earlier])
    assert {row.text("name") for row in known if row.part == "part2"} >= {"St. Mary’s Outreach", "=Equity Now!"}
    assert known_of(ROSA, [earlier]) == ()
    again = BytesIO()
    write_form(load_form(), again, own_content(someone, "SI-2026-000010", known))
    answers = find(read_bytes(again.getvalue(), "own.xlsx"), reading_form())
    assert answers.form_row("start").text("name") == "Somebody Else"
    assert {row.text("partner") for row in answers.part("part4")} == {
        row.text("partner") for row in earlier.part("part4")
    }
