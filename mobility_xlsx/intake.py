"""Answers → coalition records: who answered, what they said of whom, what they ticked, whom they would invite."""

from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from mobility_xlsx.coalition.labels import CLOSENESS
from mobility_xlsx.coalition.records import Beside, Mention, Need, NeedKind, Nomination, Respondent, Said, Source
from mobility_xlsx.form.answers import Answers, Cell, Match, Row, Value
from mobility_xlsx.form.parts import Form
from mobility_xlsx.text import one_line

NAME_FIELDS = {"part2": "name", "part3": "name", "part4": "partner", "part5": "organization"}
KINDS = {"groups": NeedKind.GROUP, "predictors": NeedKind.PREDICTOR, "assets": NeedKind.ASSET}
UNMEETABLE = "other"  # a ticked "Other" asks which; no organization can be said to meet it


class Ballot(Struct, frozen=True):
    """What one respondent ticked in Part 1, as `Need.key`s, in the order of the lists."""

    respondent: str
    needs: tuple[str, ...]


class Intake(Struct, frozen=True):
    """Everything the returned workbooks say, as coalition records, before organizations are made one."""

    respondents: tuple[Respondent, ...]
    mentions: tuple[Mention, ...]
    nominations: tuple[Nomination, ...]
    ballots: tuple[Ballot, ...]
    beside: tuple[Beside, ...] = ()


def intake(returned: Iterable[Answers], form: Form) -> Intake:
    """The coalition records of all returned workbooks, in the order of their files.

    Several workbooks of one person give one respondent and one ballot. Unclear answers ("??") are left out; own words
    stay, marked as not listed. Rows without a usable name give nothing here: they are problems by cell.
    """
    offered = tuple(need.key for need in every_need(form))
    respondents: dict[str, Respondent] = {}
    ballots: dict[str, dict[str, None]] = {}
    mentions: list[Mention] = []
    nominations: list[Nomination] = []
    beside: list[Beside] = []
    for answers in returned:
        person = respondent(answers)
        respondents.setdefault(person.id, person)
        ballots.setdefault(person.id, {}).update(dict.fromkeys(_ticked(answers, offered)))
        mentions += _mentions(answers, person.id)
        nominations += _nominations(answers, person.id)
        beside += _beside(answers, person.id)
    return Intake(
        tuple(respondents.values()),
        tuple(mentions),
        tuple(nominations),
        tuple(Ballot(key, tuple(need for need in offered if need in needs)) for key, needs in ballots.items()),
        tuple(beside),
    )


def respondent(answers: Answers) -> Respondent:
    """Who returned this workbook, from Start here; a workbook of nobody, or of several people, is known by its file."""
    if len(answers.people()) > 1:
        return Respondent(answers.file, "", "", "", Source(answers.file, "", ""))
    row = answers.form_row("start")
    name, organization, email = (one_line(row.text(key)) for key in ("name", "organization", "email"))
    cell = row.cell("name") or row.cell("email")
    source = Source(answers.file, cell.sheet, cell.address) if cell else Source(answers.file, "", "")
    return Respondent(answers.person or answers.file, name or organization, organization, email, source)


def needs(ballots: Iterable[Ballot], form: Form) -> tuple[Need, ...]:
    """Every group, predictor and asset that somebody ticked, weighted by votes, in the order of Part 1.

    "Other" is no need: nobody can be said to meet it. What was written beside it stays with the answers.
    """
    votes: dict[str, int] = {}
    for ballot in ballots:
        for key in ballot.needs:
            votes[key] = votes.get(key, 0) + 1
    return tuple(
        Need(need.kind, need.label, float(votes[need.key]), votes[need.key])
        for need in every_need(form)
        if need.key in votes
    )


def every_need(form: Form) -> Iterator[Need]:
    """All needs Part 1 offers, in its order, without votes."""
    for block in form.part("part1").blocks:
        for label in form.vocabulary(block.vocabulary).labels:
            if label.key != UNMEETABLE:
                yield Need(KINDS[block.vocabulary], label.text, 0.0)


def _ticked(answers: Answers, offered: Collection[str]) -> Iterator[str]:
    for row in answers.part("part1"):
        if any(value.match not in (Match.UNCLEAR, Match.OWN) for value in row.values("tick")):
            key = Need(KINDS[row.block], row.text("label")).key
            if key in offered:
                yield key


def _beside(answers: Answers, person: str) -> Iterator[Beside]:
    for row in answers.part("part1"):
        cell = row.cell("note")
        if cell is not None:
            text, source = row.text("note"), _source(answers.file, cell)
            yield Beside(KINDS[row.block], row.text("label"), text, bool(row.texts("tick")), person, source)


def _mentions(answers: Answers, person: str) -> Iterator[Mention]:
    for part, field in NAME_FIELDS.items():
        for row in answers.part(part):
            name, cell = one_line(row.text(field)), row.cell(field)
            if name and cell is not None:
                said = tuple(_said(answers.file, row, field))
                yield Mention(name, person, int(part[-1]), _source(answers.file, cell), said)


def _said(file: str, row: Row, name_field: str) -> Iterator[Said]:
    for field in row.fields:
        key = "name" if field.key == name_field else field.key
        if row.part == "part5" and key != "name":
            continue  # Part 5 speaks of a person and a sender, not of the organization
        for value in field.values:
            if value.match is not Match.UNCLEAR:
                yield Said(key, value.text, _source(file, value.cell), _listed(value))
    if row.part == "part3" and row.block:
        cell = row.own_title or row.cell(name_field)
        assert cell is not None
        yield Said("type", row.block, _source(file, cell))


def _nominations(answers: Answers, person: str) -> Iterator[Nomination]:
    for row in answers.part("part5"):
        member, organization, sender = (one_line(row.text(key)) for key in ("member", "organization", "sender"))
        cell, asks = row.cell("member") or row.cell("organization"), row.cell("sender")
        if cell is None or not (member or organization):
            continue  # nobody, or a date where the name belongs: asked about by cell
        yield Nomination(
            member=member,
            organization=organization,
            respondent=person,
            source=_source(answers.file, cell),
            email=one_line(row.text("email")),
            invite_as=next(iter(row.texts("invite_as")), ""),
            sender=sender,
            sender_source=_source(answers.file, asks) if asks else None,
            closeness=CLOSENESS.get(next(iter(row.texts("closeness")), "")),
        )


def _source(file: str, cell: Cell) -> Source:
    return Source(file, cell.sheet, cell.address)


def _listed(value: Value) -> bool:
    return value.match is not Match.OWN
