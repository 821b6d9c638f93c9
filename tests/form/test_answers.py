"""What came back, by cell: addresses, rows and their values, and that all of it travels between processes."""

import pickle

import pytest
from drawn_answers import FORM

from mobility_xlsx.form.answers import (
    Answers,
    Cell,
    Field,
    Found,
    Kind,
    Match,
    Row,
    Value,
    column_letters,
    column_number,
)
from mobility_xlsx.form.catalogue import catalogue
from mobility_xlsx.form.checking import Checking, is_formula, name_column


@pytest.mark.parametrize(
    ("letters", "column"),
    [
        ("", 0),
        ("A", 1),
        ("B", 2),
        ("Z", 26),
        ("AA", 27),
        ("AZ", 52),
        ("BA", 53),
        ("ZZ", 702),
        ("AAA", 703),
        ("XFD", 16384),
    ],
)
def test_columns_have_the_letters_of_excel(letters: str, column: int) -> None:
    assert column_letters(column) == letters
    assert column_number(letters) == column_number(letters.lower()) == column
    if column:
        assert Cell("Notes", 12, column, "").address == f"{letters}12"


def value(text: str, match: Match = Match.FREE, column: int = 2) -> Value:
    return Value(text, Cell("Part 2", 5, column, text), text, match)


ROW = Row(
    "part2",
    "Part 2",
    "1",
    (Field("name", ()), Field("assets", (value("Staff"), value("??", Match.UNCLEAR, 3), value("Roofs", Match.OWN)))),
    place=5,
)


def test_a_row_gives_the_values_of_a_column() -> None:
    assert [one.text for one in ROW.values("assets")] == ["Staff", "??", "Roofs"]
    assert ROW.text("assets") == "Staff\n??\nRoofs"
    assert ROW.texts("assets") == ("Staff", "Roofs")
    assert ROW.cell("assets") == Cell("Part 2", 5, 2, "Staff")
    assert (ROW.values("type"), ROW.text("type"), ROW.texts("name"), ROW.cell("name")) == ((), "", (), None)


def test_a_cell_is_blank_when_nothing_can_be_seen_in_it() -> None:
    assert [Cell("Notes", 1, 1, text).is_blank for text in ("", " \n", " x")] == [True, True, False]


def test_answers_know_their_parts_and_where_each_column_stands() -> None:
    example = Row("part2", "Part 2", "e.g.", (), example=True)
    found = (
        Found("part2", "Copy", "name", 4, (("assets", 9),)),
        Found("part3", "Part 2", "name", 4, (("assets", 8),)),
        Found("part2", "Part 2", "name", 4, (("assets", 28), ("type", 3))),
    )
    start = Row("start", "Start here", "", (), place=6)
    answers = Answers("Ann.xlsx", (example, ROW, start), found=found)
    assert list(answers.part("part2")) == [ROW]
    assert (answers.address(ROW, "assets"), answers.address(ROW, "type")) == ("AB5", "C5")
    assert answers.address(ROW, "name") == ""
    assert answers.address(example, "type") == ""
    assert answers.form_row("start") == start
    assert answers.form_row("settings") == Row("settings", "", "", ())


def test_a_problem_of_a_blank_cell_stands_there_else_at_the_first_cell_of_its_row() -> None:
    answers = Answers("Ann.xlsx", (ROW,), found=(Found("part2", "Part 2", "name", 4, (("type", 3),)),))
    checking = Checking(answers, FORM, catalogue())
    assert [checking.address(ROW, key) for key in ("type", "name")] == ["C5", "B5"]
    assert checking.address(Row("part2", "Part 2", "1", ()), "name") == ""
    assert list(checking.rows(FORM.part("part2"))) == [ROW]


def test_a_row_is_known_by_its_first_name_or_person_else_by_its_first_column() -> None:
    known_by = {part.key: name_column(part).key for part in FORM.parts}
    assert known_by == {
        "start": "name",
        "part1": "tick",
        "part2": "name",
        "part3": "name",
        "part4": "partner",
        "part5": "member",
    }


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("=B2&C3", True),
        (" =SUM(A1:A3)", True),
        ("=$XFD$7", True),
        ("=1+2", True),
        ("=7 * 8 apples", True),
        ("=-5", True),
        ("= 5, 6", True),
        ('="Acme "&"Shelter"', True),
        ("=Equity Now!", False),
        ("=Equity & Justice", False),
        ("=B", False),
        ('="Acme"', False),
        ("Plan B2", False),
        ("=", False),
    ],
)
def test_what_can_only_be_a_formula_is_one(text: str, formula: bool) -> None:
    assert is_formula(Cell("Part 2", 5, 2, text)) is formula
    assert is_formula(Cell("Part 2", 5, 2, text, Kind.UNCALCULATED, formula=text)) is formula
    assert not is_formula(Cell("Part 2", 5, 2, text, formula='="="&"B2"'))


def test_cells_and_rows_travel_to_other_processes_whole() -> None:
    cell = Cell("Part 2", 5, 28, "Staff", Kind.NUMBER, "=1", "a note", hidden=True, struck=True)
    one = Value("Staff", cell, "staf", Match.NEAR, "staff", ("Staff", "Data"))
    row = Row("part3", "Part 3", "7", (Field("assets", (one,)),), "Philanthropy", 12, example=True, own_title=cell)
    assert pickle.loads(pickle.dumps(row)) == row
