"""CSV files that are the sheets of one workbook, told by their folder and the beginnings of their names."""

import re
from collections.abc import Sequence
from typing import Final

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
            head = "" if whole_folder or _SHEET_LIKE.fullmatch(stem) else stem
        groups.setdefault(head, []).append(place)
    if whole_folder and all(_SHEET_LIKE.fullmatch(name.rpartition(".")[0]) for name in names) and len(groups) > 1:
        several = [head for head, places in groups.items() if len(places) > 1]
        if not several:
            return [("", list(range(len(names))))]
    return list(groups.items())
