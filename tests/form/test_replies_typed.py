"""What partners typed under Your answer: a new value of the cell, or a word that settles the question."""

import pytest
from drawn_answers import FORM, cell, drawn
from msgspec.structs import replace

from mobility_xlsx.form.answers import Cell, Kind, Reply
from mobility_xlsx.form.catalogue import reworded
from mobility_xlsx.form.checks import check
from mobility_xlsx.form.problems import Severity
from mobility_xlsx.form.replies import is_new_value

LONG = "we have worked with them for a great many years and will go on"


def new(key: str, answer: str, was: str | Cell | None = None, part: str = "part2") -> bool:
    stands = cell("Part 2", "B5", was) if isinstance(was, str) else was
    return is_new_value(cell("Please check", "F3", answer), stands, FORM.part(part).column(key), FORM)


@pytest.mark.parametrize(
    ("key", "was", "answer"),
    [
        ("name", None, "Hope Center"),
        ("name", " ", "Hope Center"),
        ("name", Cell("Part 2", 5, 2, "#REF!", Kind.ERROR), "Hope Center"),
        ("name", Cell("Part 2", 5, 2, "2026-03-04", Kind.DATE), "Hope Center"),
        ("name", "??", "one two three four five six seven eight"),
        ("type", "clubs", "Philanthropy"),
        ("type", None, "a club"),
        ("assets", "Other", "one two three four five"),
        ("domains", "??", "Housing stability; Neonatal health"),
        ("name", "=B2&C3", "Hope Center"),
        ("name", "3/4/2026", "Hope Center"),
        ("name", "#N/A", "Hope Center"),
        ("type", Cell("Part 2", 5, 3, "=B2&C3", Kind.UNCALCULATED), "a club"),
        ("assets", "Other; ??", "roofs and doors"),
        ("domains", "clubs", "housing stabilty"),
    ],
)
def test_an_answer_that_fits_is_a_new_value(key: str, was: str | Cell | None, answer: str) -> None:
    assert new(key, answer, was)


@pytest.mark.parametrize(
    ("key", "was", "answer"),
    [
        ("name", "Hope Center", "yes, that is right"),
        ("name", None, "one two three four five six seven eight nine"),
        ("type", "clubs", "yes"),
        ("type", None, "one two three four five six"),
        ("domains", "roofs", LONG),
        ("type", "clubs", " "),
        ("type", "clubs", "??"),
        ("type", "clubs", "Philanthropy; clubs"),
        ("assets", "Other; roofs", "Other roofs"),
        ("assets", "Staff", "Staff and roofs"),
    ],
)
def test_an_answer_that_does_not_is_a_word_about_the_cell(key: str, was: str | None, answer: str) -> None:
    assert not new(key, answer, was)


@pytest.mark.parametrize(
    "answer",
    [
        "delete this line",
        "Clear the line.",
        "this is not an organization, please delete",
        "Elimínela, por favor",
        "I don’t know",
        "sorry, I'm not sure yet",
        "None",
        "no lo sé",
        "yes",
    ],
)
@pytest.mark.parametrize("key", ["name", "type", "populations", "closeness"])
def test_words_to_us_are_never_a_value(key: str, answer: str) -> None:
    assert not new(key, answer)


@pytest.mark.parametrize("answer", ["Clear Water Trust", "Nothing But Nets", "No Kid Hungry", "Row House Project"])
def test_names_with_such_words_are_names(answer: str) -> None:
    assert new("name", answer)


def test_an_address_is_new_and_so_is_one_word_in_place_of_nothing() -> None:
    assert new("email", "jo@hope.example", "jo@hpe.example", "part5")
    assert new("email", "unknown", None, "part5")
    assert new("email", "jo-at-hope", "jo", "part5")
    assert not new("email", "ask her assistant", None, "part5")
    assert not new("email", "right", "jo@hope.example", "part5")


@pytest.mark.parametrize(
    ("key", "part", "was", "is_new"),
    [
        ("motivations", "part4", None, True),
        ("motivations", "part4", "#REF!", True),
        ("motivations", "part4", "funding", False),
        ("note", "part1", " ", True),
        ("note", "part1", "north", False),
        ("member", "part5", None, False),
    ],
)
def test_long_words_are_new_where_words_are_asked_for_and_none_stand(
    key: str, part: str, was: str | None, is_new: bool
) -> None:
    assert new(key, LONG, was, part) is is_new


def test_a_tick_is_new_and_words_beside_it_are_not() -> None:
    assert new("tick", "x", "maybe", "part1")
    assert not new("tick", "yes, but only in summer", "maybe", "part1")
    assert not new("tick", "perhaps", None, "part1")


SHEET = "[part2]\nname | type | domains\nHope Center | clubs | Housing stability\nHope House | Philanthropy | ??"


def codes(*replies: Reply, sheet: str = SHEET) -> list[tuple[str, str]]:
    problems = check(replace(drawn(sheet), replies=replies), FORM)
    return [(one.cell, one.code) for one in problems if one.sheet == FORM.part("part2").sheet]


def reply(address: str, text: str = "It is right.", found: str = "") -> Reply:
    return Reply(FORM.part("part2").sheet, address, found, text)


def test_a_reply_settles_the_only_question_at_its_cell() -> None:
    before = codes()
    assert before == [("C6", "unclear-value")]
    assert codes(reply("C6")) == [("C6", "answered")]


def test_a_reply_at_another_cell_settles_nothing_and_is_told() -> None:
    assert sorted(codes(reply("A9"))) == sorted([*codes(), ("A9", "answered")])


def test_what_must_be_fixed_stays_in_spite_of_a_reply() -> None:
    must = [
        (one.cell, one.code)
        for one in check(drawn("[part2]\nname | type\n | Philanthropy"), FORM)
        if one.severity is Severity.MUST_FIX and one.cell
    ]
    assert must
    kept = codes(*(reply(address) for address, _ in must), sheet="[part2]\nname | type\n | Philanthropy")
    assert set(must) <= set(kept)


def test_of_several_questions_at_a_cell_the_one_asked_is_settled() -> None:
    two = "[part2]\nname | type | assets\nHope Center | Philanthropy | Other; ??"
    asked = [one for one in check(drawn(two), FORM) if one.cell == "C5"]
    assert len(asked) == 2
    assert all(one.severity is Severity.PLEASE_CHECK for one in asked)
    for one, other in (asked, asked[::-1]):
        left = codes(reply("C5", found=f"{reworded(one, 'en').says} {one.fix}"), sheet=two)
        assert sorted(left) == sorted([("C5", other.code), ("C5", "answered")])
    both = codes(reply("C5", found="something else"), sheet=two)
    assert sorted(both) == sorted([*(("C5", one.code) for one in asked), ("C5", "answered")])


def test_an_answer_is_told_with_its_words() -> None:
    problems = check(replace(drawn(SHEET), replies=(reply("B5", "a club"),)), FORM)
    assert [one.value for one in problems if one.code == "answered"] == ["a club"]
