"""Tables that somebody sorted: what a sort shows of itself, what it hides, and that other tables are read whole."""

import random
from collections.abc import Sequence

import pytest
from drawn_books import answers_of, codes, names, row_says, sheet, unplaced

from mobility_xlsx.form.answers import Answers
from mobility_xlsx.form.checks import check
from mobility_xlsx.form.declaration import reading_form

HEADINGS = "Organization name|Type of organization|Target populations served|Domains of work|Assets"
CLOSE = "How well do you know them?"


def drawn(drawing: str) -> Answers:
    """Part 2 without its No. column."""
    return answers_of(sheet("Part 2 Partnerships", f"{HEADINGS}|{CLOSE}\n" + drawing.strip("\n")))


def numbered(drawing: str) -> Answers:
    return answers_of(sheet("Part 2 Partnerships", f"No.|{HEADINGS}|{CLOSE}\n" + drawing.strip("\n")))


def loose(answers: Answers) -> list[str]:
    """The words that are said to be nobody's."""
    assert codes(answers).count("row-unattributed") == len(unplaced(answers))
    return [cell.text for cell in answers.unplaced]


def lists(answers: Answers) -> list[dict[str, str | list[str]]]:
    return [dict(row_says(row)) for row in answers.part("part2")]


def test_a_sorted_column_over_a_list_with_a_blank_before_a_value_was_sorted() -> None:
    answers = drawn("""
Bridge||Disengaged youth||
||Middle-class residents||Staff
Hope Center||People of color||Data sharing
||||Convening power
""")
    assert lists(answers) == [
        {"name": "Bridge", "populations": "Disengaged youth"},
        {"name": "Hope Center", "populations": "People of color", "assets": "Data sharing"},
    ]
    assert loose(answers) == ["Middle-class residents", "Staff", "Convening power"]


def test_two_values_in_order_are_an_accident() -> None:
    answers = drawn("""
Bridge||Disengaged youth||Staff
||Middle-class residents||Data sharing
Hope Center||People of color||Data sharing
||||Convening power
""")
    assert [row.get("populations") for row in lists(answers)] == [
        ["Disengaged youth", "Middle-class residents"],
        "People of color",
    ]
    assert loose(answers) == []


def test_a_blank_before_a_value_alone_is_no_sort() -> None:
    answers = drawn("""
Hope Center||People of color||
||Disengaged youth||Staff
Bridge||Middle-class residents||Data sharing
""")
    assert lists(answers)[0]["assets"] == "Staff"
    assert loose(answers) == []


def test_a_value_that_stands_twice_under_one_name_shows_the_sort() -> None:
    answers = drawn("""
Bridge||Disengaged youth||Staff
||Disengaged youth||Data sharing
Hope Center||People of color||Staff
||Residents with low incomes||
""")
    assert loose(answers) == ["Disengaged youth", "Data sharing", "Residents with low incomes"]


def test_more_lines_than_the_form_has_for_one_name_show_the_sort() -> None:
    by_closeness = """
Bridge||People of color|||Has met them
Hope Center||Disengaged youth|||Works with them now
||Middle-class residents|||
||Residents with low incomes|||
||English-language learners|||
Grace Church||People of color|||
"""
    assert len(loose(drawn(by_closeness))) == 3
    assert loose(drawn(by_closeness.replace("||English-language learners|||\n", ""))) == []


def test_lines_above_every_name_show_the_sort() -> None:
    answers = drawn("""
||Disengaged youth||
Bridge||Middle-class residents||
||People of color||
Hope Center||Residents with low incomes||
""")
    assert loose(answers) == ["Disengaged youth", "People of color"]


def test_one_organization_keeps_its_lines_below_a_line_that_is_nobodys() -> None:
    answers = drawn("||Disengaged youth||\nBridge||Middle-class residents||\n||People of color||")
    assert lists(answers)[0]["populations"] == ["Middle-class residents", "People of color"]
    assert loose(answers) == ["Disengaged youth"]


def test_blank_rows_below_names_that_stand_together_show_the_sort() -> None:
    sorted_by_assets = """
Bridge||Middle-class residents||Data sharing
Hope Center||People of color||Staff

||Disengaged youth||
"""
    assert loose(drawn(sorted_by_assets)) == ["Disengaged youth"]
    assert loose(drawn(sorted_by_assets.replace("\n\n", "\n"))) == []


def test_so_many_values_in_order_are_no_accident() -> None:
    four = """
Bridge||Disengaged youth||
||English-language learners||
||LGBTQ+ people||
||Middle-class residents||
"""
    assert loose(drawn(four + "Hope Center||People of color||\n||Residents with low incomes||")) != []
    assert loose(drawn(four.lstrip("\n")[: four.index("||LGBTQ") - 1] + "Hope Center||People of color||")) == []


@pytest.mark.parametrize(
    "assets", [("Data sharing", "Data-informed decisions"), ("Data-informed work", "Data sharing")]
)
def test_columns_are_in_order_as_any_program_sorts_hyphens(assets: Sequence[str]) -> None:
    answers = drawn(f"""
Bridge||||{assets[0]}
Hope Center||||{assets[1]}
||Disengaged youth||
||Middle-class residents||
||People of color||
Grace Church||People of color||
""")
    assert len(loose(answers)) == 3


def test_a_sort_that_took_the_examples_along_is_seen_and_loses_no_answer() -> None:
    answers = drawn("""
e.g., Forest City Asset Builders|Nonprofit and CBOs|Disengaged youth||
Bridge|Philanthropy|Disengaged youth||
e.g., Forest City Community College|Anchor institution|Residents with low incomes||
||Residents with low incomes||
Hope Center|Philanthropy|Workers making low wages||
||||Staff
""")
    assert names(answers) == ["Bridge", "Hope Center"]
    assert loose(answers) == ["Residents with low incomes", "Staff"]


BESIDE = """
1||||Digital access|
1|Bridge|Philanthropy||Economic inclusion|
1||||Financial security|
2|Hope Center|Philanthropy||Housing stability|
2|||Disengaged youth||
2
"""


def test_beside_nos_that_stayed_a_name_below_its_first_line_shows_the_sort() -> None:
    answers = numbered(BESIDE)
    assert names(answers) == ["Bridge", "Hope Center"]
    assert loose(answers) == ["Digital access", "Financial security", "Disengaged youth"]


def test_nos_on_as_many_lines_as_it_took_are_believed() -> None:
    answers = numbered(BESIDE.strip("\n").removesuffix("\n2"))
    assert lists(answers)[0]["domains"] == ["Digital access", "Economic inclusion", "Financial security"]
    assert loose(answers) == []


def test_a_no_with_two_names_and_one_with_none_show_the_sort() -> None:
    answers = numbered("""
1|Bridge|||Housing stability|
1|Hope Center|||Digital access|
1
2||||Economic inclusion|
2|||Disengaged youth||
2
3|Grace Church||||
3||||Just policing|
3
""")
    assert names(answers) == ["Bridge", "Hope Center", "Grace Church"]
    assert loose(answers) == ["Economic inclusion", "Disengaged youth", "Just policing"]


def test_nos_on_first_lines_that_do_not_ascend_show_the_sort() -> None:
    by_domain = """
2|Bridge|||Digital access|
|||Disengaged youth|Economic inclusion|
1|Hope Center|||Financial security|
"""
    assert loose(numbered(by_domain)) == ["Disengaged youth", "Economic inclusion"]
    in_order = by_domain.replace("2|B", "0|B").replace("|||Disengaged youth|Eco", "||||Eco")
    assert loose(numbered(in_order)) == []


# Random tables: what is written as people write is read whole, and what is sorted is never given to others unsaid.

WORDS = ("Anchor", "Bridge", "Cascade", "Delta", "Evergreen", "Grace", "Harbor", "Lake")
GROUPS = ("Disengaged youth", "English-language learners", "LGBTQ+ people", "Middle-class residents", "People of color")
DOMAINS = ("Digital access", "Economic inclusion", "Housing stability", "Just policing", "Social capital")
ASSETS = ("Convening power", "Data sharing", "Political clout", "Staff", "Data-informed decisions")
Written = tuple[str, list[str]]  # whose line it is, and its cells


def tables(chance: random.Random, least: int) -> list[Written]:
    """Organizations with up to three values a list, three lines each."""
    written = []
    for name in chance.sample(WORDS, chance.randint(least, 8)):
        found = [chance.sample(words, chance.randint(i == 0, 3)) for i, words in enumerate((GROUPS, DOMAINS, ASSETS))]
        for i in range(3):
            cells = [name if i == 0 else "", "Philanthropy" if i == 0 else ""]
            written.append((name, cells + [(*said, "", "", "")[i] for said in found]))
    return written


def as_text(written: Sequence[Written]) -> str:
    return "\n".join("|".join(cells) for _, cells in written)


def strangers(answers: Answers, written: Sequence[Written]) -> list[str]:
    """The names of rows that hold a value of a line that is not theirs."""
    rows = [(row.text("name"), {v.cell.row for field in row.fields for v in field.values}) for row in answers.rows]
    return [name for name, places in rows if {written[place - 2][0] for place in places} != {name}]


def test_a_table_as_people_write_it_is_read_whole() -> None:
    for seed in range(60):
        written = tables(random.Random(seed), 2)
        if seed % 2:
            written = [line for line in written if any(line[1])]
        answers = drawn(as_text(written))
        assert (seed, unplaced(answers), strangers(answers, written)) == (seed, [], [])


@pytest.mark.parametrize("column", range(5))
def test_a_sorted_table_gives_no_value_to_another_organization(column: int) -> None:
    for seed in range(60):
        written = tables(random.Random(seed), 4)
        filled = sorted((line for line in written if line[1][column]), key=lambda line: line[1][column].lower())
        written = filled + [line for line in written if not line[1][column]]
        assert (seed, strangers(drawn(as_text(written)), written)) == (seed, [])


def test_a_table_sorted_beside_its_nos_says_no_sectors_any_more() -> None:
    answers = answers_of(
        sheet(
            "Part 3 Opportunities",
            """No.|Organization name|Assets|How well do you know them?
Nonprofit and CBOs
NP1|Arbor Trust|Staff|Has met them
NP1|Birch Bank|Staff
NP1|Cedar Fund|Data sharing
Philanthropy
PH1||Data sharing
PH1||Political clout
PH1
Private sector
PS1||Convening power""",
        )
    )
    assert [(row.text("name"), row.block, list(row.texts("assets"))) for row in answers.part("part3")] == [
        ("Arbor Trust", "", ["Staff"]),
        ("Birch Bank", "", ["Staff"]),
        ("Cedar Fund", "", ["Data sharing"]),
    ]
    asked = [each.says for each in check(answers, reading_form()) if each.code == "type-missing"]
    assert len(asked) == 3
