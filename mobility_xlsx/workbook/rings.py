"""The picture on the first sheet: the coalition's three rings, drawn here so that no file has to travel along."""

import zlib
from functools import cache
from math import sqrt

from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.png import png, rgb

SCALE = 3  # pixels drawn for every pixel shown
WIDTH, HEIGHT = 122, 90
_CENTER = (44.0, 46.0)
_RADII = (42.0, 28.0, 14.0)
_STARTS = ((64.0, 16.7), (66.0, 46.0), (50.0, 52.0))  # where a line leaves its ring: outer, middle, inner
_ENDS = ((WIDTH - 2.0, 16.7), (WIDTH - 2.0, 46.0), (WIDTH - 2.0, 75.3))  # beside the words in the cells


@cache
def rings_picture() -> bytes:
    """The rings as a PNG, three times as fine as it is shown; the lines end beside the words in the cells."""
    width, height = WIDTH * SCALE, HEIGHT * SCALE
    rows = [_row(y + 0.5, width) for y in range(height)]
    for start, end in zip(_STARTS, _ENDS, strict=True):
        _line(rows, start, end)
    return png(width, height, zlib.compress(b"".join(b"\x00" + row for row in rows), 9), clear=True)


def _row(y: float, width: int) -> bytearray:
    row = bytearray(b"\xff\xff\xff" * width)
    center, middle = _CENTER[0] * SCALE, _CENTER[1] * SCALE
    for radius, color in zip(_RADII, map(rgb, look.RINGS), strict=True):
        across = (radius * SCALE) ** 2 - (y - middle) ** 2
        if across > 0:
            _fill(row, center - sqrt(across), center + sqrt(across), color)
    return row


def _fill(row: bytearray, left: float, right: float, color: tuple[int, ...]) -> None:
    first, last = int(left) + 1, int(right)
    row[first * 3 : last * 3] = bytes(color) * (last - first)
    for pixel, share in ((first - 1, first - left), (last, right - last)):
        for i, part in enumerate(color):
            row[pixel * 3 + i] = round(row[pixel * 3 + i] * (1 - share) + part * share)


def _line(rows: list[bytearray], start: tuple[float, float], end: tuple[float, float]) -> None:
    ink = bytes(rgb(look.INK))
    (x, y), (to_x, to_y) = start, end
    first, last = round(x * SCALE), round(to_x * SCALE)
    for pixel in range(first, last):
        middle = (y + (to_y - y) * (pixel - first) / (last - first)) * SCALE
        for row in (int(middle), int(middle) + 1):
            rows[row][pixel * 3 : pixel * 3 + 3] = ink
