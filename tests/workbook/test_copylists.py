"""The two sheets of a please-check copy: each cell counted for what it is, and nothing typed on them lost."""

import io

from drawn_books import sheet, unplaced
from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers, Cell, Kind, Reply
from mobility_xlsx.form.checks import check
from mobility_xlsx.form.declaration import load_form, reading_form
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.copylists import copy_list
from mobility_xlsx.workbook.grids import Book
from mobility_xlsx.workbook.pleasecheck import write_please_check
from mobility_xlsx.workbook.read import read_bytes
from mobility_xlsx.workbook.replied import find_all
from mobility_xlsx.workbook.write import write_form

FORM = reading_form()
ASKED = """
Please check 2 cells|||||SI-2026-0007 · v2.0
We read your answers, thank you. A few cells leave us with a question. Everything else is as you wrote it.
No.|Sheet|Cell|What we found|What to do|Your answer
1|Part 2 Partnerships|C10|"Hope Center" has no type of organization.|Choose one from the arrow.|Philanthropy
2|Part 2 Partnerships|B12|It seems to be two organizations.|Put each on a line of its own.|
"""


def copied() -> Book:
    """A please-check copy with two blank cells asked about, one of them answered, and a text without a place."""
    out = io.BytesIO()
    rows = (
        known_row("start", {"name": "Ann Lee", "email": "ann@stmarys.example"}),
        known_row("part1", {"tick": "Yes", "label": "Disengaged youth"}, "groups"),
        known_row("part2", {"name": "Hope Center", "assets": ("Staff",)}, number="1"),
        known_row("part2", {"name": "Grace Church", "assets": ("Staff",)}, number="2"),
    )
    write_form(load_form(), out, Content("SI-2026-0007", rows))
    book = read_bytes(out.getvalue(), "Ann.xlsx")
    added = tuple(
        replace(
            one, cells=(*one.cells, Cell(one.name, 90, 9, "call me")) if one.name.startswith("Part 4") else one.cells
        )
        for one in book.sheets
    )
    answers = find_all(replace(book, sheets=added, non_empty=book.non_empty + 1), FORM)
    out = io.BytesIO()
    write_please_check(answers, check(answers, FORM), out)
    back = read_bytes(out.getvalue(), "Ann - please check.xlsx")
    first = back.sheets[0]
    asked = next(cell for cell in first.cells if "Hope Center" in cell.text)
    answer = Cell(first.name, asked.row, asked.column + 2, "Philanthropy")
    cells = tuple(sorted((*first.cells, answer), key=lambda cell: (cell.row, cell.column)))
    return replace(back, sheets=(replace(first, cells=cells), *back.sheets[1:]), non_empty=back.non_empty + 1)


def counted(answers: Answers) -> int:
    return answers.answer_cells + answers.form_cells + len(answers.unplaced)


def test_a_copy_counts_answers_as_answers_and_its_own_words_as_form() -> None:
    book = copied()
    answers = find_all(book, FORM)
    # name, email, tick, two names, two assets, and Philanthropy once though it answers a question and fills a cell
    assert (answers.answer_cells, unplaced(answers)) == (8, ["Part 4 Benefits!I90 call me"])
    assert counted(answers) == answers.non_empty == book.non_empty
    assert [row.text("type") for row in answers.part("part2")] == ["Philanthropy", ""]


def test_a_cell_that_gets_lost_on_any_sheet_shows_in_the_count() -> None:
    book = copied()
    for i, one in enumerate(book.sheets):
        last = [cell for cell in one.cells if not cell.is_blank and cell.kind is not Kind.UNCALCULATED][-1]
        lost = replace(one, cells=tuple(cell for cell in one.cells if cell is not last))
        answers = find_all(replace(book, sheets=(*book.sheets[:i], lost, *book.sheets[i + 1 :])), FORM)
        assert counted(answers) == answers.non_empty - 1, one.name


def test_words_added_anywhere_on_the_list_of_questions_are_kept() -> None:
    drawn = sheet(
        "Please check",
        ASKED.strip().replace("|||||SI", "|||Great form!||SI")
        + """
|Thank you|for asking|||
||B14|||Please call me about this one
Greetings, Ann
|||||I have no more answers
""".rstrip(),
    )
    found = copy_list(drawn)
    assert found is not None
    assert [cell.text for cell in found.others] == ["Great form!", "Thank you", "for asking", "Greetings, Ann"]
    assert found.fixed == 2 + 1 + 6 + 5 + 5 + 1
    answers = find_all(Book("copy.xlsx", (drawn,), non_empty=len(drawn.cells)), FORM)
    assert unplaced(answers) == [
        "Please check!D1 Great form!",
        "Please check!B6 Thank you",
        "Please check!C6 for asking",
        "Please check!A8 Greetings, Ann",
    ]
    assert answers.replies[1:] == (
        Reply("", "B14", "", "Please call me about this one"),
        Reply("", "", "", "I have no more answers"),
    )
    assert counted(answers) == answers.non_empty


def test_a_list_whose_numbers_were_deleted_is_read_as_before() -> None:
    rows = [line.split("|") for line in ASKED.strip().split("\n")]
    drawn = sheet("Please check", "\n".join("|".join(cells[1:]) if len(cells) > 1 else cells[0] for cells in rows))
    found = copy_list(drawn)
    assert found is not None
    assert [cell.text for cell in found.others] == []
    assert [sorted(row) for row in found.rows] == [
        ["answer", "cell", "found", "sheet", "to_do"],
        ["cell", "found", "sheet", "to_do"],
    ]


def test_texts_on_your_other_notes_go_back_to_where_they_stood() -> None:
    drawn = sheet(
        "Your other notes",
        """
Your other notes
No.|Sheet|Cell|What stood there
1|Part 2 Partnerships|K3|call me about these
|||and one more thing
|Sorry for the delay||
""",
    )
    found = copy_list(drawn)
    assert found is not None
    answers = find_all(Book("copy.xlsx", (drawn,), non_empty=len(drawn.cells)), FORM)
    assert unplaced(answers) == [
        "Part 2 Partnerships!K3 call me about these",
        "Your other notes!D4 and one more thing",
        "Your other notes!B5 Sorry for the delay",
    ]
    assert counted(answers) == answers.non_empty
