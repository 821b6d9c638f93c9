"""Whatever people type as names: nothing is lost, nothing counted twice, and the order changes nothing."""

import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from mobility_xlsx.coalition.findperson import find_person
from mobility_xlsx.coalition.match import compare
from mobility_xlsx.coalition.merge import MergeSetting, Rulings, merge
from mobility_xlsx.coalition.records import Mention, Nomination, Respondent, Source
from mobility_xlsx.coalition.verdicts import Answer, Named

WORDS = st.sampled_from(
    [
        "Forest",
        "City",
        "St.",
        "Saint",
        "Mary",
        "Mary's",
        "College",
        "University",
        "Foundation",
        "Ctr",
        "Center",
        "of",
        "the",
        "&",
        "and",
        "Inc.",
        "(downtown)",
        "(FCC)",
        "FCC",
        "II",
        "2",
        "First",
        "1st",
        "North",
        "South",
        "-",
        "/",
        "formerly",
        "dba",
        ",",
        "?",
        "Ámbar",
        "A.",
        "B.",
        "'n",
        "#4",
        "No.",
        "YMCA",
        "Co.",
        "Comm.",
        "Prairie",
        "Preirie",
    ]
)
NAMES = st.one_of(st.lists(WORDS, min_size=1, max_size=7).map(" ".join), st.text(min_size=0, max_size=25))


def mention(name: str, line: int) -> Mention:
    return Mention(name, f"r{line % 3}", 2, Source(f"r{line % 3}.xlsx", "Part 2", f"B{line:03}"))


@given(NAMES, NAMES)
def test_two_names_compare_alike_in_both_orders(a: str, b: str) -> None:
    assert compare(Named(a), Named(b)) == compare(Named(b), Named(a))
    assert compare(Named(a), Named(a)).answer is Answer.SAME


@given(st.lists(NAMES, max_size=12), st.lists(st.tuples(NAMES, NAMES), max_size=3), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_every_mention_is_in_one_organization_in_any_order(
    names: list[str], ruled: list[tuple[str, str]], chance: random.Random
) -> None:
    said = [mention(name, line) for line, name in enumerate(names)]
    setting = MergeSetting(rulings=Rulings(same=tuple(ruled[:1]), different=tuple(ruled[1:])), places=("Forest City",))
    inventory = merge(said, setting=setting)
    assert Counter(each for one in inventory.organizations for each in one.mentions) == Counter(said)
    assert len({one.id for one in inventory.organizations}) == len(inventory.organizations)
    chance.shuffle(said)
    assert merge(said, setting=setting) == inventory


@given(NAMES)
def test_any_sender_is_found_or_asked(typed: str) -> None:
    people = (Respondent("a", "Mary Forest"), Respondent("b", "First North"))
    found = find_person(typed, people[0], people)
    assert found.person_id == "" or found.candidates == (found.person_id,)


@given(st.lists(NAMES, max_size=5))
def test_nominations_without_an_organization_make_none(names: list[str]) -> None:
    rows = [Nomination(name, "", "ana", Source("a.xlsx", "Part 5", f"B{i}")) for i, name in enumerate(names)]
    assert merge([], rows).organizations == ()
