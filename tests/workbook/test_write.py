"""The workbooks as a program sees them: texts, lists, locks, names, marks, and the same bytes each time."""

import re
import time
import zipfile
from io import BytesIO

import openpyxl
import pytest
from filled_forms import crowded, half_filled
from openpyxl.worksheet.worksheet import Worksheet

from mobility_xlsx.errors import BadChoice
from mobility_xlsx.form.declaration import languages, load_form
from mobility_xlsx.workbook.content import Content, known_row, room_for
from mobility_xlsx.workbook.write import write_form

FORMS = [("inventory", language) for language in languages()] + [("please_check", "en"), ("decisions", "en")]


def written(content: Content = Content(), key: str = "inventory", language: str = "en") -> BytesIO:  # noqa: B008
    out = BytesIO()
    write_form(load_form(key, language), out, content)
    out.seek(0)
    return out


def opened(content: Content = Content(), language: str = "en") -> openpyxl.Workbook:  # noqa: B008
    return openpyxl.load_workbook(written(content, language=language))


def shown(sheet: Worksheet, row: int) -> list[str]:
    return [cell.value or "" for cell in sheet[row]]


def test_the_sheets_stand_in_order_and_the_lists_are_hidden() -> None:
    book = opened()
    assert book.sheetnames == [
        "Start here",
        "Part 1 Priorities",
        "Part 2 Partnerships",
        "Part 3 Opportunities",
        "Part 4 Benefits",
        "Part 5 Invitations",
        "Lists",
    ]
    assert [sheet.title for sheet in book if sheet.sheet_state == "hidden"] == ["Lists"]


def test_the_headings_are_those_of_the_form() -> None:
    book = opened()
    assert shown(book["Part 2 Partnerships"], 4) == [
        "No.",
        "Organization name",
        "Type of organization",
        "Target populations served",
        "Domains of work",
        "Assets",
        "How well do you know them?",
        "Check",
    ]
    assert shown(book["Part 5 Invitations"], 4)[-2:] == ["How well does the sender know them?", "Check"]


def test_an_organization_has_its_number_on_every_line_and_its_values_one_a_line() -> None:
    row = known_row(
        "part2", {"name": "YWCA", "type": "Nonprofit and CBOs", "domains": ("Digital access", "Employment")}
    )
    sheet = opened(Content(rows=(row,)))["Part 2 Partnerships"]
    assert [shown(sheet, place)[:6] for place in (11, 12, 13, 14)] == [
        ["1", "YWCA", "Nonprofit and CBOs", "", "Digital access", ""],
        ["1", "", "", "", "Employment", ""],
        ["1", "", "", "", "", ""],
        ["2", "", "", "", "", ""],
    ]


def test_more_values_than_lines_make_the_box_longer_and_more_rows_than_room_the_table() -> None:
    row = known_row("part2", {"name": "YWCA", "domains": ("a", "b", "c", "d", "e")})
    rows = (row, *(known_row("part2", {"name": f"Org {i}"}) for i in range(30)))
    sheet = opened(Content(rows=rows))["Part 2 Partnerships"]
    assert [sheet.cell(place, 1).value for place in range(11, 17)] == ["1"] * 5 + ["2"]
    names = [cell.value for cell in sheet["B"] if cell.value]
    assert names[-31:] == ["YWCA", *(f"Org {i}" for i in range(30))]


def test_a_row_goes_to_its_own_number_and_its_own_band() -> None:
    rows = (
        known_row("part2", {"name": "Ninth"}, number="9"),
        known_row("part2", {"name": "Also ninth"}, number="9"),
        known_row("part3", {"name": "Fund"}, "Philanthropy", "PH2"),
        known_row("part3", {"name": "Nowhere"}, "Clubs"),
    )
    book = opened(Content(rows=rows))
    second, third = book["Part 2 Partnerships"], book["Part 3 Opportunities"]
    assert {second.cell(r, 1).value for r in range(1, 80) if second.cell(r, 2).value == "Ninth"} == {"9"}
    assert {second.cell(r, 1).value for r in range(1, 80) if second.cell(r, 2).value == "Also ninth"} == {"1"}
    assert {third.cell(r, 1).value for r in range(1, 120) if third.cell(r, 2).value == "Fund"} == {"PH2"}
    assert "Clubs" in [cell.value for cell in third["A"]]
    assert "Nowhere" in [cell.value for cell in third["B"]]


def test_ticks_notes_and_lines_of_their_own_stand_in_part_1() -> None:
    sheet = opened(Content(rows=half_filled()))["Part 1 Priorities"]
    lines = {shown(sheet, row)[1]: shown(sheet, row) for row in range(6, sheet.max_row + 1)}
    assert lines["People of color"] == ["Yes", "People of color", ""]
    assert lines["Financial security"] == ["x", "Financial security", "Debt in collections > 50%"]
    assert lines["Boats"] == ["Yes", "Boats", "a line of their own"]


def test_the_form_in_spanish_shows_labels_in_spanish_and_own_words_as_they_are() -> None:
    row = known_row(
        "part2", {"name": "YWCA", "type": "Philanthropy", "populations": ("People of color", "Boat people")}
    )
    book = opened(Content(rows=(row,)), "es")
    sheet = book["Parte 2 Colaboraciones"]
    assert shown(sheet, 11)[1:4] == ["YWCA", "Filantropía", "Personas de color"]
    assert sheet["D12"].value == "Boat people"


@pytest.mark.parametrize("content", [Content(), Content(rows=half_filled())], ids=["blank", "half"])
def test_the_same_content_gives_the_same_bytes(content: Content) -> None:
    assert written(content).getvalue() == written(content).getvalue()


@pytest.mark.parametrize(("key", "language"), FORMS)
def test_nothing_is_merged_linked_outside_or_a_macro(key: str, language: str) -> None:
    with zipfile.ZipFile(written(key=key, language=language)) as package:
        assert not [name for name in package.namelist() if "externalLink" in name or name.endswith(".bin")]
        for name in package.namelist():
            text = package.read(name).decode("utf-8", "replace")
            assert "<mergeCell" not in text
            assert 'TargetMode="External"' not in text


def test_the_workbook_says_which_it_is_in_four_places() -> None:
    content = Content("SI-2026-7K3Q")
    book = opened(content)
    marks = {prop.name: prop.value for prop in book.custom_doc_props.props}
    assert (marks["mobility_workbook_id"], marks["mobility_schema_version"]) == ("SI-2026-7K3Q", "2.0")
    sheet, cell = book.defined_names["workbook_marker"].attr_text.replace("$", "").replace("'", "").split("!")
    assert book[sheet][cell].value == "SI-2026-7K3Q"
    for sheet in book:
        if sheet.sheet_state == "visible":
            assert "SI-2026-7K3Q · v2.0" in shown(sheet, 1)


def test_title_subject_and_language_are_in_the_properties() -> None:
    for language, name in (("en", "en-US"), ("es", "es-US")):
        properties = opened(language=language).properties
        assert properties.title == load_form("inventory", language).title
        assert properties.language == name
        assert "Boosting Upward Mobility" in properties.subject


def test_only_cells_to_fill_in_are_open_and_the_tab_key_meets_them_in_order() -> None:
    sheet = opened()["Part 2 Partnerships"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    opens = [cell.coordinate for row in sheet.iter_rows(11, 13) for cell in row if not cell.protection.locked]
    assert opens == ["B11", "C11", "D11", "E11", "F11", "G11", "D12", "E12", "F12", "D13", "E13", "F13"]
    assert all(cell.protection.locked for row in sheet.iter_rows(1, 10) for cell in row)


def test_every_column_to_fill_in_has_an_input_message_and_lists_never_nag() -> None:
    form, book = load_form(), opened()
    for part in form.parts:
        rules = book[part.sheet].data_validations.dataValidation
        asked = {rule.promptTitle for rule in rules}
        assert {column.prompt_title for column in part.columns if column.is_answer} == asked
        assert not [rule for rule in rules if rule.type == "list" and rule.showErrorMessage]
        for rule in (rule for rule in rules if rule.type == "list"):
            assert rule.formula1 in book.defined_names


def test_a_list_shows_every_label_of_its_vocabulary() -> None:
    form, book = load_form(), opened()
    for vocabulary in form.vocabularies:
        sheet, area = book.defined_names[f"list_{vocabulary.key}"].attr_text.replace("'", "").split("!")
        texts = [cell.value for row in book[sheet][area.replace("$", "")] for cell in row]
        assert texts == [label.text for label in vocabulary.labels]


def test_a_name_that_looks_like_a_formula_or_a_link_stays_a_text() -> None:
    names = ("=1+1", "+1", "-x", "@SUM(A1)", "http://a.example", "mailto:a@b.example", "007", "_x0041_", " blank ")
    rows = tuple(known_row("part2", {"name": name}) for name in names)
    sheet = opened(Content(rows=rows))["Part 2 Partnerships"]
    cells = [sheet.cell(11 + 3 * i, 2) for i in range(len(names))]
    assert [cell.value for cell in cells] == list(names)
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_characters_no_workbook_can_hold_are_left_out() -> None:
    row = known_row("part2", {"name": "Caf\u00e9\ud800 \x0bBar\ufffe \U0001f600 \u05e9\u05dc\u05d5\u05dd"})
    sheet = opened(Content(rows=(row,)))["Part 2 Partnerships"]
    assert sheet["B11"].value == "Caf\u00e9 Bar \U0001f600 \u05e9\u05dc\u05d5\u05dd"


def test_room_is_as_asked_for() -> None:
    form = load_form()
    book = opened(Content(room=room_for(form, 33, 5)))
    assert book["Part 2 Partnerships"].cell(10 + 33 * 3, 1).value == "33"
    numbers = [cell.value for cell in book["Part 3 Opportunities"]["A"]]
    assert numbers.count("NP5") == 3
    assert "NP6" not in numbers


@pytest.mark.parametrize("wanted", [(-1, None), (0, None), (501, None), (None, 0), (None, 501)])
def test_room_nobody_can_use_is_refused(wanted: tuple[int | None, int | None]) -> None:
    with pytest.raises(BadChoice, match="from 1 to 500"):
        room_for(load_form(), *wanted)


def test_the_blank_workbook_is_small_and_opens_at_once() -> None:
    blank = written()
    assert len(blank.getvalue()) < 100_000
    took = []
    for _ in range(3):
        start = time.process_time()
        openpyxl.load_workbook(blank)
        took.append(time.process_time() - start)
    assert min(took) < 0.5


def test_a_crowded_workbook_holds_every_text() -> None:
    form = load_form()
    rows = crowded(form)
    book = opened(Content(rows=rows))
    texts = {str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line if cell.value}
    split = {piece for text in texts for piece in text.split("; ")}
    said = {value.text for row in rows for field in row.fields for value in field.values}
    assert said <= split | {label.text for vocabulary in form.vocabularies for label in vocabulary.labels}


def test_pages_repeat_their_headings_and_say_their_number() -> None:
    for sheet in opened():
        if sheet.sheet_state == "hidden":
            continue
        assert re.search(r"&P / &N", str(sheet.oddFooter.right.text)), sheet.title
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.page_setup.fitToHeight == (None if sheet.title in ("Start here", "Part 1 Priorities") else 0)
        if sheet.freeze_panes and sheet.title != "Part 1 Priorities":
            assert sheet.print_title_rows == "$4:$4"


def test_the_picture_has_words() -> None:
    with zipfile.ZipFile(written()) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    assert load_form().words["rings"] in drawing
