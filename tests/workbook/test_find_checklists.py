"""Part 1 as people tick it: any mark, notes, words in the wrong cell, lines of their own, sorted lists."""

import pytest
from drawn_books import answers_of, codes, sheet, unplaced

GROUPS = (
    "A. Which groups of people are falling behind according to the Mobility Metrics?\n"
    "Yes?|Group of people|Please say which, or add a note\n"
)
ASSETS = "C. What assets does your Mobility Coalition need?\nYes?|Asset|Please say which, or add a note\n"


def rows(*drawings: str) -> list[tuple[str, str, list[str], str]]:
    answers = answers_of(sheet("Part 1 Priorities", "\n".join(drawing.strip("\n") for drawing in drawings)))
    return [
        (row.block, row.text("label"), [value.match.value for value in row.values("tick")], row.text("note"))
        for row in answers.part("part1")
    ]


def test_ticks_notes_and_doubts_are_told_apart() -> None:
    assert rows(
        GROUPS,
        "x|People of color|\n|Disengaged youth|downtown\n?|Middle-class residents|",
        "no|LGBTQ+ people|\nwhere possible|Other|",
    ) == [
        ("groups", "People of color", ["exact"], ""),
        ("groups", "Disengaged youth", [], "downtown"),
        ("groups", "Middle-class residents", ["unclear"], ""),
        ("groups", "Other", ["exact"], "where possible"),
    ]


def test_other_belongs_to_the_list_it_stands_in() -> None:
    assert rows(GROUPS, "|People of color|\nYes|Other|Veterans", ASSETS, "|Staff|\nYes|Other|Boats") == [
        ("groups", "Other", ["exact"], "Veterans"),
        ("assets", "Other", ["exact"], "Boats"),
    ]


def test_words_filled_in_behind_a_label_are_its_note() -> None:
    assert rows(GROUPS, "x|A specific racial or ethnic group: Hmong families|\nx|Other____veterans|") == [
        ("groups", "A specific racial or ethnic group", ["exact"], "Hmong families"),
        ("groups", "Other", ["exact"], "veterans"),
    ]


def test_a_mark_in_front_of_the_label_ticks_it() -> None:
    assert rows(ASSETS, "|✓ Staff|\n|☐ Data sharing|\n|[x] Convening power|") == [
        ("assets", "Staff", ["exact"], ""),
        ("assets", "Convening power", ["exact"], ""),
    ]
    assert rows(ASSETS, "|✗ Staff|\n|Data sharing|") == [("assets", "Staff", ["unclear"], "")]


def test_a_line_somebody_added_is_kept_in_their_words() -> None:
    assert rows(ASSETS, "|Staff|\nx|Other|\nx|Boats|two of them") == [
        ("assets", "Other", ["exact"], ""),
        ("assets", "Boats", ["exact"], "two of them"),
    ]


def test_a_list_sorted_across_its_questions_leaves_other_to_be_asked() -> None:
    answers = answers_of(
        sheet(
            "Part 1 Priorities",
            "Yes?|Line|Please say which, or add a note\n|Digital access|\nx|Disengaged youth|\n|Just policing|\n"
            "x|Other|\nx|People of color|\n|Staff|\n|Social capital|",
        )
    )
    assert [row.text("label") for row in answers.part("part1")] == ["Disengaged youth", "People of color"]
    assert "row-unattributed" in codes(answers)
    assert any("x" in text for text in unplaced(answers))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
def test_columns_may_stand_in_any_order(order: tuple[int, int, int]) -> None:
    lines = [("Yes?", "Group of people", "Please say which, or add a note"), ("x", "People of color", "all of them")]
    lines += [("", "Disengaged youth", ""), ("Yes", "Other", "Veterans")]
    drawn = "\n".join("|".join(line[i] for i in order) for line in lines)
    answers = answers_of(sheet("Part 1 Priorities", drawn))
    found = [(row.text("label"), bool(row.values("tick")), row.text("note")) for row in answers.part("part1")]
    assert found == [("People of color", True, "all of them"), ("Other", True, "Veterans")]


def test_other_is_asked_about_where_it_may_belong_to_two_lists() -> None:
    answers = answers_of(sheet("Part 1 Priorities", "x|Other|Boats\nx|Housing stability\nx|Just policing"))
    assert [row.text("label") for row in answers.part("part1")] == ["Housing stability", "Just policing"]
    assert [cell.text for cell in answers.unplaced] == ["x", "Other", "Boats"]


def test_other_after_a_list_that_is_over_belongs_to_the_one_that_is_left() -> None:
    lines = "x|People of color|\n|Disengaged youth|\nx|Housing stability|\nx|Just policing|\nx|Other|Boats"
    assert rows(lines)[-1] == ("assets", "Other", ["exact"], "Boats")
