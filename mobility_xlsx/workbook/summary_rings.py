"""The coalition as concentric rings (guide, Figure 6): where every member stands, and the picture of it as a PNG."""

import math
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.lettering import text_width
from mobility_xlsx.workbook.png import png, rgb
from mobility_xlsx.workbook.summary_story import Ring

DOT = 11.0  # radius of a member
STEP = 27.0  # from one member to the next
MIDDLE = 78.0  # least radius of the innermost ring
TITLE_SIZE = 9.0

Pixels = NDArray[np.float32]
Whole = NDArray[np.int_]

_STRIP = 256  # rows of the picture that are drawn at a time


@dataclass(frozen=True, slots=True)
class Dot:
    """One member: its number in the list beside the picture, and its place from the middle."""

    number: int
    key: str
    who: str
    more: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class DrawnRing:
    """One ring: its outer radius, and its title, whose middle stands at `title_y`; two lines in the innermost."""

    key: str
    title: str
    radius: float
    title_y: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The rings from the innermost, and all members; the picture is `2 * radius` wide and high."""

    bands: tuple[DrawnRing, ...]
    dots: tuple[Dot, ...]

    @property
    def radius(self) -> float:
        """From the middle to the edge of the picture."""
        return self.bands[-1].radius + 4 if self.bands else MIDDLE


def arranged(rings: Sequence[Ring]) -> Drawing:
    """Every member in its ring, numbered from the innermost, with room for each ring's title at its top."""
    bands: list[DrawnRing] = []
    dots: list[Dot] = []
    inner = 0.0
    for ring in rings:
        radius = max(inner + STEP * 0.85, MIDDLE - STEP * 0.6)
        places: list[tuple[float, float]] = []
        title_y = -radius if bands else 0.0
        while True:
            missing = len(ring.members) - len(places)
            spare = _title_angle(ring.title, radius, -title_y) if bands else 0.0
            places += _around(radius, missing, spare)
            if len(places) >= len(ring.members):
                break
            radius += STEP
        outer = radius + STEP * 0.6
        for (who, more), (x, y) in zip(ring.members, places, strict=True):
            dots.append(Dot(len(dots) + 1, ring.key, who, more, x, y))
        title = f"{ring.title} ({len(ring.members)})"
        lines = (title,) if bands else tuple(title.split(" ", 1))
        bands.append(DrawnRing(ring.key, title, outer, title_y, lines))
        inner = outer
    return Drawing(tuple(bands), tuple(dots))


def _title_angle(title: str, radius: float, title_radius: float) -> float:
    """The angle around the top that the title keeps free on a circle: 0 where the circle passes above it."""
    half = text_width(f"{title} (00)", TITLE_SIZE, bold=True) / 2 + DOT + 3
    high = TITLE_SIZE * 0.7 + DOT + 2
    if half >= radius or math.sqrt(radius**2 - half**2) > title_radius + high:
        return 0.0
    return 2 * math.asin(half / radius)


def _around(radius: float, wanted: int, spare: float) -> list[tuple[float, float]]:
    """Up to `wanted` places on a circle, evenly spaced, none of them within `spare` around the top."""
    open_angle = math.tau - spare
    fits = max(1, int(open_angle * radius / STEP))
    count = min(wanted, fits)
    first = -math.pi / 2 + spare / 2
    angles = (first + open_angle * (i + 0.5) / count for i in range(count))
    return [(radius * math.cos(angle), radius * math.sin(angle)) for angle in angles]


def rings_png(drawing: Drawing, scale: float = 2.0) -> bytes:
    """The drawing as a PNG with `scale` pixels a unit: rings, and a numbered dot for each member."""
    side = math.ceil(drawing.radius * 2 * scale)
    packer = zlib.compressobj(6)  # 9 takes ten times as long and saves a twentieth
    packed = [packer.compress(_drawn(drawing, _Canvas(side, scale, top))) for top in range(0, side, _STRIP)]
    return png(side, side, b"".join((*packed, packer.flush())))


def _drawn(drawing: Drawing, canvas: "_Canvas") -> bytes:
    """The lines of a PNG on the canvas: of thousands of members, a strip at a time keeps in memory."""
    for i in reversed(range(len(drawing.bands))):
        canvas.disc(0, 0, drawing.bands[i].radius, look.EDGE)
        canvas.disc(0, 0, drawing.bands[i].radius - 1, look.GROUNDS[i % len(look.GROUNDS)])
    for dot in drawing.dots:
        if canvas.shows(dot.y, DOT):
            canvas.disc(dot.x, dot.y, DOT, look.MEMBERS.get(dot.key, look.NAVY))
            canvas.number(dot.number, dot.x, dot.y)
    return canvas.lines()


class _Canvas:
    """A strip of a picture from its row `top`; 0, 0 is the picture's middle. Colors cover others, edges are smooth."""

    def __init__(self, side: int, scale: float, top: int) -> None:
        self.side, self.scale, self.top = side, scale, top
        self.end = min(side, top + _STRIP)
        self.pixels: Pixels = np.full((self.end - top, side, 3), 255, dtype=np.float32)

    def shows(self, y: float, radius: float) -> bool:
        """True when something of what is drawn within `radius` of the height `y` is on this strip."""
        return self.top <= self._at(y) + radius * self.scale + 1 and self._at(y) - radius * self.scale - 1 <= self.end

    def disc(self, x: float, y: float, radius: float, color: str) -> None:
        """A filled circle."""
        x, y, radius = self._at(x), self._at(y), radius * self.scale
        ink, part, down, across = _ink(color), *self._window((x - radius, y - radius), (x + radius, y + radius))
        # Whole numbers do to tell what is inside for certain, what outside, and what is near the edge.
        square = (across - x).astype(np.float32) ** 2 + (down - y).astype(np.float32) ** 2
        inside = square < max(radius - 2, 0) ** 2
        np.copyto(part, ink, where=inside[:, :, None])
        rows, columns = np.nonzero((square < (radius + 2) ** 2) & ~inside)
        far = np.sqrt((across[0, columns] + 0.5 - x) ** 2 + (down[rows, 0] + 0.5 - y) ** 2)
        cover = np.clip(radius - far + 0.5, 0, 1).astype(np.float32)[:, None]
        part[rows, columns] = part[rows, columns] * (1 - cover) + ink * cover

    def number(self, number: int, x: float, y: float) -> None:
        """A number in white, its middle at x, y."""
        digits = str(number)
        high = 9.0 if len(digits) < 3 else 7.0
        wide = high * 0.62
        left = x - wide * len(digits) / 2 + wide * 0.1
        for i, digit in enumerate(digits):
            ends = _STROKES[digit] * (wide * 0.8, high) + (left + wide * i, y - high / 2)
            self._strokes(self.side / 2 + ends * self.scale, high * 0.075 * self.scale)

    def _strokes(self, ends: NDArray[np.float64], thick: float) -> None:
        """Lines of the width `2 * thick` in white; `ends` has the two ends of each."""
        points = ends.reshape(-1, 2)
        part, down, across = self._window(points.min(axis=0) - thick, points.max(axis=0) + thick)
        (ax, ay), (bx, by) = ends[:, 0].T[:, :, None, None], ends[:, 1].T[:, :, None, None]
        right, below = across + 0.5 - ax, down + 0.5 - ay
        along = np.clip((right * (bx - ax) + below * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2), 0, 1)
        near = (right - along * (bx - ax)) ** 2 + (below - along * (by - ay)) ** 2
        cover = np.clip(thick - np.sqrt(near.min(axis=0)) + 0.5, 0, 1).astype(np.float32)[:, :, None]
        part[:] = part * (1 - cover) + _ink(look.WHITE) * cover

    def _at(self, value: float) -> float:
        return self.side / 2 + value * self.scale

    def _window(self, low: Sequence[float], high: Sequence[float]) -> tuple[Pixels, Whole, Whole]:
        """The pixels between two corners (x, y), as far as they are on this strip, with their rows and columns."""
        columns = slice(max(0, math.floor(low[0] - 1)), min(self.side, math.ceil(high[0] + 1)))
        rows = slice(max(self.top, math.floor(low[1] - 1)), max(self.top, min(self.end, math.ceil(high[1] + 1))))
        down, across = np.ogrid[rows, columns]
        return self.pixels[rows.start - self.top : rows.stop - self.top, columns], down, across

    def lines(self) -> bytes:
        """The pixels as lines of a PNG, not packed."""
        rows = len(self.pixels)
        filled = np.zeros((rows, 1 + self.side * 3), dtype=np.uint8)
        filled[:, 1:] = np.round(self.pixels).reshape(rows, -1)
        return filled.tobytes()


def _ink(color: str) -> Pixels:
    return np.array(rgb(color), dtype=np.float32)


def _arc(
    middle: tuple[float, float], reach: tuple[float, float], start: int, end: int
) -> Iterator[tuple[float, float]]:
    """Points of an ellipse from `start` to `end` degrees, clockwise from the right."""
    steps = 14
    for i in range(steps + 1):
        angle = math.radians(start + (end - start) * i / steps)
        yield middle[0] + reach[0] * math.cos(angle), middle[1] + reach[1] * math.sin(angle)


# Digits as lines in a box of 1 by 1.
_DIGITS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "0": (tuple(_arc((0.5, 0.5), (0.45, 0.5), 0, 360)),),
    "1": (((0.2, 0.25), (0.55, 0.0), (0.55, 1.0)),),
    "2": ((*_arc((0.5, 0.28), (0.42, 0.28), -170, 25), (0.05, 1.0), (0.95, 1.0)),),
    "3": (tuple(_arc((0.48, 0.26), (0.4, 0.26), -160, 90)), tuple(_arc((0.48, 0.74), (0.45, 0.26), -90, 160))),
    "4": (((0.72, 1.0), (0.72, 0.0), (0.02, 0.7), (1.0, 0.7)),),
    "5": (((0.88, 0.0), (0.2, 0.0), (0.14, 0.45), *_arc((0.46, 0.69), (0.46, 0.31), -120, 150)),),
    "6": (tuple(_arc((0.5, 0.69), (0.44, 0.31), 0, 360)), ((0.72, 0.0), (0.3, 0.3), (0.06, 0.69))),
    "7": (((0.05, 0.0), (0.95, 0.0), (0.35, 1.0)),),
    "8": (tuple(_arc((0.5, 0.25), (0.38, 0.25), 0, 360)), tuple(_arc((0.5, 0.74), (0.45, 0.26), 0, 360))),
    "9": (tuple(_arc((0.5, 0.31), (0.44, 0.31), 0, 360)), ((0.28, 1.0), (0.7, 0.7), (0.94, 0.31))),
}

# The same as the two ends of every stroke.
_STROKES = {digit: np.array([pair for line in lines for pair in pairwise(line)]) for digit, lines in _DIGITS.items()}
