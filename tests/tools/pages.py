"""Generated pages and tables: help texts, the form, the catalogue of problems, the guard's limits, the map of rooms."""

import ast
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Final

from mobility_xlsx import cli, frames
from mobility_xlsx.form.catalogue import Catalogue, catalogue
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.form.parts import Form, Part
from mobility_xlsx.form.problems import Place, Severity
from mobility_xlsx.mail import containers
from mobility_xlsx.workbook import limits

ROOT = Path(__file__).parents[2]
MARKED = {
    "README.md": ("help", "form", "frames", "survival", "bench"),
    "docs/privacy.md": ("limits",),
    "docs/inside.md": ("map", "modules"),
}
LIMITS: Final = {
    "FILE_BYTES": "One file",
    "PARTS": "Parts inside a workbook's zip",
    "UNPACKED_BYTES": "Everything in a workbook, unpacked",
    "PART_BYTES": "One part, unpacked",
    "PACKING_RATIO": "How many times larger a part may become when it is unpacked",
    "XML_DEPTH": "Elements inside one another",
    "XML_ELEMENTS": "Elements in a workbook",
    "SHEET_CELLS": "Cells stored on a sheet",
    "SHEET_ROWS": "Rows stored on a sheet",
    "GRID_AREA": "The rectangle around the filled cells of an old Excel sheet",
    "NEAR_AREA": "A larger rectangle goes to the slow reader, which walks stored cells only",
    "GRID_ROWS": "The last row there can be",
    "GRID_COLUMNS": "The last column there can be",
    "SHARED_TEXTS": "Texts that cells share",
    "TEXT_LENGTH": "Characters in a cell; longer ones are cut and you are told",
    "TEXT_REFUSED": "Characters in a cell beyond which the file is not read",
    "MERGES": "Merged ranges on a sheet",
    "MERGED_CELLS": "Cells under the merged ranges of a sheet",
    "LINKED_CELLS": "Cells under the links of a sheet",
    "SHEET_RULES": "Drop-down rules on a sheet; as many color rules",
    "RULE_RANGE_LENGTH": "Characters in the range of one rule",
    "SHEETS": "Sheets",
    "DEFINED_NAMES": "Names of ranges",
    "CELL_FORMATS": "Cell formats",
    "READING_SECONDS": "Seconds for one file; then its reader is stopped",
    "READING_BYTES": "Memory for one file, on top of what the reader has",
    "CONTAINER_BYTES": "One email or zip",
    "MEMBER_BYTES": "One file inside an email or a zip",
    "MEMBERS": "Files inside an email or a zip",
}


def help_text() -> str:
    """The help of every command, as a terminal of 100 columns shows it."""
    environment = {**os.environ, "COLUMNS": "100"}
    shown = []
    for words in ([], *([command] for command in cli.commands.commands)):
        ran = subprocess.run(
            [sys.executable, "-m", "mobility_xlsx", *words, "--help"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        text = ran.stdout.replace("python -m mobility_xlsx", "mobility-xlsx").rstrip()
        shown.append("\n".join(line.rstrip() for line in text.splitlines()))
    return "```\n" + "\n\n\n".join(shown) + "\n```"


def form_table(form: Form) -> str:
    """Every sheet of the form with its headings; additions to the guide's worksheet are marked."""
    rows = ["| Sheet | What it asks | Headings |", "|---|---|---|"]
    rows += [f"| {part.sheet} | {part.asks or 'Who answers'} | {_headings(part)} |" for part in form.parts]
    return "\n".join(rows) + "\n\n✚ marks our additions to the guide's worksheet. They are never required."


def _headings(part: Part) -> str:
    if part.layout == "checklist":
        return " · ".join(block.label_title for block in part.blocks)
    shown = (("✚ " if column.ours else "") + column.title for column in part.columns if column.kind != "check")
    return " · ".join(shown)


def measured(name: str) -> str:
    """What docs/NAME.md says below its title, for the README; its headings go one level down."""
    page = ROOT / "docs" / f"{name}.md"
    if not page.exists():
        return f"Not measured yet: docs/{name}.md is missing."
    lines = page.read_text(encoding="utf-8").splitlines()[1:]
    return "\n".join(f"#{line}" if line.startswith("##") else line for line in lines).strip()


def problems_page(words: Catalogue) -> str:
    """docs/problems.md: every problem there is, the worst first."""
    lines = [
        "# Every problem there is",
        "",
        f"`mobility-xlsx explain CODE` says the same on the command line. There are {len(words.codes)} codes.",
        "Partners get a copy with what they can act on; everything stands in `results/Problems.xlsx`.",
    ]
    for severity in Severity:
        codes = [code for code in words.codes if words.entries[code].severity == severity]
        lines += ["", f"## {severity}", "", " · ".join(f"[{code}](#{code})" for code in codes)]
        for code in codes:
            lines += ["", *_problem(words, code)]
    return "\n".join(lines) + "\n"


def _problem(words: Catalogue, code: str) -> list[str]:
    entry = words.entries[code]
    sample = words.problem(code, Place(file="", value=entry.sample.get("value", "")), **entry.sample)
    whom = words.words["whom_partner" if entry.asks == "partner" else "whom_staff"]
    return [
        f"### {code}",
        "",
        _plain(entry.explains),
        "",
        f"- You see: {_plain(sample.says)}",
        f"- You do: {_plain(sample.fix)}",
        f"- Example: {_plain(entry.example)}",
        f"- Who can act: {whom}",
    ]


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_<>\[\]|])", r"\\\1", text)


def limits_table() -> str:
    """What a returned file may hold, from the constants the guard uses."""
    rows = ["| What | At most |", "|---|---|"]
    for name, said in LIMITS.items():
        value = getattr(limits, name, None) or getattr(containers, name)
        shown = f"{value // limits.MEGABYTE:,} MB" if name.endswith("_BYTES") else f"{value:,}"
        rows.append(f"| {said} | {shown} |")
    return "\n".join(rows)


def frames_table() -> str:
    """The columns of each DataFrame."""
    columns = {
        "run.problems": frames.PROBLEM_COLUMNS,
        "run.inventory": frames.INVENTORY_COLUMNS,
        "run.mentions": frames.LONG_COLUMNS,
        "run.needs": frames.NEED_COLUMNS,
    }
    rows = [f"| `{name}` | {', '.join(each)} |" for name, each in columns.items()]
    return "\n".join(["| DataFrame | Columns |", "|---|---|", *rows])


def map_text() -> str:
    """The rooms and what each may import of ours, as tests/test_rooms.py holds it."""
    rooms = runpy.run_path(str(ROOT / "tests" / "test_rooms.py"))["ROOMS"]
    ground = {name for name, others in rooms.items() if not others}
    width = max(map(len, rooms))
    lines = [f"{'ground':<{width}} ─► nothing of ours    (ground: {', '.join(sorted(ground))})"]
    for name, others in sorted(rooms.items(), key=lambda room: (len(room[1]), room[0])):
        if name not in ground:
            named = ["ground", *sorted(others - ground)] if ground <= others else sorted(others)
            lines.append(f"{name:<{width}} ─► {', '.join(named)}")
    return "```\n" + "\n".join(lines) + "\n```"


def modules_text() -> str:
    """Every module by room, with the sentence it opens with."""
    package = ROOT / "mobility_xlsx"
    rooms = [package, *(room for room in sorted(package.iterdir()) if (room / "__init__.py").is_file())]
    return "\n\n".join(_room_text(room, "" if room is package else room.name) for room in rooms)


def _room_text(room: Path, name: str) -> str:
    modules = [path for path in sorted(room.glob("*.py")) if not path.stem.startswith("__")]
    told = {path.stem: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "" for path in modules}
    rows = [f"| `{stem}` | {text.splitlines()[0].replace('|', chr(92) + '|')} |" for stem, text in told.items()]
    return "\n".join([f"### {name + '/' if name else 'At the top'}", "", "| Module | |", "|---|---|", *rows])


def marked(text: str, marks: tuple[str, ...]) -> str:
    """`text` with everything between <!-- mark --> and <!-- /mark --> as it should be now."""
    made = {
        "help": help_text,
        "form": lambda: form_table(load_form()),
        "survival": lambda: measured("survival"),
        "bench": lambda: measured("bench"),
        "frames": frames_table,
        "limits": limits_table,
        "map": map_text,
        "modules": modules_text,
    }
    for mark in marks:
        pattern = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
        content = made[mark]()
        text, count = pattern.subn(lambda found, content=content: f"{found[1]}{content}\n{found[2]}", text)
        if count != 1:
            raise SystemExit(f"<!-- {mark} --> should stand once; it stands {count} times.")
    return text


def pages() -> dict[Path, str]:
    """Every generated text file of the repository with the text it should have."""
    made = {ROOT / "docs" / "problems.md": problems_page(catalogue())}
    for name, marks in MARKED.items():
        made[ROOT / name] = marked((ROOT / name).read_text(encoding="utf-8"), marks)
    return made
