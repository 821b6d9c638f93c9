"""What the JSON says of answers found on several sheets."""

from drawn_books import answers_of, sheet

from mobility_xlsx.documents import answers_document
from mobility_xlsx.form.declaration import reading_form

HEADINGS = "Yes?|Group of people|Please say which, or add a note"


def test_notes_beside_one_line_on_two_sheets_are_both_kept() -> None:
    answers = answers_of(
        sheet("Part 1 Priorities", f"{HEADINGS}\nx|People of color|downtown\n|Disengaged youth|all"),
        sheet("Part 1 Priorities (2)", f"{HEADINGS}\nx|People of color|and uptown\nx|Disengaged youth|all"),
    )
    notes = answers_document(answers, reading_form())["part1"]["notes"]
    assert notes["groups"] == {"People of color": "downtown\nand uptown", "Disengaged youth": "all"}


def test_an_error_in_a_list_is_no_value_of_it() -> None:
    answers = answers_of(sheet("Part 2 Partnerships", "Organization name|Assets\nFood Bank|#REF!\n|Staff"))
    (row,) = answers_document(answers, reading_form())["part2"]
    assert (row["name"], row["assets"], row["cells"]["assets"]) == ("Food Bank", ["Staff"], "B2")
