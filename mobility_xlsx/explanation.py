"""What `explain` says: a problem by its code, or everything about one organization of a project."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from mobility_xlsx.errors import BadChoice
from mobility_xlsx.form.catalogue import catalogue
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.text import fold, one_line

if TYPE_CHECKING:
    from mobility_xlsx.coalition.records import Organization
    from mobility_xlsx.run import Run


def explain(subject: str, folder: Path) -> tuple[str, ...]:
    """The lines that explain a problem's code, or an organization by any of its names.

    Raises BadChoice when it is neither, naming the nearest; and what a run raises when the folder cannot be read.
    """
    words = catalogue()
    code = subject.strip().casefold()
    if code in words.codes:
        return tuple(words.explain(code).splitlines())
    return _organization_lines(subject, folder)


def _organization_lines(name: str, folder: Path) -> tuple[str, ...]:
    # What an organization needs is heavy; a code is explained without it.
    from mobility_xlsx import project
    from mobility_xlsx.choices import names

    if not folder.is_dir() or not any(folder.iterdir()):
        raise BadChoice(f"{name} is no code, and {folder} has no workbooks to look for such an organization.")
    run = project.looked_at(folder)
    key = names(run.results.inventory).id(name)
    if not key:
        raise BadChoice(f"{name} is neither a code nor an organization here. {_nearest(name, run)}".strip())
    return tuple(_told(run, run.results.by_id[key]))


def _nearest(name: str, run: "Run") -> str:
    from rapidfuzz import fuzz, process

    known = {fold(one.name): one.name for one in run.results.inventory.organizations}
    known |= {fold(code): code for code in catalogue().codes}
    found = process.extractOne(fold(name), list(known), scorer=fuzz.WRatio, score_cutoff=70)
    return f'Did you mean "{known[found[0]]}"?' if found else ""


def _told(run: "Run", one: "Organization") -> Iterator[str]:
    yield one.name
    if one.also_known_as:
        yield f"Also known as: {'; '.join(one.also_known_as)}"
    yield ""
    yield from _named(run, one)
    yield ""
    yield from _attributes(one)
    yield ""
    yield from _standing(run, one)
    yield ""
    yield from _asked_by(run, one)


def _named(run: "Run", one: "Organization") -> Iterator[str]:
    yield "Who named it, where"
    people = {person.id: person.name for person in run.results.inventory.respondents}
    for mention in one.mentions:
        place = mention.source
        yield f'  {people.get(mention.respondent, "")}: "{mention.name}", {place.file}, {place.sheet} {place.cell}'


def _attributes(one: "Organization") -> Iterator[str]:
    told = {
        "Type": one.types,
        "Target populations served": one.populations,
        "Domains of work": one.domains,
        "Assets": one.assets,
        "Strengths": one.strengths,
        "Stance": (one.stance,) if one.stance else (),
    }
    for title, values in (told | _benefits(one)).items():
        if values:
            yield f"{title}: {'; '.join(values)}"


def _benefits(one: "Organization") -> dict[str, tuple[str, ...]]:
    """What was written of it in Part 4 in people's own words, each text once, under the titles of the form."""
    columns = (column for column in load_form().part("part4").columns if column.kind == "text")
    said = {column.title: [mention.texts(column.key) for mention in one.mentions] for column in columns}
    return {title: tuple(dict.fromkeys(map(one_line, chain(*texts)))) for title, texts in said.items()}


def _standing(run: "Run", one: "Organization") -> Iterator[str]:
    from mobility_xlsx.choices import wishes
    from mobility_xlsx.coalition.explanation import standing
    from mobility_xlsx.form.declaration import reading_form

    results = run.results
    if results.shortlist is None:
        yield "Nobody has ticked a need in Part 1 yet, so there is no shortlist."
        return
    wished = wishes(results.decisions, results.inventory, reading_form())
    yield from standing(results.inventory, results.needs, results.shortlist, one.id, wished).says


def _asked_by(run: "Run", one: "Organization") -> Iterator[str]:
    from mobility_xlsx.workbook.results import told_reply

    invited = [each for each in run.results.assignment.invitations if each.invitee.organization_id == one.id]
    for each in invited:
        sender = each.sender.name if each.sender else "Nobody yet"
        yield f"Who asks {each.invitee.who}: {sender}. {each.why}"
    answered = [each for each in run.results.assignment.answered if each.organization_id == one.id]
    for who in answered:
        yield f"{who.who}: {told_reply(who.reply)}."
    if not invited and not answered:
        yield "It is not invited in this run."
