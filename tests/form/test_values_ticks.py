"""Ticks in every spelling, words in the place of one, and marks in front of a line."""

import time

import pytest

from mobility_xlsx.form.declaration import reading_form
from mobility_xlsx.form.ticks import Tick, Ticked, mark_before, marks_around, read_tick

FORM = reading_form()
YES = [
    "x",
    "X ",
    "xx",
    "✓",
    "✔",
    "✔️",
    "☑",
    "☒",
    "■",
    "√",
    "yes",
    "Yes.",
    "Y",
    "TRUE",
    "true",
    "=TRUE()",
    "1",
    "[x]",
    "(X)",
    "ｘ",
    "ü",
    "þ",
    "☑ Yes ☐ No",
    "Yes [x]  No [ ]",
]
NO = ["no", "No.", "n", "N/A", "n/a", "-", "–", "0", "0.0", "FALSE", "=FALSE()", "☐", "□", "[ ]", "( )"]
NO += [
    "N.A.",
    "n / a",
    "N\\A",
    "Does not apply",
    "doesn’t apply",
    "No aplica",
    "unchecked",
    "off",
    "Ｎｏ",
    "zero",
    "Nah",
]
NO += ["ninguno", "☐ Yes", "□ Yes ☑ No", "Yes ☐ No ☑", "( ) Yes (x) No", "☐ Yes ☐ No", "[ ] Sí"]
ASKED = ["?", "??", "tbd", "not sure", "see notes"]


@pytest.mark.parametrize("text", [*YES, "sí", "Si"])
def test_every_spelling_of_yes_ticks(text: str) -> None:
    assert read_tick(text, FORM) == Ticked(Tick.YES)


@pytest.mark.parametrize("text", NO)
def test_every_spelling_of_no_does_not(text: str) -> None:
    assert read_tick(text, FORM) == Ticked(Tick.NO)


@pytest.mark.parametrize("text", ASKED)
def test_what_nobody_can_read_is_asked(text: str) -> None:
    assert read_tick(text, FORM).tick is Tick.UNCLEAR


@pytest.mark.parametrize("text", ["high priority", "Yes - very important", "esp. on the east side"])
def test_words_in_the_place_of_a_tick_tick_and_are_kept(text: str) -> None:
    assert read_tick(text, FORM) == Ticked(Tick.YES, text)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        *((word, word) for word in ("maybe", "not really", "No, not here", "low priority", "x?", "don't know yet")),
        *((number, number) for number in ("2", "11", "-1", "1.5", "10", "*")),
        *((said, "") for said in ("?", "??", "TBD", "not sure", "see notes", "[?]", "(tbd)")),
        ("ask\u200b Ana", "ask Ana"),
    ],
)
def test_words_that_deny_or_doubt_are_asked_and_kept(text: str, note: str) -> None:
    assert read_tick(text, FORM) == Ticked(Tick.UNCLEAR, note)


@pytest.mark.parametrize(
    ("text", "tick"),
    [
        ("", Tick.NO),
        ("  ", Tick.NO),
        ("[]", Tick.NO),
        ("-0", Tick.NO),
        ("1.0", Tick.YES),
        ("✓✓", Tick.YES),
        ("xXx!", Tick.YES),
        ("= true ( )", Tick.YES),
        ("[ ✔️ ]", Tick.YES),
        ("(no)", Tick.NO),
        ("[" + " " * 32_000 + "]", Tick.NO),
    ],
)
def test_blanks_boxes_and_numbers_tick_or_not(text: str, tick: Tick) -> None:
    assert read_tick(text, FORM) == Ticked(tick)


@pytest.mark.parametrize("text", ["٣", "noble cause", "slowly", "x 2"])
def test_words_that_only_look_like_a_no_or_a_number_tick(text: str) -> None:
    assert read_tick(text, FORM) == Ticked(Tick.YES, text)


@pytest.mark.parametrize(
    "text",
    """maybe|not really|No, not here|2|*|low priority|x?|don't know yet|F|o|û|¨|Yes/No|yes and no|We have none
    |probably not|unlikely|nothing|✗|✗ Yes|x (not sure)|skip
    |nunca|Tal vez|quizás|we don’t|☐ downtown|☑ Yes ☑ No|☑ maybe""".replace("\n    ", "").split("|"),
)
def test_a_no_in_other_words_or_beside_a_box_is_asked(text: str) -> None:
    found = read_tick(text, FORM)
    assert found.tick is Tick.UNCLEAR
    assert found.note in (text, text.removeprefix("☑ "), "")


def test_a_mark_in_front_of_a_line_is_told_from_the_line() -> None:
    assert mark_before("✓ School economic diversity") == ("✓", "School economic diversity")
    assert mark_before("[x] Staff") == ("[x]", "Staff")
    assert mark_before("Staff") == ("", "Staff")
    assert mark_before(" ✔️  Staff ✓") == ("✔", "Staff ✓")
    assert mark_before("☐ Staff") == ("☐", "Staff")
    assert mark_before("[ ] Staff") == ("[ ]", "Staff")
    assert mark_before("✓Staff") == ("", "✓Staff")
    assert mark_before("✓ ") == ("", "✓ ")


def test_a_text_longer_than_any_line_is_not_looked_through_for_a_tick() -> None:
    assert list(marks_around("X Staff", FORM)) == [("X", "Staff")]
    began = time.process_time()
    assert list(marks_around("a" + " " * 32_000 + "!", FORM)) == []
    for opened in ("[", "("):
        assert read_tick(opened + " " * 32_000 + "a", FORM) == Ticked(Tick.YES, opened + " " * 32_000 + "a")
    assert time.process_time() - began < 1.5
