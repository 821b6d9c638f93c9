import random
from itertools import product

import pytest

from mobility_xlsx.coalition.loads import NOBODY, ToSend, share


def worth(rows, senders, taken=()):
    """What counts, in order: the total cost, Σ load², the largest load."""
    loads = dict(taken)
    for sender in senders:
        if sender != NOBODY:
            loads[sender] = loads.get(sender, 0) + 1
    cost = sum(row.costs.get(sender, row.without) for row, sender in zip(rows, senders, strict=True))
    return cost, sum(load**2 for load in loads.values()), max(loads.values(), default=0)


def enumerated(rows, cap, taken):
    """The best worth over every choice, and its smallest largest load."""
    options = [[*row.costs, NOBODY] if cap is not None or not row.costs else [*row.costs] for row in rows]
    found = []
    for senders in product(*options):
        new = {sender: senders.count(sender) for sender in senders if sender != NOBODY}
        if cap is None or all(taken.get(sender, 0) + count <= cap for sender, count in new.items()):
            found.append(worth(rows, senders, taken.items()))
    best = min(found)
    return best[0], best[1], min(largest for cost, _, largest in found if cost == best[0])


def made(rng):
    names = "abcd"[: rng.randint(1, 4)]
    rows = []
    for _ in range(rng.randint(1, 6)):
        some = rng.sample(names, rng.randint(0, len(names)))
        rows.append(ToSend({name: rng.choice((0, 0, 3, 7, 12)) for name in some}, 100))
    taken = {name: rng.randint(0, 2) for name in names if rng.random() < 0.3}
    return rows, taken


@pytest.mark.parametrize("cap", [None, 1, 2, 3])
def test_no_other_sharing_is_cheaper_or_more_even(cap):
    seed = 8108
    print("seed", seed, "cap", cap)
    rng = random.Random(f"{seed}{cap}")
    for _ in range(120):
        rows, taken = made(rng)
        senders = share(rows, cap, taken)
        assert worth(rows, senders, taken.items()) == enumerated(rows, cap, taken), (rows, taken, senders)


def reachable(rows, senders, top):
    """Everybody to whom rows of `top` can be passed on, also over others, at the same cost."""
    found, waiting = {top}, [top]
    while waiting:
        name = waiting.pop()
        for row, sender in zip(rows, senders, strict=True):
            if sender == name:
                new = {other for other, cost in row.costs.items() if cost == row.costs[name]} - found
                found |= new
                waiting += new
    return found


@pytest.mark.parametrize("seed", range(20))
def test_among_many_rows_nobody_could_hand_one_on_to_somebody_with_two_less(seed):
    rng = random.Random(seed)
    names = "abcdefgh"
    weights = [2**-i for i in range(8)]
    rows = []
    for _ in range(60):
        some = {*rng.choices(names, weights, k=rng.choice((1, 2, 2, 3)))}
        rows.append(ToSend({name: rng.choice((0, 0, 0, 5)) for name in sorted(some)}, 100))
    taken = {name: rng.randint(0, 9) for name in names}
    senders = share(rows, None, taken)
    loads = {name: taken[name] + senders.count(name) for name in names}
    for row, sender in zip(rows, senders, strict=True):
        assert row.costs[sender] == min(row.costs.values())
    for name in set(senders):
        assert loads[name] - min(loads[other] for other in reachable(rows, senders, name)) < 2, f"seed {seed}"


def test_one_sender_takes_everything_that_only_they_can_send():
    assert share([ToSend({"a": 1}, 9)] * 3) == ("a", "a", "a")


def test_evenness_never_costs_directness_without_a_cap():
    rows = [ToSend({"a": 0, "b": 1}, 9)] * 4
    assert share(rows) == ("a", "a", "a", "a")


def test_a_cap_hands_on_to_the_next_best_and_then_to_nobody():
    rows = [ToSend({"a": 0, "b": 1}, 9), ToSend({"a": 0}, 9), ToSend({"a": 0}, 9)]
    assert sorted(share(rows, 1)) == [NOBODY, "a", "b"]


def test_no_rows_need_no_sender():
    assert share([]) == share([], 3) == ()
