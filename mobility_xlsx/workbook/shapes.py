"""The words in text boxes and the check boxes that float over a sheet, which no cell holds."""

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.answers import Remark
from mobility_xlsx.text import one_line
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.markup import Element, elements
from mobility_xlsx.workbook.packages import Relation

_CONTROL: Final = re.compile(rb"<(?:\w+:)?control\b([^<>]*)>")
_ATTRIBUTE: Final = re.compile(rb'\b(?:\w+:)?(id|shapeId)="([^"<>]*)"')
_BOXES: Final = ("CheckBox", "Radio")
_SHAPES: Final = ("sp", "cxnSp")
_MANY: Final = 200  # shapes whose words are quoted


def shape_remarks(
    parts: Mapping[str, bytes], related: Sequence[Relation], sheet: tuple[str, bytes]
) -> tuple[Remark, ...]:
    """One remark with the words of all text boxes and check boxes of a sheet, given by name and part; none if none.

    Check boxes that are linked to a cell are left out: the cell says TRUE or FALSE.
    """
    name, part = sheet
    controls = _controls(parts, related, part) if any(each.type == "ctrlProp" for each in related) else {}
    words: list[str] = []
    for relation in related:
        if relation.type == "drawing" and relation.target in parts:
            for shape, text in _shapes(_tolerant(parts[relation.target])):
                mark = controls.pop(shape, "")
                if mark is not None and text:
                    words.append(f"{mark} {text}".strip())
    words += [mark for mark in controls.values() if mark]
    return drawn_words(name, words)


def drawn_words(sheet: str, words: Sequence[str]) -> tuple[Remark, ...]:
    """The remark that a sheet has these words outside its cells."""
    said = "; ".join(filter(None, map(one_line, words[:_MANY])))[: limits.TEXT_LENGTH]
    return (Remark("words-in-shapes", sheet, value=said),) if said else ()


def _tolerant(part: bytes) -> Sequence[Element]:
    """The elements of a part on which no answer depends; none where it is damaged."""
    with contextlib.suppress(NotReadable):
        return elements(part)
    return ()


def _shapes(closed: Sequence[Element]) -> Iterator[tuple[str, str]]:
    """The number of each shape and its words; elements come in the order they end."""
    number = ""
    lines: list[str] = []
    pieces: list[str] = []
    for element in closed:
        if element.name == "cNvPr":
            number, lines, pieces = element.attributes.get("id", ""), [], []
        elif element.name == "t":
            pieces.append(element.text)
        elif element.name == "p":
            lines.append("".join(pieces))
            pieces = []
        elif element.name in _SHAPES:
            yield number, " ".join(lines)
            number, lines, pieces = "", [], []


def _controls(parts: Mapping[str, bytes], related: Sequence[Relation], part: bytes) -> dict[str, str | None]:
    """By number of its shape: the mark of each check box, None for one that is linked to a cell."""
    kept = {each.id: parts[each.target] for each in related if each.type == "ctrlProp" and each.target in parts}
    told = (dict(_ATTRIBUTE.findall(attributes)) for attributes in _CONTROL.findall(part))
    shapes = {each.get(b"id", b"").decode(): each.get(b"shapeId", b"").decode() for each in told}
    found: dict[str, str | None] = {}
    for relation, stored in kept.items():
        about = next((each.attributes for each in _tolerant(stored) if each.name == "formControlPr"), {})
        if about.get("objectType") in _BOXES:
            mark = "☑" if about.get("checked") in ("Checked", "1") else "☐"
            found[shapes.get(relation, relation)] = None if about.get("fmlaLink") else mark
    return found
