"""Odd words typed at random places of a blank form: its please-check copy still says and asks the same."""

import io
import random
from collections import Counter

import openpyxl
import pytest
from openpyxl.comments import Comment

from mobility_xlsx.form.answers import Answers
from mobility_xlsx.form.checks import check
from mobility_xlsx.form.declaration import load_form, reading_form
from mobility_xlsx.workbook.pleasecheck import asked, write_please_check
from mobility_xlsx.workbook.read import read_bytes
from mobility_xlsx.workbook.replied import find_all
from mobility_xlsx.workbook.write import write_form

FORM = reading_form()
WORDS = (
    "Hope Center",
    "=Equity Now!",
    "=B2+1",
    "#REF!",
    "??",
    "various",
    "TBD",
    "Staff; Data sharing",
    "Parks, trails and rivers",
    "1000 Friends",
    "2026-03-04",
    "e.g., Forest City Asset Builders",
    "St. Mary’s\nOutreach",
    "Disengaged youth",
    "Housing stabilty",
    "Yes",
    "x",
    "maybe later",
    "ann@gamil.com",
    "ann at x",
    "Other: boats",
    "•a\n•b",
    "a long remark about what they do for people in the three neighborhoods along the river",
    "NA",
    "0",
    "'quoted",
    "  padded  ",
    "Immigrant women",
    "Philanthropy; Private sector",
    "nonprofit",
    "Ünïcode zero",
    "-",
    "Works with them now",
    "Please check",
    "Your answer",
)


def blank() -> bytes:
    out = io.BytesIO()
    write_form(load_form(), out)
    return out.getvalue()


def scribbled(form: bytes, seed: int) -> bytes:
    """The form with up to forty odd words in cells of Parts 1 to 5, and notes on some."""
    chance = random.Random(seed)
    book = openpyxl.load_workbook(io.BytesIO(form))
    for _ in range(chance.randint(1, 40)):
        cell = book.worksheets[chance.randint(1, 5)].cell(chance.randint(11, 60), chance.randint(2, 6))
        if cell.value in (None, ""):
            cell.value = chance.choice(WORDS)
            cell.data_type = "s"  # a text that begins with = stays one
            if chance.random() < 0.1:
                cell.comment = Comment(f"note {chance.random()}", "Ann")
    book["Part 2 Partnerships"]["K3"] = "beside the form"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes) -> Answers:
    return find_all(read_bytes(data, "Ann.xlsx"), FORM)


def said(answers: Answers) -> Counter[tuple[object, ...]]:
    return Counter(
        (row.part, row.block, tuple((field.key, row.text(field.key)) for field in row.fields))
        for row in answers.rows
        if not row.example
    )


def codes(answers: Answers) -> Counter[str]:
    """What is asked. Words that belong to nobody have no line in the copy, so they are outside the form there."""
    told = (problem.code for problem in asked(answers, check(answers, FORM)))
    outside = ("row-unattributed", "column-unplaced", "sheet-unplaced")
    return Counter(code for code in told if code not in ("unplaced", *outside))


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(60))
def test_a_copy_of_a_scribbled_form_says_and_asks_the_same(seed: int) -> None:
    answers = read(scribbled(blank(), seed))
    out = io.BytesIO()
    write_please_check(answers, check(answers, FORM), out)
    again = read(out.getvalue())
    notes = {cell.note for cell in answers.notes}  # one on a cell the copy does not have is among the other notes
    left = ((one for one in each.unplaced if one.text not in notes) for each in (answers, again))
    places = [Counter((one.sheet, one.address, one.text) for one in cells) for cells in left]
    assert (said(again), places[1], codes(again)) == (said(answers), places[0], codes(answers)), f"seed {seed}"
    assert sorted(cell.note for cell in again.notes) == sorted(cell.note for cell in answers.notes), f"seed {seed}"
    assert again.answer_cells + again.form_cells + len(again.unplaced) == again.non_empty, f"seed {seed}"
