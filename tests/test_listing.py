"""What is printed for people: which files count, and in which file and cell a question stands."""

from pathlib import Path

import openpyxl

from mobility_xlsx.form.decisions import Decisions
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.form.problems import Place, Problem, Severity
from mobility_xlsx.listing import lines, summary
from mobility_xlsx.outputs import returned
from mobility_xlsx.project import concluded, summarize
from mobility_xlsx.reading import read_and_check, silent
from mobility_xlsx.run import Checked, FileResult
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.pleasecheck import write_please_check
from mobility_xlsx.workbook.summary_story import next_steps
from mobility_xlsx.workbook.summary_tables import sources
from mobility_xlsx.workbook.write import write_form


def workbook(path: Path, person: str, kind: str) -> None:
    rows = (
        known_row("start", {"name": person}),
        known_row("part2", {"name": "Hope Center", "type": kind, "populations": ("Roofers",)}, number="1"),
    )
    write_form(load_form(), path, Content(rows=rows))


def test_a_file_without_the_form_does_not_count_as_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Board members"
    book.save(tmp_path / "people.xlsx")
    (tmp_path / "~$people.xlsx").write_bytes(b"open")
    workbook(tmp_path / "ann.xlsx", "Ann Lee", "Philanthropy")
    checked = read_and_check([tmp_path], silent)
    assert next(line for line in lines(checked) if "read." in line).startswith("1 of 2 files read.")
    (other,) = [one for one in returned(checked) if one.file == "people.xlsx"]
    assert (other.status, other.to_correct) == ("not the form", 0)
    assert other.why.startswith("No part of the form is in this workbook.")
    steps = [step.says for step in next_steps(concluded(checked, Decisions()).results)]
    assert "One file has no part of the form. Ask whether the right file was sent." in steps


def test_when_nothing_could_be_read_the_reasons_are_printed(tmp_path: Path) -> None:
    (tmp_path / "returned").mkdir()
    (tmp_path / "returned" / "scan.pdf").write_bytes(b"%PDF-1.4")
    assert summary(summarize(tmp_path, silent)) == [
        "",
        "scan.pdf",
        "  NOT READ",
        "    This is a PDF, not a workbook.",
        "      Ask for the Excel file.",
        "",
        "0 of 1 file read. 1 NOT READ.",
        "Next: ask for the files again, as the sentences above say.",
    ]


def test_a_question_across_workbooks_names_its_files(tmp_path: Path) -> None:
    workbook(tmp_path / "ann.xlsx", "Ann Lee", "Philanthropy")
    workbook(tmp_path / "bob.xlsx", "Bob Ray", "Private sector")
    told = lines(read_and_check([tmp_path], silent))
    across = told[told.index("Across the workbooks") :]
    types = next(i for i, line in enumerate(across) if "different types" in line)
    assert across[types].startswith("    bob.xlsx, Part 2 Partnerships B")
    assert across[types + 1].startswith("      Also: ann.xlsx, Part 2 Partnerships B")


def test_staff_read_english_whatever_the_language_of_a_workbook(tmp_path: Path) -> None:
    rows = (known_row("part2", {"name": "Casa Puente", "populations": ("People of color",)}, number="1"),)
    write_form(load_form("inventory", "es"), tmp_path / "ana.xlsx", Content(rows=rows))
    checked = read_and_check([tmp_path], silent)
    assert '"Casa Puente" has no type of organization.' in {problem.says for problem in checked.problems}
    (answers,) = checked.answers
    write_please_check(answers, checked.problems, tmp_path / "copy.xlsx")
    copy = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    asked = [row[3].value for row in copy.worksheets[0].iter_rows(min_row=5)]
    assert '"Casa Puente" no tiene tipo de organización.' in asked


def question(row: int, severity: Severity = Severity.PLEASE_CHECK, **more: object) -> Problem:
    says, fix = f"Question {row}.", "Choose one."
    return Problem("own-words", severity, "ann.xlsx", "Part 2", f"B{row}", "x", says, fix, **more)  # type: ignore[arg-type]


def test_the_worst_comes_first_and_no_more_than_forty_of_a_file() -> None:
    asked = tuple(question(row) for row in range(1, 41))
    told = lines(Checked((FileResult("ann.xlsx", "read", problems=(*asked, question(41, Severity.MUST_FIX))),)))
    assert told[1:7] == [
        "ann.xlsx",
        "  MUST FIX",
        "    Part 2 B41: Question 41.",
        "      Choose one.",
        "  PLEASE CHECK",
        "    Part 2 B1: Question 1.",
    ]
    assert told[-6] == "    Part 2 B39: Question 39."
    assert told[-4] == "  and 1 more: results/Problems.xlsx lists all after summarize."


def test_what_may_be_meant_and_three_further_places_are_told() -> None:
    places = tuple(Place("ben.xlsx", "Part 2", f"C{row}") for row in range(5, 10))
    told = lines(Checked((), (question(5, suggestion="Hope Center", also=places),)))
    assert told[1:7] == [
        "Across the workbooks",
        "  PLEASE CHECK",
        "    ann.xlsx, Part 2 B5: Question 5.",
        "      Also: ben.xlsx, Part 2 C5; ben.xlsx, Part 2 C6; ben.xlsx, Part 2 C7 and 2 more.",
        '      Perhaps: "Hope Center".',
        "      Choose one.",
    ]


def test_without_a_need_there_is_no_list_to_tell(tmp_path: Path) -> None:
    workbook(tmp_path / "ann.xlsx", "Ann Lee", "Philanthropy")
    told = summary(concluded(read_and_check([tmp_path], silent), Decisions()))
    assert told[1:] == [
        "1 organization from 1 mention.",
        "Nobody has ticked a need in Part 1 yet, so there is no shortlist.",
    ]


def test_mentions_are_counted_as_the_sheet_sources_lists_them(tmp_path: Path) -> None:
    rows = (known_row("start", {"name": "Ann Lee"}), known_row("part5", {"member": "Hope Center"}))
    write_form(load_form(), tmp_path / "ann.xlsx", Content(rows=rows))
    workbook(tmp_path / "ben.xlsx", "Ben Cho", "Philanthropy")
    run = concluded(read_and_check([tmp_path], silent), Decisions())
    assert summary(run)[1] == "1 organization from 2 mentions."
    assert sources(run.results).table.lead.startswith("2 mentions:")
