"""Problems → results/Problems.xlsx: one row a problem with a link to its cell, filters, a sheet for each severity."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from mobility_xlsx.form.catalogue import Catalogue, catalogue
from mobility_xlsx.form.problems import Problem, Severity
from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.summary_sheets import CellValue, Head, SheetTable, Styled, paper
from mobility_xlsx.workbook.summary_tables import SEVERITY_STYLES, file_link

CSV_HEADINGS = ("severity", "code", "file", "sheet", "cell", "value", "says", "fix", "suggestion", "also")
_TABS = {
    Severity.NOT_READ: look.BAD[0],
    Severity.MUST_FIX: look.BAD[0],
    Severity.PLEASE_CHECK: look.WARN[0],
    Severity.FIXED_FOR_YOU: look.GOOD[0],
}
_WIDTHS = (17.0, 26.0, 21.0, 8.0, 24.0, 36.0, 32.0, 22.0)


def write_problems(problems: Iterable[Problem], out: Path | IO[bytes], language: str = "en") -> None:
    """The list of problems as a workbook: all of them, the worst first, then a sheet for each severity.

    A cell is a link into its file, from results/ to ../returned/. Raises CannotWrite when `out` cannot be written.
    """
    words = catalogue(language)
    told = sorted(problems, key=lambda problem: problem.severity.rank)
    with paper(out, words.words["title"]) as book:
        book.table(_table(words, words.words["all"], told, look.TAB))
        for severity in Severity:
            some = [problem for problem in told if problem.severity is severity]
            book.table(_table(words, words.severity_word(severity), some, _TABS[severity]))


def csv_rows(problems: Iterable[Problem]) -> Iterator[tuple[str, ...]]:
    """One row of texts a problem, under CSV_HEADINGS, for results/data/problems.csv."""
    for problem in problems:
        also = "; ".join(_place(place.file, place.sheet, place.cell) for place in problem.also)
        where = (problem.file, problem.sheet, problem.cell, problem.value)
        yield str(problem.severity), problem.code, *where, problem.says, problem.fix, problem.suggestion, also


def _place(file: str, sheet: str, cell: str) -> str:
    return "!".join(filter(None, (file, sheet, cell)))


def _table(words: Catalogue, name: str, problems: Sequence[Problem], tab: str) -> SheetTable:
    titles = (
        words.words[key] for key in ("severity", "file", "sheet", "cell", "value", "found", "to_do", "suggestion")
    )
    heads = tuple(Head(title, width) for title, width in zip(titles, _WIDTHS, strict=True))
    title = words.words["title"] if name == words.words["all"] else name
    rows = tuple(_row(words, problem) for problem in problems)
    lead = words.words["counted"].format(count=len(rows))
    return SheetTable(name, title, lead, heads, rows, words.words["hint"], words.words["nothing"], tab, names=0)


def _row(words: Catalogue, problem: Problem) -> tuple[CellValue, ...]:
    """One problem; places of the same question beyond the first stand below it in its cell."""
    # LibreOffice does not wrap a link, so the short cell leads to the file and its long name does not.
    others = [place.cell if place.file == problem.file else f"{place.file} {place.cell}" for place in problem.also]
    repeated = others and "other" not in dict(problem.fields)
    more = f"\n{words.words['also']}: {', '.join(others)}" if repeated else ""
    return (
        Styled(words.severity_word(problem.severity), SEVERITY_STYLES.get(problem.severity, "")),
        problem.file,
        problem.sheet,
        file_link(problem.cell, problem.file, problem.sheet, problem.cell),
        problem.value,
        problem.says + more,
        problem.fix,
        problem.suggestion,
    )
