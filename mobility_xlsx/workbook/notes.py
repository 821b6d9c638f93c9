"""Notes and threaded comments of a sheet, by cell."""

import re
from collections.abc import Iterator, Mapping, Sequence

from mobility_xlsx.workbook.celltext import clean, decoded
from mobility_xlsx.workbook.grids import RowColumn
from mobility_xlsx.workbook.markup import Element, elements
from mobility_xlsx.workbook.packages import Relation
from mobility_xlsx.workbook.storedcells import box

# Excel writes beside each thread a note for older programs, in its own language; LibreOffice keeps only that one.
_COPY_OF_A_THREAD = re.compile(r"\[(?:Threaded comment\]|[^\]\n]{1,60}\]\s.{1,600}?linkid=870924)", re.DOTALL)
_SAID = re.compile(r"^[ \t]*\w[^\n:]{0,30}:[ \t]*\n", re.MULTILINE)  # "Comment:", "Reply:", "Comentario:"


def notes(parts: Mapping[str, bytes], related: Sequence[Relation]) -> dict[RowColumn, str]:
    """The notes and comments of one sheet, several at one cell one a line; a thread once, whatever is left of it."""
    found: dict[RowColumn, list[str]] = {}
    copies: dict[RowColumn, str] = {}
    threads: set[RowColumn] = set()
    for relation in related:
        if relation.type in ("threadedComment", "comments") and relation.target in parts:
            for place, text in _written(elements(parts[relation.target])):
                if relation.type == "threadedComment":
                    threads.add(place)
                elif _COPY_OF_A_THREAD.match(text):
                    copies[place] = _said(text)
                    continue
                if text:
                    found.setdefault(place, []).append(text)
    for place in copies.keys() - threads:
        found.setdefault(place, []).append(copies[place])
    return {place: "\n".join(texts) for place, texts in found.items()}


def _said(text: str) -> str:
    """The words of a thread out of the note for older programs: what follows "Comment:" and each "Reply:"."""
    parts = _SAID.split(text)
    return "\n".join(" ".join(part.split()) for part in parts[1:]) if len(parts) > 1 else text


def _written(closed: Sequence[Element]) -> Iterator[tuple[RowColumn, str]]:
    """Each note with its cell; elements come in the order they end, so the words before the note's own end."""
    pieces: list[str] = []
    for element in closed:
        if element.name in ("t", "text") and element.text:
            pieces.append(element.text)
        elif element.name == "rPh" and pieces:
            pieces.pop()
        elif element.name in ("comment", "threadedComment"):
            place = box(element.attributes.get("ref", ""))
            if place is not None:
                yield (place.top, place.left), clean(decoded("".join(pieces))).strip()
            pieces = []
