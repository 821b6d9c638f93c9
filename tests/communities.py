"""Made-up communities of any size, in the shape of ../shared/scenarios: what is true of them, and what people typed.

Everything follows from the seed: organizations with near names that must stay apart, mentions in the spellings people
use, wordings that can be resolved and some that cannot, and types that disagree.
"""

import random
from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from mobility_xlsx.form.declaration import load_form

TOWN = "Ashford"
SAINTS = ("St. Agnes", "St. Luke", "St. Clare", "St. Joseph", "St. Monica", "St. Martin")
FIRST = ("Harbor", "Cedar", "Maple", "Juniper", "Granite", "Willow", "Prairie", "Summit", "Lantern", "Meadow",
         "Osprey", "Quarry", "Beacon", "Orchard", "Mission", "Delta", "Canyon", "Falcon", "Copper", "Linden",
         "Pioneer", "Heron")  # fmt: skip
SECOND = ("Hollow", "Ridge", "Falls", "Landing", "Grove", "Crossing", "Heights", "Bend", "Point", "Mill", "Hill")
BODIES = {
    "nonprofit_cbo": ("Family Center", "Youth Services", "Neighbors United", "Food Pantry", "Housing Partnership"),
    "anchor_institution": ("Community College", "Medical Center", "University"),
    "faith_based": ("Baptist Church", "Interfaith Council", "Lutheran Church"),
    "other_local_government": ("Housing Authority", "School District", "Health Department", "Transit Authority"),
    "philanthropy": ("Family Foundation", "Community Fund", "Giving Circle"),
    "research_organization": ("Research Institute", "Policy Center", "Data Collaborative"),
    "private_sector": ("Chamber of Commerce", "Manufacturing", "Credit Union"),
    "advocacy_organization": ("Tenants Union", "Independent Living Alliance", "Workers Council"),
}
LISTS = (("populations", "groups"), ("domains", "predictors"), ("assets", "assets"))
TYPED_TYPES = {
    "nonprofit_cbo": ("501(c)(3)", "non-profit"),
    "anchor_institution": ("anchor",),
    "faith_based": ("Church",),
    "other_local_government": ("government (local)", "Local gov"),
    "philanthropy": ("Foundation",),
    "private_sector": ("private-sector",),
    "advocacy_organization": ("Advocacy",),
}
UNRESOLVABLE = ("??", "TBD", "see above", "various", "everyone")
PEOPLE = ("Ana Reyes", "Luis Ortega", "Renee Tate", "Dana Whitfield", "Marcus Boyd", "Priya Shah", "Helen Cho",
          "Tom Baker", "Ines Duarte", "Sam Okafor", "Ruth Klein", "Omar Haddad", "Joy Lindgren",
          "Pete Novak")  # fmt: skip
ABBREVIATED = (("Center", "Ctr"), ("Department", "Dept."), ("Community", "Comm."), ("Foundation", "Fdn."))


class Size(Struct, frozen=True):
    """So many organizations, respondents and mentions."""

    organizations: int
    respondents: int
    seed: int


MIDDLE = Size(80, 10, 80)
LARGE = Size(400, 14, 400)


@cache
def community(size: Size) -> dict[str, Any]:
    """One community: organisations, respondents, needs, part1, mentions, relationships, mistakes, must_not_merge."""
    chance = random.Random(size.seed)
    organizations, apart = _organizations(size, chance)
    respondents = [
        {"id": f"R{i}", "person": PEOPLE[i - 1], "organization": f"City of {TOWN}", "file": f"answers-{i:02}.xlsx"}
        for i in range(1, size.respondents + 1)
    ]
    told: dict[str, Any] = {"organisations": organizations, "respondents": respondents, "must_not_merge": apart}
    told |= {"needs": _needs(), "extra_rows": [], "part5": [], "mistakes": [], "mentions": [], "relationships": []}
    told["part1"] = [{"respondent": one["id"], **told["needs"]} for one in respondents]
    for one in organizations:
        _mention(one, told, chance)
    return told


def _needs() -> dict[str, list[str]]:
    form = load_form()

    def keys(vocabulary: str) -> list[str]:
        return [label.key for label in form.vocabulary(vocabulary).labels if not label.fill_in]

    return {"target_groups": keys("groups")[:11], "predictors": keys("predictors")[:20], "assets": keys("assets")}


def _organizations(size: Size, chance: random.Random) -> tuple[list[dict[str, Any]], list[list[str]]]:
    found: list[dict[str, Any]] = []
    apart: list[list[str]] = []

    def add(name: str, sector: str) -> str:
        needs = _needs()
        sources = {"populations": "target_groups", "domains": "predictors", "assets": "assets"}
        truth = {
            key: sorted(chance.sample(needs[source][:-1], chance.choice((0, 1, 1, 2))))
            for key, source in sources.items()
        }
        found.append({"id": f"O{len(found) + 1:03}", "name": name, "sector": sector, **truth, "may_oppose": False})
        return str(found[-1]["id"])

    for saint in SAINTS[: max(2, size.organizations // 60)]:
        family = [
            add(f"{saint} Catholic Church", "faith_based"),
            add(f"{saint} Food Pantry", "nonprofit_cbo"),
            add(f"{saint} Hospital", "anchor_institution"),
            add(f"{saint} Hospital Foundation", "philanthropy"),
        ]
        apart += [[one, other, "of one saint"] for i, one in enumerate(family) for other in family[i + 1 :]]
    chapters = [add(f"Northside Workers Union Local {i}", "advocacy_organization") for i in (12, 14)]
    college = add(f"{TOWN} State College", "anchor_institution")
    chapters_of = add(f"{TOWN} State College Foundation", "philanthropy")
    apart += [[*chapters, "two chapters"], [college, chapters_of, "a college and its foundation"]]
    for name, sector in _plain_names(chance, size.organizations - len(found)):
        add(name, sector)
    return found, apart


def _plain_names(chance: random.Random, count: int) -> Iterator[tuple[str, str]]:
    """So many names that differ from each other by a whole first word or two."""
    places = [f"{first} {second}" for first in FIRST for second in SECOND]
    chance.shuffle(places)
    given = set()
    sectors = list(BODIES)
    for i in range(count):
        sector = sectors[i % len(sectors)]
        body = BODIES[sector][i // len(sectors) % len(BODIES[sector])]
        place = places[i % len(places)]
        name = f"{place} {body}"
        if name in given:
            name = f"{FIRST[i % len(FIRST)]} and {place} {body}"
        given.add(name)
        yield name, sector


def _mention(one: dict[str, Any], told: dict[str, Any], chance: random.Random) -> None:
    """Two or three people mention an organization; what is true of it is spread over what they say."""
    count = chance.choice((1, 2, 2, 3))
    for n, respondent in enumerate(chance.sample(told["respondents"], count)):
        kind, name = ("same", one["name"]) if n == 0 else _variant(one["name"], chance)
        part = chance.choice((2, 2, 3))
        raw = {"name": name, "sector": _type(one, part, n, chance)}
        identity = f"M{len(told['mentions']) + 1:04}"
        for key, vocabulary in LISTS:
            said = one[key] if n == 0 else [each for each in one[key] if chance.random() < 0.7]
            raw[key] = chance.choice(("; ", ", ", "\n")).join(
                _typed(each, key, vocabulary, identity, told, chance) for each in said
            )
            if chance.random() < 0.04:
                word = chance.choice(UNRESOLVABLE)
                raw[key] = f"{raw[key]}; {word}" if raw[key] else word
                told["mistakes"].append(
                    {"mention": identity, "kind": "unresolvable", "column": key, "raw": word, "clean": None}
                )
        told["mentions"].append({"id": identity, "respondent": respondent["id"], "part": part, "org": one["id"],
                                 "raw": raw, "name_variant_kind": kind})  # fmt: skip
        told["relationships"].append(
            {"respondent": respondent["id"], "org": one["id"], "strength": chance.randint(0, 4)}
        )


def _type(one: dict[str, Any], part: int, n: int, chance: random.Random) -> str:
    """The type as typed: a sector's own label in Part 3, sometimes another wording, another type or none in Part 2."""
    shown = {label.key: label.text for label in load_form().vocabulary("types").labels}
    if part == 3 or chance.random() < 0.5:
        return shown[one["sector"]]
    if n and chance.random() < 0.1:
        return chance.choice(["", shown["nonprofit_cbo"]])
    return chance.choice(TYPED_TYPES.get(one["sector"], (shown[one["sector"]],)))


def _variant(name: str, chance: random.Random) -> tuple[str, str]:
    kind = chance.choice(("same", "case", "inc", "the", "abbr", "amp", "typo", "space", "punct", "paren"))
    return kind, _varied(kind, name, chance)


def _varied(kind: str, name: str, chance: random.Random) -> str:
    if kind == "typo":
        words = name.split()
        longest = max(range(len(words)), key=lambda i: len(words[i]))
        i = chance.randrange(2, len(words[longest]) - 1)
        words[longest] = words[longest][:i] + words[longest][i + 1 :]
        return " ".join(words)
    abbreviated = next((name.replace(word, short) for word, short in ABBREVIATED if word in name), name)
    return {
        "same": name,
        "case": chance.choice((name.lower(), name.upper())),
        "inc": name + chance.choice((", Inc.", " Inc", " LLC")),
        "the": "The " + name,
        "abbr": abbreviated,
        "amp": name.replace(" and ", " & "),
        "space": chance.choice((f" {name}", f"{name}  ", name.replace(" ", "\u00a0", 1), name.replace(" ", "  ", 1))),
        "punct": chance.choice((name.replace(".", ""), name + ".", name.replace(" ", "-", 1))),
        "paren": name + chance.choice((" (downtown)", " (main office)")),
    }[kind]


def _typed(key: str, column: str, vocabulary: str, mention: str, told: dict[str, Any], chance: random.Random) -> str:
    """One label as typed, now and then in a wording that still can be resolved."""
    label = load_form().vocabulary(vocabulary).label(key)
    text = label.text
    if chance.random() > 0.25:
        return text
    words = text.split()
    turned = {
        "case": text.upper() if chance.random() < 0.5 else text.title(),
        "dot": text + ".",
        "hyphen": text.replace(" ", "-", 1) if len(words) == 2 else text.replace("-", " "),
        "plural": text[:-1] if text.endswith("s") and not text.endswith("ss") else text + "s",
        "typo": _varied("typo", text, chance) if len(text) > 8 else text,
        "alias": chance.choice(label.aliases or (text,)),
        "both": f"{chance.choice(label.aliases or (text,))} / {text.lower()}",
    }
    typed = turned[chance.choice(sorted(turned))]
    if typed != text:
        told["mistakes"].append(
            {"mention": mention, "kind": "resolvable_wording", "column": column, "raw": typed, "clean": key}
        )
    return typed
