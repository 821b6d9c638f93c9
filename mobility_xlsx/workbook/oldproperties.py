"""The properties of an old Office file: the program that saved it, and the custom ones."""

import struct
from collections.abc import Iterator
from typing import Final

from mobility_xlsx.text import one_line
from mobility_xlsx.workbook.compound import Compound

_APPLICATION: Final = 0x12
_NAMES: Final = 0
_CODE_PAGE: Final = 1
_TEXT: Final = 0x1E
_WIDE_TEXT: Final = 0x1F
_UTF8: Final = 65001


def saved_by(compound: Compound) -> str:
    """The program's own name for itself, "" when it does not say."""
    for section in _sections(compound.stream("\x05SummaryInformation")):
        name = _texts(section).get(_APPLICATION)
        if name:
            return name
    return ""


def custom_properties(compound: Compound) -> tuple[tuple[str, str], ...]:
    """The custom properties that are texts, each with where it stood."""
    found = []
    for section in _sections(compound.stream("\x05DocumentSummaryInformation"))[1:]:
        texts = _texts(section)
        for number, name in _property_names(section).items():
            if texts.get(number):
                found.append((f"custom property {name}", texts[number]))
    return tuple(sorted(found))


def _sections(stream: bytes) -> list[bytes]:
    try:
        count = min(struct.unpack_from("<I", stream, 24)[0], 8)
        offsets = [struct.unpack_from("<I", stream, 28 + 20 * place + 16)[0] for place in range(count)]
    except struct.error:
        return []
    return [stream[offset:] for offset in offsets]


def _entries(section: bytes) -> Iterator[tuple[int, int]]:
    """The numbers of the properties and where they stand."""
    try:
        count = min(struct.unpack_from("<I", section, 4)[0], 1_000)
        for place in range(count):
            yield struct.unpack_from("<II", section, 8 + 8 * place)
    except struct.error:
        return


def _encoding(section: bytes) -> str:
    for number, offset in _entries(section):
        if number == _CODE_PAGE and len(section) >= offset + 6:
            page = struct.unpack_from("<H", section, offset + 4)[0]
            return "utf-8" if page == _UTF8 else "utf-16-le" if page == 1200 else "cp1252"
    return "cp1252"


def _texts(section: bytes) -> dict[int, str]:
    texts = {}
    encoding = _encoding(section)
    for number, offset in _entries(section):
        try:
            kind, length = struct.unpack_from("<II", section, offset)
        except struct.error:
            continue
        if number > 1 and kind == _TEXT:
            texts[number] = one_line(section[offset + 8 : offset + 8 + length].decode(encoding, "replace").rstrip("\0"))
        elif number > 1 and kind == _WIDE_TEXT:
            wide = section[offset + 8 : offset + 8 + 2 * length]
            texts[number] = one_line(wide.decode("utf-16-le", "replace").rstrip("\0"))
    return texts


def _property_names(section: bytes) -> dict[int, str]:
    encoding = _encoding(section)
    wide = encoding == "utf-16-le"
    names = {}
    for number, offset in _entries(section):
        if number != _NAMES:
            continue
        try:
            count = min(struct.unpack_from("<I", section, offset)[0], 1_000)
            place = offset + 4
            for _ in range(count):
                key, length = struct.unpack_from("<II", section, place)
                size = length * 2 if wide else length
                names[key] = one_line(section[place + 8 : place + 8 + size].decode(encoding, "replace").rstrip("\0"))
                place += 8 + (size + 3) // 4 * 4 if wide else 8 + size
        except struct.error:
            break
    return names
