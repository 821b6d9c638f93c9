"""Email addresses as people type them: what is one, and which common domain a near miss means."""

import re
import unicodedata

from rapidfuzz.distance import OSA

from mobility_xlsx.text import one_line, visible

# Short ones ("aol.com") have honest neighbors one letter away.
COMMON_DOMAINS = (
    "gmail.com",
    "yahoo.com",
    "hotmail.com",
    "outlook.com",
    "icloud.com",
    "comcast.net",
    "verizon.net",
    "protonmail.com",
    "ymail.com",
    "sbcglobal.net",
)
# Plain letters only: most mail programs carry no others, and an accent in an address is nearly always a slip.
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}", re.ASCII)
_ENDINGS = {"con": "com", "cm": "com", "comm": "com", "ogr": "org", "orgg": "org", "ney": "net", "gv": "gov"}


def address(text: str) -> str:
    """The address in `text`, also out of "Ann Lee <ann@x.org>" or "mailto:ann@x.org"; "" when there is none."""
    bare = visible(text).removeprefix("mailto:")
    framed = re.search(r"<([^<>]*)>\s*$", bare)
    bare = (framed[1] if framed else bare).strip().rstrip(".,;")
    return bare if _ADDRESS.fullmatch(bare) and ".." not in bare and not bare.startswith(".") else ""


def addresses(text: str) -> tuple[str, ...]:
    """Every address in `text`, once."""
    pieces = (piece.strip("\"'") for piece in re.split(r"[\s,;/<>()]+", text))
    return tuple(dict.fromkeys(found for piece in pieces if (found := address(piece))))


def likely(given: str) -> str:
    """The address that is meant when the domain of `given` is one slip away from a common one; "" otherwise."""
    name, _, domain = given.rpartition("@")
    lower = domain.lower()
    if not name or lower in COMMON_DOMAINS:
        return ""
    near = [common for common in COMMON_DOMAINS if OSA.distance(lower, common) == 1]
    if len(near) == 1:
        return f"{name}@{near[0]}"
    head, _, ending = lower.rpartition(".")
    return f"{name}@{head}.{_ENDINGS[ending]}" if ending in _ENDINGS else ""


def repaired(text: str) -> str:
    """The address that is likely meant by words that are none, such as "ann at x.org"; "" when there is no guess."""
    line = one_line(text)
    joined = line if "@" in line else re.sub(r"\s*[\[(]?\bat\b[\])]?\s*", "@", line, count=1)
    joined = re.sub(r"\s*[\[(]\s*dot\s*[\])]\s*|\s+dot\s+", ".", joined)
    tight = re.sub(r"\s+", "", joined).replace(",", ".").replace("@@", "@").replace("..", ".")
    apart = unicodedata.normalize("NFKD", tight)
    return address("".join(char for char in apart if not unicodedata.combining(char)))
