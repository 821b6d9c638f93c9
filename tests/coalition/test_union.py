"""What is said of one organization put together: which type, stance and tie count, and in which order all are shown."""

import pytest

from mobility_xlsx.coalition.records import Mention, Said, Source
from mobility_xlsx.coalition.union import Labels, organization, ties

LISTS = Labels(
    types=("Nonprofit", "Anchor", "Faith", "Private"),
    populations=("Children", "Adults"),
    domains=("Housing", "Health"),
    assets=("Space", "Money"),
    strengths=("Trust", "Reach"),
    stances=("Supports", "Unsure", "May oppose"),
)


def mentions(drawn: str) -> list[Mention]:
    """One a line: "ana: type=Faith, closeness=Has met them"; "~" before a text marks own words."""
    made = []
    for line, row in enumerate(drawn.strip().splitlines(), 5):
        who, _, rest = row.strip().partition(":")
        source = Source(f"{who}.xlsx", "Part 2", f"B{line}")
        said = []
        for each in filter(None, rest.split(",")):
            field, _, text = each.strip().partition("=")
            said.append(Said(field, text.removeprefix("~"), source, listed=not text.startswith("~")))
        made.append(Mention("Delta", who, 2, source, tuple(said)))
    return made


@pytest.mark.parametrize(
    ("drawn", "types"),
    [
        ("ana: closeness=Has met them", ()),
        ("ana: type=Faith\nluis: type=Faith\nruth: type=Anchor, closeness=Works with them now", ("Faith", "Anchor")),
        ("ana: type=Faith\nana: type=Faith\nruth: type=Nonprofit", ("Nonprofit", "Faith")),
        (
            "ana: type=Anchor, closeness=Has met them\nruth: type=Faith, closeness=Knows a decision maker",
            ("Faith", "Anchor"),
        ),
        ("ana: type=Nonprofit\nruth: type=Faith, closeness=No contact yet", ("Faith", "Nonprofit")),
        ("ana: type=Anchor, closeness=own words\nruth: type=Faith, closeness=No contact yet", ("Faith", "Anchor")),
        (
            "ana: type=Nonprofit, closeness=Has met them\nana: closeness=No contact yet"
            "\nruth: type=Faith, closeness=Through someone else",
            ("Nonprofit", "Faith"),
        ),
        ("ana: type=Faith\nruth: type=Anchor", ("Anchor", "Faith")),
        ("ana: type=~Zoo\nluis: type=~Zoo\nruth: type=Private", ("Private", "Zoo")),
        ("ana: type=~zoo\nruth: type=~Aquarium", ("Aquarium", "zoo")),
        ("ana: type=~Zoo\nluis: type=Zoo\nruth: type=Private", ("Zoo", "Private")),
        ("ana: type=~Zoo\nluis: type=Zoo\nruth: type=~Aquarium", ("Zoo", "Aquarium")),
    ],
)
def test_the_type_that_counts_is_listed_then_most_said_then_said_by_whoever_knows_it_best(
    drawn: str, types: tuple[str, ...]
) -> None:
    for said in (mentions(drawn), mentions(drawn)[::-1]):
        found = organization("delta", "Delta", said, LISTS)
        assert (found.type, found.types) == (types[0] if types else "", types)


def test_all_that_is_said_stands_in_the_order_of_the_lists_and_own_words_after() -> None:
    found = organization(
        "delta",
        "Delta",
        mentions(
            """
            luis: populations=zebras, populations=Adults, domains=Health, assets=Money, strengths=Reach
            ana: populations=Ants, populations=Children, domains=Housing, assets=Space, strengths=Trust
            ana: populations=ZEBRAS, populations=Adults, domains=Health, assets=boats, strengths=Nerve
            """
        ),
        LISTS,
    )
    assert (found.populations, found.domains, found.assets, found.strengths) == (
        ("Children", "Adults", "Ants", "ZEBRAS"),
        ("Housing", "Health"),
        ("Space", "Money", "boats"),
        ("Trust", "Reach", "Nerve"),
    )
    assert [each.source.cell for each in found.mentions] == ["B6", "B7", "B5"]


@pytest.mark.parametrize(
    ("drawn", "stance"),
    [
        ("ana:", ""),
        ("ana: stance=Supports", "Supports"),
        ("ana: stance=Supports\nluis: stance=Supports\nruth: stance=May oppose", "May oppose"),
        ("ana: stance=Supports\nluis: stance=Supports\nruth: stance=Unsure", "Supports"),
        ("ana: stance=Supports\nluis: stance=Unsure", "Unsure"),
        ("ana: stance=Unsure\nluis: stance=depends", "depends"),
        ("ana: stance=who knows\nluis: stance=depends", "depends"),
    ],
)
def test_the_stance_is_the_one_most_said_and_the_more_doubtful_of_two(drawn: str, stance: str) -> None:
    found = organization("delta", "Delta", mentions(drawn), LISTS)
    assert (found.stance, found.may_oppose) == (stance, stance == "May oppose")


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (
            "ana: closeness=Has met them\nana: closeness=Works with them now\nana: closeness=No contact yet",
            ["ana 4 B6"],
        ),
        ("ana: closeness=Has met them\nana: closeness=Has met them", ["ana 2 B5"]),
        ("ruth: closeness=No contact yet\nana: closeness=Through someone else", ["ana 1 B6", "ruth 0 B5"]),
        ("ana: closeness=Knows a decision maker\nana: type=Has met them", ["ana 3 B5"]),
        ("ana: closeness=own words, type=Faith", []),
    ],
)
def test_the_closest_tie_of_each_respondent_counts_from_the_first_cell_that_says_it(
    drawn: str, expected: list[str]
) -> None:
    for said in (mentions(drawn), mentions(drawn)[::-1]):
        found = ties(said, {"delta": "delta"})
        assert [f"{tie.respondent} {tie.closeness} {tie.source.cell}" for tie in found] == expected
        assert {tie.organization for tie in found} <= {"delta"}


def test_a_name_that_became_no_organization_has_no_tie() -> None:
    assert ties(mentions("ana: closeness=Has met them"), {"other": "other"}) == ()


def test_rows_of_one_file_stand_by_cell_then_part_then_name() -> None:
    here = Source("ana.xlsx", "Part 2", "B5")
    drawn = [("Delta", 3), ("delta", 2), ("Delta", 2)]
    found = organization("delta", "Delta", [Mention(name, "ana", part, here) for name, part in drawn], LISTS)
    assert [(each.name, each.part) for each in found.mentions] == [("Delta", 2), ("delta", 2), ("Delta", 3)]
