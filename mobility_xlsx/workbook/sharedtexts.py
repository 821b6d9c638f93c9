"""The table of texts a workbook shares between its cells."""

import re
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.markup import is_plain, local, namespace_parser, walked
from mobility_xlsx.workbook.wording import clean, unescaped

_ITEM: Final = re.compile(rb"<si>(.*?)</si>|<si/>", re.DOTALL)
_TEXT: Final = re.compile(rb"<t(?: [^>]*)?>([^<]*)</t>")
_READING_AID: Final = re.compile(rb"<rPh.*?</rPh>", re.DOTALL)
_STRUCK_RUN: Final = re.compile(rb'<strike(?: val="(?:1|true)")?/>')


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """The table in its usual shape, how many texts it has, and which of them show nothing or are struck through."""

    part: bytes = b""
    count: int = 0
    blank: frozenset[bytes] = frozenset()
    struck: frozenset[bytes] = frozenset()
    long: frozenset[bytes] = frozenset()


def shared_texts(part: bytes) -> SharedTexts:
    """The facts about the table of texts `part`; raises NotReadable when one is longer than any answer could be."""
    items = _ITEM.findall(part)
    if b"<sst" not in part or not is_plain(part) or part.count(b"</si>") + part.count(b"<si/>") != len(items):
        part = _usual(part)
        items = _ITEM.findall(part)
    if len(items) > limits.SHARED_TEXTS:
        raise NotReadable("holds-more-than-form")
    blank = set()
    struck = set()
    long = set()
    for offset, item in enumerate(items):
        if len(item) > limits.TEXT_LENGTH and _long(item):
            long.add(b"%d" % offset)
        if not (item[3:5].isalnum() and item.startswith(b"<t>")) and _is_blank(item):
            blank.add(b"%d" % offset)
        if b"<strike" in item and len(_STRUCK_RUN.findall(item)) >= item.count(b"<t"):
            struck.add(b"%d" % offset)
    # Without it calamine drops the blanks at the edges of a run: "Food " + "Bank" would be one word.
    kept = part.replace(b"<t>", b'<t xml:space="preserve">')
    return SharedTexts(kept, len(items), frozenset(blank), frozenset(struck), frozenset(long))


def inline_text(item: bytes) -> str:
    """The text of an inline or shared item, reading aids left out."""
    if b"<rPh" in item:
        item = _READING_AID.sub(b"", item)
    return clean(unescaped(b"".join(_TEXT.findall(item)).decode("utf-8", "replace")))


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
