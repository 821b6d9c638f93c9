"""What of a workbook is left after other programs have saved it: measured, and as a table for the README.

python tests/workbook/survival.py        prints the table; programs that are not installed are left out
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
from filled_forms import half_filled
from msgspec import Struct

from mobility_xlsx.form.answers import Answers, Cell
from mobility_xlsx.form.declaration import load_form, reading_form
from mobility_xlsx.workbook.content import Content, Flag
from mobility_xlsx.workbook.find import find
from mobility_xlsx.workbook.read import read_bytes
from mobility_xlsx.workbook.write import write_form

ID = "SI-2026-204817"
_EXCELJS = """
const E = require('exceljs'); const b = new E.Workbook();
b.xlsx.readFile(process.argv[1]).then(() => b.xlsx.writeFile(process.argv[2]));
"""
_SHEETJS = """
const X = require('xlsx');
X.writeFile(X.readFile(process.argv[1], {cellStyles: true, cellFormula: true}), process.argv[2]);
"""


class Program(Struct, frozen=True):
    """One way to save a workbook. `save` gives the file as it would be sent back, and the same as .xlsx."""

    name: str
    save: Callable[[Path, Path], tuple[Path, Path]]
    needs: str = ""

    @property
    def is_here(self) -> bool:
        """True when it is installed."""
        if self.needs.startswith("node:"):
            return bool(shutil.which("node")) and not _node(f"require('{self.needs[5:]}')", check=False).returncode
        return not self.needs or shutil.which(self.needs) is not None


def _node(script: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["node", "-e", script, *arguments], check=check, capture_output=True, timeout=120)


def _libreoffice(ending: str) -> Callable[[Path, Path], tuple[Path, Path]]:
    def save(path: Path, folder: Path) -> tuple[Path, Path]:
        saved = _converted(path, ending, folder / ending)
        return saved, saved if ending == "xlsx" else _converted(saved, "xlsx", folder / f"{ending}-back")

    return save


def _converted(path: Path, ending: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{ending}"


def _gnumeric(path: Path, folder: Path) -> tuple[Path, Path]:
    out = folder / "gnumeric.xlsx"
    command = ["ssconvert", "--export-type=Gnumeric_Excel:xlsx2", str(path), str(out)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out, out


def _javascript(name: str, script: str) -> Callable[[Path, Path], tuple[Path, Path]]:
    def save(path: Path, folder: Path) -> tuple[Path, Path]:
        out = folder / f"{name}.xlsx"
        _node(script, str(path), str(out))
        return out, out

    return save


def _openpyxl(path: Path, folder: Path) -> tuple[Path, Path]:
    out = folder / "openpyxl.xlsx"
    openpyxl.load_workbook(path).save(out)
    return out, out


PROGRAMS = (
    Program("LibreOffice, xlsx", _libreoffice("xlsx"), "soffice"),
    Program("LibreOffice, ods", _libreoffice("ods"), "soffice"),
    Program("LibreOffice, xls", _libreoffice("xls"), "soffice"),
    Program("Gnumeric, xlsx", _gnumeric, "ssconvert"),
    Program("ExcelJS", _javascript("exceljs", _EXCELJS), "node:exceljs"),
    Program("SheetJS", _javascript("sheetjs", _SHEETJS), "node:xlsx"),
    Program("openpyxl", _openpyxl),
)


class Kept(Struct, frozen=True):
    """What of a workbook there is to keep. Counts are of cells, rules, sheets, names and notes."""

    values: int
    lists: int
    colors: int
    protected: int
    names: int
    hidden: bool
    links: int
    notes: int
    fills: int


def kept(path: Path) -> Kept:
    """The features of a workbook as openpyxl sees them."""
    book = openpyxl.load_workbook(path)
    sheets = [sheet for sheet in book if sheet.sheet_state == "visible"]
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    rules = [rule for sheet in sheets for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    return Kept(
        values=sum(cell.value not in (None, "") for cell in cells),
        lists=sum(int(area.size["rows"]) * int(area.size["columns"]) for rule in rules for area in rule.sqref.ranges),
        colors=sum(len(group.rules) for sheet in sheets for group in sheet.conditional_formatting),
        protected=sum(sheet.protection.sheet for sheet in sheets),
        names=len([name for name in book.defined_names if not name.startswith("_")]),
        hidden=any(sheet.sheet_state != "visible" for sheet in book),
        links=sum(bool(cell.hyperlink) for cell in cells),
        notes=sum(bool(cell.comment) for cell in cells),
        fills=sum(cell.fill.fill_type == "solid" for cell in cells),
    )


def answers(path: Path) -> Answers:
    """What our own reader gets out of a file."""
    return find(read_bytes(path.read_bytes(), path.name), reading_form())


def said(read: Answers) -> tuple[tuple[str, str, str], ...]:
    """All that the answers say, without the cells: part, column, text."""
    rows = (row for row in read.rows if not row.example)
    return tuple(
        sorted((row.part, field.key, value.text) for row in rows for field in row.fields for value in field.values)
    )


def write_sample(path: Path) -> Path:
    """A please-check copy with answers in every part, things to ask, and something that had no place."""
    flags = (Flag("Nothing was ticked in part C.", "Tick what is needed."), Flag("A note.", "Move it.", "Form", "K7"))
    content = Content(
        ID,
        tuple(row for row in half_filled() if row.text("label") != "Boats" and row.block != "Clubs"),
        checking=load_form("please_check"),
        flags=flags,
        unplaced=(Cell("Form", 7, 11, "call Ann on Tuesday"),),
    )
    write_form(load_form(), path, content)
    return path


def table() -> str:
    """The survival table in Markdown, measured now with the programs that are installed."""
    heads = ("after a save by", "answers", "drop-downs", "fills", "colors by rule", "protection", "names", "which one")
    lines = [heads, ("---",) * len(heads), *_rows()]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _rows() -> Iterator[tuple[str, ...]]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sample = write_sample(folder / "sample.xlsx")
        before, wanted = kept(sample), said(answers(sample))
        for program in PROGRAMS:
            if program.is_here:
                saved, back = program.save(sample, folder)
                after, read = kept(back), answers(saved)
                yield (
                    program.name,
                    "all" if said(read) == wanted else f"{len(set(said(read)) & set(wanted))} of {len(wanted)}",
                    _share(after.lists, before.lists),
                    _share(after.fills, before.fills),
                    _share(after.colors, before.colors),
                    _share(after.protected, before.protected),
                    _share(after.names, before.names),
                    "found" if (read.workbook_id, read.edition) == (ID, load_form().edition) else "lost",
                )


def _share(after: int, before: int) -> str:
    if after >= before:
        return "all"
    return f"{after} of {before}" if after else "lost"


if __name__ == "__main__":
    sys.stdout.write(re.sub(r"[^\S\n]+\n", "\n", table()) + "\n")
