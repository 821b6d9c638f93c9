"""What is said of a whole workbook: parts, what stands outside them, what the reader noticed."""

from dataclasses import replace

import pytest
from drawn_answers import FORM, cell, drawn, remarked

from mobility_xlsx.form.answers import Answers, Found, Remark
from mobility_xlsx.form.checks import check
from mobility_xlsx.intake import respondent

WHOLE = "[part2]\nname | type | populations\nHope Center | Philanthropy | People of color"
SHEET = "Notes"


def codes(answers: Answers) -> list[tuple[str, str]]:
    return [(one.cell, one.code) for one in check(answers, FORM) if one.code != "part-missing"]


def outside(*addresses: str) -> Answers:
    return replace(drawn(WHOLE), unplaced=tuple(cell(SHEET, address, f"text {address}") for address in addresses))


def test_a_few_cells_outside_are_asked_one_by_one() -> None:
    assert codes(outside("A1", "C7")) == [("A1", "unplaced"), ("C7", "unplaced")]


def test_a_column_outside_is_asked_once_with_its_first_cell_and_count() -> None:
    several = [f"B{row}" for row in range(2, 12)]
    (problem,) = [one for one in check(outside(*several), FORM) if one.code == "column-unplaced"]
    assert (problem.cell, dict(problem.fields)) == ("B2", {"column": "text B2", "count": "10"})
    assert codes(outside(*several, "D2")) == [("B2", "column-unplaced"), ("D2", "unplaced")]


def test_a_sheet_outside_is_asked_once() -> None:
    cells = [f"{letter}{row}" for letter in "ABCDEFGHIJ" for row in range(1, 11)]
    (problem,) = [one for one in check(outside(*cells), FORM) if one.code == "sheet-unplaced"]
    assert (problem.sheet, dict(problem.fields)["count"]) == (SHEET, "100")
    assert codes(outside(*cells)) == [("", "sheet-unplaced")]


def test_without_any_part_the_cells_are_not_told_again() -> None:
    nothing = Answers("Ann.xlsx", (), unplaced=(cell(SHEET, "A1", "Hope"),), remarks=(Remark("no-part-found"),))
    assert codes(nothing) == [("", "no-part-found")]


def test_a_cell_told_by_the_reader_is_not_told_as_outside() -> None:
    told = outside("A1", "C7")
    remark = Remark("row-unattributed", SHEET, "A1", "text A1")
    assert codes(replace(told, remarks=(remark,)))[-1:] == [("C7", "unplaced")]


def test_a_remark_of_the_reader_keeps_its_suggestion() -> None:
    (problem,) = check(remarked("no-part-found", suggestion="try this"), FORM)
    assert problem.suggestion == "try this"
    assert "suggestion" not in dict(problem.fields)


def test_blank_cells_outside_are_nothing() -> None:
    assert codes(replace(drawn(WHOLE), unplaced=(cell(SHEET, "A1", "  "),))) == []


def test_nobody_who_filled_it_in_is_asked_for_at_the_cell_of_the_name() -> None:
    nobody = drawn(WHOLE, person="")
    assert codes(nobody) == [("", "respondent-missing")]
    start = Found("start", "Start here", "name", 5, (("name", 2),))
    assert codes(replace(nobody, found=(*nobody.found, start))) == [("B5", "respondent-missing")]


def test_lines_of_a_cell_are_kept_apart() -> None:
    row = drawn("[part2]\nname | populations\nHope | People of color; Disengaged youth").rows[-1]
    assert row.text("populations") == "People of color\nDisengaged youth"
    assert row.text("assets") == ""


def two(name: str, email: str = "") -> Answers:
    """A workbook with a second Start here, which names `name`; the first names Ann Lee."""
    start = f"[start]\nname | email\n{name} | {email}"
    twice = tuple(Remark("part-twice", sheet, fields=(("part", "Start here"),)) for sheet in ("Start here", "More"))
    first = drawn(f"{WHOLE}\n[start]\nname | email\nAnn Lee | ann@y.example", person="")
    return replace(first, rows=(*first.rows, *drawn(start, person="").part("start")), remarks=twice)


def test_two_people_in_one_file_are_nobody_by_name() -> None:
    both = two("Sam Lee", "sam@y.example")
    (problem,) = [one for one in check(both, FORM) if one.code in ("two-people", "part-twice")]
    assert (problem.code, problem.cell, problem.value) == ("two-people", "A5", "Sam Lee")
    assert problem.says.startswith('Both "Ann Lee" and "Sam Lee" say that they filled this in.')
    assert [place.value for place in problem.also] == ["Ann Lee"]
    assert (respondent(both).id, respondent(both).name) == ("Ann.xlsx", "")


@pytest.mark.parametrize(("name", "email"), [("ann  lee", ""), ("A. Lee", "ann@y.example"), ("", "")])
def test_one_person_on_two_sheets_is_asked_about_as_copies(name: str, email: str) -> None:
    copied = two(name, email)
    codes = {one.code for one in check(copied, FORM)}
    assert "part-twice" in codes
    assert "two-people" not in codes
    assert respondent(copied).name == "Ann Lee"


def test_cells_in_the_column_of_the_answers_of_a_form_are_asked_one_by_one() -> None:
    start = Found("start", "Start here", "name", 4, (("name", 2), ("email", 2)))
    left = tuple(cell("Start here", f"B{row}", f"text {row}") for row in (5, 7, 9))
    asked = replace(drawn(WHOLE), unplaced=left, found=(start,))
    assert codes(asked) == [("B5", "unplaced"), ("B7", "unplaced"), ("B9", "unplaced")]
