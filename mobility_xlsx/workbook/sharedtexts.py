"""The table of texts a workbook shares between its cells."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from msgspec import Struct

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.celltext import clean, unescaped
from mobility_xlsx.workbook.markup import is_plain, local, namespace_parser, walked

_ITEM: Final = re.compile(rb"<si(?: [^<>]*+)?>((?:[^<]++|<(?!/?si[ />]))*+)</si>|<si/>")
# A text that may show nothing: blanks of one byte or several, references and escapes, but no letters.
_MAYBE_BLANK: Final = re.compile(
    rb"<t(?: [^<>]*+)?>(?:\s|_x[0-9A-Fa-f]{4}_|&#\w+;|\xc2[\x80-\xa0]"
    rb"|\xe1\x9a\x80|\xe2(?:\x80[\x80-\x8f\xa8-\xaf]|\x81\x9f)|\xe3\x80\x80)*+</t>"
    rb"|<si/>|<si></si>|<t/>|<t [^<>]*/>",
    re.DOTALL,
)
_CLAIM: Final = re.compile(rb' (?:count|uniqueCount)="[^"<>]*"')
_FEW: Final = 8
_TEXT: Final = re.compile(rb"<t(?: [^<>]*+)?>([^<]*+)</t>")
_READING_AID: Final = re.compile(rb"<rPh(?:[^<]++|<(?!/?rPh))*+</rPh>")
_RUN: Final = re.compile(rb"<r(?: [^<>]*+)?>((?:[^<]++|<(?!/?r[ />]))*+)</r>")
_STRUCK_RUN: Final = re.compile(rb'<strike(?: val="(?:1|true)")?/>')


class _Looked(NamedTuple):
    blank: Sequence[bytes] = ()
    struck: Sequence[bytes] = ()
    long: Sequence[bytes] = ()


class SharedTexts(Struct, frozen=True):
    """The table in its usual shape, how many texts it has, and which of them show nothing or have struck words."""

    part: bytes = b""
    count: int = 0
    blank: frozenset[bytes] = frozenset()
    struck: frozenset[bytes] = frozenset()
    long: frozenset[bytes] = frozenset()


def shared_texts(part: bytes) -> SharedTexts:
    """The facts about the table of texts `part`; raises NotReadable when one is longer than any answer could be."""
    if b"<sst" not in part or not is_plain(part):
        part = _usual(part)
    count = part.count(b"</si>") + part.count(b"<si/>")
    if count > limits.SHARED_TEXTS:
        raise NotReadable("holds-more-than-form")
    blanks = [found.end() for found in _MAYBE_BLANK.finditer(part)]
    if len(part) > limits.TEXT_LENGTH or b"<strike" in part or len(blanks) > _FEW:
        looked_at = _looked_at(part)
    else:
        looked_at = _Looked([number for place in blanks for number in _blank_at(part, place)])
    # Without it calamine drops the blanks at the edges of a run: "Food " + "Bank" would be one word. And it makes
    # room for as many texts as the table claims to have, which ends the process when it claims four billion.
    head = part.find(b">", part.find(b"<sst")) + 1
    kept = _CLAIM.sub(b"", part[:head]) + part[head:].replace(b"<t>", b'<t xml:space="preserve">')
    blank, struck, long = (frozenset(offsets) for offsets in looked_at)
    return SharedTexts(kept, count, blank, struck, long)


def _blank_at(part: bytes, place: int) -> Sequence[bytes]:
    """The number of the text at `place` of the table if it shows nothing, in a list of one."""
    begin = part.rfind(b"<si", 0, place)
    end = part.find(b"</si>", begin) if part[begin : begin + 5] != b"<si/>" else place
    number = part.count(b"</si>", 0, begin) + part.count(b"<si/>", 0, begin)
    return [b"%d" % number] if _is_blank(part[begin:end]) else []


def _looked_at(part: bytes) -> "_Looked":
    """Which texts of the table are blank, have struck words or are too long, each looked at."""
    items = _ITEM.findall(part)
    if len(items) != part.count(b"</si>") + part.count(b"<si/>"):
        raise NotReadable("damaged")
    blank: list[bytes] = []
    struck: list[bytes] = []
    long: list[bytes] = []
    for offset, item in enumerate(items):
        number = b"%d" % offset
        if len(item) > limits.TEXT_LENGTH and _long(item):
            long.append(number)
        if not (item[3:5].isalnum() and item.startswith(b"<t>")) and _is_blank(item):
            blank.append(number)
        if has_struck_words(item):
            struck.append(number)
    return _Looked(blank, struck, long)


def has_struck_words(item: bytes) -> bool:
    """True when words of an inline or shared item are struck through, some of them or all."""
    if b"<strike" not in item:
        return False
    runs = _RUN.findall(item) or [item]
    return any(_STRUCK_RUN.search(run) and inline_text(run).strip() for run in runs)


def inline_text(item: bytes) -> str:
    """The text of an inline or shared item, reading aids left out."""
    if b"<rPh" in item:
        item = _READING_AID.sub(b"", item)
    return clean(unescaped(b"".join(_TEXT.findall(item)).decode("utf-8", "replace")))


def shared_text(texts: SharedTexts, number: str) -> str:
    """The text of the table under a number, "" when there is none."""
    items = _ITEM.findall(texts.part)
    return inline_text(items[int(number)]) if number.isdecimal() and int(number) < len(items) else ""


def _is_blank(item: bytes) -> bool:
    return not inline_text(item).strip()


def _long(item: bytes) -> bool:
    length = len(inline_text(item))
    if length > limits.TEXT_REFUSED:
        raise NotReadable("text-too-long")
    return length > limits.TEXT_LENGTH


def _usual(part: bytes) -> bytes:
    """The table without prefixes, comments and the like; each text flat."""
    texts: list[str] = []
    path: list[str] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        path.append(local(name))
        if len(path) > limits.XML_DEPTH:
            raise NotReadable("damaged")
        if path[-1] == "si":
            texts.append("")

    def end(_name: str) -> None:
        path.pop()

    def text(piece: str) -> None:
        if path[-1] == "t" and "rPh" not in path and texts:
            texts[-1] += piece

    parser = namespace_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    walked(part, parser)
    items = "".join(f"<si><t>{escape(each)}</t></si>" for each in texts)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<sst xmlns="{main}">{items}</sst>'.encode()
