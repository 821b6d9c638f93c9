"""Folding text for comparison; making names safe to print, to file and to mail."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath

_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛`´ʼ′＇", "'") | dict.fromkeys("“”„‟«»″", '"'))
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_PUNCTUATION = " .,;:!?*"
_WORD = re.compile(r"[^\W_]+")
LEGAL_FORMS = frozenset(
    (
        *("501c3", "corp", "corporation", "inc", "incorporated", "limited", "llc", "llp", "lp", "ltd", "nfp"),
        *("nonprofit", "npo", "pbc", "plc", "pllc", "sole", "the"),
    )
)
_RESERVED_NAMES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def visible(text: str) -> str:
    """`text` without what nobody can see: zero-width, direction and control characters; blanks made plain.

    Line breaks stay. Edges are trimmed. Accents are composed, so both spellings of é are one.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not composed.replace("\n", "").isprintable():
        composed = "".join(map(_plain, composed))
    return composed.strip()


def _plain(char: str) -> str:
    if char == "\n":
        return char
    category = unicodedata.category(char)
    if category in ("Zs", "Zl", "Zp") or char == "\t":
        return " "
    unusable = category in ("Cf", "Cc", "Cs") or (category == "Cn" and ord(char) & 0xFFFE == 0xFFFE)
    return "" if unusable else char


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """`text` reduced to what counts when two wordings are compared: case, accents, quotes, hyphens and blanks apart.

    Hyphens become blanks; "Wealth-Building  Opportunities." and "wealth building opportunities" fold alike.
    """
    bare = text.lower() if text.isascii() and text.isprintable() else _bare(text)
    return " ".join(bare.replace("-", " ").replace("_", " ").split()).strip(_PUNCTUATION)


def _bare(text: str) -> str:
    """`text` caseless, with compatibility forms and accents taken apart and the accents dropped."""
    apart = unicodedata.normalize("NFKD", visible(text)).casefold()
    plain = unicodedata.normalize("NFKD", apart).translate(_QUOTES).translate(_HYPHENS)
    return visible("".join(char for char in plain if not unicodedata.combining(char)))


def without_legal_form(name: str) -> str:
    """The folded words of an organization's name without "Inc." and the like, which tell no two of them apart."""
    words = _WORD.findall(fold(name).replace(".", "").replace("'", "").replace("&", " and "))
    return " ".join(word for word in words if word not in LEGAL_FORMS) or " ".join(words) or fold(name)


def one_line(text: str) -> str:
    """`text` on a single line, safe to print on a terminal or to put into a mail header."""
    return " ".join(visible(text).split())


def shortened(text: str, length: int = 60) -> str:
    """`text` on one line, cut with an ellipsis at `length` characters."""
    line = one_line(text)
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def joined(words: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    listed = list(words)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} {last} {listed[-1]}" if listed else ""


def file_name(text: str, length: int = 80) -> str:
    """`text` as a file name every operating system takes, without an ending."""
    kept = re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", one_line(text))
    name = " ".join(kept.split())[:length].strip(" .")
    if _RESERVED_NAMES.fullmatch(name):
        name = f"{name} (name)"
    return name or "unnamed"


def told_apart(names: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Each beginning with its ending, numbered between the two where one file would take another's place.

    No disk is trusted to tell case apart: ("ann", ".xlsx") after ("Ann", ".xlsx") is "ann (2).xlsx".
    """
    taken: dict[str, int] = {}  # with the number last given to one that would be called so
    for beginning, ending in names:
        name = wanted = beginning + ending
        while name.casefold() in taken:
            taken[wanted.casefold()] += 1
            name = f"{beginning} ({taken[wanted.casefold()]}){ending}"
        taken[name.casefold()] = 1
        yield name


def parted(name: str) -> tuple[str, str]:
    """What stands before the ending of a file's name, and the ending with its dot, as `told_apart` takes them."""
    ending = PurePosixPath(name).suffix
    return name.removesuffix(ending), ending


def csv_safe(text: str) -> str:
    """`text` with an apostrophe in front where a spreadsheet program would read a formula (= + - @ tab, return)."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def without_csv_mark(text: str) -> str:
    """`text` without the apostrophe that `csv_safe` put in front; one that belongs to a name stays."""
    bare = text.removeprefix("'")
    return bare if csv_safe(bare) != bare else text


_PLAIN = str.maketrans({"·": "-", "…": "...", "→": "->", "×": "x", "•": "*", "✓": "x", "≥": ">=", "≤": "<="})


def for_console(text: str, encoding: str) -> str:
    """`text` as a console of this encoding can show it: accents and signs made plain where they have to be."""
    return "".join(char if _fits(char, encoding) else _plainer(char, encoding) for char in text)


def _fits(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _plainer(char: str, encoding: str) -> str:
    plain = char.translate(_QUOTES).translate(_HYPHENS).translate(_PLAIN)
    bare = "".join(part for part in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(part))
    return bare if bare and all(_fits(part, encoding) for part in bare) else "?"
