"""Every problem of one workbook, provoked from a drawn sheet and asserted by cell."""

import pytest
from drawn_answers import FORM, cell, drawn, remarked
from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers, Found
from mobility_xlsx.form.checks import check
from mobility_xlsx.form.parts import CheckRule
from mobility_xlsx.form.problems import Problem, Severity


def told(answers: Answers) -> list[tuple[str, str]]:
    """Cell and code of every problem; that the drawn workbook has no other parts goes without saying."""
    return [(problem.cell, problem.code) for problem in problems_of(answers)]


def problems_of(answers: Answers) -> list[Problem]:
    return [problem for problem in check(answers, FORM) if problem.code != "part-missing"]


PART2 = "[part2]\nnumber | name | type | populations | domains | assets\n"
WHOLE = "Nonprofit and CBOs | People of color | Housing stability | Staff"
PART1 = "[part1]\ntick | block | label | note\n"


def test_a_sound_workbook_has_no_problem() -> None:
    sound = drawn(
        PART1
        + "Yes | groups | People of color |\nYes | groups | Other | Veterans\n"
        + PART2
        + f"1 | Hope Center | {WHOLE}\n"
        + "[part5]\nmember | organization | email | sender\nJo Park | Hope Center | jo@hope.example | me"
    )
    assert problems_of(sound) == []


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (f"1 | | {WHOLE}", [("B5", "name-missing")]),
        (f"1 | TBD | {WHOLE}", [("B5", "name-unclear")]),
        (f"1 | #DIV/0! | {WHOLE}", [("B5", "name-error")]),
        (f"1 | ~2026-03-04 | {WHOLE}", [("B5", "name-date")]),
        (f"1 | =B2&C3 | {WHOLE}", [("B5", "uncalculated-formula")]),
        (f'1 | ="Acme "&"Shelter" | {WHOLE}', [("B5", "uncalculated-formula")]),
        (f"1 | =Equity Now! | {WHOLE}", [("B5", "formula-as-words")]),
        (f"1 | Hope Center; Grace Church | {WHOLE}", [("B5", "several-names")]),
        (f"1 | Hope Center\\nGrace Church | {WHOLE}", [("B5", "several-names")]),
        (f"1 | Hope\\nGrace\\nZion | {WHOLE}", [("B5", "several-names")]),
        (f"1 | Forest City\\nCollege | {WHOLE}", []),
        (f"1 | Hope Center\\n(formerly Grace Center) | {WHOLE}", []),
        ("1 | Hope Center | | People of color | |", [("C5", "type-missing")]),
        ("1 | Hope Center | Philanthropy | | |", [("D5", "nothing-served")]),
        (f"1 | Hope Center | {WHOLE}\n2 | hope  center | {WHOLE}", [("B6", "listed-twice")]),
        (f"1 | Hope Center | {WHOLE}\n2 | Hope House | {WHOLE}", []),
        ("1 | Hope Center | Philanthropy; Private sector | People of color | |", [("C5", "several-choices")]),
        ("1 | Hope Center | Philanthropy | ?? | Housing stability |", [("D5", "unclear-value")]),
        ("1 | Hope Center | Philanthropy | #REF! | Housing stability |", [("D5", "error-cell")]),
        ("1 | Hope Center | Philanthropy | ~2026-03-04 | Housing stability |", [("D5", "date-cell")]),
        ("1 | Hope Center | Philanthropy | | | Other", [("F5", "other-unnamed")]),
        ("1 | Hope Center | Philanthropy | | | Other; Meeting space", []),
        ("1 | Hope Center | Philanthropy | | Housing stabilty≈Housing stability |", [("E5", "near-wording")]),
    ],
)
def test_part_2_is_asked_about_by_cell(sheet: str, expected: list[tuple[str, str]]) -> None:
    assert told(drawn(PART2 + sheet)) == expected


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("? | groups | Middle-class residents |", [("A5", "tick-unclear")]),
        (
            " | groups | Middle-class residents | downtown\nYes | groups | Disengaged youth |",
            [("D5", "note-without-tick")],
        ),
        ("? | groups | Disengaged youth | some", [("A5", "tick-unclear"), ("D5", "note-without-tick")]),
        ("Yes | assets | Other |", [("D5", "other-without-words")]),
        ("Yes | groups | A specific racial or ethnic group | Hmong families", []),
    ],
)
def test_part_1_is_asked_about_by_cell(sheet: str, expected: list[tuple[str, str]]) -> None:
    assert told(drawn(PART1 + sheet)) == expected


def test_nothing_ticked_is_asked_once() -> None:
    sheets = "[part1]\ntick\n" + PART2 + f"1 | Hope Center | {WHOLE}"
    assert told(drawn(sheets)) == [("", "nothing-ticked")]


def test_part_3_repeats_part_2() -> None:
    part3 = "[part3]\nnumber | block | name | assets\nNP1 | Nonprofit and CBOs | Hope Center | Staff"
    sheets = f"{PART2}1 | Hope Center | {WHOLE}\n{part3}"
    (problem,) = problems_of(drawn(sheets))
    assert (problem.code, problem.cell) == ("also-in-part", "C5")
    assert problem.says == '"Hope Center" is also in Part 2 Partnerships, in B5.'


def test_an_unknown_partner_is_asked_with_the_nearest() -> None:
    sheets = (
        f"{PART2}1 | Cascade Fund | {WHOLE}\n[part4]\npartner | aligned\nCascade Found | shelter\n"
        "[part5]\nmember | organization | sender\nJo Park | Old Mill Trust | me"
    )
    problems = problems_of(drawn(sheets))
    assert [(one.sheet, one.code, one.suggestion) for one in problems] == [
        ("Part 4 Benefits", "partner-unknown", "Cascade Fund"),
        ("Part 5 Invitations", "partner-unknown", ""),
    ]


def test_part_4_without_a_word_is_asked() -> None:
    assert told(drawn("[part4]\npartner | aligned\nHope Center | ")) == [("B5", "nothing-said")]


def test_part_5_needs_somebody_and_a_sender() -> None:
    sheets = "[part5]\nmember | organization | sender\n | | Ann Lee\nJo Park | | "
    assert told(drawn(sheets)) == [("A5", "invitee-missing"), ("C6", "sender-missing")]


@pytest.mark.parametrize(
    ("address", "code", "suggestion"),
    [
        ("ann@stmarys.example", "", ""),
        ("Ann Lee <ann@stmarys.org>", "", ""),
        ("ann@gamil.com", "email-domain", "ann@gmail.com"),
        ("ann@gmail.con", "email-domain", "ann@gmail.com"),
        ("ann@hotmial.com", "email-domain", "ann@hotmail.com"),
        ("ann@ail.com", "", ""),
        ("ann at stmarys.org", "email-wrong", "ann@stmarys.org"),
        ("ann@stmarys,org", "email-wrong", "ann@stmarys.org"),
        ("josé@stmarys.org", "email-wrong", "jose@stmarys.org"),
        ("555-0100", "email-wrong", ""),
        ("ann@x.org / jo@x.org", "several-emails", ""),
    ],
)
def test_addresses_are_checked_with_the_likely_one(address: str, code: str, suggestion: str) -> None:
    problems = problems_of(drawn(f"[part5]\nmember | email | sender\nJo | {address} | me"))
    assert [(one.code, one.suggestion) for one in problems] == ([(code, suggestion)] if code else [])


def test_nobody_named_is_asked_at_the_name() -> None:
    answers = drawn(f"{PART2}1 | Hope Center | {WHOLE}", person="")
    assert told(answers) == [("", "respondent-missing")]
    start = Found("start", "Start here", "name", 5, (("name", 2),))
    named = Answers("Ann.xlsx", answers.rows, found=(start, *answers.found))
    assert told(named) == [("B5", "respondent-missing")]


def test_an_untouched_form_is_one_question_for_staff() -> None:
    blank = Answers("Ann.xlsx", (), found=(Found("part2", "Part 2 Partnerships", "name", 4),))
    assert told(blank) == [("", "nothing-filled-in")]


def test_what_stands_outside_is_asked_by_cell_column_or_sheet() -> None:
    part2 = "Part 2 Partnerships"
    outside = (
        cell(part2, "G4", "Contact person"),
        cell(part2, "G5", "Ann"),
        cell(part2, "G6", "Jo"),
        cell(part2, "J2", "call me"),
        *(cell("Our notes", f"{letter}{row}", "words") for letter in "ABC" for row in (1, 2, 3)),
        cell("Scratch", "C3", "ask Jo"),
    )
    answers = drawn(f"{PART1}Yes | groups | People of color |\n{PART2}1 | Hope Center | {WHOLE}", unplaced=outside)
    assert [(one.sheet, one.cell, one.code) for one in problems_of(answers)] == [
        (part2, "J2", "unplaced"),
        (part2, "G4", "column-unplaced"),
        ("Our notes", "", "sheet-unplaced"),
        ("Scratch", "C3", "unplaced"),
    ]


def test_notes_of_people_are_told_and_ours_are_not() -> None:
    notes = (
        cell("Part 2 Partnerships", "B5", "Hope Center", note="ask Maria first"),
        cell("Part 2 Partnerships", "C5", "", note="Please check: No type.\nChoose one."),
    )
    answers = drawn(f"{PART1}Yes | groups | People of color |\n{PART2}1 | Hope Center | {WHOLE}", notes=notes)
    (problem,) = problems_of(answers)
    assert (problem.code, problem.severity) == ("cell-note", Severity.FIXED_FOR_YOU)


def test_remarks_of_the_reader_become_problems_with_their_words() -> None:
    (problem,) = check(remarked("hidden-rows", "Part 2 Partnerships", "B14", rows="14 to 20"), FORM)
    assert problem.says == "Rows 14 to 20 are hidden. They were read all the same."
    assert (problem.sheet, problem.cell) == ("Part 2 Partnerships", "B14")


def test_examples_are_never_asked_about() -> None:
    sheets = PART1 + "Yes | groups | People of color |\n" + PART2 + "e.g. | | Philanthropy | | |"
    answers = drawn(sheets)
    example = replace(answers.rows[-1], example=True)
    assert told(replace(answers, rows=(*answers.rows[:-1], example))) == []


def test_parts_that_are_not_there_are_said_once() -> None:
    (problem,) = check(drawn(f"{PART2}1 | Hope Center | {WHOLE}"), FORM)
    assert problem.says == "Not in this workbook: Part 3 Opportunities, Part 4 Benefits, Part 5 Invitations."


def test_an_error_in_place_of_a_tick_or_of_ones_name_is_asked() -> None:
    ticks = PART1 + "#REF! | groups | Middle-class residents |\nYes | groups | Disengaged youth |\n"
    answers = drawn(f"[start]\nname | organization\n#N/A | City\n{ticks}", person="")
    assert [(one.sheet, one.cell, one.says) for one in problems_of(answers)] == [
        ("Start here", "A5", "The cell shows the error #N/A instead of words."),
        ("Part 1 Priorities", "A5", "The cell shows the error #REF! instead of words."),
    ]


def test_every_column_a_rule_needs_is_asked_for() -> None:
    part = FORM.part("part4")
    rule = CheckRule("needs", ("aligned", "strengths"), "Add both")
    form = replace(FORM, parts=tuple(replace(one, checks=(rule,)) if one is part else one for one in FORM.parts))
    told = [one.says for one in check(drawn("[part4]\npartner | aligned | strengths\nHope | | "), form) if one.sheet]
    assert told == ['"Aligned initiatives" is blank.', '"Strengths" is blank.']
