"""Wordings that staff have settled hold for every workbook, and for nothing else."""

import pickle

from drawn_answers import FORM, drawn

from mobility_xlsx.form.answers import Answers, Match
from mobility_xlsx.form.decisions import DecidedAt, WordingChoice
from mobility_xlsx.form.settled import meanings, settled

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


def test_what_is_on_the_list_is_never_changed() -> None:
    assert after(choice("Housing stability", "Domains of work", "Neonatal health")) == read(drawn(TYPED))


def test_settled_wordings_no_longer_suggest_anything() -> None:
    near = drawn("[part2]\nname | type\nHope Center | Nonproft≈Nonprofit and CBOs")
    assert near.rows[-1].values("type")[0].suggestions == ("Nonprofit and CBOs",)
    said = meanings([choice("Nonproft", "Type", "Philanthropy")], FORM)
    (value,) = settled(near, FORM, said).rows[-1].values("type")
    assert (value.text, value.typed, value.match, value.suggestions) == ("Philanthropy", "Nonproft", Match.DECIDED, ())


def test_settled_wordings_travel_to_other_processes() -> None:
    said = meanings([choice("ngo", "Type", "Nonprofit and CBOs")], FORM)
    assert pickle.loads(pickle.dumps(said)) == said
