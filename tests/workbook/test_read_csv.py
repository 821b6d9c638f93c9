"""CSV files in every encoding and with every separator, read as the sheets of one Book."""

import csv
import io
import random

import pytest

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.answers import Kind
from mobility_xlsx.workbook.csvfiles import csv_book, sheet_names
from mobility_xlsx.workbook.read import read_bytes

TABLE = 'Organization,Contact\nCafé Núñez,"Ana, Ben\nand Cy"\n02139,\n'


def _texts(data: bytes, name: str = "a.csv") -> dict[str, str]:
    return {cell.address: cell.text for cell in read_bytes(data, name).sheets[0].cells}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_encoding_and_separator_reads_the_same(encoding: str, separator: str, ending: str) -> None:
    rows = csv.reader(io.StringIO(TABLE, newline=""))
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator=ending).writerows(rows)
    assert _texts(stream.getvalue().encode(encoding)) == {
        "A1": "Organization",
        "B1": "Contact",
        "A2": "Café Núñez",
        "B2": "Ana, Ben\nand Cy",
        "A3": "02139",
    }


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp850", "cp437"])
@pytest.mark.parametrize(
    "text", ["Renée O’Connor-Núñez", "Part 1 · Priorities", "¿Sí?,organización", "Café – São Tomé", "Casa María,Niños"]
)
def test_letters_with_accents_are_told_from_those_of_a_mac_and_of_ms_dos(encoding: str, text: str) -> None:
    if encoding.startswith("cp") and encoding != "cp1252":
        text = text.replace("’", "'").replace("–", "-").replace("ã", "á").replace("·", "-")
    assert ",".join(_texts(f"{text},a\n".encode(encoding)).values()) == f"{text},a"


def test_dashes_and_hard_blanks_of_windows_are_no_letters_of_ms_dos() -> None:
    for text in ("Food\xa0bank", "wait… and see", "José—and\xa0more"):
        assert _texts(text.encode("cp1252")) == {"A1": text}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,MarÃ\xada,x\n2,Casa PequeÃ±a,y\n", [("letters-garbled", "B1")]),
        ("1,Casa Mar¡a,x\n", [("letters-garbled", "B1")]),
        ("1,Casa Mar?a,x\n", [("letters-garbled", "B1")]),
        ("1,Really? Who?,https://x.example/a?b=c\n", []),
        ("1,“SÃO” Tomé – Żółć,x\n", []),
        ('No,Name,Type,Asset\n1,"Hope House,Philanthropy,Staff\n2,City College,x,\n', [("quote-open", "B2")]),
        ('No,Name,Type,Asset\n1,"Hope House,a,b\n2,City College,x,\n3,"Zed",y,z\n', [("quote-open", "B2")]),
        ('1,"Hope\nHouse",x\n2,"youth, seniors, all\nothers, too",5" pipe\n', []),
    ],
)
def test_garbled_letters_and_quotes_left_open_are_remarked(text: str, found: list[tuple[str, str]]) -> None:
    remarks = read_bytes(text.encode(), "a.csv").remarks
    assert [(each.code, each.cell) for each in remarks if each.code != "counts-differ"] == found


def test_a_first_line_that_names_the_separator_is_no_row() -> None:
    assert _texts(b"sep=;\r\nOrganization;Contact\r\nFood Bank;Ana\r\n") == {
        "A1": "Organization",
        "B1": "Contact",
        "A2": "Food Bank",
        "B2": "Ana",
    }


def test_lists_inside_cells_do_not_pass_for_columns() -> None:
    text = "Name,Serves\nFood Bank,families; children; older people\nClinic,everyone; all\n"
    assert _texts(text.encode())["B2"] == "families; children; older people"


def test_zeros_kept_by_a_formula_of_a_text_and_errors_are_known() -> None:
    cells = read_bytes(b'="02139",#DIV/0!,=1+1\n', "a.csv").sheets[0].cells
    assert [(cell.text, cell.kind) for cell in cells] == [
        ("02139", Kind.TEXT),
        ("#DIV/0!", Kind.ERROR),
        ("=1+1", Kind.TEXT),
    ]


def test_an_apostrophe_that_keeps_words_from_being_a_formula_is_no_part_of_them() -> None:
    text = "name,code\n'=Equity Now!,'-5\n'Ohana House,'=='\n"
    seen = {"A1": "name", "B1": "code", "A2": "=Equity Now!", "B2": "-5", "A3": "'Ohana House", "B3": "'=='"}
    assert _texts(text.encode()) == seen


def test_a_table_of_text_under_a_workbook_s_name_is_read() -> None:
    assert _texts(b"Organization,Contact\nFood Bank,Ana\n", "a.xlsx")["A2"] == "Food Bank"


def test_the_sheets_are_named_by_the_ends_of_the_files_names() -> None:
    assert sheet_names(["x/filled-Part 1 Priorities.csv", "filled-Part 2 Partnerships.csv"]) == [
        "Part 1 Priorities",
        "Part 2 Partnerships",
    ]
    assert sheet_names(["my-answers.csv"]) == ["my-answers"]
    assert sheet_names(["Part 1.csv", "Part 2.csv"]) == ["Part 1", "Part 2"]
    assert sheet_names(["0-Start here.csv", "6-Lists.csv"]) == ["Start here", "Lists"]


def test_a_workbook_among_csv_files_is_not_taken_for_one() -> None:
    with pytest.raises(NotReadable):
        csv_book((("a.csv", b"x,y\n"), ("b.csv", b"%PDF-1.7")), "folder")


def test_random_tables_are_counted_alike_by_both_roads() -> None:
    seed = 20261123
    chance = random.Random(seed)
    pieces = ["a", "b c", '"', '""', ",", ";", "\n", "\r\n", " ", "", "é", "'", "=", "\t"]
    for _ in range(300):
        rows = [["".join(chance.choices(pieces, k=chance.randint(0, 4))) for _ in range(3)] for _ in range(4)]
        stream = io.StringIO(newline="")
        csv.writer(stream, quoting=chance.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])).writerows(rows)
        book = csv_book((("a.csv", ("x,y,z\n" + stream.getvalue()).encode()),), "a.csv")
        assert [remark.code for remark in book.remarks] == [], f"seed {seed}: {rows!r}"
