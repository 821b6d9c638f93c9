"""What rows and cells are asked, in the very words a partner reads, and what is not, at the borders of each rule."""

import pytest
from drawn_answers import FORM, drawn
from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers, Field, Kind
from mobility_xlsx.form.catalogue import reworded
from mobility_xlsx.form.checks import check, check_across
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.form.problems import Place, Problem

FORM_ES = load_form("inventory", "es")
PART1 = "[part1]\ntick | block | label | note\n"
PART2 = "[part2]\nnumber | name | type | populations | domains | assets\n"
PART3 = "[part3]\nnumber | block | name | assets\n"
PART4 = "[part4]\npartner | aligned | strengths\n"
PART5 = "[part5]\nmember | organization | email | sender | closeness\n"
HOPE = "1 | Hope Center | Philanthropy | People of color | | \n"


def problems_of(answers: Answers) -> list[Problem]:
    return [problem for problem in check(answers, FORM) if problem.code != "part-missing"]


def asked(sheets: str) -> list[str]:
    """Every question with its cell in front and what is suggested behind it."""
    return [
        f"{one.cell} {one.says}" + (f" [{one.suggestion}]" if one.suggestion else "")
        for one in problems_of(drawn(sheets))
    ]


NO_NAME = "Answers stand here, but no name."
DATE = "The cell holds a date (2026-03-04) where words belong."
ERROR = "The cell shows the error #REF! instead of words."


@pytest.mark.parametrize(
    ("sheets", "says"),
    [
        (PART2 + "1 | | | People of color | |", [f"B5 {NO_NAME}", 'C5 "Type of organization" is blank.']),
        (PART2 + "1 | | Philanthropy | | |", [f"B5 {NO_NAME}", 'D5 "Target populations served" is blank.']),
        (
            PART2 + "1 | Hope Center | | | |",
            ['C5 "Hope Center" has no type of organization.', 'D5 "Hope Center" has no group, domain or asset yet.'],
        ),
        (PART3 + "1 | | Hope Center | Staff", ['C5 "Hope Center" has no type of organization.']),
        (PART3 + "1 | | | Staff", [f"C5 {NO_NAME}"]),
        (PART3 + "1 | Philanthropy | Hope Center | ", ['C5 "Hope Center" has no group, domain or asset yet.']),
        (PART4 + " | shelter | ", [f"A5 {NO_NAME}"]),
        (PART4 + "Hope | | ", ['B5 Nothing is said about "Hope" yet.']),
        (PART4 + "Hope | | Power and autonomy", []),
        (PART5 + " | | | Ann |", ["A5 An invitation without a person or organization."]),
        (PART5 + " | Mill Trust | | |", ["D5 Nobody is named to send the invitation to Mill Trust."]),
        (PART5 + "Jo Park | Mill Trust | | |", ["D5 Nobody is named to send the invitation to Jo Park."]),
        (
            PART5 + "TBD | Mill Trust | | |",
            [
                'A5 "TBD" under Potential coalition member does not say which.',
                "D5 Nobody is named to send the invitation to Mill Trust.",
            ],
        ),
        (
            PART5 + "TBD | | | |",
            [
                'A5 "TBD" under Potential coalition member does not say which.',
                'D5 "Who will send the invitation?" is blank.',
            ],
        ),
    ],
)
def test_a_row_is_asked_for_what_it_lacks_by_the_name_it_has(sheets: str, says: list[str]) -> None:
    assert asked(sheets) == says


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("Hope Center; Grace Church", 2),
        ("Hope Center; Grace Church; Mill", 3),
        ("Hope Center; AB", 2),
        ("Hope Center; A", 1),
        ("Hope Center;", 1),
        ("Forest City\\nCommunity College", 2),
        ("• Forest City\\n• Community College", 2),
        ("* Forest City\\n- Community College", 2),
        ("Forest City\\nCollege", 1),
        ("Forest\\nCommunity College", 1),
        ("Forest City\\nof the Lake", 1),
        ("Hope; Zion\\nof the Lake", 2),
        ("Forest\\nCity\\nCollege", 3),
        ("Hope Center\\n-\\nGrace Church", 2),
    ],
)
def test_names_in_one_cell_are_counted(typed: str, count: int) -> None:
    says = [f"B5 The name cell seems to hold {count} names."] if count > 1 else []
    assert asked(f"{PART2}1 | {typed} | Philanthropy | People of color | |") == says


def test_a_person_may_stand_beside_another_in_one_cell() -> None:
    assert asked(PART5 + "Jo Park; Kim Ruiz | | | me |") == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("TBD", '"TBD" is not a name.'),
        ("#REF!", "The name shows the error #REF! instead of words."),
        ("~2026-03-04", "The name is a date (2026-03-04)."),
    ],
)
def test_what_is_no_name_is_asked_each_time_and_never_listed_twice(typed: str, says: str) -> None:
    row = f"{typed} | Philanthropy | People of color | |\n"
    assert asked(f"{PART2}1 | {row}2 | {row}{PART4}{typed} | shelter |") == [f"B5 {says}", f"B6 {says}", f"A5 {says}"]
    assert asked(f"{PART2}{HOPE}{PART4}{typed} | shelter |") == [f"A5 {says}"]


def test_a_word_such_as_true_is_no_name() -> None:
    answers = drawn(PART2 + HOPE.replace("Hope Center", "TRUE"))
    *rest, row = answers.rows
    fields = tuple(
        replace(field, values=tuple(replace(one, cell=replace(one.cell, kind=Kind.BOOLEAN)) for one in field.values))
        for field in row.fields
    )
    told = problems_of(replace(answers, rows=(*rest, replace(row, fields=fields))))
    assert [(one.cell, one.says) for one in told] == [("B5", '"TRUE" is not a name.')]


def test_a_name_on_each_line_of_a_row_is_asked_about_once() -> None:
    answers = drawn(PART2 + HOPE.replace("Hope Center", "TBD"))
    *rest, row = answers.rows
    (name, *others) = row.fields
    again = replace(name.values[0], cell=replace(name.values[0].cell, row=6))
    lines = replace(row, fields=(Field("name", (*name.values, again)), *others))
    assert [one.cell for one in problems_of(replace(answers, rows=(*rest, lines)))] == ["B5"]


def test_a_name_that_stands_again_is_told_with_both_places() -> None:
    sheets = f"{PART2}{HOPE}{PART3}1 | Philanthropy | hope center | Staff\n2 | Philanthropy | Hope  Center | Staff"
    assert asked(sheets) == [
        'C5 "hope center" is also in Part 2 Partnerships, in B5.',
        'C6 "Hope Center" is also in Part 2 Partnerships, in B5.',
        'C6 "Hope Center" is listed twice: also in C5.',
    ]
    assert [one.also for one in problems_of(drawn(sheets))] == [
        (Place("Ann.xlsx", "Part 2 Partnerships", "B5", "Hope Center"),),
        (Place("Ann.xlsx", "Part 2 Partnerships", "B5", "Hope Center"),),
        (Place("Ann.xlsx", "Part 3 Opportunities", "C5", "hope center"),),
    ]


def test_a_name_that_stands_again_on_a_copied_sheet_is_told_with_the_sheet() -> None:
    answers = drawn(PART2 + HOPE + HOPE)
    *rest, row = answers.rows
    moved = tuple(
        replace(field, values=tuple(replace(one, cell=replace(one.cell, sheet="Copy")) for one in field.values))
        for field in row.fields
    )
    told = problems_of(replace(answers, rows=(*rest, replace(row, sheet="Copy", fields=moved))))
    assert [(one.sheet, one.says) for one in told] == [
        ("Copy", '"Hope Center" is listed twice: also in Part 2 Partnerships B5.')
    ]


@pytest.mark.parametrize(
    ("partner", "near"),
    [
        ("hope  CENTER", None),
        ("The Hope Center, Inc.", None),
        ("Hope Center L.L.C.", None),
        ("Hope Centre", "Hope Center"),
        ("Grace Mill", "Grace Hall"),  # just like enough
        ("Hope", ""),
        ("Forest City Small Center", ""),  # just not
        ("TBD", None),
    ],
)
def test_a_partner_nobody_listed_is_asked_with_the_name_it_is_near(partner: str, near: str | None) -> None:
    known = (
        PART2
        + HOPE
        + HOPE.replace("Hope Center", "Grace Hall")
        + HOPE.replace("Hope Center", "Forest City Youth Center")
    )
    (*told,) = (
        one for one in problems_of(drawn(f"{known}{PART4}{partner} | shelter |")) if one.code == "partner-unknown"
    )
    assert [one.suggestion for one in told] == ([] if near is None else [near])


def test_partners_are_unknown_only_beside_a_list_of_them() -> None:
    assert asked(PART4 + "Hope Center | shelter |") == []
    listed = PART3 + "1 | Philanthropy | Hope Center | Staff\n"
    assert asked(listed + PART4 + "Hope Center | shelter |") == []
    assert asked(listed + PART5 + "Jo | Hope Centr | | me |") == [
        'B5 "Hope Centr" is in neither Part 2 nor Part 3. [Hope Center]'
    ]


def test_nobody_is_asked_to_list_their_own_organization_as_a_partner() -> None:
    mine = "[start]\nname | organization | email\nAnn | City of Mill | \n" + PART2 + HOPE
    invited = PART5 + "Mayor Jo | The City of Mill | | me |\nAl | City of Hill | | me |"
    told = [one for one in problems_of(drawn(mine + invited, person="")) if one.code == "partner-unknown"]
    assert [(one.cell, one.value) for one in told] == [("B6", "City of Hill")]


@pytest.mark.parametrize(
    ("sheets", "says"),
    [
        (PART5 + "Jo | #REF! | | Ann |", [f"B5 {ERROR}"]),
        (
            PART5 + "Jo | ~2026-03-04 | ~2026-03-04 | ~2026-03-04 | ~2026-03-04",
            [f"B5 {DATE}", f"C5 {DATE}", f"D5 {DATE}", f"E5 {DATE}"],
        ),
        (PART2 + "1 | Hope Center | ~2026-03-04 | ~2026-03-04 | |", [f"C5 {DATE}", f"D5 {DATE}"]),
        (PART4 + "Hope | ~2026-03-04 | ", []),
        (
            PART5 + "Jo | =Mill! | | =B5 | =Now!",
            [
                "B5 A program took =Mill! for a formula. It was read as words. [=Mill!]",
                "D5 The cell shows a formula, not words: =B5",
                "E5 The cell shows a formula, not words: =Now!",
            ],
        ),
        (PART5 + "=Jo! | | | me |", ["A5 A program took =Jo! for a formula. It was read as words. [=Jo!]"]),
        (
            PART4 + "Hope | | ??",
            [
                'C5 "??" under Strengths does not say which.',
            ],
        ),
        (PART2 + "1 | Hope Center | Philanthropy | #REF!; ?? | |", [f"D5 {ERROR}"]),
        (PART2 + "1 | Hope Center | Philanthropy; philanthropy | People of color | |", []),
        (
            PART2 + "1 | Hope Center | Philanthropy; ?? | People of color | |",
            ['C5 "??" under Type of organization does not say which.'],
        ),
        (
            PART5 + "Jo | | | me | Has met them; No contact yet",
            ["E5 More than one How well does the sender know them? is given: Has met them, No contact yet."],
        ),
        (
            PART2 + "1 | Hope Center | Philanthropy | Other; A specific racial or ethnic group; Disengaged youth | |",
            ['D5 "Other" does not say which.', 'D5 "A specific racial or ethnic group" does not say which.'],
        ),
        (PART2 + "1 | Hope Center | Philanthropy | Other; Hmong | |", []),
        (PART5 + "Jo | | a@x.org b@x.org | me |", ["C5 The cell holds more than one email address."]),
        (
            PART5 + "Jo | | ann@x.org (work) | me |",
            ['C5 "ann@x.org (work)" does not look like an email address.'],
        ),
        (
            PART5 + "Jo | | Ann <ann@gmail.con> | me |",
            ['C5 "ann@gmail.con" is one slip away from a common address ending. [ann@gmail.com]'],
        ),
        (PART5 + "Jo | | ?? | me |", ['C5 "??" under Email does not say which.']),
        (PART1 + "Yes | groups | Middle-class residents | #REF!", [f"D5 {ERROR}"]),
        (PART1 + "Yes | groups | Middle-class residents | ~2026-03-04", []),
        (PART1 + "Hmong | groups | Other | ", []),
        (PART1 + "? | groups | Other | ", ['A5 "?" beside "Other" is neither a yes nor a no.']),
        (PART1 + "Yes | groups | Other | ", ['D5 "Other" is chosen, but not which.']),
        (
            PART1 + " | groups | Other | x\nYes | groups | Disengaged youth |",
            ['D5 "Other" has a note but no Yes.'],
        ),
    ],
)
def test_a_cell_is_asked_about_in_these_words(sheets: str, says: list[str]) -> None:
    assert asked(sheets) == says


def test_questions_are_asked_in_the_language_of_the_partner() -> None:
    answers = drawn(PART2 + "1 | Hope Center | ?? | Hmong | |")
    spanish = FORM_ES.part("part2")
    asked = (*(one for one in check(answers, FORM) if one.cell), *check_across((answers,), FORM))
    assert [reworded(one, "es").says for one in asked] == [
        f'"??" bajo {spanish.column("type").title} no dice cuál.',
        f'"Hmong" no está en la lista de {spanish.column("populations").title}.',
    ]
    assert asked[0].says == '"??" under Type of organization does not say which.'


def test_questions_stand_in_the_order_of_the_sheets_and_each_once() -> None:
    part3 = "[part3]\nnumber | block | name | populations | assets\n1 | Philanthropy | Hope | #REF! | Staff\n"
    sheets = f"{part3}{PART2}1 | Mill | #REF! | #REF! | |"
    assert [(one.sheet[:6], one.cell) for one in problems_of(drawn(sheets))] == [
        ("Part 3", "D5"),
        ("Part 2", "C5"),
        ("Part 2", "D5"),
    ]
