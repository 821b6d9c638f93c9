"""What stands inside an email or a zip file: the files by number, read under limits and never unpacked to disk."""

import binascii
import datetime
import email
import email.policy
import email.utils
import io
import re
import stat
import zipfile
from contextlib import suppress
from email.header import decode_header, make_header
from email.message import Message
from functools import lru_cache
from typing import Final

from msgspec import Struct

from mobility_xlsx.errors import NotReadable, refusing
from mobility_xlsx.text import one_line

CONTAINER_BYTES: Final = 100_000_000
MEMBER_BYTES: Final = 20_000_000
MEMBERS: Final = 1_000
UNPACKED_BYTES: Final = 200_000_000  # all that one file may hold, in files inside files as well

_ZIP: Final = b"PK\x03\x04"
_HEADER: Final = re.compile(
    rb"(?:from|to|received|return-path|delivered-to|mime-version|date|subject|message-id|x-[a-z-]+|arc-[a-z-]+"
    rb"|dkim-signature|authentication-results|reply-to|thread-topic): ?\S|content-type: ?multipart/(?!related)",
    re.IGNORECASE,
)
_OF_A_WORKBOOK: Final = {"[content_types].xml", "xl/workbook.xml", "mimetype", "index.zip"}
_OF_AN_ODS: Final = {"content.xml", "meta-inf/manifest.xml"}  # also of one that a program wrote without its type
_MARK: Final = b"\xef\xbb\xbf"
_NO_HEADER: Final = re.compile(rb"(?:\d+[ \t]*|>From [^\n]*)\n")  # Apple Mail's length of the message; a mailbox's line
_RAW_NAME: Final = re.compile(r'\b(?:file)?name\s*=\s*"?([^";\r\n]+)', re.IGNORECASE)
_NEVER_ANSWERS: Final = (
    *(".ics", ".vcf", ".htm", ".html", ".p7s", ".p7m", ".asc", ".sig", ".txt"),
    *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".emz", ".webp"),  # pictures below a signature
)
_NAMELESS: Final = {  # what an attachment without a name is called
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "attachment.xlsx",
    "application/vnd.ms-excel": "attachment.xls",
    "application/vnd.ms-excel.sheet.macroenabled.12": "attachment.xlsm",
    "application/vnd.oasis.opendocument.spreadsheet": "attachment.ods",
    "text/csv": "attachment.csv",
    "application/zip": "attachment.zip",
    "application/octet-stream": "attachment",
    "message/rfc822": "message.eml",
}


class Contained(Struct, frozen=True):
    """One file inside a container: its number there, its name, its size as stated, and when it was written or sent."""

    number: int
    name: str
    size: int
    received: str = ""
    sender: str = ""


def is_email(start: bytes, name: str) -> bool:
    """True for a saved email, by its ending or its first line."""
    if name.lower().endswith((".eml", ".emlx")):
        return True
    written = name.lower().endswith((".mht", ".mhtml", ".csv", ".tsv", ".txt"))
    return not written and bool(_HEADER.match(start.removeprefix(_MARK).lstrip()))


def is_zip(start: bytes) -> bool:
    """True for anything packed as a zip, workbooks as well."""
    return start.startswith(_ZIP)


def zipped(data: bytes) -> tuple[Contained, ...] | None:
    """The files in a zip; None for a zip that is itself a workbook or cannot be opened.

    Raises NotReadable for a password or too many files.
    """
    try:
        with refusing():
            members = _archive(data).infolist()
    except NotReadable:
        return None
    names = {info.filename for info in members}
    folded = {name.lower() for name in names}
    if _OF_A_WORKBOOK & folded or folded >= _OF_AN_ODS or any(name.endswith(".iwa") for name in folded):
        return None
    if len(members) > MEMBERS:
        raise NotReadable("too-many-files-inside", count=str(len(members)))
    files = [(number, info) for number, info in enumerate(members) if _is_file(info)]
    if files and all(info.flag_bits & 1 for _, info in files):
        raise NotReadable("password")
    return tuple(Contained(number, info.filename, info.file_size, _written(info)) for number, info in files)


@refusing()
def zip_member(data: bytes, number: int, most: int = MEMBER_BYTES + 1) -> bytes:
    """The bytes of one file in a zip, its first `most` when so many are enough to know it."""
    archive = _archive(data)
    info = archive.infolist()[number]
    if info.flag_bits & 1:
        raise NotReadable("password")
    with archive.open(info) as member:
        content = member.read(most)
    if len(content) > MEMBER_BYTES:
        raise NotReadable("too-large", size=str(MEMBER_BYTES // 1_000_000))
    return content


@refusing()
def emailed(data: bytes) -> tuple[Contained, ...]:
    """The attachments of an email that could hold answers, with the email's sender and date."""
    message = _message(data)
    sent, sender = _sent(message), _sender(message)
    found = []
    for number, part in enumerate(message.walk()):
        name = _attachment_name(part)
        never = name.lower().endswith(_NEVER_ANSWERS) or part.get_content_maintype() == "image"
        if name and not never and not _is_taken_apart(part):
            found.append(Contained(number, name, 0, sent, sender))
    return tuple(found[:MEMBERS])


@refusing()
def email_member(data: bytes, number: int, most: int = MEMBER_BYTES + 1) -> bytes:
    """The bytes of one attachment of an email, its first `most` when so many are enough to know it."""
    for place, part in enumerate(_message(data).walk()):
        if place == number:
            return _content(part)[:most]
    return b""


def _content(part: "Message[str, str]") -> bytes:
    """The bytes of an attachment; an email that was encoded like a file is no message to the email module."""
    if not part.is_multipart():
        content = part.get_payload(decode=True)
        return content if isinstance(content, bytes) else b""
    inner = part.get_payload(0)
    text = inner.get_payload() if isinstance(inner, Message) else inner
    try:
        return binascii.a2b_base64(text) if isinstance(text, str) else b""
    except ValueError:
        return b""


def _is_taken_apart(part: "Message[str, str]") -> bool:
    """True for parts that are looked at themselves when their email is walked through, as a forwarded message is."""
    return part.is_multipart() and _header(part, "Content-Transfer-Encoding").lower() != "base64"


@lru_cache(maxsize=1)
def _archive(data: bytes) -> zipfile.ZipFile:
    """The zip in `data`, its directory read once for all its files."""
    return zipfile.ZipFile(io.BytesIO(data))


def _is_file(info: zipfile.ZipInfo) -> bool:
    return not info.filename.endswith("/") and not stat.S_ISLNK(info.external_attr >> 16)


def _written(info: zipfile.ZipInfo) -> str:
    try:
        return datetime.datetime(*info.date_time, tzinfo=datetime.UTC).isoformat()
    except ValueError:
        return ""


@lru_cache(maxsize=1)
def _message(data: bytes) -> "Message[str, str]":
    data = data.removeprefix(_MARK).lstrip()
    before = _NO_HEADER.match(data)
    data = data[before.end() :] if before else data
    return email.message_from_bytes(data, policy=email.policy.compat32)


def _header(message: "Message[str, str]", name: str) -> str:
    """A header with its encoded words decoded, whatever was wrong with it."""
    return _decoded(_raw(message, name))


def _decoded(value: str) -> str:
    """`value` on one line with its encoded words decoded; as it came where they cannot be."""
    with suppress(NotReadable), refusing():
        return one_line(str(make_header(decode_header(value))))
    return one_line(value)


def _raw(message: "Message[str, str]", name: str) -> str:
    """A header as it stands, letters that are not ASCII taken for UTF-8 or else for those of Windows."""
    value = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    if value.isascii():
        return value
    data = value.encode("utf-8", "surrogateescape")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _sender(message: "Message[str, str]") -> str:
    with suppress(NotReadable), refusing():
        name, address = email.utils.parseaddr(_header(message, "From"))
        return f"{name} <{address}>" if name and address else name or address
    return ""


def _sent(message: "Message[str, str]") -> str:
    with suppress(NotReadable), refusing():
        moment = email.utils.parsedate_to_datetime(_header(message, "Date"))
        moment = moment.replace(tzinfo=moment.tzinfo or datetime.UTC)
        return moment.astimezone(datetime.UTC).isoformat()
    return ""


def _attachment_name(part: "Message[str, str]") -> str:
    name = _given_name(part)
    if "\ufffd" in name:
        found = _RAW_NAME.search(_raw(part, "Content-Disposition")) or _RAW_NAME.search(_raw(part, "Content-Type"))
        name = found[1].strip() if found else name
    return _decoded(name)


def _given_name(part: "Message[str, str]") -> str:
    """What a part calls itself, else what its type is called; "" for a part without a name that is no attachment."""
    nameless = _NAMELESS.get(part.get_content_type(), "")
    with suppress(NotReadable), refusing():
        return part.get_filename() or nameless
    return nameless or "attachment"
