"""What the reader noticed about a workbook, as remarks: macros, hidden and struck rows, values under a merge."""

from collections.abc import Sequence

from mobility_xlsx.form.answers import Cell, Remark, column_letters
from mobility_xlsx.workbook.facts import Facts, SheetFacts
from mobility_xlsx.workbook.grids import Merge, Sheet


def noticed(facts: Facts, sheets: Sequence[Sheet]) -> tuple[Remark, ...]:
    """The remarks about the whole file, then those about each sheet, in the order of the tabs."""
    remarks = list(facts.remarks)
    if facts.macro:
        remarks.append(Remark("macros"))
    for sheet, known in zip(sheets, facts.sheets, strict=False):
        remarks.extend(known.remarks)
        remarks.extend(_sheet_remarks(sheet, known))
    return tuple(remarks)


def _sheet_remarks(sheet: Sheet, facts: SheetFacts) -> list[Remark]:
    remarks = []
    filled = [cell for cell in sheet.cells if not cell.is_blank] if _has_more_to_say(facts) else []
    if facts.hidden and sheet.cells:
        remarks.append(Remark("hidden-sheet", sheet.name))
    for code, cells in (
        ("hidden-rows", [cell for cell in filled if cell.row in facts.hidden_rows]),
        ("struck-rows", [cell for cell in filled if cell.struck]),
    ):
        if cells:
            rows = _spans(sorted({cell.row for cell in cells}))
            remarks.append(Remark(code, sheet.name, cells[0].address, fields=(("rows", rows),)))
    hidden = sorted({cell.column for cell in filled if cell.column in facts.hidden_columns})
    if hidden:
        columns = ", ".join(column_letters(column) for column in hidden)
        remarks.append(Remark("hidden-columns", sheet.name, fields=(("columns", columns),)))
    remarks.extend(_under_merges(filled, facts.merges, sheet.name))
    return remarks


def _has_more_to_say(facts: SheetFacts) -> bool:
    return bool(facts.hidden_rows or facts.hidden_columns or facts.struck or facts.merges)


def _under_merges(cells: list[Cell], merges: tuple[Merge, ...], sheet: str) -> list[Remark]:
    """A remark for every value that the spreadsheet program does not show because a merged box lies over it."""
    remarks = []
    for merge in merges:
        for cell in cells:
            inside = merge.top <= cell.row <= merge.bottom and merge.left <= cell.column <= merge.right
            if inside and (cell.row, cell.column) != (merge.top, merge.left):
                first = column_letters(merge.left) + str(merge.top)
                last = column_letters(merge.right) + str(merge.bottom)
                fields = (("range", f"{first}:{last}"),)
                remarks.append(Remark("under-merge", sheet, cell.address, cell.text, fields))
    return remarks


def _spans(rows: list[int]) -> str:
    """Rows in words: [3, 4, 5, 9] is "3 to 5, 9"."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][-1] + 1:
            spans[-1].append(row)
        else:
            spans.append([row])
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]} to {span[-1]}" for span in spans)
