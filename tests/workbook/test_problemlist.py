"""results/Problems.xlsx: every problem on the first sheet and on that of its severity, linked to its cell."""

import io

import openpyxl

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.catalogue import catalogue
from mobility_xlsx.form.problems import Place, Problem
from mobility_xlsx.workbook.problemlist import CSV_HEADINGS, csv_rows, write_problems

PART2 = "Part 2 Partnerships"


def problems() -> tuple[Problem, ...]:
    words = catalogue()
    return (
        words.problem("cell-note", Place("Ann.xlsx", PART2, "B5", "Hope Center"), note="ask Maria"),
        words.problem("type-missing", Place("Ann.xlsx", PART2, "C5"), name="=Hope"),
        words.problem("name-missing", Place("sub/Bob's.xlsx", PART2, "B8")),
        words.not_read("Cy.xlsx", NotReadable("password")),
    )


def written(language: str = "en") -> openpyxl.Workbook:
    out = io.BytesIO()
    write_problems(problems(), out, language)
    return openpyxl.load_workbook(io.BytesIO(out.getvalue()))


def test_all_problems_come_worst_first_and_again_on_the_sheet_of_their_severity() -> None:
    book = written()
    assert book.sheetnames == ["All problems", "NOT READ", "MUST FIX", "PLEASE CHECK", "FIXED FOR YOU"]
    first = book.worksheets[0]
    rows = [[cell.value or "" for cell in row] for row in first.iter_rows(min_row=5)]
    assert [row[0] for row in rows] == ["NOT READ", "MUST FIX", "PLEASE CHECK", "FIXED FOR YOU"]
    assert rows[2][1:7] == ["Ann.xlsx", PART2, "C5", "", '"=Hope" has no type of organization.', rows[2][6]]
    assert first.auto_filter.ref == "A4:H8"
    assert [sheet.max_row for sheet in book.worksheets[1:]] == [5, 5, 5, 5]


def test_a_cell_is_a_link_into_the_returned_file() -> None:
    row = next(row for row in written()["PLEASE CHECK"].iter_rows(min_row=5))
    assert row[3].hyperlink.target.replace("\\", "/").startswith("../returned/Ann.xlsx")
    assert f"'{PART2}'!C5" in (row[3].hyperlink.location or row[3].hyperlink.target)


def test_the_list_speaks_spanish() -> None:
    book = written("es")
    assert book.sheetnames == ["Todos", "NO LEÍDO", "CORREGIR", "REVISAR", "YA CORREGIDO"]


def test_the_csv_has_a_row_of_texts_for_each_problem() -> None:
    rows = list(csv_rows(problems()))
    assert all(len(row) == len(CSV_HEADINGS) and all(isinstance(text, str) for text in row) for row in rows)
    assert rows[1][:6] == ("PLEASE CHECK", "type-missing", "Ann.xlsx", PART2, "C5", "")
