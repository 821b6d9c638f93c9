"""Which part a sheet holds when its headings are gone: told by what stands in its columns."""

from collections import Counter
from collections.abc import Mapping, Sequence

from mobility_xlsx.form.answers import Cell
from mobility_xlsx.form.parts import Column, Part
from mobility_xlsx.form.ticks import mark_before, read_tick
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.headings import Located
from mobility_xlsx.workbook.profiles import LEAST, MOST, Profile, profiles, share
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs

_LABELS = 5  # different labels of a checklist, each on a line of its own


def by_layout(grid: SheetGrid, signs: Signs, named: str = "", held: frozenset[str] = frozenset()) -> Located | None:
    """The part a sheet holds by its layout, `named` when its name or title already said which; None if unsure.

    A part of `held` stands elsewhere in the workbook, by its name or headings: only a plain copy of it is one more.
    """
    seen = profiles(grid, signs)
    parts = [signs.parts[named]] if named else list(signs.parts.values())
    best: Located | None = None
    for part in parts:
        found = _as_table(part, seen) if part.layout == "table" else _as_checklist(part, grid, signs)
        if found is not None and (named or found.score >= LEAST) and (best is None or found.score > best.score):
            best = found
    if best is not None and not named and best.part.key in held and not _is_copy(best.part, grid, seen, signs):
        return None
    return best


def _is_copy(part: Part, grid: SheetGrid, seen: Mapping[int, Profile], signs: Signs) -> bool:
    """True for a table with No.s and all the lists its part asks for, and for a checklist with labels of all lists.

    A checklist is one, too, where the form's own heading stands over ticks.
    """
    if part.layout == "checklist":
        return _has_every_list(part, grid, signs) or any(_asks_for_ticks(cell, part, signs) for cell in grid.cells())
    told = _told(part, seen)
    wanted = [c.key for c in part.columns if c.kind in ("number", "email") or (c.vocabulary and not c.ours)]
    return len(wanted) > LEAST and all(key in told for key in wanted)


def _asks_for_ticks(cell: Cell, part: Part, signs: Signs) -> bool:
    asked = (h for h in signs.headings.get(fold(cell.text), ()) if h.part == part.key and h.is_title)
    return any(part.column(heading.column).kind == "tick" for heading in asked)


def _has_every_list(part: Part, grid: SheetGrid, signs: Signs) -> bool:
    lists = [signs.shown[block.vocabulary] for block in part.blocks]
    told: Counter[int] = Counter()
    for text in {fold(cell.text) for cell in grid.cells()}:
        holding = [i for i, labels in enumerate(lists) if text in labels]
        told.update(holding if len(holding) == 1 else ())
    return all(told[i] > 1 for i in range(len(lists)))


def _as_table(part: Part, seen: Mapping[int, Profile]) -> Located | None:
    told = _told(part, seen)
    score = sum(1.0 for key in told if part.column(key).vocabulary or part.column(key).kind == "email")
    banded = any(profile.codes >= MOST for profile in seen.values())
    if part.bands:
        score += 1.0 if banded else -0.5
    elif banded:
        score -= 1.0
    for keys in (_keys(part), _keys(part, without_ours=True)):
        offsets = {place - keys.index(key) for key, place in told.items() if key in keys}
        if len(offsets) == 1 and all(key in keys for key in told):
            first = offsets.pop()
            columns = {first + i: key for i, key in enumerate(keys) if first + i > 0}
            return Located(part, "layout", 0, columns, (), score)
    return _in_order(part, told, seen, score)


def _in_order(part: Part, told: Mapping[str, int], seen: Mapping[int, Profile], score: float) -> Located | None:
    """Columns moved or missing: those that are told, and the first other column of words as the name."""
    taken = set(told.values())
    name = next((column.key for column in part.columns if column.kind in ("name", "person")), "")
    free = [place for place, profile in sorted(seen.items()) if place not in taken and profile.filled >= LEAST]
    if not name or not free or score < LEAST:
        return None
    columns = {place: key for key, place in told.items()} | {free[0]: name}
    return Located(part, "layout", 0, dict(sorted(columns.items())), (), score)


def _keys(part: Part, without_ours: bool = False) -> list[str]:
    return [column.key for column in part.columns if not (without_ours and column.ours)]


def _told(part: Part, seen: Mapping[int, Profile]) -> dict[str, int]:
    """The columns that show what they are: No.s, checks, addresses, words of a list."""
    told: dict[str, int] = {}
    for column in part.columns:
        shares = {place: _share(profile, column) for place, profile in seen.items()}
        shares = {place: share for place, share in shares.items() if share >= MOST and place not in told.values()}
        if shares:
            told[column.key] = max(shares, key=lambda place: (shares[place], -place))
    return told


def _share(profile: Profile, column: Column) -> float:
    """How much of a sheet column is what a column of the form asks for; a lone cell tells no list."""
    return share(profile, column) if profile.filled >= LEAST or not column.vocabulary else 0.0


def _as_checklist(part: Part, grid: SheetGrid, signs: Signs) -> Located | None:
    """A checklist has many labels, each once, in one column."""
    if part.layout != "checklist":
        return None
    own = frozenset[str]().union(*(signs.shown[block.vocabulary] for block in part.blocks))
    counts: Counter[int] = Counter()
    told: Counter[tuple[int, str]] = Counter()
    for cell in grid.cells():
        folded = _line(cell)
        if folded in own:
            counts[cell.column] += 1
            told[cell.column, folded] += 1
    for place, count in counts.most_common(1):
        different = sum(1 for column, _ in told if column == place)
        if different < _LABELS or different < 0.8 * count or len(counts) > 2:
            continue
        if _is_ticked(grid, place, own, signs):
            return Located(part, "layout", 0, {}, (), 2.0 + different / 20)
    return None


def _line(cell: Cell) -> str:
    """The line of a checklist that a cell may hold, without a mark in front, folded."""
    return fold(mark_before(cell.text)[1])


def _is_ticked(grid: SheetGrid, labels: int, own: frozenset[str], signs: Signs) -> bool:
    """True when a column beside the labels holds ticks for the most part: definitions and counts are no votes.

    Labels alone are somebody's list, unless it is that of the whole part.
    """
    rows = [row for row, cells in grid.rows.items() if labels in cells and _line(cells[labels]) in own]
    if any(mark_before(grid.rows[row][labels].text)[0] for row in rows):
        return True
    beside: dict[int, list[Cell]] = {}
    for row in rows:
        for place, cell in grid.rows[row].items():
            if place != labels:
                beside.setdefault(place, []).append(cell)
    if not beside:
        return any(_has_every_list(part, grid, signs) for part in signs.parts.values() if part.layout == "checklist")
    return any(_are_ticks(cells, _heading(grid, place, rows[0], signs), signs) for place, cells in beside.items())


def _are_ticks(cells: Sequence[Cell], heading: str, signs: Signs) -> bool:
    ticks = sum(not read_tick(cell.text, signs.form).note for cell in cells)
    counts = bool(heading) and all(cell.text.strip() in ("0", "1") for cell in cells)
    return ticks >= MOST * len(cells) and not counts


def _heading(grid: SheetGrid, place: int, first: int, signs: Signs) -> str:
    """The words of somebody's own right over a column whose first line is `first`."""
    over = (fold(cell.text) for row in (first - 1, first - 2) if (cell := grid.at(row, place)))
    said = next(over, "")
    return "" if said in signs.telling or said in signs.anywhere else said
