"""Names made groups: what is joined, what is asked, and how staff's rulings come before both."""

import pytest

from mobility_xlsx.coalition.clusters import Doubt, Grouping, Ruled, group
from mobility_xlsx.coalition.verdicts import Answer, Verdict

Pair = tuple[int, int]
Groups = tuple[tuple[int, ...], ...]
ANSWERS = {"=": Answer.SAME, "?": Answer.ASK, "x": Answer.DIFFERENT}


def grouped(size: int, drawn: str, ruled: Ruled | None = None) -> Grouping:
    """Verdicts as "0=1 0.95, 1?2 0.7, 0x2": same, ask, and names that contradict each other."""
    verdicts: dict[Pair, Verdict] = {}
    for each in filter(None, drawn.split(", ")):
        pair, _, likely = each.partition(" ")
        verdicts[int(pair[0]), int(pair[2])] = Verdict(ANSWERS[pair[1]], each, float(likely or 0))

    def judge(a: int, b: int) -> Verdict:
        assert a < b
        return verdicts.get((a, b), Verdict(Answer.DIFFERENT, "too little in common", 0.1))

    links = [pair for pair, verdict in verdicts.items() if verdict.answer is not Answer.DIFFERENT]
    found = group(size, links, judge, ruled or Ruled())
    assert group(size, links[::-1], judge, ruled or Ruled()) == found
    return found


@pytest.mark.parametrize(
    ("drawn", "groups", "doubts"),
    [
        ("", ((0,), (1,), (2,), (3,)), []),
        ("0=1 0.8, 1=2 0.8", ((0, 1, 2), (3,)), []),
        ("1=3 1", ((0,), (1, 3), (2,)), []),
        ("0=1 1, 1=2 1, 0x2", ((0,), (1,), (2,), (3,)), ["0=1 1", "1=2 1"]),
        ("0=1 1, 1=2 0.9, 0x2", ((0, 1), (2,), (3,)), ["1=2 0.9"]),
        ("0=1 0.9, 1=2 0.89, 0x2", ((0, 1), (2,), (3,)), ["1=2 0.89"]),
        ("0=1 0.9, 1=2 0.95, 0x2", ((0,), (1,), (2,), (3,)), ["0=1 0.9", "1=2 0.95"]),
        ("0=1 0.8, 1=2 0.89, 0x2", ((0,), (1,), (2,), (3,)), ["0=1 0.8", "1=2 0.89"]),
        ("0=1 0.8, 1=2 0.8, 2=3 0.8, 0x2", ((0,), (1,), (2, 3)), ["0=1 0.8", "1=2 0.8"]),
        ("0=1 0.8, 1=2 0.8, 2=3 0.8, 0x3", ((0, 1, 2), (3,)), ["2=3 0.8"]),
        ("0=3 0.8, 1=3 0.8, 2=3 0.8, 0x1", ((0,), (1,), (2, 3)), ["0=3 0.8", "1=3 0.8"]),
        ("0=1 1, 2=3 1, 1=2 0.8", ((0, 1, 2, 3),), []),
        ("0=1 1, 2=3 1, 1=2 0.8, 0x3", ((0, 1), (2, 3)), ["1=2 0.8"]),
    ],
)
def test_only_names_that_do_not_contradict_each_other_are_joined(drawn: str, groups: Groups, doubts: list[str]) -> None:
    found = grouped(4, drawn)
    assert (found.groups, [doubt.reason for doubt in found.doubts], found.refused) == (groups, doubts, ())


@pytest.mark.parametrize(
    ("drawn", "doubts"),
    [
        ("0=1 1, 0?2 0.6, 1?2 0.7", [Doubt((0, 1), "1?2 0.7", 0.7)]),
        ("0=1 1, 0?2 0.7, 1?2 0.7", [Doubt((0, 1), "0?2 0.7", 0.7)]),
        ("0=1 1, 0?2 0.7, 1?2 0.6", [Doubt((0, 1), "0?2 0.7", 0.7)]),
        ("0=1 1, 1=2 1, 0?2 0.6", []),
        ("2?3 0.6, 0?3 0.6, 0=1 1", [Doubt((0, 2), "0?3 0.6", 0.6), Doubt((1, 2), "2?3 0.6", 0.6)]),
    ],
)
def test_the_strongest_doubt_between_two_groups_is_told(drawn: str, doubts: list[Doubt]) -> None:
    assert list(grouped(4, drawn).doubts) == doubts


@pytest.mark.parametrize(
    ("same", "different", "drawn", "groups", "doubts"),
    [
        (((0, 2),), (), "", ((0, 2), (1,), (3,)), []),
        (((0, 2, 3),), (), "0x2", ((0, 2, 3), (1,)), []),
        (((3, 1), (2, 3)), (), "", ((0,), (1, 2, 3)), []),
        (((1,), ()), (), "", ((0,), (1,), (2,), (3,)), []),
        ((), ((0, 1),), "0=1 1", ((0,), (1,), (2,), (3,)), []),
        ((), ((1, 0),), "0?1 0.7", ((0,), (1,), (2,), (3,)), []),
        ((), ((0, 1, 2),), "0=1 1, 1=2 1, 0=2 1, 2=3 1", ((0,), (1,), (2,), (3,)), ["2=3 1"]),
        ((), ((0, 0),), "0=1 1", ((0, 1), (2,), (3,)), []),
        (((0, 1),), ((1, 2),), "0=2 1, 0?2 0.8", ((0, 1), (2,), (3,)), []),
        (((0, 1), (2, 3)), ((0, 3),), "1=2 1", ((0, 1), (2, 3)), []),
        ((), ((0, 2),), "0=1 1, 1=2 1", ((0,), (1,), (2,), (3,)), ["0=1 1", "1=2 1"]),
        ((), ((0, 2),), "0=1 1, 1=2 0.9, 1?3 0.7", ((0, 1), (2,), (3,)), ["1?3 0.7"]),
    ],
)
def test_what_staff_ruled_holds_and_is_not_asked(
    same: Groups, different: Groups, drawn: str, groups: Groups, doubts: list[str]
) -> None:
    found = grouped(4, drawn, Ruled(same, different))
    assert (found.groups, [doubt.reason for doubt in found.doubts], found.refused) == (groups, doubts, ())


@pytest.mark.parametrize(
    ("same", "different", "groups", "refused"),
    [
        (((0, 1), (1, 2)), ((0, 2),), ((0, 1), (2,), (3,)), ((1, 2),)),
        (((0, 1, 2),), ((2, 1),), ((0,), (1,), (2,), (3,)), ((0, 1, 2),)),
        (((0, 1), (2, 3), (1, 3)), ((0, 2),), ((0, 1), (2, 3)), ((1, 3),)),
    ],
)
def test_a_ruling_that_contradicts_earlier_ones_is_refused(
    same: Groups, different: Groups, groups: Groups, refused: Groups
) -> None:
    found = grouped(4, "", Ruled(same, different))
    assert (found.groups, found.refused) == (groups, refused)
