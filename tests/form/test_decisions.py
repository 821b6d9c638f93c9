"""Answers of Decisions.xlsx → typed decisions, each with its cell."""

import pytest
from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers, Cell, Field, Found, Match, Remark, Row, Value, column_letters
from mobility_xlsx.form.decisionreading import decisions
from mobility_xlsx.form.decisions import (
    AlsoKnown,
    DecidedAt,
    Decisions,
    NeedChoice,
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
    assert found.needs == (NeedChoice("Asset", "Staff", False, 2.5, cell("needs", "need", 5)),)
    assert found.team == (TeamMember("Project Manager", "Maria Lopez", "City", True, "", cell("team", "person", 5)),)
    names = ("FCCC", "Forest City Community College")
    assert found.same == (SameRuling(names, "same", "FCCC", cell("same", "answer", 5)),)
    assert found.also_known == (
        AlsoKnown(
            "The Shelter", "Housing Alliance", True, cell("aliases", "name", 5), cell("aliases", "organization", 5)
        ),
    )
    place = cell("wording", "means", 5)
    meant = WordingChoice("young folks", "Target populations served", "Disengaged youth", False, place)
    assert found.wordings == (meant,)
    place = cell("shortlist", "organization", 5)
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


def test_settings_know_their_cells_filled_in_or_blank() -> None:
    answers = Answers("Decisions.xlsx", drawn("settings", [{"size": "10"}]))
    blank = SettingLine("cap", "", "", DecidedAt("Settings", "B20"))
    found = decisions(answers, (blank,))
    assert found.place("size") == cell("settings", "size", 5)
    assert found.place("cap") == DecidedAt("Settings", "B20")
    assert found.place("community") == Decisions().place("community") == DecidedAt("Settings", "")
    titles = {line.key: (line.title, line.text) for line in found.settings}
    assert (titles["size"][1], titles["signer"]) == ("10", ("Who signs", ""))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("12.0", 12),
        ("1,200", 1200),
        ("0", None),
        ("-3", None),
        ("2.5", None),
        ("", None),
        ("ten", None),
        ("9" * 400, None),
    ],
)
def test_a_whole_number_is_more_than_nothing_and_no_fraction(text: str, number: int | None) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("use", "weight", "decided"),
    [
        ("yes", "", (True, None)),
        ("No", "2", (False, 2.0)),
        ("", "0", (None, 0.0)),
        ("", "-1", (None, None)),
        ("perhaps", "heavy", None),
        ("", "", None),
    ],
)
def test_a_need_is_decided_by_a_yes_a_no_or_a_weight(
    use: str, weight: str, decided: tuple[bool | None, float | None] | None
) -> None:
    needs = read(drawn("needs", [{"list": "Asset", "need": "Data\nsharing", "use": use, "weight": weight}])).needs
    found = [(one.list, one.label, one.use, one.weight, one.place) for one in needs]
    assert found == ([("Asset", "Data sharing", *decided, cell("needs", "need", 5))] if decided else [])


@pytest.mark.parametrize(
    ("answer", "name", "decided"),
    [
        ("Different", "", ("different", "", "answer")),
        ("no", "", ("different", "", "answer")),
        ("part of", "Mill  Trust", ("part_of", "Mill Trust", "answer")),
        ("", "Mill Trust", ("same", "Mill Trust", "use_name")),
        ("perhaps", "", None),
        ("", "", None),
    ],
)
def test_names_are_ruled_upon_by_an_answer_or_a_name_to_use(
    answer: str, name: str, decided: tuple[str, str, str] | None
) -> None:
    same = read(drawn("same", [{"names": "Mill\n\nMill  Inc.\nMill", "answer": answer, "use_name": name}])).same
    rulings = [SameRuling(("Mill", "Mill Inc."), *decided[:2], cell("same", decided[2], 5))] if decided else []
    assert list(same) == rulings


@pytest.mark.parametrize(
    ("line", "part_of"),
    [
        ({"name": "The  Shelter", "organization": "Alliance"}, False),
        ({"name": "The Shelter", "relation": "aka", "organization": "Alliance"}, False),
        ({"name": "The Shelter", "relation": "chapter of", "organization": "Alliance"}, True),
        ({"name": "The Shelter", "relation": "Part of"}, None),
        ({"relation": "Part of", "organization": "Alliance"}, None),
    ],
)
def test_a_name_is_taught_beside_its_organization(line: dict[str, str], part_of: bool | None) -> None:
    places = cell("aliases", "name", 5), cell("aliases", "organization", 5)
    taught = [AlsoKnown("The Shelter", "Alliance", part_of, *places)] if part_of is not None else []
    assert list(read(drawn("aliases", [line])).also_known) == taught


def test_other_lines_are_read_with_all_their_columns() -> None:
    found = read(
        drawn("team", [{"role": "Data Team Lead", "organization": "City", "government": "no", "contact": "555 0100"}]),
        drawn("wording", [{"typed": "roofs", "list": "Type", "means": "ok"}, {"typed": "hmm", "means": "who knows"}]),
        drawn("shortlist", [{"organization": "Mill", "choice": "yes"}, {"organization": "Hope", "reason": "late"}]),
        drawn("senders", [{"invitee": "Rosa", "recommended_by": "Kim", "invite_as": "resident"}, {"invitee": "Jo"}]),
        drawn(
            "replies",
            [
                {"invitee": "Jo", "answer": "maybe", "date": "soon", "note": "May"},
                {"invitee": "Al", "date": "5/1/2026"},
            ],
        ),
    )
    assert found.team == (TeamMember("Data Lead", "", "City", False, "555 0100", cell("team", "role", 5)),)
    assert found.wordings == (WordingChoice("roofs", "Type", "", True, cell("wording", "means", 5)),)
    assert found.shortlist == (ShortlistChoice("Mill", "must", "", cell("shortlist", "organization", 5)),)
    assert found.senders == (
        SenderChoice("Rosa", "", "", "Kim", cell("senders", "invite_as", 5), "Community member"),
        SenderChoice("Jo", "", "", "", DecidedAt("Senders", "A6")),
    )
    assert found.replies == (ReplyLine("Jo", "", "later", "soon", "May", cell("replies", "answer", 5)),)
    assert found.chosen("must") == ("Mill",)
    assert found.chosen("leave_out") == ()


def test_labels_are_read_in_every_language_of_the_partners_form() -> None:
    found = read(
        drawn("wording", [{"typed": "gente", "list": "Target populations served", "means": "Personas de color"}])
    )
    assert [one.means for one in found.wordings] == ["People of color"]
    assert read(drawn("settings", [{"cap": "7"}])).cap == 7
    assert Decisions().size is None


def test_a_blank_cell_has_its_place_where_the_sheet_is_known() -> None:
    rows = drawn("senders", [{"invitee": "Rosa", "recommended_by": "Kim"}])
    known = Found("senders", "Senders", "name", 4, (("sender", 7),))
    (choice,) = decisions(Answers("Decisions.xlsx", rows, found=(known,))).senders
    assert choice.place == DecidedAt("Senders", "G5")
    (row,) = rows
    (choice,) = decisions(Answers("Decisions.xlsx", (replace(row, fields=row.fields[:1], place=0),))).senders
    assert choice.place == DecidedAt("Senders", "")


@pytest.mark.parametrize(
    ("part", "line", "remark"),
    [
        ("needs", {"weight": "heavy"}, ("decision-number", "weight", "Weight", "")),
        ("needs", {"weight": "0"}, None),
        ("needs", {"use": "perhaps"}, ("decision-choice", "use", "Use it?", "Yes, No")),
        ("same", {"answer": "perhaps"}, ("decision-choice", "answer", "Your answer", "Same, Different, Part of")),
        (
            "senders",
            {"invite_as": "guest"},
            (
                "decision-choice",
                "invite_as",
                "Invite as",
                "Key stakeholder partner, Champion (in government), Champion (outside government), Community member, "
                "Keep informed",
            ),
        ),
        ("wording", {"means": "who knows"}, ("decision-choice", "means", "What it means", "")),
        ("replies", {"date": "soon"}, ("decision-date", "date", "Date", "")),
        ("replies", {"date": "May 1, 2026"}, None),
        ("team", {"role": "Youth Lead"}, None),
        ("settings", {"decision_model": "We vote"}, None),
        ("settings", {"size": "0"}, ("decision-number", "size", "Coalition size", "")),
        ("settings", {"cap": "2.5"}, ("decision-number", "cap", "Most letters for one sender", "")),
    ],
)
def test_what_cannot_be_used_is_said_with_the_choices_there_are(
    part: str, line: dict[str, str], remark: tuple[str, str, str, str] | None
) -> None:
    found = read(drawn(part, [line])).remarks
    if remark is None:
        assert found == ()
        return
    code, key, title, choices = remark
    place = cell(part, key, 5)
    assert found == (Remark(code, place.sheet, place.cell, line[key], (("column", title), ("choices", choices))),)


@pytest.mark.parametrize(("text", "told"), [("declined", True), ("called them", False)])
def test_a_choice_outside_its_column_decides_nothing_and_is_told(text: str, told: bool) -> None:
    remark = Remark("decision-astray", "Invitations", "", text, (("column", "Answer"),))
    rows = drawn("replies", [{"invitee": "Rosa", "status": text}])
    inside = [replace(remark, cell=cell("replies", "status", 5).cell)] if told else []
    assert list(read(rows).remarks) == inside
    known = Found("replies", "Invitations", "name", 4)
    beside = tuple(Cell("Invitations", row, 9, text) for row in (3, 5))  # above the headings, and beside a line
    lines = drawn("replies", [{"invitee": "Rosa"}])
    found = decisions(Answers("Decisions.xlsx", lines, found=(known,), unplaced=beside))
    assert list(found.remarks) == ([replace(remark, cell="I5")] if told else [])
    assert found.replies == ()


def test_a_name_taught_without_its_organization_is_said_on_one_line() -> None:
    place = cell("aliases", "name", 5)
    remark = Remark("decision-alias", place.sheet, place.cell, "The Shelter")
    assert read(drawn("aliases", [{"name": "The\nShelter", "relation": "aka"}])).remarks == (remark,)
    assert read(drawn("aliases", [{"relation": "aka"}])).remarks == ()


def test_remarks_of_the_reader_come_first_and_each_once() -> None:
    own = Remark("hidden-rows", "Needs", "B3")
    answers = Answers("Decisions.xlsx", drawn("needs", [{"weight": "heavy"}]), remarks=(own, own))
    assert [one.code for one in decisions(answers).remarks] == ["hidden-rows", "decision-number"]


@pytest.mark.parametrize(("match", "done"), [(Match.EXACT, True), (Match.UNCLEAR, False), (Match.OWN, False)])
def test_a_point_is_done_when_it_is_ticked_without_a_doubt(match: Match, done: bool) -> None:
    (row,) = drawn("checklist", [{"tick": "x", "label": "Get Acquainted"}], "kickoff")
    (tick, *others) = row.fields
    ticked = Field("tick", (replace(tick.values[0], match=match),))
    points = {point.key: point for point in read((replace(row, fields=(ticked, *others)),)).checklist}
    assert (points["acquainted"].done, points["acquainted"].place) == (done, cell("checklist", "tick", 5))
    assert (points["expectations"].done, points["expectations"].place) == (False, DecidedAt("Checklist", ""))


def test_a_choice_known_by_its_key_is_that_choice_however_it_is_written() -> None:
    (row,) = drawn("shortlist", [{"organization": "Mill", "choice": "Fuera"}])
    (organization, choice) = row.fields
    known = Field("choice", (replace(choice.values[0], label="leave_out"),))
    assert read((replace(row, fields=(organization, known)),)).chosen("leave_out") == ("Mill",)
    assert read((row,)).shortlist == ()


def values_in(row: Row, key: str, text: str, *pieces: str) -> Row:
    """The row with one cell read as several values."""
    fields = []
    for one in row.fields:
        cell = replace(one.values[0].cell, text=text)
        several = tuple(Value(piece, cell, piece) for piece in pieces)
        fields.append(Field(key, several) if one.key == key else one)
    return replace(row, fields=tuple(fields))


@pytest.mark.parametrize(
    ("pieces", "chosen", "remarks"),
    [
        (("Must invite", "yes"), ("Mill",), []),
        (("Must invite", "Leave out"), (), ["decision-several"]),
        (("hm", "Must invite"), (), ["decision-choice"]),
    ],
)
def test_a_cell_decides_only_when_all_it_says_is_one_choice(
    pieces: tuple[str, ...], chosen: tuple[str, ...], remarks: list[str]
) -> None:
    (row,) = drawn("shortlist", [{"organization": "Mill", "choice": "x"}])
    found = read((values_in(row, "choice", "\n".join(pieces), *pieces),))
    assert found.chosen("must") == chosen
    assert [(one.code, one.value) for one in found.remarks] == [(code, " ".join(pieces)) for code in remarks]


@pytest.mark.parametrize(
    ("part", "line", "key"),
    [
        ("same", {"names": "Mill\nHill", "answer": "Same"}, "answer"),
        ("replies", {"invitee": "Jo", "answer": "joined"}, "answer"),
        ("shortlist", {"organization": "Mill", "choice": "Leave out"}, "choice"),
    ],
)
def test_a_choice_with_a_question_mark_is_asked_and_decides_nothing(part: str, line: dict[str, str], key: str) -> None:
    found = read(drawn(part, [{**line, key: f"{line[key]}?"}]))
    assert [*found.same, *found.replies, *found.shortlist] == []
    assert [(one.code, one.value) for one in found.remarks] == [("decision-choice", f"{line[key]}?")]


@pytest.mark.parametrize(
    ("part", "line", "key", "meant"),
    [
        ("same", {"names": "Mill\nHill", "answer": "Misma"}, "same", "same"),
        ("same", {"names": "Mill\nHill", "answer": "diferentes"}, "same", "different"),
        ("same", {"names": "Mill\nHill", "answer": "Parte de"}, "same", "part_of"),
        ("shortlist", {"organization": "Mill", "choice": "Invitar"}, "shortlist", "must"),
        ("shortlist", {"organization": "Mill", "choice": "dejar fuera"}, "shortlist", "leave_out"),
        ("shortlist", {"organization": "Mill", "choice": "Mantener al tanto"}, "shortlist", "keep_informed"),
        ("replies", {"invitee": "Jo", "answer": "Aceptó"}, "replies", "accepted"),
        ("replies", {"invitee": "Jo", "answer": "no aceptó"}, "replies", "declined"),
        ("replies", {"invitee": "Jo", "answer": "Más tarde"}, "replies", "later"),
    ],
)
def test_staff_may_decide_in_spanish(part: str, line: dict[str, str], key: str, meant: str) -> None:
    found = read(drawn(part, [line]))
    (decided,) = getattr(found, key)
    assert (getattr(decided, "choice", None) or decided.answer) == meant
    assert found.remarks == ()


def test_names_are_not_joined_while_their_line_says_what_is_no_choice() -> None:
    found = read(
        drawn("same", [{"names": "Mill\nHill", "answer": "perhaps", "use_name": "Mill"}]),
        drawn("aliases", [{"name": "The Shelter", "relation": "near to", "organization": "Alliance"}]),
    )
    assert (found.same, found.also_known) == ((), ())
    assert [(one.code, one.value) for one in found.remarks] == [
        ("decision-choice", "perhaps"),
        ("decision-choice", "near to"),
    ]


@pytest.mark.parametrize(
    ("typed", "means", "settled", "remark"),
    [
        ("Target populations served", "Disengaged youth", "Disengaged youth", ()),
        ("Target populations served", "Has met them", None, ("decision-wording", "Target populations served")),
        ("Target populations served", "resident", None, ("decision-wording", "Target populations served")),
        ("Colors", "Disengaged youth", None, ("decision-wording", "Colors")),
        ("", "Disengaged youth", "Disengaged youth", ()),
    ],
)
def test_a_wording_means_a_line_of_its_own_list_or_it_is_asked(
    typed: str, means: str, settled: str | None, remark: tuple[str, ...]
) -> None:
    found = read(drawn("wording", [{"typed": "folks", "list": typed, "means": means}]))
    assert [one.means for one in found.wordings] == ([settled] if settled else [])
    assert [(one.code, dict(one.fields)["column"]) for one in found.remarks] == ([remark] if remark else [])


@pytest.mark.parametrize(
    ("typed", "done"),
    [("Yes", True), ("x", True), ("Yes, in May", True), ("done", True), ("next week", False), ("planned", False)],
)
def test_a_point_is_done_when_a_yes_stands_there_and_asked_about_when_other_words_do(typed: str, done: bool) -> None:
    found = read(drawn("checklist", [{"tick": typed, "label": "Get Acquainted"}], "kickoff"))
    assert [point.label for point in found.checklist if point.done] == (["Get Acquainted"] if done else [])
    assert [(one.code, one.value) for one in found.remarks] == ([] if done else [("decision-choice", typed)])


def test_decisions_know_the_lists_of_the_partners_form() -> None:
    form = decisions_form()
    wordings = form.vocabulary("wordings")
    assert len([one for one in form.vocabularies if one.key in ("wordings", "invite_as")]) == 2
    assert [label.text for label in form.vocabulary("invite_as").labels][::4] == [
        "Key stakeholder partner",
        "Keep informed",
    ]
    one_of_each = ["LGBTQ+ people", "Just policing", "Staff", "Philanthropy", "Power and autonomy", "Has met them"]
    assert {*one_of_each, "Community member", "Unsure"} <= {label.text for label in wordings.labels}
    read_as = {
        alias for label in decisions_form(for_reading=True).vocabulary("wordings").labels for alias in label.aliases
    }
    assert "Personas de color" in read_as
