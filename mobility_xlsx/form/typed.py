"""Numbers and dates as people type them."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3}){1,4}|\d{1,15})?(\.\d*)?")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?")
_FORMATS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%d.%m.%Y", "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y")


def number_in(text: str) -> float | None:
    """The number a cell shows ("1,200", "2.5", " 10 "), None when it is none or longer than a spreadsheet keeps."""
    bare = text.strip()
    if not any(char.isdigit() for char in bare) or not bare.isascii() or not _NUMBER.fullmatch(bare):
        return None
    return float(bare.replace(",", ""))


def typed_date(text: str) -> str:
    """The day as 2026-03-09, "" when it cannot be told. Months come first in 3/9/2026, as in the United States."""
    bare = " ".join(text.replace(",", " ").split())
    bare = re.sub(r"(?i)(\d)(st|nd|rd|th)\b", r"\1", bare)
    bare = re.sub(r"[ T]00:00(:00)?$", "", bare)
    for pattern in _FORMATS:
        try:
            found = datetime.strptime(bare, pattern).date()
        except ValueError:
            continue
        return found.isoformat() if date(1990, 1, 1) <= found <= date(2100, 1, 1) else ""
    return ""


def spoken(text: str, words: Mapping[str, str]) -> str:
    """A moment as people say it ("January 12, 2027, 5:30 PM") where a program made one a date; other text as it is.

    `words` are the [moments] of a language (letters.toml).
    """
    if not _MOMENT.fullmatch(text.strip()):
        return text
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    month = words["months"].split()[moment.month - 1]
    day = words["day"].format(day=moment.day, month=month, year=moment.year)
    if moment.time() == time():
        return day
    half = words["am" if moment.hour < 12 else "pm"]
    return day + words["time"].format(hour=(moment.hour - 1) % 12 + 1, minute=f"{moment.minute:02}", half=half)
