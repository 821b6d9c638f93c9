"""The facts about an OpenDocument workbook (.ods), and its cells by our own reading of them."""

from collections.abc import Mapping
from typing import Final

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.text import one_line
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.facts import Facts
from mobility_xlsx.workbook.markup import elements, namespace_parser, sound, walked
from mobility_xlsx.workbook.opentables import OpenTables

_MANIFEST: Final = "META-INF/manifest.xml"


def opendocument_facts(raw_parts: Mapping[str, bytes]) -> Facts:
    """The facts about the workbook whose XML parts, as they came, are `raw_parts`."""
    if b"encryption-data" in raw_parts.get(_MANIFEST, b""):
        raise NotReadable("password")
    parts = {name: sound(part) for name, part in raw_parts.items() if name != "mimetype"}
    content = parts.get("content.xml")
    if content is None:
        raise NotReadable("damaged")
    if content.count(b"<") - content.count(b"</") > limits.XML_ELEMENTS:
        raise NotReadable("holds-more-than-form")
    tables = OpenTables()
    parser = namespace_parser()
    parser.StartElementHandler = tables.start
    parser.EndElementHandler = tables.end
    parser.CharacterDataHandler = tables.text
    walked(content, parser)
    sheets = tables.sheets()
    if not sheets or len({sheet.name for sheet, _ in sheets}) < len(sheets):
        raise NotReadable("damaged")
    properties, saved_by = _about(parts.get("meta.xml", b""))
    manifest = parts.get(_MANIFEST, b"")
    return Facts(
        kind="ods",
        sheets=tuple(sheet for sheet, _ in sheets),
        macro=b'full-path="Basic/' in manifest or b'full-path="Scripts/' in manifest,
        markers=properties + tables.named_texts(),
        saved_by=saved_by,
        parts={
            "mimetype": raw_parts.get("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            "content.xml": content,
            _MANIFEST: manifest,
        },
        grids=tuple((sheet.name, grid) for sheet, grid in sheets),
    )


def _about(meta: bytes) -> tuple[tuple[tuple[str, str], ...], str]:
    """The custom properties of the document and the program that saved it."""
    properties = []
    saved_by = ""
    for element in elements(meta) if meta else ():
        if element.name == "user-defined" and element.text.strip():
            name = one_line(element.attributes.get("name", ""))
            properties.append((f"custom property {name}", one_line(element.text)))
        elif element.name == "generator":
            saved_by = one_line(element.text)
    return tuple(properties), saved_by
