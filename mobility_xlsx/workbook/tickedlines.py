"""The ticked lines of a checklist: what stands beside the labels of a list."""

from collections.abc import Iterator, Mapping

from mobility_xlsx.form.answers import Cell, Field, Match, Piece, Remark, Row, Value
from mobility_xlsx.form.partchecks import LINES_LEFT
from mobility_xlsx.form.parts import Part
from mobility_xlsx.form.ticks import Tick, mark_before, read_tick
from mobility_xlsx.form.values import cell_values, is_error
from mobility_xlsx.text import one_line, visible
from mobility_xlsx.workbook.entries import SheetAnswers
from mobility_xlsx.workbook.grids import RowColumn
from mobility_xlsx.workbook.headings import Located
from mobility_xlsx.workbook.sheetgrid import SheetGrid
from mobility_xlsx.workbook.signs import Signs
from mobility_xlsx.workbook.ticklabels import Labels, TickLabel


def read_checklist(grid: SheetGrid, located: Located, signs: Signs) -> SheetAnswers:
    """The lines of a checklist that are ticked, unclear or have a note; one row each."""
    lines = Labels(grid, located.part, signs)
    columns = _columns(located, lines.column, grid.piece)
    rows: list[Row] = []
    answers: set[RowColumn] = set()
    fixed: set[RowColumn] = set(lines.fixed)
    remarks: list[Remark] = []
    for line in lines.labels:
        row_cells = grid.rows[line.cell.row]
        beside = {key: row_cells.get(place) for key, place in columns.items()}
        cells = [cell for cell in beside.values() if cell is not None]
        if not cells and not line.mark and not line.filled_in:
            if line.label is not None:
                fixed.add((line.cell.row, line.cell.column))
            continue
        row = _row(line, beside, located.part, signs)
        if line.label is None and row is None:
            continue
        (answers if line.mark or line.filled_in or line.label is None else fixed).add((line.cell.row, line.cell.column))
        answers |= {(cell.row, cell.column) for cell in cells}
        if row is not None:
            rows.append(row)
    for cell in lines.unknown:
        if any(grid.at(cell.row, place) for place in columns.values() if place):
            remarks.append(Remark("row-unattributed", grid.name, cell.address, cell.text))
    if not any(line.mark or grid.at(line.cell.row, columns["tick"]) for line in lines.labels):
        remarks += _left(lines, grid.name)
    keys = {column.kind: column.key for column in located.part.columns}
    places = (
        (keys[kind], place) for kind, place in (*columns.items(), ("label", lines.column)) if kind in keys and place
    )
    return SheetAnswers(tuple(rows), frozenset(answers), frozenset(fixed - answers), tuple(remarks), tuple(places))


def _left(lines: Labels, sheet: str) -> Iterator[Remark]:
    """That most lines of a list are gone and nothing is ticked: somebody may have left only those that were chosen."""
    there: dict[str, dict[str, str]] = {}
    for line in lines.labels:
        if line.label is not None:
            there.setdefault(line.block, {})[line.label.key] = one_line(line.cell.text)
    few = [texts for block, texts in there.items() if 2 * len(texts) < len(lines.lists[block].labels)]
    if said := "; ".join(text for texts in few for text in texts.values()):
        yield Remark(LINES_LEFT, sheet, fields=(("lines", said),))


def _columns(located: Located, label_column: int, piece: Piece) -> Mapping[str, int]:
    """Tick and note by their headings, else the tick left of the labels and the note right of them."""
    found = {column.kind: located.column(column.key) for column in located.part.columns}
    tick, note = found.get("tick", 0), found.get("note", 0)
    taken = {label_column, tick, note}
    if not tick:
        beside = (label_column - 1, label_column + 1)
        tick = next((place for place in beside if piece.left <= place <= piece.right and place not in taken), 0)
    if not note:
        behind = (label_column + 1, label_column + 2)
        note = next((place for place in behind if place <= piece.right and place not in {tick, *taken}), 0)
    return {"tick": tick, "note": note}


def _row(line: TickLabel, beside: Mapping[str, Cell | None], part: Part, signs: Signs) -> Row | None:
    keys = {column.kind: column.key for column in part.columns}
    label = _label_value(line)
    ticks, notes = _ticks(line, beside.get("tick"), signs)
    note = beside.get("note")
    if note is not None:
        notes += cell_values(note, part.column(keys["note"]), signs.form)
    if line.filled_in:
        notes += (Value(line.filled_in, line.cell, line.filled_in),)
    if not ticks and not notes:
        return None
    fields = [Field(keys["tick"], ticks)] if ticks else []
    fields.append(Field(keys["label"], (label,)))
    fields += [Field(keys["note"], notes)] if notes else []
    return Row(part.key, line.cell.sheet, "", tuple(fields), line.block, line.cell.row)


def _label_value(line: TickLabel) -> Value:
    if line.label is None:
        return Value(one_line(mark_before(line.cell.text)[1]), line.cell, line.cell.text, Match.OWN)
    return Value(line.label.text, line.cell, line.cell.text, Match.EXACT, line.label.key)


def _ticks(line: TickLabel, cell: Cell | None, signs: Signs) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """The tick of a line, and the words that stood in its place, as a note."""
    yes = next((label for label in signs.vocabularies["yes"].labels), None) if "yes" in signs.vocabularies else None
    said, key = (yes.text, yes.key) if yes else ("Yes", "yes")
    if cell is None:
        marked = read_tick(line.mark, signs.form).tick
        if marked is Tick.UNCLEAR:
            return (Value(line.mark, line.cell, line.mark, Match.UNCLEAR),), ()
        return ((Value(said, line.cell, line.mark, Match.EXACT, key),) if marked is Tick.YES else (), ())
    if is_error(cell):
        return (Value("", cell, cell.text, Match.UNCLEAR),), ()
    ticked = read_tick(cell.text, signs.form)
    if line.mark and ticked.tick is Tick.NO and read_tick(line.mark, signs.form).tick is not Tick.NO:
        return (Value(line.mark, line.cell, line.mark, Match.UNCLEAR),), ()
    notes = (Value(ticked.note, cell, cell.text),) if ticked.note else ()
    if ticked.tick is Tick.YES:
        return (Value(said, cell, cell.text, Match.EXACT, key),), notes
    if ticked.tick is Tick.UNCLEAR:
        return (Value(visible(cell.text), cell, cell.text, Match.UNCLEAR),), ()
    return (), notes
