"""The one document that `--json` prints: a run as plain dictionaries and lists."""

from collections import Counter
from typing import Any

from mobility_xlsx.coalition.assignments import Invitation
from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.coalition.records import Need, Organization
from mobility_xlsx.coalition.roster import Roster
from mobility_xlsx.coalition.shortlist import Shortlist
from mobility_xlsx.form.answers import Answers, Cell, Field, Row
from mobility_xlsx.form.parts import Form
from mobility_xlsx.form.problems import Problem, Severity
from mobility_xlsx.run import Checked, FileResult, Run
from mobility_xlsx.version import VERSION
from mobility_xlsx.workbook.results import NOT_READ, READ, SKIPPED, Results

Document = dict[str, Any]


def check_document(checked: Checked, form: Form) -> Document:
    """What `check --json` prints: the tool, every file with its answers and counts, every problem."""
    return {
        "tool": {"name": "mobility-xlsx", "version": VERSION},
        "files": [_file(file, form) for file in checked.files],
        "problems": [_problem(problem) for problem in checked.problems],
        "counts": _counts(checked),
    }


def summarize_document(run: Run, form: Form) -> Document:
    """What `summarize --json` prints: the document of `check`, then inventory, needs, shortlist and invitations."""
    results = run.results
    return {
        **check_document(run.checked, form),
        "inventory": [_organization(one) for one in results.inventory.organizations],
        "asked": [
            {"ids": list(question.ids), "names": list(question.names), "reason": question.reason}
            for question in results.inventory.questions
        ],
        "needs": [_need(results, need) for need in results.needs],
        "shortlist": _shortlist(results.shortlist),
        "keep_informed": list(run.keep_informed),
        "invitations": [_invitation(one) for one in results.assignment.invitations],
        "answered": [_answered(one) for one in results.assignment.answered],
        "needs_introduction": [one.invitee.id for one in results.assignment.needs_introduction],
        "roster": _roster(results.roster),
        "changed": {
            "since": results.since,
            "changes": [{"about": change.about, "says": change.says} for change in results.changes],
        },
        "written": [path.as_posix() for path in run.written],
        "sentences": list(run.sentences),
    }


def _file(file: FileResult, form: Form) -> Document:
    answers = file.answers
    if answers is None:
        return {"file": file.file, "status": file.status, "why": file.why}
    person = answers.form_row("start")
    return {
        "file": file.file,
        "status": file.status,
        "why": file.why,
        "workbook_id": answers.workbook_id,
        "edition": answers.edition,
        "language": answers.language,
        "respondent": {key: person.text(key) for key in ("name", "organization", "email")},
        "found": [{"part": one.part, "sheet": one.sheet, "by": one.by} for one in answers.found],
        "answers": answers_document(answers, form),
        "cells": {
            "non_empty": answers.non_empty,
            "answers": answers.answer_cells,
            "form": answers.form_cells,
            "unplaced": [_cell(cell) for cell in answers.unplaced],
        },
        "notes": [{**_cell(cell), "note": cell.note} for cell in answers.notes],
    }


def answers_document(answers: Answers, form: Form) -> Document:
    """The answers of one workbook, part by part, labels in their canonical wording and own words as typed."""
    document: Document = {"part1": _part1(answers, form)}
    for part in form.parts:
        if part.layout == "table":
            keys = [column.key for column in part.columns if column.is_answer]
            several = {column.key for column in part.columns if column.kind == "choices"}
            document[part.key] = [_row(row, keys, several, bool(part.bands)) for row in answers.part(part.key)]
    return document


def _part1(answers: Answers, form: Form) -> Document:
    part = form.part("part1")
    document: Document = {block.vocabulary: [] for block in part.blocks}
    document["notes"] = {block.vocabulary: {} for block in part.blocks}
    document["cells"] = {block.vocabulary: {} for block in part.blocks}
    for row in answers.part("part1"):
        label = row.text("label")
        if row.texts("tick") and label not in document[row.block]:
            document[row.block].append(label)
        if note := row.text("note"):
            before = document["notes"][row.block].get(label, note)
            document["notes"][row.block][label] = before if note in before else f"{before}\n{note}"
        cell = row.cell("tick") or row.cell("note") or row.cell("label")
        if cell is not None:
            document["cells"][row.block][label] = cell.address
    return document


def _row(row: Row, keys: list[str], several: set[str], banded: bool) -> Document:
    document: Document = {
        key: list(dict.fromkeys(value.text for value in row.values(key) if value.text))
        if key in several
        else row.text(key)
        for key in keys
    }
    if banded:
        document["type"] = row.block
    document["sheet"] = row.sheet
    document["cells"] = {field.key: field.values[0].cell.address for field in row.fields if field.values}
    document["all_cells"] = {field.key: _addresses(field) for field in row.fields if len(field.values) > 1}
    return document


def _addresses(field: Field) -> list[str]:
    return [value.cell.address for value in field.values]


def _cell(cell: Cell) -> Document:
    return {"sheet": cell.sheet, "cell": cell.address, "value": cell.text}


def _problem(problem: Problem) -> Document:
    keys = ("code", "file", "sheet", "cell", "value", "says", "fix", "suggestion")
    also = [{"file": place.file, "sheet": place.sheet, "cell": place.cell} for place in problem.also]
    return {"severity": str(problem.severity), **{key: getattr(problem, key) for key in keys}, "also": also}


def _counts(checked: Checked) -> Document:
    by_status = Counter(file.status for file in checked.files)
    by_severity = Counter(problem.severity for problem in checked.problems)
    return {
        "files": {status: by_status.get(status, 0) for status in (READ, NOT_READ, SKIPPED)},
        "problems": {str(severity): by_severity.get(severity, 0) for severity in Severity},
    }


def _organization(one: Organization) -> Document:
    return {
        "id": one.id,
        "name": one.name,
        "also_known_as": list(one.also_known_as),
        "type": one.type,
        "types": list(one.types),
        "populations": list(one.populations),
        "domains": list(one.domains),
        "assets": list(one.assets),
        "strengths": list(one.strengths),
        "stance": one.stance,
        "part_of": one.part_of,
        "sources": [
            {"file": mention.source.file, "sheet": mention.source.sheet, "cell": mention.source.cell}
            for mention in one.mentions
        ],
    }


def _need(results: Results, need: Need) -> Document:
    return {
        "kind": str(need.kind),
        "label": need.label,
        "weight": need.weight,
        "votes": need.votes,
        "covered_by": [one.id for one in results.covered_by(need)],
    }


def _shortlist(found: Shortlist | None) -> Document | None:
    if found is None:
        return None
    return {
        "proven": found.proven,
        "size": found.size,
        "at_least": found.at_least,
        "partners": [
            {
                "id": pick.id,
                "name": pick.name,
                "why": pick.why,
                "only_one_for": list(pick.only_one_for),
                "in": pick.place,
            }
            for pick in found.picks
        ],
        "in_no_smallest": list(found.in_no_smallest),
        "gaps": [gap.need.label for gap in found.gaps],
    }


def _invitation(one: Invitation) -> Document:
    return {
        "member": one.invitee.member,
        "organization": one.invitee.organization,
        "id": one.invitee.organization_id or one.invitee.id,
        "sender": one.sender.name if one.sender else "",
        "closeness": one.label,
        "why": one.why,
    }


def _answered(one: Invitee) -> Document:
    return {
        "member": one.member,
        "organization": one.organization,
        "id": one.organization_id or one.id,
        "answer": one.answer,
        "date": one.reply.date if one.reply else "",
        "note": one.reply.note if one.reply else "",
    }


def _roster(roster: Roster) -> list[Document]:
    """Everybody in the coalition with the group they belong to."""
    rows = [
        _member("management team", one.person, one.organization, post.role.label)
        for post in roster.posts
        for one in post.holders
    ]
    rows += [_member("management team", one.person, one.organization, one.role) for one in roster.others]
    rows += [_member("key stakeholder partner", one.member, one.organization) for one in roster.partners]
    rows += [_member("champion", one.person, one.organization) for one in roster.champions]
    rows += [
        _member("community member", one.invitee.member, one.invitee.organization) for one in roster.community_members
    ]
    return rows + [_member("keep informed", one.member, one.organization) for one in roster.keep_informed]


def _member(group: str, person: str, organization: str, role: str = "") -> Document:
    return {"group": group, "person": person, "organization": organization, "role": role}
