"""The old container of Office files (.xls, and the shell around every encrypted workbook): its streams by name."""

import struct
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from mobility_xlsx.errors import NotReadable

_FREE: Final = 0xFFFFFFFA  # this and all above are marks, not sectors
_ENTRY: Final = struct.Struct("<64sHBBIII16sIQQIQ")
_HEADER_BYTES: Final = 512
_STREAM: Final = 2
_ROOT: Final = 5
_MINI_BYTES: Final = 64


class _Entry(Struct, frozen=True):
    name: str
    type: int
    start: int
    size: int


class Compound:
    """An old container, its chains of sectors walked with an eye on loops; raises NotReadable when one does not end."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER_BYTES:
            raise NotReadable("damaged")
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise NotReadable("damaged")
        self._sector_bytes = 1 << shift
        fields = struct.unpack_from("<IIIIIIIII", data, 40)
        _, _, first_directory, _, self._mini_cutoff, first_mini, _, first_extra, _ = fields
        self._table = self._allocation(first_extra)
        self._entries = list(self._directory(first_directory))
        self._mini_table = self._numbers(self._read(first_mini)) if first_mini < _FREE else ()
        root = next((entry for entry in self._entries if entry.type == _ROOT), None)
        self._mini_data = self._read(root.start) if root and root.start < _FREE else b""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all streams and storages."""
        return tuple(entry.name for entry in self._entries)

    def stream(self, *names: str) -> bytes:
        """The bytes of the first stream that has one of `names`, b"" when there is none."""
        for name in names:
            for entry in self._entries:
                if entry.type == _STREAM and entry.name.casefold() == name.casefold():
                    return self._content(entry)
        return b""

    def _content(self, entry: _Entry) -> bytes:
        if entry.size < self._mini_cutoff:
            pieces = (
                self._mini_data[sector * _MINI_BYTES : (sector + 1) * _MINI_BYTES]
                for sector in self._chain(entry.start, self._mini_table)
            )
            return b"".join(pieces)[: entry.size]
        content = self._read(entry.start)
        if len(content) < entry.size:
            raise NotReadable("damaged")
        return content[: entry.size]

    def _allocation(self, first_extra: int) -> tuple[int, ...]:
        """The table that says, for each sector, which one follows it."""
        sectors = [each for each in struct.unpack_from("<109I", self._data, 76) if each < _FREE]
        extra = first_extra
        seen = set()
        while extra < _FREE:
            if extra in seen:
                raise NotReadable("damaged")
            seen.add(extra)
            numbers = self._numbers(self._sector(extra))
            sectors.extend(each for each in numbers[:-1] if each < _FREE)
            extra = numbers[-1]
        if len(set(sectors)) < len(sectors):
            raise NotReadable("damaged")
        return tuple(number for sector in sectors for number in self._numbers(self._sector(sector)))

    def _directory(self, first: int) -> Iterator[_Entry]:
        content = self._read(first)
        for offset in range(0, len(content) - _ENTRY.size + 1, _ENTRY.size):
            fields = _ENTRY.unpack_from(content, offset)
            name = fields[0][: max(0, min(fields[1], 64) - 2)].decode("utf-16-le", "replace")
            if fields[2]:
                yield _Entry(name, fields[2], fields[11], fields[12] & 0xFFFFFFFF)

    def _read(self, start: int) -> bytes:
        return b"".join(self._sector(sector) for sector in self._chain(start, self._table))

    def _chain(self, start: int, table: tuple[int, ...]) -> Iterator[int]:
        seen = set()
        sector = start
        while sector < _FREE:
            if sector in seen or sector >= len(table):
                raise NotReadable("damaged")
            seen.add(sector)
            yield sector
            sector = table[sector]

    def _sector(self, sector: int) -> bytes:
        begin = (sector + 1) * self._sector_bytes
        content = self._data[begin : begin + self._sector_bytes]
        if not content:
            raise NotReadable("damaged")
        return content

    def _numbers(self, content: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])
