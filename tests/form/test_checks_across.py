"""What shows only across workbooks: copies, one person twice, ids, types, and own words asked once."""

import pytest
from drawn_answers import FORM, drawn

from mobility_xlsx.form.acrosschecks import copy_stem, superseded
from mobility_xlsx.form.answers import Answers
from mobility_xlsx.form.checks import check_across
from mobility_xlsx.form.ownwords import own_wordings
from mobility_xlsx.form.problems import Place

PART2 = "[part2]\nnumber | name | type | populations | domains | assets\n"
HOPE = "1 | Hope Center | Philanthropy | People of color | | Staff\n"
GRACE = "2 | Grace Church | Faith-based community | | | Staff\n"


def told(*workbooks: Answers) -> list[tuple[str, str]]:
    return [(problem.file, problem.code) for problem in check_across(workbooks, FORM)]


def test_two_people_with_different_answers_are_no_problem() -> None:
    assert told(drawn(PART2 + HOPE, "Ann.xlsx"), drawn(PART2 + GRACE, "Bob.xlsx", "Bob Ray")) == []


def test_one_form_sent_to_two_people_is_no_problem() -> None:
    one = drawn(PART2 + HOPE, "Ann.xlsx", workbook_id="SI-2026-0001")
    two = drawn(PART2 + GRACE, "Bob.xlsx", "Bob Ray", workbook_id="SI-2026-0001")
    assert told(one, two) == []


def test_an_older_copy_is_named_whatever_its_file_name() -> None:
    older, newer = drawn(PART2 + HOPE, "b.xlsx"), drawn(PART2 + HOPE + GRACE, "a.xlsx")
    (problem,) = check_across((newer, older), FORM)
    assert (problem.file, problem.code) == ("b.xlsx", "older-copy")
    assert problem.says == "It seems to be an older copy of a.xlsx: everything in it stands there too."


def test_the_same_answers_twice_count_once() -> None:
    assert told(drawn(PART2 + HOPE, "a.xlsx"), drawn(PART2 + HOPE, "b.xlsx")) == [("b.xlsx", "same-answers")]


def test_two_answers_from_one_person_are_asked_about() -> None:
    assert told(drawn(PART2 + HOPE, "a.xlsx"), drawn(PART2 + GRACE, "b.xlsx")) == [("b.xlsx", "two-answers")]


def test_one_id_twice_is_asked_when_one_of_them_names_nobody() -> None:
    one = drawn(PART2 + HOPE, "a.xlsx", workbook_id="SI-2026-0001")
    two = drawn(PART2 + GRACE, "b.xlsx", person="", workbook_id="SI-2026-0001")
    assert told(one, two) == [("b.xlsx", "id-twice")]


def test_many_copies_of_one_workbook_are_one_line_each() -> None:
    copies = [drawn(PART2 + HOPE, f"{number}.xlsx") for number in range(5)]
    assert told(*copies, drawn(PART2 + HOPE + GRACE, "9.xlsx")) == [
        *((f"{number}.xlsx", "older-copy" if number == 0 else "same-answers") for number in range(5)),
    ]


def test_the_corrected_copy_takes_the_place_of_its_original() -> None:
    rows = "".join(f"{number} | Center {number} | Philanthropy | People of color | | Staff\n" for number in range(5))
    first = drawn(
        PART2 + rows + "6 | Hope Center | | People of color | | Staff\n", "a.xlsx", workbook_id="SI-2026-0001"
    )
    more = {"workbook_id": "SI-2026-0001", "is_copy": True}
    copy = drawn(PART2 + rows + "6 | Hope Center | Philanthropy | People of color | | Staff\n", "b.xlsx", **more)
    other = drawn(PART2 + HOPE, "c.xlsx", "Bob Ray", **more)
    assert superseded((first, copy, other)) == {"a.xlsx": "b.xlsx"}
    assert superseded((first, other)) == {}


@pytest.mark.parametrize(
    ("file", "is_copy", "stem"),
    [
        ("Ann.xlsx", False, "Ann - please check"),
        ("Ann - please check.xlsx", True, "Ann - please check 2"),
        ("Ann - please check (1).xlsx", True, "Ann - please check 2"),
        ("Ann - please check 2 (1).xlsx", True, "Ann - please check 3"),
        ("Ann - please check - please check.xlsx", True, "Ann - please check 3"),
        ("mailed.zip/corrected.xlsx", True, "mailed.zip - corrected - please check 2"),
    ],
)
def test_a_copy_of_a_copy_counts_its_rounds(file: str, is_copy: bool, stem: str) -> None:
    assert copy_stem(Answers(file, (), is_copy=is_copy)) == stem


def test_the_last_round_takes_the_place_of_all_before() -> None:
    rows = "".join(f"{number} | Center {number} | Philanthropy | People of color | | Staff\n" for number in range(5))
    files = ("a.xlsx", "b.xlsx", "a - please check 2.xlsx", "a - please check 3.xlsx")
    returned = [
        drawn(PART2 + rows + f"6 | Center {i} | | | | Staff\n", file, workbook_id="SI-2026-0001", is_copy=i > 0)
        for i, file in enumerate(files)
    ]
    assert superseded(returned) == dict.fromkeys(files[:3], files[3])


def test_two_named_people_of_one_form_are_left_alone_beside_a_nameless_one() -> None:
    known = {"workbook_id": "SI-2026-0001"}
    workbooks = (
        drawn(PART2 + HOPE + GRACE, "a.xlsx", **known),
        drawn(PART2 + GRACE, "b.xlsx", "Bob Ray", **known),
        drawn(PART2 + "1 | Old Mill | Philanthropy | | | Staff\n", "c.xlsx", person="", **known),
    )
    assert told(*workbooks) == [("c.xlsx", "id-twice")]


def test_types_that_differ_between_workbooks_are_asked_once() -> None:
    other = "1 | HOPE center | Private sector | People of color | | Staff\n"
    workbooks = (
        drawn(PART2 + HOPE, "Ann.xlsx"),
        drawn(PART2 + other, "Bob.xlsx", "Bob Ray"),
        drawn(PART2 + other, "Cy.xlsx", "Cy Oz"),
    )
    (problem,) = check_across(workbooks, FORM)
    assert (problem.file, problem.cell, problem.code) == ("Bob.xlsx", "B5", "types-differ")
    assert problem.says == '"HOPE center" is given different types: Philanthropy, Private sector.'


def test_own_words_are_one_question_with_all_their_cells() -> None:
    ann = drawn(PART2 + "1 | Hope Center | Philanthropy | Immigrant women; Veterans | | Staff\n", "Ann.xlsx")
    bob = drawn(PART2 + "1 | Grace Church | Philanthropy | immigrant  women | | Staff\n", "Bob.xlsx", "Bob Ray")
    immigrant, veterans = check_across((ann, bob), FORM)
    assert (immigrant.code, immigrant.file, immigrant.cell) == ("own-words", "Ann.xlsx", "D5")
    assert immigrant.says.endswith("It stands in 2 cells.")
    assert immigrant.also == (Place("Bob.xlsx", "Part 2 Partnerships", "D5", "immigrant women"),)
    assert veterans.says == '"Veterans" is not on the list for Target populations served.'
    assert [(one.typed, one.vocabulary, one.count) for one in own_wordings((ann, bob), FORM)] == [
        ("Immigrant women", "groups", 2),
        ("Veterans", "groups", 1),
    ]
