"""Which part of the form a sheet holds, where its headings stand, and which column is which."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from mobility_xlsx.form.parts import Part
from mobility_xlsx.form.wording import clearly_meant, kept_by_identity
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Heading, Signs

NAMED, NICKNAMED, TITLED = 3.0, 1.5, 4.0  # what a sheet's name, a nickname and a title count beside its headings
BAND = "*band"  # the key of a column that says each line's band, which the form itself does not have
CERTAIN = 3.5  # so many headings under the right name and title leave no doubt
ENOUGH = 1.9  # two headings, or a name
_DECORATION = "✚+•*→▶ "  # what people and forms put in front of a heading
_SUFFIX = re.compile(r"(?i)(\s*\(\d+\)|\s*[-_ ]+(copy|final|v\d+|copia|kopie)|^copy of\s+|^copia de\s+)")


@dataclass(frozen=True, slots=True)
class Located:
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


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a sheet shows of the form: rows with several headings, headings alone in their row, titles, and how many
    questions of a checklist it asks."""

    rows: Mapping[int, Mapping[int, tuple[Heading, ...]]]
    alone: tuple[tuple[Heading, ...], ...]
    titles: frozenset[str]
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


def locate(grid: SheetGrid, signs: Signs) -> Located | None:
    """The part of the form that a sheet holds, None when neither name, title nor headings speak of one."""
    evidence = _evidence(grid, signs)
    named, counts = named_part(grid.name, signs)
    best: Located | None = None
    if counts == NAMED and named in evidence.titles:
        found = _as_part(signs.parts[named], evidence)
        if found.score >= CERTAIN:
            return with_near_headings(replace(found, by="name"), grid, signs)
    banded = _is_banded(grid, signs) if not counts and not evidence.titles and evidence.rows else None
    for key, part in signs.parts.items():
        found = _as_part(part, evidence)
        score = found.score + (counts if key == named else 0.0) + (TITLED if key in evidence.titles else 0.0)
        if banded is not None and part.layout == "table" and score:
            score += 1.0 if bool(part.bands) is banded else 0.0
        if score >= ENOUGH and (best is None or score > best.score):
            by = "name" if key == named else "headings"
            best = replace(found, by=by, score=score)
    return with_near_headings(best, grid, signs) if best else None


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


def _evidence(grid: SheetGrid, signs: Signs) -> _Evidence:
    hits: dict[int, dict[int, tuple[Heading, ...]]] = {}
    titles: set[str] = set()
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
                titles.add(signs.titles[folded])
            for part, _, _ in signs.blocks.get(folded, ()):
                opened[part] = opened.get(part, 0) + 1
    rows = {row: found for row, found in hits.items() if len(found) > 1}
    alone = tuple(one for found in hits.values() if len(found) == 1 for one in found.values())
    return _Evidence(rows, alone, frozenset(titles), opened)


def _as_part(part: Part, evidence: _Evidence) -> Located:
    """How the sheet would read as `part`, with a score: columns found, less those missing and cells left over."""
    best = Located(part, "headings")
    alike: list[int] = []
    if part.layout == "form":
        return replace(best, score=_form_score(part, evidence))
    for row, cells in evidence.rows.items():
        columns = matched(part, cells)
        score = _score(part, columns, cells)
        if len(columns) >= 2 and score > 0:
            alike.append(row)
        if len(columns) >= 2 and score > best.score:
            best = Located(part, "headings", row, columns, (), score)
    if part.layout == "checklist":
        opened = min(evidence.opened.get(part.key, 0), 6)
        return replace(best, score=min(best.score, 2.0) + opened, repeats=tuple(alike))
    repeats = tuple(row for row in alike if row != best.headings and row > best.headings)
    return replace(best, repeats=repeats)


def _form_score(part: Part, evidence: _Evidence) -> float:
    """Labels that stand one below the other; those in one row are headings of a table."""
    score = 0.0
    for headings in evidence.alone:
        ours = (1.0 if heading.is_title else 0.3 for heading in headings if heading.part == part.key)
        score += max(ours, default=0.0)
    return score


def _score(part: Part, columns: Mapping[int, str], cells: Mapping[int, tuple[Heading, ...]]) -> float:
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


def with_near_headings(located: Located, grid: SheetGrid, signs: Signs) -> Located:
    """`located` with headings taken that are one slip away from a column it still misses."""
    part = located.part
    missing = {key for key in located.missing if part.column(key).kind != "label"}
    heads = grid.rows.get(located.headings, {})
    if part.layout == "form" or not (part.bands or missing) or all(place in located.columns for place in heads):
        return located
    wordings = {text: h.column for text, hs in signs.headings.items() for h in hs if h.part == part.key}
    wanted = {text: key for text, key in wordings.items() if key in missing}
    columns, reworded = dict(located.columns), []
    for place, cell in heads.items():
        if place not in columns and _names_bands(cell.text, part, signs):
            columns[place] = BAND
        elif place not in columns and wanted:
            nearest = clearly_meant(cell.text, wanted) or _longer(cell.text, wanted)
            if nearest and nearest not in columns.values():
                columns[place] = nearest
                reworded.append((place, cell.text, nearest))
    ordered = dict(sorted(columns.items()))
    return replace(located, columns=ordered, reworded=tuple(reworded))


def _names_bands(text: str, part: Part, signs: Signs) -> bool:
    """True for a heading over the bands of a table ("Sector"), in a table that has them as titles of their own."""
    if not part.bands:
        return False
    meant = (signs.parts[h.part].column(h.column) for h in signs.headings.get(fold(text), ()))
    return any(column.vocabulary == part.bands for column in meant)


def _longer(text: str, wanted: Mapping[str, str]) -> str:
    """The key of the one title that a longer heading holds: "Assets (what they could bring)" is Assets."""
    words = " ".join(("", *re.findall(r"[^\W_]+", fold(text)), ""))
    held = {key for wording, key in wanted.items() if len(wording) > 5 and f" {wording} " in words}
    return held.pop() if len(held) == 1 else ""
