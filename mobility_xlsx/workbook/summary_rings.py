"""The coalition as concentric rings (guide, Figure 6): where every member stands, and the picture of it as a PNG."""

import math
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.lettering import text_width
from mobility_xlsx.workbook.png import png, rgb
from mobility_xlsx.workbook.summary_story import Ring

DOT = 11.0  # radius of a member
STEP = 27.0  # from one member to the next
MIDDLE = 78.0  # least radius of the innermost ring
TITLE_SIZE = 9.0

Pixels = NDArray[np.uint8]
Covered = NDArray[np.float64]  # how much of each pixel, 0 to 1

_STRIP = 256  # rows of the picture that are drawn at a time
_STEPS = 8  # so fine are distances from the middle, in parts of a pixel
_WIDE = 0.62  # from one digit to the next, of its height


class Dot(Struct, frozen=True):
    """One member: its number in the list beside the picture, and its place from the middle."""

    number: int
    key: str
    who: str
    more: str
    x: float
    y: float


class DrawnRing(Struct, frozen=True):
    """One ring: its outer radius, and its title, whose middle stands at `title_y`; two lines in the innermost."""

    key: str
    title: str
    radius: float
    title_y: float
    lines: tuple[str, ...]


class Drawing(Struct, frozen=True):
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
    packer = zlib.compressobj(3)  # 6 takes twice as long and saves a sixth
    colors = _colors(drawing.bands, side, scale)
    strips = (_Strip(side, scale, top, colors) for top in range(0, side, _STRIP))
    packed = [packer.compress(_drawn(drawing, strip)) for strip in strips]
    return png(side, side, b"".join((*packed, packer.flush())))


def _drawn(drawing: Drawing, strip: "_Strip") -> bytes:
    """The lines of a PNG on a strip: of thousands of members, one at a time keeps in memory."""
    disc = _disc(DOT * strip.scale)
    for dot in (dot for dot in drawing.dots if strip.shows(dot.y, DOT)):
        strip.stamp(disc, dot.x, dot.y, look.MEMBERS.get(dot.key, look.NAVY))
        strip.number(dot.number, dot.x, dot.y)
    return strip.lines()


def _colors(bands: Sequence[DrawnRing], side: int, scale: float) -> Pixels:
    """The color of a pixel by its distance from the middle, so many steps a pixel: rings with smooth edges."""
    far = np.arange(math.ceil(side * 0.71 + 1) * _STEPS) / _STEPS
    colors = np.full((len(far), 3), 255.0)
    for i in reversed(range(len(bands))):
        ground = look.GROUNDS[i % len(look.GROUNDS)]
        for radius, color in ((bands[i].radius, look.EDGE), (bands[i].radius - 1, ground)):
            cover = np.clip(radius * scale - far + 0.5, 0, 1)[:, None]
            colors += (np.array(rgb(color)) - colors) * cover
    shown: Pixels = np.rint(colors).astype(np.uint8)
    return shown


class _Strip:
    """A strip of the picture from its row `top`. Places are counted in units from the picture's middle."""

    def __init__(self, side: int, scale: float, top: int, colors: Pixels) -> None:
        self.side, self.scale, self.top = side, scale, top
        self.end = min(side, top + _STRIP)
        down, across = np.ogrid[top : self.end, : (side + 1) // 2]
        far = np.hypot(down + 0.5 - side / 2, across + 0.5 - side / 2)
        left = colors[(far * _STEPS + 0.5).astype(np.intp)]
        self.pixels: Pixels = np.concatenate((left, left[:, : side // 2][:, ::-1]), axis=1)

    def shows(self, y: float, radius: float) -> bool:
        """True when something around `y` can be on this strip."""
        middle, reach = self.side / 2 + y * self.scale, radius * self.scale + 2
        return self.top < middle + reach and middle - reach < self.end

    def stamp(self, covered: Covered, x: float, y: float, color: str) -> None:
        """Covers in a color what stands around x, y, as far as it is on this strip; whole pixels are near enough."""
        high, wide = covered.shape
        above, left = (round(self.side / 2 + at * self.scale) - size // 2 for at, size in ((y, high), (x, wide)))
        first, last = max(above, self.top), min(above + high, self.end)
        if first < last:
            part = self.pixels[first - self.top : last - self.top, left : left + wide]
            part[:] = np.rint(part + (np.array(rgb(color)) - part) * covered[first - above : last - above, :, None])

    def number(self, number: int, x: float, y: float) -> None:
        """A number in white, its middle at x, y."""
        digits = str(number)
        high = 9.0 if len(digits) < 3 else 7.0
        for i, digit in enumerate(digits):
            right = high * _WIDE * (i - (len(digits) - 1) / 2)
            self.stamp(_digit(digit, high * self.scale), x + right, y, look.WHITE)

    def lines(self) -> bytes:
        """The pixels as lines of a PNG, not packed."""
        rows = len(self.pixels)
        filled = np.zeros((rows, 1 + self.side * 3), dtype=np.uint8)
        filled[:, 1:] = self.pixels.reshape(rows, -1)
        return filled.tobytes()


@cache
def _disc(radius: float) -> Covered:
    """How much a disc covers of each pixel around its middle."""
    down, across = _around_middle(radius, radius)
    covered: Covered = np.clip(radius - np.hypot(down, across) + 0.5, 0, 1)
    return covered


@cache
def _digit(digit: str, high: float) -> Covered:
    """How much a digit covers of each pixel around its middle."""
    wide, thick = high * _WIDE * 0.8, high * 0.075
    down, across = _around_middle(wide / 2 + thick, high / 2 + thick)
    ends = (_STROKES[digit] - 0.5) * (wide, high)
    (ax, ay), (bx, by) = ends[:, 0].T[:, :, None, None], ends[:, 1].T[:, :, None, None]
    right, below = across - ax, down - ay
    along = np.clip((right * (bx - ax) + below * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2), 0, 1)
    near = np.hypot(right - along * (bx - ax), below - along * (by - ay)).min(axis=0)
    covered: Covered = np.clip(thick - near + 0.5, 0, 1)
    return covered


def _around_middle(wide: float, high: float) -> tuple[Covered, Covered]:
    """The middles of the pixels up to so far from a middle, as distances down and across."""
    rows, columns = math.ceil(high + 1), math.ceil(wide + 1)
    down, across = np.arange(0.5 - rows, rows), np.arange(0.5 - columns, columns)
    return down[:, None], across[None, :]


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
