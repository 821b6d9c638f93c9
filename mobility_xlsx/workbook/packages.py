"""A zipped workbook taken apart: its parts, unpacked under the limits, as a dictionary of bytes."""

import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Mapping

from msgspec import Struct

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.workbook import limits

_ABOUT = struct.Struct("<5H3I2H")  # what the header of a part and its line in the directory have in common
_PLACE = struct.Struct("<3H2I")
_END = struct.Struct("<4s4H2IH")
_ENCRYPTED = 0x1
_STORED, _DEFLATED = 0, 8
_LINK = 0o12
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_XML_ENDINGS = (".xml", ".rels", ".vml")


class Relation(Struct, frozen=True):
    """Where one part points: the last word of the relation's type and the part it names."""

    id: str
    type: str
    target: str


def unpack(data: bytes) -> tuple[dict[str, bytes], frozenset[str]]:
    """The XML parts by name with their bytes, and the names of all parts.

    Names have forward slashes. Sizes are counted while unpacking; what the file says of itself is only compared.
    """
    members = _members(data)
    names = _names(members)
    spans = _spans(data, members)
    parts: dict[str, bytes] = {}
    room = limits.UNPACKED_BYTES
    for info, name, (start, end) in zip(members, names, spans, strict=True):
        if name.lower().endswith(_XML_ENDINGS) or name == "mimetype":
            part = _inflated(memoryview(data)[start:end], info, min(room, limits.PART_BYTES))
            room -= len(part)
            parts[name] = part
    return parts, frozenset(names)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """`parts` as a plain zip, nothing compressed: what a library gets to see instead of the file that came in."""
    body: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for name, part in parts.items():
        encoded, size = name.encode(), len(part)
        about = _ABOUT.pack(0x14, 0x800, 0, 0, 0x21, zlib.crc32(part), size, size, len(encoded), 0)
        body += (b"PK\x03\x04", about, encoded, part)
        directory += (b"PK\x01\x02\x14\0", about, _PLACE.pack(0, 0, 0, 0, place), encoded)
        place += 4 + _ABOUT.size + len(encoded) + size
    listed = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(parts), len(parts), len(listed), place, 0)
    return b"".join((*body, listed, end))


def _members(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error, EOFError) as error:
        raise NotReadable("damaged") from error
    if len(members) > limits.PARTS:
        raise NotReadable("damaged")
    return [info for info in members if not info.filename.endswith("/")]


def _names(members: list[zipfile.ZipInfo]) -> list[str]:
    names = [info.orig_filename.replace("\\", "/") for info in members]
    for info, name in zip(members, names, strict=True):
        outside = name.startswith("/") or ":" in name or "\0" in name or ".." in name.split("/")
        if outside or (info.external_attr >> 28) == _LINK:
            raise NotReadable("tampered")
    if len({name.casefold() for name in names}) < len(names):
        raise NotReadable("tampered")
    return names


def _spans(data: bytes, members: list[zipfile.ZipInfo]) -> list[tuple[int, int]]:
    """Where the packed bytes of each member stand; members that share bytes are refused."""
    spans = []
    taken = []
    for info in members:
        header = data[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
        if len(header) < _LOCAL_HEADER.size or header[:4] != b"PK\x03\x04":
            raise NotReadable("damaged")
        fields = _LOCAL_HEADER.unpack(header)
        if (info.flag_bits | fields[2]) & _ENCRYPTED:
            raise NotReadable("password")
        if info.compress_type not in (_STORED, _DEFLATED) or fields[3] != info.compress_type:
            raise NotReadable("tampered")
        start = info.header_offset + _LOCAL_HEADER.size + fields[9] + fields[10]
        spans.append((start, start + info.compress_size))
        taken.append((info.header_offset, start + info.compress_size))
    taken.sort()
    if any(end > begin for (_, end), (begin, _) in itertools.pairwise(taken)):
        raise NotReadable("tampered")
    if taken and taken[-1][1] > len(data):
        raise NotReadable("damaged")
    return spans


def _inflated(packed_part: memoryview, info: zipfile.ZipInfo, room: int) -> bytes:
    if info.compress_type == _STORED:
        part = bytes(packed_part)
    else:
        inflater = zlib.decompressobj(-15)
        try:
            part = inflater.decompress(packed_part, min(room, info.file_size) + 1)
        except zlib.error as error:
            raise NotReadable("damaged") from error
    if len(part) > room or info.file_size > room:
        raise NotReadable("unpacks-too-far")
    if len(part) != info.file_size:
        raise NotReadable("tampered" if len(part) > info.file_size else "damaged")
    if len(part) > limits.MEGABYTE and len(part) > limits.PACKING_RATIO * max(1, info.compress_size):
        raise NotReadable("unpacks-too-far")
    if zlib.crc32(part) != info.CRC:
        raise NotReadable("damaged")
    return part
