"""Which part a sheet holds when its headings are gone: told by what stands in its columns."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from mobility_xlsx.form.parts import Part
from mobility_xlsx.form.wording import wordings
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.headings import Located
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs, number_of

MOST = 0.6  # share of a column's cells that have to speak for the same thing
LEAST = 2  # cells
_LABELS = 5  # different labels of a checklist, each on a line of its own


@dataclass(frozen=True, slots=True)
class Profile:
    """What the cells of one sheet column are, as shares of all its cells; `lists` by vocabulary."""

    filled: int
    numbers: float
    codes: float
    checks: float
    addresses: float
    lists: Mapping[str, float]


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
        shares = {place: _share(column.kind, column.vocabulary, profile) for place, profile in profiles.items()}
        shares = {place: share for place, share in shares.items() if share >= MOST and place not in told.values()}
        if shares:
            told[column.key] = max(shares, key=lambda place: (shares[place], -place))
    return told


def _share(kind: str, vocabulary: str, profile: Profile) -> float:
    if kind == "number":
        return max(profile.numbers, profile.codes)
    if kind == "check":
        return profile.checks
    if kind == "email":
        return profile.addresses
    return profile.lists.get(vocabulary, 0.0) if profile.filled >= LEAST else 0.0


def profiles(
    grid: SheetGrid, signs: Signs, places: frozenset[int] | None = None, below: int = 0
) -> Mapping[int, Profile]:
    """What each sheet column, or each of `places`, holds below a row; the form's titles and headings are left out."""
    columns: dict[int, list[tuple[str, str, bool]]] = {}
    for cell in grid.cells():
        if cell.row <= below or (places is not None and cell.column not in places):
            continue
        folded = fold(cell.text)
        if folded not in signs.anywhere and folded not in signs.telling:
            columns.setdefault(cell.column, []).append((cell.text, folded, bool(cell.formula)))
    return {place: _profile(cells, signs) for place, cells in columns.items()}


def _profile(cells: list[tuple[str, str, bool]], signs: Signs) -> Profile:
    count = len(cells)
    numbers = [number_of(text) for text, _, _ in cells]
    examples = sum(folded in signs.example_numbers for _, folded, _ in cells)
    lists = {
        key: sum(folded in known for _, folded, _ in cells) / count
        for key, vocabulary in signs.vocabularies.items()
        for known in (wordings(vocabulary).known,)
    }
    return Profile(
        filled=count,
        numbers=(sum(number.isdigit() for number in numbers) + examples) / count,
        codes=sum(bool(number) and not number.isdigit() for number in numbers) / count,
        checks=sum(formula or folded in signs.check_words for _, folded, formula in cells) / count,
        addresses=sum("@" in text for text, _, _ in cells) / count,
        lists=lists,
    )


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
        if different >= _LABELS and different >= 0.8 * count and len(counts) <= 2:
            return Located(part, "layout", 0, {}, (), 2.0 + different / 20)
    return None
