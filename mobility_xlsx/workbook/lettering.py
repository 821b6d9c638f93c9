"""How wide Arial runs, so that rows are given the height their text takes."""

from functools import lru_cache

# Widths of Arial's characters from the blank (32) to the tilde (126), in thousandths of the size.
_WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
_OTHER, _WIDE = 600, 1000  # accented letters; ideographs and emoji
_BOLD = 1.08
_WIDEST = 1.1  # no character is wider, in sizes
_PIXELS_A_POINT = 96 / 72
_CHARACTER_PIXELS, _PADDING_PIXELS, _INDENT_PIXELS = 8, 5, 18  # a column of Arial 11; the indent on the left


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of `text` in pixels at 96 to the inch."""
    return _units(text) / 1000 * size * _PIXELS_A_POINT * (_BOLD if bold else 1)


class _Units(dict[str, int]):
    """The width of every character."""

    def __missing__(self, char: str) -> int:
        return _WIDE if ord(char) > 0x2E7F else _OTHER


_UNITS = _Units(zip(map(chr, range(32, 127)), _WIDTHS, strict=True))


@lru_cache(maxsize=8192)
def _units(text: str) -> int:
    return sum(map(_UNITS.__getitem__, text))


@lru_cache(maxsize=8192)
def lines(text: str, width: float, size: float, bold: bool = False) -> int:
    """How many lines `text` takes, wrapped at blanks and hyphens, in a column of `width` characters."""
    across = width * _CHARACTER_PIXELS + _PADDING_PIXELS - _INDENT_PIXELS
    return sum(_wrapped(line, across, size, bold) for line in text.split("\n"))


def _wrapped(line: str, across: float, size: float, bold: bool) -> int:
    if len(line) * _WIDEST * size * _PIXELS_A_POINT <= across or text_width(line, size, bold) <= across:
        return 1
    blank, count, used = text_width(" ", size, bold), 1, 0.0
    for word in line.replace("-", "- ").split():
        width = text_width(word, size, bold)
        if used and used + blank + width > across:
            count, used = count + 1, 0.0
        if width > across:  # a word longer than the column is broken anywhere
            count += int(width // across)
            width %= across
        used += width + (blank if used else 0)
    return count
