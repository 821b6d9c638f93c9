"""Live checks and progress as formulas of plain functions, each with its true value worked out here.

IF, AND, OR, TRIM of one cell, and SUMPRODUCT over comparisons compute alike in Excel, LibreOffice, Google Sheets and
Gnumeric. A function over a range inside SUMPRODUCT does not: Gnumeric makes it #VALUE!.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from mobility_xlsx.form.answers import column_letters
from mobility_xlsx.form.parts import CheckRule, Form, Part
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.boxes import SINGLE, Box, Table
from mobility_xlsx.workbook.plan import Area, quoted

_CALLS = frozenset(("IF", "AND", "OR", "TRIM", "SUMPRODUCT", "COUNTA"))  # the last one in edition 1.0
_SHEET = re.compile(r"'(?:[^']|'')*'")
_NO_DIGITS = str.maketrans("", "", "0123456789")
_CALLED = re.compile(r"(?<![\w.])([\w.]++)\s*+\(")


class Formula(Struct, frozen=True):
    """A formula and the value it has."""

    text: str
    value: str


def trimmed(text: str) -> str:
    """`text` as TRIM gives it: blanks at the ends gone, one blank for several; other white space stays."""
    return " ".join(word for word in text.split(" ") if word)


def is_filled(text: str) -> bool:
    """True for what `(cell<>"")*(cell<>" ")` takes for filled."""
    return text not in ("", " ")


def namesakes(counts: Counter[str], text: str, *, apart: bool = False) -> int:
    """How many cells hold `text` as `=` compares it, case aside and with or without a blank at the end.

    With `apart`, the cell `text` stands in is one of those counted and is left out.
    """
    name = trimmed(text).lower()
    found = counts[name] + counts[name + " "]
    return found - (text.lower() in (name, name + " ")) if apart else found


class Checks:
    """The Check column of one table; `others` are the tables of the same workbook by part key."""

    def __init__(self, form: Form, table: Table, others: Mapping[str, Table]) -> None:
        self.table, self.others = table, others
        self.ok = form.words.get("ok", "OK")
        self.answered = tuple(column.key for column in table.part.columns if column.is_answer)
        self._letters = {column.key: column_letters(i) for i, column in enumerate(table.part.columns, 1)}
        self._runs: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}
        self._made: dict[int, Formula] = {}
        self._areas = {rule: self._area(rule) for rule in table.part.checks if rule.rule in ("twice", "also_in")}
        self._counts = {
            rule.columns[0]: column_counts(table, rule.columns[0]) for rule in table.part.checks if rule.rule == "twice"
        }
        self._known = {
            rule.says: column_counts(others[rule.part], _their_column(others[rule.part].part, rule.columns[0]))
            for rule in table.part.checks
            if rule.rule == "also_in" and rule.part in others
        }

    def formula(self, box: Box) -> Formula:
        """What the Check cell of a box holds and shows, worked out once for it and for the progress it counts in."""
        if box.first not in self._made:
            self._made[box.first] = Formula(self._text(box), self._value(box))
        return self._made[box.first]

    def _text(self, box: Box) -> str:
        inner = literal(self.ok)
        for rule in reversed(self.table.part.checks):
            condition = self._condition(rule, box)
            if condition:
                inner = f"IF({condition},{literal(rule.says)},{inner})"
        return f'=IF({self._empty(box, self.answered)},"",{inner})'

    def _value(self, box: Box) -> str:
        if not box.texts or not _filled(box, self.answered):
            return ""
        bites = (rule.says for rule in self.table.part.checks if self._bites(rule, box))
        return next(bites, self.ok)

    def _condition(self, rule: CheckRule, box: Box) -> str:
        if rule.rule == "needs":
            return _any(self._missing(box, key) for key in rule.columns)
        if rule.rule == "needs_any":
            return self._empty(box, rule.columns)
        cell, area = f"${self._letters[rule.columns[0]]}{box.first}", self._areas[rule]
        name = f"TRIM({cell})"
        if rule.rule == "twice":
            own = f'({cell}={name})-({cell}={name}&" ")'
            return f'AND({name}<>"",{_namesakes(area, name)}-{own}>0)'
        return f'AND({name}<>"",{_namesakes(area, name)}>0)' if area else ""

    def _area(self, rule: CheckRule) -> str:
        """The cells a rule looks for a name in; "" when their table is not in this workbook."""
        key = rule.columns[0]
        if rule.rule == "twice":
            return str(column_area(self.table, key))
        other = self.others.get(rule.part)
        return f"{quoted(other.part.sheet)}!{column_area(other, _their_column(other.part, key))}" if other else ""

    def _missing(self, box: Box, key: str) -> str:
        if self.table.part.column(key).kind in SINGLE:
            return f'TRIM(${self._letters[key]}{box.first})=""'
        return self._empty(box, (key,))

    def _lacks(self, box: Box, key: str) -> bool:
        if self.table.part.column(key).kind in SINGLE:
            return not trimmed(box.text(key))
        return not _filled(box, (key,))

    def _bites(self, rule: CheckRule, box: Box) -> bool:
        if rule.rule == "needs":
            return any(self._lacks(box, key) for key in rule.columns)
        if rule.rule == "needs_any":
            return not _filled(box, rule.columns)
        name = box.text(rule.columns[0])
        if not trimmed(name):
            return False
        if rule.rule == "twice":
            return namesakes(self._counts[rule.columns[0]], name, apart=True) > 0
        return namesakes(self._known.get(rule.says, Counter()), name) > 0

    def _empty(self, box: Box, keys: tuple[str, ...]) -> str:
        if keys not in self._runs:
            self._runs[keys] = tuple(_runs(sorted(self.table.column(key) for key in keys)))
        ranges = (f"${a}{box.first}:${b}{box.last}" for a, b in self._runs[keys])
        return "+".join(f'SUMPRODUCT(({cells}<>"")*({cells}<>" "))' for cells in ranges) + "=0"


# Returned workbooks have most of their checks in common, and those of a column differ in their rows only.
@lru_cache(maxsize=5_000)
def is_check(text: str, said: frozenset[str]) -> bool:
    """True for a live check as this or a former edition writes it, however a program put it into its own notation.

    It calls only functions that checks call and says nothing but `said`, the folded words of checks. A formula that an
    old Excel file does not tell is one, too.
    """
    if text.strip() in ("", "="):
        return True
    pieces = text.split('"')  # every other one is a literal
    words = {fold(literal) for literal in set(pieces[1::2])} - {""}
    return bool(words) and words <= said and _only_checks("".join(pieces[::2]).translate(_NO_DIGITS))


@lru_cache(maxsize=500)
def _only_checks(formula: str) -> bool:
    """True when a formula without its literals calls nothing that no check calls."""
    called = {name.upper().removeprefix("_XLFN.") for name in _CALLED.findall(_SHEET.sub("", formula))}
    return called <= _CALLS


def column_area(table: Table, key: str) -> Area:
    """The cells of one column below the examples."""
    column = table.column(key)
    return Area(table.first, column, table.last, column)


def column_counts(table: Table, key: str) -> Counter[str]:
    """How often each text stands in one column, in small letters."""
    return Counter(text.lower() for box in table.boxes for text in box.texts.get(key, ()))


def progress(form: Form, part: Part, values: Sequence[str], area: str) -> Formula:
    """How far a table is: "7 organizations, 4 to check", from the values of its Check cells in `area`."""
    words = form.words
    ok, nothing, to_check = words.get("ok", "OK"), words.get("nothing_yet", ""), words.get("to_check", "")
    one, several = part.counted
    entries, good = f'SUMPRODUCT(--({area}<>""))', f"SUMPRODUCT(--({area}={literal(ok)}))"
    text = (
        f"=IF({entries}=0,{literal(nothing)},{entries}&IF({entries}=1,{literal(' ' + one)},{literal(' ' + several)})"
        f'&IF({entries}={good},"",", "&({entries}-{good})&{literal(" " + to_check)}))'
    )
    count = sum(value != "" for value in values)
    asked = count - sum(value == ok for value in values)
    said = f"{count} {one if count == 1 else several}" + (f", {asked} {to_check}" if asked else "")
    return Formula(text, said if count else nothing)


def ticked_progress(form: Form, part: Part, ticks: Iterable[str], areas: Sequence[str]) -> Formula:
    """How many lines of a checklist are chosen: "11 lines chosen"; a plain no is not counted."""
    nothing = form.words.get("nothing_yet", "")
    one, several = part.counted
    count = "+".join(f'SUMPRODUCT(({area}<>"")*({area}<>" ")*({area}<>"no"))' for area in areas)
    text = f"=IF({count}=0,{literal(nothing)},({count})&IF({count}=1,{literal(' ' + one)},{literal(' ' + several)}))"
    chosen = sum(is_filled(tick) and tick.lower() != "no" for tick in ticks)
    return Formula(text, f"{chosen} {one if chosen == 1 else several}" if chosen else nothing)


def _their_column(part: Part, key: str) -> str:
    keys = [column.key for column in part.columns]
    return key if key in keys else next(column.key for column in part.columns if column.kind == "name")


def _filled(box: Box, keys: Iterable[str]) -> bool:
    return any(is_filled(text) for key in keys for text in box.texts.get(key, ()))


def _namesakes(area: str, name: str) -> str:
    return f'SUMPRODUCT(({area}={name})+({area}={name}&" "))'


def _runs(columns: list[int]) -> Iterator[tuple[str, str]]:
    """The first and the last letters of columns side by side."""
    runs: list[list[int]] = []
    for column in columns:
        if runs and runs[-1][1] == column - 1:
            runs[-1][1] = column
        else:
            runs.append([column, column])
    return ((column_letters(a), column_letters(b)) for a, b in runs)


def _any(conditions: Iterable[str]) -> str:
    several = tuple(conditions)
    return several[0] if len(several) == 1 else f"OR({','.join(several)})"


def literal(text: str) -> str:
    """A text as formulas take it."""
    return '"' + text.replace('"', '""') + '"'
