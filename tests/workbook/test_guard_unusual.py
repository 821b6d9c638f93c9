"""Unusual but readable packages and cells: names in any case, paths of Windows."""

import pytest
from packed_books import book_parts, packed

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


def test_paths_of_windows_between_parts_are_followed() -> None:
    parts = book_parts(CELL)
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace("worksheets/sheet1", "worksheets\\sheet1")
    assert _cells(packed(parts)) == [("Food Bank", Kind.TEXT)]


def test_a_workbook_without_its_list_of_types_is_damaged() -> None:
    parts = book_parts(CELL)
    del parts["[Content_Types].xml"]
    with pytest.raises(NotReadable) as refusal:
        inspect(packed(parts), "a.xlsx")
    assert refusal.value.code == "damaged"
