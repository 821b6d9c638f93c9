"""Answers of Decisions.xlsx → typed decisions, each with its cell."""

from mobility_xlsx.form.answers import Answers, Cell, Field, Match, Row, Value, column_letters
from mobility_xlsx.form.decisionreading import decisions
from mobility_xlsx.form.decisions import (
    AlsoKnown,
    DecidedAt,
    Decisions,
    NeedChoice,
    ReplyLine,
    SameRuling,
    SenderChoice,
    ShortlistChoice,
    TeamMember,
    WordingChoice,
    decisions_form,
)


def drawn(part: str, lines: list[dict[str, str]], block: str = "") -> tuple[Row, ...]:
    """Rows of one part as the reader gives them, from row 5 on, columns where the form has them."""
    form = decisions_form().part(part)
    keys = [column.key for column in form.columns]
    rows = []
    for place, line in enumerate(lines, 5):
        fields = tuple(
            Field(key, (Value(text, Cell(form.sheet, place, keys.index(key) + 1, text), text, Match.FREE),))
            for key, text in line.items()
            if text
        )
        rows.append(Row(part, form.sheet, str(place - 4), fields, block, place))
    return tuple(rows)


def read(*rows: tuple[Row, ...]) -> Decisions:
    return decisions(Answers("Decisions.xlsx", tuple(row for group in rows for row in group)))


def cell(part: str, key: str, row: int) -> DecidedAt:
    form = decisions_form().part(part)
    column = [column.key for column in form.columns].index(key) + 1
    return DecidedAt(form.sheet, f"{column_letters(column)}{row}")


def test_every_sheet_is_read_with_its_cells() -> None:
    found = read(
        drawn(
            "needs",
            [{"list": "Asset", "need": "Staff", "votes": "3", "use": "no", "weight": "2.5"}, {"need": "Data sharing"}],
        ),
        drawn("team", [{"role": "PM", "person": "Maria Lopez", "organization": "City", "government": "y"}]),
        drawn("same", [{"names": "FCCC\nForest City Community College", "answer": "the same", "use_name": "FCCC"}]),
        drawn("aliases", [{"name": "The Shelter", "relation": "Part of", "organization": "Housing Alliance"}]),
        drawn("wording", [{"typed": "young folks", "list": "Target populations served", "means": "disengaged youth"}]),
        drawn("shortlist", [{"organization": "Chamber", "choice": "leave out", "reason": "Asked to wait"}]),
        drawn("senders", [{"invitee": "Rosa Díaz", "organization": "Food Bank", "sender": "Ann Lee"}]),
        drawn(
            "replies", [{"invitee": "Rosa Díaz", "organization": "Food Bank", "answer": "said no", "date": "3/9/2026"}]
        ),
    )
    assert found.needs == (NeedChoice("Asset", "Staff", False, 2.5, cell("needs", "use", 5)),)
    assert found.team == (TeamMember("Project Manager", "Maria Lopez", "City", True, "", cell("team", "person", 5)),)
    names = ("FCCC", "Forest City Community College")
    assert found.same == (SameRuling(names, "same", "FCCC", cell("same", "answer", 5)),)
    assert found.also_known == (AlsoKnown("The Shelter", "Housing Alliance", True, cell("aliases", "name", 5)),)
    place = cell("wording", "means", 5)
    meant = WordingChoice("young folks", "Target populations served", "Disengaged youth", False, place)
    assert found.wordings == (meant,)
    place = cell("shortlist", "choice", 5)
    assert found.shortlist == (ShortlistChoice("Chamber", "leave_out", "Asked to wait", place),)
    assert found.senders == (SenderChoice("Rosa Díaz", "Food Bank", "Ann Lee", "", cell("senders", "sender", 5)),)
    place = cell("replies", "answer", 5)
    assert found.replies == (ReplyLine("Rosa Díaz", "Food Bank", "declined", "2026-03-09", "", place),)
    assert found.remarks == ()


def test_numbers_of_settings_are_whole_or_said() -> None:
    found = read(drawn("settings", [{"size": "10", "cap": "a few", "community": "Forest City"}]))
    assert (found.size, found.cap, found.setting("community")) == (10, None, "Forest City")
    assert [(one.code, one.cell, one.value) for one in found.remarks] == [
        ("decision-number", cell("settings", "cap", 5).cell, "a few")
    ]


def test_what_cannot_be_used_is_said_by_cell() -> None:
    found = read(
        drawn("needs", [{"need": "Staff", "use": "perhaps", "weight": "-1"}]),
        drawn("shortlist", [{"organization": "Chamber", "choice": "talk first"}]),
        drawn("replies", [{"invitee": "Rosa", "answer": "Accepted", "date": "soon"}]),
        drawn("aliases", [{"name": "The Shelter"}]),
    )
    assert [(one.code, one.sheet, one.value) for one in found.remarks] == [
        ("decision-choice", "Needs", "perhaps"),
        ("decision-number", "Needs", "-1"),
        ("decision-choice", "Shortlist", "talk first"),
        ("decision-date", "Invitations", "soon"),
        ("decision-alias", "Also known as", "The Shelter"),
    ]
    assert found.replies[0].date == "soon"


def test_every_point_of_the_checklist_is_there_ticked_or_not() -> None:
    rows = drawn("checklist", [{"tick": "x", "label": "The management team is assembled", "note": "in May"}], "review")
    points = read(rows).checklist
    assert [(point.list, point.done, point.note) for point in points][:2] == [
        ("review", True, "in May"),
        ("review", False, ""),
    ]
    assert sum(point.list == "review" for point in points) == sum(point.list == "kickoff" for point in points) == 5


def test_the_list_of_wordings_holds_every_label_of_the_partners_form() -> None:
    texts = [label.text for label in decisions_form().vocabulary("wordings").labels]
    assert texts[0] == "Keep as typed"
    assert {"Disengaged youth", "Housing stability", "Convening power", "Philanthropy", "May oppose"} <= set(texts)
    assert len(texts) == len(set(texts))


def test_a_role_of_its_own_is_kept_as_typed() -> None:
    (member,) = read(drawn("team", [{"role": "Youth  Lead", "person": "Ana Brandt"}])).team
    assert (member.role, member.person) == ("Youth Lead", "Ana Brandt")
