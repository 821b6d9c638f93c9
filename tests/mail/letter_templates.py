"""Builds workbook_templates/letters/*.docx from letter_texts/*.txt: `python tests/mail/letter_templates.py`.

A line is a paragraph. It may begin with `^` letterhead, `#` title, `##` heading, `>` subtitle, `-` list item,
`%` a condition or loop (which leaves no paragraph behind), `~` closing of a letter, `_` line under the name.
"""

import re
import zipfile
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

TEXTS = Path(__file__).parent / "letter_texts"
LETTERS = Path(__file__).parents[2] / "workbook_templates" / "letters"
INK, NAVY, TEAL, MUTED = (RGBColor.from_string(color) for color in ("1B2733", "12395B", "0B5F63", "4A5765"))
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def built(text, language="en"):
    """The bytes of the template for one text; the same text gives the same bytes."""
    document = Document()
    _set_up(document)
    for spelling in document.styles.element.iter(qn("w:lang")):
        spelling.set(qn("w:val"), f"{language}-US")
    after_list = False
    for line in text.splitlines():
        paragraph = _add(document, line)
        if after_list and paragraph.style.name == "Normal":
            paragraph.paragraph_format.space_before = Pt(8)
        if not line.startswith("%"):
            after_list = line.startswith("-")
    saved = BytesIO()
    document.save(saved)
    return _settled(saved.getvalue())


def _set_up(document):
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Calibri", Pt(10.5), INK
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Calibri")
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.08
    for name, size, color in (("Title", 20, NAVY), ("Heading 2", 13, TEAL)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb, style.font.bold = "Calibri", Pt(size), color, True
        style.element.rPr.rFonts.attrib.clear()
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            style.element.rPr.rFonts.set(qn(f"w:{kind}"), "Calibri")
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(3)
    section = document.sections[0]
    section.page_width, section.page_height = Pt(612), Pt(792)
    section.left_margin = section.right_margin = Pt(72)
    section.top_margin = section.bottom_margin = Pt(54)


def _add(document, line):
    mark, _, rest = line.partition(" ")
    match mark:
        case "%":
            return document.add_paragraph("{%p " + rest + " %}")
        case "#":
            return document.add_paragraph(rest, style="Title")
        case "##":
            return document.add_paragraph(rest, style="Heading 2")
        case "-":
            return document.add_paragraph(rest, style="List Bullet")
    paragraph = document.add_paragraph(rest if mark in ("^", ">", "~", "_") else line)
    run = paragraph.runs[0]
    match mark:
        case "^":
            run.bold, run.font.size, run.font.color.rgb = True, Pt(10), NAVY
            paragraph.paragraph_format.space_after = Pt(14)
            _underlined(paragraph)
        case ">":
            run.bold = True
        case "~":
            paragraph.paragraph_format.space_before = Pt(10)
            paragraph.paragraph_format.space_after = Pt(24)
            paragraph.paragraph_format.keep_with_next = True
        case "_":
            run.font.color.rgb = MUTED
        case "{{" if line == "{{ sender }}":
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _underlined(paragraph):
    border = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "8"), ("space", "4"), ("color", str(NAVY))):
        border.set(qn(f"w:{name}"), value)
    borders = OxmlElement("w:pBdr")
    borders.append(border)
    paragraph._p.get_or_add_pPr().append(borders)


def _settled(docx):
    with zipfile.ZipFile(BytesIO(docx)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name != "docProps/thumbnail.jpeg"}
    parts["_rels/.rels"] = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", parts["_rels/.rels"])
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w") as package:
        for name in parts:
            member = zipfile.ZipInfo(name, LONG_AGO)
            member.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(member, parts[name])
    return saved.getvalue()


def built_from(path):
    """The template for one file of `letter_texts`."""
    return built(path.read_text(encoding="utf-8"), "es" if path.stem.endswith(".es") else "en")


if __name__ == "__main__":
    for path in sorted(TEXTS.glob("*.txt")):
        (LETTERS / path.name).with_suffix(".docx").write_bytes(built_from(path))
