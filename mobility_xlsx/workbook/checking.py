"""The two sheets of a please-check copy, and the words on the cells they ask about."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mobility_xlsx.form.answers import Cell, column_letters
from mobility_xlsx.form.parts import Form
from mobility_xlsx.workbook.boxes import Table, Wordings, arrange
from mobility_xlsx.workbook.content import Content, Flag, known_row
from mobility_xlsx.workbook.formulas import Checks
from mobility_xlsx.workbook.places import row_column
from mobility_xlsx.workbook.plan import Plan, SheetPlan, quoted
from mobility_xlsx.workbook.tables import Marks, table_sheet

ASKED, UNPLACED = "please_check", "other_notes"
_NOTE_CHARACTERS = 900  # a note grows with its text; longer ones leave the screen


class Checking:
    """What a please-check copy adds to a form; nothing at all when the content has no `checking`."""

    def __init__(self, content: Content, plan: Plan) -> None:
        self.form, self.flags = content.checking, content.flags if content.checking else ()
        self.mark = plan.mark
        self.unplaced = content.unplaced if content.checking else ()
        self._attached = content.notes if content.checking else ()
        self._moved = dict(plan.moved)
        if self.form and self.unplaced:
            table = self._unplaced_table(self.form)
            column = column_letters(table.column("text"))
            for cell, box in zip(self.unplaced, table.boxes, strict=True):
                here = (table.part.sheet, f"{column}{box.first}")
                self._moved.setdefault((cell.sheet, cell.address), here)

    def target(self, sheet: str, cell: str) -> tuple[str, str] | None:
        """Where in the copy a cell of the returned file stands."""
        return self._moved.get((sheet, cell))

    def notes(self) -> dict[str, dict[tuple[int, int], str]]:
        """The note for every cell that is asked about, below what people attached to it, by sheet."""
        notes: dict[str, dict[tuple[int, int], str]] = {}
        for cell in self._attached:
            if target := self.target(cell.sheet, cell.address):
                notes.setdefault(target[0], {})[row_column(target[1])] = cell.note
        for flag in self.flags:
            for target in filter(None, (self.target(*place) for place in _cells(flag))):
                here = notes.setdefault(target[0], {})
                words = f"{self.form.words['note'] if self.form else ''} {flag.found}\n{flag.to_do}"
                said = here.get(row_column(target[1]), "")
                here[row_column(target[1])] = (
                    f"{said}\n\n{words}"[: max(_NOTE_CHARACTERS, len(said))] if said else words
                )
        return notes

    def asked_sheet(self) -> Iterator[SheetPlan]:
        """The sheet that lists what to check, each with a link to its cell."""
        if self.form is None:
            return
        rows, links = [], {}
        for i, flag in enumerate(self.flags):
            target = self.target(flag.sheet, flag.cell)
            sheet, cell = target or (flag.sheet, flag.cell)
            rows.append(known_row(ASKED, {"sheet": sheet, "cell": cell, "found": flag.found, "to_do": flag.to_do}))
            if target:
                links[(i, "cell")] = f"{quoted(sheet)}!{cell}"
        part = self.form.part(ASKED)
        table = arrange(self.form, part, list(enumerate(rows)), part.room, Wordings(self.form))
        yield self._sheet(self.form, table, Marks(links=links))

    def unplaced_sheet(self, more: Sequence[Cell] = ()) -> Iterator[SheetPlan]:
        """The sheet with everything that has no place in the form, and `more` that did not fit its cell."""
        if self.form is None or not (self.unplaced or more):
            return
        marks = Marks(self.notes().get(self.form.part(UNPLACED).sheet, {}))
        yield self._sheet(self.form, self._unplaced_table(self.form, more), marks)

    def _unplaced_table(self, form: Form, more: Sequence[Cell] = ()) -> Table:
        cells = (*self.unplaced, *more)
        rows = [known_row(UNPLACED, {"sheet": c.sheet, "cell": c.address, "text": c.text or c.note}) for c in cells]
        part = form.part(UNPLACED)
        return arrange(form, part, list(enumerate(rows)), part.room, Wordings(form))

    def _sheet(self, form: Form, table: Table, marks: Marks) -> SheetPlan:
        return replace(table_sheet(form, table, Checks(form, table, {}), self.mark, marks), freeze=(table.headings, 0))


def _cells(flag: Flag) -> tuple[tuple[str, str], ...]:
    return ((flag.sheet, flag.cell), *flag.also) if flag.cell else flag.also
