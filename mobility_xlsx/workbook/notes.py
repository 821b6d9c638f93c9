"""Notes and threaded comments of a sheet, by cell."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from mobility_xlsx.workbook.celltext import clean, decoded
from mobility_xlsx.workbook.grids import RowColumn
from mobility_xlsx.workbook.markup import Element, elements
from mobility_xlsx.workbook.storedcells import box

if TYPE_CHECKING:
    from mobility_xlsx.workbook.ooxml import Relation

_COPY_OF_A_THREAD = "[Threaded comment]"


def notes(parts: Mapping[str, bytes], related: "Sequence[Relation]") -> dict[RowColumn, str]:
    """The notes and comments of one sheet, several at one cell one a line."""
    found: dict[RowColumn, list[str]] = {}
    for relation in related:
        if relation.type in ("threadedComment", "comments") and relation.target in parts:
            for place, text in _written(elements(parts[relation.target])):
                if text and not text.startswith(_COPY_OF_A_THREAD):
                    found.setdefault(place, []).append(text)
    return {place: "\n".join(texts) for place, texts in found.items()}


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
