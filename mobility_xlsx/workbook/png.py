"""A PNG from lines of pixels, and colors as three numbers: what both drawings of rings need."""

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_WHITE_IS_CLEAR = (b"tRNS", b"\x00\xff" * 3)


def png(width: int, height: int, packed: bytes, clear: bool = False) -> bytes:
    """A PNG in true color of `packed` lines (each a 0, then three bytes a pixel; packed by zlib).

    White can be seen through when `clear`.
    """
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), *((_WHITE_IS_CLEAR,) if clear else ()), (b"IDAT", packed), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks)


def rgb(color: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of a color written as # and six digits."""
    red, green, blue = bytes.fromhex(color[1:7])
    return red, green, blue


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
