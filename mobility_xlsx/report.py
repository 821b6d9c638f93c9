"""results/report.html: the story of a run on one page that needs no network and no scripts, and prints well."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from mobility_xlsx.drawings import loads_svg, matrix_svg, rings_svg
from mobility_xlsx.form.problems import Severity
from mobility_xlsx.pagestyle import STYLE
from mobility_xlsx.text import visible
from mobility_xlsx.workbook.results import KIND_WORDS, READ, Results, told_reply
from mobility_xlsx.workbook.summary_findings import places
from mobility_xlsx.workbook.summary_rings import arranged
from mobility_xlsx.workbook.summary_story import (
    checklist,
    chosen_organizations,
    columns,
    counts,
    headline,
    next_steps,
    plural,
    rings,
    unmet,
)
from mobility_xlsx.workbook.summary_tables import STATUS_WORDS


def write_report(results: Results, path: Path) -> None:
    """Write report.html; the same results give the same bytes."""
    path.write_bytes(report(results).encode("utf-8", "replace"))


def report(results: Results) -> str:
    """The page as text."""
    title = f"Mobility Coalition · {results.community}" if results.community else "Mobility Coalition"
    sections = tuple(_sections(results))
    links = "".join(f'<a href="#{key}">{_text(name)}</a>' for key, name, _ in sections)
    body = "".join(
        f'<section aria-labelledby="{key}"><h2 id="{key}">{_text(name)}</h2>{content}</section>'
        for key, name, content in sections
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{_text(title)}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<style>{STYLE}</style></head><body>"
        f'<header><div class="in"><h1>{_text(title)}</h1><p>{_text(headline(results))}</p></div></header>'
        f'<main class="in">{_counts(results)}<nav aria-label="On this page">{links}</nav>{body}</main>'
        '<footer class="in">Everything here stands in Summary.xlsx too, with links to the cells it came from. '
        "This page holds names of people: share it with care.</footer></body></html>\n"
    )


def _sections(results: Results) -> Iterator[tuple[str, str, str]]:
    yield "next", "What to do next", _steps(results)
    yield "shortlist", "The critical partners", _shortlist(results)
    yield "coverage", "Who meets what", _coverage(results)
    yield "gaps", "Gaps", _gaps(results)
    if results.beside:
        yield "notes", "Notes", _notes(results)
    yield "invitations", "Who asks whom", _invitations(results)
    yield "coalition", "The coalition", _coalition(results)
    yield "checklist", "Checklist", _checklist(results)
    yield "changed", "What changed", _changed(results)
    if results.metrics is not None and results.metrics.figures:
        yield "metrics", "Your figures", _metrics(results)
    yield "answers", "Who answered", _answers(results)
    yield "inventory", "Inventory", _inventory(results)


def _text(text: str) -> str:
    return escape(visible(text))


def _counts(results: Results) -> str:
    items = (f"<li><b>{count.number:,}</b> {_text(count.words)}</li>" for count in counts(results))
    return f'<ul class="counts">{"".join(items)}</ul>'


def _steps(results: Results) -> str:
    books = {"Summary": "Summary.xlsx", "Decisions": "Decisions.xlsx"}
    items = (
        f'<li>{_text(step.says)} <span class="soft">({books[step.book]}, sheet {_text(step.sheet)})</span></li>'
        for step in next_steps(results)
    )
    return f"<ol>{''.join(items)}</ol>" if next_steps(results) else "<p>Nothing is waiting.</p>"


def _shortlist(results: Results) -> str:
    found = results.shortlist
    if found is None:
        return "<p>Nobody has chosen a need in Part 1 yet.</p>"
    steps, placed = {step.id: step.says for step in results.steps_in}, places(results)
    rows = [
        (pick.name + (" (may oppose)" if pick.may_oppose else ""), pick.why, "\n".join(pick.only_one_for),
         placed.get(pick.place, ""), steps.get(pick.id, ""))
        for pick in found.picks
    ]  # fmt: skip
    declined = (f"{one.name}: {told_reply(results.declines[one.id].reply)}. {steps.get(one.id, '')}"
                for one in found.declined if one.id in results.declines)  # fmt: skip
    sentences = (*declined, *found.costs, *found.notes, results.unopposed)
    told = "".join(f"<p>{_text(says)}</p>" for says in sentences if says)
    heads = ("Organization", "Why", "Only one for", "How sure", "If they decline")
    return _table("The shortlist, by name", heads, rows) + told


def _coverage(results: Results) -> str:
    chosen = chosen_organizations(results)
    if not chosen or not results.needs:
        return "<p>Once needs are chosen and organizations named, this shows who meets what.</p>"
    rows = []
    for need in results.needs:
        able = {one.id for one in results.covered_by(need)}
        nobody = "Nobody on the list" if able else "Nobody"
        met_by = ", ".join(one.name for one in chosen if one.id in able) or nobody
        rows.append((need.label, KIND_WORDS[need.kind], met_by))
    table = _table("The same in words", ("Need", "List", "Met by"), rows)
    picture = f'<div class="wide">{matrix_svg(results.needs, columns(results))}</div>'
    return f"{picture}<details open><summary>In words</summary>{table}</details>"


def _gaps(results: Results) -> str:
    found = results.shortlist
    rows = [
        (gap.need.label, KIND_WORDS[gap.need.kind], "\n".join(gap.sectors), gap.says)
        for gap in (found.gaps if found else ())
    ]
    lacking = [f"{one.need.label}: {one.says}" for one in unmet(results)]
    only = "".join(f"<li>{_text(says)}</li>" for says in (*lacking, *(found.only_one_warnings if found else ())))
    warned = f"<ul>{only}</ul>" if only else ""
    if not results.needs:
        return "<p>Nobody has chosen a need in Part 1 yet.</p>"
    if not rows:
        return f"<p>Every need is met by somebody in the inventory.</p>{warned}"
    return _table("Needs nobody meets", ("Need", "List", "Sectors to look in", "What to do"), rows) + warned


def _notes(results: Results) -> str:
    people = results.people
    rows = [
        (one.label, KIND_WORDS[one.kind], one.text, people.get(one.respondent, one.respondent))
        for one in results.beside
    ]
    return _table("What people wrote beside Part 1", ("Line of Part 1", "List", "What was written", "By"), rows)


def _invitations(results: Results) -> str:
    assignment = results.assignment
    if not assignment.invitations and not assignment.answered:
        return "<p>There is nobody to invite yet.</p>"
    rows = []
    for one in assignment.invitations:
        sender = one.sender.name if one.sender else "Nobody yet"
        known = "Needs an introduction" if one.needs_introduction else one.label
        rows.append((one.invitee.who, one.invitee.organization, sender, known, one.why, told_reply(one.invitee.reply)))
    for invitee in assignment.answered:
        rows.append((invitee.who, invitee.organization, "", "", "", told_reply(invitee.reply)))
    heads = ("Whom to invite", "Organization", "Who asks", "How well they know them", "Why", "Answer")
    bars = f'<div class="wide">{loads_svg(assignment.loads)}</div>' if assignment.loads else ""
    return bars + _table(f"{plural(len(assignment.invitations), 'invitation')} to send", heads, rows)


def _coalition(results: Results) -> str:
    drawing = arranged(rings(results))
    items = "".join(
        f"<li>{_text(dot.who)}" + (f" <small>{_text(dot.more)}</small>" if dot.more else "") + "</li>"
        for dot in drawing.dots
    )
    members = f'<ol class="members">{items}</ol>' if items else "<p>Nobody belongs to it yet.</p>"
    return f'<div class="pair"><div>{rings_svg(drawing)}</div><div>{members}</div></div>'


def _checklist(results: Results) -> str:
    rows = [(check.label, _done(check.done), check.told, check.note) for check in checklist(results)]
    plan = [(one.label, _done(one.done), one.what, one.agree, one.who, one.note) for one in results.plan]
    headings = ("Activity", "Done?", "What", "What to agree on", "Who could lead", "Note")
    table = _table("Before you move on", ("Point", "Done?", "What your data tell", "Note"), rows)
    return table + (_table("The first meetings", headings, plan) if plan else "")


def _done(done: bool) -> str:
    return "Yes" if done else "Not yet"


def _changed(results: Results) -> str:
    items = [f"<li><b>{_text(change.about)}:</b> {_text(change.says)}</li>" for change in results.changes]
    items += [f"<li><b>Decisions:</b> {_text(says)}</li>" for says in results.gone]
    since = f"<p>Since {_text(results.since)}.</p>" if results.since else ""
    return f"{since}<ul>{''.join(items)}</ul>" if items else "<p>Nothing, or this is the first run.</p>"


def _metrics(results: Results) -> str:
    found = results.metrics
    assert found is not None
    rows = [(one.predictor, one.says, one.quality, "Yes" if one.quotable else "No") for one in found.figures]
    year = f" ({found.year})" if found.year else ""
    source = f"Urban Institute, Boosting Upward Mobility: {found.place}{year}"
    return _table(source, ("Predictor", "What your figures say", "Quality", "May be quoted"), rows)


def _answers(results: Results) -> str:
    rows = []
    for one in results.returned:
        correct = (
            f"{one.to_correct} to correct"
            if one.to_correct
            else "nothing to correct"
            if one.status == READ
            else one.why
        )
        rows.append(
            (one.name, one.organization, STATUS_WORDS.get(one.status, one.status), one.received, one.file, correct)
        )
    kinds = [f"{sum(problem.severity is kind for problem in results.problems)} {kind}" for kind in Severity]
    heads = ("Name", "Organization", "Workbook", "Received", "File", "More")
    return f"<p>Questions: {_text(', '.join(kinds))}.</p>" + _table("Returned workbooks", heads, rows)


def _inventory(results: Results) -> str:
    rows = [
        (
            one.name,
            one.type,
            ", ".join(one.populations),
            ", ".join(one.domains),
            ", ".join(one.assets),
            str(len(one.mentions)),
        )
        for one in results.inventory.organizations
    ]
    heads = ("Organization", "Type", "Target populations served", "Domains of work", "Assets", "Mentions")
    return _table(plural(len(rows), "organization"), heads, rows)


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column names the row."""
    head = "".join(f'<th scope="col">{_text(one)}</th>' for one in heads)
    body = "".join(f"<tr>{_row(row)}</tr>" for row in rows)
    return (
        f'<div class="wide"><table><caption>{_text(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(row: Sequence[str]) -> str:
    first, *others = (_text(text).replace("\n", "<br>") for text in row)
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{text}</td>" for text in others)
