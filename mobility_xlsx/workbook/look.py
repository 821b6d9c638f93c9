"""Every visual choice of every workbook we write: colors, type, widths, heights; nothing else knows one."""

from collections.abc import Mapping
from functools import cache

from mobility_xlsx.form.parts import Part

INK, MUTED, WHITE = "#1B2733", "#4A5765", "#FFFFFF"
NAVY, TEAL, PLUM = "#12395B", "#0B5F63", "#5B4A7A"
LABEL, INPUT, OURS, EXAMPLE = "#E7EEF5", "#FFFBE8", "#F3EEF8", "#F1F4F7"
EDGE, RULE, LINK = "#6E7F8F", "#C5D0DA", "#0B5394"
GOOD, BAD, WARN = ("#14532D", "#DDF2E4"), ("#8C1D18", "#FCE3DF"), ("#6B4500", "#FFE9B8")
AMBER, PALE, OUT = "#C58A1B", "#F4F7FA", ("#9AA5B0", "#F1F4F7")
RINGS = ("#DCE8F2", "#7FB0B0", NAVY)  # champions, key stakeholder partners, management team

FONT, SIZE = "Arial", 11
# With Arial as the book's own font a column is as wide in every program; Calibri is missing in many.
BOOK_FONT: Mapping[str, object] = {"font_name": FONT, "font_size": SIZE}
BOOK_COLUMN_PIXELS = 72

THIN, MEDIUM, DOTTED, THICK = 1, 2, 4, 5

_BASE: Mapping[str, object] = {
    "font_name": FONT,
    "font_size": SIZE,
    "font_color": INK,
    "valign": "vcenter",
}
_BOXED = {"border": THIN, "border_color": EDGE}
_SIDES = {"left": THIN, "right": THIN, "left_color": EDGE, "right_color": EDGE}

# A style is written as several of these words, the later ones over the earlier: "input ours first bold".
_WORDS: Mapping[str, Mapping[str, object]] = {
    "title": {"font_size": 18, "bold": True, "font_color": WHITE, "bg_color": NAVY, "indent": 1},
    "mark": {"font_size": 10, "font_color": WHITE, "bg_color": NAVY, "align": "right", "indent": 1},
    "lead": {"indent": 1},
    "hint": {"font_size": 10, "font_color": MUTED, "indent": 1},
    "aside": {"font_size": 10, "font_color": MUTED, "indent": 1, "text_wrap": True},
    "section": {"font_size": 13, "bold": True, "font_color": NAVY, "indent": 1, "bottom": MEDIUM, "bottom_color": NAVY},
    "band": {"font_size": 12, "bold": True, "font_color": NAVY, "bg_color": LABEL, "top": THIN, "bottom": THIN}
    | {"top_color": EDGE, "bottom_color": EDGE},
    "heading": {"bold": True, "font_color": WHITE, "bg_color": TEAL, "text_wrap": True, "indent": 1}
    | {"border": THIN, "border_color": EDGE},
    "plum": {"bg_color": PLUM},
    "label": {"bg_color": LABEL, "text_wrap": True, "indent": 1, "border": THIN, "border_color": RULE},
    "plain": {"text_wrap": True, "indent": 1, "border": THIN, "border_color": RULE},
    "number": {"bg_color": LABEL, "align": "center", "bold": True, **_SIDES},
    "again": {"font_size": 9, "font_color": MUTED, "bold": False},
    "shown": {"bg_color": LABEL, "text_wrap": True, "indent": 1, **_SIDES},
    "input": {"bg_color": INPUT, "text_wrap": True, "indent": 1, "num_format": "@", **_SIDES},
    "open": {"locked": False},
    "ours": {"bg_color": OURS},
    "check": {"font_color": MUTED, "text_wrap": True, "indent": 1, **_SIDES},
    "example": {"italic": True, "font_color": MUTED, "bg_color": EXAMPLE, "text_wrap": True, "indent": 1, **_SIDES},
    "top": {"top": THIN, "top_color": EDGE},
    "bottom": {"bottom": THIN, "bottom_color": EDGE},
    "rule": {"bottom": DOTTED, "bottom_color": RULE},
    "bold": {"bold": True},
    "boxed": _BOXED,
    "link": {"font_color": LINK, "underline": 1, "bold": True},
    "sofar": {"text_wrap": True, "indent": 1, "border": THIN, "border_color": RULE},
    "center": {"align": "center", "indent": 0},
    "good": {"font_color": GOOD[0], "bg_color": GOOD[1]},
    "bad": {"font_color": BAD[0], "bg_color": BAD[1], "bold": True},
    "flag": {"font_color": WARN[0], "bg_color": WARN[1], "bold": True, "italic": False}
    | {"border": THICK, "border_color": BAD[0]},
    "hushed": {"font_color": MUTED, "bg_color": WHITE},
    "rings": {"indent": 11, "font_size": 10, "font_color": INK},
}

# Colors by rule go over whatever the cell has.
RULES: Mapping[str, Mapping[str, object]] = {
    "good": {"font_color": GOOD[0], "bg_color": GOOD[1]},
    "bad": {"font_color": BAD[0], "bg_color": BAD[1], "bold": True},
}

TABS: Mapping[str, str] = {
    "start": NAVY,
    "part1": TEAL,
    "part2": "#1B6B3A",
    "part3": "#7A4A00",
    "part4": "#6A2C70",
    "part5": "#8C1D18",
    "please_check": "#8C1D18",
}
TAB = NAVY  # of any other sheet

# The rings of the coalition: what a member's dot is filled with, and the grounds from the innermost ring.
MEMBERS: Mapping[str, str] = {
    "team": NAVY,
    "partners": TEAL,
    "community": "#2F7D4F",
    "champions": "#8A4B00",
    "informed": MUTED,
}
GROUNDS = ("#C9DAE8", "#DCEBEA", "#E4F1E7", "#F7EBDC", "#F3F5F7")

START_WIDTHS = (30.0, 52.0, 46.0)
TITLE_HEIGHT, CHECKLIST_TITLE_HEIGHT = 34.0, 30.0
HEADING_HEIGHT, LINE_HEIGHT = 34.0, 18.0
LEAD_HEIGHT, GAP_HEIGHT, SECTION_HEIGHT, FIELD_HEIGHT = 18.0, 12.0, 24.0, 22.0
BAND_HEIGHT = 21.0
CHECKLIST_LINE, CHECKLIST_HEADING, CHECKLIST_SECTION, CHECKLIST_GAP = 16.0, 18.0, 22.0, 8.0
EXAMPLE_HEIGHT = 30.0
MOST_HEIGHT = 400.0  # Excel takes no row above 409 points

PAPER_LETTER = 1
MARGINS: Mapping[str, float] = {"left": 0.45, "right": 0.45, "top": 0.5, "bottom": 0.65}
FOOTER_SIZE = 9
NOTE_SIZE = 9


@cache
def properties(style: str) -> Mapping[str, object]:
    """The format of a style written as words; the later words go over the earlier. Raises KeyError for unknown ones."""
    merged = dict(_BASE)
    for word in style.split():
        merged |= _WORDS[word]
    return merged


def entry_height(part: Part) -> float:
    """The least height of a row to fill in: taller where people write sentences."""
    if part.lines > 1:
        return LINE_HEIGHT
    sentences = sum(column.kind == "text" and not column.given for column in part.columns)
    return 46.0 if sentences > 2 else 24.0


def height(lines_of_text: int, least: float = LINE_HEIGHT) -> float:
    """The height of a row in points that shows so many lines."""
    if lines_of_text <= 1:
        return least
    return min(MOST_HEIGHT, max(least, round(lines_of_text * SIZE * 1.31 + 5)))
