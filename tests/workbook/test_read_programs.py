"""One workbook saved by real programs in several formats reads the same, with its notes, errors and hidden rows."""

import datetime
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from mobility_xlsx.form.answers import Cell, Kind
from mobility_xlsx.workbook.biffrecords import packed_number
from mobility_xlsx.workbook.grids import Book
from mobility_xlsx.workbook.read import read_bytes

FORMATS = ("xlsx", "xls", "ods")


def _fill(path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for place, value in {
        **{"A1": "Name", "B1": "noted", "A2": "Food  Bank", "A3": "left", "A4": "hidden", "A5": 2139},
        **{"A6": datetime.date(2026, 11, 23), "A7": datetime.datetime(2026, 11, 23, 14, 30), "A8": "x\ny"},
        **{"A9": "=1/0", "A10": '="Acme "&"Shelter"', "A11": "   ", "A12": 211, "A13": "Café — ñ 東京", "C1": "aside"},
        **{"A14": 7, "A15": 1000, "A16": 60, "A17": CellRichText("keep ", TextBlock(InlineFont(strike=True), "drop"))},
    }.items():
        sheet[place] = value
    sheet["A3"].font = Font(strike=True)
    sheet["A5"].number_format = "00000"
    for place, code in (("A14", "000"), ("A15", '0" Friends"'), ("A16", "0.0")):
        sheet[place].number_format = code
    sheet["B1"].comment = Comment("ask them\nagain", "Ann")
    sheet["C14"].comment = Comment("on a blank", "Ann")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    secret = workbook.create_sheet("Secret")
    secret["A1"] = "s"
    secret.sheet_state = "hidden"
    workbook.save(path)


def _check(book: Book) -> None:
    cells: dict[str, Cell] = {cell.address: cell for cell in book.sheets[0].cells}
    assert {place: cell.text for place, cell in cells.items()} == {
        **{"A1": "Name", "B1": "noted", "C1": "aside", "A2": "Food  Bank", "A3": "left", "A4": "hidden"},
        **{"A5": "02139", "A6": "2026-11-23", "A7": "2026-11-23 14:30:00", "A8": "x\ny", "A9": "#DIV/0!"},
        **{"A10": "Acme Shelter", "A12": "211", "A13": "Café — ñ 東京", "C14": ""},
        **{"A14": "007", "A15": "1000", "A16": "60", "A17": "keep drop"},
    }
    assert {place for place, cell in cells.items() if cell.kind is Kind.ERROR} == {"A9"}
    assert {place for place, cell in cells.items() if cell.kind is Kind.DATE} == {"A6", "A7"}
    assert {place for place, cell in cells.items() if cell.formula} == {"A9", "A10"}
    assert {place for place, cell in cells.items() if cell.struck} == {"A3", "A17"}
    assert {place for place, cell in cells.items() if cell.hidden} == {"A4", "C1", "C14"}
    assert {place: cell.note for place, cell in cells.items() if cell.note} == {
        "B1": "ask them\nagain",
        "C14": "on a blank",
    }
    assert {remark.code for remark in book.remarks} >= {"hidden-rows", "struck-rows", "hidden-columns"}
    assert "counts-differ" not in {remark.code for remark in book.remarks}
    assert book.non_empty == 19


def _saved_by_libreoffice(path: Path, ending: str) -> Path:
    """The workbook as LibreOffice saves it; skips the test where that is not installed."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    out = path.parent / "out"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", ending, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out / f"{path.stem}.{ending}"


@pytest.mark.program
@pytest.mark.thorough
@pytest.mark.parametrize("ending", FORMATS)
def test_what_libreoffice_saves_reads_the_same(tmp_path: Path, ending: str) -> None:
    _fill(tmp_path / "a.xlsx")
    saved = _saved_by_libreoffice(tmp_path / "a.xlsx", ending)
    _check(read_bytes(saved.read_bytes(), saved.name))


@pytest.mark.program
@pytest.mark.thorough
@pytest.mark.parametrize("ending", FORMATS)
def test_what_gnumeric_saves_reads_the_same(tmp_path: Path, ending: str) -> None:
    program = shutil.which("ssconvert")
    if program is None:
        pytest.skip("Gnumeric is not installed")
    _fill(tmp_path / "a.xlsx")
    saved = tmp_path / f"b.{ending}"
    subprocess.run([program, "--recalc", str(tmp_path / "a.xlsx"), str(saved)], check=True, capture_output=True)
    _check(read_bytes(saved.read_bytes(), saved.name))


@pytest.mark.program
def test_hours_beyond_a_day_read_as_hours_from_every_program(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = 1.5  # type: ignore[index]
    workbook.active["A1"].number_format = "[h]:mm"  # type: ignore[index]
    workbook.save(tmp_path / "a.xlsx")
    for path in (tmp_path / "a.xlsx", _saved_by_libreoffice(tmp_path / "a.xlsx", "ods")):
        cells = read_bytes(path.read_bytes(), path.name).sheets[0].cells
        assert [(cell.text, cell.kind) for cell in cells] == [("36:00:00", Kind.DATE)]


@pytest.mark.program
def test_percentages_read_as_typed_from_every_program(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row, (value, code) in enumerate(((0.5, "0%"), (0.125, "0.0%"), (0.07, "0.00%")), 1):
        workbook.active.cell(row, 1, value).number_format = code  # type: ignore[union-attr]
    workbook.save(tmp_path / "a.xlsx")
    for ending in ("ods", "xls"):
        saved = _saved_by_libreoffice(tmp_path / "a.xlsx", ending)
        cells = read_bytes(saved.read_bytes(), saved.name).sheets[0].cells
        assert [(cell.text, cell.kind) for cell in cells] == [
            ("50%", Kind.NUMBER),
            ("12.5%", Kind.NUMBER),
            ("7%", Kind.NUMBER),
        ]


@pytest.mark.parametrize(
    ("stored", "number"),
    [
        ("0000f03f", 1.0),
        ("02000000", 0.0),
        ("1e000000", 7.0),
        ("01005940", 1.0),
        ("fbffffff", -0.02),
        ("a20f0000", 1000),
    ],
)
def test_numbers_packed_by_old_excel_are_unpacked(stored: str, number: float) -> None:
    assert packed_number(bytes.fromhex(stored)) == number


@pytest.mark.program
@pytest.mark.thorough
@pytest.mark.parametrize("ending", FORMATS)
def test_words_of_a_text_box_are_told_and_no_cells(tmp_path: Path, ending: str) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        sheet.write("A1", "Food Bank")
        sheet.insert_textbox("A1", "Closes in June")
    saved = _saved_by_libreoffice(tmp_path / "a.xlsx", ending)
    book = read_bytes(saved.read_bytes(), saved.name)
    assert [(remark.code, remark.value) for remark in book.remarks] == [("words-in-shapes", "Closes in June")]
    assert [cell.text for cell in book.sheets[0].cells] == ["Food Bank"]
