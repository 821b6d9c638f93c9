"""What the blank and a full workbook cost, beside plain XlsxWriter writing the same cells in the same formats."""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import xlsxwriter

sys.path.insert(0, str(Path(__file__).parents[1] / "workbook"))

from filled_forms import crowded

from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.content import Content
from mobility_xlsx.workbook.plan import Plan, SheetPlan
from mobility_xlsx.workbook.planning import plan_form
from mobility_xlsx.workbook.write import write_form

REPEATS = 15


def plain(plan: Plan) -> None:
    """The same sheets by XlsxWriter alone: nothing planned, nothing checked."""
    book = xlsxwriter.Workbook(BytesIO(), {"in_memory": True})
    formats: dict[str, Any] = {}
    for sheet in plan.sheets:
        page = book.add_worksheet(sheet.name)
        _sizes(page, sheet)
        for spot in sheet.spots:
            if spot.style not in formats:
                formats[spot.style] = book.add_format(dict(look.properties(spot.style)))
            place, style = (spot.row - 1, spot.column - 1), formats[spot.style]
            if spot.formula:
                page.write_formula(*place, spot.formula, style, spot.text)
            elif spot.link:
                page.write_url(*place, f"internal:{spot.link}", style, spot.text)
            elif spot.text:
                page.write_string(*place, spot.text, style)
            else:
                page.write_blank(*place, None, style)
    for name, refers_to in plan.names:
        book.define_name(name, refers_to)
    book.close()


def _sizes(page: Any, sheet: SheetPlan) -> None:
    for place, width in enumerate(sheet.widths):
        page.set_column(place, place, width)
    for place, height in enumerate(sheet.heights):
        page.set_row(place, height)


def took(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    start = process_time()
    work()
    return process_time() - start


def ratio(content: Content) -> tuple[float, float, float]:
    """Median seconds of ours, of plain XlsxWriter, and the median of their ratios, measured in turn."""
    form = load_form()
    plan = plan_form(form, content)
    ours, theirs = [], []
    write_form(form, BytesIO(), content)
    for _ in range(REPEATS):
        ours.append(took(lambda: write_form(form, BytesIO(), content)))
        theirs.append(took(lambda: plain(plan)))
    return median(ours), median(theirs), median(mine / its for mine, its in zip(ours, theirs, strict=True))


def report() -> str:
    """One line a workbook: our cost, plain XlsxWriter's, the ratio."""
    lines = ["| workbook | ours, ms | plain XlsxWriter, ms | ratio |", "|---|---|---|---|"]
    for name, content in (("blank", Content()), ("full", Content(rows=crowded(load_form())))):
        ours, theirs, times = ratio(content)
        lines.append(f"| {name} | {ours * 1000:.0f} | {theirs * 1000:.0f} | {times:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(report() + "\n")
