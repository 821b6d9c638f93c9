"""The records of an old Excel workbook (.xls), and the texts inside them."""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.workbook import limits

CONTINUE: Final = 0x3C
_WIDE, _EXTENDED, _RICH = 0x1, 0x4, 0x8
_SST_HEAD: Final = 8


class Record(NamedTuple):
    """One record: its kind, its bytes, and the bytes of the records that continue it."""

    kind: int
    body: bytes
    more: tuple[bytes, ...] = ()


def records(stream: bytes) -> Iterator[Record]:
    """The records in their order, each with what continues it; raises NotReadable when one is cut off."""
    place, end = 0, len(stream)
    pending: Record | None = None
    more: list[bytes] = []
    while place + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + length]
        place += 4 + length
        if len(body) < length:
            raise NotReadable("damaged")
        if kind == CONTINUE and pending is not None:
            more.append(body)
            continue
        if pending is not None:
            yield pending._replace(more=tuple(more))
        if kind == 0 and length == 0:  # padding after the last record
            return
        pending, more = Record(kind, body), []
    if pending is not None:
        yield pending._replace(more=tuple(more))


def text_at(body: bytes, place: int, length_bytes: int) -> str:
    """The text that stands at `place`, its length in front of it."""
    length = int.from_bytes(body[place : place + length_bytes], "little")
    flags = body[place + length_bytes] if len(body) > place + length_bytes else 0
    begin = place + length_bytes + 1
    if flags & _RICH:
        begin += 2
    if flags & _EXTENDED:
        begin += 4
    if flags & _WIDE:
        return body[begin : begin + 2 * length].decode("utf-16-le", "replace")
    return body[begin : begin + length].decode("latin-1")


def fonts_in(body: bytes, place: int) -> frozenset[int]:
    """The fonts that parts of the text at `place` have of their own, as they stand behind it (RSTRING)."""
    text = text_at(body, place, 2)
    length = int.from_bytes(body[place : place + 2], "little")
    wide = body[place + 2] & _WIDE if len(body) > place + 2 else 0
    runs = body[place + 5 + length * (2 if wide else 1) :]
    pairs = struct.iter_unpack("<HH", runs[: len(runs) // 4 * 4])
    return frozenset(font for begin, font in pairs if text[begin:].strip())


def packed_number(stored: bytes) -> float:
    """The number in the four bytes that old Excel packs it into (RK)."""
    whole = struct.unpack("<i", stored)[0]
    number = float(whole >> 2) if whole & 2 else struct.unpack("<d", bytes(4) + struct.pack("<i", whole & ~3))[0]
    return float(number / 100 if whole & 1 else number)


class SharedReader:
    """Reads the table of shared texts across the records that continue it."""

    def __init__(self, record: Record) -> None:
        self._bodies = (record.body, *record.more)
        self._number = 0
        self._place = _SST_HEAD
        self._count = struct.unpack_from("<I", record.body, 4)[0] if len(record.body) >= _SST_HEAD else 0

    def texts(self) -> Iterator[tuple[str, frozenset[int]]]:
        """The texts in their order, each with the fonts that parts of it have of their own."""
        if self._count > limits.SHARED_TEXTS:
            raise NotReadable("holds-more-than-form")
        for _ in range(self._count):
            yield self._text()

    def _take(self, size: int) -> bytes:
        pieces = []
        while size:
            if self._number >= len(self._bodies):
                raise NotReadable("damaged")
            body = self._bodies[self._number]
            piece = body[self._place : self._place + size]
            if not piece:
                self._number, self._place = self._number + 1, 0
                continue
            pieces.append(piece)
            self._place += len(piece)
            size -= len(piece)
        return b"".join(pieces)

    def _text(self) -> tuple[str, frozenset[int]]:
        length, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & _RICH else 0
        extra = struct.unpack("<I", self._take(4))[0] if flags & _EXTENDED else 0
        if extra > limits.PART_BYTES:
            raise NotReadable("damaged")
        text = self._letters(length, bool(flags & _WIDE))
        fonts = struct.iter_unpack("<HH", self._take(4 * runs))
        self._take(extra)
        return text, frozenset(font for place, font in fonts if text[place:].strip())

    def _letters(self, length: int, wide: bool) -> str:
        """The letters; where they go on in another record, that begins by saying anew how wide they are."""
        text = ""
        while len(text) < length:
            if self._number >= len(self._bodies):
                raise NotReadable("damaged")
            body = self._bodies[self._number]
            room = (len(body) - self._place) // (2 if wide else 1)
            if room <= 0:
                self._number, self._place = self._number + 1, 0
                wide = bool(self._take(1)[0] & _WIDE)
                continue
            size = min(room, length - len(text))
            piece = self._take(size * 2 if wide else size)
            text += piece.decode("utf-16-le" if wide else "latin-1", "surrogatepass")
        return text
