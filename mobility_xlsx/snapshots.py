"""Dated snapshots of a run, and what changed between two: the list is revisited (guide, Step 4.2)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, to_builtins
from msgspec.structs import fields, replace

from mobility_xlsx.text import fold
from mobility_xlsx.workbook.results import READ, SKIPPED, Change, Results

CHANGES_SHOWN = 200
_NO_PARTNER = "is no longer a critical partner"
_REPLIED = {
    "accepted": "accepted the invitation",
    "declined": "declined the invitation",
    "later": "wants to be asked later",
}


class Snapshot(Struct, frozen=True):
    """What a run found, in names. `day` is the day these findings first came out, so a re-run has the same bytes."""

    day: str = ""
    files: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    invitations: tuple[tuple[str, str], ...] = ()  # who is invited, who asks
    passed_over: tuple[str, ...] = ()  # files that are there, but another took their place
    known_as: tuple[tuple[str, str], ...] = ()  # an organization's name, and each other one that was typed
    replies: tuple[tuple[str, str], ...] = ()  # who was invited, and "accepted", "declined" or "later"


class History(Struct, frozen=True):
    """The latest findings and those before them; `before` is None on the first run."""

    now: Snapshot
    before: Snapshot | None = None


def taken(results: Results, day: str) -> Snapshot:
    """The snapshot of one run."""
    shortlist = results.shortlist
    asked = (*results.assignment.answered, *(one.invitee for one in results.assignment.invitations))
    return Snapshot(
        day,
        tuple(one.file for one in results.returned if one.file and one.status == READ),
        tuple(one.name for one in results.inventory.organizations),
        tuple(pick.name for pick in shortlist.picks) if shortlist else (),
        tuple(need.key for need in results.needs),
        tuple(gap.need.label for gap in shortlist.gaps) if shortlist else (),
        tuple((one.invitee.who, one.sender.name if one.sender else "") for one in results.assignment.invitations),
        tuple(one.file for one in results.returned if one.file and one.status == SKIPPED),
        tuple((one.name, other) for one in results.inventory.organizations for other in one.also_known_as),
        tuple((one.who, one.answer) for one in asked if one.answer),
    )


def history(former: History | None, now: Snapshot) -> History:
    """The history after this run; the same findings as last time leave it as it is, day and all."""
    if former is None:
        return History(now)
    if _same_findings(former.now, now):
        return former
    return History(now, former.now)


def _same_findings(one: Snapshot, other: Snapshot) -> bool:
    return all(
        getattr(one, field.name) == getattr(other, field.name)
        for field in fields(Snapshot)
        if field.name not in ("day", "passed_over", "known_as")
    )


def changes(told: History) -> tuple[Change, ...]:
    """What is not as it was in the run before, in sentences; empty on the first run."""
    if told.before is None:
        return ()
    return tuple(_changes(told.before, told.now))[:CHANGES_SHOWN]


def _changes(before: Snapshot, now: Snapshot) -> Iterator[Change]:
    called, apart = _called(before, now), frozenset(before.organizations)
    before = _with_names(before, called)
    yield from _differences("Partners", before.partners, now.partners, "is now a critical partner", _NO_PARTNER)
    yield from _gaps(before, now)
    yield from _differences("Needs", before.needs, now.needs, "is now a need", "is no longer a need")
    passed_over = {*before.passed_over, *now.passed_over}
    read, reads = ([file for file in one.files if file not in passed_over] for one in (before, now))
    yield from _differences("Answers", read, reads, "has come back", "is no longer in returned")
    yield from _differences(
        "Answers", before.organizations, now.organizations, "is new in the inventory", "is no longer in it by this name"
    )
    for one, name in called.items():
        yield Change("Answers", f"{one} is now {'one with' if name in apart else 'called'} {name.rstrip('.')}.")
    answered = dict(before.replies)
    for who, answer in now.replies:
        if answered.get(who) != answer:
            yield Change("Invitations", f"{who} {_REPLIED[answer]}.")
    asked = dict(before.invitations)
    for who, sender in now.invitations:
        if who in asked and asked[who] != sender:
            former, present = asked[who] or "nobody", sender or "nobody"
            yield Change("Invitations", f"{who}: {present} asks now; it was {former}.")


def _gaps(before: Snapshot, now: Snapshot) -> Iterator[Change]:
    """Who meets a need is compared only where it was one then and is one still."""
    asked, asks = ({_plain(need) for need in one.needs} for one in (before, now))
    closed, opened = [gap for gap in before.gaps if gap in asks], [gap for gap in now.gaps if gap in asked]
    yield from _differences("Gaps", closed, opened, "is now met by nobody", "is now met by somebody")
    yield from (Change("Gaps", f"{gap} is a new need, and nobody meets it.") for gap in now.gaps if gap not in asked)


def _called(before: Snapshot, now: Snapshot) -> Mapping[str, str]:
    """The present name of each organization that had another one before, or was one of its own."""
    known = {fold(other): name for name, other in now.known_as} | {fold(name): name for name in now.organizations}
    gone = [name for name in before.organizations if name not in now.organizations]
    return {name: known[fold(name)] for name in gone if fold(name) in known}


def _with_names(before: Snapshot, called: Mapping[str, str]) -> Snapshot:
    """The snapshot with its organizations by their present names, so that a new name alone is no other partner."""

    def renamed(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(called.get(name, name) for name in names))

    return replace(
        before,
        organizations=renamed(before.organizations),
        partners=renamed(before.partners),
        invitations=tuple((called.get(who, who), sender) for who, sender in before.invitations),
        replies=tuple((called.get(who, who), answer) for who, answer in before.replies),
    )


def _differences(about: str, before: Iterable[str], now: Iterable[str], came: str, went: str) -> Iterator[Change]:
    known, present = set(before), set(now)
    yield from (Change(about, f"{_plain(name)} {came}.") for name in now if name not in known)
    yield from (Change(about, f"{_plain(name)} {went}.") for name in before if name not in present)


def _plain(name: str) -> str:
    """A need's key without its kind."""
    kind, colon, label = name.partition(":")
    return label if colon and kind in ("group", "predictor", "asset") else name


def load(path: Path) -> History | None:
    """The history kept at `path`; None when there is none, or none that can be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return History(_snapshot(kept["now"]), _snapshot(kept["before"]) if kept["before"] else None)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _snapshot(kept: dict[str, Any]) -> Snapshot:
    def several(key: str) -> tuple[str, ...]:
        return tuple(str(one) for one in kept[key])

    return Snapshot(
        str(kept["day"]),
        several("files"),
        several("organizations"),
        several("partners"),
        several("needs"),
        several("gaps"),
        tuple((str(who), str(sender)) for who, sender in kept["invitations"]),
        tuple(str(file) for file in kept.get("passed_over", ())),
        tuple((str(name), str(other)) for name, other in kept.get("known_as", ())),
        tuple((str(who), str(answer)) for who, answer in kept.get("replies", ()) if answer in _REPLIED),
    )


def save(told: History, path: Path) -> None:
    """Write the history as JSON."""
    path.write_text(json.dumps(to_builtins(told), ensure_ascii=False, indent=1), encoding="utf-8")
