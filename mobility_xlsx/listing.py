"""What `check` and `summarize` print for people: problems by file, the worst first, and what to do next."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mobility_xlsx.form.problems import Place, Problem, Severity
from mobility_xlsx.run import Checked, FileResult, Run
from mobility_xlsx.text import one_line, shortened
from mobility_xlsx.workbook.results import READ, SKIPPED
from mobility_xlsx.workbook.summary_story import plural

if TYPE_CHECKING:
    from mobility_xlsx.post import Posted

_MOST_PLACES = 3  # of one question on the screen
_MOST_LISTED = 40  # of one file on the screen; Problems.xlsx has them all


def lines(checked: Checked) -> list[str]:
    """All problems grouped by file, the worst first, then the count and what to do next."""
    listed: list[str] = []
    for file in sorted(checked.files, key=_rank):
        listed += _file_lines(file)
    if checked.across:
        listed += ["", "Across the workbooks", *_problem_lines(checked.across, names_file=True)]
    return [*listed, "", _count(checked), *_next(checked)]


def _rank(file: FileResult) -> tuple[int, int, str]:
    worst = min((problem.severity.rank for problem in file.problems), default=len(Severity))
    return worst, -len(file.problems), file.file


def _file_lines(file: FileResult) -> list[str]:
    if file.status == SKIPPED:
        return ["", f"{one_line(file.file)}: skipped. {file.why}"]
    who = _respondent(file)
    title = one_line(file.file) + (f"  ({who})" if who else "")
    if not file.told:
        return ["", f"{title}: nothing to fix."]
    return ["", title, *_problem_lines(file.told)]


def _respondent(file: FileResult) -> str:
    if file.answers is None or file.status != READ:
        return ""
    row = file.answers.form_row("start")
    return ", ".join(filter(None, (shortened(row.text(key), 40) for key in ("name", "organization"))))


def _problem_lines(problems: tuple[Problem, ...], names_file: bool = False) -> list[str]:
    ordered = sorted(problems, key=lambda problem: problem.severity.rank)
    listed: list[str] = []
    for severity, group in groupby(ordered[:_MOST_LISTED], key=lambda problem: problem.severity):
        listed.append(f"  {severity}")
        listed += [line for problem in group for line in _one(problem, names_file)]
    if len(ordered) > _MOST_LISTED:
        listed.append(f"  and {len(ordered) - _MOST_LISTED} more: results/Problems.xlsx lists all after summarize.")
    return listed


def _one(problem: Problem, names_file: bool) -> Iterator[str]:
    place = _place(problem.place, names_file)
    yield f"    {place + ': ' if place else ''}{one_line(problem.says)}"
    if names_file and problem.also:
        more = f" and {len(problem.also) - _MOST_PLACES} more" if len(problem.also) > _MOST_PLACES else ""
        yield f"      Also: {'; '.join(_place(one, True) for one in problem.also[:_MOST_PLACES])}{more}."
    if problem.suggestion and problem.suggestion not in problem.says:
        yield f'      Perhaps: "{one_line(problem.suggestion)}".'
    if problem.fix:
        yield f"      {one_line(problem.fix)}"


def _place(place: Place, names_file: bool) -> str:
    """Where something stands, in words: its file too where several are spoken of."""
    cell = " ".join(filter(None, (one_line(place.sheet), place.cell)))
    return ", ".join(filter(None, (one_line(place.file) if names_file else "", cell)))


def _count(checked: Checked) -> str:
    read = sum(file.is_filled_form for file in checked.files)
    came_back = [file for file in checked.files if file.status != SKIPPED]
    counts = [
        f"{number} {severity}"
        for severity in Severity
        if (number := sum(problem.severity is severity for problem in checked.problems))
    ]
    return f"{read:,} of {plural(len(came_back), 'file')} read. {', '.join(counts) or 'No problems'}."


def _next(checked: Checked) -> list[str]:
    if not checked.any_read:
        return ["Next: ask for the files again, as the sentences above say."]
    return ["Next: mobility-xlsx summarize makes the inventory, the shortlist, and copies to send back."]


def summary(run: Run) -> list[str]:
    """What `summarize` prints: counts, the list, what nobody meets, and which file to open first.

    Without any file that could be read, why not, file by file: nothing was written that would say it.
    """
    if not run.checked.any_read:
        return lines(replace(run.checked, across=()))
    told = [_count(run.checked), _inventory_line(run), *_shortlist_lines(run), *run.sentences]
    opened = next((path for path in run.written if path.name.startswith("Summary")), None)
    return [*told, *([f"Next: open {opened}"] if opened else [])]


def letters(posted: "Posted", anyway: bool) -> list[str]:
    """What `letters` prints: what is missing or was kept, how many files there are, and what to do next."""
    if posted.files:
        count = "1 file is" if posted.there == 1 else f"{posted.there} files are"
        after = 'Next: read them in results/letters, then mail each sender their "To the sender.eml".'
        return [*posted.sentences, f"{count} in results/letters.", after]
    if posted.nobody:
        return [*posted.sentences, "Next: mobility-xlsx summarize tells where the coalition stands."]
    none = "Nothing was written. With --anyway, paragraphs that nobody filled in are left out."
    none = "Nothing was written: no letter can do without what is named here." if anyway else none
    return [*posted.sentences, none, "Next: fill that in, close Decisions.xlsx, and run letters again."]


def _inventory_line(run: Run) -> str:
    found = run.results.inventory
    mentions, asked = sum(len(one.mentions) for one in found.organizations), len(found.questions)
    line = f"{plural(len(found.organizations), 'organization')} from {plural(mentions, 'mention')}."
    return line + (f" {plural(asked, 'question')} about names in Decisions.xlsx." if asked else "")


def _shortlist_lines(run: Run) -> list[str]:
    if run.results.shortlist is None:
        return ["Nobody has ticked a need in Part 1 yet, so there is no shortlist."]
    names = ", ".join(shortened(pick.name, 50) for pick in run.results.shortlist.picks)
    gaps = ", ".join(gap.need.label for gap in run.results.shortlist.gaps)
    unmet = ", ".join(need.label for need in run.results.shortlist.unmet)
    told = ((gaps, "Nobody yet"), (unmet, "Not met by this list"))
    return [
        run.results.shortlist.says,
        *([f"Critical partners: {names}."] if names else []),
        *(f"{what}: {labels}." for labels, what in told if labels),
    ]
