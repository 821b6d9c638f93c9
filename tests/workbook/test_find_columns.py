"""Columns whose headings nobody knows: told by what stands in them, by their place, and never by a guess."""

from typing import Any

import pytest
from drawn_books import answers_of, names, row_says, sheet, unplaced
from msgspec.structs import replace

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


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        ("Clients", (40, 25, 25, 40)),
        ("Priority", (1, 2, 2, 3)),
        ("Year", (1998, 2003, 2003, 1998)),
        ("Ward", (1, 1, 2, 2)),
        ("Distrito", (2, 2, 1, 1)),
    ],
)
@pytest.mark.parametrize("at_left", [True, False])
def test_numbers_somebody_added_are_no_no(heading: str, numbers: tuple[int, ...], at_left: bool) -> None:
    lines = (
        "Alpha|Philanthropy|Disengaged youth|Digital access|Staff",
        "||People of color||vans",
        "Beta|Philanthropy|Middle-class residents|Digital access|Staff",
        "||LGBTQ+ people||bikes",
    )
    asked = "Organization name|Type of organization|Target populations served|Domains of work|Assets"
    drawn = [(heading, asked), *zip(map(str, numbers), lines, strict=True)]
    answers = answers_of(sheet("Part 2", "\n".join("|".join(row if at_left else row[::-1]) for row in drawn)))
    found = [(row.texts("name"), row.texts("populations"), row.texts("assets")) for row in answers.part("part2")]
    assert found == [
        (("Alpha",), ("Disengaged youth", "People of color"), ("Staff", "vans")),
        (("Beta",), ("Middle-class residents", "LGBTQ+ people"), ("Staff", "bikes")),
    ]
    assert {cell.text for cell in answers.unplaced} == {heading, *map(str, numbers)}


WARDS = (
    ("Alpha", "Philanthropy", "Disengaged youth", "Digital access", "Staff"),
    ("Beta", "Private sector", "People of color", "Just policing", "vans"),
    ("Gamma", "Philanthropy", "Middle-class residents", "Digital access", "Staff"),
    ("Delta", "Philanthropy", "LGBTQ+ people", "Digital access", "bikes"),
    ("Echo", "Philanthropy", "People of color", "Digital access", "Staff"),
    ("Foxtrot", "Philanthropy", "People of color", "Digital access", "Staff"),
)


@pytest.mark.parametrize(
    "numbers", [(1, 1, 2, 2), (2, 2, 1, 1), (1, 1, 2, 2, 1, 1), (1, 1, 1, 2, 2, 2), (1, 2, 3, 3), (1, 1, 2, 3)]
)
@pytest.mark.parametrize("name", ["Part 2", "Sheet1"])
@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("heading", ["Ward", ""])
def test_numbers_beside_several_names_are_no_no(name: str, numbers: tuple[int, ...], asked: bool, heading: str) -> None:
    headings = "Organization name|Type of organization|Target populations served|Domains of work|Assets"
    drawn = ["|".join((str(number), *line)) for number, line in zip(numbers, WARDS, strict=False)]
    top = f"{heading}|{headings}\n" if asked else f"{heading}|||||\n"
    answers = answers_of(sheet(name, top + "\n".join(drawn)))
    assert names(answers) == [line[0] for line in WARDS[: len(numbers)]]
    assert [row.number for row in answers.part("part2")] == [""] * len(numbers)
    assert [cell.text for cell in answers.unplaced] == [*([heading] if heading else []), *map(str, numbers)]


def test_a_no_whose_heading_was_erased_still_holds_entries_together() -> None:
    headings = "|Organization name|Type of organization|Target populations served|Domains of work|Assets"
    assert said(answers_under(headings)) == READ
    assert said(answers_under(headings.replace("|", "No. of entry|", 1))) == READ
    two = BODY.replace("1|||Disengaged youth", "1|Zion||Disengaged youth") + "\n".join(
        f"{i}|{name}|Philanthropy|||\n{i}|||People of color||\n{i}||||Digital access|"
        for i, name in enumerate(("Elm", "Fir", "Oak", "Ash"), 3)
    )
    whole = two.replace("2|Grace", "1||||Just policing|\n2|Grace").replace("3|Elm", "2|||||\n2|||||\n3|Elm")
    assert {row.number for row in answers_under(headings, whole).part("part2")} == set("123456")
    turned = "\n".join(reversed(whole.strip().split("\n")))
    assert {row.number for row in answers_under(headings, turned).part("part2")} == set("123456")


def test_names_and_notes_from_formulas_are_no_check() -> None:
    drawn = sheet(
        "Part 2",
        "No.|Who is it|Type of organization|Target populations served|Domains of work|Assets|Region\n"
        "1|Alpha|Philanthropy|Disengaged youth|Digital access|Staff|North side; ask Ann\n"
        "2|Beta|Philanthropy|Disengaged youth|Digital access|Staff|South side",
    )
    cells = [replace(cell, formula="=X1") if cell.column in (2, 7) and cell.row > 1 else cell for cell in drawn.cells]
    answers = answers_of(replace(drawn, cells=tuple(cells)))
    assert names(answers) == ["Alpha", "Beta"]
    assert [cell.text for cell in answers.unplaced] == ["Region", "North side; ask Ann", "South side"]


def test_the_second_table_of_a_part_on_one_sheet_has_its_own_cells() -> None:
    answers = answers_of(
        sheet(
            "Part 2",
            """
No.|Organization name|Type of organization|Target populations served|Domains of work|Assets
1|Alpha|Philanthropy|Disengaged youth|Digital access|Staff


|||No.|Organization name|Type of organization|Target populations served|Domains of work|Assets
|||1|Beta||Disengaged youth|Digital access|Staff
""",
        )
    )
    assert [answers.address(row, "type") for row in answers.part("part2")] == ["C2", "F6"]
