"""Figures of joining names: what is joined, what is asked, beside three plain rules; and processor time by size."""

import csv
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path

from msgspec import Struct
from rapidfuzz import fuzz

from mobility_xlsx.coalition.match import compare
from mobility_xlsx.coalition.merge import MergeSetting, merge
from mobility_xlsx.coalition.names import parse
from mobility_xlsx.coalition.records import Inventory, Mention, Source
from mobility_xlsx.coalition.verdicts import Answer, Named
from mobility_xlsx.text import fold

NAMES = Path(__file__).parents[3] / "shared" / "names"
PER_HUNDRED = 12
SYLLABLES = (
    "ba",
    "ke",
    "lo",
    "mi",
    "ru",
    "sta",
    "ven",
    "dor",
    "hal",
    "wick",
    "ton",
    "gar",
    "len",
    "mor",
    "pres",
    "sil",
)
FIELDS = ("Community", "Youth", "Family", "Health", "Housing", "Arts", "Workforce", "Senior", "Food", "Legal", "Music")
BODIES = ("Center", "Services", "Foundation", "Coalition", "Alliance", "Clinic", "Church", "School", "Network", "Trust")
RULES: tuple[tuple[str, Callable[[str, str], float]], ...] = (
    ("equal after folding", lambda a, b: 100.0 * (a == b)),
    ("WRatio, best threshold", fuzz.WRatio),
    ("token_sort_ratio, best threshold", fuzz.token_sort_ratio),
)


class Figures(Struct, frozen=True):
    """What a set measures: joined and asked pairs, true ones among them, all true ones, questions asked."""

    joined: int
    joined_true: int
    unfolded: int  # joined though the names do not fold to the same text
    unfolded_true: int
    asked_true: int
    every_true: int
    questions: int
    organizations: int

    @property
    def precision(self) -> float:
        """Of what is joined without asking."""
        return self.joined_true / max(self.joined, 1)

    @property
    def unfolded_precision(self) -> float:
        """Of what is joined without asking, names that fold alike left out."""
        return self.unfolded_true / max(self.unfolded, 1)

    @property
    def recall(self) -> float:
        """Of what is joined without asking."""
        return self.joined_true / self.every_true

    @property
    def recall_after(self) -> float:
        """When staff have answered the questions."""
        return (self.joined_true + self.asked_true) / self.every_true

    @property
    def per_hundred(self) -> float:
        """Questions per hundred organizations."""
        return 100 * self.questions / self.organizations


class Rule(Struct, frozen=True):
    """A plain rule at the threshold that suits it best (largest F1)."""

    name: str
    threshold: float
    precision: float
    recall: float


def folded(name: str) -> str:
    """Case, accents, quotes, punctuation, "&", dots in acronyms, Inc and The apart: what every list program folds."""
    plain = re.sub(r"\b(?:\w\.){2,}", lambda found: found.group().replace(".", "") + " ", fold(name))
    words = re.sub(r"[\W_]+", " ", plain.replace("'", "").replace("&", " and ")).split()
    return " ".join(word for word in words if word not in ("inc", "incorporated", "the"))


def pair_figures(rows: Sequence[dict[str, str]]) -> Figures:
    """The labelled pairs. One question an organization; the likeliest first, twelve per hundred organizations."""
    joined: list[dict[str, str]] = []
    asked: dict[str, list[tuple[float, bool]]] = {}
    for row in rows:
        verdict = compare(Named(row["name_a"], town=row["city_a"]), Named(row["name_b"], town=row["city_b"]))
        if verdict.answer is Answer.SAME:
            joined.append(row)
        elif verdict.answer is Answer.ASK:
            asked.setdefault(row["entity"], []).append((verdict.likely, row["same"] == "yes"))
    entities = len({row["entity"] for row in rows})
    room = PER_HUNDRED * entities // 100
    questions = sorted(asked.values(), key=lambda answers: -max(likely for likely, _ in answers))[:room]
    unfolded = [row for row in joined if folded(row["name_a"]) != folded(row["name_b"])]
    return Figures(
        joined=len(joined),
        joined_true=_true(joined),
        unfolded=len(unfolded),
        unfolded_true=_true(unfolded),
        asked_true=sum(same for answers in questions for _, same in answers),
        every_true=_true(rows),
        questions=len(questions),
        organizations=entities,
    )


def _true(rows: Iterable[dict[str, str]]) -> int:
    return sum(row["same"] == "yes" for row in rows)


def sites(rows: Sequence[dict[str, str]]) -> Inventory:
    """The lists of sites as one inventory, a list for a respondent."""
    return merge(
        [Mention(row["site_name"], row["source"], 2, Source(row["source"], "", row["record"])) for row in rows],
        setting=MergeSetting(places=("Chicago",)),
    )


def site_figures(rows: Sequence[dict[str, str]]) -> Figures:
    """The records of sites, grouped; every two records are a pair."""
    truth = {row["record"]: row["entity"] for row in rows}
    inventory = sites(rows)
    records = {each.id: [mention.source.cell for mention in each.mentions] for each in inventory.organizations}
    joined = [
        (truth[a.source.cell] == truth[b.source.cell], folded(a.name) != folded(b.name))
        for each in inventory.organizations
        for a, b in combinations(each.mentions, 2)
    ]
    asked = {pair for question in inventory.questions for pair in combinations(question.ids, 2)}
    return Figures(
        joined=len(joined),
        joined_true=sum(same for same, _ in joined),
        unfolded=sum(unfolded for _, unfolded in joined),
        unfolded_true=sum(same for same, unfolded in joined if unfolded),
        asked_true=sum(truth[a] == truth[b] for one, other in asked for a in records[one] for b in records[other]),
        every_true=sum(count * (count - 1) // 2 for count in Counter(truth.values()).values()),
        questions=len(inventory.questions),
        organizations=len(set(truth.values())),
    )


def plain_rules(pairs: Sequence[tuple[str, str, int, int]], every_true: int) -> list[Rule]:
    """Each rule at its best threshold, on names already folded with how many pairs are the same and are not."""
    found = []
    for name, likeness in RULES:
        scored = sorted(((likeness(a, b), same, different) for a, b, same, different in pairs), reverse=True)
        best, true, false = (0.0, Rule(name, 0.0, 0.0, 0.0)), 0, 0
        for place, (score, same, different) in enumerate(scored):
            true, false = true + same, false + different
            last = place + 1 == len(scored) or scored[place + 1][0] != score
            measure = 2 * true / (true + false + every_true)
            if last and measure > best[0]:
                best = (measure, Rule(name, score, true / (true + false), true / every_true))
        found.append(best[1])
    return found


def labelled_pairs(rows: Iterable[dict[str, str]]) -> list[tuple[str, str, int, int]]:
    """The labelled pairs for `plain_rules`."""
    return [
        (folded(row["name_a"]), folded(row["name_b"]), int(row["same"] == "yes"), int(row["same"] != "yes"))
        for row in rows
    ]


def site_pairs(rows: Iterable[dict[str, str]]) -> list[tuple[str, str, int, int]]:
    """Every two spellings of sites for `plain_rules`, with how many of their pairs of records are one site."""
    spelled: dict[str, Counter[str]] = {}
    for row in rows:
        spelled.setdefault(folded(row["site_name"]), Counter())[row["entity"]] += 1
    within = [(name, name, sum(n * (n - 1) // 2 for n in at.values()), at.total()) for name, at in spelled.items()]
    pairs = [(a, b, same, total * (total - 1) // 2 - same) for a, b, same, total in within]
    for a, b in combinations(spelled, 2):
        same = sum(count * spelled[b][entity] for entity, count in spelled[a].items())
        pairs.append((a, b, same, spelled[a].total() * spelled[b].total() - same))
    return pairs


def made_names(count: int, seed: int = 6) -> list[str]:
    """Names of a make-believe region: three in four new, the others a spelling of one before."""
    chance = random.Random(seed)
    places = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).title() for _ in range(max(200, count // 4))]
    names: list[str] = []
    for _ in range(count):
        if names and chance.random() < 0.25:
            names.append(_respelled(chance, chance.choice(names)))
        else:
            first = " ".join(chance.sample(places, chance.choice((1, 1, 2))))
            names.append(f"{first} {chance.choice(FIELDS)} {chance.choice(BODIES)}")
    return names


def _respelled(chance: random.Random, name: str) -> str:
    slip = chance.randrange(1, len(name) - 1)
    spellings = (
        name.upper(),
        f"{name}, Inc.",
        f"The {name}",
        name.replace("Center", "Ctr"),
        name[:slip] + name[slip + 1 :],
    )
    return chance.choice(spellings)


def seconds(count: int) -> float:
    """Processor seconds to make an inventory of this many names."""
    mentions = [
        Mention(name, f"r{place % 50}", 2, Source(f"{place % 50}.xlsx", "Part 2", f"B{place}"))
        for place, name in enumerate(made_names(count))
    ]
    parse.cache_clear()
    start = time.process_time()
    merge(mentions)
    return time.process_time() - start


def report(folder: Path = NAMES) -> str:
    """All figures as text. Says so when the labelled names are not there."""
    lines = ["Joining names", ""]
    if (folder / "nonprofit_pairs.csv").exists():
        pairs, records = read(folder / "nonprofit_pairs.csv"), read(folder / "early_childhood_sites.csv")
        figures = pair_figures(pairs)
        lines += _table("Pairs of nonprofits", figures, plain_rules(labelled_pairs(pairs), figures.every_true))
        figures = site_figures(records)
        lines += _table("Sites of early childhood", figures, plain_rules(site_pairs(records), figures.every_true))
    else:
        lines += [f"No labelled names in {folder.name}: only the time is measured.", ""]
    lines += ["names   processor seconds"]
    lines += [f"{count:>6,}  {seconds(count):.2f}" for count in (2_500, 5_000, 10_000, 20_000)]
    return "\n".join(lines)


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a set, by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _table(title: str, ours: Figures, rules: Iterable[Rule]) -> list[str]:
    lines = [f"{title:<36} precision  recall"]
    lines += [
        f"  {f'{rule.name} ({rule.threshold:.0f})':<40} {rule.precision:.3f}   {rule.recall:.3f}" for rule in rules
    ]
    lines += [
        f"  {'joined without asking':<40} {ours.precision:.3f}   {ours.recall:.3f}",
        f"  {'  where names do not fold alike':<40} {ours.unfolded_precision:.3f}   ({ours.unfolded} pairs)",
        f"  {'joined, or asked and answered':<40}         {ours.recall_after:.3f}",
        f"  {ours.questions} questions, {ours.per_hundred:.1f} per 100 organizations",
        "",
    ]
    return lines
