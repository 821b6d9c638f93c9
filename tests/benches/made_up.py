"""Seeded returned workbooks of a make-believe community, as many and as full as a measurement needs."""

import random
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from msgspec import Struct

from mobility_xlsx.form.answers import Row
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.write import write_form

SEED = 4
FIRST = ("Harbor", "Cedar", "Maple", "Juniper", "Granite", "Willow", "Prairie", "Summit", "Lantern", "Meadow", "Osprey")
SECOND = ("Hollow", "Ridge", "Falls", "Landing", "Grove", "Crossing", "Heights", "Bend", "Point", "Mill", "Square")
FIELDS = ("Community", "Youth", "Family", "Health", "Housing", "Arts", "Workforce", "Senior", "Food", "Legal", "Music")
BODIES = ("Center", "Services", "Foundation", "Coalition", "Alliance", "Clinic", "Church", "School", "Network", "Trust")
PEOPLE = ("Ana", "Ben", "Carla", "Dev", "Elena", "Femi", "Grace", "Hugo", "Iris", "Jamal", "Kim", "Luis", "Mei", "Noor")
WORDS = ("They know the families.", "Two nurses, one van.", "Budget until June", "Shares data with the county", "")


class Region(Struct, frozen=True):
    """So many workbooks with so many rows altogether about so many organizations."""

    workbooks: int
    rows: int
    organizations: int
    seed: int = SEED


SMALL = Region(24, 1_800, 400)
LARGE = Region(1_000, 20_000, 5_000)


@cache
def _vocabulary(key: str) -> tuple[str, ...]:
    return tuple(label.text for label in load_form().vocabulary(key).labels if not label.fill_in)


def names(count: int, seed: int = SEED) -> tuple[str, ...]:
    """So many different names of organizations."""
    chance = random.Random(seed)
    made: dict[str, None] = {}
    while len(made) < count:
        place = f"{chance.choice(FIRST)} {chance.choice(SECOND)}"
        number = f" {chance.randint(2, 99)}" if len(made) > 3_000 else ""
        made[f"{place} {chance.choice(FIELDS)} {chance.choice(BODIES)}{number}"] = None
    return tuple(made)


def workbooks(region: Region) -> Iterator[tuple[str, bytes]]:
    """The workbooks of a region, each with its file name; the same bytes for the same region."""
    form = load_form()
    community = names(region.organizations, region.seed)
    for number in range(region.workbooks):
        count = region.rows * (number + 1) // region.workbooks - region.rows * number // region.workbooks
        stream = BytesIO()
        write_form(form, stream, Content(f"SI-2026-{number + 1:04}", rows=_rows(number, count, community, region)))
        yield f"returned {number + 1:05}.xlsx", stream.getvalue()


def written(region: Region, folder: Path) -> Path:
    """A project folder with the workbooks of a region in returned/; those that stand there already are kept."""
    returned = folder / "returned"
    if not (returned.is_dir() and len(list(returned.iterdir())) == region.workbooks):
        returned.mkdir(parents=True, exist_ok=True)
        for name, data in workbooks(region):
            (returned / name).write_bytes(data)
    return folder


def _rows(number: int, count: int, community: tuple[str, ...], region: Region) -> tuple[Row, ...]:
    chance = random.Random(region.seed * 1_000_003 + number)
    first = number * len(community) // region.workbooks  # everybody is named by somebody
    near = [community[(first + place) % len(community)] for place in range(-(-len(community) // region.workbooks))]
    listed = list(dict.fromkeys([*near[: max(1, count // 2)], *chance.sample(community, min(count, len(community)))]))
    part2, part3, part4, part5 = (count * share // 20 for share in (8, 6, 3, 3))
    part2 += count - part2 - part3 - part4 - part5
    who = f"{chance.choice(PEOPLE)} {chance.choice(SECOND)}son"
    rows = [known_row("start", {"name": who, "organization": near[0], "email": f"person{number}@example.org"})]
    for block in ("groups", "predictors", "assets"):
        for label in chance.sample(_vocabulary(block), 4):
            rows.append(known_row("part1", {"label": label, "tick": "Yes", "note": chance.choice(WORDS)}, block))
    rows += [known_row("part2", _organization(name, chance) | {"type": _type(name)}) for name in listed[:part2]]
    rows += [known_row("part3", _organization(name, chance), _type(name)) for name in listed[part2 : part2 + part3]]
    rows += [known_row("part4", _partner(name, chance)) for name in listed[:part4]]
    rows += [known_row("part5", _invitee(name, who, chance)) for name in listed[:part5]]
    return tuple(rows)


def _type(name: str) -> str:
    types = _vocabulary("types")
    return types[sum(map(ord, name)) % len(types)]


def _organization(name: str, chance: random.Random) -> dict[str, str | tuple[str, ...]]:
    same = random.Random(name)  # workbooks agree on most of what they say of one organization
    picked = {
        "populations": tuple(same.sample(_vocabulary("groups"), same.choice((0, 1, 1, 2)))),
        "domains": tuple(same.sample(_vocabulary("predictors"), same.choice((0, 1, 1, 2)))),
        "assets": tuple(same.sample(_vocabulary("assets"), same.choice((0, 1, 1, 2)))),
    }
    return {"name": name, **picked, "closeness": chance.choice(_vocabulary("closeness"))}


def _partner(name: str, chance: random.Random) -> dict[str, str | tuple[str, ...]]:
    said = {key: chance.choice(WORDS) for key in ("aligned", "motivations", "roles", "barriers", "benefit")}
    strengths = tuple(chance.sample(_vocabulary("strengths"), chance.choice((0, 1, 2))))
    return {"partner": name, **said, "strengths": strengths, "stance": chance.choice(_vocabulary("stance"))}


def _invitee(name: str, who: str, chance: random.Random) -> dict[str, str | tuple[str, ...]]:
    member = f"{chance.choice(PEOPLE)} {chance.choice(FIRST)}"
    known = {"closeness": chance.choice(_vocabulary("closeness")), "invite_as": _vocabulary("invite_as")[0]}
    return {"member": member, "organization": name, "sender": who, **known}
