"""What only real programs can make: docs/survival.md, and the pictures of the demo in docs/pictures/."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
from msgspec import Struct

from mobility_xlsx import demo

ROOT = Path(__file__).parents[2]
DOTS = 96  # an inch, of pictures
MOST_BYTES = 150_000


class Picture(Struct, frozen=True):
    """One sheet of the demo as a picture: the page that begins with `title`, `height` of it in inches."""

    name: str
    workbook: str
    title: str
    height: float


PICTURES = (
    Picture("workbook", "returned/Stakeholder Inventory - Maria Lopez.xlsx", "Part 2 ·", 5.6),
    Picture("problems", "results/Problems.xlsx", "Problems", 4.9),
    Picture("shortlist", "results/Summary.xlsx", "Shortlist of", 5.8),
)


def draw() -> None:
    """Make the demo, and a picture of its workbook, its problems and its shortlist."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        demo.make(folder / "demo")
        for picture in PICTURES:
            _draw(picture, folder)


def _draw(picture: Picture, folder: Path) -> None:
    source = folder / "demo" / picture.workbook
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    pdf = folder / f"{source.stem}.pdf"
    page = _page(pdf, picture.title)
    cut = ["-x", str(round(0.35 * DOTS)), "-y", str(round(0.4 * DOTS))]
    cut += ["-W", str(round(10.3 * DOTS)), "-H", str(round(picture.height * DOTS))]
    out = ROOT / "docs" / "pictures" / picture.name
    out.parent.mkdir(parents=True, exist_ok=True)
    command = ["pdftoppm", "-png", "-singlefile", "-r", str(DOTS), "-f", page, "-l", page, *cut, str(pdf), str(out)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    size = out.with_suffix(".png").stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{out.name}.png has {size:,} bytes; {MOST_BYTES:,} are enough.")


def _page(pdf: Path, title: str) -> str:
    text = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True, timeout=60).stdout
    numbers = [number for number, page in enumerate(text.split("\f"), 1) if page.startswith(title)]
    if not numbers:
        raise SystemExit(f"No page of {pdf.name} begins with {title!r}.")
    return str(numbers[0])


def measure() -> None:
    """Write docs/survival.md from what tests/workbook/survival.py measures now."""
    tests = ROOT / "tests" / "workbook"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    script = [sys.executable, "-W", "ignore", str(tests / "survival.py")]
    table = subprocess.run(script, env=environment, check=True, capture_output=True, text=True, timeout=900).stdout
    page = "\n".join(
        (
            "# What survives a save by another program",
            "",
            "A please-check copy with answers in every part was saved by each program and read again by ours."
            " `scripts/refresh --programs` measures it.",
            "",
            table.strip(),
            "",
            f"Measured with {', '.join(_versions())}. Excel, Google Sheets and Numbers were not at hand.",
        )
    )
    (ROOT / "docs" / "survival.md").write_text(page + "\n", encoding="utf-8")


def _versions() -> list[str]:
    said = []
    for name, command in (("LibreOffice", "soffice"), ("Gnumeric", "ssconvert")):
        if shutil.which(command):
            ran = subprocess.run([command, "--version"], check=True, capture_output=True, text=True, timeout=60)
            found = re.search(r"\d+(\.\d+)+", ran.stdout + ran.stderr)
            said.append(f"{name} {found[0] if found else ''}".strip())
    for name, package in (("ExcelJS", "exceljs"), ("SheetJS", "xlsx")):
        asked = f"console.log(JSON.stringify(require('{package}/package.json').version))"
        ran = subprocess.run(["node", "-e", asked], check=False, capture_output=True, text=True, timeout=60)
        if ran.returncode == 0:
            said.append(f"{name} {json.loads(ran.stdout)}")
    return [*said, f"openpyxl {openpyxl.__version__}"]
