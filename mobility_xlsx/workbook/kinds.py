"""What a file is, from its first bytes and its parts; the ending of its name only helps where the bytes do not say."""

import re
import zlib
from typing import Final

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.workbook import limits

ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_TEXT_ENDINGS: Final = ("csv", "tsv", "tab")
_RENAMED: Final = ("txt", "xlsx", "xlsm", "xltx", "xls", "xlsb", "ods")  # tables of text with another ending
_OLD_EXCEL: Final = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"\x00\x00\x01\x00")
_LETTERED_PICTURES: Final = (b"GIF8", b"BM", b"8BPS")  # a text may begin so, too, but has no zero byte
_WEB_PAGES: Final = (
    *(b"<!doctype html", b"<html", b"<head", b"<meta", b"<table", b"<body", b"<style", b"<script"),
    *(b"mime-version:", b"content-type: multipart/related"),  # a page saved as one file
)
_WORKBOOK_TYPES: Final = re.compile(
    rb"spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template|addin)\.macroEnabled\.main", re.IGNORECASE
)
_CLOUD_STUB: Final = re.compile(rb'^\s*\{[^{}]{0,2000}"(?:doc_id|url|resource_id)"\s*:', re.DOTALL)


def kind_of(data: bytes, name: str) -> str:
    """One of zip, ole, biff, markup or text; raises NotReadable for what is plainly no workbook.

    The limits on the size come first. Nothing is unpacked here.
    """
    if not data:
        raise NotReadable("empty-file")
    if len(data) > limits.FILE_BYTES:
        raise NotReadable("too-large", size=str(round(len(data) / limits.MEGABYTE)))
    if data.startswith((ZIP, _EMPTY_ZIP)):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    _refuse_by_first_bytes(data, name)
    if data.startswith(_OLD_EXCEL) and b"\0" in data[:16]:
        return "biff"
    return _text_kind(data, name)


def _refuse_by_first_bytes(data: bytes, name: str) -> None:
    if b"%PDF-" in data[:1024]:
        raise NotReadable("is-pdf")
    if _is_picture(data):
        raise NotReadable("is-picture")
    if data.startswith(b"{\\rtf"):
        raise NotReadable("is-word")
    if data.startswith(b"\x1f\x8b"):
        raise NotReadable("is-gnumeric" if _unzipped_start(data).find(b"gnumeric") >= 0 else "not-a-workbook")
    if _CLOUD_STUB.match(data[:4000]) or name.lower().endswith((".gsheet", ".gdoc", ".gslides")):
        raise NotReadable("is-cloud-stub")
    if data.startswith((b"ID;P", b"0;")) and b"\nC;" in data[:20000]:
        raise NotReadable("is-old-format", program="SYLK")
    if data.startswith(b"TABLE") and b"VECTORS" in data[:200]:
        raise NotReadable("is-old-format", program="DIF")


def _is_picture(data: bytes) -> bool:
    if data.startswith(_LETTERED_PICTURES) or data[:4] + data[8:12] == b"RIFFWEBP":
        return b"\0" in data[:64]
    return data.startswith(_PICTURES) or data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypheix")


def _unzipped_start(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(data[:20000], 4000)
    except zlib.error:
        return b""


def _text_kind(data: bytes, name: str) -> str:
    start = data[:4000]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", "replace").encode()
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(_WEB_PAGES) or b"<html" in head[:1500]:
        raise NotReadable("is-html")
    if head.startswith((b"<?xml", b"<")):
        return _xml_kind(head)
    ending = name.lower().rpartition(".")[2]
    if not _reads_as_text(data[:65536]):
        raise NotReadable("not-a-workbook")
    if ending in _TEXT_ENDINGS or (ending in _RENAMED and _looks_like_table(data)):
        return "text"
    raise NotReadable("not-a-workbook")


def _xml_kind(head: bytes) -> str:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head or b'progid="excel.sheet"' in head:
        raise NotReadable("is-xml-workbook")
    if b"opendocument" in head or b"office:document" in head:
        raise NotReadable("is-xml-workbook")
    if b"gnumeric" in head:
        raise NotReadable("is-gnumeric")
    if b"wordml" in head or b"wordprocessingml" in head or b'progid="word.document"' in head:
        raise NotReadable("is-word")
    if b"<svg" in head:
        raise NotReadable("is-picture")
    raise NotReadable("not-a-workbook")


def _reads_as_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\0" in data:
        even, odd = data[0::2].count(0), data[1::2].count(0)
        return max(even, odd) > 0.3 * len(data) and min(even, odd) == 0
    controls = sum(data.count(code) for code in range(32) if code not in (9, 10, 11, 12, 13, 27))
    return controls * 100 <= len(data)


def _looks_like_table(data: bytes) -> bool:
    """True for text with separators in most lines, such as a CSV file that was named .xlsx."""
    if data.lstrip()[:1] in (b"{", b"["):
        return False
    lines = [line for line in data[:65536].replace(b"\0", b"").splitlines() if line.strip()]
    separated = sum(1 for line in lines if b"," in line or b";" in line or b"\t" in line)
    return bool(lines) and separated * 2 >= len(lines)


def zipped_kind(names: frozenset[str], content_types: bytes, mimetype: bytes) -> str:
    """xlsx, xlsb, ods or zip from the parts of a zip; raises NotReadable for what other programs made."""
    lower = {name.lower() for name in names}
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if mimetype.startswith(b"application/vnd.oasis.opendocument") or mimetype.startswith(b"application/vnd.sun.xml"):
        raise NotReadable("is-word" if b"text" in mimetype or b"writer" in mimetype else "not-a-workbook")
    if any(name.endswith((".iwa", "index.apxl")) or name == "index.zip" for name in lower):
        raise NotReadable("is-numbers")
    if "[content_types].xml" in lower:
        return _office_kind(content_types)
    if "content.xml" in lower and "meta-inf/manifest.xml" in lower:
        return "ods"
    if "xl/workbook.xml" in lower:
        raise NotReadable("damaged")
    return "zip"


def _office_kind(content_types: bytes) -> str:
    if _WORKBOOK_TYPES.search(content_types):
        return "xlsx"
    if b"sheet.binary.macroEnabled.main" in content_types:
        return "xlsb"
    if b"wordprocessingml.document.main" in content_types or b"ms-word." in content_types:
        raise NotReadable("is-word")
    raise NotReadable("not-a-workbook")
