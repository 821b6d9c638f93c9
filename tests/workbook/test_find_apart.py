"""Several parts on one sheet, below or beside each other: each is read as if it had a sheet of its own."""

import pytest
from drawn_books import answers_of, codes, content, names, row_says, sheet, unplaced
from filled_forms import half_filled
from msgspec.structs import replace
from test_find_account import in_order, renamed, returned

from mobility_xlsx.form.answers import Answers
from mobility_xlsx.form.checks import check
from mobility_xlsx.form.declaration import load_form, reading_form
from mobility_xlsx.workbook.content import Content
from mobility_xlsx.workbook.find import find
from mobility_xlsx.workbook.grids import Book, Sheet
from mobility_xlsx.workbook.places import seating
from mobility_xlsx.workbook.replied import find_all

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


def two_tables() -> Answers:
    return answers_of(
        sheet(
            "Part 2 Partnerships",
            f"""
{PART2}||{PART2}
1|Hope Center||People of color||Staff||1|Apple Fund||Disengaged youth||Data sharing
2|Grace Church|Faith-based community||||||||||
""",
        )
    )


def test_problems_of_two_tables_of_one_part_beside_each_other_name_their_own_cells() -> None:
    answers = two_tables()
    assert names(answers) == ["Hope Center", "Grace Church", "Apple Fund"]
    assert [answers.address(row, "type") for row in answers.part("part2")] == ["C2", "C3", "J2"]
    asked = [(p.cell, p.code) for p in check(answers, reading_form()) if p.sheet == "Part 2 Partnerships" and p.cell]
    assert asked == [("C2", "type-missing"), ("J2", "type-missing"), ("D3", "nothing-served")]


def test_two_tables_of_one_part_on_one_sheet_are_said_as_two_sheets_of_it_are() -> None:
    below = sheet("Part 2", f"{PART2}\n1|Hope Center||||\n\n\n|||{PART2}\n|||1|Apple Fund||||")
    assert [codes(answers).count("part-twice") for answers in (two_tables(), answers_of(below))] == [1, 1]


def test_a_copy_has_every_blank_cell_of_two_tables_beside_each_other() -> None:
    answers = two_tables()
    here = seating(load_form(), Content(rows=answers.rows, found=answers.found)).moved
    sheet = "Part 2 Partnerships"
    assert [here[sheet, cell] for cell in ("C2", "C3", "J2")] == [(sheet, "C11"), (sheet, "C14"), (sheet, "C17")]


def test_an_answer_about_the_second_of_two_tables_goes_to_its_cell() -> None:
    answers = two_tables()
    cells = [cell for row in answers.rows for field in row.fields for value in field.values for cell in [value.cell]]
    headings = sheet("Part 2 Partnerships", f"{PART2}||{PART2}").cells
    asked = sheet(
        "Please check",
        """
No.|Sheet|Cell|What we found|What to do|Your answer
1|Part 2 Partnerships|J2|"Apple Fund" has no type of organization.|Choose one.|Philanthropy
""",
    )
    book = Book("Ann.xlsx", (in_order(Sheet("Part 2 Partnerships", ()), [*headings, *cells]), asked))
    found = find_all(book, reading_form())
    assert [row.text("type") for row in found.part("part2")] == ["", "Faith-based community", "Philanthropy"]
    assert found.replies == ()


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
    assert "part-twice" not in codes(answers)


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
