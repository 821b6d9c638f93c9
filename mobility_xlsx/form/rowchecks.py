"""What whole rows are asked about: names, types, what is missing, what stands twice, who is unknown."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz, process

from mobility_xlsx.form.answers import Cell, Kind, Match, Row, Value
from mobility_xlsx.form.cellchecks import formula_problem
from mobility_xlsx.form.checking import Checking, name_column
from mobility_xlsx.form.parts import CheckRule, Column, Part
from mobility_xlsx.form.problems import Place, Problem
from mobility_xlsx.form.values import is_date, is_error
from mobility_xlsx.text import fold, without_legal_form

NEEDED = {"type": "type-missing", "sender": "sender-missing"}
NEAR_NAME = 80  # of 100: one or two slips in a name, or a word more


class UsableName(Struct, frozen=True):
    """A name that can be used, and its cell."""

    name: str
    cell: Cell


def row_problems(checking: Checking) -> Iterator[Problem]:
    """Problems of the rows of all tables, by the rules the form declares."""
    for part in checking.form.parts:
        if part.layout == "table":
            for row in checking.rows(part):
                yield from _name_problems(checking, part, row)
                yield from _needed(checking, part, row)
                if part.bands and not row.block and (who := _called(part, row)):
                    yield checking.missing("type-missing", row, name_column(part).key, name=who)
            yield from _repeated(checking, part)
    yield from _unknown_partners(checking)


def named(row: Row, key: str) -> UsableName | None:
    """The name in the column `key` of a row, None when it has none that can be used."""
    for value in row.values(key):
        name = value.text.strip()
        if name and value.match is not Match.UNCLEAR and not is_error(value.cell) and not is_date(value.cell):
            return UsableName(name, value.cell)
    return None


def _name_problems(checking: Checking, part: Part, row: Row) -> Iterator[Problem]:
    column = name_column(part)
    for value in row.values(column.key)[:1]:
        problem = _unusable(checking, value, column)
        if problem:
            yield problem
        elif formula := formula_problem(checking, value.cell):
            yield formula
        elif column.kind == "name" and (count := _names_in(value.typed)) > 1:
            yield checking.at("several-names", value.cell, count=str(count))


def _unusable(checking: Checking, value: Value, column: Column) -> Problem | None:
    if is_error(value.cell):
        return checking.at("name-error", value.cell)
    if is_date(value.cell):
        return checking.at("name-date", value.cell)
    if value.match is Match.UNCLEAR or value.cell.kind is Kind.BOOLEAN:
        code = "name-unclear" if column.kind == "name" else "unclear-value"
        return checking.at(code, value.cell, value=value.typed, column=column.title)
    return None


def _names_in(text: str) -> int:
    """How many names a cell seems to hold: by semicolons, and by lines unless one name may be wrapped over two."""
    lines = list(_names(text.splitlines()))
    is_wrapped = len(lines) == 2 and (not lines[1][0].isupper() or any(len(line.split()) < 2 for line in lines))
    return len(list(_names(text.split(";") if is_wrapped else re.split(r"[;\n\r]", text))))


def _names(pieces: Iterable[str]) -> Iterator[str]:
    return (name for piece in pieces if len(fold(name := piece.strip(" -•*\t"))) > 1)


def _needed(checking: Checking, part: Part, row: Row) -> Iterator[Problem]:
    """Every declared rule about blanks that bites, as the Check column of the sheet has them one after another."""
    for rule in part.checks:
        if rule.rule == "needs":
            yield from (_blank(checking, part, row, key) for key in rule.columns if not row.values(key))
        elif rule.rule == "needs_any" and not any(row.values(key) for key in rule.columns):
            yield _nothing(checking, part, row, rule)


def _blank(checking: Checking, part: Part, row: Row, key: str) -> Problem:
    column = part.column(key)
    if column is name_column(part):
        return checking.missing("name-missing", row, key)
    who = _called(part, row)
    if key in NEEDED and who:
        return checking.missing(NEEDED[key], row, key, name=who)
    return checking.missing("needed-blank", row, key, column=column.title)


def _nothing(checking: Checking, part: Part, row: Row, rule: CheckRule) -> Problem:
    who = _called(part, row)
    if name_column(part).key in rule.columns:
        return checking.missing("invitee-missing", row, rule.columns[0])
    if not who:
        return checking.missing("needed-blank", row, rule.columns[0], column=part.column(rule.columns[0]).title)
    listed = all(part.column(key).kind == "choices" for key in rule.columns)
    return checking.missing("nothing-served" if listed else "nothing-said", row, rule.columns[0], name=who)


def _called(part: Part, row: Row) -> str:
    """What a row is called in a sentence: its name, else the organization beside it."""
    keys = [name_column(part).key, *(column.key for column in part.columns if column.kind == "name")]
    found = (named(row, key) for key in keys)
    return next((one.name for one in found if one), "")


def _repeated(checking: Checking, part: Part) -> Iterator[Problem]:
    """Names that stand again in the same part, or already in another one, where the form declares such a rule."""
    for rule in part.checks:
        if rule.rule not in ("also_in", "twice"):
            continue
        key = rule.columns[0]
        other = checking.form.part(rule.part) if rule.part else part
        first_cells = _cells_by_name(checking, other, name_column(other).key if rule.part else key)
        for row in checking.rows(part):
            here = named(row, key)
            first = first_cells.get(fold(here.name)) if here else None
            if not here or not first or first == here.cell:
                continue
            if rule.part:
                words = {"part": first.sheet, "other": first.address}
                problem = checking.at("also-in-part", here.cell, name=here.name, **words)
            else:
                problem = checking.at("listed-twice", here.cell, name=here.name, other=_said(first, here.cell))
            yield replace(problem, also=(Place(checking.answers.file, first.sheet, first.address, first.text),))


def _said(cell: Cell, beside: Cell) -> str:
    return cell.address if cell.sheet == beside.sheet else f"{cell.sheet} {cell.address}"


def _cells_by_name(checking: Checking, part: Part, key: str) -> dict[str, Cell]:
    """The first cell of every folded name in the column `key` of a part."""
    cells: dict[str, Cell] = {}
    for row in checking.rows(part):
        if one := named(row, key):
            cells.setdefault(fold(one.name), one.cell)
    return cells


def _unknown_partners(checking: Checking) -> Iterator[Problem]:
    """Names in Parts 4 and 5 that neither Part 2 nor 3 has, with the nearest; silent while both are blank.

    Nobody lists their own organization as a partner, so naming somebody there is nothing to ask about.
    """
    known: dict[str, str] = {}
    for key in ("part2", "part3"):
        for row in checking.answers.part(key):
            if one := named(row, "name"):
                known.setdefault(without_legal_form(one.name), one.name)
    if not known:
        return
    own = {without_legal_form(one.text("organization")) for one in checking.answers.people()}
    for key, field in (("part4", "partner"), ("part5", "organization")):
        for row in checking.answers.part(key):
            one = named(row, field)
            if one and without_legal_form(one.name) not in known.keys() | own:
                yield checking.at("partner-unknown", one.cell, nearest(one.name, known), name=one.name)


def nearest(name: str, known: dict[str, str]) -> str:
    """The known name most like `name`, "" when none is near; `known` holds names without their legal forms."""
    found = process.extractOne(without_legal_form(name), known.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_NAME)
    return known[found[0]] if found else ""
