"""One inventory out of many answers: unions with their sources, the same in any order, questions by weight."""

import json
import random
from itertools import combinations
from pathlib import Path

import pytest
from msgspec.structs import replace

from mobility_xlsx.coalition.invitees import gather
from mobility_xlsx.coalition.merge import MergeSetting, Rulings, merge
from mobility_xlsx.coalition.records import (
    Inventory,
    Mention,
    Need,
    NeedKind,
    Nomination,
    Organization,
    Respondent,
    Said,
    Source,
)
from mobility_xlsx.coalition.union import Labels

SCENARIO = Path(__file__).parents[3] / "shared" / "scenarios" / "small_city.json"
TYPES = ("Nonprofit and CBOs", "Anchor institution", "Faith-based community", "Private sector")
LISTS = Labels(types=TYPES, populations=("Children", "Adults"), stances=("Supports", "Unsure", "May oppose"))


def mention(name: str, who: str = "ana", part: int = 2, line: int = 5, **said: str | tuple[str, ...]) -> Mention:
    source = Source(f"{who}.xlsx", f"Part {part}", f"B{line}")
    values = ((field, (text,) if isinstance(text, str) else text) for field, text in said.items())
    return Mention(name, who, part, source, tuple(Said(field, text, source) for field, all in values for text in all))


def nomination(organization: str, who: str = "ana", line: int = 5, **fields: str) -> Nomination:
    values = {"member": "", **fields}
    return Nomination(
        organization=organization, respondent=who, source=Source(f"{who}.xlsx", "Part 5", f"B{line}"), **values
    )


def only(inventory: Inventory) -> Organization:
    assert len(inventory.organizations) == 1
    return inventory.organizations[0]


def test_three_spellings_of_one_college_become_one() -> None:
    college = only(
        merge(
            [
                mention("FCCC", "luis", 3),
                mention("Forest City Community College", "ana"),
                mention("forest city comm. college (downtown)", "renee"),
            ]
        )
    )
    assert college.name == "Forest City Community College"
    assert college.also_known_as == ("FCCC", "forest city comm. college (downtown)")
    assert college.id == "forest-city-community-college"
    assert [each.source.file for each in college.mentions] == ["ana.xlsx", "luis.xlsx", "renee.xlsx"]


def test_values_are_unions_in_the_order_of_the_list_and_keep_their_cells() -> None:
    found = only(
        merge(
            [
                mention("Kids First", "ana", populations=("Adults", "Rural residents")),
                mention("Kids First", "luis", populations=("Children", "Adults")),
            ],
            setting=MergeSetting(lists=LISTS),
        )
    )
    assert found.populations == ("Children", "Adults", "Rural residents")
    assert [said.source.file for each in found.mentions for said in each.said if said.text == "Adults"] == [
        "ana.xlsx",
        "luis.xlsx",
    ]


def test_the_type_most_people_say_counts_and_all_are_kept() -> None:
    said = [mention("Delta", who, type=TYPES[0]) for who in ("ana", "luis")]
    found = only(merge([*said, mention("Delta", "ruth", type=TYPES[3], closeness="Works with them now")]))
    assert (found.type, found.types) == (TYPES[0], (TYPES[0], TYPES[3]))


def test_among_types_said_as_often_the_closest_respondent_counts_then_the_list() -> None:
    near = [
        mention("Delta", "ana", type=TYPES[0], closeness="Has met them"),
        mention("Delta", "ruth", type=TYPES[3], closeness="Knows a decision maker"),
    ]
    assert only(merge(near, setting=MergeSetting(lists=LISTS))).type == TYPES[3]
    level = [mention("Delta", "ana", type=TYPES[3]), mention("Delta", "ruth", type=TYPES[1])]
    assert only(merge(level, setting=MergeSetting(lists=LISTS))).type == TYPES[1]


def test_it_may_oppose_if_anybody_says_so() -> None:
    said = [mention("Delta", who, part=4, stance="Supports") for who in ("ana", "luis")]
    found = only(merge([*said, mention("Delta", "ruth", part=4, stance="May oppose")]))
    assert found.may_oppose
    assert [each.texts("stance") for each in found.mentions] == [("Supports",), ("Supports",), ("May oppose",)]


def test_the_closest_tie_of_each_respondent_is_kept_with_its_cell() -> None:
    inventory = merge(
        [
            mention("Kids First", "ana", line=5, closeness="Has met them"),
            mention("Kids First, Inc.", "ana", part=3, line=9, closeness="Works with them now"),
            mention("Kids First", "luis", closeness="No contact yet"),
        ]
    )
    assert [(tie.respondent, tie.organization, tie.closeness, tie.source.cell) for tie in inventory.ties] == [
        ("ana", "kid-1st", 4, "B9"),
        ("luis", "kid-1st", 0, "B5"),
    ]


def test_an_organization_named_only_in_part_5_is_one_too_and_persons_are_none() -> None:
    inventory = merge(
        [],
        [
            nomination("Eastside Shelter", member="Executive Director"),
            nomination("EASTSIDE SHELTER", "luis", member="Maria Lopez"),
            nomination("", "luis", 6, member="Grace Hope", invite_as="Community member"),
        ],
    )
    shelter = only(inventory)
    assert (shelter.name, shelter.nominations, len(shelter.mentions)) == ("Eastside Shelter", 2, 2)
    assert [each.organization_id for each in inventory.nominations] == ["eastside-shelter", "eastside-shelter", ""]


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("ana@m.example", "luis@M.example", True),
        ("ana@m.example", "ana@n.example", False),
        ("ana@gmail.com", "luis@gmail.com", False),
        ("ana@m.example", "", False),
        ("n/a", "n/a", False),
        ("@", "@", False),
    ],
)
def test_addresses_of_one_domain_settle_a_doubt(one: str, other: str, joined: bool) -> None:
    said = [mention("Marin Center"), mention("Martin Center", "luis")]
    named = [nomination("Marin Center", email=one), nomination("MARTIN CENTER", "luis", email=other)]
    assert len(merge(said, named).organizations) == (1 if joined else 2)
    another = nomination("Marin Center", "renee", email="renee@z.example")
    assert len(merge(said, [*named, another]).organizations) == 2


@pytest.mark.parametrize(
    ("part", "who", "parts"),
    [(5, "ana", [5]), (4, "ana", [4, 5]), (6, "ana", [5, 6]), (5, "luis", [5, 5])],
)
def test_a_row_of_part_5_is_one_mention_however_it_was_read(part: int, who: str, parts: list[int]) -> None:
    found = only(merge([mention("The Hub", who, part, 9)], [nomination("THE  HUB")]))
    assert (sorted(each.part for each in found.mentions), found.nominations) == (parts, 1)


def test_every_nomination_of_any_spelling_counts_and_finds_its_organization() -> None:
    named = [
        nomination("Hub Center"),
        nomination("HUB CTR.", "luis"),
        nomination("Other Place"),
        nomination("", "ruth"),
    ]
    inventory = merge([mention("Hub Center")], named)
    assert [(each.name, each.nominations) for each in inventory.organizations] == [
        ("Hub Center", 2),
        ("Other Place", 1),
    ]
    assert [each.organization_id for each in inventory.nominations] == ["hub-center", "hub-center", "other-place", ""]


def test_organizations_stand_by_name_and_respondents_as_they_came() -> None:
    people = (Respondent("luis", "Luis"), Respondent("ana", "Ana"))
    said = [mention(name, line=line) for line, name in enumerate(["zoo", "Band", "Élan", "Food Hall", "?", "!"])]
    inventory = merge(said, respondents=people)
    assert [each.name for each in inventory.organizations] == ["!", "?", "Band", "Élan", "Food Hall", "zoo"]
    assert inventory.respondents == people


def test_types_that_agree_tell_a_slip_from_a_name() -> None:
    def joined(one: str, other: str) -> int:
        return len(merge([mention("Marina Oak", type=one), mention("Maryna Oak", "luis", type=other)]).organizations)

    assert (joined(TYPES[0], TYPES[0]), joined(TYPES[0], TYPES[1])) == (1, 2)


def test_spellings_of_one_organization_count_once_where_initials_are_shared() -> None:
    said = [
        mention(name)
        for name in ("MHA", "Mercy Health Alliance", "Health Mercy Alliance", "Mercy Health Alliance Inc.")
    ]
    assert [each.name for each in merge(said).organizations] == ["Mercy Health Alliance"]
    other = merge([*said, mention("Millbrook Housing Authority")])
    assert [each.name for each in other.organizations] == [
        "Mercy Health Alliance",
        "MHA",
        "Millbrook Housing Authority",
    ]
    assert [each.reason for each in other.questions] == ["MHA may stand for several organizations here"]


def test_a_doubtful_name_chains_no_two_organizations() -> None:
    inventory = merge(
        [mention(name) for name in ("United Way of Ames", "United Way of Boone", "United Way")],
        setting=MergeSetting(places=("Ames", "Boone")),
    )
    assert [each.name for each in inventory.organizations] == [
        "United Way",
        "United Way of Ames",
        "United Way of Boone",
    ]
    assert [question.names for question in inventory.questions] == [
        ("United Way", "United Way of Ames", "United Way of Boone")
    ]


def names_as_typed(chance: random.Random) -> list[Mention]:
    bases = [
        "Forest City Community College",
        "Forest City Community College Foundation",
        "Mercy Health Alliance",
        "Kids First",
        "Millbrook Housing Authority",
        "Bridgeway Language Center",
        "Carlton School",
        "Charlton School",
        "United Way of Ames",
        "United Way of Boone",
        "United Way",
        "MHA",
        "FCCC",
        "Prairie Research Institute",
        "Prairie Reearch Institute",
        "Bridgeway",
    ]
    changes = (str, str.upper, str.lower, "The {}".format, "{}, Inc.".format, "{} (downtown)".format)
    return [
        mention(chance.choice(changes)(name), who, line=line, type=chance.choice(TYPES))
        for line, name in enumerate(bases)
        for who in chance.sample(["ana", "luis", "renee", "ruth"], 3)
    ]


def test_the_order_of_files_and_rows_changes_nothing() -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    said = names_as_typed(chance)
    named = [nomination(each.name, each.respondent, line) for line, each in enumerate(said[::4])]
    ruled = Rulings(same=(("Kids First", "Bridgeway"),), different=(("MHA", "Mercy Health Alliance"),))
    setting = MergeSetting(rulings=ruled, places=("Ames", "Boone"), lists=LISTS)
    first = merge(said, named, setting=setting)
    for _ in range(50):
        chance.shuffle(said)
        chance.shuffle(named)
        again = merge(said, named, setting=setting)
        assert replace(again, nominations=()) == replace(first, nominations=())
        assert set(again.nominations) == set(first.nominations)


def test_the_question_that_would_change_the_shortlist_comes_first() -> None:
    need = Need(NeedKind.GROUP, "Children", weight=3.0)
    said = [
        mention("Carlton School", populations="Children"),
        mention("Charlton School", populations="Children"),
        *(mention(name, who) for name in ("Ames Library", "Ames Public Library") for who in ("ana", "luis", "renee")),
    ]
    assert [each.names[0] for each in merge(said).questions] == ["Ames Library", "Carlton School"]
    weighed = merge(said, setting=MergeSetting(needs=(need,))).questions
    assert [(each.names[0], each.weight) for each in weighed] == [("Carlton School", 3.0), ("Ames Library", 0.0)]


def test_rules_without_mentions_make_no_organization() -> None:
    ruled = Rulings(aliases=(("The Hub", "Workforce Center"),), different=(("A B", "C D"),))
    assert merge([], setting=MergeSetting(rulings=ruled)).organizations == ()


@pytest.mark.skipif(not SCENARIO.exists(), reason="the worked scenario is not beside this checkout")
def test_the_small_city_is_joined_without_a_mistake() -> None:
    told = json.loads(SCENARIO.read_text(encoding="utf-8"))
    said = [
        mention(each["raw"]["name"], each["respondent"], each["part"], each["row"], type=each["clean"]["sector"])
        for each in told["mentions"]
    ]
    truth = {one.source: each["org"] for one, each in zip(said, told["mentions"], strict=True)}
    inventory = merge(said, setting=MergeSetting(places=("City of Millbrook",)))
    groups = [[truth[each.source] for each in one.mentions] for one in inventory.organizations]
    joined = [a == b for group in groups for a, b in combinations(group, 2)]
    same = sum(a == b for a, b in combinations(truth.values(), 2))
    print(f"recall {sum(joined) / same:.2f}, {len(inventory.questions)} questions")
    assert all(joined)
    assert sum(joined) / same > 0.9
    for one, other, _ in told["must_not_merge"]:
        assert not any({one, other} <= set(group) for group in groups)


@pytest.mark.parametrize(
    ("member", "invite_as", "place"),
    [
        ("Goodwill of the Valley", "", "goodwill-valley"),
        ("GOODWILL of the valley ", "Key stakeholder partner", "goodwill-valley"),
        ("The Goodwill", "", "goodwill-valley"),
        ("Goodwill of the Valley", "Community member", ""),
        ("Grace Hope", "", ""),
    ],
)
def test_an_organization_nominated_in_place_of_a_person_is_that_organization(
    member: str, invite_as: str, place: str
) -> None:
    taught = MergeSetting(Rulings(aliases=(("The Goodwill", "Goodwill of the Valley"),)))
    row = nomination("", "luis", member=member, invite_as=invite_as)
    inventory = merge([mention("Goodwill of the Valley")], [row], (), taught)
    assert [each.organization_id for each in inventory.nominations] == [place]
    assert only(inventory).nominations == bool(place)
    asked = gather(inventory, ["goodwill-valley"])
    assert [(each.member, each.organization) for each in asked][-1] == ("", "Goodwill of the Valley")
    assert len(asked) == (1 if place else 2)
