"""Answers → coalition records: what is taken from each row, and what gives none."""

import sys
from pathlib import Path

from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent / "form"))

from drawn_answers import FORM, drawn

from mobility_xlsx.coalition.records import Beside, NeedKind, Source
from mobility_xlsx.form.answers import Field
from mobility_xlsx.intake import intake, needs

PART1 = """[part1]
tick | block | label | note
Yes | groups | Other | Veterans
Yes | groups | People of color |
    | assets | Staff | two analysts
"""


def test_what_is_written_beside_a_line_is_kept_with_who_wrote_it_and_whether_the_line_was_chosen() -> None:
    sheet = FORM.part("part1").sheet
    assert intake([drawn(PART1)], FORM).beside == (
        Beside(NeedKind.GROUP, "Other", "Veterans", True, "ann lee", Source("Ann.xlsx", sheet, "D5")),
        Beside(NeedKind.ASSET, "Staff", "two analysts", False, "ann lee", Source("Ann.xlsx", sheet, "D7")),
    )


def without_its_date(field: Field) -> Field:
    """The field as the reader gives it: a date is no name."""
    return Field(field.key, tuple(replace(one, text="") if one.typed == "2026-03-04" else one for one in field.values))


def test_a_row_of_part_5_with_a_date_for_a_name_invites_nobody() -> None:
    rows = "[part5]\nmember | organization | sender\n| ~2026-03-04 | me\nRosa Diaz | ~2026-03-04 | me"
    answers = drawn(rows)
    (nobody, somebody) = answers.part("part5")
    unusable = [replace(row, fields=(*map(without_its_date, row.fields),)) for row in (nobody, somebody)]
    nominations = intake([replace(answers, rows=tuple(unusable))], FORM).nominations
    assert [(one.member, one.organization) for one in nominations] == [("Rosa Diaz", "")]


def test_somebody_without_a_name_is_known_by_the_address_and_traced_to_its_cell() -> None:
    answers = drawn("[start]\nname | organization | email\n | Food Bank | Ann@X.example", person="")
    (somebody,) = intake([answers], FORM).respondents
    assert (somebody.id, somebody.name, somebody.email) == ("ann@x.example", "Food Bank", "Ann@X.example")
    assert somebody.source == Source("Ann.xlsx", "Start here", "C5")


def test_two_people_of_one_name_in_two_organizations_have_a_vote_each() -> None:
    start = "[start]\nname | organization | email\nJohn Smith |"
    files = (
        (f"{start} City Library |", "a.xlsx"),
        (f"{start} River Clinic |", "b.xlsx"),
        (f"{start} city library |", "c.xlsx"),
    )
    took_in = intake([drawn(sheet, file, person="") for sheet, file in files], FORM)
    assert [one.id for one in took_in.respondents] == ["john smith, city library", "john smith, river clinic"]
    assert [need.votes for need in needs(took_in.ballots, FORM)] == [2]
