"""What a run comes to, as facts that Summary.xlsx and report.html both tell: counts, what to do next, the rings."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.coalition.labels import KEEP_INFORMED
from mobility_xlsx.coalition.records import Need, Organization, meets
from mobility_xlsx.form.declaration import read_toml
from mobility_xlsx.form.problems import Severity
from mobility_xlsx.form.typed import spoken
from mobility_xlsx.text import fold, joined
from mobility_xlsx.workbook.results import NOT_READ, NOT_THE_FORM, NOT_YET, READ, Results

ASKING = (Severity.NOT_READ, Severity.MUST_FIX, Severity.PLEASE_CHECK)
_NAMED = 3  # organizations in a sentence
TRIED_BESIDE = 12  # organizations next to the shortlist that the coverage matrix offers to try


class Count(Struct, frozen=True):
    """One number with its words, and the sheet that tells more."""

    number: int
    words: str
    sheet: str


class NextStep(Struct, frozen=True):
    """One thing to do next, and the sheet to do it on; `book` is "Decisions" when it is not in Summary.xlsx."""

    says: str
    sheet: str
    book: str = "Summary"


class Unmet(Struct, frozen=True):
    """A need that somebody meets, but nobody on the list; `lost` when none of them is to be on it."""

    need: Need
    lost: bool
    says: str


class Ring(Struct, frozen=True):
    """One group of the coalition, the innermost first; members with what is to be said of each."""

    key: str
    title: str
    members: tuple[tuple[str, str], ...]


class Check(Struct, frozen=True):
    """One point of the checklist: whether staff ticked it, and what the data tell."""

    label: str
    done: bool
    told: str
    note: str


class MatrixColumn(Struct, frozen=True):
    """One organization of the coverage matrix; `chosen` when it is on the shortlist."""

    organization: Organization
    chosen: bool


def plural(number: int, one: str, many: str = "") -> str:
    """ "1 partner", "2 partners"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def counts(results: Results) -> tuple[Count, ...]:
    """The numbers to know first."""
    read = sum(one.status == READ for one in results.returned)
    asking = sum(problem.severity in ASKING for problem in results.problems)
    found = results.shortlist
    told = (
        (read, "workbook", "workbooks", "read", "Who answered"),
        (asking, "question", "questions", "to settle", "Problems"),
        (len(results.inventory.organizations), "organization", "organizations", "in the inventory", "Inventory"),
        (len(results.needs), "need", "needs", "to meet", "Coverage"),
        (len(found.picks) if found else 0, "critical partner", "critical partners", "", "Shortlist"),
        (len(found.gaps) if found else 0, "need", "needs", "nobody meets", "Gaps"),
        (len(results.assignment.invitations), "invitation", "invitations", "to send", "Invitations"),
    )
    return tuple(
        Count(number, f"{one if number == 1 else many} {which}".strip(), sheet)
        for number, one, many, which, sheet in told
    )


def headline(results: Results) -> str:
    """Where the coalition stands, in one or two sentences."""
    read = sum(one.status == READ for one in results.returned)
    if not read:
        return "No workbook has been read yet. Put the returned files into the folder named returned and run again."
    if results.shortlist is None:
        return f"{plural(read, 'workbook')} read. Nobody has chosen a need in Part 1 yet, so there is no shortlist."
    return results.shortlist.says


def next_steps(results: Results) -> tuple[NextStep, ...]:
    """What to do next, the most pressing first."""
    return (*_about_workbooks(results), *_about_decisions(results), *_about_findings(results))


def _about_workbooks(results: Results) -> Iterator[NextStep]:
    unread = [one for one in results.returned if one.status == NOT_READ]
    if unread:
        yield NextStep(f"Ask again for {plural(len(unread), 'file')} that could not be read.", "Who answered")
    others = [one for one in results.returned if one.status == NOT_THE_FORM]
    if others:
        has = "One file has" if len(others) == 1 else f"{len(others)} files have"
        yield NextStep(f"{has} no part of the form. Ask whether the right file was sent.", "Who answered")
    to_correct = [one for one in results.returned if one.to_correct]
    if to_correct:
        one = "One workbook has questions. Send the copy in to-send-back to its sender."
        many = f"{len(to_correct)} workbooks have questions. Send the copies in to-send-back to their senders."
        yield NextStep(one if len(to_correct) == 1 else many, "Problems")
    waiting = sum(one.status == NOT_YET for one in results.returned)
    if waiting:
        yield NextStep(
            f"Remind {plural(waiting, 'person', 'people')} whose workbook has not come back.", "Who answered"
        )


def _about_decisions(results: Results) -> Iterator[NextStep]:
    unusable = sum(one.code.startswith("decision-") for one in results.problems)
    if unusable:
        yield NextStep(
            f"Correct {plural(unusable, 'cell')} of Decisions.xlsx that cannot be used as written.", "Problems"
        )
    if results.roster.project_manager is None:
        yield NextStep("Name the project manager: no letter goes out without one.", "Management team", "Decisions")
    if not any(champion.in_government for champion in results.roster.champions):
        yield NextStep("Find at least one champion in government.", "Coalition")
    if results.inventory.questions:
        many = plural(len(results.inventory.questions), "question")
        yield NextStep(f"Answer {many} about names that may be one organization.", "Same organization", "Decisions")
    if results.wordings:
        many = plural(len(results.wordings), "wording that is", "wordings that are")
        yield NextStep(f"Settle {many} on no list.", "Wording", "Decisions")


def _about_findings(results: Results) -> Iterator[NextStep]:
    if results.shortlist is not None and results.shortlist.gaps:
        yield NextStep(f"Look for partners for {plural(len(results.shortlist.gaps), 'need')} nobody meets.", "Gaps")
    lost = sum(one.lost for one in unmet(results))
    if lost:
        many = plural(lost, "need")
        yield NextStep(f"Look for partners for {many} that only organizations off the list meet.", "Gaps")
    if results.assignment.needs_introduction:
        many = plural(len(results.assignment.needs_introduction), "invitation")
        yield NextStep(f"Find an introduction for {many}.", "Invitations")
    declined = sum(one.declined for one in results.assignment.answered)
    if declined:
        sheet = "Shortlist" if results.declines else "Invitations"
        see = "who steps in" if results.declines else "who it was"
        yield NextStep(f"{plural(declined, 'invitation was', 'invitations were')} declined: see {see}.", sheet)
    if results.shortlist is not None and results.shortlist.picks:
        yield NextStep("Agree on the shortlist, then run letters.", "Shortlist")


def unmet(results: Results) -> tuple[Unmet, ...]:
    """The needs that somebody meets, but nobody on the list, with who could and why they do not."""
    off = off_the_list(results)
    needs = results.shortlist.unmet if results.shortlist else ()
    return tuple(_unmet(need, results.covered_by(need), off) for need in needs)


def off_the_list(results: Results) -> Mapping[str, str]:
    """Why each organization that cannot be on the list is off it, by its id."""
    found = results.shortlist
    if found is None:
        return {}
    passed = (("declined", found.declined), ("left out", found.left_out), ("kept informed", found.keep_informed))
    return {one.id: word for word, listed in passed for one in listed}


def _unmet(need: Need, able: Sequence[Organization], off: Mapping[str, str]) -> Unmet:
    free = [one.name for one in able if one.id not in off]
    if free:
        more = f" and {len(free) - _NAMED} more" if len(free) > _NAMED else ""
        names = f"{', '.join(free[:_NAMED])}{more}" if more else joined(free)
        return Unmet(need, False, f"Met by {names}, but not by this list: it would have to be longer.")
    names = joined(f"{one.name} ({off[one.id]})" for one in able)
    meet = "meets" if len(able) == 1 else "meet"
    return Unmet(need, True, f"Only {names} {meet} it. Look for somebody else.")


def met_by(results: Results) -> tuple[int, int, int]:
    """How many needs several partners of the shortlist meet, one meets, none meets."""
    chosen = chosen_organizations(results)
    often = [sum(meets(one, need) for one in chosen) for need in results.needs]
    return sum(n > 1 for n in often), sum(n == 1 for n in often), sum(n == 0 for n in often)


def chosen_organizations(results: Results) -> tuple[Organization, ...]:
    """The organizations of the shortlist, in its order."""
    known = results.by_id
    ids = results.shortlist.ids if results.shortlist else ()
    return tuple(known[id] for id in ids if id in known)


def columns(results: Results) -> tuple[MatrixColumn, ...]:
    """The organizations of the coverage matrix: the shortlist, then those who could step in or come next."""
    chosen = chosen_organizations(results)
    known, ids = results.by_id, {one.id for one in chosen}
    beside: dict[str, None] = dict.fromkeys(id for step in results.steps_in for id in step.ids)
    if results.shortlist is not None:
        beside |= dict.fromkeys(one.id for one in results.shortlist.next_best)
    tried = [known[id] for id in beside if id in known and id not in ids]
    useful = [one for one in tried if any(meets(one, need) for need in results.needs)]
    return (*(MatrixColumn(one, True) for one in chosen), *(MatrixColumn(one, False) for one in useful[:TRIED_BESIDE]))


def rings(results: Results) -> tuple[Ring, ...]:
    """The coalition by groups (guide, Figure 6), the innermost first, then those kept informed."""
    roster = results.roster
    held: dict[str, list[str]] = {}
    for post in roster.posts:
        for holder in post.holders:
            held.setdefault(holder.person, []).append(post.role.label)
    for holder in roster.others:
        if holder.person:
            held.setdefault(holder.person, []).append(holder.role)
    team = tuple((person, ", ".join(roles)) for person, roles in held.items())
    members = tuple(
        (member.invitee.who, _joined(_recommended(member.recommended_by), _accepted(member.invitee.accepted)))
        for member in roster.community_members
    )
    where = {True: "in government", False: "outside government", None: "in government?"}
    champions = tuple(
        (champion.person, _joined(champion.organization, where[champion.in_government], _accepted(champion.accepted)))
        for champion in roster.champions
    )
    return (
        Ring("team", "Management team", team),
        Ring("partners", "Key stakeholder partners", tuple(_invitee(one) for one in roster.partners)),
        Ring("community", "Community members", members),
        Ring("champions", "Champions", champions),
        Ring("informed", KEEP_INFORMED, tuple(_invitee(one) for one in roster.keep_informed)),
    )


def _invitee(invitee: Invitee) -> tuple[str, str]:
    other = invitee.organization if fold(invitee.organization) != fold(invitee.who) else ""
    return invitee.who, _joined(other, _accepted(invitee.accepted))


def _accepted(accepted: bool) -> str:
    return "accepted" if accepted else ""


def _recommended(names: tuple[str, ...]) -> str:
    return "recommended by " + ", ".join(names) if names else "nobody said who recommended them"


def _joined(*texts: str) -> str:
    return ", ".join(text for text in texts if text)


def checklist(results: Results) -> tuple[Check, ...]:
    """The guide's five points; those that the data can tell are told."""
    told = {
        "team": _team(results),
        "invited": _invited(results),
        "launched": _launched(results),
        "decided": _decided(results),
        "values": "The data cannot tell. Tick it in Decisions.xlsx when there is a plan.",
    }
    points = [point for point in results.decisions.checklist if point.list == "review"]
    return tuple(Check(point.label, point.done, told.get(point.key, ""), point.note) for point in points)


def _team(results: Results) -> str:
    posts = results.roster.posts
    held = sum(bool(post.holders) for post in posts)
    empty = [post.role.label for post in posts if not post.holders]
    missing = f" Still open: {', '.join(empty)}." if empty else ""
    return f"{held} of {len(posts)} roles have somebody.{missing}"


def _invited(results: Results) -> str:
    asked = results.assignment
    replies = Counter(one.answer for one in (*asked.answered, *(each.invitee for each in asked.invitations)))
    said = [f"{replies[key]} {key}" for key in ("accepted", "declined", "later") if replies[key]]
    told = "; ".join(said) if said else "no answer noted yet"
    return f"{plural(len(asked.invitations), 'invitation')} to send; {told}."


def _launched(results: Results) -> str:
    when = spoken(results.decisions.setting("first_meeting"), read_toml("letters.toml")["moments"])
    return f"Planned: {when}" if when else "No first meeting stands in Settings yet."


def _decided(results: Results) -> str:
    model = results.decisions.setting("decision_model")
    return f"Decisions are made by: {model}." if model else "How decisions are made does not stand in Settings yet."
