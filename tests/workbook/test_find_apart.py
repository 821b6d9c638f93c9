"""Several parts on one sheet, below or beside each other: each is read as if it had a sheet of its own."""

from dataclasses import replace

import pytest
from drawn_books import answers_of, codes, content, names, row_says, sheet, unplaced
from filled_forms import half_filled
from test_find_account import in_order, renamed, returned

from mobility_xlsx.form.declaration import reading_form
from mobility_xlsx.workbook.find import find
from mobility_xlsx.workbook.grids import Sheet

PART2 = "No.|Organization name|Type of organization|Target populations served|Domains of work|Assets"
PART3 = "No.|Organization name|Target populations served|Domains of work|Assets"
PART5 = "No.|Potential coalition member|Organization|Email|Invite as|Who will send the invitation?"


def below_each_other(sheets: tuple[Sheet, ...], name: str, gap: int) -> Sheet:
    """All sheets but the hidden ones pasted below each other."""
    cells, top = [], 0
    for one in (each for each in sheets if not each.hidden):
        cells += [replace(cell, row=cell.row + top) for cell in one.cells]
        top += max(cell.row for cell in one.cells) + gap
    return renamed(in_order(Sheet(name, ()), cells), name)


@pytest.mark.parametrize("name", ["Sheet1", "Part 2 Partnerships"])
@pytest.mark.parametrize("gap", [0, 2])
def test_all_parts_pasted_below_each_other_say_what_they_said_apart(name: str, gap: int) -> None:
    book = returned()
    found = find(replace(book, sheets=(below_each_other(book.sheets, name, gap),)), reading_form())
    assert len(half_filled()) > 20
    assert content(found) == content(find(book, reading_form()))
    assert unplaced(found) == []
    assert found.answer_cells + found.form_cells == found.non_empty


def test_headings_alone_begin_another_part() -> None:
    answers = answers_of(
        sheet(
            "Sheet1",
            f"""
{PART2}
1|Hope Center|Philanthropy|People of color||Staff
1|||Disengaged youth||

These should be asked
{PART5}
1|Ann Lee|Hope Center|ann@x.example|Invite|Bea Ortiz
""",
        )
    )
    assert names(answers) == ["Hope Center"]
    assert [row_says(row) for row in answers.part("part5")] == [
        {
            "member": "Ann Lee",
            "organization": "Hope Center",
            "email": "ann@x.example",
            "invite_as": "Key stakeholder partner",
            "sender": "Bea Ortiz",
        }
    ]
    assert unplaced(answers) == ["Sheet1!A5 These should be asked"]


def test_headings_said_again_further_down_begin_nothing() -> None:
    answers = answers_of(
        sheet(
            "Part 2 Partnerships",
            f"""
{PART2}
1|Hope Center|Philanthropy|||
{PART2}
2|Grace Church|Faith-based community|||
""",
        )
    )
    assert names(answers) == ["Hope Center", "Grace Church"]
    assert "part-twice" not in codes(answers)


def test_headings_in_another_order_begin_another_table_of_the_part() -> None:
    answers = answers_of(
        sheet(
            "Part 2 Partnerships",
            f"""
{PART2}
1|Hope Center|Philanthropy|People of color||Staff
No.|Organization name|Assets|Type of organization|Target populations served
1|Grace Church|Data sharing|Faith-based community|Disengaged youth
""",
        )
    )
    assert [row_says(row) for row in answers.part("part2")] == [
        {"name": "Hope Center", "type": "Philanthropy", "populations": "People of color", "assets": "Staff"},
        {
            "name": "Grace Church",
            "type": "Faith-based community",
            "populations": "Disengaged youth",
            "assets": "Data sharing",
        },
    ]


def test_tables_beside_each_other_keep_their_values_apart() -> None:
    answers = answers_of(
        sheet(
            "Sheet1",
            f"""
{PART2}||{PART3}
1|Hope Center|Philanthropy|People of color||Staff||PH1|Apple Fund|Disengaged youth||Data sharing
2|Grace Church|Faith-based community|||||FB1|Zion Church||Digital access|
""",
        )
    )
    assert [row_says(row) for row in answers.part("part2")] == [
        {"name": "Hope Center", "type": "Philanthropy", "populations": "People of color", "assets": "Staff"},
        {"name": "Grace Church", "type": "Faith-based community"},
    ]
    assert [(row_says(row), row.block) for row in answers.part("part3")] == [
        ({"name": "Apple Fund", "populations": "Disengaged youth", "assets": "Data sharing"}, "Philanthropy"),
        ({"name": "Zion Church", "domains": "Digital access"}, "Faith-based community"),
    ]


def test_checklists_beside_each_other_are_all_read() -> None:
    answers = answers_of(
        sheet(
            "Part 1 Priorities",
            """
Yes?|Group of people|Please say which, or add a note||Yes?|Predictor|Please say which, or add a note
x|People of color|||x|Housing stability|
|Disengaged youth|||||
|Other|||x|Just policing|since May
""",
        )
    )
    ticked = [(row.block, row.text("label"), row.text("note")) for row in answers.part("part1") if row.values("tick")]
    assert ticked == [
        ("groups", "People of color", ""),
        ("predictors", "Housing stability", ""),
        ("predictors", "Just policing", "since May"),
    ]


@pytest.mark.parametrize("name", ["Part 2 Partnerships", "Sheet1"])
def test_a_table_on_its_side_gives_no_answers(name: str) -> None:
    answers = answers_of(
        sheet(
            name,
            """
No.|1|2|3
Organization name|Hope Center|Grace Church|Bridge
Type of organization|Philanthropy|Faith-based community|Private sector
Target populations served|People of color|Disengaged youth|Hmong elders
Domains of work|Housing stability||Digital access
Assets|Staff|Data sharing|
""",
        )
    )
    assert answers.rows == ()
    assert "sheet-unplaced" in codes(answers)
    assert f"{name}!B2 Hope Center" in unplaced(answers)


def test_a_title_right_above_headings_of_another_part_is_no_endless_riddle() -> None:
    answers = answers_of(
        sheet(
            "Sheet1", "Part 2 · Existing partnerships\nYes?|Group of people|Please say which, or add a note\nx|Staff|"
        )
    )
    assert answers.answer_cells + answers.form_cells + len(answers.unplaced) == 6


def test_thousands_of_titles_are_titles() -> None:
    titles = "\n".join(["Part 2 · Existing partnerships", "Part 4 · How could they benefit the Coalition?"] * 5_000)
    answers = answers_of(sheet("Sheet1", titles))
    assert (answers.rows, answers.unplaced, answers.form_cells) == ((), (), 10_000)
