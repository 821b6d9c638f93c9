"""Word templates filled in: same fields, same bytes; and each document knows whether it was edited since."""

import hashlib
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from mobility_xlsx.errors import BadTemplate
from mobility_xlsx.text import one_line

CORE = "docProps/core.xml"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_MARK = re.compile(r"<cp:keywords>mobility-xlsx ([0-9a-f]{64})</cp:keywords>")
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><cp:keywords>mobility-xlsx {mark}</cp:keywords>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:modified>'
    "</cp:coreProperties>"
)

FieldValue = str | tuple["FieldValue", ...] | Mapping[str, "FieldValue"]


def environment() -> SandboxedEnvironment:
    """What fills templates in: names are text even with {{ }} or <b> in them, and an unknown field is an error."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


@cache
def fields_of(template: bytes, name: str) -> frozenset[str]:
    """The fields a template uses. Raises BadTemplate, naming the file, when Word's text holds a broken field."""
    try:
        return frozenset(DocxTemplate(BytesIO(template)).get_undeclared_template_variables(environment()))
    except TemplateError as error:
        raise BadTemplate(f"{name}: a field in double braces is broken ({one_line(str(error))}).") from error
    except Exception as error:  # python-docx and zipfile raise many kinds for a file that is no Word document
        raise BadTemplate(f"{name} cannot be opened as a Word document (.docx). Save it again in Word.") from error


def rendered(template: bytes, fields: Mapping[str, FieldValue], name: str, title: str) -> bytes:
    """The template filled in, as a .docx. Raises BadTemplate for a field that is not in `fields`, naming both."""
    unknown = sorted(fields_of(template, name) - set(fields))
    if unknown:
        known = ", ".join(sorted(fields))
        raise BadTemplate(f"{name}: {{{{ {unknown[0]} }}}} is not a field. The fields are: {known}.")
    document = DocxTemplate(BytesIO(template))
    try:
        document.render(dict(fields), environment(), autoescape=True)
    except (TemplateError, UndefinedError) as error:
        raise BadTemplate(f"{name}: {one_line(str(error))}.") from error
    saved = BytesIO()
    document.save(saved)
    return _settled(saved.getvalue(), title)


def _settled(docx: bytes, title: str) -> bytes:
    """The document without dates of its own, its parts in a fixed order, marked with their fingerprint."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    first = ["[Content_Types].xml"]
    parts[CORE] = _CORE.format(title=escape(one_line(title)), mark=_fingerprint(parts)).encode()
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w") as package:
        for name in first + sorted(set(parts) - set(first)):
            member = zipfile.ZipInfo(name, _LONG_AGO)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            package.writestr(member, parts[name])
    return saved.getvalue()


def _fingerprint(parts: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(set(parts) - {CORE}):
        digest.update(name.encode() + b"\0" + hashlib.sha256(parts[name]).digest())
    return digest.hexdigest()


def made_from(docx: bytes) -> tuple[str, bool]:
    """The fingerprint the document was written with ("" if it is not one of ours), and whether it was edited since."""
    try:
        with zipfile.ZipFile(BytesIO(docx)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return "", True
    mark = _MARK.search(parts.get(CORE, b"").decode("utf-8", "replace"))
    return (mark[1], mark[1] != _fingerprint(parts)) if mark else ("", True)


def text_of(docx: bytes) -> str:
    """What the document says, a blank line between paragraphs, list items with a dash: the text of a mail."""
    blocks: list[str] = []
    for paragraph in Document(BytesIO(docx)).paragraphs:
        text = paragraph.text.strip()
        properties = paragraph._p.pPr
        style = paragraph._p.style or ""
        if text and (style.startswith("List") or (properties is not None and properties.numPr is not None)):
            blocks.append(f"- {text}")
        elif text:
            blocks.append(f"\n{text}" if blocks else text)
    return "\n".join(blocks) + "\n"
