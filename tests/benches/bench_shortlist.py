"""Figures of the shortlist: sizes, bounds, the greedy list beside them, and processor time."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from mobility_xlsx.coalition.alternatives import stand_ins
from mobility_xlsx.coalition.case import make_case
from mobility_xlsx.coalition.cover import greedy
from mobility_xlsx.coalition.levels import fewest
from mobility_xlsx.coalition.records import Inventory, Need, NeedKind, Organization, Source, Tie
from mobility_xlsx.coalition.shortlist import Shortlist, Wishes, shortlist
from mobility_xlsx.coalition.solver import Effort
from mobility_xlsx.coalition.steadiness import steadiness

T = TypeVar("T")

HERE = Source("bench.xlsx", "Part 2", "B5")
SECTORS = tuple(f"Sector {number}" for number in range(8))
STRENGTHS = tuple(f"Strength {number}" for number in range(6))
SECOND_SET = Wishes(strengths=STRENGTHS, sectors=SECTORS)


def community(organizations: int, needs: int, seed: int) -> tuple[Inventory, tuple[Need, ...]]:
    """A made-up community like the worked ones: one to four needs each, some needs common and some rare."""
    chance = random.Random(seed)
    kinds = tuple(NeedKind)
    asked = tuple(
        Need(kinds[number % 3], f"Need {number}", float(chance.randint(1, 5)), votes=1) for number in range(needs)
    )
    common = [chance.random() ** 2 + 0.02 for _ in asked]
    served = [set(chance.choices(asked, common, k=chance.choice([1, 1, 2, 2, 3, 3, 4]))) for _ in range(organizations)]
    for need in asked:
        if not any(need in some for some in served):
            chance.choice(served).add(need)
    made = tuple(_organization(chance, number, some) for number, some in enumerate(served))
    ties = tuple(Tie("r", one.id, chance.choice([0, 0, 1, 2, 3, 4]), HERE) for one in made)
    return Inventory(made, ties=ties), asked


def close_to_the_form(chance: random.Random, needs: int) -> set[int]:
    """Up to two of each of three kinds of needs, all equally common: many lists tie."""
    first, second = needs * 10 // 36, needs * 29 // 36
    kinds = (range(first), range(first, second), range(second, needs))
    return {need for kind in kinds for need in chance.sample(kind, chance.choice((0, 1, 1, 2)))}


def few_each(chance: random.Random, needs: int) -> set[int]:
    """One need or two: lists are long, and most are in some."""
    return set(chance.sample(range(needs), chance.choice((1, 2))))


def dense(chance: random.Random, needs: int) -> set[int]:
    """About three in ten of the needs: lists are short."""
    return {need for need in range(needs) if chance.random() < 0.3}


def alike(chance: random.Random, needs: int) -> set[int]:
    """One of forty sets of needs: each is met by about ten organizations in the same way."""
    return set(random.Random(chance.randrange(40)).sample(range(needs), 3))


def five_each(chance: random.Random, needs: int) -> set[int]:
    """Any five needs: the hardest kind known, with far too many lists to go through."""
    return set(chance.sample(range(needs), 5))


HARD = (close_to_the_form, few_each, dense, alike, five_each)


def hard(kind: Callable[[random.Random, int], set[int]], seed: int) -> tuple[Inventory, tuple[Need, ...]]:
    """400 organizations and 36 needs of a hard kind, each of them voted for once."""
    chance = random.Random(seed)
    asked = tuple(Need(tuple(NeedKind)[number % 3], f"Need {number}", 1.0, votes=1) for number in range(36))
    served = [{asked[number] for number in kind(chance, len(asked))} for _ in range(400)]
    for need in asked:
        if not any(need in some for some in served):
            chance.choice(served).add(need)
    made = tuple(_organization(chance, number, some) for number, some in enumerate(served))
    ties = tuple(Tie("r", one.id, chance.choice([0, 0, 0, 1, 4]), HERE) for one in made)
    return Inventory(made, ties=ties), asked


def _organization(chance: random.Random, number: int, served: set[Need]) -> Organization:
    def labels(kind: NeedKind) -> tuple[str, ...]:
        return tuple(sorted(need.label for need in served if need.kind is kind))

    return Organization(
        f"o{number:05}",
        f"Organization {chance.randint(0, 10**9)}",
        (),
        type=chance.choice(SECTORS),
        populations=labels(NeedKind.GROUP),
        domains=labels(NeedKind.PREDICTOR),
        assets=labels(NeedKind.ASSET),
        strengths=tuple(sorted(set(chance.choices(STRENGTHS, k=chance.choice([0, 0, 0, 1, 2]))))),
        nominations=chance.choice([0, 0, 0, 0, 1, 2]),
    )


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What `work` gives and the processor seconds it took."""
    start = time.process_time()
    done = work()
    return done, time.process_time() - start


def _everything(name: str, inventory: Inventory, asked: tuple[Need, ...], seed: int) -> str:
    task = make_case(inventory, asked, SECOND_SET).task
    _, plain = timed(lambda: fewest(task, Effort()))
    found, whole = timed(lambda: shortlist(inventory, asked, SECOND_SET))
    steady, drawing = timed(lambda: steadiness(inventory, asked, _ballots(asked, seed), found, SECOND_SET))
    _, replacing = timed(lambda: stand_ins(inventory, asked, found, SECOND_SET))
    some = len(inventory.organizations) - len(found.in_no_smallest)
    places = f"{some} in some list" if found.places_settled else "not all places settled"
    return "\n".join(
        (
            f"{len(inventory.organizations)} organizations x {len(asked)} needs ({name}, seed {seed}): {_sizes(found)}",
            f"  smallest list alone {plain:.2f} s; all levels, places and reasons {whole:.2f} s ({places})",
            f"  the stand-ins for each pick {replacing:.2f} s; steadiness over {steady.draws:,} draws {drawing:.2f} s",
            f"  {_levels(found)}",
        )
    )


def _large(organizations: int, needs: int, seed: int) -> str:
    inventory, asked = community(organizations, needs, seed)
    task = make_case(inventory, asked, SECOND_SET).task
    taken, greedy_time = timed(lambda: greedy(task))
    found, whole = timed(lambda: shortlist(inventory, asked, SECOND_SET))
    return "\n".join(
        (
            f"{organizations:,} organizations x {needs} needs (seed {seed}): {_sizes(found)}",
            f"  greedy alone {len(taken)} in {greedy_time:.2f} s; the whole shortlist {whole:.2f} s",
            f"  {_levels(found)}",
        )
    )


def _ballots(needs: tuple[Need, ...], seed: int) -> list[tuple[str, ...]]:
    chance = random.Random(seed)
    return [tuple(need.key for need in needs if chance.random() < 0.5) for _ in range(12)]


def _sizes(found: Shortlist) -> str:
    sure = "proven" if found.proven else f"at least {found.at_least}"
    return f"{found.size} partners, {sure}; greedy {len(found.greedy)}"


def _levels(found: Shortlist) -> str:
    told = (
        f"{level.name} {abs(level.value)}" + ("" if level.proven else f" (at best {abs(level.bound)})")
        for level in found.levels
    )
    return "; ".join(told)


def report() -> str:
    """The figures, as text; a few minutes."""
    parts = [_everything("like the worked ones", *community(400, 36, seed), seed) for seed in (1, 2, 3)]
    parts += [_everything(kind.__name__.replace("_", " "), *hard(kind, seed), seed) for kind in HARD for seed in (1, 2)]
    parts += [_large(5_000, 60, seed) for seed in (1, 2)]
    parts.append(_large(50_000, 60, 1))
    return "\n".join(parts)
