"""Staff's decisions in names become what the steps take in ids; names nothing answers to change nothing."""

import pytest
from msgspec.structs import replace

from mobility_xlsx.choices import (
    People,
    addressed,
    chosen_needs,
    doubtful_senders,
    kept_informed,
    meant_need,
    names,
    people,
    places,
    recommenders,
    regrouped,
    replied,
    replies,
    rulings,
    senders,
    sending,
    wishes,
)
from mobility_xlsx.coalition.invitees import Invitee, Reply, gather
from mobility_xlsx.coalition.labels import CHAMPION_IN_GOVERNMENT, COMMUNITY_MEMBER, PARTNER
from mobility_xlsx.coalition.records import (
    Inventory,
    Mention,
    Need,
    NeedKind,
    Nomination,
    Organization,
    Respondent,
    Source,
)
from mobility_xlsx.coalition.roster import Team, roster
from mobility_xlsx.findings import coalition_problems
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
)
from mobility_xlsx.form.declaration import reading_form

HERE = DecidedAt("Shortlist", "D5")
SOURCE = Source("a.xlsx", "Part 5 Invitations", "B5")


def organization(name: str, *others: str) -> Organization:
    return Organization(name.lower(), name, (Mention(name, "r", 2, SOURCE),), others)


def nomination(organization_id: str, invite_as: str) -> Nomination:
    return Nomination("", organization_id, "r", SOURCE, invite_as=invite_as, organization_id=organization_id)


INVENTORY = Inventory((organization("Alpha", "The Alpha"), organization("Beta"), organization("Gamma")))


def choice(name: str, said: str) -> ShortlistChoice:
    return ShortlistChoice(name, said, "", HERE)


def test_organizations_are_found_by_any_of_their_names() -> None:
    known = names(INVENTORY)
    assert (known.id("the  ALPHA"), known.id("Delta")) == ("alpha", "")
    assert known.all(("Beta", "Delta", "beta")) == ("beta",)


def test_staff_wishes_become_ids_and_who_declined_is_told_apart() -> None:
    decided = Decisions(
        shortlist=(choice("The Alpha", "must"), choice("Beta", "leave_out"), choice("Delta", "must")),
        replies=(ReplyLine("", "Gamma", "declined", "2026-03-01", "", HERE),),
        settings=(SettingLine("size", "Coalition size", "4", HERE),),
    )
    found = wishes(decided, INVENTORY, reading_form())
    assert (found.must, found.leave_out, found.declined, found.size) == (("alpha",), ("beta",), ("gamma",), 4)
    assert len(found.strengths) == 6
    assert len(found.sectors) == 8


def test_who_is_named_only_to_be_kept_informed_is_unless_staff_want_them() -> None:
    inventory = Inventory(
        INVENTORY.organizations,
        nominations=(
            nomination("alpha", "Keep informed"),
            nomination("beta", "Keep informed"),
            nomination("beta", "Key stakeholder partner"),
            nomination("gamma", "Keep informed"),
        ),
    )
    assert kept_informed(Decisions(), inventory) == ("alpha", "gamma")
    assert kept_informed(Decisions(shortlist=(choice("Gamma", "must"),)), inventory) == ("alpha",)


def test_needs_are_left_out_added_and_weighted_as_staff_say() -> None:
    form = reading_form()
    ticked = (
        Need(NeedKind.GROUP, "Disengaged youth", 3.0, 3),
        Need(NeedKind.ASSET, "Staff", 1.0, 1),
    )
    decided = Decisions(
        needs=(
            NeedChoice("Asset", "staff", False, None, HERE),
            NeedChoice("Predictor", "Digital access", True, None, HERE),
            NeedChoice("Group of people", "Disengaged youth", None, 5.0, HERE),
        )
    )
    found = {need.key: need.weight for need in chosen_needs(ticked, decided, form)}
    assert found == {"group:Disengaged youth": 5.0, "predictor:Digital access": 1.0}


@pytest.mark.parametrize(
    ("listed", "label", "key"),
    [
        ("Asset", "Staff", "asset:Staff"),
        ("", "staff", "asset:Staff"),
        ("Predictor", "Staff", "asset:Staff"),
        ("Predictor", "Broadband for all", None),
        ("Asset", "Other", None),
    ],
)
def test_a_need_is_told_by_its_label_wherever_it_stands(listed: str, label: str, key: str | None) -> None:
    form, said = reading_form(), NeedChoice(listed, label, True, None, HERE)
    found = meant_need(said, form)
    assert (found and found.key) == key
    assert [need.key for need in chosen_needs((), Decisions(needs=(said,)), form)] == ([key] if key else [])


def test_lines_about_an_invitation_find_it_by_organization_and_person() -> None:
    invitees = (Invitee("alpha/ann", "Ann", "Alpha", "alpha", invite_as_all=("Keep informed", "Community member")),
                Invitee("beta", "", "Beta", "beta"), Invitee("named:/ann", "Ann"))  # fmt: skip
    lines = (
        SenderChoice("Ann", "The Alpha", "", "Hope Center", HERE),
        SenderChoice("", "Beta", "", "", HERE, "Keep informed"),
        SenderChoice("ann", "", "", "Parish", HERE, "Community member"),
    )
    decided = Decisions(senders=lines)
    assert recommenders(invitees, decided, INVENTORY) == (("alpha/ann", "Hope Center"), ("named:/ann", "Parish"))
    first, second, third = regrouped(invitees, decided, INVENTORY)
    assert first == invitees[0]
    assert [(one.invite_as, one.invite_as_all) for one in (second, third)] == [
        ("Keep informed", ()), ("Community member", ())]  # fmt: skip


def test_a_person_that_staff_name_for_an_organization_is_written_to() -> None:
    whole, ann = Invitee("alpha", "", "Alpha", "alpha"), Invitee("beta/ann", "Ann", "Beta", "beta")
    beta = Invitee("beta", "", "Beta", "beta")
    lines = (
        SenderChoice("Dr. Sam Ochoa", "The Alpha", "Kim", "", HERE),
        SenderChoice("Alpha", "Alpha", "", "", HERE, "Community member"),
        SenderChoice("Ann", "Beta", "Kim", "", HERE),
    )
    decided = Decisions(senders=lines)
    row = Nomination("ANN", "Beta", "r", SOURCE, organization_id="beta")
    inventory = replace(INVENTORY, nominations=(row,))
    found = addressed((whole, beta, ann), decided, inventory)
    assert [(one.id, one.who) for one in found] == [("alpha", "Dr. Sam Ochoa"), ("beta", "Beta"), ("beta/ann", "Ann")]
    assert regrouped(found, decided, inventory)[0].invite_as == "Community member"
    assert addressed((whole,), Decisions(senders=(replace(lines[0], sender=""),)), INVENTORY) == (whole,)


def test_an_organization_kept_informed_stays_so_where_its_person_is_asked_for_something_else() -> None:
    ann = Invitee("alpha/ann", "Ann", "Alpha", "alpha", invite_as="Keep informed")
    whole = Invitee("beta", "", "Beta", "beta")
    kept = (choice("Alpha", "keep_informed"), choice("Beta", "keep_informed"))
    senders = (
        SenderChoice("Ann", "Alpha", "", "", HERE, "Community member"),
        SenderChoice("", "Beta", "", "", HERE, "Community member"),
    )
    found = regrouped((ann, whole), Decisions(shortlist=kept, senders=senders), INVENTORY)
    assert [(one.id, one.who, one.invite_as) for one in found] == [
        ("alpha", "Alpha", "Keep informed"),
        ("alpha/ann", "Ann", "Community member"),
        ("beta", "Beta", "Community member"),
    ]
    assert regrouped((ann, whole), Decisions(shortlist=kept), INVENTORY) == (ann, whole)
    left_out = Decisions(shortlist=(*kept, choice("Alpha", "leave_out")), senders=senders)
    assert [one.id for one in regrouped((ann, whole), left_out, INVENTORY)] == ["alpha/ann", "beta"]


@pytest.mark.parametrize(
    ("typed", "person", "asked"),
    [
        ("nora", "nora pike", ()),
        ("Ana", "ana", ()),
        ("Anna Delgado", "anna delgado", ("Ana Delgado",)),
        ("Ana or Nora", "ana or nora", ("Ana Delgado", "Nora Pike")),
        ("Rosa Vega", "rosa vega", ()),
    ],
)
def test_a_sender_of_staff_is_somebody_known_asked_about_or_new(
    typed: str, person: str, asked: tuple[str, ...]
) -> None:
    inventory = Inventory(INVENTORY.organizations, respondents=(Respondent("ana", "Ana Delgado"),))
    decided = Decisions(
        team=(TeamMember("Data Lead", "Nora Pike", "", None, "", HERE),),
        senders=(SenderChoice("", "Beta", typed, "", HERE),),
    )
    assert people(inventory, decided).id(typed) == person
    assert [meant for _, meant in doubtful_senders(inventory, decided)] == ([asked] if asked else [])


def test_me_is_nobody_where_the_workbook_belongs_to_all_of_staff() -> None:
    decided = Decisions(senders=(SenderChoice("", "Beta", "me", "", HERE),))
    assert [meant for _, meant in doubtful_senders(INVENTORY, decided)] == [()]
    found = coalition_problems(INVENTORY, (), people(INVENTORY, decided), roster(Team(), ()), decided)
    told = [(one.code, one.says) for one in found if one.value == "me"]
    assert told == [("decision-nobody", '"me" on Senders does not say who that is.')]


def test_rulings_carry_names_chosen_names_renames_and_parts() -> None:
    decided = Decisions(
        same=(
            SameRuling(("Alpha", "Alfa"), "same", "Alpha House", HERE),
            SameRuling(("Alpha", "Beta"), "different", "", HERE),
            SameRuling(("Beta Pantry", "Beta"), "part_of", "", HERE),
        ),
        also_known=(
            AlsoKnown("Old Gamma", "Gamma", False, HERE, HERE),
            AlsoKnown("Gamma Fund", "Gamma", True, HERE, HERE),
        ),
    )
    found = rulings(decided)
    assert found.same == (("Alpha", "Alfa"),)
    assert found.different == (("Alpha", "Beta"),)
    assert found.chosen == (("Alpha", "Alpha House"),)
    assert found.aliases == (("Old Gamma", "Gamma"),)
    assert found.part_of == (("Beta Pantry", "Beta"), ("Gamma Fund", "Gamma"))


def test_places_come_from_settings_and_from_the_governments_that_answered() -> None:
    decided = Decisions(settings=(SettingLine("community", "Your community", "City of Millbrook; Mill County", HERE),))
    answered = (Respondent("a", "A", "Town of Eastfield"), Respondent("b", "B", "Food Bank of Eastfield"))
    assert places(decided, answered) == ("Millbrook", "Mill County", "Eastfield")
    assert places(Decisions(), ()) == ()


def invited(member: str, place: str, invite_as: str) -> Nomination:
    return Nomination(member, place, "ann", SOURCE, "", invite_as, organization_id=place)


ASKED = replace(
    INVENTORY,
    nominations=(
        invited("Jo Lee", "alpha", PARTNER),
        invited("Kim Ortiz", "alpha", PARTNER),
        invited("Mayor Cole", "beta", CHAMPION_IN_GOVERNMENT),
        invited("Pat Moreno", "", COMMUNITY_MEMBER),
    ),
)


@pytest.mark.parametrize(
    ("lines", "answers", "declined", "accepted"),
    [
        ("Jo Lee, Alpha, declined", "Jo Lee declined", "", ""),
        ("Jo Lee, Alpha, declined; Kim Ortiz, Alpha, declined", "Jo Lee declined, Kim Ortiz declined", "alpha", ""),
        ("Alpha, Alpha, declined", "Jo Lee declined, Kim Ortiz declined", "alpha", ""),
        ("Alpha, Alpha, declined; jo lee, The Alpha, accepted", "Jo Lee accepted, Kim Ortiz declined", "", "alpha"),
        ("Somebody Else, Alpha, declined", "Jo Lee declined, Kim Ortiz declined", "alpha", ""),
        ("Mayor Cole, Beta, declined", "Mayor Cole declined", "", ""),
        ("Mayor Cole, Beta, accepted", "Mayor Cole accepted", "", ""),
        ("Beta, Beta, declined", "", "beta", ""),
        ("Beta, , declined", "", "beta", ""),
        ("Beta, , accepted; Jo Lee, Alpha, accepted", "Jo Lee accepted", "", "alpha beta"),
        ("Pat Moreno, , declined; Gamma, Gamma, later", "Pat Moreno declined", "", ""),
    ],
)
def test_an_answer_is_that_of_whoever_gave_it(lines: str, answers: str, declined: str, accepted: str) -> None:
    drawn = (tuple(text.strip() for text in line.split(",")) for line in lines.split(";"))
    decided = Decisions(replies=tuple(ReplyLine(who, place, said, "", "", HERE) for who, place, said in drawn))
    told = replied(gather(ASKED), replies(decided, ASKED), ())
    assert ", ".join(f"{one.member} {one.answer}" for one in told if one.answer) == answers
    found = wishes(decided, ASKED, reading_form())
    assert (" ".join(found.declined), " ".join(found.accepted)) == (declined, accepted)


def test_an_answer_is_found_by_every_spelling_of_who_gave_it() -> None:
    rows = (invited("Maria C. Ruiz", "alpha", COMMUNITY_MEMBER), invited("Maria Ruiz", "alpha", COMMUNITY_MEMBER))
    places = (replace(SOURCE, cell=f"B{row}") for row in (5, 6))
    both = tuple(replace(row, source=place) for row, place in zip(rows, places, strict=True))
    inventory = replace(INVENTORY, nominations=both)
    for typed in ("Maria C. Ruiz", "maria ruiz"):
        decided = Decisions(replies=(ReplyLine(typed, "Alpha", "declined", "", "", HERE),))
        told = replied(gather(inventory), replies(decided, inventory), ())
        assert [(one.member, one.answer) for one in told] == [("Maria C. Ruiz", "declined")]


def test_a_champion_who_declined_is_no_stand_in_for_a_sender() -> None:
    known = People((Respondent("cole", "Mayor Cole"),), ())
    for reply, champions in ((None, ("cole",)), (Reply("declined"), ())):
        champion = Invitee("beta/cole", "Mayor Cole", "Beta", "beta", invite_as=CHAMPION_IN_GOVERNMENT, reply=reply)
        assert sending(Decisions(), INVENTORY, known, (champion,)).champions == champions


def test_a_partner_whose_champion_declined_is_asked_as_a_whole() -> None:
    decided = Decisions(replies=(ReplyLine("Mayor Cole", "Beta", "declined", "", "", HERE),))
    told = replied(gather(ASKED, ("beta",)), replies(decided, ASKED), ("beta",))
    assert [(one.who, one.answer) for one in told if one.organization_id == "beta"] == [
        ("Beta", ""),
        ("Mayor Cole", "declined"),
    ]


def test_what_staff_decide_about_one_who_declined_wins() -> None:
    decided = Decisions(
        shortlist=(choice("Beta", "leave_out"), choice("Gamma", "keep_informed")),
        replies=tuple(ReplyLine(name, name, "declined", "", "", HERE) for name in ("Beta", "Gamma")),
    )
    found = wishes(decided, INVENTORY, reading_form())
    assert (found.leave_out, found.keep_informed, found.declined) == (("beta",), ("gamma",), ())


def test_a_sender_who_gave_no_name_is_nobody() -> None:
    me = replace(nomination("alpha", PARTNER), respondent="housing auth.xlsx", sender="me")
    unnamed = replace(INVENTORY, respondents=(Respondent("housing auth.xlsx", ""),), nominations=(me,))
    assert senders(unnamed, people(unnamed, Decisions())) == {}
    named = replace(unnamed, respondents=(Respondent("housing auth.xlsx", "Ann Lee"),))
    assert senders(named, people(named, Decisions())) == {me: "housing auth.xlsx"}
