"""A please-check copy flags the right cells, links to them, and loses nothing it was given."""

from io import BytesIO

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from mobility_xlsx.form.answers import Cell, Field, Found, Row, Value
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.content import Content, Flag
from mobility_xlsx.workbook.planning import plan_form
from mobility_xlsx.workbook.write import write_form

SHEET = "Tabelle1"


def value(text: str, row: int, column: int) -> Value:
    return Value(text, Cell(SHEET, row, column, text), text)


def row(place: int, name: str, *domains: str, number: str = "") -> Row:
    """An organization that began on row `place`: its name in column C, domains in F, one a line."""
    fields = [Field("name", (value(name, place, 3),))] if name else []
    fields.append(Field("domains", tuple(value(text, place + i, 6) for i, text in enumerate(domains))))
    return Row("part2", SHEET, number, tuple(fields), place=place)


ROWS = (
    row(40, "YWCA", "a", "b", "c", "d", number="1"),
    row(9, "", "e", number="2"),
    row(60, "Fund", "f", number="7"),
)
FOUND = (
    Found("part2", SHEET, "headings", 8, (("name", 3), ("type", 4), ("domains", 6))),
    Found("part1", "Blatt 2", "headings", 6),
)
FLAGS = (
    Flag("“d” is not in the list.", "Choose the nearest.", SHEET, "F43", also=((SHEET, "F60"),)),
    Flag("Nobody is named.", "Add the name.", SHEET, "C9"),
    Flag("Words beside the form.", "Write them where they belong.", SHEET, "Z1"),
    Flag("Nothing is ticked.", "Tick a line.", "Blatt 2"),
    Flag("It is spelled oddly.", "Look again.", SHEET, "F43"),
)
CONTENT = Content(
    "SI-2026-000001",
    ROWS,
    checking=load_form("please_check"),
    flags=FLAGS,
    found=FOUND,
    unplaced=(Cell(SHEET, 1, 26, "call Ann"),),
    notes=(Cell(SHEET, 40, 3, "YWCA", note="We met in May."),),
)


def copied() -> openpyxl.Workbook:
    out = BytesIO()
    write_form(load_form(), out, CONTENT)
    return openpyxl.load_workbook(out)


def rows(sheet: Worksheet) -> list[list[str]]:
    return [[str(cell.value or "") for cell in line] for line in sheet.iter_rows(5) if line[0].value]


def test_the_first_sheet_lists_every_question_where_its_cell_stands_now() -> None:
    book = copied()
    assert book.sheetnames[0] == "Please check"
    assert book.sheetnames[-2:] == ["Your other notes", "Lists"]
    assert [line[:4] for line in rows(book["Please check"])] == [
        ["1", "Part 2 Partnerships", "E14", "“d” is not in the list."],
        ["2", "Part 2 Partnerships", "B15", "Nobody is named."],
        ["3", "Your other notes", "D5", "Words beside the form."],
        ["4", "Part 1 Priorities", "", "Nothing is ticked."],
        ["5", "Part 2 Partnerships", "E14", "It is spelled oddly."],
    ]
    links = [cell.hyperlink.location if cell.hyperlink else "" for cell in book["Please check"]["C"][4:9]]
    assert links == ["'Part 2 Partnerships'!E14", "'Part 2 Partnerships'!B15", "'Your other notes'!D5", "", links[0]]
    assert book["Please check"]["B8"].hyperlink.location == "'Part 1 Priorities'!A1"


def test_a_flagged_cell_has_a_thick_edge_a_ground_and_plain_words() -> None:
    sheet = copied()["Part 2 Partnerships"]
    for address, words in (
        ("E14", ["“d” is not in the list.\nChoose the nearest.", "It is spelled oddly.\nLook again."]),
        ("B15", ["Nobody is named.\nAdd the name."]),
        ("E30", ["“d” is not in the list.\nChoose the nearest."]),
    ):
        cell = sheet[address]
        assert cell.border.left.style == cell.border.bottom.style == "thick"
        assert cell.border.left.color.rgb == "FF" + look.BAD[0][1:]
        assert cell.fill.fgColor.rgb == "FF" + look.WARN[1][1:]
        assert not cell.protection.locked
        assert cell.comment.text == "\n\n".join(f"Please check: {said}" for said in words)
    flagged = [cell.coordinate for line in sheet.iter_rows() for cell in line if cell.border.left.style == "thick"]
    assert flagged == ["E14", "B15", "E30"]


def test_a_note_somebody_attached_stays_and_flags_nothing() -> None:
    cell = copied()["Part 2 Partnerships"]["B11"]
    assert cell.comment.text == "We met in May."
    assert cell.border.left.style == "thin"


def test_every_answer_stands_in_the_copy_and_its_old_place_leads_there() -> None:
    plan = plan_form(load_form(), CONTENT)
    sheet = copied()["Part 2 Partnerships"]
    assert [sheet.cell(place, 1).value for place in range(11, 19)] == ["1", "1", "1", "1", "2", "2", "2", "3"]
    for placed in plan.placements:
        said = CONTENT.rows[placed.row].values(placed.field)[placed.value]
        assert sheet[placed.cell].value == said.text
        assert plan.where(SHEET, said.cell.address) == ("Part 2 Partnerships", placed.cell)
    assert plan.where(SHEET, "D40") == ("Part 2 Partnerships", "C11")
    assert plan.where(SHEET, "Q99") is None


def test_what_had_no_place_is_on_the_last_sheet_with_its_address() -> None:
    assert rows(copied()["Your other notes"]) == [["1", SHEET, "Z1", "call Ann"]]


def test_the_answer_to_a_question_is_the_only_open_cell_of_its_row() -> None:
    sheet = copied()["Please check"]
    assert [cell.protection.locked for cell in sheet[5]] == [True] * 5 + [False]


def test_without_anything_to_check_there_is_no_such_sheet() -> None:
    out = BytesIO()
    write_form(load_form(), out, Content(rows=ROWS, flags=FLAGS, unplaced=CONTENT.unplaced))
    assert openpyxl.load_workbook(out).sheetnames[0] == "Start here"
