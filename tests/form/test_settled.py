"""Wordings that staff have settled hold for every workbook, and for nothing else."""

import pickle

from drawn_answers import FORM, cell, drawn
from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers, Field, Match, Row
from mobility_xlsx.form.decisions import DecidedAt, WordingChoice
from mobility_xlsx.form.settled import meanings, settled
from mobility_xlsx.form.values import cell_values

TYPED = "[part2]\nname | type | domains\nHope Center | ngo | Housing stability; Roofs  for all\nngo | Philanthropy |"


def choice(typed: str, list_: str, means: str = "", keep: bool = False) -> WordingChoice:
    return WordingChoice(typed, list_, means, keep, DecidedAt("Wordings", "D5"))


def read(answers: Answers) -> list[list[tuple[str, Match]]]:
    values = [(row.values("name"), row.values("type"), row.values("domains")) for row in answers.part("part2")]
    return [[(value.text, value.match) for cell in row for value in cell] for row in values]


def after(*choices: WordingChoice) -> list[list[tuple[str, Match]]]:
    return read(settled(drawn(TYPED), FORM, meanings(choices, FORM)))


def test_nothing_settled_changes_nothing() -> None:
    answers = drawn(TYPED)
    assert settled(answers, FORM, meanings((), FORM)) is answers


def test_a_corrected_wording_is_its_label_in_the_columns_of_that_list_alone() -> None:
    assert after(choice("NGO", "Type", "Nonprofit and CBOs")) == [
        [
            ("Hope Center", Match.FREE),
            ("Nonprofit and CBOs", Match.DECIDED),
            ("Housing stability", Match.EXACT),
            ("Roofs  for all", Match.OWN),
        ],
        [("ngo", Match.FREE), ("Philanthropy", Match.EXACT)],
    ]


def test_a_wording_to_keep_stays_as_typed_and_is_settled() -> None:
    kept = after(choice("roofs for all", "Domains of work", keep=True))
    assert kept[0][2:] == [("Housing stability", Match.EXACT), ("Roofs for all", Match.DECIDED)]


def test_a_label_of_another_list_settles_nothing() -> None:
    answers = drawn(TYPED)
    for wrong in (choice("ngo", "Type", "Housing stability"), choice("ngo", "Colors", "Philanthropy")):
        assert settled(answers, FORM, meanings([wrong], FORM)) is answers


def test_a_wording_without_its_column_is_settled_on_every_list_that_has_the_label() -> None:
    said = meanings([choice("roofs for all", "", "Housing stability")], FORM)
    assert said.known == {("predictors", "roofs for all"): "Housing stability"}


def test_what_the_form_understands_by_itself_is_what_staff_say_it_is_too() -> None:
    part = FORM.part("part4")
    first, other = (label.text for label in FORM.vocabulary("strengths").labels[:2])
    typed = {"strengths": first.upper(), "stance": "opposes"}
    fields = tuple(
        Field(key, cell_values(cell(part.sheet, "B5", text), part.column(key), FORM)) for key, text in typed.items()
    )
    answers = replace(drawn(""), rows=(Row("part4", part.sheet, "1", fields, "", 5),))
    assert [each.values[0].match for each in fields] == [Match.EXACT, Match.ALIAS]
    lines = [choice(first, "Strengths", other), choice("Opposes", "Stance", "Unsure")]
    (row,) = settled(answers, FORM, meanings(lines, FORM)).rows
    values = [value for each in row.fields for value in each.values]
    assert [(one.text, one.match, one.label) for one in values] == [
        (other, Match.DECIDED, ""),
        ("Unsure", Match.DECIDED, ""),
    ]


def test_a_label_to_keep_as_typed_stays_the_label() -> None:
    assert after(choice("housing stability", "Domains of work", keep=True)) == read(drawn(TYPED))


def test_settled_wordings_no_longer_suggest_anything() -> None:
    near = drawn("[part2]\nname | type\nHope Center | Nonproft≈Nonprofit and CBOs")
    assert near.rows[-1].values("type")[0].suggestions == ("Nonprofit and CBOs",)
    said = meanings([choice("Nonproft", "Type", "Philanthropy")], FORM)
    (value,) = settled(near, FORM, said).rows[-1].values("type")
    assert (value.text, value.typed, value.match, value.suggestions) == ("Philanthropy", "Nonproft", Match.DECIDED, ())


def test_settled_wordings_travel_to_other_processes() -> None:
    said = meanings([choice("ngo", "Type", "Nonprofit and CBOs")], FORM)
    assert pickle.loads(pickle.dumps(said)) == said


def test_what_nobody_understood_is_settled_too() -> None:
    answers = drawn("[part2]\nname | type\nHope Center | ??")
    said = meanings([choice("??", "kind of organization", "Philanthropy")], FORM)
    assert read(settled(answers, FORM, said)) == [[("Hope Center", Match.FREE), ("Philanthropy", Match.DECIDED)]]


def test_a_heading_that_several_parts_share_settles_in_each() -> None:
    listed = "[part2]\nname | assets\nHope | Roofs\n[part3]\nname | assets\nMill | roofs\n"
    sheets = f"{listed}[part4]\npartner | aligned\nHope | Roofs"
    said = meanings([choice("Roofs", "assets", "Staff")], FORM)
    rows = settled(drawn(sheets), FORM, said).rows[-3:]
    assert [row.text("assets") or row.text("aligned") for row in rows] == ["Staff", "Staff", "Roofs"]


def test_a_tick_in_words_is_no_wording_to_settle() -> None:
    answers = drawn("[part1]\ntick | block | label\nsurely | groups | Other")
    said = meanings([choice("surely", "Yes?", "Yes")], FORM)
    assert said.known == {("yes", "surely"): "Yes"}
    assert settled(answers, FORM, said) == answers


def test_the_title_of_a_band_is_settled_for_its_rows() -> None:
    answers = drawn("[part3]\nblock | name\nSports clubs | Hope\nPhilanthropy | Mill\n | Zion")
    said = meanings([choice("sports  clubs", "Type of organization", "Private sector")], FORM)
    assert [row.block for row in settled(answers, FORM, said).part("part3")] == ["Private sector", "Philanthropy", ""]
    kept = meanings([choice("sports clubs", "Type of organization", keep=True)], FORM)
    assert [row.block for row in settled(answers, FORM, kept).part("part3")] == ["Sports clubs", "Philanthropy", ""]
