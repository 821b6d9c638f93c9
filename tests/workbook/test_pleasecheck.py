"""Please-check copies: everything stays, every question is at its cell, and a copy can be returned again and again."""

import io
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers
from mobility_xlsx.form.checks import check
from mobility_xlsx.form.decisions import DecidedAt, WordingChoice
from mobility_xlsx.form.declaration import load_form, reading_form
from mobility_xlsx.form.problems import Problem, Severity
from mobility_xlsx.form.settled import meanings, settled
from mobility_xlsx.mail.inbox import ReturnedFile, collect
from mobility_xlsx.run import FileResult
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.pleasecheck import asked, write_please_check
from mobility_xlsx.workbook.read import read_bytes
from mobility_xlsx.workbook.replied import find_all
from mobility_xlsx.workbook.results import READ
from mobility_xlsx.workbook.worker import read_one, whole
from mobility_xlsx.workbook.write import write_form

SHARED = Path(__file__).parents[3] / "shared" / "returned"
FORM = reading_form()
UNREADABLE = ("password_open.xlsx", "truncated.xlsx", "manifest.json", "README.md", "LIMITS.md")


def sources() -> list[ReturnedFile]:
    if not SHARED.is_dir():
        return []
    return [source for source in collect([SHARED]).sources if source.name not in UNREADABLE]


def read(data: bytes, name: str = "Ann.xlsx") -> Answers:
    return find_all(read_bytes(data, name), FORM)


def copy(answers: Answers) -> bytes:
    out = io.BytesIO()
    write_please_check(answers, check(answers, FORM), out)
    return out.getvalue()


def said(answers: Answers) -> Counter[tuple[object, ...]]:
    """Every answer, apart from where it stands."""
    return Counter(
        (row.part, row.block, tuple((field.key, tuple(value.text for value in field.values)) for field in row.fields))
        for row in answers.rows
        if not row.example
    )


def outside(answers: Answers) -> Counter[tuple[str, str, str]]:
    return Counter((cell.sheet, cell.address, cell.text) for cell in answers.unplaced)


def questions(answers: Answers) -> Counter[tuple[str, str]]:
    return Counter((problem.code, problem.value.strip()) for problem in asked(answers, check(answers, FORM)))


def written(*rows: object, language: str = "en") -> bytes:
    out = io.BytesIO()
    write_form(load_form("inventory", language), out, Content(workbook_id="SI-2026-0001", rows=rows))  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.skipif(not sources(), reason="the shared returned files are not beside this checkout")
@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_a_copy_of_every_returned_file_says_the_same_and_asks_the_same_once(source: ReturnedFile) -> None:
    book = read_one(source, whole)
    answers = find_all(book, FORM)
    if not asked(answers, check(answers, FORM)):
        assert source.name.startswith("untouched")
        return
    first = read(copy(answers), source.name)
    assert said(first) == said(answers)
    assert outside(first) == outside(answers)
    assert questions(first) == questions(answers)
    assert first.answer_cells + first.form_cells + len(first.unplaced) == first.non_empty
    second = read(copy(first), source.name)
    assert (said(second), outside(second), questions(second)) == (said(first), outside(first), questions(first))
    assert second.workbook_id == answers.workbook_id


START = known_row("start", {"name": "Ann Lee", "email": "ann@stmarys.org"})
TICKED = known_row("part1", {"tick": "Yes", "label": "Disengaged youth"}, "groups")


def part2(number: str, name: str, kind: str = "Philanthropy", **more: str | tuple[str, ...]) -> object:
    return known_row("part2", {"name": name, "type": kind, "assets": ("Staff",), **more}, number=number)


def faulty() -> Answers:
    return read(
        written(
            START,
            TICKED,
            known_row("part1", {"tick": "?", "label": "Staff"}, "assets"),
            known_row("part1", {"tick": "Yes", "label": "Other"}, "groups"),
            part2("1", "Hope Center", kind=""),
            part2("2", "hope center"),
            part2("3", ""),
            part2("4", "Grace Church", domains=("??",)),
            known_row("part4", {"partner": "Hope Centre", "aligned": "shelter"}),
            known_row("part5", {"member": "Jo Park", "organization": "Grace Church", "email": "jo@gamil.com"}),
        )
    )


ASKED = [
    "tick-unclear",
    "other-without-words",
    "type-missing",
    "listed-twice",
    "name-missing",
    "unclear-value",
    "partner-unknown",
    "email-domain",
    "sender-missing",
]


def listed(data: bytes) -> dict[str, tuple[object, ...]]:
    """The rows of Please check: what to look at by the beginning of what was found."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return {str(row[3].value): tuple(row) for row in sheet.iter_rows(min_row=5) if row[3].value}


def test_every_question_is_at_its_cell_with_an_edge_a_note_and_a_link() -> None:
    answers = faulty()
    problems = asked(answers, check(answers, FORM))
    assert sorted(problem.code for problem in problems) == sorted(ASKED)
    data = copy(answers)
    book = openpyxl.load_workbook(io.BytesIO(data))
    first = book.worksheets[0]
    assert (first.title, first["A1"].value) == ("Please check", "Please check 9 cells")
    rows = list(first.iter_rows(min_row=5, max_row=13))
    assert [row[0].value for row in rows] == [str(number) for number in range(1, 10)]
    for row in rows:
        cell = book[row[1].value][row[2].value]
        assert cell.border.left.style == "thick"
        assert cell.comment.text.startswith("Please check:")
        assert row[3].value in cell.comment.text.replace("\n", " ") or row[3].value.split(".")[0] in cell.comment.text
        assert row[2].hyperlink.location == f"'{row[1].value}'!{row[2].value}"


def test_fixing_every_cell_leaves_nothing_to_ask() -> None:
    book = openpyxl.load_workbook(io.BytesIO(copy(faulty())))
    fixes = {
        "is neither": "Yes",
        "but not which": "Veterans",
        "has no type": "Private sector",
        "listed twice": "Hope House",
        "but no name": "Old Mill Trust",
        "does not say which": "Digital access",
        "neither Part 2": "Hope Center",
        "one slip away": "jo@gmail.com",
        "Nobody is named": "Ann Lee",
    }
    for row in book.worksheets[0].iter_rows(min_row=5, max_row=13):
        fix = next(fix for words, fix in fixes.items() if words in row[3].value)
        book[row[1].value][row[2].value].value = fix
    out = io.BytesIO()
    book.save(out)
    assert check(read(out.getvalue()), FORM) == ()


def answered(data: bytes, answers: dict[str, str]) -> bytes:
    """The copy with words typed under Your answer, by the beginning of the question."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    left = dict(answers)
    for row in book.worksheets[0].iter_rows(min_row=5, max_row=40):
        for words in [words for words in left if words in str(row[3].value)]:
            row[5].value = left.pop(words)
    assert not left
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_answers_typed_beside_the_questions_become_values_or_settle_them() -> None:
    replies = {
        "is neither": "yes",
        "but not which": "Veterans",
        "has no type": "Private sector",
        "listed twice": "these are two different programs of theirs",
        "but no name": "Old Mill Trust",
        "does not say which": "Digital access",
        "neither Part 2": "they are new to us, please keep them",
        "one slip away": "jo@gmail.com",
        "Nobody is named": "Ann Lee",
    }
    answers = read(answered(copy(faulty()), replies))
    problems = check(answers, FORM)
    assert [(problem.code, problem.severity) for problem in problems] == [("answered", Severity.PLEASE_CHECK)] * 2
    assert [problem.value for problem in problems] == [replies["listed twice"], replies["neither Part 2"]]
    names = [row.text("name") for row in answers.part("part2")]
    assert names == ["Hope Center", "hope center", "Old Mill Trust", "Grace Church"]
    assert next(answers.part("part2")).text("type") == "Private sector"
    assert next(answers.part("part5")).text("email") == "jo@gmail.com"
    assert next(answers.part("part5")).text("sender") == "Ann Lee"
    assert {row.text("label"): row.text("note") for row in answers.part("part1")}["Other"] == "Veterans"
    assert answers.answer_cells + answers.form_cells + len(answers.unplaced) == answers.non_empty


def sparse() -> Answers:
    return read(
        written(
            START,
            part2("1", "Plata Chamber of Commerce", populations=(), domains=(), assets=()),
            part2("2", "", populations=("People of color",)),
            known_row("part5", {"member": "Tom", "organization": "Plata Chamber", "sender": "Ann Lee"}),
        )
    )


def test_an_answer_goes_to_the_cells_whose_list_knows_its_words() -> None:
    replies = {
        "Nothing is chosen": "Housing stability; Staff",
        "no group, domain or asset": "Digital access; LGBTQ+ people; Neonatal health",
        "neither Part 2": "Plata Chamber of Commerce",
        "but no name": "Old Mill Trust",
    }
    answers = read(answered(copy(sparse()), replies))
    assert check(answers, FORM) == ()
    assert [row.text("label") for row in answers.part("part1")] == ["Housing stability", "Staff"]
    chamber = next(answers.part("part2"))
    assert chamber.text("populations") == "LGBTQ+ people"
    assert chamber.text("domains") == "Digital access\nNeonatal health"
    assert next(answers.part("part5")).text("organization") == "Plata Chamber of Commerce"
    assert answers.answer_cells + answers.form_cells + len(answers.unplaced) == answers.non_empty


def test_lines_left_in_part_1_are_ticked_where_the_answer_names_them() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(START)))
    sheet = book["Part 1 Priorities"]
    for row in range(sheet.max_row, 7, -1):
        if sheet.cell(row, 2).value not in ("Staff", "Digital access", "Asset", "Predictor"):
            sheet.delete_rows(row)
    out = io.BytesIO()
    book.save(out)
    once = read(out.getvalue())
    assert [problem.code for problem in check(once, FORM)] == ["lines-left"]
    again = read(answered(copy(once), {"none has a Yes": "Staff; Digital access"}))
    assert [row.text("label") for row in again.part("part1") if row.values("tick")] == ["Digital access", "Staff"]
    assert check(again, FORM) == ()


def test_words_to_us_change_no_cell_and_are_left_to_staff() -> None:
    replies = {
        "Nothing is chosen": "Housing stability and whatever else helps",
        "no group, domain or asset": "I don't know",
        "neither Part 2": "Plata Chamber is its name",
        "but no name": "delete this line",
    }
    answers = read(answered(copy(sparse()), replies))
    told = [(one.value, one.severity) for one in check(answers, FORM) if one.code == "answered"]
    assert sorted(told) == sorted((text, Severity.PLEASE_CHECK) for text in replies.values())
    assert [row.text("name") for row in answers.part("part2")] == ["Plata Chamber of Commerce", ""]
    assert list(answers.part("part1")) == []


def test_a_settled_question_stays_settled_in_the_next_copy() -> None:
    once = read(answered(copy(faulty()), {"listed twice": "these are two different programs of theirs"}))
    again = read(copy(once))
    assert "listed-twice" not in {problem.code for problem in check(again, FORM)}
    assert [reply.text for reply in again.replies] == ["these are two different programs of theirs"]
    assert questions(again) == questions(once)


def test_what_staff_settled_comes_back_as_it_was_typed() -> None:
    typed = read(written(START, TICKED, part2("1", "Hope Center", kind="drop-in place"), part2("2", "")))
    for means in ("Faith-based community", "Philanthropy"):
        choice = WordingChoice("drop-in place", "Type", means, False, DecidedAt("Wording", "F5"))
        decided = settled(typed, FORM, meanings((choice,), FORM))
        assert next(iter(decided.part("part2"))).text("type") == means
        typed = read(copy(decided))
        assert next(iter(typed.part("part2"))).text("type") == "drop-in place"


def test_what_stood_outside_and_notes_come_back_with_the_copy() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(START, TICKED, part2("1", "Hope Center", kind=""))))
    sheet = book["Part 2 Partnerships"]
    sheet["K3"] = "call me about these"
    sheet["B11"].comment = openpyxl.comments.Comment("ask Maria first", "Ann")
    out = io.BytesIO()
    book.save(out)
    answers = read(out.getvalue())
    again = read(copy(answers))
    assert outside(again) == outside(answers) == Counter({("Part 2 Partnerships", "K3", "call me about these"): 1})
    assert [(cell.text, cell.note) for cell in again.notes] == [("Hope Center", "ask Maria first")]
    assert questions(again) == questions(answers)


def test_a_formula_without_a_value_outside_the_form_is_not_lost() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(START, TICKED, part2("1", "Hope Center"))))
    book["Part 2 Partnerships"]["K3"] = "=Equity Now!"
    out = io.BytesIO()
    book.save(out)
    again = read(copy(read(out.getvalue())))
    assert outside(again) == Counter({("Part 2 Partnerships", "K3", "=Equity Now!"): 1})


def test_an_answer_about_what_stood_outside_settles_it() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(START, TICKED, part2("1", "Hope Center"))))
    book["Part 2 Partnerships"]["K3"] = "call me about these"
    out = io.BytesIO()
    book.save(out)
    once = read(answered(copy(read(out.getvalue())), {"call me": "please leave it as a note"}))
    assert [(one.code, one.sheet, one.cell) for one in check(once, FORM)] == [("answered", "Part 2 Partnerships", "K3")]
    assert outside(once) == Counter({("Part 2 Partnerships", "K3", "call me about these"): 1})
    (told,) = FileResult("copy.xlsx", READ, answers=once, problems=check(once, FORM)).told
    sheet = load_form("please_check").part("other_notes").sheet
    data = openpyxl.load_workbook(io.BytesIO(copy(read(out.getvalue()))))
    assert (told.sheet, data[sheet][told.cell].value) == (sheet, "call me about these")


def test_a_sound_workbook_gets_no_copy(tmp_path: Path) -> None:
    answers = read(written(START, TICKED, part2("1", "Hope Center")))
    assert write_please_check(answers, check(answers, FORM), tmp_path / "copy.xlsx") == ()
    assert not (tmp_path / "copy.xlsx").exists()


def test_a_copy_speaks_the_language_of_the_workbook() -> None:
    answers = read(written(START, TICKED, part2("1", "Hope Center", kind=""), language="es"))
    assert answers.language == "es"
    data = copy(answers)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.worksheets[0]["A1"].value == "Por favor revise 1 celda"
    (found,) = listed(data)
    assert found == '"Hope Center" no tiene tipo de organización.'
    again = read(data)
    assert (said(again), questions(again), again.language) == (said(answers), questions(answers), "es")
    typed = read(answered(data, {"no tiene tipo": "Filantropía"}))
    assert next(typed.part("part2")).text("type") == "Philanthropy"
    assert asked(typed, check(typed, FORM)) == ()


def test_a_workbook_without_the_form_gets_no_copy() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "=B2+1"
    book.active["A2"] = "a budget"
    out = io.BytesIO()
    book.save(out)
    answers = read(out.getvalue())
    problems = check(answers, FORM)
    assert "no-part-found" in {problem.code for problem in problems}
    assert asked(answers, problems) == ()


def test_a_workbook_of_two_people_gets_no_copy_that_would_make_them_one() -> None:
    answers = faulty()
    (start,) = answers.part("start")
    name = replace(start.fields[0], values=(replace(start.fields[0].values[0], text="Sam Lee"),))
    second = replace(start, sheet="Start here (2)", fields=(name,))
    assert asked(answers, check(answers, FORM))
    both = replace(answers, rows=(*answers.rows, second))
    assert asked(both, check(both, FORM)) == ()


def test_staff_only_problems_are_not_in_a_copy() -> None:
    answers = read(written(START, TICKED, part2("1", "Hope Center", populations=("Immigrant women",))))
    assert asked(answers, check(answers, FORM)) == ()


def test_cells_of_problems_exist_in_the_file() -> None:
    answers = faulty()
    problems: tuple[Problem, ...] = check(answers, FORM)
    sheets = {found.sheet for found in answers.found}
    assert {problem.sheet for problem in problems} <= sheets
    assert all(problem.cell for problem in problems)
