"""Cells written into a workbook that exists, with everything else in it left alone."""

import io
import random
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.workbook.read import read_bytes
from mobility_xlsx.workbook.splice import Edit, spliced


def decorated() -> bytes:
    """A workbook with what load-and-save loses: a chart, rich text, a text box, a newer drop-down."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    bold = book.add_format({"bold": True, "bg_color": "#FFFBE8"})
    sheet = book.add_worksheet("My notes & more")
    sheet.write_rich_string("A1", "plain ", bold, "bold", " plain")
    for row in range(4, 8):
        sheet.write_row(row, 0, [row, "", ""], bold)
    sheet.write_string("B6", "kept", bold)
    sheet.data_validation("C5:C8", {"validate": "list", "source": ["Yes", "No"]})
    sheet.data_validation("A5:A6", {"validate": "list", "source": ["x"]})
    sheet.conditional_format("B5:B8", {"type": "cell", "criteria": "==", "value": '"x"', "format": bold})
    sheet.insert_textbox("F1", "A text box")
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "='My notes & more'!$A$5:$A$8"})
    sheet.insert_chart("F6", chart)
    sheet.write_formula("D5", "=1+1", None, 2)
    book.add_worksheet("Empty")
    book.define_name("rows", "='My notes & more'!$A$5:$C$8")
    book.close()
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_only_the_edited_sheet_changes() -> None:
    data = decorated()
    after = spliced(data, [Edit("My notes & more", 5, 2, "=new & <b>\nline")])
    before, now = parts(data), parts(after)
    assert list(before) == list(now)
    assert [name for name in before if before[name] != now[name]] == ["xl/worksheets/sheet1.xml"]
    cell = openpyxl.load_workbook(io.BytesIO(after), rich_text=True)["My notes & more"]["B5"]
    assert (cell.value, cell.data_type, cell.font.b) == ("=new & <b>\nline", "s", True)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(after)).get_sheet_by_name("My notes & more").to_python()
    assert (rows[4][1], rows[4][3], rows[5][1], rows[0][0]) == ("=new & <b>\nline", 2.0, "kept", "plain bold plain")


def test_new_rows_look_like_the_last_one_and_keep_its_drop_downs() -> None:
    edits = [Edit("My notes & more", row, 2, f"row {row}", like=8, height=33) for row in (9, 10)]
    sheet = openpyxl.load_workbook(io.BytesIO(spliced(decorated(), edits)))["My notes & more"]
    assert [(cell.value, cell.fill.fgColor.rgb) for cell in sheet[10]][:3] == [
        (None, "FFFFFBE8"), ("row 10", "FFFFFBE8"), (None, "FFFFFBE8"),
    ]  # fmt: skip
    assert sheet.row_dimensions[10].height == 33
    boxes = {str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    assert boxes == {"C5:C10", "A5:A6"}
    names = openpyxl.load_workbook(io.BytesIO(spliced(decorated(), edits))).defined_names
    assert names["rows"].attr_text == "'My notes & more'!$A$5:$C$10"


def test_an_empty_sheet_takes_rows_too() -> None:
    after = spliced(decorated(), [Edit("Empty", 2, 3, "b"), Edit("Empty", 1, 1, "a"), Edit("Empty", 2, 1, "c")])
    rows = list(openpyxl.load_workbook(io.BytesIO(after))["Empty"].iter_rows(values_only=True))
    assert rows == [("a", None, None), ("c", None, "b")]


def test_what_excel_takes_for_an_escape_is_escaped() -> None:
    after = parts(spliced(decorated(), [Edit("Empty", 1, 1, "_x000D_")]))
    assert b">_x005F_x000D_<" in after["xl/worksheets/sheet2.xml"]


def test_texts_that_xml_or_excel_would_change_stay_as_they_are() -> None:
    texts = ["a\x07b", "  edges  ", "<&>\"'", "日本 🙂", "]]>", "\ud800x", "y" * 40_000]
    edits = [Edit("Empty", row, 1, text) for row, text in enumerate(texts, 1)]
    sheets = read_bytes(spliced(decorated(), edits), "Decisions.xlsx").sheets
    read = [cell.text for sheet in sheets if sheet.name == "Empty" for cell in sheet.cells]
    assert read[:6] == ["ab", "  edges  ", "<&>\"'", "日本 🙂", "]]>", "x"]
    assert read[6].endswith("y…")
    assert len(read[6]) < 32_767


def test_without_edits_the_file_is_the_same_bytes() -> None:
    data = decorated()
    assert spliced(data, []) is data


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(NotReadable):
        spliced(b"Name,Answer\n", [Edit("Sheet1", 1, 1, "x")])


@pytest.mark.parametrize("seed", range(10))
def test_random_edits_land_where_they_belong(seed: int) -> None:
    print(f"seed {seed}")
    dice = random.Random(seed)
    cells = {(dice.randint(1, 30), dice.randint(1, 6)) for _ in range(25)}
    edits = [Edit("My notes & more", row, column, f"{row},{column}", like=8) for row, column in sorted(cells)]
    dice.shuffle(edits)
    before = openpyxl.load_workbook(io.BytesIO(decorated()))["My notes & more"]
    after = openpyxl.load_workbook(io.BytesIO(spliced(decorated(), edits)))["My notes & more"]
    for row in range(1, 31):
        for column in range(1, 7):
            wanted = f"{row},{column}" if (row, column) in cells else before.cell(row, column).value
            assert after.cell(row, column).value == wanted


def test_parts_with_prefixes_and_rows_without_numbers_are_understood(tmp_path: Path) -> None:
    data = decorated()
    sheet = parts(data)["xl/worksheets/sheet1.xml"].decode()
    bare = re.sub(r'<row r="\d+"', "<row", re.sub(r'<row r="1"[^>]*>.*?</row>', '<row r="4"/>', sheet))
    path = tmp_path / "bare.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts(data).items():
            archive.writestr(name, bare.encode() if name == "xl/worksheets/sheet1.xml" else part)
    after = spliced(path.read_bytes(), [Edit("My notes & more", 6, 3, "found")])
    assert openpyxl.load_workbook(io.BytesIO(after))["My notes & more"]["C6"].value == "found"
