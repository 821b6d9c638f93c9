"""Tables of Summary.xlsx about what follows from the answers: shortlist, gaps, checklist, changes, figures."""

from collections.abc import Iterator, Mapping

from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.coalition.labels import KEEP_INFORMED, MAY_OPPOSE
from mobility_xlsx.coalition.roles import BRIEFING, Role
from mobility_xlsx.coalition.shortlist import Shortlist
from mobility_xlsx.coalition.tasks import BEFORE_ASKING, shared_out
from mobility_xlsx.metrics import Figure
from mobility_xlsx.text import fold, joined
from mobility_xlsx.workbook.results import KIND_WORDS, Results, told_reply
from mobility_xlsx.workbook.summary_sheets import CellValue, Head, SheetTable, Styled
from mobility_xlsx.workbook.summary_story import checklist, off_the_list, unmet

PLACES = {"every": "In every smallest list", "some": "In some smallest lists", "none": "In no smallest list"}
OF_SIZE = {"every": "In every list as good", "some": "In some lists as good", "none": "In no list as good"}


def places(results: Results) -> Mapping[str, str]:
    """How sure a place on the list is, in words, by its key: where staff chose its length, no list is smaller."""
    return PLACES if results.decisions.size is None else OF_SIZE


def shortlist(results: Results) -> SheetTable:
    """Picks with their reasons, then who comes next, is kept informed, left out or declined, and what that costs."""
    found = results.shortlist
    return SheetTable(
        "Shortlist",
        "Shortlist of critical partners",
        found.says if found else "Nobody has chosen a need in Part 1 yet.",
        (
            Head("List", 14),
            Head("Organization", 30, "plain bold"),
            Head("Why", 38),
            Head("Only one for", 24),
            Head("How sure", 18),
            Head("If they decline", 26),
            Head("Stance", 9),
        ),
        (*_picks(results, found), *_passed(results, found), *_remarks(results, found)) if found else (),
        hint="Overrule it on the sheet Shortlist of Decisions.xlsx.",
        empty="There is no shortlist yet.",
        names=2,
    )


def _picks(results: Results, found: Shortlist) -> Iterator[tuple[CellValue, ...]]:
    steady, steps = dict(results.steady), {step.id: step.says for step in results.steps_in}
    reasons, placed = _staff_reasons(results), places(results)
    for pick in found.picks:
        often = steady.get(pick.id, "")
        sure = [placed.get(pick.place, ""), f"{often.capitalize()} picked when the weights vary" if often else ""]
        only, opposes = "\n".join(pick.only_one_for), MAY_OPPOSE if pick.may_oppose else ""
        where = "\n".join(filter(None, sure))
        why = pick.why + reasons.get(pick.id, "")
        yield Styled("On the list", "good"), pick.name, why, only, where, steps.get(pick.id, ""), opposes


def _passed(results: Results, found: Shortlist) -> Iterator[tuple[CellValue, ...]]:
    reasons, steps = _staff_reasons(results), {step.id: step.says for step in results.steps_in}
    placed = places(results)
    lists = (
        ("Next best", found.next_best),
        (KEEP_INFORMED, found.keep_informed),
        ("Left out", found.left_out),
        ("Declined", found.declined),
    )
    for words, passed in lists:
        for one in passed:
            opposes = MAY_OPPOSE if one.may_oppose else ""
            why = one.why + _declined(results.declines.get(one.id)) + reasons.get(one.id, "")
            yield words, one.name, why, "", placed.get(one.place, ""), steps.get(one.id, ""), opposes


def _declined(invitee: Invitee | None) -> str:
    """Who declined when, with staff's note, as lines of their own."""
    if invitee is None or invitee.reply is None:
        return ""
    by = f" ({invitee.member})" if invitee.member else ""
    return "".join(f"\n{line}" for line in (f"{told_reply(invitee.reply)}{by}", invitee.reply.note) if line)


def _staff_reasons(results: Results) -> Mapping[str, str]:
    """What staff gave as the reason for a choice of theirs, as a line of its own, by the organization's id."""
    given = {
        fold(one.organization): f"\nYour reason: {one.reason}" for one in results.decisions.shortlist if one.reason
    }
    named = ((one.id, fold(name)) for one in results.inventory.organizations for name in (one.name, *one.also_known_as))
    return {id: given[name] for id, name in named if name in given}


def _remarks(results: Results, found: Shortlist) -> Iterator[tuple[CellValue, ...]]:
    for says in (*found.costs, *found.notes, results.unopposed):
        if says:
            yield "To know", "", says, "", "", "", ""


def gaps(results: Results) -> SheetTable:
    """Needs nobody meets, needs nobody on the list meets, needs that hang on one partner, and where to look."""
    rows: list[tuple[CellValue, ...]] = []
    found = results.shortlist
    if found is not None:
        for gap in found.gaps:
            look_in = "\n".join((*gap.sectors, *gap.predictors))
            rows.append((gap.need.label, KIND_WORDS[gap.need.kind], Styled("Nobody", "bad"), look_in, gap.says))
    lacking = unmet(results)
    for one in lacking:
        types = "\n".join(dict.fromkeys(holder.type for holder in results.covered_by(one.need) if holder.type))
        rows.append((one.need.label, KIND_WORDS[one.need.kind], "Nobody on the list", types, one.says))
    told, off = [one.need for one in lacking], off_the_list(results)
    for need in results.needs:
        able = results.covered_by(need)
        only = [one for one in able if one.id not in off]
        if len(only) == 1 and need not in told:
            says = f"{'Only' if len(able) == 1 else 'Of those who may be invited, only'} {only[0].name} meets it."
            rows.append((need.label, KIND_WORDS[need.kind], "One only", only[0].type, says))
    return SheetTable(
        "Gaps",
        "Gaps",
        "Needs nobody meets, needs nobody on the list meets, and needs that hang on one organization.",
        (
            Head("Need", 40, "plain bold"),
            Head("List", 17),
            Head("Met by", 15),
            Head("Where to look", 34),
            Head("What to do", 50),
        ),
        tuple(rows),
        empty="Every need is met by two organizations or more."
        if results.needs
        else "Nobody has chosen a need in Part 1 yet.",
    )


def checked(results: Results) -> SheetTable:
    """The five points with what the data tell, the first meetings, what roles and leads need, and tasks to share."""
    rows: list[tuple[CellValue, ...]] = [
        ("Checklist", check.label, Styled("Yes", "good") if check.done else "", check.told, check.note)
        for check in checklist(results)
    ]
    rows += [
        (
            "First meetings",
            step.label,
            Styled("Yes", "good") if step.done else "",
            f"{step.what}\nAgree on: {step.agree[0].lower()}{step.agree[1:]}.",
            "\n".join(filter(None, (step.note, step.who and f"Could lead: {step.who}"))),
        )
        for step in results.plan
    ]
    rows += _of_the_team(results)
    return SheetTable(
        "Checklist",
        "Checklist",
        "Before you move on, the first meetings, and the work to share. Tick points off in Decisions.xlsx.",
        (
            Head("List", 16),
            Head("Point", 40, "plain bold"),
            Head("Done?", 9, "plain center"),
            Head("What to know", 52),
            Head("Note", 38),
        ),
        tuple(rows),
        names=2,
    )


def _of_the_team(results: Results) -> Iterator[tuple[CellValue, ...]]:
    """Roles still open, what leads from outside government need, and the work to share out."""
    outside: dict[str, list[str]] = {}
    for post in results.roster.posts:
        if not post.holders:
            yield ("To find", post.role.label, "", *_wanted(post.role))
        for holder in post.briefing:
            outside.setdefault(holder.person, []).append(post.role.label)
    for person, roles in outside.items():
        yield from (
            ("Briefing", f"{person}, {joined(roles)}", "", f"{point[0].upper()}{point[1:]}.", "") for point in BRIEFING
        )
    for task, people in shared_out(results.roster):
        yield "Tasks to share", task.label, "", "", f"Could lead: {people}" if people else ""
    for point in BEFORE_ASKING:
        yield "Before asking", "Whoever asks others to give time", "", f"Says first {point}.", ""


def _wanted(role: Role) -> tuple[str, str]:
    """What somebody in a role does, and what they bring and where to look for them."""
    duties = "; ".join(role.duties)
    look_in = f"\nWhere to look: {', '.join(role.look_in)}." if role.look_in else ""
    return f"{duties[0].upper()}{duties[1:]}.", f"What it takes: {'; '.join(role.experience)}.{look_in}"


def changed(results: Results) -> SheetTable:
    """What is not as it was in the run before, and decisions whose subject is gone."""
    rows = [(change.about, change.says) for change in results.changes]
    rows += [("Decisions", says) for says in results.gone]
    since = f" of {results.since}" if results.since else ""
    return SheetTable(
        "What changed",
        "What changed",
        f"Compared with the run before{since}.",
        (Head("About", 18, "plain bold"), Head("What changed", 130)),
        tuple(rows),
        empty="Nothing, or this is the first run.",
    )


def figures(results: Results) -> SheetTable:
    """The community's figures in words, with quality, and whether they may stand in letters."""
    found = results.metrics
    rows = tuple(_figure(one, one == found.striking) for one in found.figures) if found else ()
    lead = "No metrics file is named in Settings of Decisions.xlsx."
    if found is not None:
        year = found.year or "year not given: write it in Settings"
        lead = f"{found.place}, from {found.file} ({year})." if found.place else found.remark
    return SheetTable(
        "Metrics",
        "Mobility Metrics",
        lead,
        (
            Head("Predictor", 32, "plain bold"),
            Head("What your figures say", 66),
            Head("Beside the others in the file", 26),
            Head("Quality", 15),
            Head("In letters", 20),
        ),
        rows,
        hint="Urban Institute, Boosting Upward Mobility. Figures with serious issues are never quoted." if rows else "",
        empty="No figures were taken."
        if found
        else "Name the file and your place on the sheet Settings of Decisions.xlsx.",
    )


def _figure(figure: Figure, proposed: bool) -> tuple[CellValue, ...]:
    use: CellValue = "Can be quoted" if figure.quotable else "Do not quote"
    if proposed:
        use = Styled("Proposed", "good")
    worse = figure.worse_than
    beside = "" if worse is None else f"{round(worse * 100)} percent of them do better"
    return figure.predictor, figure.says, beside, figure.quality, use
