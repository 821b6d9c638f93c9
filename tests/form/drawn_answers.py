"""Answers drawn as text: one line a row, columns apart by `|`, several values apart by `;`, \\n for a line break."""

from mobility_xlsx.form.answers import Answers, Cell, Field, Found, Kind, Match, Remark, Row, Value
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.form.parts import Column, Part
from mobility_xlsx.text import fold

FORM = load_form()
_KINDS = {"#": Kind.ERROR, "=": Kind.UNCALCULATED}


def drawn(sheets: str, file: str = "Ann.xlsx", person: str = "Ann Lee", **more: object) -> Answers:
    """The answers of a workbook drawn as text.

    A line `[part2]` begins a part, the next line names its columns, each further line is a row and stands on sheet
    rows 5, 6, 7 ... Unless Part 1 is drawn, one of its lines is ticked.

    `≈label` after a value marks it as nearly that label, `~` before one as a date.
    """
    rows: list[Row] = []
    found: list[Found] = []
    if person:
        rows.append(_row(FORM.part("start"), ["name"], [person], 5))
        found.append(Found("start", "Start here", "name", 5, (("name", 2),)))
    if "[part1]" not in sheets:
        sheets = f"[part1]\ntick | block | label\nYes | groups | People of color\n{sheets}"
    for block in sheets.strip().split("["):
        if block.strip():
            head, *lines = (line.strip() for line in block.strip().splitlines())
            part = FORM.part(head.rstrip("]"))
            keys = [key.strip() for key in lines[0].split("|")]
            found.append(Found(part.key, part.sheet, "name", 4, tuple((key, i) for i, key in enumerate(keys, 1))))
            rows += [_row(part, keys, line.split("|"), place) for place, line in enumerate(lines[1:], 5)]
    known: dict[str, object] = {"workbook_id": "", "edition": FORM.edition} | more
    return Answers(file, tuple(rows), found=tuple(found), **known)  # type: ignore[arg-type]


def remarked(code: str, sheet: str = "", cell: str = "", **fields: str) -> Answers:
    """Answers of which nothing is known but one remark of the reader."""
    return Answers("Ann.xlsx", (), remarks=(Remark(code, sheet, cell, "", tuple(fields.items())),))


def cell(sheet: str, address: str, text: str, note: str = "") -> Cell:
    """One cell by its address."""
    letters = address.rstrip("0123456789")
    return Cell(sheet, int(address[len(letters) :]), ord(letters) - 64, text, note=note)


def _row(part: Part, keys: list[str], texts: list[str], place: int) -> Row:
    fields, block, number = [], "", ""
    for column_number, (key, text) in enumerate(zip(keys, texts, strict=True), 1):
        if key in ("block", "number"):
            block, number = (text.strip(), number) if key == "block" else (block, text.strip())
        elif text.strip():
            column = part.column(key)
            typed = text.replace("\\n", "\n")
            several = typed.split(";") if column.kind in ("choices", "choice") else [typed]
            values = tuple(_value(part, column, one.strip(), place, column_number, block) for one in several)
            fields.append(Field(key, values))
    return Row(part.key, part.sheet, number, tuple(fields), block, place)


def _value(part: Part, column: Column, typed: str, place: int, column_number: int, block: str) -> Value:
    typed, _, near = typed.partition("≈")
    kind = _KINDS.get(typed[0], Kind.TEXT)
    if typed.startswith("~"):
        typed, kind = typed[1:], Kind.DATE
    here = Cell(part.sheet, place, column_number, typed, kind)
    vocabulary = block if column.kind == "label" else column.vocabulary
    if column.kind == "tick" and kind is Kind.ERROR:
        return Value("", here, typed, Match.UNCLEAR)
    if near:
        return Value(near, here, typed, Match.NEAR, suggestions=(near,))
    if fold(typed) in {fold(word) for word in FORM.unclear} or typed in FORM.unclear:
        return Value(typed, here, typed, Match.UNCLEAR)
    if not vocabulary:
        return Value(typed, here, typed)
    for label in FORM.vocabulary(vocabulary).labels:
        if fold(label.text) == fold(typed):
            return Value(label.text, here, typed, Match.EXACT, label.key)
    return Value(typed, here, typed, Match.OWN)
