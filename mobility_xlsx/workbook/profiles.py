"""What stands in the columns of a sheet: how much of it is numbers, checks, addresses, or words of a list."""

from collections.abc import Mapping

from msgspec import Struct

from mobility_xlsx.form.parts import Column
from mobility_xlsx.form.wording import wordings
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs, number_of

MOST = 0.6  # share of a column's cells that have to speak for the same thing
LEAST = 2  # cells


class Profile(Struct, frozen=True):
    """What the cells of one sheet column are, as shares of all its cells; `lists` by vocabulary."""

    filled: int
    numbers: float
    codes: float
    checks: float
    addresses: float
    lists: Mapping[str, float]

    @property
    def speaks_for(self) -> str:
        """The list whose words most cells are, "" when there are too few or no list accounts for them."""
        best = max(self.lists, key=lambda key: self.lists[key], default="")
        return best if best and self.filled >= LEAST and self.lists[best] >= MOST else ""


def share(profile: Profile, column: Column) -> float:
    """How much of a sheet column, from 0 to 1, is what a column of the form asks for."""
    if column.kind == "number":
        return max(profile.numbers, profile.codes)
    if column.kind == "check":
        return profile.checks
    if column.kind == "email":
        return profile.addresses
    return profile.lists.get(column.vocabulary, 0.0)


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
        checks=sum(folded in signs.check_words or (formula and folded == "0") for _, folded, formula in cells) / count,
        addresses=sum("@" in text for text, _, _ in cells) / count,
        lists=lists,
    )
