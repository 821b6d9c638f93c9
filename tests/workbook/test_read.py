"""The cells of a returned file as a person sees them."""

import datetime
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from packed_books import packed

from mobility_xlsx.form.answers import Kind
from mobility_xlsx.workbook.grids import Book
from mobility_xlsx.workbook.read import read_bytes


def _written(fill: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], None]) -> Book:
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    fill(workbook, workbook.add_worksheet("Part 2"))
    workbook.close()
    return read_bytes(stream.getvalue(), "filled.xlsx")


def _texts(book: Book) -> dict[str, str]:
    return {cell.address: cell.text for sheet in book.sheets for cell in sheet.cells}


def test_numbers_dates_and_ticks_read_as_they_are_seen() -> None:
    def fill(workbook: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_number("A1", 211)
        sheet.write_number("A2", 2139, workbook.add_format({"num_format": "00000"}))
        sheet.write_string("A3", "02139")
        sheet.write_datetime("A4", datetime.datetime(2026, 11, 23), workbook.add_format({"num_format": "d mmm"}))
        sheet.write_boolean("A5", True)
        sheet.write_number("A6", 0.1 + 0.2)
        sheet.write_string("A7", "NA")

    assert _texts(_written(fill)) == {
        "A1": "211",
        "A2": "02139",
        "A3": "02139",
        "A4": "2026-11-23",
        "A5": "TRUE",
        "A6": "0.3",
        "A7": "NA",
    }


def test_percentages_read_as_they_are_typed() -> None:
    def fill(workbook: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        for row, (value, code) in enumerate(((0.5, "0%"), (0.125, "0.0%"), (-0.07, "0%;[Red]-0%"), (50, '0"%"'))):
            sheet.write_number(row, 0, value, workbook.add_format({"num_format": code}))

    assert _texts(_written(fill)) == {"A1": "50%", "A2": "12.5%", "A3": "-7%", "A4": "50"}


def test_control_characters_that_part_words_become_line_breaks() -> None:
    texts = ("Food_x000B_Bank", "Food\x0cBank", "Food_x000D__x000A_Bank", "Food\x0d\x0bBank", "Food\x07Bank")

    def fill(_: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        for row, text in enumerate(texts):
            sheet.write_string(row, 0, text)

    breaks = ["Food\nBank", "Food\nBank", "Food\nBank", "Food\n\nBank", "FoodBank"]
    assert [*_texts(_written(fill)).values()] == breaks


def test_errors_and_formulas_say_what_they_are(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet["A1"] = "=Equity Now!"
    sheet["A2"] = "#DIV/0!"
    sheet["A3"] = "food bank"
    workbook.save(tmp_path / "a.xlsx")
    book = read_bytes((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")
    kinds = {cell.address: (cell.kind, cell.text) for cell in book.sheets[0].cells}
    assert kinds == {
        "A1": (Kind.UNCALCULATED, "=Equity Now!"),
        "A2": (Kind.ERROR, "#DIV/0!"),
        "A3": (Kind.TEXT, "food bank"),
    }
    assert book.non_empty == 2


def _open_document(*cells: str) -> Book:
    """An .ods of one row of cells."""
    spaces = "".join(
        f' xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{key}:1.0"' for key in ("office", "table", "text")
    )
    row = f"<table:table-row>{''.join(cells)}</table:table-row>"
    table = f'<office:spreadsheet><table:table table:name="Part 2">{row}</table:table></office:spreadsheet>'
    content = f"<office:document-content{spaces}><office:body>{table}</office:body></office:document-content>"
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"}
    return read_bytes(packed(parts), "filled.ods")


@pytest.mark.parametrize("words", ["PT", "PT30M", "PT99999999999H", "P", "PTA"])
def test_words_that_look_like_a_length_of_time_stay_words(words: str) -> None:
    cell = f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'
    assert [(one.text, one.kind) for one in _open_document(cell).sheets[0].cells] == [(words, Kind.TEXT)]


@pytest.mark.parametrize(
    ("stored", "text", "kind"),
    [
        ("PT36H05M00S", "36:05:00", Kind.DATE),
        ("P2DT1H", "49:00:00", Kind.DATE),
        ("PT99999999999H", "PT99999999999H", Kind.TEXT),
        ("PT", "PT", Kind.TEXT),
    ],
)
def test_a_length_of_time_above_a_day_is_read_in_hours(stored: str, text: str, kind: Kind) -> None:
    attributes = f'office:value-type="time" office:time-value="{stored}"'
    cell = f"<table:table-cell {attributes}><text:p>shown</text:p></table:table-cell>"
    assert [(one.text, one.kind) for one in _open_document(cell).sheets[0].cells] == [(text, kind)]
