"""The facts about an .xlsx, .xlsm or .xltx workbook, transitional or Strict, from its XML parts."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.answers import Remark
from mobility_xlsx.text import one_line
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.facts import Facts
from mobility_xlsx.workbook.grids import RowColumn
from mobility_xlsx.workbook.markup import Element, elements, sound
from mobility_xlsx.workbook.notes import notes
from mobility_xlsx.workbook.packages import Relation
from mobility_xlsx.workbook.shapes import shape_remarks
from mobility_xlsx.workbook.sharedtexts import SharedTexts, shared_texts
from mobility_xlsx.workbook.sheetfacts import SharedFacts, sheet_facts
from mobility_xlsx.workbook.styles import cell_styles

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_APPLICATION: Final = re.compile(rb"<(?:\w+:)?Application>([^<]{1,200})<")
_VERSION: Final = re.compile(rb"<(?:\w+:)?AppVersion>([^<]{1,40})<")


class _Listing(Struct, frozen=True):
    """One sheet as the workbook part lists it."""

    name: str
    hidden: bool
    part: str


def workbook_facts(raw_parts: Mapping[str, bytes], names: frozenset[str]) -> Facts:
    """The facts about the workbook whose XML parts, as they came, are `raw_parts`."""
    parts = {name: sound(part) for name, part in raw_parts.items()}
    _check_amount(parts)
    package = {each.type: each.target for each in reversed(relations(parts, ""))}
    root = package.get("officeDocument", "xl/workbook.xml")
    workbook = parts.get(root)
    if workbook is None:
        raise NotReadable("damaged")
    related = relations(parts, root)
    book = elements(workbook)
    listings = _listings(book, related, parts)
    texts_part = next((each.target for each in related if each.type == "sharedStrings" and each.target in parts), "")
    texts = shared_texts(parts[texts_part]) if texts_part else SharedTexts()
    styles_part = next((each.target for each in related if each.type == "styles"), "")
    styles = cell_styles(parts.get(styles_part, b""))
    context = SharedFacts(texts, styles)
    readable = {"[Content_Types].xml", "_rels/.rels", root, _relations_part(root), texts_part, styles_part}
    kept = {name: part for name, part in parts.items() if name in readable}
    kept |= {texts_part: texts.part} if texts_part else {}
    kept |= _understood(kept, root, related)
    sheets = []
    whole: dict[str, bytes] = {}
    for listing in listings:
        facts, part, whole[listing.part] = sheet_facts(parts[listing.part], listing.name, context)
        kept[listing.part] = part
        attached, drawn = _notes(parts, listing.part), _drawn(parts, listing)
        facts = replace(facts, remarks=(*facts.remarks, *drawn)) if drawn else facts
        known = replace(facts, hidden=listing.hidden, notes=attached) if listing.hidden or attached else facts
        sheets.append(known)
    return Facts(
        kind="xlsx",
        sheets=tuple(sheets),
        macro=_has_macro(names, parts["[Content_Types].xml"]),
        markers=_markers(parts.get(package.get("custom-properties", ""), b""), book),
        saved_by=_saved_by(parts.get("docProps/app.xml", b"")),
        parts=kept,
        whole=whole,
        sheet_parts={listing.name: listing.part for listing in listings},
    )


def _check_amount(parts: Mapping[str, bytes]) -> None:
    if sum(map(len, parts.values())) < limits.XML_ELEMENTS * len(b"<a/>"):
        return
    if sum(part.count(b"<") - part.count(b"</") for part in parts.values()) > limits.XML_ELEMENTS:
        raise NotReadable("holds-more-than-form")


def _notes(parts: Mapping[str, bytes], sheet_part: str) -> Mapping[RowColumn, str]:
    if b"omment" not in parts.get(_relations_part(sheet_part), b""):
        return {}
    return notes(parts, relations(parts, sheet_part))


def _drawn(parts: Mapping[str, bytes], listing: _Listing) -> tuple[Remark, ...]:
    said = parts.get(_relations_part(listing.part), b"")
    if b"/drawing" not in said and b"/ctrlProp" not in said:
        return ()
    return shape_remarks(parts, relations(parts, listing.part), (listing.name, parts[listing.part]))


def relations(parts: Mapping[str, bytes], source: str) -> tuple[Relation, ...]:
    """What the part `source` points to inside the file; "" stands for the whole package."""
    part = parts.get(_relations_part(source))
    if part is None:
        return ()
    said = _said_relations(part, posixpath.dirname(source))
    if all(each.target in parts for each in said):
        return said
    return tuple(replace(each, target=_as_stored(parts, each.target)) for each in said)


def _relations_part(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


@lru_cache(maxsize=64)
def _said_relations(part: bytes, folder: str) -> tuple[Relation, ...]:
    """The relations as a part in `folder` says them. Returned workbooks share theirs, when one program saved them."""
    found = []
    for each in elements(part):
        target = each.attributes.get("Target", "")
        if each.name == "Relationship" and each.attributes.get("TargetMode") != "External" and target:
            path = posixpath.normpath(posixpath.join("/" + folder, target.replace("\\", "/"))).lstrip("/")
            type_ = each.attributes.get("Type", "").rpartition("/")[2]
            found.append(Relation(each.attributes.get("Id", ""), type_, path))
    return tuple(found)


def _understood(kept: Mapping[str, bytes], root: str, related: tuple[Relation, ...]) -> dict[str, bytes]:
    """The relations written anew where calamine and openpyxl do not understand them: Windows paths, blanks as %20."""
    name = _relations_part(root)
    if not any(sign in kept.get(name, b"") for sign in (b"\\", b"%")):
        return {}
    said = ((each.id, _OFFICE + each.type, "/" + each.target) for each in related)
    lines = ("<Relationship Id={} Type={} Target={}/>".format(*map(quoteattr, each)) for each in said)
    return {name: f'<Relationships xmlns="{_PACKAGE}">{"".join(lines)}</Relationships>'.encode()}


def _as_stored(parts: Mapping[str, bytes], path: str) -> str:
    if path in parts:
        return path
    folded = unquote(path).casefold()
    return next((name for name in parts if name.casefold() == folded), path)


def _listings(book: Sequence[Element], related: tuple[Relation, ...], parts: Mapping[str, bytes]) -> list[_Listing]:
    """The worksheets in the order of their tabs; chart sheets and the like hold no cells."""
    targets = {each.id: each for each in related}
    listings = []
    sheets = [each for each in book if each.name == "sheet"]
    if len(sheets) > limits.SHEETS:
        raise NotReadable("too-many-sheets", count=str(len(sheets)))
    if sum(1 for each in book if each.name == "definedName") > limits.DEFINED_NAMES:
        raise NotReadable("holds-more-than-form")
    for each in sheets:
        relation = targets.get(each.attributes.get("id", ""))
        if relation is None or relation.type != "worksheet":
            continue
        if relation.target not in parts:
            raise NotReadable("damaged")
        hidden = each.attributes.get("state", "visible") != "visible"
        listings.append(_Listing(each.attributes.get("name", ""), hidden, relation.target))
    if len({listing.part for listing in listings}) < len(listings):
        raise NotReadable("tampered")
    if not listings or len({listing.name for listing in listings}) < len(listings):
        raise NotReadable("damaged")
    return listings


def _has_macro(names: frozenset[str], content_types: bytes) -> bool:
    typed = any(kind in content_types for kind in (b"sheet.macroEnabled.main", b"template.macroEnabled.main"))
    return typed or any(name.lower().endswith("vbaproject.bin") for name in names)


def _markers(properties: bytes, book: Sequence[Element]) -> tuple[tuple[str, str], ...]:
    """The custom properties and the defined names that hold a text, each with where it stood."""
    found = []
    value = ""
    for each in elements(properties) if properties else ():
        if each.name == "property" and value:
            found.append((f"custom property {one_line(each.attributes.get('name', ''))}", one_line(value)))
        value = each.text
    for each in book:
        text = each.text.strip().removeprefix("=")
        if each.name == "definedName" and len(text) > 2 and text[0] == text[-1] == '"':
            found.append((f"defined name {one_line(each.attributes.get('name', ''))}", one_line(text[1:-1])))
    return tuple(found)


def _saved_by(application: bytes) -> str:
    named = _APPLICATION.search(application)
    if named is None:
        return ""
    version = _VERSION.search(application)
    program = one_line(named[1].decode("utf-8", "replace"))
    if version and program.startswith("Microsoft"):
        return f"{program} {one_line(version[1].decode('utf-8', 'replace'))}"
    return program
