"""Part 1 as people tick it: any mark, notes, words in the wrong cell, lines of their own, sorted lists."""

import pytest
from drawn_books import answers_of, codes, sheet, unplaced

from mobility_xlsx.form.declaration import reading_form

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


IN_FRONT = "X Staff|x Staff|(x) Staff|[X]Staff|X. Staff|X) Staff|✓Staff|√Staff|Yes - Staff|YES: Staff|Sí Staff"
BEHIND = "Staff x|Staff ✓|Staff✓|Staff ✔️|Staff (x)|Staff [X]|Staff - yes|Staff: yes|Staff – Yes|Staff yes|Staff yes."
NOT = "Staff - no|Staff no|no Staff|Staff (no)|Staff ( )|Staff ☐|( ) Staff"


@pytest.mark.parametrize("text", [*IN_FRONT.split("|"), *BEHIND.split("|")])
def test_a_mark_beside_a_label_in_its_cell_ticks_it(text: str) -> None:
    assert rows(ASSETS, f"|{text}|two of them\n|Data sharing|") == [("assets", "Staff", ["exact"], "two of them")]


@pytest.mark.parametrize("text", NOT.split("|"))
def test_a_no_beside_a_label_in_its_cell_is_no_tick(text: str) -> None:
    assert rows(ASSETS, f"|{text}|\n|Data sharing|") == []


@pytest.mark.parametrize("text", ["Staff?", "? Staff", "Staff ✗", "Staff *", "* Staff"])
def test_a_doubtful_mark_at_a_label_is_asked_about(text: str) -> None:
    assert rows(ASSETS, f"|{text}|\n|Data sharing|\n|Convening power|") == [("assets", "Staff", ["unclear"], "")]


def test_stars_at_most_labels_are_how_somebody_prints_them() -> None:
    lines = "|* Staff|\n|* Data sharing|\nx|Convening power|"
    assert rows(ASSETS, lines) == [("assets", "Convening power", ["exact"], "")]


@pytest.mark.parametrize("text", ["X-ray machines", "Xavier University", "x Boats", "1 Staff", "Staff 2", "Yes men"])
def test_own_words_that_begin_like_a_mark_are_no_tick(text: str) -> None:
    answers = answers_of(sheet("Part 1 Priorities", f"{ASSETS}|{text}|\n|Data sharing|"))
    assert (list(answers.part("part1")), unplaced(answers)) == ([], [f"Part 1 Priorities!B3 {text}"])


def test_words_behind_a_label_that_are_more_than_a_tick_stay_its_note() -> None:
    assert rows(ASSETS, "|x Other: boats|\n|Staff (two)|\n|Data sharing - yes, monthly|") == [
        ("assets", "Other", ["exact"], "boats"),
        ("assets", "Staff", [], "two"),
        ("assets", "Data sharing", [], "yes, monthly"),
    ]


def test_a_tick_in_its_column_stands_beside_an_empty_box_but_not_against_a_mark() -> None:
    assert rows(ASSETS, "x|☐ Staff|\nno|✓ Data sharing|\nx|✓ Convening power|") == [
        ("assets", "Staff", ["exact"], ""),
        ("assets", "Data sharing", ["unclear"], ""),
        ("assets", "Convening power", ["exact"], ""),
    ]


def test_labels_with_marks_under_no_heading_are_part_1() -> None:
    first, *others = (label.text for label in reading_form().vocabulary("assets").labels)
    answers = answers_of(sheet("Sheet1", "\n".join(["✓ " + first, "☐ " + others[0], "[x] " + others[1], *others[2:]])))
    assert [row.text("label") for row in answers.part("part1")] == [first, others[1]]


def left(*drawings: str) -> list[str]:
    answers = answers_of(sheet("Part 1 Priorities", "\n".join(drawing.strip("\n") for drawing in drawings)))
    return [dict(one.fields)["lines"] for one in answers.remarks if one.code == "lines-left"]


def test_few_lines_left_without_a_tick_are_said() -> None:
    assert left("Group of people\nPeople of color\nPredictor\nDigital access\nAsset\nStaff\nData sharing") == [
        "People of color; Digital access; Staff; Data sharing"
    ]
    assert left(GROUPS, "|People of color|downtown", ASSETS, "|Staff|") == ["People of color; Staff"]
    all_of_them = "\n".join(f"|{label.text}|" for label in reading_form().vocabulary("assets").labels)
    assert left(GROUPS, "|People of color|", ASSETS, all_of_them) == ["People of color"]
    assert left(ASSETS, all_of_them) == []


@pytest.mark.parametrize("line", ["x|Staff|", "no|Staff|", "?|Staff|", "|Staff ( )|", "|✓ Staff|"])
def test_lines_left_with_anything_said_about_one_are_as_they_were_meant(line: str) -> None:
    assert left(GROUPS, "|People of color|", ASSETS, line) == []


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
