"""Rebuild workbook_templates/examples/ from examples.toml: the made-up city's workbooks, saved by real programs.

    python tests/tools/make_examples.py

Needs LibreOffice, Gnumeric, node with ExcelJS and SheetJS (NODE_PATH), and the Python package msoffcrypto-tool. Run it
after a change of the form or of examples.toml; the demo copies what it makes.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from mobility_xlsx.form.answers import Row
from mobility_xlsx.form.declaration import load_form, read_toml
from mobility_xlsx.form.parts import Form
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.write import write_form

OUT = Path(__file__).parents[2] / "workbook_templates" / "examples"
Entry = Mapping[str, Any]


def rows(entry: Entry, form: Form) -> tuple[Row, ...]:
    """The rows of one respondent, as the form takes them."""
    made = [known_row("start", {key: entry.get(key, "") for key in ("name", "organization", "email")})]
    notes = entry.get("notes", {})
    for block in form.part("part1").blocks:
        for label in form.vocabulary(block.vocabulary).labels:
            ticked = label.text in entry.get(block.vocabulary, ())
            note = notes.get(label.text, "")
            if ticked or (note and label.text in notes and ticked):
                made.append(
                    known_row("part1", {"tick": "Yes", "label": label.text, "note": note}, block=block.vocabulary)
                )
    for part in ("part2", "part3", "part4", "part5"):
        for said in entry.get(part, ()):
            texts = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
            band = str(texts.pop("type", "")) if part == "part3" else ""
            made.append(known_row(part, texts, block=band))
    return tuple(made)


def libreoffice(source: Path, out: Path, wanted: str) -> Path:
    """`source` saved by LibreOffice in another format, beside it."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", wanted, "--outdir",
             str(out), str(source)],
            check=True,
            capture_output=True,
        )  # fmt: skip
    return out / f"{source.stem}.{wanted.split(':')[0]}"


def node(script: str, *words: str) -> None:
    """Run a script with node."""
    subprocess.run(["node", "-e", script, *words], check=True, capture_output=True)


def move_columns(path: Path) -> None:
    """Part 2 with Assets in front of the populations, and several values in one cell."""
    book = openpyxl.load_workbook(path)
    sheet = book["Part 2 Partnerships"]
    grid = {(cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row}
    headings = [grid[4, column] for column in range(1, sheet.max_column + 1)]
    populations, domains, assets = (
        headings.index(title) + 1 for title in ("Target populations served", "Domains of work", "Assets")
    )
    for row in range(4, sheet.max_row + 1):
        sheet.cell(row, populations).value = grid[row, assets]
        sheet.cell(row, domains).value = grid[row, populations]
        sheet.cell(row, assets).value = grid[row, domains]
    names = [row for row in range(11, sheet.max_row + 1) if sheet.cell(row, 2).value]
    for row in names:
        for column in (populations, domains, assets):
            said = [sheet.cell(line, column).value for line in range(row, row + 3)]
            joined = " / ".join(str(value) for value in said if value)
            for line in range(row, row + 3):
                sheet.cell(line, column).value = joined if joined and line == row else None
    book.save(path)


def sort_by_name(path: Path) -> None:
    """Part 2 sorted by name as whole rows: names first, the other lines far below, held together by their No."""
    book = openpyxl.load_workbook(path)
    sheet = book["Part 2 Partnerships"]
    first = next(row for row in range(5, sheet.max_row) if str(sheet.cell(row, 1).value) == "1")
    width = sheet.max_column - 1
    lines = [
        [sheet.cell(row, column).value for column in range(1, width + 1)] for row in range(first, sheet.max_row + 1)
    ]
    lines.sort(key=lambda line: (line[1] is None, str(line[1] or "").casefold()))
    for row, line in enumerate(lines, first):
        for column, value in enumerate(line, 1):
            sheet.cell(row, column).value = value
    book.save(path)


EXCELJS = """const E=require('exceljs');(async()=>{const b=new E.Workbook();await b.xlsx.readFile(process.argv[1]);
b.worksheets.forEach(s=>{if(s.state!=='hidden')s.name=s.name.replace('Part ','my answers ')});
await b.xlsx.writeFile(process.argv[2]);})().catch(e=>{console.error(e);process.exit(1)})"""
SHEETJS = """const X=require('xlsx');X.writeFile(X.readFile(process.argv[1]),process.argv[2])"""


def as_libreoffice(path: Path, out: Path, work: Path) -> None:
    move_columns(path)
    shutil.move(libreoffice(path, work / "saved", "xlsx"), out)


def as_format(wanted: str) -> Callable[[Path, Path, Path], None]:
    def save(path: Path, out: Path, work: Path) -> None:
        shutil.move(libreoffice(path, work / "saved", wanted), out)

    return save


def as_gnumeric(path: Path, out: Path, _: Path) -> None:
    subprocess.run(["ssconvert", "-T", "Gnumeric_Excel:xlsx2", str(path), str(out)], check=True, capture_output=True)


def as_sheetjs(path: Path, out: Path, _: Path) -> None:
    sort_by_name(path)
    node(SHEETJS, str(path), str(out))


def as_exceljs(path: Path, out: Path, _: Path) -> None:
    node(EXCELJS, str(path), str(out))


def as_csv(path: Path, out: Path, work: Path) -> None:
    out.mkdir()
    libreoffice(path, work / "saved", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1")
    for file in (work / "saved").glob("*.csv"):
        shutil.move(file, out / file.name)


def with_password(path: Path, out: Path, _: Path) -> None:
    import msoffcrypto

    with open(path, "rb") as plain, open(out, "wb") as locked:
        msoffcrypto.OfficeFile(plain).encrypt("maple", locked)


def as_written(path: Path, out: Path, _: Path) -> None:
    shutil.move(path, out)


SAVED: dict[str, Callable[[Path, Path, Path], None]] = {
    "our writer": as_written,
    "our writer, in Spanish": as_written,
    "LibreOffice, columns moved and several values in a cell": as_libreoffice,
    "LibreOffice as ODS": as_format("ods"),
    "LibreOffice as Excel 97-2003": as_format("xls"),
    "Gnumeric": as_gnumeric,
    "SheetJS, after sorting by name": as_sheetjs,
    "ExcelJS, sheets renamed": as_exceljs,
    "LibreOffice as CSV, one file a sheet": as_csv,
    "a program that sets a password": with_password,
    "LibreOffice as PDF": as_format("pdf"),
}


def make(entry: Entry, number: int) -> None:
    """One returned file of the made-up city."""
    form = load_form("inventory", entry.get("language", "en"))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "saved").mkdir()
        path = work / "filled.xlsx"
        write_form(form, path, Content(workbook_id=f"SI-2026-{number:04}", rows=rows(entry, form)))
        SAVED[entry["saved_by"]](path, OUT / entry["file"], work)


def main() -> None:
    """Make them all anew."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    for number, entry in enumerate(read_toml("examples.toml")["returned"], 1):
        make(entry, number)
        sys.stderr.write(f"{entry['file']}\n")


if __name__ == "__main__":
    main()
