"""What an organization meets, and how needs are told apart."""

import pytest

from mobility_xlsx.coalition.records import Need, NeedKind, Organization, Said, Source, meets

HUB = Organization("hub", "Hub", (), populations=("Youth",), domains=("Housing",), assets=("Space",))


@pytest.mark.parametrize(
    ("kind", "label", "key", "met"),
    [
        (NeedKind.GROUP, "Youth", "group:Youth", True),
        (NeedKind.GROUP, "Housing", "group:Housing", False),
        (NeedKind.PREDICTOR, "Housing", "predictor:Housing", True),
        (NeedKind.PREDICTOR, "Space", "predictor:Space", False),
        (NeedKind.ASSET, "Space", "asset:Space", True),
        (NeedKind.ASSET, "Youth", "asset:Youth", False),
    ],
)
def test_a_need_is_met_by_what_stands_in_the_list_of_its_kind(kind: NeedKind, label: str, key: str, met: bool) -> None:
    need = Need(kind, label)
    assert (need.key, meets(HUB, need)) == (key, met)


def test_what_nobody_said_counts_nothing() -> None:
    need = Need(NeedKind.GROUP, "Youth")
    assert (HUB.nominations, HUB.may_oppose, need.votes, need.weight) == (0, False, 0, 1.0)
    assert Said("type", "Faith", Source("a.xlsx", "Part 2", "B5")).listed
