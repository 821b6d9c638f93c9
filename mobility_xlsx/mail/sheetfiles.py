"""CSV files that are the sheets of one workbook, told by their folder and the beginnings of their names."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from mobility_xlsx.form.declaration import languages, load_form
from mobility_xlsx.form.parts import Part
from mobility_xlsx.text import fold

_ENDINGS: Final = (".csv", ".tsv", ".tab")
_SHEET_LIKE: Final = re.compile(r"(?:.*[-_ ])?(?:part[ _]?\d.*|start[ _]here|lists)$", re.IGNORECASE)
# Numbers names its files by sheet and table, and the folder by the workbook.
_TABLE: Final = re.compile(r"-(?:Table|Tabla|Tableau|Tabelle|Tabella|Tabela)[ _]\d+(?:-\d+)?$", re.IGNORECASE)
_COUNTING: Final = "0123456789()-_ "  # Sheet1, download (2)
_SEVERAL: Final = 3  # files that together may be a workbook, whatever they are called
_ENOUGH: Final = 2  # headings by which a part is told
_BETWEEN: Final = re.compile(r"[,;|\t\r\n\"]+")
_BEGINNING: Final = 20_000  # characters in which a part's headings stand


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
        stem = _stem(name)
        head, _, sheet = stem.rpartition("-")
        if not head or not sheet.strip():
            head = "" if whole_folder or _is_sheet_like(stem) else stem
        elif head.strip().isdigit() and _is_sheet_like(sheet):  # numbered as Gnumeric does it
            head = ""
        groups.setdefault(head, []).append(place)
    if whole_folder and all(_is_sheet_like(_stem(name)) for name in names) and len(groups) > 1:
        several = [head for head, places in groups.items() if len(places) > 1]
        if not several:
            return [("", list(range(len(names))))]
    return list(groups.items())


def together(names: Sequence[str], load: Callable[[int], bytes]) -> bool:
    """True when files called alike but for a number (Sheet1, download (2)) are the parts of one form, each once.

    `load` gives the bytes of the file at a place in `names`.
    """
    if len(names) < _SEVERAL or len({_stem(name).rstrip(_COUNTING) for name in names}) > 1:
        return False
    parts = [_part_of(load(place)) for place in range(len(names))]
    return "" not in parts and len(set(parts)) == len(parts)


def _stem(name: str) -> str:
    return _TABLE.sub("", name.rpartition(".")[0])


def _part_of(data: bytes) -> str:
    """The part whose headings stand in a file, "" when there are hardly any."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    text = data[: 2 * _BEGINNING].decode(encoding, "replace")[:_BEGINNING]
    said = {fold(words) for words in _BETWEEN.split(text)}
    found = [(len(said & titles), -len(titles), part) for part, titles in _titles()]
    count, _, part = max(found)
    return part if count >= _ENOUGH else ""


@cache
def _titles() -> tuple[tuple[str, frozenset[str]], ...]:
    """The headings of each part, in each language."""
    forms = [load_form("inventory", language) for language in languages("inventory")]
    parts = [part for form in forms for part in form.parts]
    return tuple((part.key, frozenset(map(fold, _shown(part)))) for part in parts)


def _shown(part: Part) -> tuple[str, ...]:
    return (*(column.title for column in part.columns), *(block.label_title for block in part.blocks))


def _is_sheet_like(stem: str) -> bool:
    """True for a name that ends as a sheet of the form is called, in any of its languages."""
    folded = fold(stem)
    return bool(_SHEET_LIKE.fullmatch(stem)) or any(f" {folded}".endswith(f" {name}") for name in _sheet_names())


@cache
def _sheet_names() -> frozenset[str]:
    forms = [load_form("inventory", language) for language in languages("inventory")]
    return frozenset(fold(name) for form in forms for name in (*(p.sheet for p in form.parts), form.words["lists"]))
