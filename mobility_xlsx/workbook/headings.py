"""Which part of the form a sheet holds, where its headings stand, and which column is which."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from mobility_xlsx.form.parts import Part
from mobility_xlsx.form.wording import kept_by_identity
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.grids import RowColumn
from mobility_xlsx.workbook.profiles import profiles
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Heading, Signs

NAMED, NICKNAMED, TITLED = 3.0, 1.5, 4.0  # what a sheet's name, a nickname and a title count beside its headings
BAND = "*band"  # the key of a column that says each line's band, which the form itself does not have
CERTAIN = 3.5  # so many headings under the right name and title leave no doubt
ENOUGH = 1.9  # two headings, or a name
_DECORATION = "✚+•*→▶ "  # what people and forms put in front of a heading
_SUFFIX = re.compile(r"(?i)(?<!\s)\s*+\(\d+\)|(?<![-_\s])[-_\s]++(copy|final|v\d+|copia|kopie)|^cop(y of|ia de)\s+")


class Located(Struct, frozen=True):
    """One part on one sheet. `columns` maps sheet columns to column keys; `headings` is 0 when no row holds them.

    `reworded` are headings taken by near spelling: sheet column, its text, the key; `score` says how sure it is;
    `repeats` are rows that say the headings again.
    """

    part: Part
    by: str
    headings: int = 0
    columns: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    reworded: tuple[tuple[int, str, str], ...] = ()
    score: float = 0.0
    repeats: tuple[int, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of columns the sheet does not have."""
        there = set(self.columns.values())
        return tuple(column.key for column in self.part.columns if column.key not in there)

    @property
    def number_column(self) -> int:
        """The sheet column of the No., 0 when there is none."""
        return next((self.column(column.key) for column in self.part.columns if column.kind == "number"), 0)

    def column(self, key: str) -> int:
        """The first sheet column of a key, 0 when there is none."""
        return next((place for place, found in self.columns.items() if found == key), 0)


class Evidence(Struct, frozen=True):
    """What a sheet shows of the form: rows with several headings, those with one alone, and the places of titles.

    `opened` counts the questions it asks of each checklist.
    """

    rows: Mapping[int, Mapping[int, tuple[Heading, ...]]]
    alone: Mapping[int, tuple[Heading, ...]]
    titles: Mapping[RowColumn, str]
    opened: Mapping[str, int]


def named_part(name: str, signs: Signs) -> tuple[str, float]:
    """The part a sheet's name stands for and how much that counts; "" and 0 when it says nothing."""
    known = _names_before(signs)
    if name not in known:
        known[name] = _named_part(name, signs)
    return known[name]


@kept_by_identity
def _names_before(_: Signs) -> dict[str, tuple[str, float]]:
    """What names of sheets stood for before: most workbooks have the same ones."""
    return {}


def _named_part(name: str, signs: Signs) -> tuple[str, float]:
    folded = fold(name)
    for text in dict.fromkeys((folded, fold(_SUFFIX.sub("", name)))):
        if text in signs.sheets:
            return signs.sheets[text], NAMED
        if text in signs.sheet_aliases:
            return signs.sheet_aliases[text], NICKNAMED
    held = {key for sheet, key in signs.sheets.items() if sheet in folded and len(sheet.split()) > 1}
    if len(held) == 1:
        return held.pop(), NAMED
    held = {key for alias, key in signs.sheet_aliases.items() if re.search(rf"\b{re.escape(alias)}\b", folded)}
    return (held.pop(), NICKNAMED) if len(held) == 1 else ("", 0.0)


def locate(grid: SheetGrid, evidence: Evidence, signs: Signs) -> Located | None:
    """The part of the form that a sheet holds, None when neither name, title nor headings speak of one."""
    named, counts = ("", 0.0) if grid.is_piece else named_part(grid.name, signs)
    titles = frozenset(evidence.titles.values())
    best: Located | None = None
    if counts == NAMED and named in titles:
        found = _as_part(signs.parts[named], evidence)
        if found.score >= CERTAIN:
            return replace(found, by="name")
    untold = bool(not counts and not titles and evidence.rows)
    banded = _is_banded(grid, signs) if untold else None
    lists = _lists(grid, signs) if untold else frozenset[str]()
    for key, part in signs.parts.items():
        found = _as_part(part, evidence, lists)
        score = found.score + (counts if key == named else 0.0) + (TITLED if key in titles else 0.0)
        if banded is not None and part.layout == "table" and score:
            score += 1.0 if bool(part.bands) is banded else 0.0
        if score >= ENOUGH and (best is None or score > best.score):
            by = "name" if key == named else "headings"
            best = replace(found, by=by, score=score)
    return best


def _lists(grid: SheetGrid, signs: Signs) -> frozenset[str]:
    """The lists whose words stand in the columns of a sheet."""
    return frozenset(profile.speaks_for for profile in profiles(grid, signs).values()) - {""}


def _fitting(part: Part, lists: frozenset[str]) -> float:
    """How well the lists that stand in a sheet are those a part asks for: one it does not ask for speaks against it."""
    asked = {column.vocabulary for column in part.columns}
    return 0.5 * len(lists & asked) - 1.0 * len(lists - asked)


def _is_banded(grid: SheetGrid, signs: Signs) -> bool:
    """True when rows of the sheet are titles of bands (sectors), or No.s begin with their codes."""
    for part in signs.parts.values():
        if part.bands:
            labels = signs.vocabularies[part.bands].labels
            titles = signs.shown[part.bands]
            codes = {label.code for label in labels if label.code}
            told = sum(
                (len(cells) == 1 and fold(cell.text) in titles) or cell.text.rstrip("0123456789") in codes
                for cells in grid.rows.values()
                for cell in list(cells.values())[:1]
            )
            if told >= 2:
                return True
    return False


def evidence_of(grid: SheetGrid, signs: Signs) -> Evidence:
    """What a sheet shows of the form."""
    hits: dict[int, dict[int, tuple[Heading, ...]]] = {}
    titles: dict[RowColumn, str] = {}
    opened: dict[str, int] = {}
    telling, headings = signs.telling, signs.headings
    for row, cells in grid.rows.items():
        for column, cell in cells.items():
            folded = fold(cell.text)
            if folded not in telling:
                folded = folded.lstrip(_DECORATION) if folded[:1] in _DECORATION else ""
                if folded not in telling:
                    continue
            if folded in headings:
                hits.setdefault(row, {})[column] = headings[folded]
            if folded in signs.titles:
                titles[row, column] = signs.titles[folded]
            for part, _, _ in signs.blocks.get(folded, ()):
                opened[part] = opened.get(part, 0) + 1
    rows = {row: found for row, found in hits.items() if len(found) > 1}
    alone = {row: one for row, found in hits.items() if len(found) == 1 for one in found.values()}
    return Evidence(rows, alone, titles, opened)


def _as_part(part: Part, evidence: Evidence, lists: frozenset[str] = frozenset()) -> Located:
    """How the sheet would read as `part`, with a score: columns found, less those missing and cells left over."""
    fitting = _fitting(part, lists) if part.layout == "table" else 0.0
    best = Located(part, "headings")
    alike: list[int] = []
    if part.layout == "form":
        return replace(best, score=_form_score(part, evidence))
    for row, cells in evidence.rows.items():
        columns = matched(part, cells)
        score = heading_score(part, columns, cells) + fitting
        if len(columns) >= 2 and score > 0:
            alike.append(row)
        if len(columns) >= 2 and score > best.score:
            best = Located(part, "headings", row, columns, (), score)
    if part.layout == "checklist":
        opened = min(evidence.opened.get(part.key, 0), 6)
        return replace(best, score=min(best.score, 2.0) + opened, repeats=tuple(alike))
    repeats = tuple(row for row in alike if row != best.headings and row > best.headings)
    return replace(best, repeats=repeats)


def _form_score(part: Part, evidence: Evidence) -> float:
    """Labels that stand one below the other; those in one row are headings of a table."""
    score = 0.0
    for headings in evidence.alone.values():
        ours = (1.0 if heading.is_title else 0.3 for heading in headings if heading.part == part.key)
        score += max(ours, default=0.0)
    return score


def heading_score(part: Part, columns: Mapping[int, str], cells: Mapping[int, tuple[Heading, ...]]) -> float:
    """How well a row of headings is that of a part, less what it misses and what it has besides."""
    sure = 0.0
    for column, key in columns.items():
        titled = any(h.part == part.key and h.column == key and h.is_title for h in cells[column])
        sure += 1.0 if titled else 0.7
    asked = [column.key for column in part.columns if column.is_answer and not column.ours]
    missing = sum(key not in columns.values() for key in asked)
    return sure - 0.4 * missing - 0.4 * (len(cells) - len(columns))


def matched(part: Part, cells: Mapping[int, tuple[Heading, ...]]) -> Mapping[int, str]:
    """Sheet columns to column keys; titles choose before aliases, and a key is given away once.

    Lists of several values may stand in two columns with the same heading: both are read.
    """
    columns: dict[int, str] = {}
    for wants_title in (True, False):
        for place, headings in cells.items():
            key = next((h.column for h in headings if h.part == part.key and h.is_title is wants_title), "")
            again = key in columns.values() and part.column(key).kind != "choices"
            if key and place not in columns and not again:
                columns[place] = key
    return dict(sorted(columns.items()))
