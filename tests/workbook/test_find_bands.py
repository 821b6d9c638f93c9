"""The sectors of Part 3: told by titles in any language and spelling, and asked for when nothing tells them."""

import pytest
from drawn_books import answers_of, codes, names, row_says, sheet, unplaced

from mobility_xlsx.form.answers import Answers
from mobility_xlsx.form.checks import check, check_across
from mobility_xlsx.form.declaration import reading_form
from mobility_xlsx.form.problems import Problem
from mobility_xlsx.form.settled import Meanings, settled
from mobility_xlsx.workbook.signs import number_of

FORM = reading_form()
HEADINGS = "Organization name|Target populations served|Domains of work|Assets"


def placed(answers: Answers) -> list[tuple[str, str]]:
    return [(row.block, row.text("name")) for row in answers.part("part3")]


def asked(answers: Answers, *wanted: str) -> list[tuple[str, str, str]]:
    problems: tuple[Problem, ...] = (*check(answers, FORM), *check_across((answers,), FORM))
    return [(one.code, one.cell, one.value) for one in problems if one.code in wanted]


def test_titles_in_the_name_column_tell_the_sectors_in_any_language_and_near_spelling() -> None:
    answers = answers_of(
        sheet(
            "Part 3 Opportunities",
            f"""
{HEADINGS}
Faith-based comunity
Grace Church|Disengaged youth||Staff
||Housing stability|Data sharing
|||Research

Filantropía
Cascade Fund|||Financial resources


PRIVATE  SECTOR
Old Mill|People of color||
""",
        )
    )
    assert [(row.block, row_says(row)) for row in answers.part("part3")] == [
        (
            "Faith-based community",
            {
                "name": "Grace Church",
                "populations": "Disengaged youth",
                "domains": "Housing stability",
                "assets": ["Staff", "Data sharing", "Research and analytic capacity"],
            },
        ),
        ("Philanthropy", {"name": "Cascade Fund", "assets": "Financial resources"}),
        ("Private sector", {"name": "Old Mill", "populations": "People of color"}),
    ]
    assert unplaced(answers) == []
    assert asked(answers, "near-wording", "type-missing") == [("near-wording", "A2", "Faith-based comunity")]


def test_titles_left_of_the_table_tell_the_sectors_by_any_wording() -> None:
    answers = answers_of(
        sheet(
            "Part 3 Opportunities",
            """
|Organization name|Target populations served|Domains of work|Assets
Foundations
|Cascade Fund|||Financial resources
Churches
|Grace Church|Disengaged youth||Staff
Clubs
|Lone Star|||Staff
Private sector
|Old Mill|People of color||
""",
        )
    )
    assert placed(answers) == [
        ("Philanthropy", "Cascade Fund"),
        ("Faith-based community", "Grace Church"),
        ("Clubs", "Lone Star"),
        ("Private sector", "Old Mill"),
    ]
    assert unplaced(answers) == []
    assert asked(answers, "own-words", "type-missing", "row-unattributed") == [("own-words", "A6", "Clubs")]


def test_an_unknown_title_among_known_ones_is_a_sector_in_words_of_its_own() -> None:
    answers = answers_of(
        sheet(
            "Part 3 Opportunities",
            f"""
{HEADINGS}
Philanthropy
Cascade Fund|||Financial resources


Clubs
Lone Star|||Staff


Rotary||Digital access|


Private sector
Old Mill
""",
        )
    )
    assert placed(answers) == [
        ("Philanthropy", "Cascade Fund"),
        ("Clubs", "Lone Star"),
        ("Clubs", "Rotary"),
        ("Private sector", "Old Mill"),
    ]
    assert unplaced(answers) == []
    assert asked(answers, "own-words", "type-missing") == [("own-words", "A6", "Clubs")]


def test_names_alone_on_lines_that_follow_each_other_stay_organizations() -> None:
    answers = answers_of(
        sheet(
            "Part 3 Opportunities",
            f"{HEADINGS}\nPhilanthropy\nCascade Fund\nLone Star|||Staff\nPrivate sector\nOld Mill\nNew Mill|||Staff",
        )
    )
    assert placed(answers) == [
        ("Philanthropy", "Cascade Fund"),
        ("Philanthropy", "Lone Star"),
        ("Private sector", "Old Mill"),
        ("Private sector", "New Mill"),
    ]


def test_a_foundation_named_foundation_is_no_title() -> None:
    answers = answers_of(
        sheet("Part 3 Opportunities", f"{HEADINGS}\nPrivate sector\nOld Mill|||Staff\nFoundation\nNew Mill|||Staff")
    )
    assert placed(answers) == [("Private sector", name) for name in ("Old Mill", "Foundation", "New Mill")]


def test_without_any_sign_of_a_sector_each_organization_is_asked_for_it() -> None:
    answers = answers_of(
        sheet("Part 3 Opportunities", f"{HEADINGS}\nCascade Fund|||Staff\n\n\nGrace Church|People of color||")
    )
    assert placed(answers) == [("", "Cascade Fund"), ("", "Grace Church")]
    assert asked(answers, "type-missing") == [
        ("type-missing", "A2", ""),
        ("type-missing", "A5", ""),
    ]


def test_a_remark_in_the_no_column_is_no_sector() -> None:
    answers = answers_of(
        sheet(
            "Part 3 Opportunities",
            f"No.|{HEADINGS}\nNP1|Hope Center|||Staff\nI ran out of time here, sorry!\nNP2|Old Mill|||Staff",
        )
    )
    assert placed(answers) == [("Nonprofit and CBOs", "Hope Center"), ("Nonprofit and CBOs", "Old Mill")]
    assert unplaced(answers) == ["Part 3 Opportunities!A3 I ran out of time here, sorry!"]


def test_staff_settle_a_sector_in_own_words_like_any_wording() -> None:
    answers = answers_of(
        sheet("Part 3", "|" + HEADINGS + "\nClubs\n|Lone Star|||Staff\nPhilanthropy\n|Cascade Fund|||Staff")
    )
    said = Meanings({("types", "clubs"): "Nonprofit and CBOs"})
    assert placed(settled(answers, FORM, said)) == [
        ("Nonprofit and CBOs", "Lone Star"),
        ("Philanthropy", "Cascade Fund"),
    ]
    assert names(answers, "part3") == ["Lone Star", "Cascade Fund"]
    assert codes(answers) == []


def test_the_no_alone_tells_every_sector() -> None:
    labels = FORM.vocabulary("types").labels
    rows = "\n".join(f"{label.code}1|Org {label.code}|||Staff" for label in labels)
    answers = answers_of(sheet("Part 3 Opportunities", f"No.|{HEADINGS}\n{rows}"))
    assert placed(answers) == [(label.text, f"Org {label.code}") for label in labels]
    assert [row.number for row in answers.part("part3")] == [f"{label.code}1" for label in labels]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("NP1", "NP1"), ("No. 1", "1"), ("N° 3", "3"), ("#5", "5"), ("No. NP1", "NP1"), ("n7", "7"), ("2.0", "2")],
)
def test_a_no_is_known_in_every_notation(typed: str, number: str) -> None:
    assert number_of(typed) == number


def test_a_title_beside_its_first_organization_tells_the_sector_and_keeps_the_organization() -> None:
    answers = answers_of(
        sheet(
            "Part 3 Opportunities",
            f"No.|{HEADINGS}\nPhilanthropy|Cascade Fund|||Staff\n|Lone Star|||Staff\nPrivate sector|Old Mill|||Staff",
        )
    )
    assert placed(answers) == [
        ("Philanthropy", "Cascade Fund"),
        ("Philanthropy", "Lone Star"),
        ("Private sector", "Old Mill"),
    ]
    assert unplaced(answers) == []


@pytest.mark.parametrize("title", ["Sector not named", "Sector no indicado"])
def test_the_title_over_lines_without_a_sector_is_no_sector_in_any_language(title: str) -> None:
    answers = answers_of(sheet("Part 3 Opportunities", f"No.|Organization name|Assets\n{title}\nXX1|Hope Center|Staff"))
    assert [(row.text("name"), row.block) for row in answers.part("part3")] == [("Hope Center", "")]
    assert unplaced(answers) == []


def test_own_words_that_open_no_sector_of_anybody_are_not_lost() -> None:
    drawing = f"No.|{HEADINGS}\nPhilanthropy\nPH1|Hope Center|Disengaged youth\nOffice of the Mayor\n|||Digital access"
    answers = answers_of(sheet("Part 3 Opportunities", drawing))
    said = [row.own_title.text for row in answers.part("part3") if row.own_title]
    assert [*said, *(cell.text for cell in answers.unplaced)].count("Office of the Mayor") == 1
