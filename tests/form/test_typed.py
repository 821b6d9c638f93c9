"""Numbers and dates as people type them."""

import pytest

from mobility_xlsx.form.declaration import read_toml
from mobility_xlsx.form.typed import number_in, spoken, typed_date


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("10", 10.0),
        (" 2.5 ", 2.5),
        ("1,200", 1200.0),
        ("+3", 3.0),
        ("1,234,567.5", 1234567.5),
        ("-1", -1.0),
        (".5", 0.5),
        ("999,999,999,999,999", 999_999_999_999_999.0),
        ("10.", 10.0),
    ],
)
def test_numbers_are_read(text: str, number: float) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    "text", ["", "ten", "10 or 12", "1,20", "1,2345", "1 2", "1.2.3", ".", "٣", "-", "1e5", "10%", "9" * 400]
)
def test_other_texts_are_no_numbers(text: str) -> None:
    assert number_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-09",
        "3/9/2026",
        "03/09/26",
        "March 9, 2026",
        "Mar 9 2026",
        "9 March 2026",
        "March 9th, 2026",
        "9.3.2026",
        "9 Mar 2026",
        " march  9,2026 ",
        "9TH March 2026",
        "2026-03-09 00:00:00",
        "2026-03-09T00:00",
    ],
)
def test_days_are_read_however_they_are_typed(text: str) -> None:
    assert typed_date(text) == "2026-03-09"


@pytest.mark.parametrize(
    "text",
    ["", "soon", "March", "2026", "13/13/2026", "1/1/1900", "next Tuesday", "2026-03-09 10:00", "9thx March 2026"],
)
def test_other_texts_are_no_days(text: str) -> None:
    assert typed_date(text) == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1st January 1990", "1990-01-01"),
        ("12/31/1989", ""),
        ("2nd May 2026", "2026-05-02"),
        ("3rd of May", ""),
        ("May 3rd 2026", "2026-05-03"),
        ("1/1/2100", "2100-01-01"),
        ("1/2/2100", ""),
        ("31.12.2026", "2026-12-31"),
    ],
)
def test_a_day_lies_between_1990_and_2100(text: str, day: str) -> None:
    assert typed_date(text) == day


@pytest.mark.parametrize(
    ("text", "english", "spanish"),
    [
        ("2027-01-12 17:30:00", "January 12, 2027, 5:30 PM", "12 de enero de 2027, 5:30 p. m."),
        ("2027-09-01 00:30", "September 1, 2027, 12:30 AM", "1 de septiembre de 2027, 12:30 a. m."),
        ("2027-12-31T12:05:00", "December 31, 2027, 12:05 PM", "31 de diciembre de 2027, 12:05 p. m."),
        ("2027-01-12", "January 12, 2027", "12 de enero de 2027"),
        ("2027-01-12 00:00:00", "January 12, 2027", "12 de enero de 2027"),
        ("2027-13-12", "2027-13-12", "2027-13-12"),
        ("Tuesday, 5:30 pm, Library", "Tuesday, 5:30 pm, Library", "Tuesday, 5:30 pm, Library"),
        ("", "", ""),
    ],
)
def test_a_moment_is_said_as_people_say_it(text: str, english: str, spanish: str) -> None:
    assert spoken(text, read_toml("letters.toml")["moments"]) == english
    assert spoken(text, read_toml("letters.es.toml")["moments"]) == spanish
