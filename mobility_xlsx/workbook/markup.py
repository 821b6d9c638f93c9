"""XML that came in from outside: recoded to UTF-8, its DOCTYPE refused, its elements in order."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pyexpat import ExpatError, ParserCreate, XMLParserType
from typing import Final, NamedTuple

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.workbook import limits

_CONTROLS: Final = bytes(code for code in range(32) if code not in (9, 10, 13))
_OPENING: Final = ord("<")
_USUAL_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_DECLARATION: Final = re.compile(rb"^<\?xml[^>]*?\?>")
_ENCODING: Final = re.compile(rb"""encoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS: Final = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"latin1", b"windows-1252"}
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_UNMARKED: Final = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_WORTH_REMEMBERING: Final = 20_000
_TEXT_BUFFER: Final = 1 << 17
_SEPARATOR: Final = "\n"


class Element(NamedTuple):
    """One element: its name and attributes without prefixes, and the text directly inside it."""

    name: str
    attributes: Mapping[str, str]
    text: str


def sound(part: bytes) -> bytes:
    """`part` as UTF-8 without a byte order mark; raises NotReadable for a DOCTYPE or bytes that XML does not have.

    Once a part is UTF-8, a DOCTYPE can only stand in it as these very letters. So parts without an exclamation mark
    need no parser; the parser decides where the letters could also be a comment's.
    """
    recoded = _recoded(part)
    if len(recoded.translate(None, _CONTROLS)) != len(recoded):
        raise NotReadable("damaged")
    if _declares(recoded):
        walked(recoded, ParserCreate())
    return recoded


def is_plain(part: bytes) -> bool:
    """True when `part` has no comment, CDATA or instruction inside, so that what looks like an element is one."""
    return not _declares(part) and (part.find(b"?", 60) < 0 or part.find(b"<?", 2) < 0)


def _declares(part: bytes) -> bool:
    """True when `part` has a comment, CDATA or DOCTYPE in it."""
    at = part.find(b"!")  # a single byte is found far faster than two of which the first is frequent
    while at > 0 and part[at - 1] != _OPENING:
        at = part.find(b"!", at + 1)
    return at > 0


def walked(part: bytes, parser: XMLParserType) -> None:
    """Lets `parser` walk through `part`; raises NotReadable when it is no sound XML or has a DOCTYPE."""
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(part, True)
    except ExpatError as error:
        raise NotReadable("damaged") from error


def elements(part: bytes) -> tuple[Element, ...]:
    """The elements of a small `part` in the order they end."""
    return _remembered(part) if len(part) < _WORTH_REMEMBERING else _elements(part)


def _elements(part: bytes) -> tuple[Element, ...]:
    open_elements: list[tuple[str, dict[str, str], list[str]]] = []
    closed: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(open_elements) >= limits.XML_DEPTH:
            raise NotReadable("damaged")
        bare = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        open_elements.append((name.rpartition(":")[2], bare, []))

    def end(_name: str) -> None:
        name, attributes, pieces = open_elements.pop()
        closed.append(Element(name, attributes, "".join(pieces)))

    def text(piece: str) -> None:
        if open_elements:
            open_elements[-1][2].append(piece)

    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    walked(part, parser)
    return tuple(closed)


# Returned workbooks share their lists of parts and sheets, when the same program saved them.
_remembered = lru_cache(maxsize=64)(_elements)


def namespace_parser() -> XMLParserType:
    """A parser that gives names as namespace, line break, local name."""
    parser = ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text, parser.buffer_size = True, _TEXT_BUFFER
    return parser


def local(name: str) -> str:
    """The local name of an element of any spreadsheet namespace, "" for elements of other namespaces."""
    namespace, _, bare = name.rpartition(_SEPARATOR)
    return bare if namespace.endswith("/main") or not namespace else ""


def _recoded(part: bytes) -> bytes:
    if part.startswith(_USUAL_DECLARATION):
        return _checked(part)
    declaration = _DECLARATION.match(part)
    declared = _ENCODING.search(declaration[0]) if declaration else None
    if declaration and (declared is None or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii")):
        return _checked(part)
    for mark, encoding in _MARKS + _UNMARKED:
        if part.startswith(mark):
            return _undeclared(_decoded(part, encoding))
    if declared and declared[1].lower() in _ENCODINGS:
        return _undeclared(_decoded(part, declared[1].decode("ascii")))
    if declared:
        raise NotReadable("damaged")
    return _checked(part)


def _checked(part: bytes) -> bytes:
    if not part.isascii():
        _decoded(part, "utf-8")
    return part


def _decoded(part: bytes, encoding: str) -> str:
    try:
        return part.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotReadable("damaged") from error


def _undeclared(text: str) -> bytes:
    return re.sub(r"^\s*<\?xml[^>]*?\?>", "", text.lstrip("\ufeff")).encode("utf-8", "surrogatepass")


def _refuse_doctype(*_declaration: object) -> None:
    raise NotReadable("doctype")
