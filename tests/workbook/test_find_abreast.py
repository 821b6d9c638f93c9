"""Part 1's lists side by side on one sheet: each is read with the ticks and notes beside it, never a neighbor's."""

import pytest
from drawn_books import answers_of, codes, content, sheet, unplaced
from msgspec.structs import replace
from test_find_account import in_order, returned

from mobility_xlsx.form.answers import Answers, Cell
from mobility_xlsx.form.checks import check
from mobility_xlsx.form.declaration import reading_form
from mobility_xlsx.workbook.find import find
from mobility_xlsx.workbook.grids import Sheet

PART1 = "Part 1 Priorities"
READ = [
    ("groups", "People of color", "A"),
    ("predictors", "Housing stability", "D"),
    ("predictors", "Just policing", "D"),
    ("assets", "Data sharing", "G"),
]
LINES = """
x|People of color||x|Housing stability|||Staff
|Disengaged youth|||Digital access||x|Data sharing
|Other||x|Just policing|||Other
"""


def ticked(answers: Answers) -> list[tuple[str, str, str]]:
    """List, label and column of every tick."""
    cells = [(row, row.cell("tick")) for row in answers.part("part1")]
    return [(row.block, row.text("label"), cell.address.rstrip("0123456789")) for row, cell in cells if cell]


@pytest.mark.parametrize("gap", [3, 4])
def test_the_lists_of_a_returned_form_put_side_by_side_say_what_they_said(gap: int) -> None:
    book = returned()
    one = next(each for each in book.sheets if each.name == PART1)
    tops = [cell.row for cell in one.cells if cell.column == 1 and cell.text[1:3] == ". "]
    moved: list[Cell] = []
    for cell in one.cells:
        after = sum(cell.row >= top for top in tops[1:])
        up = tops[after] - tops[0] if after else 0
        moved.append(replace(cell, row=cell.row - up, column=cell.column + after * gap))
    sheets = tuple(in_order(Sheet(PART1, ()), moved) if each is one else each for each in book.sheets)
    answers = find(replace(book, sheets=sheets), reading_form())
    assert content(answers) == content(find(book, reading_form()))
    assert unplaced(answers) == []
    assert codes(answers) == []


@pytest.mark.parametrize(
    "headings",
    [
        "",
        "|Group of people|||Predictor|||Asset",
        "Yes?|Group of people||Yes?|Predictor||Yes?|Asset",
        "Part 1 · Who and what matters most\n"
        "A. Which groups of people are falling behind according to the Mobility Metrics?|||"
        "B. Which predictors are of greatest concern to you?|||C. What assets does your Mobility Coalition need?",
    ],
)
def test_lists_with_blank_columns_between_are_all_read(headings: str) -> None:
    answers = answers_of(sheet(PART1, f"{headings}\n{LINES}".strip("\n")))
    assert ticked(answers) == READ
    assert (unplaced(answers), codes(answers)) == ([], [])


def test_ticks_may_stand_right_of_the_labels_and_notes_behind_them() -> None:
    drawing = """
Group of people|Yes?|Please say which, or add a note||Predictor|Yes?|Please say which, or add a note
People of color|x|||Housing stability||far
Disengaged youth||near||Digital access|x|
"""
    answers = answers_of(sheet(PART1, drawing))
    assert ticked(answers) == [("groups", "People of color", "B"), ("predictors", "Digital access", "F")]
    assert [row.text("note") for row in answers.part("part1")] == ["", "near", "far", ""]
    asked = [problem.cell for problem in check(answers, reading_form()) if problem.code == "note-without-tick"]
    assert asked == ["G2", "C3"]


@pytest.mark.parametrize(
    ("drawing", "columns"),
    [
        ("x|People of color|x|Housing stability\n|Disengaged youth||Digital access", "AC"),
        ("People of color|x|Housing stability|x\nDisengaged youth||Digital access|", "BD"),
        ("Yes?|Group|Yes?|Predictor\n|People of color|x|Housing stability\n|Disengaged youth||Digital access", "C"),
    ],
)
def test_lists_without_a_column_between_keep_their_own_ticks(drawing: str, columns: str) -> None:
    answers = answers_of(sheet(PART1, drawing))
    assert "".join(column for _, _, column in ticked(answers)) == columns
    assert not [row for row in answers.part("part1") if row.text("note")]


@pytest.mark.parametrize(
    "drawing",
    [
        "|People of color|x|Housing stability\n|Disengaged youth||Digital access",
        "x|People of color|x|Housing stability|x\n|Disengaged youth||Digital access|",
        "Staff|x|Housing stability||People of color\n||Digital access|x|Disengaged youth",
    ],
)
def test_ticks_that_may_belong_to_either_list_are_nobodys(drawing: str) -> None:
    answers = answers_of(sheet(PART1, drawing))
    assert (answers.rows, answers.form_cells) == ((), 0)
    assert "sheet-unplaced" in codes(answers)


@pytest.mark.parametrize("headings", ["", "Yes?|Group of people|Please say which, or add a note\n"])
def test_notes_in_the_words_of_another_list_are_notes(headings: str) -> None:
    lines = "x|People of color|Housing stability\nx|Disengaged youth|Just policing"
    answers = answers_of(sheet(PART1, headings + lines))
    assert [row.text("note") for row in answers.part("part1")] == ["Housing stability", "Just policing"]


def test_one_list_in_two_columns_is_one_part_and_a_copy_beside_it_is_two() -> None:
    top = "Yes?|Group of people||Yes?|Group of people\n"
    wrapped = answers_of(sheet(PART1, top + "x|People of color||x|Disengaged youth\n|Middle-class residents|||Other"))
    assert ticked(wrapped) == [("groups", "People of color", "A"), ("groups", "Disengaged youth", "D")]
    copied = answers_of(sheet(PART1, top + "x|People of color||x|People of color\n|Disengaged youth|||"))
    assert ticked(copied) == [("groups", "People of color", "A"), ("groups", "People of color", "D")]
    assert [codes(wrapped), codes(copied)] == [[], ["part-twice"]]


def test_a_label_typed_into_the_column_of_ticks_makes_no_second_list() -> None:
    drawing = "C. What assets does your Mobility Coalition need?\nYes?|Asset\nStaff|Staff\nx|Data sharing\n|Other"
    assert [label for _, label, _ in ticked(answers_of(sheet(PART1, drawing)))] == ["Staff", "Data sharing"]


def test_lists_side_by_side_may_stand_beside_a_table() -> None:
    drawing = """
Yes?|Group of people|Please say which, or add a note||Yes?|Predictor||No.|Organization name|Type of organization|Assets
x|People of color|||x|Housing stability||1|Hope Center|Philanthropy|Staff
|Disengaged youth|near|||Digital access||2|Zion|Philanthropy|Data sharing
"""
    answers = answers_of(sheet("Sheet1", drawing))
    assert ticked(answers) == [("groups", "People of color", "A"), ("predictors", "Housing stability", "E")]
    assert [row.text("name") for row in answers.part("part2")] == ["Hope Center", "Zion"]


def test_marks_in_the_cells_of_labels_side_by_side_are_ticks() -> None:
    drawing = "Group of people|Predictor\n✓ People of color|Housing stability\nDisengaged youth|x Digital access\n"
    answers = answers_of(sheet(PART1, drawing))
    assert ticked(answers) == [("groups", "People of color", "A"), ("predictors", "Digital access", "B")]
