"""Summary.xlsx: what staff open after a run to know where the coalition stands and what to do next."""

from pathlib import Path
from typing import IO

from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.results import Results
from mobility_xlsx.workbook.summary_coalition import write_coalition, write_invitations, write_loads
from mobility_xlsx.workbook.summary_coverage import write_coverage
from mobility_xlsx.workbook.summary_findings import changed, checked, figures, gaps, shortlist
from mobility_xlsx.workbook.summary_sheets import Leaf, LinkedText, Paper, Styled, paper, sheet_link
from mobility_xlsx.workbook.summary_story import counts, headline, met_by, next_steps
from mobility_xlsx.workbook.summary_tables import answered, inventory, notes, problems, same, sources

WIDTHS = (10.0, 40.0, 3.0, 40.0, 48.0)
CONTENTS = (
    ("Who answered", "Who returned a workbook, who has not yet, who has something to correct"),
    ("Problems", "Every question, by file and cell, with what to do"),
    ("Inventory", "Every organization once, with all that was said of it"),
    ("Same organization", "Names that may be one organization"),
    ("Shortlist", "The critical partners, why each, and who steps in"),
    ("Coverage", "Who meets what: try it out by changing In? to No"),
    ("Gaps", "Needs nobody meets, and where to look"),
    ("Notes", "What people wrote beside the lines of Part 1"),
    ("Invitations", "Who asks whom, and why"),
    ("Letters by sender", "How many letters each sender has"),
    ("Coalition", "Everybody in their ring, from the management team to those kept informed"),
    ("Checklist", "The guide's five points, and the plan for the first meetings"),
    ("What changed", "What is not as it was in the run before"),
    ("Metrics", "Your figures, beside the predictors"),
    ("Sources", "Every organization's mentions, by file and cell"),
)


def write_summary(results: Results, out: Path | IO[bytes]) -> None:
    """Write Summary.xlsx for one run; the same results give the same bytes. Raises CannotWrite."""
    with paper(out, f"Summary {results.community}".strip()) as book:
        _start(book, results)
        book.table(answered(results))
        book.table(problems(results))
        listed = sources(results)
        book.table(inventory(results, listed))
        book.table(same(results))
        book.table(shortlist(results))
        write_coverage(book, results)
        book.table(gaps(results))
        book.table(notes(results))
        write_invitations(book, results)
        write_loads(book, results)
        write_coalition(book, results)
        book.table(checked(results))
        book.table(changed(results))
        book.table(figures(results))
        book.table(listed.table)


def _start(book: Paper, results: Results) -> None:
    name = f"Summary · {results.community}" if results.community else "Summary"
    leaf = book.sheet("Start here", name, WIDTHS)
    leaf.lead(headline(results))
    leaf.section(4, "Where you stand")
    row = 5
    for count in counts(results):
        leaf.sheet.set_row(row - 1, look.FIELD_HEIGHT)
        leaf.put(row, 1, count.number, "plain center bold")
        leaf.put(row, 2, sheet_link(count.words, count.sheet), "plain")
        row += 1
    _chart(book, leaf, results)
    row = _steps(leaf, results, row + 1)
    _contents(leaf, row + 1)
    leaf.sheet.fit_to_pages(1, 1)


def _steps(leaf: Leaf, results: Results, row: int) -> int:
    leaf.section(row, "What to do next")
    steps = next_steps(results)
    for i, step in enumerate(steps, 1):
        row += 1
        leaf.sheet.set_row(row - 1, look.FIELD_HEIGHT)
        leaf.put(row, 1, i, "plain center")
        inside = step.book == "Summary"
        outside = LinkedText(f"Decisions: {step.sheet}", f"external:../Decisions.xlsx#'{step.sheet}'!A1")
        leaf.put(row, 2, sheet_link(step.sheet, step.sheet) if inside else outside, "plain")
        leaf.put(row, 4, step.says, "lead")
    if not steps:
        row += 1
        leaf.put(row, 2, "Nothing is waiting.", "lead")
    return row + 1


def _contents(leaf: Leaf, row: int) -> None:
    leaf.section(row, "What is on the sheets")
    for sheet, says in CONTENTS:
        row += 1
        leaf.sheet.set_row(row - 1, look.LEAD_HEIGHT)
        leaf.put(row, 2, sheet_link(sheet, sheet), "lead")
        leaf.put(row, 4, says, "lead")
    leaf.sheet.print_area(0, 0, row - 1, len(WIDTHS) - 1)


def _chart(book: Paper, leaf: Leaf, results: Results) -> None:
    """Needs by how many partners of the shortlist meet them, as bars beside the counts."""
    words = ("By two or more partners", "By one partner only", "By nobody on the list")
    colors = (look.TEAL, look.AMBER, look.BAD[0])
    for i, (word, number) in enumerate(zip(words, met_by(results), strict=True)):
        leaf.put(5 + i, 7, Styled(word, "hint"))
        leaf.put(5 + i, 8, Styled(number, "hint"))
    chart = book.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": "Needs met",
            "categories": [leaf.name, 4, 6, 6, 6],
            "values": [leaf.name, 4, 7, 6, 7],
            "points": [{"fill": {"color": color}} for color in colors],
            "data_labels": {"value": True, "font": {"size": 11, "bold": True, "color": look.INK}},
            "gap": 45,
        }
    )
    chart.set_title({"name": "How the needs are met by the shortlist", "name_font": {"size": 12, "color": look.NAVY}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 10}, "line": {"none": True}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_size({"width": 530, "height": 200})
    says = "Bars: needs met by two or more partners, by one partner only, by nobody on the shortlist"
    leaf.sheet.insert_chart(3, 3, chart, {"x_offset": 12, "y_offset": 26, "description": says})
