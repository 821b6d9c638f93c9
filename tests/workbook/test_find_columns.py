"""Columns whose headings nobody knows: told by what stands in them, by their place, and never by a guess."""

from typing import Any

from drawn_books import answers_of, row_says, sheet, unplaced

from mobility_xlsx.form.answers import Answers

BODY = """
1|Hope Center|Philanthropy|People of color|Housing stability|Staff
1|||Disengaged youth||Data sharing
2|Grace Church|Faith-based community|Hmong elders|Digital access|Convening power
"""
READ = [
    {
        "name": "Hope Center",
        "type": "Philanthropy",
        "populations": ["People of color", "Disengaged youth"],
        "domains": "Housing stability",
        "assets": ["Staff", "Data sharing"],
    },
    {
        "name": "Grace Church",
        "type": "Faith-based community",
        "populations": "Hmong elders",
        "domains": "Digital access",
        "assets": "Convening power",
    },
]


def answers_under(headings: str, body: str = BODY) -> Answers:
    return answers_of(sheet("Part 2 Partnerships", headings + "\n" + body.strip("\n")))


def said(answers: Answers) -> list[Any]:
    return [row_says(row) for row in answers.part("part2")]


def reworded(answers: Answers) -> list[tuple[str, str]]:
    return [(one.cell, one.value) for one in answers.remarks if one.code == "column-reworded"]


def test_headings_in_words_nobody_listed_are_told_by_what_stands_below() -> None:
    answers = answers_under("No.|Outfit|Sector|Who do you help there|Focus|What they could give")
    assert said(answers) == READ
    assert reworded(answers) == [
        ("B1", "Outfit"),
        ("D1", "Who do you help there"),
        ("E1", "Focus"),
        ("F1", "What they could give"),
    ]
    assert not unplaced(answers)


def test_a_heading_that_was_erased_is_told_by_its_column() -> None:
    answers = answers_under("No.||Type of organization||Domains of work|Assets")
    assert said(answers) == READ
    assert reworded(answers) == [("B1", "column B, without a heading"), ("D1", "column D, without a heading")]


def test_headings_of_another_language_are_no_organization() -> None:
    answers = answers_under("Nr.|Name der Organisation|Art|Zielgruppen|Arbeitsbereiche|Was sie haben")
    assert said(answers) == READ
    assert not unplaced(answers)


def test_a_column_somebody_put_in_place_of_a_list_is_no_list() -> None:
    body = "1|Hope Center|Philanthropy|People of color|Housing stability|Ann\n2|Zion|Philanthropy|||Bob"
    answers = answers_under("No.|Organization name|Sector|Target populations served|Domains|Contact", body)
    assert [row.get("assets") for row in said(answers)] == [None, None]
    assert unplaced(answers) == [
        "Part 2 Partnerships!F1 Contact",
        "Part 2 Partnerships!F2 Ann",
        "Part 2 Partnerships!F3 Bob",
    ]


def test_a_first_organization_in_own_words_is_no_row_of_headings() -> None:
    body = "1|First Friends|a club|bird watchers|the marsh|boats\n"
    body += "2|Zion|Philanthropy|People of color|Digital access|Staff"
    answers = answers_of(sheet("Part 2 Partnerships", body + "\n3|Hope|Philanthropy|Disengaged youth|Safety|Staff"))
    assert [row["name"] for row in said(answers)] == ["First Friends", "Zion", "Hope"]


def test_a_longer_heading_is_not_taken_against_what_stands_below_it() -> None:
    answers = answers_under("No.|Outfit|Class of organization|Target populations served|Domains of work|Assets")
    assert said(answers) == READ
    assert reworded(answers) == [("B1", "Outfit"), ("C1", "Class of organization")]


def test_the_lists_in_the_columns_tell_a_part_whose_headings_are_nearly_all_in_other_words() -> None:
    headings = "No.|Org. Name|What kind is it?|Who they help|Topics|What could they contribute?|Check"
    answers = answers_of(sheet("Sheet1", headings + "\n" + BODY.strip("\n")))
    assert said(answers) == READ
    assert not unplaced(answers)


def test_no_two_columns_are_taken_for_one_question() -> None:
    answers = answers_of(
        sheet(
            "Part 5 Invitations",
            """
No.|Contact person|Employer|Email|Invite as|Potential member|How well
1|Ann Lee|Hope Center|ann@x.example|Keep informed|Bea Ortiz|Has met them
2|Jo Park|Grace Church|jo@x.example|Keep informed|Bea Ortiz|Has met them
""",
        )
    )
    assert [row_says(row)["member"] for row in answers.part("part5")] == ["Bea Ortiz", "Bea Ortiz"]
    assert "Part 5 Invitations!B2 Ann Lee" in unplaced(answers)


def test_headings_in_other_words_said_again_are_no_organization() -> None:
    headings = "No.|Outfit|Art der Organisation|Zielgruppen|Arbeitsfelder|What they could give"
    answers = answers_under(headings, f"{headings}\n{BODY.strip()}\n{headings}")
    assert said(answers) == READ
    assert not unplaced(answers)
