"""CSV files that are the sheets of one workbook, told by their folder and the beginnings of their names."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from mobility_xlsx.form.declaration import languages, load_form
from mobility_xlsx.text import fold

_ENDINGS: Final = (".csv", ".tsv", ".tab")
_SHEET_LIKE: Final = re.compile(r"(?:.*[-_ ])?(?:part[ _]?\d.*|start[ _]here|lists)$", re.IGNORECASE)


def is_sheet_file(name: str) -> bool:
    """True for a file that holds a single sheet as text."""
    return name.lower().endswith(_ENDINGS)


def grouped(names: Sequence[str], whole_folder: bool) -> list[tuple[str, list[int]]]:
    """Which of the files of one folder belong together: the name they share, and their places in `names`.

    "filled-Part 1 Priorities.csv" and "filled-Lists.csv" are sheets of "filled". In a folder that holds nothing else
    (`whole_folder`), and among files named like sheets of the form, names that share nothing belong together too.
    """
    groups: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        stem = name.rpartition(".")[0]
        head, _, sheet = stem.rpartition("-")
        if not head or not sheet.strip():
            head = "" if whole_folder or _is_sheet_like(stem) else stem
        groups.setdefault(head, []).append(place)
    if whole_folder and all(_is_sheet_like(name.rpartition(".")[0]) for name in names) and len(groups) > 1:
        several = [head for head, places in groups.items() if len(places) > 1]
        if not several:
            return [("", list(range(len(names))))]
    return list(groups.items())


def _is_sheet_like(stem: str) -> bool:
    """True for a name that ends as a sheet of the form is called, in any of its languages."""
    folded = fold(stem)
    return bool(_SHEET_LIKE.fullmatch(stem)) or any(f" {folded}".endswith(f" {name}") for name in _sheet_names())


@cache
def _sheet_names() -> frozenset[str]:
    forms = [load_form("inventory", language) for language in languages("inventory")]
    return frozenset(fold(name) for form in forms for name in (*(p.sheet for p in form.parts), form.words["lists"]))
