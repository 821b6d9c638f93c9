"""The letters of a run: written for each sender with drafts and a list, the agendas, and a sheet for mail merge."""

import io
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.coalition.assignments import Assignment
from mobility_xlsx.folder import Folder, take_away
from mobility_xlsx.form.decisions import Decisions, decisions_form
from mobility_xlsx.mail.agendas import agendas, put_agendas
from mobility_xlsx.mail.drafts import Attachment, merge_rows, sender_draft
from mobility_xlsx.mail.errands import HEADINGS, Errands, errands
from mobility_xlsx.mail.letters import LetterKind, Occasion, plan_letters
from mobility_xlsx.mail.missing import Missing
from mobility_xlsx.mail.shelf import Placed, leftover, not_among, replace_file
from mobility_xlsx.mail.writing import LettersOutcome, Templates, Written, write_letters
from mobility_xlsx.text import joined
from mobility_xlsx.workbook.results import Results
from mobility_xlsx.workbook.sendersheet import write_merge_sheet, write_sender_sheet

LIST, NOTE = "Whom to ask.xlsx", "To the sender.eml"


class Posted(Struct, frozen=True):
    """What came of it: the files written, and sentences about what is missing or was kept as somebody edited it.

    `there` is how many files are among the letters now; `nobody` is true when there is nobody to write to.
    """

    files: tuple[Path, ...]
    sentences: tuple[str, ...]
    there: int = 0
    nobody: bool = False


def occasion(results: Results, language: str) -> Occasion:
    """What all letters of a run share."""
    picks = results.shortlist.picks if results.shortlist else ()
    return Occasion(
        decisions=_with_figure(results),
        roster=results.roster,
        organizations=results.by_id,
        only_one_for={pick.id: pick.only_one_for for pick in picks},
        needs=tuple(need.label for need in results.needs),
        language=language,
    )


def _with_figure(results: Results) -> Decisions:
    """The decisions, with the striking figure of the metrics where staff wrote none of their own."""
    decided, metrics = results.decisions, results.metrics
    if decided.setting("figure") or metrics is None or metrics.striking is None:
        return decided
    settings = (replace(one, text=metrics.quote) if one.key == "figure" else one for one in decided.settings)
    return replace(decided, settings=tuple(settings))


def post(results: Results, project: Folder, templates: Templates, anyway: bool = False) -> Posted:
    """Write every letter of the run into results/letters, with what its sender needs, and the agendas.

    Nothing is written while something is missing, unless `anyway`; what is missing is said by its cell. Letters of a
    former run that are no longer needed go to results/older; those that somebody edited stay, and are told.
    """
    folder = project.results / "letters"
    shared = occasion(results, templates.language)
    planned = plan_letters(results.assignment, shared)
    outcome = write_letters(planned, templates, shared, folder, anyway)
    if not planned:
        said = ["Nobody is to be invited now, so there is no letter to write."]
        return Posted((), (*said, *_tidied(project, (), shared)), nobody=True)
    if not outcome.written:
        stopping = [one for one in outcome.missing if one.essential or not anyway]
        return Posted((), tuple(_missing(one) for one in stopping))
    figures = (results.metrics.striking.says,) if results.metrics and results.metrics.striking else ()
    made = agendas(shared, results.needs, figures, templates)
    placed = put_agendas(made, folder / "Agendas", shared.words.names["new"])
    files = [*_letter_files(outcome), *(one.path for one in placed)]
    files += _lists(results.assignment, outcome, shared, folder)
    said = [_missing(one) for one in outcome.missing if one.essential]
    said += _left_out([one for one in outcome.missing if not one.essential])
    said += [_kept(one) for one in (*(one.placed for one in outcome.written), *placed) if one.edited]
    needed = {*files, *(path for one in outcome.written for path in one.placed.passed)}
    said += _tidied(project, needed, shared)
    return Posted(tuple(files), tuple(said), sum(path.is_file() for path in folder.rglob("*")))


def _tidied(project: Folder, needed: Collection[Path], shared: Occasion) -> list[str]:
    """Takes away what former runs left, in this language, and says which letters stay because somebody edited them."""
    folder = project.results / "letters"
    names = tuple(f"{shared.words.names[kind.key]} - " for kind in LetterKind)
    former = leftover([path for path in folder.glob("*/*.docx") if path.name.startswith(names)], needed)
    notes = not_among((path for name in (LIST, NOTE) for path in folder.glob(f"*/{name}")), needed)
    take_away(project, (*former.unneeded, *notes))
    return [f"{path.name} is no longer needed; you edited it, so it stays." for path in former.edited]


def _letter_files(outcome: LettersOutcome) -> Iterator[Path]:
    for one in outcome.written:
        yield from one.files


def _missing(one: Missing) -> str:
    where = f"Decisions.xlsx, {one.sheet}{' ' + one.cell if one.cell else ''}"
    letters = "1 letter waits" if one.letters == 1 else f"{one.letters} letters wait"
    if one.setting == "sender":
        return f"{one.who} has no sender yet. Name one in {where}."
    if one.setting == "project_manager":
        return f"{letters} for the name of the project manager. Fill it in: {where}."
    return f'{letters} for "{_title(one)}". Fill it in: {where}.'


def _left_out(unsaid: Sequence[Missing]) -> list[str]:
    """What letters were written without, in one sentence; nothing when nothing was left out."""
    if not unsaid:
        return []
    named = (f'"{_title(one)}" ({one.sheet} {one.cell})' for one in unsaid)
    return [f"Left out of the letters, as Decisions.xlsx does not say it yet: {joined(named)}."]


def _title(one: Missing) -> str:
    return decisions_form().part("settings").column(one.setting).title


def _kept(one: Placed) -> str:
    edited = one.edited.name if one.edited else ""
    return f"{edited} was edited and stays as it is; the new one is {one.path.name}."


def _lists(assignment: Assignment, outcome: LettersOutcome, shared: Occasion, folder: Path) -> Iterator[Path]:
    """For each sender a list of whom they ask and a draft that carries it; for all a sheet for mail merge."""
    letters = [one.rendered.letter for one in outcome.written]
    for errand in errands(assignment, shared.organizations, letters):
        own = [one for one in outcome.written if one.rendered.letter.sender_id == errand.sender.id]
        yield from _sender_files(errand, own, shared, folder / errand.folder)
    merge = io.BytesIO()
    rendered = tuple(one.rendered for one in outcome.written)
    rows = tuple((one.to, one.subject, one.body, one.attachment, one.sender) for one in merge_rows(rendered))
    write_merge_sheet(rows, merge)
    replace_file(merge.getvalue(), folder / "Mail merge.xlsx")
    yield folder / "Mail merge.xlsx"


def _sender_files(errand: Errands, own: Sequence[Written], shared: Occasion, folder: Path) -> Iterator[Path]:
    sheet = io.BytesIO()
    write_sender_sheet(errand.sender.name, HEADINGS, tuple(row.row() for row in errand.rows), sheet)
    replace_file(sheet.getvalue(), folder / LIST)
    yield folder / LIST
    asked = tuple(one.rendered for one in own if one.rendered.letter.kind is not LetterKind.KEEP_INFORMED)
    if asked:
        path = folder / NOTE
        whys = tuple(one.letter.why for one in asked)
        replace_file(sender_draft(asked, whys, shared.language, Attachment(LIST, sheet.getvalue())), path)
        yield path
