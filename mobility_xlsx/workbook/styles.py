"""Which cell formats strike their text through or pad a number with zeros."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct, field

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.facts import PERCENT, shown_digits
from mobility_xlsx.workbook.markup import local, namespace_parser, walked

_WORTH_REMEMBERING: Final = 50_000
_INTERESTING: Final = re.compile(rb'strike(?! val="(?:0|false)")|formatCode="(?:0{2,}[;"]|[^"]*%)')
_BUILT_IN: Final = {"9": PERCENT, "10": PERCENT}  # formats that are not written out
_IN_PERCENT: Final = re.compile(rb'numFmtId="(?:9|10)"')


class Styles(Struct, frozen=True):
    """Cell formats by their number: those that strike through, and those that show numbers with zeros or in percent."""

    struck: frozenset[bytes] = frozenset()
    padded: Mapping[bytes, int] = field(default_factory=dict)


def cell_styles(part: bytes) -> Styles:
    """The same as `read_styles`, remembered: workbooks that one program saved share their styles."""
    return _remembered(part) if len(part) < _WORTH_REMEMBERING else read_styles(part)


def read_styles(part: bytes) -> Styles:
    """The cell formats of the styles part that change what a person sees."""
    formats = part.rfind(b"<cellXfs")
    if formats >= 0 and part.count(b"<xf ", formats) > limits.CELL_FORMATS:
        raise NotReadable("holds-more-than-form")
    if not (_INTERESTING.search(part) or _IN_PERCENT.search(part, max(formats, 0))):
        return Styles()
    reading = _Reading()
    parser = namespace_parser()
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    walked(part, parser)
    return Styles(frozenset(reading.struck), reading.padded)


_remembered = lru_cache(maxsize=16)(read_styles)


class _Reading:
    """Collects the formats while a parser walks through the part."""

    def __init__(self) -> None:
        self.struck: set[bytes] = set()
        self.padded: dict[bytes, int] = {}
        self._path: list[str] = []
        self._fonts = self._formats = -1
        self._struck_fonts: set[int] = set()
        self._codes = dict(_BUILT_IN)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Takes in the beginning of an element."""
        tag = local(name)
        parent = self._path[-1] if self._path else ""
        self._path.append(tag)
        if tag == "font" and parent == "fonts":
            self._fonts += 1
        elif tag == "strike" and parent == "font" and attributes.get("val", "1") in ("1", "true"):
            self._struck_fonts.add(self._fonts)
        elif tag == "numFmt" and (digits := shown_digits(attributes.get("formatCode", ""))):
            self._codes[attributes.get("numFmtId", "")] = digits
        elif tag == "xf" and parent == "cellXfs":
            self._formats += 1
            if int(attributes.get("fontId", "0")) in self._struck_fonts:
                self.struck.add(b"%d" % self._formats)
            if attributes.get("numFmtId", "0") in self._codes:
                self.padded[b"%d" % self._formats] = self._codes[attributes["numFmtId"]]

    def end(self, _name: str) -> None:
        """Takes in the end of an element."""
        self._path.pop()
