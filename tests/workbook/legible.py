"""How well people can read a sheet: the size its text prints at, and the contrast of its colors."""

from mobility_xlsx.workbook import look

PAPERS = {"Letter": (8.5, 11.0), "A4": (8.27, 11.69)}  # inches
POINTS_PER_CHARACTER = 8 * 0.75  # Arial 11: a digit is 8 pixels wide
CELL_PADDING_POINTS = 5 * 0.75


def printed_size(widths: tuple[float, ...], paper: str, upright: bool = False) -> float:
    """The size in points that body text has when these columns are fitted to the width of `paper`."""
    short, long = PAPERS[paper]
    across = (short if upright else long) - look.MARGINS["left"] - look.MARGINS["right"]
    needed = sum(width * POINTS_PER_CHARACTER + CELL_PADDING_POINTS for width in widths)
    return min(1.0, across * 72 / needed) * look.SIZE


def contrast(one: str, other: str) -> float:
    """The contrast of two colors after WCAG 2: 1 for none, 21 for black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
