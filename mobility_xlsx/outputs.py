"""Everything a run writes under results/: workbooks, the page, copies to send back, drafts, tables as CSV."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from mobility_xlsx import report, snapshots
from mobility_xlsx.folder import Output
from mobility_xlsx.form.acrosschecks import copy_stems
from mobility_xlsx.form.answers import Answers
from mobility_xlsx.form.emails import address
from mobility_xlsx.form.problems import Problem
from mobility_xlsx.mail.drafts import Attachment, Recipient, draft
from mobility_xlsx.mail.messages import message
from mobility_xlsx.run import Checked, FileResult, Run
from mobility_xlsx.text import csv_safe, fold
from mobility_xlsx.workbook import problemlist
from mobility_xlsx.workbook.addressees import Addressee
from mobility_xlsx.workbook.pleasecheck import asked, write_please_check
from mobility_xlsx.workbook.results import NOT_THE_FORM, NOT_YET, READ, Results, ReturnStatus
from mobility_xlsx.workbook.summary import write_summary

SNAPSHOT = "data/history.json"
SENT_BACK = "to-send-back"


def outputs(run: Run) -> tuple[Output, ...]:
    """Every file of one run, with what writes it. The same run gives the same bytes."""
    results, history = run.results, run.history
    assert history is not None
    return (
        Output("Summary.xlsx", partial(write_summary, results)),
        Output("Problems.xlsx", partial(problemlist.write_problems, results.problems)),
        Output("report.html", partial(report.write_report, results)),
        *_copies(run.checked),
        *(Output(f"data/{name}.csv", partial(_write_csv, rows)) for name, rows in _tables(results)),
        Output(SNAPSHOT, partial(snapshots.save, history)),
    )


def returned(checked: Checked, expected: Iterable[Addressee] = ()) -> tuple[ReturnStatus, ...]:
    """Every file for *Who answered*: who sent it, when, how much is to correct, and the copy that goes back.

    Then everybody on the list of `expected` people whose workbook is not among them.
    """
    stems = copy_stems(checked.answers)
    back = tuple(_returned(file, stems.get(file.file, "")) for file in checked.files)
    people = [row for answers in checked.answers for row in answers.people()]
    known = {fold(text) for one in back if one.status == READ for text in (one.email, one.name)}
    known = (known | {fold(row.text(key)) for row in people for key in ("email", "name")}) - {""}
    waiting = (one for one in expected if not {fold(one.email), fold(one.name)} & known)
    return (*back, *(ReturnStatus("", NOT_YET, one.name, one.organization, one.email) for one in waiting))


def _returned(file: FileResult, copy: str) -> ReturnStatus:
    mailed_from = address(file.sent_by)
    if file.answers is None:
        name = file.sent_by.rpartition("<")[0].strip() if mailed_from else file.sent_by
        return ReturnStatus(file.file, file.status, name, email=mailed_from, received=file.received[:10], why=file.why)
    row = file.answers.form_row("start")
    questions = asked(file.answers, file.problems)
    return ReturnStatus(
        file=file.file,
        status=file.status if file.is_filled_form or file.status != READ else NOT_THE_FORM,
        why=file.why or " ".join(f"{one.says} {one.fix}" for one in file.problems if one.code == "no-part-found"),
        name=", ".join(one.text("name") for one in file.answers.people()) or row.text("name"),
        organization=row.text("organization"),
        email=row.text("email") or mailed_from,
        received=file.received[:10],
        to_correct=len(questions),
        sent_back=f"{SENT_BACK}/{copy}.xlsx" if questions else "",
    )


def _copies(checked: Checked) -> Iterator[Output]:
    stems = copy_stems(checked.answers)
    for file in checked.files:
        if file.answers is None or not (questions := asked(file.answers, file.problems)):
            continue
        name, copy = stems[file.file], cache(partial(_copy, file.answers, questions))
        yield Output(f"{SENT_BACK}/{name}.xlsx", partial(_write_copy, copy))
        yield Output(f"{SENT_BACK}/{name}.eml", partial(_write_draft, file, len(questions), f"{name}.xlsx", copy))


def _copy(answers: Answers, questions: Sequence[Problem]) -> bytes:
    """The copy to send back; the file and the draft that carries it hold the same bytes."""
    workbook = io.BytesIO()
    write_please_check(answers, questions, workbook)
    return workbook.getvalue()


def _write_copy(copy: Callable[[], bytes], path: Path) -> None:
    path.write_bytes(copy())


def _write_draft(file: FileResult, count: int, name: str, copy: Callable[[], bytes], path: Path) -> None:
    """An email to whoever sent the workbook, with the copy, that says in three lines what is asked."""
    assert file.answers is not None
    row = file.answers.form_row("start")
    attachment = Attachment(name, copy())
    said = message("please_check", file.answers.language, row.text("name"), count)
    to = Recipient(row.text("email") or file.sent_by, row.text("name"))
    path.write_bytes(draft(to, said.subject, said.body, (attachment,)))


CsvTable = Iterable[Sequence[object]]


def _tables(results: Results) -> Iterator[tuple[str, CsvTable]]:
    yield "problems", (problemlist.CSV_HEADINGS, *problemlist.csv_rows(results.problems))
    yield "inventory", _inventory(results)
    yield "mentions", _mentions(results)
    yield "needs", _needs(results)
    yield "shortlist", _shortlist(results)
    yield "invitations", _invitations(results)


def _inventory(results: Results) -> Iterator[Sequence[object]]:
    several = ("also_known_as", "types", "populations", "domains", "assets", "strengths")
    yield ("id", "name", "type", *several, "stance", "part_of", "mentions", "nominations")
    for one in results.inventory.organizations:
        lists = ("; ".join(getattr(one, key)) for key in several)
        yield one.id, one.name, one.type, *lists, one.stance, one.part_of, len(one.mentions), one.nominations


def _mentions(results: Results) -> Iterator[Sequence[object]]:
    yield "id", "name", "field", "value", "file", "sheet", "cell"
    for one in results.inventory.organizations:
        for mention in one.mentions:
            for said in mention.said:
                place = said.source
                yield one.id, one.name, said.field, said.text, place.file, place.sheet, place.cell


def _needs(results: Results) -> Iterator[Sequence[object]]:
    yield "kind", "label", "weight", "votes", "covered_by"
    for need in results.needs:
        covering = "; ".join(one.id for one in results.covered_by(need))
        yield str(need.kind), need.label, need.weight, need.votes, covering


def _shortlist(results: Results) -> Iterator[Sequence[object]]:
    yield "id", "name", "why", "only_one_for", "in"
    for pick in results.shortlist.picks if results.shortlist else ():
        yield pick.id, pick.name, pick.why, "; ".join(pick.only_one_for), pick.place


def _invitations(results: Results) -> Iterator[Sequence[object]]:
    yield "member", "organization", "id", "invite_as", "sender", "closeness", "why", "answer"
    for one in results.assignment.invitations:
        who, sender = one.invitee, one.sender.name if one.sender else ""
        yield who.member, who.organization, who.organization_id, who.invite_as, sender, one.label, one.why, who.answer
    for who in results.assignment.answered:
        yield who.member, who.organization, who.organization_id, who.invite_as, "", "", "", who.answer


def _write_csv(rows: CsvTable, path: Path) -> None:
    """A table as CSV that Excel opens as it is: UTF-8 with a mark, formulas disarmed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([csv_safe(str(value)) for value in row] for row in rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
