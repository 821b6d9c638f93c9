"""The two sheets of a please-check copy, and the words on the cells they ask about."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from mobility_xlsx.form.answers import Cell, column_letters
from mobility_xlsx.form.parts import Form
from mobility_xlsx.workbook.boxes import ShownLabels, Table, arrange
from mobility_xlsx.workbook.content import Content, Flag, known_row
from mobility_xlsx.workbook.formulas import Checks
from mobility_xlsx.workbook.places import row_column
from mobility_xlsx.workbook.plan import Plan, SheetPlan, quoted
from mobility_xlsx.workbook.tables import NO_MARKS, Marks, table_sheet

ASKED, UNPLACED = "please_check", "other_notes"
_MOST_OF_A_NOTE = 32_000  # Excel takes 32,767 characters


class CopyMarks:
    """What a please-check copy adds to a form; nothing at all when the content has no `checking`."""

    def __init__(self, form: Form, content: Content, plan: Plan) -> None:
        self.form, self.flags = content.checking, content.flags if content.checking else ()
        self.mark = plan.mark
        self.unplaced = content.unplaced if content.checking else ()
        self._attached = content.notes if content.checking else ()
        self._moved = dict(plan.moved)
        names = {part.key: part.sheet for part in form.parts}
        self._sheets = {found.sheet: names[found.part] for found in content.found if found.part in names}
        if self.form and self.unplaced:
            table = self._unplaced_table(self.form)
            column = column_letters(table.column("text"))
            for cell, box in zip(self.unplaced, table.boxes, strict=True):
                here = (table.part.sheet, f"{column}{box.first}")
                self._moved.setdefault((cell.sheet, cell.address), here)

    def target(self, sheet: str, cell: str) -> tuple[str, str] | None:
        """Where in the copy a cell of the returned file stands."""
        return self._moved.get((sheet, cell))

    def marks(self) -> dict[str, Marks]:
        """The notes and flags of every sheet that has any, by its name; what people attached stands first."""
        notes: dict[str, dict[tuple[int, int], list[str]]] = {}
        flagged: dict[str, set[tuple[int, int]]] = {}
        for cell in self._attached:
            for sheet, place in self._places([(cell.sheet, cell.address)]):
                notes.setdefault(sheet, {}).setdefault(place, []).append(cell.note)
        for flag in (flag for flag in self.flags if not flag.answer):
            words = f"{self.form.words['note'] if self.form else ''} {flag.found}\n{flag.to_do}"
            for sheet, place in self._places(_cells(flag)):
                notes.setdefault(sheet, {}).setdefault(place, []).append(words)
                flagged.setdefault(sheet, set()).add(place)
        return {
            sheet: Marks({place: _note(said) for place, said in here.items()}, frozenset(flagged.get(sheet, ())))
            for sheet, here in notes.items()
        }

    def _places(self, cells: Iterable[tuple[str, str]]) -> Iterator[tuple[str, tuple[int, int]]]:
        for target in filter(None, (self.target(*cell) for cell in cells)):
            yield target[0], row_column(target[1])

    def asked_sheet(self) -> Iterator[SheetPlan]:
        """The sheet that lists what to check, each with a link to its cell."""
        if self.form is None:
            return
        rows, links = [], {}
        for i, flag in enumerate(self.flags):
            target = self.target(flag.sheet, flag.cell)
            sheet, cell = target or (flag.sheet if flag.cell else self._sheets.get(flag.sheet, flag.sheet), flag.cell)
            told = {"found": flag.found, "to_do": flag.to_do, "answer": flag.answer}
            rows.append(known_row(ASKED, {"sheet": sheet, "cell": cell, **told}))
            if target:
                links[(i, "cell")] = f"{quoted(sheet)}!{cell}"
            elif not cell and flag.sheet in self._sheets:
                links[(i, "sheet")] = f"{quoted(sheet)}!A1"
        part = self.form.part(ASKED)
        table = arrange(self.form, part, list(enumerate(rows)), part.room, ShownLabels(self.form))
        yield self._sheet(self.form, table, Marks(links=links))

    def unplaced_sheet(self, more: Sequence[Cell] = ()) -> Iterator[SheetPlan]:
        """The sheet with everything that has no place in the form, and `more` that did not fit its cell."""
        if self.form is None or not (self.unplaced or more):
            return
        marks = self.marks().get(self.form.part(UNPLACED).sheet, NO_MARKS)
        yield self._sheet(self.form, self._unplaced_table(self.form, more), marks)

    def _unplaced_table(self, form: Form, more: Sequence[Cell] = ()) -> Table:
        cells = (*self.unplaced, *more)
        rows = [known_row(UNPLACED, {"sheet": c.sheet, "cell": c.address, "text": c.text or c.note}) for c in cells]
        part = form.part(UNPLACED)
        return arrange(form, part, list(enumerate(rows)), part.room, ShownLabels(form))

    def _sheet(self, form: Form, table: Table, marks: Marks) -> SheetPlan:
        return replace(table_sheet(form, table, Checks(form, table, {}), self.mark, marks), freeze=(table.headings, 0))


def _note(said: Sequence[str]) -> str:
    whole = "\n\n".join(dict.fromkeys(said))
    return whole if len(whole) <= _MOST_OF_A_NOTE else whole[: _MOST_OF_A_NOTE - 1] + "…"


def _cells(flag: Flag) -> tuple[tuple[str, str], ...]:
    return ((flag.sheet, flag.cell), *flag.also) if flag.cell else flag.also
