"""The pictures of report.html as inline SVG: rings, coverage matrix, letters by sender. No scripts, nothing fetched."""

from collections.abc import Sequence
from html import escape

from mobility_xlsx.coalition.assignments import Load
from mobility_xlsx.coalition.records import Need, meets
from mobility_xlsx.text import shortened
from mobility_xlsx.workbook import look
from mobility_xlsx.workbook.lettering import text_width
from mobility_xlsx.workbook.summary_rings import DOT, Drawing, DrawnRing
from mobility_xlsx.workbook.summary_story import MatrixColumn

_CELL, _HEAD, _LABELS = 26, 190, 400  # of the matrix: a cell, the slanted names, the needs
_BAR, _BAR_LABELS, _BARS = 24, 200, 420


def rings_svg(drawing: Drawing) -> str:
    """The coalition's rings; every dot says who it is when pointed at, and has its number in the list beside."""
    half = drawing.radius
    circles = [
        f'<circle r="{band.radius:.1f}" fill="{look.GROUNDS[i % len(look.GROUNDS)]}" stroke="{look.EDGE}"/>'
        for i, band in reversed(tuple(enumerate(drawing.bands)))
    ]
    titles = [_band_title(band) for band in drawing.bands]
    dots = [
        f'<g transform="translate({dot.x:.1f} {dot.y:.1f})"><title>{escape(_who(dot.who, dot.more))}</title>'
        f'<circle r="{DOT:g}" fill="{look.MEMBERS.get(dot.key, look.NAVY)}"/>'
        f'<text class="n" y="3.5">{dot.number}</text></g>'
        for dot in drawing.dots
    ]
    said = ", ".join(band.title for band in drawing.bands)
    return _svg("rings", (-half, -half, 2 * half, 2 * half), f"Rings from the inside: {said}", *circles, *titles, *dots)


def _who(who: str, more: str) -> str:
    return f"{who}, {more}" if more else who


def _band_title(band: DrawnRing) -> str:
    first = band.title_y + 3.5 - (len(band.lines) - 1) * 6.5
    lines = (f'<tspan x="0" y="{first + i * 13:.1f}">{escape(line)}</tspan>' for i, line in enumerate(band.lines))
    return f'<text class="t">{"".join(lines)}</text>'


def matrix_svg(needs: Sequence[Need], columns: Sequence[MatrixColumn]) -> str:
    """Needs × partners of the shortlist; a dot where the partner meets the need, words where nobody does."""
    chosen = [column.organization for column in columns if column.chosen]
    wide, high = _LABELS + _CELL * len(chosen) + 150, _HEAD + _CELL * len(needs) + 4
    pieces = [_column(i, one.name) for i, one in enumerate(chosen)]
    for row, need in enumerate(needs):
        y = _HEAD + row * _CELL
        often = sum(meets(one, need) for one in chosen)
        ground = look.BAD[1] if not often else look.WHITE if row % 2 else look.PALE
        pieces.append(f'<rect x="0" y="{y}" width="{_LABELS + _CELL * len(chosen)}" height="{_CELL}" fill="{ground}"/>')
        pieces.append(f'<text x="6" y="{y + 17}">{escape(_fitting(need.label, _LABELS - 14))}</text>')
        for i, one in enumerate(chosen):
            if meets(one, need):
                x = _LABELS + i * _CELL + _CELL / 2
                said = escape(f"{one.name}: {need.label}")
                pieces.append(f'<circle cx="{x}" cy="{y + 13}" r="6" fill="{look.TEAL}"><title>{said}</title></circle>')
        if often < 2:
            words = "one only" if often else "nobody"
            x = _LABELS + _CELL * len(chosen) + 8
            color = look.WARN[0] if often else look.BAD[0]
            pieces.append(f'<text x="{x}" y="{y + 17}" fill="{color}" font-weight="bold">{words}</text>')
    said = f"{len(needs)} needs by {len(chosen)} partners; the table below says the same"
    return _svg("matrix", (0, 0, wide, high), said, *pieces)


def _column(i: int, name: str) -> str:
    x = _LABELS + i * _CELL + _CELL / 2 + 4
    line = f'<line x1="{x - 4}" y1="{_HEAD}" x2="{x - 4}" y2="{_HEAD - 4}" stroke="{look.RULE}"/>'
    text = escape(_fitting(name, 232))
    return f'{line}<text transform="translate({x} {_HEAD - 8}) rotate(-55)">{text}</text>'


def loads_svg(loads: Sequence[Load]) -> str:
    """Bars: how many letters each sender has."""
    most = max((load.count for load in loads), default=1)
    pieces = []
    for row, load in enumerate(loads):
        y, long = row * _BAR, load.count / most * _BARS
        name = escape(_fitting(load.sender.name, _BAR_LABELS - 12))
        pieces.append(f'<text x="{_BAR_LABELS - 8}" y="{y + 16}" text-anchor="end">{name}</text>')
        pieces.append(
            f'<rect x="{_BAR_LABELS}" y="{y + 3}" width="{long:.1f}" height="{_BAR - 7}" fill="{look.TEAL}"/>'
        )
        pieces.append(f'<text x="{_BAR_LABELS + long + 6:.1f}" y="{y + 16}" font-weight="bold">{load.count}</text>')
    box = (0, 0, _BAR_LABELS + _BARS + 50, max(1, len(loads)) * _BAR)
    said = ", ".join(f"{load.sender.name} {load.count}" for load in loads)
    return _svg("loads", box, f"Letters by sender: {said}", *pieces)


def _fitting(text: str, pixels: float) -> str:
    """`text`, cut with an ellipsis when it is wider than so many pixels at 13 to the line."""
    short, size = text, 13 * 72 / 96
    while text_width(short, size) > pixels and len(short) > 2:
        short = shortened(text, len(short) - 1)
    return short


def _svg(kind: str, box: tuple[float, float, float, float], says: str, *pieces: str) -> str:
    view = " ".join(f"{value:g}" for value in (round(value, 1) for value in box))
    name = escape(says, quote=True)
    wide = round(box[2])
    return (
        f'<svg class="{kind}" role="img" aria-label="{name}" viewBox="{view}" width="{wide}" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(pieces)}</svg>'
    )
