"""Folding for comparison, and names made safe to print, to file and to mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_xlsx.text import (
    csv_safe,
    file_name,
    fold,
    for_console,
    joined,
    one_line,
    shortened,
    told_apart,
    visible,
    without_csv_mark,
    without_legal_form,
)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Wealth-Building  Opportunities.", "wealth building opportunities"),
        ("English‑language\u00a0learners", "english language learners"),
        ("Casa Mari\u0301a", "casa maria"),
        ("St. Mary’s", "st. mary's"),
        ("\u200bStaff\ufeff", "staff"),
        ("STRASSE", "strasse"),
        ("  ", ""),
    ],
)
def test_wordings_fold_to_what_counts(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Río Vista Housing Alliance, Inc.", "rio vista housing alliance"),
        ("Smith & Sons L.L.C.", "smith and sons"),
        ("The Corporation", "the corporation"),
        ("希望中心", "希望中心"),
        ("☀☀", "☀☀"),
    ],
)
def test_a_legal_form_is_no_part_of_a_name_unless_it_is_all_of_it(name: str, words: str) -> None:
    assert without_legal_form(name) == words


def test_both_spellings_of_an_accent_look_alike_and_stay_accented() -> None:
    assert visible("Cafe\u0301") == visible("Café") == "Café"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_one_line_holds_no_line_break_and_no_control_character(text: str) -> None:
    assert all(char.isprintable() or char == " " for char in one_line(text) if ord(char) < 0x80)
    assert "\n" not in one_line(text)


@given(st.text(), st.sampled_from(["ascii", "cp1252", "utf-8"]))
def test_any_text_can_be_printed_on_any_console(text: str, encoding: str) -> None:
    for_console(one_line(text), encoding).encode(encoding)


def test_signs_are_made_plain_on_a_narrow_console() -> None:
    assert for_console("Renée → “SI-2026 · v2.0” …", "ascii") == 'Renee -> "SI-2026 - v2.0" ...'


@given(st.text())
def test_a_file_name_holds_nothing_a_file_system_refuses(text: str) -> None:
    name = file_name(text)
    assert name
    assert not set(name) & set('<>:"/\\|?*\n')
    assert not name.endswith((".", " "))


def test_reserved_names_are_given_another() -> None:
    assert file_name("CON") == "CON (name)"
    assert file_name("../../etc/passwd") == "etc passwd"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_formulas_are_disarmed_in_csv(text: str) -> None:
    assert csv_safe(text) == "'" + text


@pytest.mark.parametrize("text", ["=1+1", "-1", "\tx", "Ann", "'Ohana Center", ""])
def test_a_text_disarmed_for_csv_is_found_again(text: str) -> None:
    assert without_csv_mark(csv_safe(text)) == text


def test_long_texts_are_cut_with_an_ellipsis() -> None:
    assert shortened("a" * 100, 10) == "aaaaaaaaa…"
    assert shortened("short") == "short"


def test_names_are_listed_as_people_say_them() -> None:
    assert [joined(texts) for texts in ((), ("A",), ("A", "B"), ("A", "B", "C"))] == ["", "A", "A and B", "A, B and C"]


def test_no_two_files_are_called_alike_whatever_the_case() -> None:
    names = (("Ann", ".xlsx"), ("ann", ".XLSX"), ("Ann (2)", ".xlsx"), ("Ann", ".eml"), ("ANN", ".xlsx"))
    assert list(told_apart(names)) == ["Ann.xlsx", "ann (2).XLSX", "Ann (2) (2).xlsx", "Ann.eml", "ANN (3).xlsx"]


def test_many_files_of_one_name_are_numbered_one_after_another() -> None:
    *_, last = told_apart([("a", ".csv")] * 20_000)
    assert last == "a (20000).csv"
