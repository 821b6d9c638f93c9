"""A project folder and the run over it: the only module that knows the order of the steps."""

from collections.abc import Sequence
from concurrent.futures import Executor
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mobility_xlsx import choices, outputs, snapshots
from mobility_xlsx.coalition.alternatives import stand_ins, stepped_in, without_may_oppose
from mobility_xlsx.coalition.assignments import Assignment
from mobility_xlsx.coalition.case import Wishes
from mobility_xlsx.coalition.invitations import assign
from mobility_xlsx.coalition.invitees import Invitee, gather
from mobility_xlsx.coalition.kickoff import kickoff_plan
from mobility_xlsx.coalition.merge import MergeSetting, merge
from mobility_xlsx.coalition.records import Inventory, Need, NeedKind
from mobility_xlsx.coalition.roster import Roster, roster
from mobility_xlsx.coalition.shortlist import Shortlist, shortlist
from mobility_xlsx.coalition.steadiness import steadiness
from mobility_xlsx.coalition.union import Labels
from mobility_xlsx.desk import Desk, read_desk, renew, write
from mobility_xlsx.errors import BadChoice, CannotWrite, why
from mobility_xlsx.findings import at_open_roles, coalition_problems, without_figures, without_joined_names
from mobility_xlsx.folder import Folder, keep_decisions, one_run, project_folder, swap_in, unsaved
from mobility_xlsx.form.decisions import DECISIONS, Decisions
from mobility_xlsx.form.declaration import languages, load_form, reading_form
from mobility_xlsx.form.keeping import gone_sentences
from mobility_xlsx.form.ownwords import own_wordings
from mobility_xlsx.form.parts import Form
from mobility_xlsx.form.settled import Meanings, meanings
from mobility_xlsx.garbage import seldom_collected
from mobility_xlsx.intake import Intake, every_need, intake, needs
from mobility_xlsx.launchers import write_launchers
from mobility_xlsx.metrics import community_metrics
from mobility_xlsx.reading import Progress, executor_at, read_and_check, silent
from mobility_xlsx.run import Checked, Run
from mobility_xlsx.sending import sent_to
from mobility_xlsx.workbook.addressees import Addressee
from mobility_xlsx.workbook.decisionbook import read_decisions
from mobility_xlsx.workbook.results import PlanStep, Results, StepIn
from mobility_xlsx.workbook.write import write_form

if TYPE_CHECKING:
    from mobility_xlsx.post import Posted

WORKBOOK = "Stakeholder Inventory.xlsx"
NEXT_AFTER_NEW = (
    f"Next: email send/{WORKBOOK} to your partners and save what comes back in returned.",
    "Then double-click Check and summarize, or run: mobility-xlsx summarize",
)


def new(path: Path) -> Folder:
    """Make a project folder: returned/, send/ with the workbook and the letters, and the two launchers.

    Raises BadChoice when something stands there already, CannotWrite when it cannot be made.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise BadChoice(f"{path} is there already. Choose another name or an empty folder.")
    from mobility_xlsx.mail.writing import starters

    folder = Folder(path.resolve(), path.resolve() / "returned")
    try:
        folder.returned.mkdir(parents=True, exist_ok=True)
        folder.send.mkdir(exist_ok=True)
        write_form(load_form(), folder.send / WORKBOOK)
        for name, content in starters():
            (folder.send / name).write_bytes(content)
        write_launchers(folder.root)
    except OSError as error:
        raise CannotWrite(f"{path} cannot be made: {why(error)}.") from error
    return folder


@seldom_collected()
def check(paths: Sequence[Path], progress: Progress, dask: str | None = None) -> Checked:
    """Every returned file with its problems; nothing is written. Of a project folder, only returned/ is read.

    Wordings settled in its Decisions.xlsx are not asked about again; those of one project settle nothing in another.
    Raises NothingToRead and BadChoice.
    """
    homes = [project_folder(path if path.is_dir() else path.parent) for path in paths]
    returned = [home.returned if path.is_dir() else path for home, path in zip(homes, paths, strict=True)]
    settled = _settled(read_desk(homes[0])) if len(set(homes)) == 1 else None
    with executor_at(dask) as executor:
        return read_and_check(returned, progress, executor, settled)


@seldom_collected()
def summarize(path: Path, progress: Progress, dask: str | None = None) -> Run:
    """One whole run over a project folder: read, check, merge, choose, assign, and write the results.

    Raises NothingToRead, BadChoice, CannotWrite and AlreadyRunning; the former results are whole in any case.
    """
    if not path.is_dir():
        raise BadChoice(f"There is no folder {path}.")
    folder = project_folder(path)
    with executor_at(dask) as executor, one_run(folder):
        desk = read_desk(folder)
        return _written(_dated(_found(folder, desk, progress, executor), folder), desk, folder)


def letters(path: Path, progress: Progress, language: str = "en", anyway: bool = False) -> "Posted":
    """The letters, drafts, lists for senders and agendas of a run, written under results/letters.

    Letters that somebody edited stay. Raises what `summarize` raises, BadChoice before the first `summarize` has made
    Decisions.xlsx, and BadTemplate for a broken letter template.
    """
    folder = project_folder(path)
    if not path.is_dir():
        raise BadChoice(f"There is no folder {path}.")
    if language not in languages("letters"):
        raise BadChoice(f"There are no letters in {language!r}. Choose one of: {', '.join(languages('letters'))}.")
    if not folder.decisions.is_file():
        raise BadChoice(
            f"There is no {DECISIONS} in {folder.root} yet. "
            f"Run mobility-xlsx summarize first, then fill in the {DECISIONS} it makes."
        )
    from mobility_xlsx.mail.writing import Templates
    from mobility_xlsx.post import post

    with one_run(folder):
        run = looked_at(path, progress)
        posted = post(run.results, folder, Templates(language, (folder.send,)), anyway)
        return replace(posted, sentences=(*posted.sentences, *filter(None, (unsaved(folder),))))


def looked_at(path: Path, progress: Progress = silent, executor: Executor | None = None) -> Run:
    """What a run over the folder would find; nothing is written. Raises NothingToRead and BadChoice."""
    folder = project_folder(path)
    return _found(folder, read_desk(folder), progress, executor)


def _found(folder: Folder, desk: Desk, progress: Progress, executor: Executor | None) -> Run:
    """What follows from what came back, from what staff decided, and from the community's figures."""
    checked = read_and_check((folder.returned,), progress, executor, _settled(desk))
    return _with_figures(concluded(checked, desk.decided, sent_to(folder.send)), folder)


def _settled(desk: Desk) -> Meanings:
    """The wordings that staff have settled."""
    return meanings(desk.decided.wordings, reading_form())


def concluded(checked: Checked, decided: Decisions, expected: Sequence[Addressee] = ()) -> Run:
    """What follows from the answers and from what staff decided; nothing is written.

    `expected` are the people a workbook was made for.
    """
    form = reading_form()
    taken = intake(checked.answers, form)
    counted = choices.chosen_needs(needs(taken.ballots, form), decided, form)
    inventory = _merged(taken, decided, counted, form)
    known = choices.people(inventory, decided)
    wished = choices.wishes(decided, inventory, form)
    listed = shortlist(inventory, counted, wished) if counted else None
    invitees = _invitees(inventory, decided, known, listed)
    team = roster(choices.team(decided), invitees, choices.recommenders(invitees, decided, inventory))
    found = coalition_problems(inventory, counted, known, team, decided)
    files = without_joined_names(checked.files, decided)
    checked = replace(checked, files=files, across=(*checked.across, *found))
    results = Results(
        community=decided.setting("community"),
        returned=outputs.returned(checked, expected),
        problems=checked.problems,
        inventory=inventory,
        needs=counted,
        shortlist=listed,
        assignment=assign(invitees, inventory, choices.sending(decided, inventory, known, invitees)),
        roster=team,
        offered=_offered(taken, form),
        decisions=decided,
        plan=_plan(team, decided),
        wordings=own_wordings(checked.answers, form),
        beside=taken.beside,
        strengths=wished.strengths,
        sectors=wished.sectors,
    )
    return Run(checked, taken, _what_if(results, taken, wished), (*wished.keep_informed, *wished.asked_informed))


def listed(results: Results, size: int | None) -> Shortlist:
    """The shortlist of these results with at most `size` partners. Raises NothingToCover without a need."""
    wished = replace(choices.wishes(results.decisions, results.inventory, reading_form()), size=size)
    return shortlist(results.inventory, results.needs, wished)


def assigned(results: Results, chosen: Shortlist) -> Assignment:
    """Who asks whom when `chosen` is the shortlist."""
    inventory, decided = results.inventory, results.decisions
    known = choices.people(inventory, decided)
    invitees = _invitees(inventory, decided, known, chosen)
    return assign(invitees, inventory, choices.sending(decided, inventory, known, invitees))


def _what_if(results: Results, taken: Intake, wished: Wishes) -> Results:
    """The results with who steps in for each partner or stepped in, and how steady the list is."""
    if results.shortlist is None:
        return results
    inventory, counted, listed = results.inventory, results.needs, results.shortlist
    ballots = tuple(ballot.needs for ballot in taken.ballots)
    steady = steadiness(inventory, counted, ballots, listed, wished)
    return replace(
        results,
        steps_in=(
            *(StepIn(one.id, one.says, one.ids) for one in stand_ins(inventory, counted, listed, wished)),
            *(StepIn(one.id, one.says, one.ids) for one in stepped_in(inventory, counted, listed, wished)),
        ),
        steady=tuple((one.id, one.word) for one in steady.each),
        unopposed=without_may_oppose(inventory, counted, listed, wished).says,
    )


def _plan(team: Roster, decided: Decisions) -> tuple[PlanStep, ...]:
    """The plan for the first meetings, with what staff ticked and noted beside each activity."""
    said = {point.key: point for point in decided.checklist if point.list == "kickoff"}
    steps = ((step.activity, step.lead, said.get(step.activity.key)) for step in kickoff_plan(team))
    return tuple(
        PlanStep(one.label, one.what, one.agree, lead, point is not None and point.done, point.note if point else "")
        for one, lead, point in steps
    )


def _merged(taken: Intake, decided: Decisions, counted: tuple[Need, ...], form: Form) -> Inventory:
    def labels(key: str) -> tuple[str, ...]:
        return tuple(label.text for label in form.vocabulary(key).labels)

    setting = MergeSetting(
        rulings=choices.rulings(decided),
        places=choices.places(decided, taken.respondents),
        lists=Labels(
            types=labels("types"),
            populations=labels("groups"),
            domains=labels("predictors"),
            assets=labels("assets"),
            strengths=labels("strengths"),
            stances=labels("stance"),
        ),
        needs=counted,
    )
    return merge(taken.mentions, taken.nominations, taken.respondents, setting)


def _invitees(
    inventory: Inventory, decided: Decisions, known: choices.People, listed: Shortlist | None
) -> tuple[Invitee, ...]:
    """Everybody asked: the shortlist and Part 5, with what they answered, without those whom staff left out."""
    by_name = choices.names(inventory)
    left_out, informed = (by_name.all(decided.chosen(choice)) for choice in ("leave_out", "keep_informed"))
    picked = listed.ids if listed else ()
    said = choices.replies(decided, inventory)
    answered = [id for id, reply in said.of_organizations.items() if reply.answer in ("accepted", "declined")]
    invitees = gather(inventory, (*picked, *answered), choices.senders(inventory, known), left_out, informed)
    asked = choices.replied(choices.regrouped(invitees, decided, inventory), said, picked)
    return choices.addressed(asked, decided, inventory)


def _offered(taken: Intake, form: Form) -> tuple[Need, ...]:
    """Every need of Part 1 with its votes."""
    votes = {need.key: need for need in needs(taken.ballots, form)}
    return tuple(votes.get(need.key, need) for need in every_need(form))


def _with_figures(run: Run, folder: Folder) -> Run:
    """The run with the community's row of the Mobility Metrics, if Settings names one."""
    concerns = tuple(need.label for need in run.results.needs if need.kind is NeedKind.PREDICTOR)
    figures = community_metrics(folder.root, run.results.decisions, concerns)
    run = replace(run, results=replace(run.results, metrics=figures))
    if figures is None or not figures.remark:
        return run
    missing = without_figures(figures.file, run.results.decisions)
    checked = replace(run.checked, across=(*run.checked.across, missing))
    return replace(run, checked=checked, results=replace(run.results, problems=checked.problems))


def _dated(run: Run, folder: Folder) -> Run:
    """The run with what changed since the one before."""
    former = snapshots.load(folder.results / outputs.SNAPSHOT)
    told = snapshots.history(former, snapshots.taken(run.results, date.today().isoformat()))
    since = told.before.day if told.before else ""
    return replace(run, results=replace(run.results, changes=snapshots.changes(told), since=since), history=told)


def _written(run: Run, desk: Desk, folder: Folder) -> Run:
    """The run with its files written: Decisions.xlsx first, then everything under results/."""
    if not run.checked.any_read:
        return run
    book = renew(desk, run.results)
    run = _asked_in(book.data, run)
    run = replace(run, results=replace(run.results, gone=gone_sentences(book.lines)))
    said = keep_decisions(folder, partial(write, book.data))
    swapped = swap_in(folder, outputs.outputs(run), replaced=(outputs.SENT_BACK,))
    sentences = (*run.results.gone, *book.sentences, *filter(None, (said,)), *swapped.sentences)
    return replace(run, written=swapped.files, sentences=sentences)


def _asked_in(data: bytes, run: Run) -> Run:
    """The run with its open roles asked about at their lines of Decisions.xlsx, some of which it has just added."""
    if all(problem.cell for problem in run.checked.across if problem.file == DECISIONS):
        return run
    across = at_open_roles(run.checked.across, read_decisions(data).decisions)
    checked = replace(run.checked, across=across)
    return replace(run, checked=checked, results=replace(run.results, problems=checked.problems))
