"""Which questions about names staff are asked, in which order, and how many at a time."""

import pytest

from mobility_xlsx.coalition.clusters import Doubt
from mobility_xlsx.coalition.namequestions import questions
from mobility_xlsx.coalition.records import Mention, Need, NeedKind, Organization, Source

CHILDREN, ADULTS = Need(NeedKind.GROUP, "Children", 6.0), Need(NeedKind.GROUP, "Adults", 1.0)


def organizations(count: int, mentions: dict[int, int] | None = None) -> dict[int, Organization]:
    """So many, called "Hub 000", "Hub 001" …, each mentioned once but where told."""
    made = {}
    for number in range(count):
        name = f"Hub {number:03}"
        source = Source("a.xlsx", "Part 2", f"B{number}")
        said = (Mention(name, "ana", 2, source),) * (mentions or {}).get(number, 1)
        made[number] = Organization(f"hub-{number}", name, said)
    return made


def serving(**groups: tuple[str, ...]) -> dict[int, Organization]:
    made = ((name, of) for name, of in groups.items())
    return {i: Organization(name, name, (), populations=of) for i, (name, of) in enumerate(made)}


def asked(doubts: list[tuple[int, int, float]], known: dict[int, Organization], *needs: Need) -> list[str]:
    """The numbers of the organizations in each question."""
    drawn = [Doubt((one, other), f"{one} and {other}", likely) for one, other, likely in doubts]
    for order in (drawn, drawn[::-1]):
        found = questions(order, known, needs)
    return [" ".join(name.removeprefix("Hub 0").lstrip("0") or "0" for name in each.names) for each in found]


def test_doubts_that_share_an_organization_are_one_question_with_the_likeliest_reason() -> None:
    doubts = [Doubt((0, 1), "weak", 0.5), Doubt((2, 1), "strong", 0.8), Doubt((1, 3), "as strong", 0.8)]
    for order in (doubts, doubts[::-1]):
        only = questions(order, organizations(5))
        assert [(each.ids, each.names, each.reason, each.weight) for each in only] == [
            (("hub-0", "hub-1", "hub-2", "hub-3"), ("Hub 000", "Hub 001", "Hub 002", "Hub 003"), "as strong", 0.0)
        ]


def test_doubts_about_what_is_no_organization_are_left_out() -> None:
    assert asked([(0, 9, 0.9), (0, 1, 0.5)], organizations(2)) == ["0 1"]


@pytest.mark.parametrize(
    ("doubts", "mentions", "order"),
    [
        ([(0, 1, 0.8), (2, 3, 0.6)], {}, ["0 1", "2 3"]),
        ([(0, 1, 0.6), (2, 3, 0.8)], {}, ["2 3", "0 1"]),
        ([(0, 1, 0.8), (2, 3, 0.6)], {2: 2}, ["2 3", "0 1"]),
        ([(0, 1, 0.8), (2, 3, 0.5)], {2: 2, 3: 2, 0: 3}, ["0 1", "2 3"]),
        ([(0, 1, 0.8), (2, 3, 0.5), (3, 4, 0.5)], {}, ["2 3 4", "0 1"]),
        ([(2, 3, 0.5), (0, 1, 0.5)], {}, ["0 1", "2 3"]),
    ],
)
def test_first_comes_what_would_probably_bring_most_mentions_together(
    doubts: list[tuple[int, int, float]], mentions: dict[int, int], order: list[str]
) -> None:
    assert asked(doubts, organizations(5, mentions)) == order


@pytest.mark.parametrize(
    ("groups", "weight"),
    [
        ({"a": ("Children",), "b": ("Children",)}, 6.0),
        ({"a": ("Children",), "b": ("Children",), "c": ("Children",)}, 3.0),
        ({"a": ("Children",), "b": ("Children",), "c": ("Children",), "d": ("Children",)}, 2.0),
        ({"a": ("Children",), "b": ()}, 0.0),
        ({"a": ("Children",), "b": (), "c": ("Children",)}, 0.0),
        ({"a": ("Children", "Adults"), "b": ("Adults", "Children")}, 7.0),
        ({"a": ("Adults",), "b": ("Adults",), "c": ("Adults",), "d": ("Adults",)}, 0.333333),
    ],
)
def test_an_answer_weighs_what_it_changes_about_sole_providers(
    groups: dict[str, tuple[str, ...]], weight: float
) -> None:
    found = questions([Doubt((0, 1), "near", 0.5)], serving(**groups), (CHILDREN, ADULTS))
    assert [each.weight for each in found] == [weight]


def test_the_weight_comes_before_the_mentions() -> None:
    known = organizations(4, {0: 9, 1: 9})
    known |= {2 + i: one for i, one in serving(a=("Adults",), b=("Adults",)).items()}
    assert asked([(0, 1, 0.9), (2, 3, 0.5)], known, CHILDREN) == ["0 1", "a b"]
    assert asked([(0, 1, 0.9), (2, 3, 0.5)], known, CHILDREN, ADULTS) == ["a b", "0 1"]


@pytest.mark.parametrize(
    ("organization_count", "pairs", "room"),
    [(8, 4, 3), (43, 5, 3), (44, 5, 3), (45, 5, 4), (55, 5, 5), (109, 10, 9), (200, 25, 17), (0, 0, 0)],
)
def test_ten_questions_are_asked_at_a_time_of_a_hundred_organizations_and_three_at_least(
    organization_count: int, pairs: int, room: int
) -> None:
    doubts = [(2 * pair, 2 * pair + 1, 0.5) for pair in range(pairs)]
    assert len(asked(doubts, organizations(organization_count))) == room


def test_one_question_holds_twelve_organizations_and_no_more() -> None:
    chain = [(number, number + 1, 0.9 - number / 100) for number in range(12)]
    twelve = " ".join(map(str, range(12)))
    assert asked(chain[:11], organizations(14)) == [twelve]
    assert asked(chain, organizations(14)) == [twelve, "11 12"]
    assert asked([*chain, (12, 13, 0.1)], organizations(14)) == [twelve, "11 12 13"]
