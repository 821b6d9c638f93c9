"""Staff's decisions, in names, → what the coalition's steps take, in ids. Names that nothing answers to are told."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.coalition.assignments import SendingChoices
from mobility_xlsx.coalition.case import Wishes
from mobility_xlsx.coalition.findperson import Directory, find_person, near_misses
from mobility_xlsx.coalition.invitees import Invitee, Reply, gather, in_place_order
from mobility_xlsx.coalition.labels import CHAMPION_IN_GOVERNMENT, KEEP_INFORMED
from mobility_xlsx.coalition.merge import Rulings
from mobility_xlsx.coalition.records import Inventory, Need, NeedKind, Nomination, Respondent, Source
from mobility_xlsx.coalition.roles import CHAMPION, PROJECT_MANAGER, role_key
from mobility_xlsx.coalition.roster import Champion, Holder, Team
from mobility_xlsx.coalition.ties import Sender
from mobility_xlsx.form.decisions import DECISIONS, Decisions, NeedChoice, ReplyLine, SenderChoice
from mobility_xlsx.form.parts import Form
from mobility_xlsx.intake import KINDS, every_need
from mobility_xlsx.text import fold, one_line
from mobility_xlsx.workbook.results import KIND_WORDS

_GOVERNMENT = re.compile(
    r"(?:the )?(?:city|town|township|village|borough|county|municipality) of (?P<place>.+)|(?P<county>\S+ county)", re.I
)


def rulings(decided: Decisions) -> Rulings:
    """What staff ruled about names, for merging."""
    by_answer: dict[str, list[tuple[str, ...]]] = {"same": [], "different": [], "part_of": []}
    for one in decided.same:
        by_answer[one.answer].append(one.names)
    return Rulings(
        same=tuple(by_answer["same"]),
        different=tuple(by_answer["different"]),
        chosen=tuple((one.names[0], one.use_name) for one in decided.same if one.use_name and one.names),
        aliases=tuple((one.name, one.organization) for one in decided.also_known if not one.part_of),
        part_of=(
            *((names[0], names[1]) for names in by_answer["part_of"] if len(names) > 1),
            *((one.name, one.organization) for one in decided.also_known if one.part_of),
        ),
    )


def places(decided: Decisions, respondents: Iterable[Respondent]) -> tuple[str, ...]:
    """The community's own place names: what Settings calls it, and the governments that answered.

    "City of Millbrook" gives Millbrook; several places in Settings are parted by semicolons.
    """
    told = (one_line(text) for text in re.split(r"[;\n]", decided.setting("community")))
    governments = (one_line(one.organization) for one in respondents)
    named = [_place(text) or text for text in told] + [_place(text) for text in governments]
    return tuple(dict.fromkeys(filter(None, named)))


def _place(government: str) -> str:
    """The place a government is of; "" for any other name."""
    found = _GOVERNMENT.fullmatch(government)
    return (found["place"] or found["county"]) if found else ""


def chosen_needs(needs: Sequence[Need], decided: Decisions, form: Form) -> tuple[Need, ...]:
    """The needs as staff want them counted: left out, added though nobody ticked them, weighted anew."""
    said = {need.key: one for one in decided.needs if (need := meant_need(one, form))}
    ticked = {need.key: need for need in needs}
    return tuple(
        counted
        for offered in every_need(form)
        if (counted := _counted(ticked.get(offered.key), offered, said.get(offered.key)))
    )


def meant_need(said: NeedChoice, form: Form) -> Need | None:
    """The need of Part 1 that a line is about, told by its label; its list decides only where two lists have it."""
    blocks = {KINDS[block.vocabulary]: block.vocabulary for block in form.part("part1").blocks}
    found = [
        need
        for need in every_need(form)
        for folded, label, _ in form.vocabulary(blocks[need.kind]).wordings()
        if folded == fold(said.label) and label.text == need.label
    ]
    listed = (need for need in found if fold(KIND_WORDS[need.kind]) == fold(said.list))
    return next(listed, None) or next(iter(found), None)


def _counted(ticked: Need | None, offered: Need, said: NeedChoice | None) -> Need | None:
    if said is None:
        return ticked
    if said.use is False or (ticked is None and not said.use):
        return None
    need = ticked or replace(offered, weight=1.0)
    return need if said.weight is None else replace(need, weight=said.weight)


class Names(Struct, frozen=True):
    """Organizations by every name they are known by, folded."""

    ids: Mapping[str, str]

    def id(self, name: str) -> str:
        """The id of the organization with this name; "" when there is none."""
        return self.ids.get(fold(name), "")

    def all(self, names: Iterable[str]) -> tuple[str, ...]:
        """The ids of those names that are known, once each."""
        return tuple(dict.fromkeys(filter(None, (self.id(name) for name in names))))


def names(inventory: Inventory) -> Names:
    """Every organization by its name, its other names and its id."""
    known: dict[str, str] = {}
    for one in inventory.organizations:
        for name in (*one.also_known_as, one.id, one.name):
            known[fold(name)] = one.id
    return Names(known)


def wishes(decided: Decisions, inventory: Inventory, form: Form) -> Wishes:
    """What staff decided about the shortlist, with who declined and the labels that choose among equal lists."""
    known = names(inventory)
    leave_out, keep_informed = known.all(decided.chosen("leave_out")), known.all(decided.chosen("keep_informed"))
    declined = tuple(one for one in _declined(decided, inventory) if one not in (*leave_out, *keep_informed))
    informed = kept_informed(decided, inventory)
    return Wishes(
        size=decided.size,
        must=known.all(decided.chosen("must")),
        leave_out=leave_out,
        keep_informed=tuple(one for one in informed if one in keep_informed),
        asked_informed=tuple(one for one in informed if one not in (*keep_informed, *declined)),
        declined=declined,
        accepted=tuple(one for one in _accepted(decided, inventory) if one not in declined),
        strengths=tuple(label.text for label in form.vocabulary("strengths").labels),
        sectors=tuple(label.text for label in form.vocabulary("types").labels),
        related=tuple(_related(form)),
    )


def _related(form: Form) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each predictor's need, the other predictors of its pillar: where to look when nobody meets it."""
    predictors = form.vocabulary("predictors").labels
    for one in predictors:
        others = (other.text for other in predictors if other.pillar == one.pillar and other is not one)
        yield Need(NeedKind.PREDICTOR, one.text).key, tuple(others)


def kept_informed(decided: Decisions, inventory: Inventory) -> tuple[str, ...]:
    """The organizations to keep informed: staff's, and those that Part 5 names for nothing else."""
    known = names(inventory)
    invited: dict[str, set[bool]] = {}
    for nomination in inventory.nominations:
        if nomination.organization_id:
            invited.setdefault(nomination.organization_id, set()).add(nomination.invite_as == KEEP_INFORMED)
    by_partners = (key for key, said in invited.items() if said == {True})
    overruled = set(known.all((*decided.chosen("must"), *decided.chosen("leave_out"))))
    ids = dict.fromkeys((*known.all(decided.chosen("keep_informed")), *by_partners))
    return tuple(key for key in ids if key not in overruled)


def team(decided: Decisions) -> Team:
    """The management team and the champions as staff entered them."""
    holders: list[Holder] = []
    champions: list[Champion] = []
    for one in decided.team:
        where = Source(DECISIONS, one.place.sheet, one.place.cell)
        if one.person and fold(one.role) == fold(CHAMPION):
            champions.append(Champion(one.person, one.organization, one.in_government, where))
        elif one.person:
            role = role_key(one.role) or one.role
            holders.append(Holder(role, one.person, one.organization, one.in_government, one.contact, where))
    return Team(tuple(holders), tuple(champions))


class People(Struct, frozen=True, dict=True):
    """Everybody who may be meant by a name: those who answered, then those staff named for a role."""

    respondents: tuple[Respondent, ...]
    named: tuple[Respondent, ...]

    @property
    def all(self) -> tuple[Respondent, ...]:
        """All of them, respondents first."""
        return (*self.respondents, *self.named)

    @cached_property
    def directory(self) -> Directory:
        """All of them, to be found by a name."""
        return Directory(self.all)

    def id(self, typed: str, writer: Respondent | None = None) -> str:
        """Whom a name means; "" when nobody, or when it could be two."""
        return find_person(typed, writer or Respondent("", ""), self.directory).person_id if typed else ""


def people(inventory: Inventory, decided: Decisions) -> People:
    """Everybody known by name, each once. A sender of staff's whose name fits nobody is somebody new."""
    known = _entered(inventory, decided)
    strangers = (one.sender for one in decided.senders if one.sender and not known.id(one.sender))
    new = {fold(name): Respondent(fold(name), name) for name in strangers}
    return People(known.respondents, (*known.named, *new.values()))


def doubtful_senders(inventory: Inventory, decided: Decisions) -> Iterator[tuple[SenderChoice, tuple[str, ...]]]:
    """Senders of staff's who fit nobody for sure, each name once, with the names of those who may be meant.

    None may be: whoever wrote "me" into Decisions.xlsx is not known.
    """
    known = _entered(inventory, decided)
    called = {one.id: one.name for one in known.all}
    for one in {fold(line.sender): line for line in reversed(decided.senders) if line.sender}.values():
        found = find_person(one.sender, Respondent("", ""), known.directory)
        candidates = found.candidates or near_misses(one.sender, known.all)
        if candidates and not found.person_id:
            yield one, tuple(called[id] for id in candidates if called.get(id))


def _entered(inventory: Inventory, decided: Decisions) -> People:
    """Who answered, and whom staff named for a role."""
    answered = People(inventory.respondents, ())
    named = {
        fold(one.person): Respondent(fold(one.person), one.person, one.organization, one.contact)
        for one in reversed(decided.team)
        if one.person and not answered.id(one.person)
    }
    return People(inventory.respondents, tuple(reversed(named.values())))


def senders(inventory: Inventory, known: People) -> dict[Nomination, str]:
    """Whom each Part 5 row means by its sender; rows whose sender cannot be told, or gave no name, are left out."""
    nameless = {one.id for one in inventory.respondents if not one.is_person}
    writers = {one.id: one for one in inventory.respondents}
    found = ((one, known.id(one.sender, writers.get(one.respondent))) for one in inventory.nominations)
    return {nomination: person for nomination, person in found if person and person not in nameless}


def sending(decided: Decisions, inventory: Inventory, known: People, invitees: Sequence[Invitee]) -> SendingChoices:
    """What staff decided about who sends, with the champions in government and the project manager by id."""
    chosen = {
        key: person for one, key in _decided_about(invitees, decided, inventory) if (person := known.id(one.sender))
    }
    manager = next((one.person for one in decided.team if role_key(one.role) == PROJECT_MANAGER and one.person), "")
    champions = [one.person for one in team(decided).champions if one.in_government]
    champions += [one.member for one in invitees if one.invite_as == CHAMPION_IN_GOVERNMENT and not one.declined]
    return SendingChoices(
        chosen=chosen,
        people=tuple(Sender(one.id, one.name, one.organization, one.email) for one in known.named),
        champions=tuple(dict.fromkeys(filter(None, map(known.id, champions)))),
        project_manager=known.id(manager),
        cap=decided.cap,
    )


class Replies(Struct, frozen=True):
    """What came of the invitations: by the id of who was asked, and by organization where it answered as a whole."""

    of_people: Mapping[str, Reply]
    of_organizations: Mapping[str, Reply]

    def of(self, one: Invitee) -> Reply | None:
        """Their own answer; else, for the organization and its partners, the organization's."""
        if one.invite_as == KEEP_INFORMED:
            return None
        whole = one.is_partner or one.id == one.organization_id
        return self.of_people.get(one.id) or (self.of_organizations.get(one.organization_id) if whole else None)


def replies(decided: Decisions, inventory: Inventory) -> Replies:
    """The answers of Decisions.xlsx. A line that names nobody of Part 5 is its organization's answer.

    Somebody is found by every spelling that Part 5 gives, for the line may be older than the best one.
    """
    if not decided.replies:
        return Replies({}, {})
    known, of_people, of_organizations = names(inventory), dict[str, Reply](), dict[str, Reply]()
    typed = {one.source: fold(one.member) for one in inventory.nominations}
    people = {
        one: {fold(one.member), *(typed[each] for each in one.sources)} for one in gather(inventory) if one.member
    }
    for line in decided.replies:
        reply, place = Reply(line.answer, line.date, line.note), known.id(line.organization or line.invitee)
        who = "" if known.id(line.invitee) == place != "" else fold(line.invitee)
        meant = [one.id for one, spelled in people.items() if who and who in spelled and _is_about(line, one, place)]
        of_people |= dict.fromkeys(meant, reply)
        if place and not meant:
            of_organizations[place] = reply
    return Replies(of_people, of_organizations)


def replied(invitees: Iterable[Invitee], said: Replies, picked: Collection[str]) -> tuple[Invitee, ...]:
    """The invitees with what they answered. Of `picked`, who has nobody left to ask is to be asked as a whole."""
    told = [replace(one, reply=said.of(one)) for one in invitees]
    open_still = {one.organization_id for one in told if not one.declined}
    places = {one.organization_id: one.organization for one in told if one.declined}
    anew = [Invitee(id, "", name, id) for id, name in places.items() if id in picked and id not in open_still]
    return in_place_order((*told, *anew)) if anew else tuple(told)


def _declined(decided: Decisions, inventory: Inventory) -> tuple[str, ...]:
    """The organizations that declined: all whom they were asked through as partners did, or they as a whole."""
    return tuple(id for id, each in _answers(decided, inventory, "declined").items() if all(each))


def _accepted(decided: Decisions, inventory: Inventory) -> tuple[str, ...]:
    """The organizations that accepted: somebody whom they were asked through as a partner did, or they as a whole."""
    return tuple(id for id, each in _answers(decided, inventory, "accepted").items() if any(each))


def _answers(decided: Decisions, inventory: Inventory, answer: str) -> Mapping[str, Sequence[bool]]:
    """Whether each of an organization's partners gave this answer, and it as a whole; none when nobody gave it."""
    if not any(one.answer == answer for one in decided.replies):
        return {}
    said = replies(decided, inventory)
    asked = [one for one in regrouped(gather(inventory), decided, inventory) if one.is_partner and one.organization_id]
    given: dict[str, list[bool]] = {id: [True] for id, one in said.of_organizations.items() if one.answer == answer}
    for one in replied(asked, said, ()):
        given.setdefault(one.organization_id, []).append(one.answer == answer)
    return dict(sorted(given.items()))


def regrouped(invitees: Sequence[Invitee], decided: Decisions, inventory: Inventory) -> tuple[Invitee, ...]:
    """The invitees, each in the group that staff chose for it; what the workbooks say no longer differs then.

    An organization that staff keep informed stays so as a whole where they ask its people for something else.
    """
    chosen = {key: one.invite_as for one, key in _decided_about(invitees, decided, inventory) if one.invite_as}
    grouped = tuple(
        replace(one, invite_as=chosen[one.id], invite_as_all=()) if one.id in chosen else one for one in invitees
    )
    known = names(inventory)
    informed = {*known.all(decided.chosen("keep_informed"))} - {*known.all(decided.chosen("leave_out"))}
    of_them = [one for one in grouped if one.organization_id in informed]
    told = {one.organization_id for one in of_them if one.invite_as == KEEP_INFORMED or one.id == one.organization_id}
    left = {one.organization_id: one.organization for one in of_them if one.organization_id not in told}
    whole = [Invitee(id, "", name, id, invite_as=KEEP_INFORMED) for id, name in left.items()]
    return in_place_order((*grouped, *whole)) if whole else grouped


def addressed(invitees: Sequence[Invitee], decided: Decisions, inventory: Inventory) -> tuple[Invitee, ...]:
    """The invitees; where staff decide about an organization by the name of a person there, that person is written to.

    Whom Part 5 names there already is no such person.
    """
    known, there = names(inventory), {(one.organization_id, fold(one.member)) for one in inventory.nominations}
    people = {
        key: line.invitee
        for line, key in _decided_about(invitees, decided, inventory)
        if line.invitee and not known.id(line.invitee) and (key, fold(line.invitee)) not in there
    }
    return tuple(
        replace(one, member=people[one.id]) if one.id in people and not one.member else one for one in invitees
    )


def recommenders(invitees: Sequence[Invitee], decided: Decisions, inventory: Inventory) -> tuple[tuple[str, str], ...]:
    """Ids of invitees and who recommended each, as staff entered it."""
    lines = _decided_about(invitees, decided, inventory)
    return tuple((key, one.recommended_by) for one, key in lines if one.recommended_by)


def _decided_about(
    invitees: Sequence[Invitee], decided: Decisions, inventory: Inventory
) -> Iterator[tuple[SenderChoice, str]]:
    """Each line of Decisions.xlsx about an invitation, with the ids of the invitees it is about."""
    known = names(inventory)
    for line in decided.senders:
        if not (line.sender or line.invite_as or line.recommended_by):
            continue
        place = known.id(line.organization or line.invitee)
        for one in invitees:
            whole = one.id == one.organization_id or not one.member
            if _is_about(line, one, place) and (whole or fold(one.member) == fold(line.invitee)):
                yield line, one.id


def _is_about(line: SenderChoice | ReplyLine, one: Invitee, place: str) -> bool:
    """True when the line names the invitee's organization, whose id is `place` if it is in the inventory."""
    return one.organization_id == place if place else fold(one.organization) == fold(line.organization)
