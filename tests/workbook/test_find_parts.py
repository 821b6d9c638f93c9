"""Parts found by names, headings and layout, on sheets that were renamed, moved, pasted, exported or half deleted."""

import io

import openpyxl
import pytest
from drawn_books import answers_of, assert_accounted, codes, content, names, row_says, sheet, unplaced
from filled_forms import half_filled
from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers, Cell, Kind
from mobility_xlsx.form.declaration import load_form, reading_form
from mobility_xlsx.workbook.content import Content
from mobility_xlsx.workbook.find import find
from mobility_xlsx.workbook.grids import Book, Sheet
from mobility_xlsx.workbook.read import read_bytes
from mobility_xlsx.workbook.write import write_form

PART2 = """
No.|Organization name|Type of organization|Target populations served|Domains of work|Assets
1|Hope Center|Philanthropy|People of color|Housing stability|Staff
1|||Disengaged youth||Data sharing
2|Grace Church|Faith-based community|People of color|Social capital|Convening power
"""
PART5 = """
No.|Potential coalition member|Organization|Email|Invite as|Who sends|How well does the sender know them?
1|Jo Park|Cascade Fund|jo@fund.example|Keep informed|Ana Ruiz|Has met them
2|Rev. Ann Lee|Hope Center|ann@hope.example|Invite|Ana Ruiz|Works with them now
"""


def found_as(answers: Answers) -> list[tuple[str, str, str]]:
    return [(found.part, found.sheet, found.by) for found in answers.found]


def written(language: str = "en") -> Book:
    out = io.BytesIO()
    write_form(load_form("inventory", language), out, Content("SI-2026-0042", half_filled()))
    return read_bytes(out.getvalue(), "written.xlsx")


def moved(one: Sheet, rows: int, columns: int) -> Sheet:
    cells = (replace(cell, row=cell.row + rows, column=cell.column + columns) for cell in one.cells)
    return replace(one, cells=tuple(cells))


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_form_is_read_as_it_was_written_in_every_language(language: str) -> None:
    book = written(language)
    answers = find(book, reading_form())
    assert_accounted(answers, book)
    assert (answers.workbook_id, answers.edition, answers.language) == ("SI-2026-0042", "2.0", language)
    assert [found.by for found in answers.found] == ["name"] * 6
    assert unplaced(answers) == []
    assert codes(answers) == []
    assert content(answers) == content(find(written(), reading_form()))


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_blank_form_says_nothing(language: str) -> None:
    out = io.BytesIO()
    write_form(load_form("inventory", language), out)
    answers = find(read_bytes(out.getvalue(), "blank.xlsx"), reading_form())
    assert answers.answer_cells == 0
    assert not [row for row in answers.rows if not row.example and row.fields]
    assert (answers.workbook_id, answers.unplaced) == ("", ())


def test_sheets_in_any_order_under_any_name_give_the_same_answers() -> None:
    book = written()
    renamed = tuple(replace(one, name=f"Tabelle{i}") for i, one in enumerate(reversed(book.sheets), 1))
    renamed = tuple(replace(one, cells=tuple(replace(c, sheet=one.name) for c in one.cells)) for one in renamed)
    answers = find(replace(book, sheets=renamed), reading_form())
    assert content(answers) == content(find(book, reading_form()))
    assert [found.by for found in answers.found] == ["headings"] * 6
    assert codes(answers).count("part-by-headings") == 6


@pytest.mark.parametrize(
    "name",
    [
        *("Part 2 Partnerships (2)", "Copy of Part 2 Partnerships", "Part 2 Partnerships - final"),
        *("Part 2 Partnerships" + "-" * 32_000 + "copy", "Part 2 Partnerships" + " " * 32_000 + "a"),
    ],
)
def test_marks_of_a_copy_are_no_part_of_a_sheets_name(name: str) -> None:
    assert found_as(answers_of(sheet(name, PART2))) == [("part2", name, "name")]


def test_sheets_whose_names_were_changed_round_are_told_by_their_headings() -> None:
    book = written()
    wrong = {"Part 2 Partnerships": "Part 4 Benefits", "Part 4 Benefits": "Part 2 Partnerships"}
    swapped = tuple(replace(one, name=wrong.get(one.name, one.name)) for one in book.sheets)
    swapped = tuple(replace(one, cells=tuple(replace(c, sheet=one.name) for c in one.cells)) for one in swapped)
    assert content(find(replace(book, sheets=swapped), reading_form())) == content(find(book, reading_form()))


def test_a_form_pasted_at_b3_reads_the_same() -> None:
    book = written()
    pasted = replace(book, sheets=tuple(moved(one, 2, 1) for one in book.sheets))
    answers = find(pasted, reading_form())
    assert_accounted(answers, pasted)
    assert content(answers) == content(find(book, reading_form()))


@pytest.mark.parametrize("first", [0, 1])
def test_a_column_that_only_counts_rows_is_no_answer(first: int) -> None:
    book = written()
    sheets = []
    for one in book.sheets:
        last = max(cell.row for cell in one.cells)
        counting = [Cell(one.name, row, 1, str(row - 2 + first), Kind.NUMBER) for row in range(2, last + 1)]
        cells = sorted([*moved(one, 0, 1).cells, *counting], key=lambda cell: (cell.row, cell.column))
        sheets.append(replace(one, cells=tuple(cells)))
    indexed = replace(book, sheets=tuple(sheets), non_empty=0)
    answers = find(indexed, reading_form())
    assert content(answers) == content(find(book, reading_form()))
    assert unplaced(answers) == []


def test_headings_may_stand_in_any_order_and_wording() -> None:
    answers = answers_of(
        sheet(
            "our list",
            """
What they bring|Who they serve|Org. name|Type of org.|Domain(s)|#
Staff|People of color|Hope Center|Philanthropy|Housing stability|1
""",
        )
    )
    assert [row_says(row) for row in answers.part("part2")] == [
        {
            "name": "Hope Center",
            "type": "Philanthropy",
            "populations": "People of color",
            "domains": "Housing stability",
            "assets": "Staff",
        }
    ]


def test_a_heading_with_a_typo_is_taken_and_said() -> None:
    answers = answers_of(
        sheet("Part 2", "No.|Organzation name|Type of organization|Asets (what they can give)\n1|Hope Center||Staff")
    )
    assert names(answers) == ["Hope Center"]
    assert [(r.code, r.cell, dict(r.fields)["column"]) for r in answers.remarks if r.code == "column-reworded"] == [
        ("column-reworded", "B1", "Organization name")
    ]
    assert unplaced(answers) == ["Part 2!D1 Asets (what they can give)", "Part 2!D2 Staff"]


def test_a_missing_column_is_said_and_an_added_one_is_kept_apart() -> None:
    answers = answers_of(
        sheet("Part 2", "No.|Organization name|Contact person|Assets\n1|Hope Center|Ann|Staff\n2|Bridge|Jo|")
    )
    assert [dict(r.fields)["column"] for r in answers.remarks if r.code == "column-missing"] == [
        "Type of organization",
        "Target populations served",
        "Domains of work",
    ]
    assert unplaced(answers) == ["Part 2!C1 Contact person", "Part 2!C2 Ann", "Part 2!C3 Jo"]


def test_without_their_heading_row_tables_are_read_by_layout() -> None:
    book = written()
    sheets = tuple(
        replace(one, cells=tuple(cell for cell in one.cells if cell.row > 4)) if one.name.startswith("Part 2") else one
        for one in book.sheets
    )
    beheaded = replace(book, sheets=sheets, non_empty=0)
    answers = find(beheaded, reading_form())
    assert content(answers) == content(find(book, reading_form()))
    assert ("part2", "Part 2 Partnerships", "layout") in found_as(answers)


def labels(*lists: str) -> list[str]:
    """Labels of Part 1's lists, those of several lists left out."""
    return [label.text for key in lists for label in reading_form().vocabulary(key).labels if label.key != "other"]


def poll(*lists: str, heading: str = "", said: str = "10") -> Sheet:
    lines = (f"{label}|{said[i % len(said)]}" for i, label in enumerate(labels(*lists)))
    return sheet("Poll", "\n".join([*filter(None, [heading]), *lines]))


PART1 = "Yes?|Predictor|Please say which, or add a note\nx|Housing stability|\n|Digital access|"


@pytest.mark.parametrize("drawing", ["Predictor|Votes", ""])
def test_a_poll_beside_part_1_gives_no_ticks(drawing: str) -> None:
    answers = answers_of(sheet("Part 1 Priorities", PART1), poll("predictors", heading=drawing))
    assert [row.text("label") for row in answers.part("part1")] == ["Housing stability"]
    assert found_as(answers) == [("part1", "Part 1 Priorities", "name")]
    assert {cell.text for cell in answers.unplaced} >= {*labels("predictors"), "1", "0"}
    assert "sheet-unplaced" in codes(answers)


def test_counts_under_a_heading_of_their_own_are_no_ticks_in_a_workbook_without_part_1() -> None:
    assert found_as(answers_of(poll("predictors", heading="Predictor|Votes"))) == []
    assert found_as(answers_of(poll("predictors", heading="Predictor|Yes?"))) == [("part1", "Poll", "layout")]
    assert found_as(answers_of(poll("predictors"))) == [("part1", "Poll", "layout")]
    assert found_as(answers_of(poll("predictors", heading="Predictor|Applies", said="x "))) == [
        ("part1", "Poll", "layout")
    ]


def test_labels_alone_are_part_1_only_when_all_its_lists_are_there() -> None:
    answers = answers_of(poll("predictors", said=" "))
    assert (found_as(answers), answers.form_cells) == ([], 0)
    assert codes(answers) == ["no-part-found", "sheet-unplaced"]
    assert found_as(answers_of(poll("groups", "predictors", "assets", said=" "))) == [("part1", "Poll", "layout")]


@pytest.mark.parametrize(
    "copied",
    [poll("groups", "predictors", "assets", said="x "), poll("assets", said="10", heading="Asset|Yes?")],
)
def test_a_copy_of_part_1_without_most_of_its_headings_is_read_beside_it(copied: Sheet) -> None:
    answers = answers_of(sheet("Part 1 Priorities", PART1), copied)
    assert ("part1", "Poll", "layout") in found_as(answers)
    assert codes(answers).count("part-twice") == 2


def test_a_table_of_somebodys_own_is_no_second_part_2_but_a_plain_copy_is() -> None:
    own = sheet("Grants", "Hope Center|Philanthropy|Staff\nGrace Church|Faith-based community|Data sharing")
    copied = sheet("More", "\n".join(PART2.strip().split("\n")[1:]))
    assert [by for _, _, by in found_as(answers_of(own))] == ["layout"]
    assert found_as(answers_of(sheet("Part 2", PART2), own)) == [("part2", "Part 2", "name")]
    assert ("part2", "More", "layout") in found_as(answers_of(sheet("Part 2", PART2), copied))


def test_a_bare_list_under_no_name_is_read_by_its_layout() -> None:
    answers = answers_of(
        sheet("Sheet1", PART2.strip().split("\n", 1)[1]), sheet("Sheet2", PART5.strip().split("\n", 1)[1])
    )
    assert names(answers) == ["Hope Center", "Grace Church"]
    assert [row_says(row)["assets"] for row in answers.part("part2")] == [["Staff", "Data sharing"], "Convening power"]
    assert names(answers, "part5") == ["Jo Park", "Rev. Ann Lee"]
    assert [by for _, _, by in found_as(answers)] == ["layout", "layout"]


def test_a_checklist_without_its_questions_is_read_by_its_lines() -> None:
    answers = answers_of(
        sheet(
            "Sheet1",
            """
x|People of color|
|People with disabilities|
|Disengaged youth|the east side
Yes|Housing stability|
|Digital access|
no|Just policing|
✓|Staff|
|Other|
""",
        )
    )
    rows = [(row.block, row.text("label"), row.text("tick"), row.text("note")) for row in answers.part("part1")]
    assert rows == [
        ("groups", "People of color", "Yes", ""),
        ("groups", "Disengaged youth", "", "the east side"),
        ("predictors", "Housing stability", "Yes", ""),
        ("assets", "Staff", "Yes", ""),
    ]


def test_two_sheets_that_look_like_one_part_are_both_read_and_said() -> None:
    answers = answers_of(
        sheet("Part 2 Partnerships", PART2), sheet("Part 2 Partnerships (2)", PART2.replace("Hope Center", "Bridge"))
    )
    assert names(answers) == ["Hope Center", "Grace Church", "Bridge", "Grace Church"]
    assert codes(answers).count("part-twice") == 2


def test_a_workbook_without_the_form_is_said_and_kept() -> None:
    answers = answers_of(sheet("Budget", "Item|Cost\nPaper|12\nPens|7"))
    assert codes(answers) == ["no-part-found", "sheet-unplaced"]
    assert len(answers.unplaced) == 6


def test_ids_that_disagree_and_editions_are_said() -> None:
    band = "Part 2 · Existing partnerships|||||SI-2026-0007 · v3.1\n" + PART2.strip()
    markers = (("custom property mobility_workbook_id", "SI-2026-0003"),)
    answers = answers_of(sheet("Part 2 Partnerships", band), markers=markers)
    assert (answers.workbook_id, answers.edition) == ("SI-2026-0003", "3.1")
    assert dict(next(r for r in answers.remarks if r.code == "ids-disagree").fields) == {
        "ids": "SI-2026-0003, SI-2026-0007"
    }
    assert dict(next(r for r in answers.remarks if r.code == "edition-new").fields) == {"edition": "3.1"}
    assert unplaced(answers) == []


def test_digits_longer_than_any_edition_are_none() -> None:
    markers = (("custom property mobility_edition", "9" * 5_000 + ".1"), ("mobility_workbook", "v" + "9" * 5_000))
    answers = answers_of(sheet("Part 2 Partnerships", PART2), sheet("Lists", "9" * 5_000 + ".1"), markers=markers)
    assert answers.edition == ""


def test_who_answered_is_found_right_of_the_labels_or_below_them() -> None:
    beside = answers_of(
        sheet("Cover", "Your name||Maria Lopez\nYour organization|Health Dept.\nYour email|m@fc.example")
    )
    below = answers_of(
        sheet("Start here", "Your name|Your organization|Your email\nMaria Lopez|Health Dept.|m@fc.example")
    )
    under = answers_of(
        sheet("Start here", "Your name\nMaria Lopez\nYour organization\nHealth Dept.\nYour email\nm@fc.example")
    )
    for answers in (beside, below, under):
        row = answers.form_row("start")
        assert [row.text(key) for key in ("name", "organization", "email")] == [
            "Maria Lopez",
            "Health Dept.",
            "m@fc.example",
        ]
        assert unplaced(answers) == []


def test_words_typed_into_the_forms_own_cells_do_not_vanish() -> None:
    book = written()
    typed = {
        ("Part 2 Partnerships", "A2"): "Call me",
        ("Part 2 Partnerships", "H14"): "ask Bo",
        ("Start here", "A10"): "Hi",
    }
    sheets = []
    for one in book.sheets:
        cells = []
        for cell in one.cells:
            words = typed.get((one.name, cell.address))
            cells.append(Cell(one.name, cell.row, cell.column, words) if words else cell)
        sheets.append(replace(one, cells=tuple(cells)))
    answers = find(replace(book, sheets=tuple(sheets)), reading_form())
    there = {(cell.sheet, cell.address): cell.text for cell in answers.unplaced}
    present = {(one.name, c.address) for one in book.sheets for c in one.cells}
    assert there == {place: words for place, words in typed.items() if place in present}
    assert len(there) >= 2


def test_values_saved_by_openpyxl_read_the_same() -> None:
    out = io.BytesIO()
    write_form(load_form(), out, Content("SI-2026-0042", half_filled()))
    again = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(out.getvalue()), data_only=True).save(again)
    answers = find(read_bytes(again.getvalue(), "again.xlsx"), reading_form())
    assert content(answers) == content(find(written(), reading_form()))
    assert unplaced(answers) == []


def without_column(one: Sheet, column: int) -> Sheet:
    kept = (cell for cell in one.cells if cell.column != column)
    return replace(one, cells=tuple(replace(cell, column=cell.column - (cell.column > column)) for cell in kept))


def test_with_the_no_column_deleted_every_part_reads_the_same() -> None:
    out = io.BytesIO()
    rows = [row for row in half_filled() if row.block != "Clubs" and (row.part != "part2" or row.text("name"))]
    write_form(load_form(), out, Content("SI-2026-0042", tuple(rows)))
    book = replace(read_bytes(out.getvalue(), "written.xlsx"), non_empty=0)
    tables = ("Part 2", "Part 3", "Part 4", "Part 5")
    sheets = (without_column(one, 1) if one.name.startswith(tables) else one for one in book.sheets)
    answers = find(replace(book, sheets=tuple(sheets)), reading_form())
    assert content(answers) == content(find(book, reading_form()))
    assert unplaced(answers) == []


def test_words_taken_for_a_formula_are_words_again_and_said() -> None:
    formula = Cell("Part 2", 2, 2, "0", Kind.NUMBER, formula="=Equity Now!")
    broken = Cell("Part 2", 3, 2, "#NAME?", Kind.ERROR, formula="=Ready Set Go")
    drawn = sheet("Part 2", "No.|Organization name|Assets\n1||Staff\n2||Staff\n3|Bridge|Staff")
    cells = sorted([*drawn.cells, formula, broken], key=lambda cell: (cell.row, cell.column))
    answers = answers_of(replace(drawn, cells=tuple(cells)))
    assert names(answers) == ["=Equity Now!", "=Ready Set Go", "Bridge"]
    assert codes(answers).count("formula-as-words") == 2


def test_a_row_that_only_counts_columns_is_no_answer() -> None:
    counted = "0|1|2\n" + "No.|Organization name|Assets\n1|Hope Center|Staff\n2|Bridge|Staff"
    answers = answers_of(sheet("Part 2", counted))
    assert names(answers) == ["Hope Center", "Bridge"]
    assert unplaced(answers) == []


def test_numbers_in_a_column_of_a_partners_own_stay_theirs() -> None:
    rows = "\n".join(f"{i}|Center {i}|Staff||{i}" for i in range(1, 9))
    answers = answers_of(sheet("Part 2", "No.|Organization name|Assets\n" + rows))
    assert len(unplaced(answers)) == 8


def test_the_summary_numbers_puts_in_front_is_no_answer() -> None:
    summary = "This document was exported from Numbers. Each table was converted to an Excel worksheet.\nName|Table 1"
    answers = answers_of(sheet("Export Summary", summary), sheet("Part 2 Partnerships - Table 1", PART2))
    assert names(answers) == ["Hope Center", "Grace Church"]
    assert unplaced(answers) == []


def test_headings_may_be_decorated_and_wrapped() -> None:
    headings = "No.|Organization\\nname|TYPE OF ORGANIZATION *|✚ How well do you know them?|2. Assets they bring"
    answers = answers_of(sheet("Part 2", headings + "\n1|Hope Center|Philanthropy|Has met them|Staff"))
    assert [row_says(row) for row in answers.part("part2")] == [
        {"name": "Hope Center", "type": "Philanthropy", "assets": "Staff", "closeness": "Has met them"}
    ]
    assert unplaced(answers) == []


@pytest.mark.parametrize(
    "drawing",
    [
        "No.|Organization name|Type|Groups|Predictors|Assets\n1|Alpha|Philanthropy|Disengaged youth||Staff",
        "No.|Organization name|Assets|Domains of work|Active?|Member?|Funded?\n1|Alpha|Staff||Yes|Yes|Yes",
    ],
)
def test_a_part_that_says_names_of_lists_is_not_the_sheet_of_lists(drawing: str) -> None:
    answers = answers_of(sheet("Part 2 Partnerships", drawing))
    assert names(answers) == ["Alpha"]
    assert len(answers.unplaced) in (2, 6)


@pytest.mark.parametrize("beside", ["what we mean by it here, in short", "7"])
def test_labels_with_words_beside_them_are_no_ticks(beside: str) -> None:
    labels = (
        "Disengaged youth",
        "People of color",
        "LGBTQ+ people",
        "Grandparents raising children",
        "People with disabilities",
    )
    answers = answers_of(sheet("Glossary", "\n".join(f"{label}|{beside}" for label in labels)))
    assert list(answers.part("part1")) == []
    assert len(answers.unplaced) == 10
