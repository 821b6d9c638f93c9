"""What is said of a whole workbook: parts, what stands outside them, what the reader noticed."""

import pytest
from drawn_answers import FORM, cell, drawn, remarked
from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers, Field, Found, Remark, Row, Value
from mobility_xlsx.form.checks import check
from mobility_xlsx.form.partchecks import own_note
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
    assert codes(replace(told, remarks=(remark,))) == [("A1", "row-unattributed"), ("C7", "unplaced")]


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
    place = cell("Start here", "B6", "Food Bank")
    row = Row("start", "Start here", "", (Field("organization", (Value("Food Bank", place, "Food Bank"),)),))
    answers = replace(nobody, rows=(row, *nobody.rows), found=(*nobody.found, start))
    assert codes(answers) == [("B5", "respondent-missing")]  # an organization signs no letter


def test_lines_of_a_cell_are_kept_apart() -> None:
    row = drawn("[part2]\nname | populations\nHope | People of color; Disengaged youth").rows[-1]
    assert row.text("populations") == "People of color\nDisengaged youth"
    assert row.text("assets") == ""


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        ("A1 A2", ["A1 unplaced", "A2 unplaced"]),
        ("A3 B1 A2 A1", ["A1 column-unplaced", "B1 unplaced"]),
        ("A1 A2 A3 B1 B2 B3 C1 C2", ["A1 column-unplaced", "B1 column-unplaced", "C1 unplaced", "C2 unplaced"]),
        ("A1 A2 A3 B1 B2 B3 C1 C2 C3", [" sheet-unplaced"]),
        ("A1 A2 A3 A4 A5 B1 B2 B3 B4 B5", ["A1 column-unplaced", "B1 column-unplaced"]),
    ],
)
def test_three_cells_are_a_column_and_three_columns_of_them_a_sheet(addresses: str, expected: list[str]) -> None:
    assert [" ".join(one) for one in codes(outside(*addresses.split()))] == expected


def test_each_sheet_outside_the_form_is_looked_at_by_itself() -> None:
    cells = (
        cell("Notes", "A1", "Hope"),
        cell("More", "A2", "Mill"),
        cell("Notes", "A2", " "),
        cell("More", "A3", "Zion"),
    )
    told = check(replace(drawn(WHOLE), unplaced=cells), FORM)
    assert [(one.sheet, one.cell, one.says) for one in told if one.code == "unplaced"] == [
        ("More", "A2", '"Mill" stands outside the form.'),
        ("More", "A3", '"Zion" stands outside the form.'),
        ("Notes", "A1", '"Hope" stands outside the form.'),
    ]


@pytest.mark.parametrize("code", ["sheet-unplaced", "column-unplaced"])
def test_what_the_reader_says_of_columns_and_sheets_outside_is_said_here(code: str) -> None:
    assert codes(replace(drawn(WHOLE), remarks=(Remark(code, SHEET, "A1", fields=(("count", "9"),)),))) == []


def test_a_row_the_reader_could_not_place_hides_only_its_own_cell() -> None:
    remark = Remark("row-unattributed", "Elsewhere", "A1", "text A1")
    assert codes(replace(outside("A1"), remarks=(remark,))) == [("A1", "row-unattributed"), ("A1", "unplaced")]


@pytest.mark.parametrize(("key", "asked"), [("name", False), ("organization", True), ("email", True)])
def test_only_a_name_says_who_filled_it_in(key: str, asked: bool) -> None:
    found = codes(drawn(f"[start]\n{key}\nann@x.example\n{WHOLE}", person=""))
    assert ("respondent-missing" in [code for _, code in found]) is asked


@pytest.mark.parametrize("sheet", ["[part1]\ntick | block | label\nYes | groups | Disengaged youth", WHOLE])
def test_any_answer_makes_it_worth_asking_whose_it_is(sheet: str) -> None:
    assert codes(drawn(sheet, person="")) == [("", "respondent-missing")]


def test_a_form_that_does_not_ask_who_filled_it_in_is_not_asked_for_it() -> None:
    nameless = replace(FORM, parts=tuple(part for part in FORM.parts if part.key != "start"))
    assert "respondent-missing" not in [one.code for one in check(drawn(WHOLE, person=""), nameless)]


@pytest.mark.parametrize(
    ("start", "place"),
    [
        (Found("start", "Start", "name", 7, (("email", 3), ("name", 28))), ("Start", "AB7")),
        (Found("start", "Start", "name", 7, (("email", 3),)), ("Start", "")),
        (Found("start", "Start", "layout", 0, (("name", 2),)), ("Start", "")),
    ],
)
def test_nobody_is_asked_for_on_the_first_sheet_as_it_was_found(start: Found, place: tuple[str, str]) -> None:
    nobody = drawn(WHOLE, person="")
    told = check(replace(nobody, found=(*nobody.found, start)), FORM)
    assert [(one.sheet, one.cell) for one in told if one.code == "respondent-missing"] == [place]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (" | groups | Other | ", [("Part 1 Priorities", "nothing-ticked")]),
        (" | groups | Other | Hmong", [("Part 1 Priorities", "note-without-tick")]),
        ("? | groups | Other | ", [("Part 1 Priorities", "tick-unclear")]),
    ],
)
def test_part_1_without_a_tick_is_asked_about_unless_something_stands_there(
    lines: str, expected: list[tuple[str, str]]
) -> None:
    told = check(drawn(f"[part1]\ntick | block | label | note\n{lines}\n{WHOLE}"), FORM)
    assert [(one.sheet, one.code) for one in told if one.code != "part-missing"] == expected


def test_lines_left_alone_are_asked_about_instead_of_an_empty_part_1() -> None:
    left = (Remark("lines-left", "Part 1 Priorities", fields=(("lines", "Staff; Digital access"),)),)
    says = "Only some lines of a list are left, and none has a Yes: Staff; Digital access."
    for drawing in (
        "[part1]\ntick",
        f"[part1]\ntick\n{WHOLE}",
        "[part1]\ntick | block | label | note\n | groups | Other | Hmong",
    ):
        told = check(replace(drawn(drawing), remarks=left), FORM)
        assert [one.says for one in told if one.code in ("lines-left", "nothing-ticked", "nothing-filled-in")] == [says]
    ticked = drawn(f"[part1]\ntick | block | label\nYes | groups | Disengaged youth\n{WHOLE}")
    assert "lines-left" not in {one.code for one in check(replace(ticked, remarks=left), FORM)}


def test_part_1_without_a_tick_is_named_even_where_its_sheet_is_missing() -> None:
    answers = drawn(f"[part1]\ntick\n{WHOLE}")
    told = check(replace(answers, found=tuple(one for one in answers.found if one.part != "part1")), FORM)
    assert [(one.sheet, one.says) for one in told if one.code == "nothing-ticked"] == [
        ("", "Nothing is chosen in Part 1 Priorities.")
    ]


def test_only_a_name_on_the_first_sheet_is_no_answer_to_ask_about() -> None:
    assert codes(drawn("[part1]\ntick")) == []


def test_an_empty_form_is_said_to_be_empty_unless_something_stands_beside_it() -> None:
    empty = Answers("Ann.xlsx", (), found=(Found("part2", "Part 2 Partnerships", "name", 4),))
    assert codes(empty) == [("", "nothing-filled-in")]
    assert codes(replace(empty, unplaced=(cell(SHEET, "A1", "Hope"),))) == [("A1", "unplaced")]
    assert check(Answers("Ann.xlsx", ()), FORM) == ()


@pytest.mark.parametrize(
    ("note", "own"),
    [
        ("Ask Maria first", "Ask Maria first"),
        ("Ask Maria first\n\nPlease check: No type.\nChoose one.", "Ask Maria first"),
        ("Please check: No type.", ""),
        ("Pregunte a Ana\nPor favor revise: Falta el tipo.", "Pregunte a Ana"),
        ("Ana\nPor favor revise: x\nPlease check: y", "Ana"),
        (" ", ""),
    ],
)
def test_of_a_note_only_what_people_wrote_is_told(note: str, own: str) -> None:
    assert own_note(note) == own
    noted = replace(drawn(WHOLE), notes=(cell("Part 2 Partnerships", "B5", "Hope Center", note=note),))
    told = [one.says for one in check(noted, FORM) if one.code == "cell-note"]
    assert told == ([f'A note is attached to the cell and was kept: "{own}".'] if own else [])


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
