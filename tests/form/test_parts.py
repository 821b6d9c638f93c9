"""The records of a form: what is found by key, what people fill in, and every text the form prints by itself."""

from collections.abc import Callable

import pytest
from drawn_answers import FORM

from mobility_xlsx.form.parts import Block, CheckRule, Column, Form, Label, Part, Vocabulary, fixed_texts


@pytest.mark.parametrize("of", [FORM.part, FORM.vocabulary, FORM.part("part2").column, FORM.vocabulary("types").label])
def test_a_key_nobody_declared_is_an_error_that_names_it(of: Callable[[str], object]) -> None:
    with pytest.raises(KeyError, match="'roofs'"):
        of("roofs")


def test_parts_columns_lists_and_labels_are_found_by_their_keys() -> None:
    assert FORM.part("part4").key == "part4"
    assert FORM.part("part5").column("sender").title == "Who will send the invitation?"
    assert FORM.vocabulary("types").label("philanthropy").text == "Philanthropy"


def test_people_fill_in_all_but_numbers_labels_and_checks() -> None:
    answers = {part.key: [column.key for column in part.columns if column.is_answer] for part in FORM.parts}
    assert answers["part1"] == ["tick", "note"]
    assert answers["part3"] == ["name", "populations", "domains", "assets", "closeness"]


def test_wordings_of_a_list_are_its_labels_in_each_language_and_their_aliases() -> None:
    label = Label("one", "Meeting Space", shown="Sala", aliases=("Rooms",))
    two = Label("two", "Staff")
    assert list(Vocabulary("v", (label, two)).wordings()) == [
        ("meeting space", label, True),
        ("sala", label, True),
        ("rooms", label, False),
        ("staff", two, True),
    ]


def test_every_fixed_text_of_a_form_stands_once() -> None:
    part = Part(
        "p",
        "Sheet",
        "Title of the part",
        "table",
        (Column("c", "Column", "text", prompt="Prompt"), Column("d", "Column", "text")),
        instructions=("Do this",),
        asks="What for?",
        blocks=(Block("v", "Block", "Label"),),
        checks=(CheckRule("needs", ("c",), "Fill it in"),),
    )
    lists = (Vocabulary("v", (Label("a", "Text", shown="Shown"), Label("b", "Sheet"))),)
    form = Form("f", "Title", "1", (part,), lists, words={"ok": "OK"}, former=("Before",))
    assert fixed_texts(form) == (
        *(
            "Title",
            "OK",
            "Before",
            "Sheet",
            "Title of the part",
            "What for?",
            "Do this",
            "Fill it in",
            "Column",
            "Prompt",
        ),
        *("Block", "Label", "Text", "Shown"),
    )
