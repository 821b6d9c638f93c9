"""The answers of Decisions.xlsx, line by line, as typed decisions; what cannot be used is said by cell."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers, Cell, Match, Remark, Row, Value
from mobility_xlsx.form.decisions import (
    WORDINGS,
    AlsoKnown,
    DecidedAt,
    Decisions,
    NeedChoice,
    Point,
    ReplyLine,
    SameRuling,
    SenderChoice,
    SettingLine,
    ShortlistChoice,
    TeamMember,
    WordingChoice,
    decisions_form,
    whole_number,
)
from mobility_xlsx.form.declaration import reading_form
from mobility_xlsx.form.parts import Column, Form, Label
from mobility_xlsx.form.settled import lists_of
from mobility_xlsx.form.ticks import Tick, read_tick
from mobility_xlsx.form.typed import number_in, typed_date
from mobility_xlsx.text import fold, one_line, visible

NUMBERS = ("size", "cap")
ANSWERS = {"same": "answer", "shortlist": "choice", "replies": "answer"}  # the column that decides, by sheet
OWN_WORDS = ("decision_model",)  # choices where words of one's own are welcome


def decisions(answers: Answers, places: Iterable[SettingLine] = ()) -> Decisions:
    """What the answers of Decisions.xlsx decide. `places` are the cells of Settings, for those left blank."""
    reader = _Reader(answers, decisions_form(for_reading=True))
    return Decisions(
        settings=tuple(reader.settings(places)),
        needs=tuple(reader.needs()),
        team=tuple(reader.team()),
        same=tuple(reader.same()),
        also_known=tuple(reader.also_known()),
        wordings=tuple(reader.wordings()),
        shortlist=tuple(reader.shortlist()),
        senders=tuple(reader.senders()),
        replies=tuple(reader.replies()),
        checklist=tuple(reader.checklist()),
        remarks=tuple(dict.fromkeys((*answers.remarks, *reader.remarks()))),
    )


class _Reader:
    """One reading of one Decisions.xlsx."""

    def __init__(self, answers: Answers, form: Form) -> None:
        self.answers, self.form = answers, form

    def settings(self, places: Iterable[SettingLine]) -> Iterator[SettingLine]:
        row = self.answers.form_row("settings")
        blank = {setting.key: setting.place for setting in places}
        for column in self.form.part("settings").columns:
            cell = row.cell(column.key)
            place = DecidedAt(cell.sheet, cell.address) if cell else blank.get(column.key, DecidedAt("Settings", ""))
            yield SettingLine(column.key, column.title, row.text(column.key), place)

    def needs(self) -> Iterator[NeedChoice]:
        for row in self.answers.part("needs"):
            use, weight = self._yes(row, "use"), number_in(row.text("weight"))
            if use is not None or weight is not None:
                place = _place(row, "need", "use", "weight")
                yield NeedChoice(row.text("list"), one_line(row.text("need")), use, _usable(weight), place)

    def team(self) -> Iterator[TeamMember]:
        for row in self.answers.part("team"):
            role = self._label(row, "role", "roles")
            person, organization = one_line(row.text("person")), one_line(row.text("organization"))
            name = role.text if role else one_line(row.text("role"))
            government, contact = self._yes(row, "government"), one_line(row.text("contact"))
            yield TeamMember(name, person, organization, government, contact, self._column(row, "person", "role"))

    def same(self) -> Iterator[SameRuling]:
        for row in self.answers.part("same"):
            label = self._label(row, "answer", "same")
            name = one_line(row.text("use_name"))
            if label or (name and not row.values("answer")):
                answer = label.key if label else "same"
                yield SameRuling(names_in(row), answer, name, _place(row, "answer", "use_name"))

    def also_known(self) -> Iterator[AlsoKnown]:
        for row in self.answers.part("aliases"):
            name, organization = one_line(row.text("name")), one_line(row.text("organization"))
            label = self._label(row, "relation", "also")
            if name and organization and (label or not row.values("relation")):
                part_of = label is not None and label.key == "part_of"
                yield AlsoKnown(name, organization, part_of, _place(row, "name"), _place(row, "organization"))

    def wordings(self) -> Iterator[WordingChoice]:
        for row in self.answers.part("wording"):
            label = self._meant(row)
            if label:
                keep = label.key == "keep"
                means = "" if keep else label.text
                yield WordingChoice(row.text("typed"), row.text("list"), means, keep, _place(row, "means"))

    def _meant(self, row: Row) -> Label | None:
        """What a wording means: a label of a list it stands on, or to keep it; any other settles nothing."""
        said = self._label(row, "means", WORDINGS)
        if said is None or said.key == "keep":
            return said
        lists = lists_of(row.text("list"), reading_form())
        own = (self._label(row, "means", key, reading_form()) for key in lists)
        return next((label for label in own if label), None)

    def shortlist(self) -> Iterator[ShortlistChoice]:
        for row in self.answers.part("shortlist"):
            label = self._label(row, "choice", "choice")
            if label:
                said = (one_line(row.text("organization")), label.key, row.text("reason"))
                yield ShortlistChoice(*said, _place(row, "organization", "choice"))

    def senders(self) -> Iterator[SenderChoice]:
        for row in self.answers.part("senders"):
            sender, recommended = one_line(row.text("sender")), one_line(row.text("recommended_by"))
            label = self._label(row, "invite_as", "invite_as")
            place = self._column(row, "sender", "invite_as", "recommended_by")
            yield SenderChoice(*_who(row), sender, recommended, place, label.text if label else "")

    def replies(self) -> Iterator[ReplyLine]:
        for row in self.answers.part("replies"):
            label = self._label(row, "answer", "replies")
            if label:
                date = typed_date(row.text("date")) or row.text("date")
                yield ReplyLine(*_who(row), label.key, date, row.text("note"), _place(row, "answer"))

    def checklist(self) -> Iterator[Point]:
        ticked = {(row.block, row.text("label")): row for row in self.answers.part("checklist")}
        for block in self.form.part("checklist").blocks:
            for label in self.form.vocabulary(block.vocabulary).labels:
                row = ticked.get((block.vocabulary, label.text))
                done = row is not None and any(self._is_done(value) for value in row.values("tick"))
                note = row.text("note") if row else ""
                place = _place(row, "tick", "note") if row else DecidedAt("Checklist", "")
                yield Point(block.vocabulary, label.key, label.text, done, note, place)

    def _is_done(self, value: Value) -> bool:
        """True for a yes, alone or before other words. Words without one ("next week") may tell of what is to come."""
        if value.match in (Match.UNCLEAR, Match.OWN):
            return False
        ticked = read_tick(value.cell.text, self.form)
        first = read_tick(ticked.note.split()[0], self.form) if ticked.note else ticked
        return ticked.tick is Tick.YES and first.tick is Tick.YES and not first.note

    def _column(self, row: Row, key: str, *others: str) -> DecidedAt:
        """The cell of a column in a row, filled in or blank; of a sheet without it, the first of the others."""
        cell = self.answers.address(row, key)
        return DecidedAt(row.sheet, cell) if cell else _place(row, key, *others)

    def remarks(self) -> Iterator[Remark]:
        """Every cell that staff filled in and that cannot be used as it is."""
        settings = self.answers.form_row("settings")
        for key in NUMBERS:
            for value in settings.values(key):
                if whole_number(value.text) is None:
                    yield self._remark("decision-number", "settings", key, value)
        for row in self.answers.rows:
            yield from self._row_remarks(row)
        for cell in self.answers.unplaced:
            found = self.answers.found_at(cell.sheet, cell.row, cell.column)
            if found is not None and cell.row > found.headings:
                yield from self._astray(found.part, cell)

    def _astray(self, part: str, cell: Cell) -> Iterator[Remark]:
        """A choice of a sheet that stands in another column than its own, where it decides nothing."""
        if part not in ANSWERS:
            return
        column = self.form.part(part).column(ANSWERS[part])
        if any(fold(label.text) == fold(cell.text) for label in self.form.vocabulary(column.vocabulary).labels):
            yield Remark("decision-astray", cell.sheet, cell.address, cell.text, (("column", column.title),))

    def _row_remarks(self, row: Row) -> Iterator[Remark]:
        columns = {column.key: column for column in self.form.part(row.part).columns}
        for field in row.fields:
            column = columns.get(field.key)
            if column is not None and column.given:
                yield from (found for value in field.values for found in self._astray(row.part, value.cell))
            if column is not None and column.kind == "choice" and column.key not in OWN_WORDS:
                yield from self._choice_remarks(row, column)
            for value in field.values:
                if column is not None and column.kind == "tick" and not self._is_done(value):
                    yield self._remark("decision-choice", row.part, field.key, value)
                elif field.key == "weight" and _usable(number_in(value.text)) is None:
                    yield self._remark("decision-number", row.part, field.key, value)
                elif row.part == "replies" and field.key == "date" and not typed_date(value.text):
                    yield self._remark("decision-date", row.part, field.key, value)
        if row.part == "aliases" and row.text("name") and not row.text("organization"):
            cell = row.cell("name")
            if cell is not None:
                yield Remark("decision-alias", cell.sheet, cell.address, one_line(row.text("name")))

    def _choice_remarks(self, row: Row, column: Column) -> Iterator[Remark]:
        """Why the cell of a choice decides nothing: no choice, in doubt, more than one, or none of its own list."""
        values = row.values(column.key)
        first = replace(values[0], typed=one_line(values[0].cell.text) or values[0].typed)
        if self._label(row, column.key, column.vocabulary) is None:
            found = [self._label_of(column.vocabulary, value) for value in values]
            several = len(found) > 1 and all(found) and not _in_doubt(values)
            yield self._remark("decision-several" if several else "decision-choice", row.part, column.key, first)
        elif column.vocabulary == WORDINGS and self._meant(row) is None:
            remark = self._remark("decision-wording", row.part, column.key, first)
            yield replace(remark, fields=(("column", one_line(row.text("list"))),))

    def _remark(self, code: str, part: str, key: str, value: Value) -> Remark:
        column = self.form.part(part).column(key)
        labels = self.form.vocabulary(column.vocabulary).labels if column.vocabulary else ()
        offered = ", ".join(label.text for label in labels) if len(labels) < 6 else ""
        fields = (("column", column.title), ("choices", offered))
        return Remark(code, value.cell.sheet, value.cell.address, value.typed, fields)

    def _yes(self, row: Row, key: str) -> bool | None:
        label = self._label(row, key, "yes_no")
        return None if label is None else label.key == "yes"

    def _label(self, row: Row, key: str, vocabulary: str, form: Form | None = None) -> Label | None:
        """The choice that stands in a cell; None when there is none, when there are two, or one in doubt ("Same?")."""
        values = row.values(key)
        found = [self._label_of(vocabulary, value, form) for value in values]
        agreed = not _in_doubt(values) and all(label == found[0] for label in found)
        return found[0] if found and agreed else None

    def _label_of(self, vocabulary: str, value: Value, form: Form | None = None) -> Label | None:
        labels = (form or self.form).vocabulary(vocabulary)
        wanted = fold(value.text)
        by_word = (label for wording, label, _ in labels.wordings() if wording == wanted)
        by_key = (label for label in labels.labels if value.label and label.key == value.label)
        return next(by_key, None) or next(by_word, None)


def _in_doubt(values: Iterable[Value]) -> bool:
    return any(mark in value.cell.text for value in values for mark in "?？")


def names_in(row: Row) -> tuple[str, ...]:
    """The names of one question of *Same organization?*, one a line of its cell."""
    typed = (visible(value.typed) for value in row.values("names"))  # the text of a name is on one line
    lines = (one_line(line) for text in typed for line in text.split("\n"))
    return tuple(dict.fromkeys(line for line in lines if line))


def _usable(weight: float | None) -> float | None:
    return weight if weight is not None and weight >= 0 else None


def _who(row: Row) -> tuple[str, str]:
    return one_line(row.text("invitee")), one_line(row.text("organization"))


def _place(row: Row, *keys: str) -> DecidedAt:
    cells: Iterator[Cell | None] = (row.cell(key) for key in keys)
    cell = next((one for one in cells if one is not None), None)
    return DecidedAt(cell.sheet, cell.address) if cell else DecidedAt(row.sheet, f"A{row.place}" if row.place else "")
