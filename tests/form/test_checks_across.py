"""What shows only across workbooks: copies, one person twice, ids, types, and own words asked once."""

import pytest
from drawn_answers import FORM, drawn
from msgspec.structs import replace

from mobility_xlsx.form.acrosschecks import copy_stems, superseded
from mobility_xlsx.form.answers import Answers, Cell, Row
from mobility_xlsx.form.checks import check, check_across
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
    assert copy_stems((Answers(file, (), is_copy=is_copy),)) == {file: stem}


def test_no_two_copies_are_called_alike_and_a_number_stays_through_all_rounds() -> None:
    long = "a" * 90
    files = ("Ann.xlsm", "ann.xlsx", "Ann (2).xlsx", "x/y.xlsx", "x - y.xlsx", f"{long}1.xlsx", f"{long}2.xlsx")
    named = ("Ann", "ann (2)", "Ann (2) (2)", "x - y", "x - y (2)", long[:80], f"{long[:80]} (2)")
    stems = [f"{name} - please check" for name in named]
    assert list(copy_stems([Answers(file, ()) for file in files]).values()) == stems
    back = [Answers(f"{stem}.xlsx", (), is_copy=True) for stem in stems]
    assert list(copy_stems(back).values()) == [f"{stem} 2" for stem in stems]


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


PART1 = "[part1]\ntick | block | label | note\n"
START = "[start]\nname | organization | email\n"
ID = {"workbook_id": "SI-2026-0001"}


def by(start: str, file: str, sheets: str = PART2 + HOPE) -> Answers:
    """A workbook of whoever is drawn on Start here."""
    return drawn(f"{START}{start}\n{sheets}", file, person="")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ann Lee | | ", "ann  lee | | ", True),
        ("Ann Lee | City | ", "Ann Lee | Mill Trust | ", False),
        ("Ann Lee | City | a@x.org", "Jo Park | Mill | A@X.org", True),
        ("Ann Lee | City | a@x.org", "Ann Lee | City | b@x.org", False),
        (" | City | ", " | City | ", False),
    ],
)
def test_one_person_is_known_by_the_address_else_by_name_and_organization(one: str, other: str, same: bool) -> None:
    expected = [("b.xlsx", "same-answers")] if same else []
    assert told(by(one, "a.xlsx"), by(other, "b.xlsx")) == expected


@pytest.mark.parametrize(("start", "who"), [("Ann  Lee | | a@x.org", "Ann Lee"), (" | | a@x.org", "a@x.org")])
def test_two_answers_of_a_person_are_told_with_who_and_where(start: str, who: str) -> None:
    (problem,) = check_across((by(start, "a.xlsx"), by(start, "b.xlsx", PART2 + GRACE)), FORM)
    assert problem.says == f"{who} also sent a.xlsx, with other answers."


def test_the_copy_that_says_most_is_the_one_that_holds() -> None:
    same = [drawn(PART2 + HOPE, f"{name}.xlsx") for name in "ba"]
    assert [one.says for one in check_across(same, FORM)] == ["It says the same as a.xlsx."]
    all_three = (drawn(PART2 + HOPE, "a.xlsx"), drawn(PART2 + GRACE, "b.xlsx"), drawn(PART2 + HOPE + GRACE, "c.xlsx"))
    assert [(one.file, one.says.split(":")[0]) for one in check_across(all_three, FORM)] == [
        ("a.xlsx", "It seems to be an older copy of c.xlsx"),
        ("b.xlsx", "It seems to be an older copy of c.xlsx"),
    ]


def test_a_nameless_workbook_is_held_against_the_named_one_even_if_it_says_more() -> None:
    named = drawn(PART2 + HOPE, "z.xlsx", **ID)
    nameless = drawn(PART2 + GRACE + GRACE.replace("Grace", "Zion"), "a.xlsx", person="", **ID)
    (problem,) = check_across((nameless, named), FORM)
    assert (problem.file, problem.value) == ("a.xlsx", "SI-2026-0001")
    assert problem.says == "It has the same workbook id as z.xlsx, and one of them names nobody."


def test_of_many_different_answers_the_one_that_says_most_is_named() -> None:
    most = drawn(PART2 + HOPE + GRACE, "m.xlsx", **ID)
    others = [
        drawn(f"{PART2}1 | {name} | Philanthropy | | | Staff\n", f"{name}.xlsx", **ID) for name in ("Mill", "Zion")
    ]
    assert [one.says for one in check_across((*others, most), FORM)] == [
        "Ann Lee also sent m.xlsx, with other answers.",
        "Ann Lee also sent m.xlsx, with other answers.",
    ]
    nameless = [
        drawn(f"{PART2}1 | {name} | | | | Staff\n", f"{name}.xlsx", person="", **ID) for name in ("Mill", "Zion")
    ]
    told = [one.says for one in check_across((*nameless, most), FORM)]
    assert told == ["It has the same workbook id as m.xlsx, and one of them names nobody."] * 2


def test_two_nameless_workbooks_without_an_id_have_nothing_in_common() -> None:
    assert told(drawn(PART2 + HOPE, "a.xlsx", person=""), drawn(PART2 + HOPE, "b.xlsx", person="")) == []


@pytest.mark.parametrize(
    ("less", "more", "code"),
    [
        (PART1 + "Yes | groups | Other |", PART1 + "Yes | groups | Disengaged youth |", "two-answers"),
        (
            PART1 + "Yes | groups | People of color | north\nYes | groups | Disengaged youth |",
            PART1 + "Yes | groups | People of color |\nYes | groups | Disengaged youth | north\nYes | assets | Staff |",
            "two-answers",
        ),
        (PART1 + "Yes | groups | Other |", PART1 + "Yes | assets | Other |\nYes | assets | Staff |", "two-answers"),
        (PART2 + "1 | Mill | Philanthropy | | |", PART2 + "1 | Mill | | Philanthropy | |\n" + HOPE, "two-answers"),
        (
            "[part2]\nname | assets\nMill | Staff\nHope | Convening power",
            "[part2]\nname | assets\nMill | Convening power\nHope | Staff\nZion | Staff",
            "two-answers",
        ),
        (
            "[part3]\nblock | name\nPhilanthropy | Mill",
            "[part3]\nblock | name\nPrivate sector | Mill\nPhilanthropy | Zion",
            "two-answers",
        ),
        ("[part2]\nname | assets\nMill | Staff", "[part2]\nname | assets\nmill | staff\nZion | Staff", "older-copy"),
        ("[part2]\nnumber | name\n1 | Mill", "[part2]\nnumber | name\n1 | Zion\n2 | Mill", "older-copy"),
    ],
)
def test_an_answer_is_the_same_beside_the_same_name_under_the_same_heading(less: str, more: str, code: str) -> None:
    assert told(drawn(less, "a.xlsx"), drawn(more, "b.xlsx"))[0][1] == code


def test_examples_and_blank_workbooks_say_nothing() -> None:
    blank = [drawn("[part1]\ntick", f"{name}.xlsx") for name in "ab"]
    assert told(*blank) == []
    more = drawn(PART2 + HOPE + GRACE, "b.xlsx")
    example = replace(more, rows=(*more.rows[:-1], replace(more.rows[-1], example=True)))
    assert told(drawn(PART2 + HOPE, "a.xlsx"), example) == [("b.xlsx", "same-answers")]


@pytest.mark.parametrize(
    ("kept", "start", "more", "replaced"),
    [
        (5, "Ann Lee", {}, True),  # seven of ten answers: the tick, its line and five names
        (4, "Ann Lee", {}, False),
        (8, "Bob Ray", {}, False),
        (8, "Ann Lee", {"workbook_id": "SI-2026-0002"}, False),
        (8, "Ann Lee", {"is_copy": False}, False),
    ],
)
def test_a_copy_replaces_what_it_mostly_repeats(kept: int, start: str, more: dict[str, object], replaced: bool) -> None:
    names = [f"Center {letter}" for letter in "ABCDEFGH"]
    first = drawn("[part2]\nname\n" + "\n".join(names), "a.xlsx", **ID)
    changed = [*names[:kept], *(f"{name} Inc." for name in names[kept:])]
    copy = drawn("[part2]\nname\n" + "\n".join(changed), "b.xlsx", start, **{**ID, "is_copy": True, **more})
    assert superseded((first, copy)) == ({"a.xlsx": "b.xlsx"} if replaced else {})


def test_a_nameless_workbook_is_replaced_by_the_copy_somebody_signed() -> None:
    first = drawn(PART2 + HOPE, "a.xlsx", person="", **ID)
    signed = drawn(PART2 + HOPE, "b.xlsx", is_copy=True, **ID)
    assert superseded((first, signed)) == {"a.xlsx": "b.xlsx"}
    assert superseded((replace(first, file="c.xlsx", is_copy=True), replace(signed, is_copy=False))) == {}


@pytest.mark.parametrize(
    ("ann", "bob", "types"),
    [
        (
            PART2 + "1 | Mill | Philanthropy | | |",
            "[part3]\nblock | name\nPrivate sector | Mill",
            "Philanthropy, Private sector",
        ),
        (PART2 + "1 | Mill | Philanthropy | | |", "[part3]\nblock | name\nPhilanthropy | Mill", ""),
        (PART2 + "1 | Mill | Philanthropy | | |", PART2 + "1 | Mill | clubs | | |", ""),
        (PART2 + "1 | Mill | Philanthropy | | |", PART2 + "1 | Mill | ?? | | |", ""),
        (PART2 + "1 | Mill | Philanthropy | | |", PART2 + "1 | Mill | | | |", ""),
        (PART2 + "1 | Mill | Philanthropy | | |\n2 | Mill | Private sector | | |", PART2 + "1 | Hope | | | |", ""),
        (PART2 + "1 | #REF! | Philanthropy | | |", PART2 + "1 | #REF! | Private sector | | |", ""),
    ],
)
def test_types_differ_only_where_each_is_on_the_list_and_in_another_workbook(ann: str, bob: str, types: str) -> None:
    found = check_across((drawn(ann, "Ann.xlsx"), drawn(bob, "Bob.xlsx", "Bob Ray")), FORM)
    says = [one.says for one in found if one.code == "types-differ"]
    assert says == ([f'"Mill" is given different types: {types}.'] if types else [])


def own(sheets: str) -> list[tuple[str, int]]:
    return [(one.typed, one.count) for one in own_wordings((drawn(sheets),), FORM)]


def test_own_words_are_words_and_each_cell_counts_once() -> None:
    assert own(PART2 + "1 | Hope | clubs | Immigrant  women; immigrant women | | Roofs") == [
        ("clubs", 1),
        ("Immigrant women", 1),
        ("Roofs", 1),
    ]
    assert own(PART2 + "1 | Hope | #REF! | ~2026-03-04 | =B2&C3 | Staff") == []
    assert own(PART2 + "1 | Hope | | Roofs | Roofs |") == [("Roofs", 1), ("Roofs", 1)]
    assert own(PART1 + "surely | groups | Other |") == []
    answers = drawn(PART2 + "1 | Hope | clubs | | |")
    example = replace(answers, rows=tuple(replace(row, example=True) for row in answers.rows))
    assert own_wordings((example,), FORM) == ()


def test_a_wording_of_very_many_cells_has_them_all_in_their_order() -> None:
    lines = "\n".join(f"{i} | Hope {i} | Clubs; clubs | | |" for i in range(1, 10_001))
    (wording,) = own_wordings((drawn(PART2 + lines),), FORM)
    assert [place.cell for place in wording.places] == [f"C{row}" for row in range(5, 10_005)]


def test_own_words_are_asked_with_the_likeliest_label() -> None:
    answers = drawn(PART2 + "1 | Hope | clubs | | |")
    *rest, row = answers.rows
    fields = tuple(
        replace(
            field, values=tuple(replace(one, suggestions=("Philanthropy", "Private sector")) for one in field.values)
        )
        for field in row.fields
    )
    (problem,) = check_across((replace(answers, rows=(*rest, replace(row, fields=fields))),), FORM)
    assert (problem.says, problem.suggestion) == (
        '"clubs" is not on the list for Type of organization.',
        "Philanthropy",
    )


def test_each_slip_is_told_once_with_all_its_cells() -> None:
    sheets = PART2 + "1 | Hope | Philantropy≈Philanthropy | | |\n2 | Mill | philantropy≈Philanthropy | | |"
    near = [one for one in check(drawn(sheets + "\n3 | Zion | Filanthropy≈Philanthropy | | |"), FORM) if one.suggestion]
    assert [(one.says, one.cell, [place.cell for place in one.also]) for one in near] == [
        ('"Philantropy" was read as "Philanthropy" in 2 cells.', "C5", ["C6"]),
        ('"Filanthropy" was read as "Philanthropy".', "C7", []),
    ]


@pytest.mark.parametrize(
    ("block", "title", "asked"),
    [
        ("Sports clubs", "Sports  clubs:", [("Sports clubs", "A9")]),
        ("Private sector", "Companies", []),
        ("Sports clubs", None, []),
        ("", "Sports clubs", []),
    ],
)
def test_a_band_with_a_title_of_its_own_is_asked_about_at_its_title(
    block: str, title: str | None, asked: list[tuple[str, str]]
) -> None:
    sheet = FORM.part("part3").sheet
    cell = Cell(sheet, 9, 1, title) if title else None
    band = Row("part3", sheet, "", (), block, 10, own_title=cell)
    answers = drawn(PART2 + HOPE)
    found = own_wordings((replace(answers, rows=(*answers.rows, band)),), FORM)
    assert [(one.typed, one.places[0].cell) for one in found] == asked
    assert {(one.vocabulary, one.column) for one in found} <= {("types", "Type of organization")}
