"""What a stored value looks like to a person: its text and its kind."""

import datetime
import re
from typing import Final

from mobility_xlsx.form.answers import Kind

_UNUSABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85]")  # Word's and old programs' own among them
_REFERENCE: Final = re.compile(r"&#(?:(\d{1,7})|x([0-9A-Fa-f]{1,6}));")
_LEFT_OVER: Final = re.compile("_x(00[01][0-9A-Fa-f]|[Dd][89A-Fa-f][0-9A-Fa-f]{2}|[Ff]{3}[EeFf])_")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PAIR: Final = re.compile("_x([Dd][89ABab][0-9A-Fa-f]{2})__x([Dd][C-Fc-f][0-9A-Fa-f]{2})_")  # one sign beyond 16 bits
_FIGURES: Final = 15  # Excel keeps no more
_ERROR: Final = re.compile(r"#(?:N/A|NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|SPILL!|CALC!|BUSY!|FIELD!|[A-Z_]{2,20}[!?])")


class ErrorText(str):
    """What an error cell shows, told apart from a text of the same letters."""

    __slots__ = ()


def clean(text: str) -> str:
    """`text` with line breaks as one kind and without control characters; all else as the partner typed it."""
    if "_x" in text:
        text = _LEFT_OVER.sub(_escaped, _PAIR.sub(_paired, text))
    if text.isprintable():
        return text
    return _UNUSABLE.sub("", _LINE_BREAKS.sub("\n", text))


def unescaped(text: str) -> str:
    """Text of an XML part with its references and the _x000D_ escapes of spreadsheet programs decoded."""
    if "&" in text:
        if "&#" in text:
            text = _REFERENCE.sub(_referred, text)
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
        text = text.replace("&amp;", "&")
    return decoded(text)


def decoded(text: str) -> str:
    """`text` with the _x000D_ escapes of spreadsheet programs decoded."""
    return _ESCAPE.sub(_escaped, _PAIR.sub(_paired, text)) if "_x" in text else text


def shown(value: object) -> tuple[str, Kind]:
    """The text a person sees for `value`, and what it is."""
    if isinstance(value, ErrorText):
        return str(value), Kind.ERROR
    if isinstance(value, str):
        return clean(value), Kind.TEXT
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), Kind.BOOLEAN
    if isinstance(value, int | float):
        return number(value), Kind.NUMBER
    if isinstance(value, datetime.datetime):
        return _moment(value), Kind.DATE
    if isinstance(value, datetime.time):
        return value.replace(microsecond=0).isoformat(), Kind.DATE
    if isinstance(value, datetime.date):
        return value.isoformat(), Kind.DATE
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}", Kind.DATE
    return ("" if value is None else clean(str(value))), Kind.TEXT


def number(value: float) -> str:
    """A number as it is typed: 211 and not 211.0, at most fifteen figures."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 10**_FIGURES):
        return str(int(value))
    return f"{value:.{_FIGURES}g}".upper()


def is_error(text: str) -> bool:
    """True when `text` is what a spreadsheet program shows for a formula that failed."""
    return text.startswith("#") and _ERROR.fullmatch(text) is not None


def _moment(value: datetime.datetime) -> str:
    if value.time() == datetime.time():
        return value.date().isoformat()
    return value.replace(microsecond=0, tzinfo=None).isoformat(sep=" ")


def _referred(found: re.Match[str]) -> str:
    code = int(found[1]) if found[1] else int(found[2], 16)
    # The sign that begins all references is decoded last, or &#38;lt; would become <.
    return "&amp;" if code == 38 else chr(code) if code < 0x110000 else ""


def _escaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _paired(found: re.Match[str]) -> str:
    return bytes.fromhex(found[1] + found[2]).decode("utf-16-be")
