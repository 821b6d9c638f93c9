"""Which part a sheet holds when its headings are gone: told by what stands in its columns."""

from collections import Counter
from collections.abc import Mapping

from mobility_xlsx.form.parts import Column, Part
from mobility_xlsx.form.ticks import read_tick
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.headings import Located
from mobility_xlsx.workbook.profiles import LEAST, MOST, Profile, profiles, share
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs

_LABELS = 5  # different labels of a checklist, each on a line of its own


def by_layout(grid: SheetGrid, signs: Signs, named: str = "") -> Located | None:
    """The part a sheet holds by its layout, `named` when its name or title already said which; None if unsure."""
    found_columns = profiles(grid, signs)
    parts = [signs.parts[named]] if named else list(signs.parts.values())
    best: Located | None = None
    for part in parts:
        found = _as_table(part, found_columns) if part.layout == "table" else _as_checklist(part, grid, signs)
        if found is not None and (named or found.score >= LEAST) and (best is None or found.score > best.score):
            best = found
    return best


def _as_table(part: Part, profiles: Mapping[int, Profile]) -> Located | None:
    told = _told(part, profiles)
    score = sum(1.0 for key in told if part.column(key).vocabulary or part.column(key).kind == "email")
    banded = any(profile.codes >= MOST for profile in profiles.values())
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
    return _in_order(part, told, profiles, score)


def _in_order(part: Part, told: Mapping[str, int], profiles: Mapping[int, Profile], score: float) -> Located | None:
    """Columns moved or missing: those that are told, and the first other column of words as the name."""
    taken = set(told.values())
    name = next((column.key for column in part.columns if column.kind in ("name", "person")), "")
    free = [place for place, profile in sorted(profiles.items()) if place not in taken and profile.filled >= LEAST]
    if not name or not free or score < LEAST:
        return None
    columns = {place: key for key, place in told.items()} | {free[0]: name}
    return Located(part, "layout", 0, dict(sorted(columns.items())), (), score)


def _keys(part: Part, without_ours: bool = False) -> list[str]:
    return [column.key for column in part.columns if not (without_ours and column.ours)]


def _told(part: Part, profiles: Mapping[int, Profile]) -> dict[str, int]:
    """The columns that show what they are: No.s, checks, addresses, words of a list."""
    told: dict[str, int] = {}
    for column in part.columns:
        shares = {place: _share(profile, column) for place, profile in profiles.items()}
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
        folded = fold(cell.text)
        if folded in own:
            counts[cell.column] += 1
            told[cell.column, folded] += 1
    for place, count in counts.most_common(1):
        different = sum(1 for column, _ in told if column == place)
        if different >= _LABELS and different >= 0.8 * count and len(counts) <= 2 and _is_ticked(grid, place, signs):
            return Located(part, "layout", 0, {}, (), 2.0 + different / 20)
    return None


def _is_ticked(grid: SheetGrid, labels: int, signs: Signs) -> bool:
    """True when a column beside the labels holds ticks for the most part, or nothing does: definitions are no votes."""
    beside: dict[int, list[bool]] = {}
    for cells in grid.rows.values():
        for place, cell in cells.items() if labels in cells else ():
            if place != labels:
                beside.setdefault(place, []).append(not read_tick(cell.text, signs.form).note)
    return not beside or any(sum(ticks) >= MOST * len(ticks) for ticks in beside.values())
