"""Unusual but readable packages and cells: names in any case, paths of Windows, dates in words, cells stored twice."""

import io
import time
import zipfile

import pytest
from packed_books import book_parts, packed, packed_book

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.answers import Kind
from mobility_xlsx.workbook.guard import inspect
from mobility_xlsx.workbook.read import read_bytes

CELL = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'


def _cells(data: bytes) -> list[tuple[str, Kind]]:
    book = read_bytes(data, "a.xlsx")
    assert [remark.code for remark in book.remarks] == []
    return [(cell.text, cell.kind) for cell in book.sheets[0].cells]


@pytest.mark.parametrize("renamed", [str.upper, lambda name: name.replace("[Content_Types]", "[content_types]")])
def test_names_of_parts_are_the_same_in_any_case(renamed) -> None:
    parts = {renamed(name): part for name, part in book_parts(CELL).items()}
    assert _cells(packed(parts)) == [("Food Bank", Kind.TEXT)]


@pytest.mark.parametrize(
    ("path", "said"), [("worksheets/sheet1", "worksheets\\sheet1"), ("worksheets/Hoja 1", "worksheets/Hoja%201")]
)
def test_paths_of_windows_and_of_the_web_between_parts_are_followed(path: str, said: str) -> None:
    parts = book_parts(CELL)
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace("worksheets/sheet1", said)
    moved = {each.replace("worksheets/sheet1", path): part for each, part in parts.items()}
    assert _cells(packed(moved)) == [("Food Bank", Kind.TEXT)]


def test_a_workbook_without_its_list_of_types_is_damaged() -> None:
    parts = book_parts(CELL)
    del parts["[Content_Types].xml"]
    with pytest.raises(NotReadable) as refusal:
        inspect(packed(parts), "a.xlsx")
    assert refusal.value.code == "damaged"


def test_hidden_columns_are_known_by_their_stretches_however_many_overlap() -> None:
    stretches = "".join(f'<col min="{1 + i % 2}" max="16384" hidden="1"/>' for i in range(100_000))
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="E1" t="s"><v>0</v></c></row>'
    sheet = book_parts(cells)["xl/worksheets/sheet1.xml"]
    few = '<col min="2" max="3" hidden="1"/><col min="5" max="6" hidden="true"/>'
    hidden: list[list[bool]] = []
    for columns in (few, stretches):
        part = sheet.replace("<sheetData>", f"<cols>{columns}</cols><sheetData>", 1)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            for name, text in book_parts(cells, **{"xl/worksheets/sheet1.xml": part}).items():
                archive.writestr(name, text)
        began = time.process_time()
        hidden.append([cell.hidden for cell in read_bytes(stream.getvalue(), "a.xlsx").sheets[0].cells])
        assert time.process_time() - began < 3
    assert hidden == [[False, True], [True, True]]


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("2026-03-05", "2026-03-05"),
        ("2026-03-05T00:00:00.000Z", "2026-03-05"),
        ("2026-03-05T10:20:30Z", "2026-03-05 10:20:30"),
        ("2026-03-05T10:20:30.250+01:00", "2026-03-05 10:20:30"),
    ],
)
def test_dates_stored_in_words_are_dates(stored: str, seen: str) -> None:
    assert _cells(packed_book(f'<row r="1"><c r="A1" t="d"><v>{stored}</v></c></row>')) == [(seen, Kind.DATE)]


def test_words_stored_as_the_value_of_an_inline_text_are_read() -> None:
    assert _cells(packed_book('<row r="1"><c r="A1" t="inlineStr"><v>Food Bank</v></c></row>')) == [
        ("Food Bank", Kind.TEXT)
    ]


def test_signs_escaped_in_two_halves_are_read() -> None:
    cell = '<c r="A1" t="inlineStr"><is><t>Gardens _xD83C__xDF31_</t></is></c>'
    assert _cells(packed_book(f'<row r="1">{cell}</row>')) == [("Gardens \U0001f331", Kind.TEXT)]


def test_a_cell_stored_twice_is_told_only_with_the_other_words() -> None:
    one, other = CELL, CELL.replace("<v>0", "<v>2")
    assert _cells(packed_book(one + one)) == [("Food Bank", Kind.TEXT)]
    texts = "<sst><si><t>Food Bank</t></si><si><t/></si><si><t>Cascade Fund</t></si></sst>"
    main = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    book = read_bytes(packed_book(one + other, **{"xl/sharedStrings.xml": texts.replace("<sst>", main)}), "a.xlsx")
    assert [cell.text for cell in book.sheets[0].cells] == ["Food Bank"]
    assert [(each.code, each.cell, each.value) for each in book.remarks] == [("duplicate-cell", "A1", "Cascade Fund")]
