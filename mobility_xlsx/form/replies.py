"""Answers partners typed under Your answer: a new value of the cell, or a word that settles the question."""

import re
from collections.abc import Iterable, Iterator, Sequence

from mobility_xlsx.form import emails
from mobility_xlsx.form.answers import Answers, Cell, Match, Reply
from mobility_xlsx.form.catalogue import Catalogue, reworded
from mobility_xlsx.form.checking import is_formula
from mobility_xlsx.form.parts import Column, Form, Label, Vocabulary
from mobility_xlsx.form.problems import Place, Problem, Severity
from mobility_xlsx.form.rowchecks import named
from mobility_xlsx.form.splitting import folded_all, pieces
from mobility_xlsx.form.ticks import Tick, read_tick
from mobility_xlsx.form.values import cell_values, is_date, is_error
from mobility_xlsx.form.wording import kept_by_identity
from mobility_xlsx.text import fold

A_NAME = 8  # words; longer answers are remarks
A_CHOICE = 5
_TAKE_AWAY = re.compile(r"delete|clear|remove|erase|drop|(?:borr(?:ar|e)|elimin(?:ar|e)|quit(?:ar|e))(?:l[ao])?")
_ASKING = frozenset({"please", "favor"})
_BESIDE = re.compile(
    r"this|that|the|it|line|row|entry|cell|name|organization|por|est[ae]|la|el|lo|linea|fila|celda|nombre|organizacion"
)
_KNOWS_NOT = re.compile(
    r"(?:(?:sorry|i|we|really|honestly|am|are|i'm|we're|yo|lo siento)[ ,]+)*"
    r"(?:(?:don'?t|do not) (?:really )?know|not sure|unsure|no idea|none|nothing|nobody|no one"
    r"|no (?:lo )?(?:se|sabemos)|ningun[oa]?|nada|nadie)(?: yet| todavia| aun)?"
)


def is_new_value(answer: Cell, cell: Cell | None, column: Column, form: Form) -> bool:
    """True when `answer` says what the cell should hold, False when it is a word about it.

    `cell` is what stands there now, None for a blank one. A blank, an error, a date or "??" is replaced by anything
    that fits the column; words that can be used are replaced only by a label, an address or a tick.
    """
    usable = cell is not None and not cell.is_blank and not _is_unusable(cell, column, form)
    if column.kind == "tick":
        ticked = read_tick(answer.text, form)
        return ticked.tick is not Tick.UNCLEAR and not ticked.note
    if is_remark(answer.text, form):
        return False
    if column.kind == "email":
        return bool(emails.address(answer.text)) or not (usable or " " in answer.text.strip())
    if column.kind in ("choice", "choices"):
        values = cell_values(answer, column, form)
        listed = bool(values) and all(value.match not in (Match.OWN, Match.UNCLEAR) for value in values)
        return listed or (not usable and _is_short(answer, A_CHOICE))
    return not usable and (column.kind in ("text", "note") or _is_short(answer, A_NAME))


def is_remark(text: str, form: Form) -> bool:
    """True for words to us that are no value of any cell: "delete this line", "I don't know", "none", "yes"."""
    said = fold(text).strip(" .!")
    words = set(re.findall(r"\w+", said))
    others = {word for word in words if not _TAKE_AWAY.fullmatch(word)}
    asks = bool(words & _ASKING) or all(_BESIDE.fullmatch(word) for word in others)
    return (
        (others < words and asks)
        or bool(_KNOWS_NOT.fullmatch(said))
        or said in folded_all((*form.ticked, *form.unticked))
    )


def known_name(answer: Cell, part: str, answers: Answers) -> bool:
    """True when an answer about a partner or invitee in `part` is the name of an organization in Part 2 or 3."""
    rows = (row for key in ("part2", "part3") for row in answers.part(key))
    known = {fold(one.name) for row in rows if (one := named(row, "name"))}
    return part in ("part4", "part5") and fold(answer.text) in known


def listed(answer: Cell, lists: Sequence[str], form: Form) -> tuple[tuple[str, Label], ...]:
    """Each label an answer names with its list; none unless all it says stands on one of these `lists`."""
    whole = _joined(form).setdefault(tuple(lists), _of_all(lists, form))
    said = [piece.meaning.label for piece in pieces(answer.text, whole, folded_all(form.unclear))]
    homes = {label.text: key for key in reversed(lists) for label in form.vocabulary(key).labels}
    found = tuple((homes[label.text], label) for label in said if label is not None and not label.fill_in)
    return found if len(found) == len(said) else ()


@kept_by_identity
def _joined(_: Form) -> dict[tuple[str, ...], Vocabulary]:
    """Several lists of a form as one, by their keys."""
    return {}


def _of_all(lists: Sequence[str], form: Form) -> Vocabulary:
    return Vocabulary("", tuple(label for key in lists for label in form.vocabulary(key).labels))


def _is_unusable(cell: Cell, column: Column, form: Form) -> bool:
    if is_error(cell) or is_date(cell) or is_formula(cell):
        return True
    values = cell_values(cell, column, form)
    if column.kind == "email":
        return not emails.address(cell.text)
    fill_in = _fill_in(column, form)
    return all(value.match is Match.UNCLEAR or value.label in fill_in for value in values)


def _fill_in(column: Column, form: Form) -> set[str]:
    """Labels such as "Other" that say nothing by themselves."""
    labels = form.vocabulary(column.vocabulary).labels if column.vocabulary else ()
    return {label.key for label in labels if label.fill_in}


def _is_short(answer: Cell, words: int) -> bool:
    return len(answer.text.split()) <= words


def unanswered(problems: Iterable[Problem], answers: Answers, catalogue: Catalogue) -> Iterator[Problem]:
    """`problems` without the questions that the partner has settled, and each such answer as one to read."""
    found = tuple(problems)
    settled = {id(problem) for reply in answers.replies for problem in _settled(reply, found, answers.language)}
    yield from (problem for problem in found if id(problem) not in settled)
    for reply in answers.replies:
        yield catalogue.problem("answered", Place(answers.file, reply.sheet, reply.cell, reply.text), answer=reply.text)


def _settled(reply: Reply, problems: Sequence[Problem], language: str) -> tuple[Problem, ...]:
    """The question a reply is about: the one in its words, else the only one at its cell. MUST FIX stays."""
    here = tuple(
        problem
        for problem in problems
        if (problem.sheet, problem.cell) == (reply.sheet, reply.cell) and problem.severity is Severity.PLEASE_CHECK
    )
    asked = fold(reply.found)
    same = tuple(problem for problem in here if asked.startswith(fold(reworded(problem, language).says)))
    return same or (here if len(here) == 1 else ())
