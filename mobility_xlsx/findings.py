"""What the coalition still needs, as problems: rules of the guide, unknown senders, idle organizations."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from mobility_xlsx.choices import People, doubtful_senders, meant_need, names, rulings
from mobility_xlsx.coalition.findperson import find_person
from mobility_xlsx.coalition.records import Inventory, Need, Source, meets
from mobility_xlsx.coalition.roles import CHAMPION
from mobility_xlsx.coalition.roster import Roster
from mobility_xlsx.coalition.spelling import slug
from mobility_xlsx.form.catalogue import Catalogue, catalogue
from mobility_xlsx.form.decisions import DECISIONS, DecidedAt, Decisions
from mobility_xlsx.form.declaration import reading_form
from mobility_xlsx.form.problems import Place, Problem
from mobility_xlsx.run import FileResult
from mobility_xlsx.text import fold

_ROLES_WANTED = {"no-project-manager": "Project Manager", "no-champion-in-government": CHAMPION}
_ROLE_OPEN = "management-role-empty"
_UNLISTED = "partner-unknown"


def coalition_problems(
    inventory: Inventory, needs: Sequence[Need], people: People, roster: Roster, decided: Decisions
) -> tuple[Problem, ...]:
    """Problems of the whole: roster rules, unknown senders, organizations that meet no need, decisions by cell."""
    words = catalogue()
    return (
        *at_open_roles(_roster(roster, words), decided),
        *_senders(inventory, people, words),
        *_idle(inventory, needs, words),
        *_types(inventory, words),
        *_decisions(decided, inventory, words),
    )


def without_joined_names(files: Iterable[FileResult], decided: Decisions) -> tuple[FileResult, ...]:
    """The files, no longer asked who a name in Parts 4 and 5 is where staff said whose name it is."""
    joined = {fold(name) for group in rulings(decided).joined for name in group}
    return tuple(_without_joined(file, joined) for file in files)


def _without_joined(file: FileResult, joined: Collection[str]) -> FileResult:
    left = [one for one in file.problems if one.code != _UNLISTED or fold(dict(one.fields)["name"]) not in joined]
    return file if len(left) == len(file.problems) else replace(file, problems=tuple(left))


def at_open_roles(problems: Iterable[Problem], decided: Decisions) -> tuple[Problem, ...]:
    """The problems, those about a role that nobody holds at the line where somebody is to be named."""
    lines = {fold(member.role): member.place for member in reversed(decided.team) if not member.person}
    return tuple(_at_open_role(problem, lines) for problem in problems)


def _at_open_role(problem: Problem, lines: Mapping[str, DecidedAt]) -> Problem:
    role = dict(problem.fields).get("role", "") if problem.code == _ROLE_OPEN else _ROLES_WANTED.get(problem.code, "")
    line = lines.get(fold(role)) if role else None
    return replace(problem, sheet=line.sheet, cell=line.cell) if line else problem


def _at(source: Source | None, value: str = "") -> Place:
    return Place(source.file, source.sheet, source.cell, value) if source else Place(DECISIONS, "", "", value)


def _roster(roster: Roster, words: Catalogue) -> Iterator[Problem]:
    """Rules of the guide that are not met."""
    for finding in roster.findings:
        yield words.problem(finding.code, _at(finding.source), **dict(finding.fields))


def _senders(inventory: Inventory, people: People, words: Catalogue) -> Iterator[Problem]:
    """Each sender that cannot be told, once, at the first cell that names it."""
    writers = {one.id: one for one in inventory.respondents}
    asked: set[str] = set()
    for nomination in sorted(inventory.nominations, key=lambda one: one.source):
        writer = writers.get(nomination.respondent)
        if not nomination.sender or writer is None or fold(nomination.sender) in asked:
            continue
        found = find_person(nomination.sender, writer, people.directory)
        if found.person_id:
            continue
        asked.add(fold(nomination.sender))
        called = {one.id: one.name for one in people.all}
        could_be = " or ".join(called.get(key, key) for key in found.candidates)
        code = "sender-two" if len(found.candidates) > 1 else "sender-unknown"
        place = _at(nomination.sender_source, nomination.sender)
        yield words.problem(code, place, sender=nomination.sender, people=could_be)


def _idle(inventory: Inventory, needs: Sequence[Need], words: Catalogue) -> Iterator[Problem]:
    """Organizations of Parts 2 and 3 that serve, work on and have nothing anybody asked for."""
    for one in inventory.organizations:
        listed = next((mention for mention in one.mentions if mention.part in (2, 3)), None)
        if listed and needs and not any(meets(one, need) for need in needs):
            yield words.problem("serves-nothing", _at(listed.source, listed.name), name=one.name)


def _types(inventory: Inventory, words: Catalogue) -> Iterator[Problem]:
    """Organizations given several types under names that only merging made one."""
    for one in inventory.organizations:
        spelled: dict[str, set[str]] = {}
        for mention in one.mentions:
            spelled.setdefault(fold(mention.name), set()).update(mention.texts("type"))
        within_one_name = any(len(types) > 1 for types in spelled.values())
        if len(one.types) > 1 and not within_one_name:
            place = _at(one.mentions[0].source, one.mentions[0].name)
            yield words.problem("types-differ", place, name=one.name, types=", ".join(one.types))


def _decisions(decided: Decisions, inventory: Inventory, words: Catalogue) -> Iterator[Problem]:
    for remark in decided.remarks:
        if remark.code.startswith("decision-"):
            place = Place(DECISIONS, remark.sheet, remark.cell, remark.value)
            yield words.problem(remark.code, place, **{"value": remark.value, **dict(remark.fields)})
    for need in decided.needs:
        if need.use is not False and meant_need(need, reading_form()) is None:
            yield words.problem("decision-need", _decided(need.place, need.label), need=need.label)
    for sender, meant in doubtful_senders(inventory, decided):
        place, code = _decided(sender.place, sender.sender), "decision-sender" if meant else "decision-nobody"
        yield words.problem(code, place, sender=sender.sender, people=" or ".join(meant))
    known = names(inventory)
    for choice in decided.shortlist:
        if not known.id(choice.organization):
            place = _decided(choice.place, choice.organization)
            yield words.problem("decision-unknown", place, name=choice.organization)
    yield from _unwritten(decided, inventory, words)
    for alias in decided.also_known:
        if alias.part_of and not known.id(alias.organization):
            place = _decided(alias.home, alias.organization)
            yield words.problem("decision-unknown", place, name=alias.organization)


def _unwritten(decided: Decisions, inventory: Inventory, words: Catalogue) -> Iterator[Problem]:
    """The other names that nobody wrote, as one question: a list of them may be longer than what has come back."""
    written = {slug(mention.name) for one in inventory.organizations for mention in one.mentions}
    written |= {slug(one.organization) for one in inventory.respondents}
    unused = [_decided(one.place, one.name) for one in decided.also_known if slug(one.name) not in written]
    if unused:
        problem = words.problem("alias-unused", unused[0], name=unused[0].value, count=str(len(unused)))
        yield replace(problem, also=tuple(unused[1:]))


def without_figures(file: str, decided: Decisions) -> Problem:
    """The metrics file that Settings names gives no figures, said at its cell."""
    return catalogue().problem("decision-metrics", _decided(decided.place("metrics_file"), file), file=file)


def _decided(place: DecidedAt, value: str) -> Place:
    return Place(DECISIONS, place.sheet, place.cell, value)
