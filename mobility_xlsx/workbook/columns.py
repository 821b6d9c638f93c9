"""Columns whose headings nobody knows, told by what stands in them and by their place among the others."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec.structs import replace

from mobility_xlsx.form.answers import Kind, column_letters
from mobility_xlsx.form.parts import Column
from mobility_xlsx.form.wording import wordings
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.headings import Located
from mobility_xlsx.workbook.numbering import numbers_entries
from mobility_xlsx.workbook.profiles import LEAST, MOST, Profile, profiles, share
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs, number_of

_HEADINGS = 3  # cells; fewer words in a row are no headings
_RIVAL = 0.2  # so much less may any other list account for a column


def with_told_columns(located: Located, grid: SheetGrid, signs: Signs) -> Located:
    """`located` with the columns it misses that show what they are, or stand where the form has them.

    A list is known by its words alone, so a column somebody added is never taken for one.
    """
    missing = [column for column in located.part.columns if column.key in located.missing]
    others = frozenset(place for row, cells in grid.rows.items() if row > located.headings for place in cells)
    others = others.difference(located.columns)
    if not missing or not others:
        return located
    held = profiles(grid, signs, others, located.headings)
    columns = dict(located.columns)
    for column in missing:
        places = [place for place in held if place not in columns]
        fitting = [place for place in places if _speaks_for(held[place], column, missing)]
        if column.kind == "number":
            fitting = [place for place in fitting if numbers_entries(place, located, grid, signs)]
        if fitting:
            columns[max(fitting, key=lambda place: (share(held[place], column), -place))] = column.key
    for place, column in _in_the_gaps(replace(located, columns=columns)):
        if column.key not in columns.values() and (place not in held or _may_be(held[place], column)):
            columns[place] = column.key
    told = {place: key for place, key in columns.items() if place not in located.columns and place in held}
    ordered = dict(sorted((dict(located.columns) | told).items()))
    return replace(located, columns=ordered, reworded=(*located.reworded, *_reworded(told, located, grid)))


def with_own_headings(located: Located, grid: SheetGrid, signs: Signs) -> Located:
    """A table found by its layout, with the row of headings in another language or wording, if it has one."""
    row = next((row for row, cells in grid.rows.items() if len(set(cells) & set(located.columns)) >= _HEADINGS), 0)
    cells = {place: cell for place, cell in grid.rows.get(row, {}).items() if place in located.columns}
    lists = {place: signs.vocabularies.get(_column(located, place).vocabulary) for place in cells}
    listed = [place for place, vocabulary in lists.items() if vocabulary is not None]
    said = any(
        fold(cell.text) in wordings(vocabulary).known
        for place, cell in cells.items()
        if (vocabulary := lists[place]) is not None
    )
    numbered = cells.get(located.number_column)
    number = numbered is not None and (number_of(numbered.text) or fold(numbered.text) in signs.example_numbers)
    words = all(cell.kind is Kind.TEXT and not cell.formula for cell in cells.values())
    sure = numbered is not None or len(listed) > 1
    if not (cells and words and sure) or said or number or "@" in "".join(cell.text for cell in cells.values()):
        return located
    told = {place: located.columns[place] for place in cells}
    located = replace(located, headings=row)
    return replace(located, reworded=tuple(_reworded(told, located, grid)))


def _column(located: Located, place: int) -> Column:
    return located.part.column(located.columns[place])


def _reworded(told: Mapping[int, str], located: Located, grid: SheetGrid) -> Iterator[tuple[int, str, str]]:
    """Each told column that people fill in or that has words over it, with these words."""
    for place, key in sorted(told.items()):
        cell = grid.at(located.headings, place)
        if cell or located.part.column(key).is_answer:
            yield place, cell.text if cell else f"column {column_letters(place)}, without a heading", key


def _speaks_for(profile: Profile, column: Column, missing: list[Column]) -> bool:
    """True when most cells are what the column asks for, and no other missing list accounts for them as well."""
    said = share(profile, column)
    others = (share(profile, other) for other in missing if other.vocabulary not in ("", column.vocabulary))
    return profile.filled >= LEAST and said >= MOST and said - max(others, default=0.0) >= _RIVAL


def _may_be(profile: Profile, column: Column) -> bool:
    """True when nothing speaks against words of a column that has no list."""
    other = max(profile.numbers, profile.codes, profile.checks, profile.addresses, *profile.lists.values(), 0.0)
    return not column.vocabulary and column.kind not in ("number", "check", "email") and other < MOST


def _in_the_gaps(located: Located) -> Iterator[tuple[int, Column]]:
    """Columns the sheet misses, where the form has them: as many between two known ones as are missing there."""
    order = [column.key for column in located.part.columns]
    known = sorted((place, order.index(key)) for place, key in located.columns.items() if key in order)
    for (place, index), (next_place, next_index) in pairwise(known):
        if next_index - index == next_place - place > 1:
            for step in range(1, next_place - place):
                yield place + step, located.part.columns[index + step]
