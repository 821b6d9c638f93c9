"""The answers of Decisions.xlsx, line by line, as typed decisions; what cannot be used is said by cell."""

from collections.abc import Iterable, Iterator

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
from mobility_xlsx.form.parts import Form, Label
from mobility_xlsx.form.typed import number_in, typed_date
from mobility_xlsx.text import fold, one_line, visible

NUMBERS = ("size", "cap")


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
                place = _place(row, "use", "weight")
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
            if label or name:
                answer = label.key if label else "same"
                yield SameRuling(names_in(row), answer, name, _place(row, "answer", "use_name"))

    def also_known(self) -> Iterator[AlsoKnown]:
        for row in self.answers.part("aliases"):
            name, organization = one_line(row.text("name")), one_line(row.text("organization"))
            label = self._label(row, "relation", "also")
            if name and organization:
                part_of = label is not None and label.key == "part_of"
                yield AlsoKnown(name, organization, part_of, _place(row, "name"))

    def wordings(self) -> Iterator[WordingChoice]:
        for row in self.answers.part("wording"):
            label = self._label(row, "means", WORDINGS)
            if label:
                keep = label.key == "keep"
                means = "" if keep else label.text
                yield WordingChoice(row.text("typed"), row.text("list"), means, keep, _place(row, "means"))

    def shortlist(self) -> Iterator[ShortlistChoice]:
        for row in self.answers.part("shortlist"):
            label = self._label(row, "choice", "choice")
            if label:
                said = (one_line(row.text("organization")), label.key, row.text("reason"))
                yield ShortlistChoice(*said, _place(row, "choice"))

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
                done = row is not None and any(
                    value.match not in (Match.UNCLEAR, Match.OWN) for value in row.values("tick")
                )
                note = row.text("note") if row else ""
                place = _place(row, "tick", "note") if row else DecidedAt("Checklist", "")
                yield Point(block.vocabulary, label.key, label.text, done, note, place)

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

    def _row_remarks(self, row: Row) -> Iterator[Remark]:
        for field in row.fields:
            columns = {column.key: column for column in self.form.part(row.part).columns}
            column = columns.get(field.key)
            for value in field.values:
                if column is not None and column.kind == "choice" and column.key != "decision_model":
                    if self._label_of(column.vocabulary, value) is None:
                        yield self._remark("decision-choice", row.part, field.key, value)
                elif field.key == "weight" and _usable(number_in(value.text)) is None:
                    yield self._remark("decision-number", row.part, field.key, value)
                elif row.part == "replies" and field.key == "date" and not typed_date(value.text):
                    yield self._remark("decision-date", row.part, field.key, value)
        if row.part == "aliases" and row.text("name") and not row.text("organization"):
            cell = row.cell("name")
            if cell is not None:
                yield Remark("decision-alias", cell.sheet, cell.address, one_line(row.text("name")))

    def _remark(self, code: str, part: str, key: str, value: Value) -> Remark:
        column = self.form.part(part).column(key)
        labels = self.form.vocabulary(column.vocabulary).labels if column.vocabulary else ()
        offered = ", ".join(label.text for label in labels) if len(labels) < 6 else ""
        fields = (("column", column.title), ("choices", offered))
        return Remark(code, value.cell.sheet, value.cell.address, value.typed, fields)

    def _yes(self, row: Row, key: str) -> bool | None:
        label = self._label(row, key, "yes_no")
        return None if label is None else label.key == "yes"

    def _label(self, row: Row, key: str, vocabulary: str) -> Label | None:
        found = (self._label_of(vocabulary, value) for value in row.values(key))
        return next((label for label in found if label), None)

    def _label_of(self, vocabulary: str, value: Value) -> Label | None:
        labels = self.form.vocabulary(vocabulary)
        wanted = fold(value.text)
        by_word = (label for wording, label, _ in labels.wordings() if wording == wanted)
        by_key = (label for label in labels.labels if value.label and label.key == value.label)
        return next(by_key, None) or next(by_word, None)


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
