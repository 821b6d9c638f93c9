import random
import time
from collections import Counter
from itertools import product

import pytest
from msgspec.structs import replace

from mobility_xlsx.coalition.invitations import Directness, SendingChoices, assign
from mobility_xlsx.coalition.invitees import Invitee, NamedSender, Reply, gather
from mobility_xlsx.coalition.records import Inventory, Nomination, Organization, Respondent, Source, Tie
from mobility_xlsx.coalition.ties import Sender, Through, same_person

HERE = Source("a.xlsx", "Part 2 Partnerships", "B7")


def inventory(ties, organizations="", people="Ann Bea Cid"):
    """`ties` as "Ann>Bank 4, Bea>Bank 2"; everybody and every organization has the name as id."""
    drawn = [line.replace(">", " ").split() for line in ties.split(",") if line.strip()]
    names = dict.fromkeys([name for _, name, _ in drawn] + organizations.split())
    return Inventory(
        organizations=tuple(Organization(name, name, ()) for name in names),
        respondents=tuple(Respondent(name, name) for name in people.split()),
        ties=tuple(Tie(who, name, int(closeness), HERE) for who, name, closeness in drawn),
    )


def ask(*names, **fields):
    return [Invitee(name, "", name, name, **fields) for name in names]


def named(sender, closeness=None):
    return NamedSender(sender, closeness, "Cid", HERE)


def drawn(assignment):
    """One line an invitation: invitee, sender, level, closeness."""
    return "\n".join(
        f"{one.invitee.id} {one.sender.id if one.sender else '-'} {one.level.value} {one.closeness}"
        for one in assignment.invitations
    )


def test_the_strongest_relationship_sends():
    found = assign(ask("Bank"), inventory("Ann>Bank 2, Bea>Bank 4, Cid>Bank 3"))
    assert drawn(found) == "Bank Bea known relationship 4"
    assert found.invitations[0].why == "Bea works with them now."
    assert found.invitations[0].label == "Works with them now"


def test_letters_are_evened_among_equals_only():
    ties = "Ann>A 3, Bea>A 3, Ann>B 3, Bea>B 3, Ann>C 4, Bea>C 3, Ann>D 4"
    found = assign(ask("A", "B", "C", "D"), inventory(ties))
    assert drawn(found) == "\n".join(
        f"{name} {who} known relationship {closeness}"
        for name, who, closeness in (("A", "Bea", 3), ("B", "Bea", 3), ("C", "Ann", 4), ("D", "Ann", 4))
    )
    assert found.invitations[0].why == "Bea knows a decision maker there. So does Ann."


def test_a_chosen_sender_wins_over_every_relationship():
    found = assign(ask("Bank"), inventory("Bea>Bank 4"), SendingChoices(chosen={"Bank": "Ann"}))
    assert drawn(found) == "Bank Ann chosen by staff None"
    assert found.invitations[0].why == "Staff chose Ann. Bea knows them."
    assert not found.needs_introduction


def test_a_chosen_sender_who_never_answered_is_called_by_name():
    mayor = Sender("mayor", "Mayor Ruth Calloway")
    found = assign(ask("Bank"), inventory(""), SendingChoices(chosen={"Bank": "mayor"}, people=(mayor,)))
    assert found.invitations[0].sender == mayor


def test_a_named_sender_wins_among_equals():
    found = assign(ask("Bank", named=(named("Bea"),)), inventory("Ann>Bank 2, Bea>Bank 2"))
    assert drawn(found) == "Bank Bea known relationship 2"


def test_a_named_sender_of_whom_nothing_is_known_has_met_them():
    found = assign(ask("Bank", named=(named("Bea"),)), inventory("Ann>Bank 1"))
    assert drawn(found) == "Bank Bea known relationship 2"


def test_a_closer_relationship_wins_over_the_named_sender():
    found = assign(ask("Bank", named=(named("Bea"),)), inventory("Ann>Bank 3"))
    assert drawn(found) == "Bank Ann known relationship 3"


def test_a_named_sender_counts_with_the_closeness_given_there():
    found = assign(ask("Bank", named=(named("Bea", 4),)), inventory("Ann>Bank 3"))
    assert drawn(found) == "Bank Bea known relationship 4"


def test_two_named_senders_are_both_shown():
    found = assign(ask("Bank", named=(named("Bea"), named("Ann"))), inventory("Ann>Bank 3"))
    assert drawn(found) == "Bank Ann known relationship 3"
    assert found.invitations[0].named == ("Ann", "Bea")
    assert (
        found.invitations[0].why == "Ann knows a decision maker there. Part 5 names more than one sender: Ann and Bea."
    )


def test_a_named_sender_without_contact_sends_but_needs_an_introduction():
    choices = SendingChoices(champions=("Ann",))
    found = assign(ask("Bank", named=(named("Bea", 0),)), inventory(""), choices)
    assert drawn(found) == "Bank Bea named, without contact yet None"
    assert found.needs_introduction == found.invitations


def test_through_someone_else_is_the_weakest_tie_and_asks_for_an_introduction():
    found = assign(ask("Bank"), inventory("Ann>Bank 1, Bea>Bank 0"))
    assert drawn(found) == "Bank Ann known relationship 1"
    assert found.invitations[0].why == "Ann reaches them through someone else: ask that person for an introduction."


def test_without_any_tie_a_champion_in_government_is_proposed():
    found = assign(ask("Bank"), inventory("Bea>Bank 0"), SendingChoices(champions=("Cid",), project_manager="Ann"))
    assert drawn(found) == "Bank Cid champion in government None"
    assert [one.invitee.id for one in found.needs_introduction] == ["Bank"]


def test_without_a_champion_the_project_manager_is_proposed_and_without_both_nobody():
    assert (
        drawn(assign(ask("Bank"), inventory(""), SendingChoices(project_manager="Ann")))
        == "Bank Ann project manager None"
    )
    assert drawn(assign(ask("Bank"), inventory(""))) == "Bank - nobody yet None"


def test_a_respondent_who_belongs_to_the_organization_can_introduce():
    base = inventory("", "Bank")
    found = assign(ask("Bank"), replace(base, respondents=(Respondent("Ann", "Ann", "the bank".removeprefix("the ")),)))
    assert drawn(found) == "Bank Ann introduction None"
    assert found.needs_introduction == found.invitations


@pytest.mark.parametrize("closeness", [2, 3])
def test_whoever_knows_the_parent_organization_can_introduce(closeness):
    base = inventory(f"Ann>College {closeness}, Bea>College 1")
    part = Organization("Lab", "Lab", (), part_of="College")
    found = assign(ask("Lab"), replace(base, organizations=(*base.organizations, part)))
    assert drawn(found) == "Lab Ann introduction None"
    says = "Nobody who answered knows them directly. Ann knows College, which they belong with, and could ask there"
    assert found.invitations[0].why == f"{says} for an introduction."


def test_a_cap_tells_what_it_cost_and_lets_a_colleague_introduce():
    people = (Respondent("Ann", "Ann", "College"), Respondent("Bea", "Bea"))
    base = replace(inventory("Ann>A 4, Ann>B 4, Bea>College 3"), respondents=people)
    found = assign(ask("A", "B"), base, SendingChoices(cap=1))
    assert drawn(found) == "A Ann known relationship 4\nB Bea introduction None"
    assert [(one.invitee.id, one.best_name) for one in found.cost_of_cap] == [("B", "Ann")]
    assert found.invitations[1].why == (
        "Nobody who answered knows them directly. Bea knows Ann's organization, and Ann could introduce them. "
        "Ann works with them now, but has as many letters as the limit allows."
    )


def test_choices_of_staff_may_go_over_the_cap_and_are_named():
    found = assign(ask("A", "B"), inventory("Ann>A 4, Bea>A 3"), SendingChoices({"A": "Ann", "B": "Ann"}, cap=1))
    assert [(load.sender.id, load.count, load.over_cap) for load in found.loads] == [("Ann", 2, True)]


def test_a_sender_is_chosen_for_an_organization_or_for_one_of_its_people():
    asks = [Invitee("Bank", "", "Bank", "Bank"), Invitee("Bank/jo", "Jo", "Bank", "Bank")]
    chosen = SendingChoices({"Bank": "Ann", "Bank/jo": "Cid"})
    assert drawn(assign(asks, inventory("Bea>Bank 4"), chosen)) == (
        "Bank Ann chosen by staff None\nBank/jo Cid chosen by staff None"
    )
    both = assign(asks, inventory("Bea>Bank 4"), SendingChoices({"Bank": "Ann"}))
    assert [one.sender.id for one in both.invitations] == ["Ann", "Ann"]
    alone = assign(asks, inventory("Bea>Bank 4"), SendingChoices({"Bank/jo": "Ann"}))
    assert [one.sender.id for one in alone.invitations] == ["Bea", "Ann"]


def test_who_has_as_many_letters_as_the_cap_is_not_over_it():
    found = assign(ask("A", "B"), inventory("Ann>A 4, Bea>B 4"), SendingChoices({"B": "Bea"}, cap=1))
    assert [(load.sender.id, load.count, load.over_cap) for load in found.loads] == [
        ("Ann", 1, False),
        ("Bea", 1, False),
    ]


@pytest.mark.parametrize("cap", [None, 1])
def test_who_belongs_there_introduces_before_who_knows_a_relative(cap):
    base = inventory("Ann>College 3", "Lab")
    lab = Organization("Lab", "Lab", (), part_of="College")
    people = (Respondent("Ann", "Ann"), Respondent("Zoe", "Zoe", "Lab"))
    everybody = replace(base, organizations=(base.organizations[0], lab), respondents=people)
    found = assign(ask("Lab"), everybody, SendingChoices(champions=("Bea",), cap=cap))
    assert drawn(found) == "Lab Zoe introduction None"
    assert found.invitations[0].bond.through is Through.WORKS_THERE


def test_for_want_of_a_relationship_letters_are_evened_too():
    asks = [*ask("A"), *ask("B", named=(named("Ann", 0),))]
    found = assign(asks, inventory("", "A B"), SendingChoices(champions=("Ann", "Bea")))
    assert drawn(found) == "A Bea champion in government None\nB Ann named, without contact yet None"


def test_for_want_of_a_relationship_letters_may_go_over_the_cap_to_whoever_has_fewest():
    names = ("A", "B", "C", "D", "E")
    known = inventory("Ann>A 4, Ann>B 4, Ann>C 4", "D E")
    choices = SendingChoices(champions=("Ann", "Bea"), cap=3)
    asks = ask(*names, "F", "G")
    assert [one.sender.id for one in assign(asks, known, choices).invitations] == [
        "Ann",
        "Ann",
        "Ann",
        "Bea",
        "Bea",
        "Bea",
        "Ann",
    ]
    loads = assign(asks, known, choices).loads
    assert [(load.sender.id, load.count, load.over_cap) for load in loads] == [("Ann", 4, True), ("Bea", 3, False)]


@pytest.mark.parametrize("closeness", [4, 1])
def test_of_equals_whom_the_cap_keeps_from_sending_the_one_named_is_told(closeness):
    choices = SendingChoices({"B": "Ann", "C": "Bea"}, cap=1)
    asks = [*ask("A", named=(named("Bea"), named("Cid", 0))), *ask("B", "C")]
    ties = f"Ann>A {closeness}, Bea>A {closeness}"
    first = assign(asks, inventory(ties, "B C"), choices).invitations[0]
    assert (first.best_name, first.best.closeness if first.best else None) == ("Bea", closeness)


def test_others_who_know_them_as_well_are_told_in_the_order_of_their_names():
    found = assign(ask("Bank"), inventory("Cid>Bank 2, Bea>Bank 2, Ann>Bank 2, Dan>Bank 1", people="Dan Cid Bea Ann"))
    assert (found.invitations[0].sender.id, found.invitations[0].tied) == ("Ann", ("Bea", "Cid"))


def every_way(rows, people):
    """Every choice of a sender, or of nobody known, for each row of closeness by person."""
    return product(*[[*row, None] for row in rows]) if people else iter(())


def best_of(rows, named, people, cap):
    """By enumeration: relationships, closeness in sum, senders that were named, then Σ load² and the largest load."""
    found = []
    for way in every_way(rows, people):
        loads = Counter(who for who in way if who)
        if cap is not None and max(loads.values(), default=0) > cap:
            continue
        close = [rows[i][who] for i, who in enumerate(way) if who]
        kept = sum(who in named[i] or not named[i] for i, who in enumerate(way) if who)
        found.append((-len(close), -sum(close), -kept, sum(load**2 for load in loads.values())))
    return min(found)


@pytest.mark.parametrize("cap", [None, 1, 2])
def test_no_other_assignment_is_more_direct_or_more_even(cap):
    seed = 3131
    print("seed", seed, "cap", cap)
    rng = random.Random(f"{seed}{cap}")
    people = ("Ann", "Bea", "Cid")
    for _ in range(150):
        names = [f"O{i}" for i in range(rng.randint(1, 5))]
        rows = [{who: rng.randint(1, 4) for who in people if rng.random() < 0.6} for _ in names]
        named = [tuple(who for who in row if rng.random() < 0.3) for row in rows]
        ties = ", ".join(
            f"{who}>{name} {value}" for name, row in zip(names, rows, strict=True) for who, value in row.items()
        )
        asks = [
            Invitee(name, "", name, name, named=tuple(NamedSender(who, None, "Cid", HERE) for who in some))
            for name, some in zip(names, named, strict=True)
        ]
        found = assign(asks, inventory(ties, " ".join(names)), SendingChoices(cap=cap))
        known = [one for one in found.invitations if one.closeness]
        loads = Counter(one.sender.id for one in known)
        kept = sum(
            any(one.sender.id == who.sender for who in one.invitee.named) or not one.invitee.named for one in known
        )
        worth = (-len(known), -sum(one.closeness for one in known), -kept, sum(load**2 for load in loads.values()))
        assert worth == best_of(rows, named, people, cap), (ties, named)


def test_nobody_is_asked_to_invite_themselves():
    base = inventory("Ann>Bank 4, Bea>Bank 2")
    asks = [Invitee("Bank/ann", "ANN", "Bank", "Bank"), Invitee("x", "Cid", "Club", "")]
    found = assign(asks, base, SendingChoices(champions=("Cid",), project_manager="Bea"))
    assert drawn(found) == "Bank/ann Bea known relationship 2\nx Bea project manager None"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ellen Brandt", "Mayor Ellen Brandt", True),
        ("ELLEN BRANDT", "Ellen Brandt", True),
        ("Ellen", "Ellen Brandt", False),
        ("Ellen Brandt", "Ellen Mora", False),
        ("", "", False),
        ("", "Ellen Brandt", False),
    ],
)
def test_a_title_does_not_make_another_person(one, other, same):
    assert same_person(one, other) is same_person(other, one) is same


def test_staff_s_keep_informed_wins_and_a_critical_partner_is_invited():
    rows = (
        nomination("", "Bank", invite_as="Keep informed"),
        nomination("", "Club", invite_as="Keep informed"),
        nomination("", "Shop", invite_as="Keep informed"),
        nomination("", "Shop", invite_as="Community member"),
    )
    base = replace(inventory("", "Bank Club Shop Park"), nominations=rows)
    found = gather(base, ["Bank"], informed=["Park"])
    assert [(one.id, one.invite_as) for one in found] == [
        ("Bank", "Key stakeholder partner"),
        ("Club", "Keep informed"),
        ("Park", "Keep informed"),
        ("Shop", "Community member"),
    ]


def test_the_order_of_the_invitees_changes_nothing_but_their_order():
    seed = 4404
    print("seed", seed)
    rng = random.Random(seed)
    names = [f"O{i}" for i in range(30)]
    ties = ", ".join(f"{who}>{name} {rng.randint(0, 4)}" for name in names for who in ("Ann", "Bea", "Cid"))
    once = {one.invitee.id: one.sender for one in assign(ask(*names), inventory(ties)).invitations}
    rng.shuffle(names)
    assert {one.invitee.id: one.sender for one in assign(ask(*names), inventory(ties)).invitations} == once


def nomination(member, organization, sender="", source=HERE, **fields):
    return Nomination(member, organization, "Cid", source, sender=sender, organization_id=organization, **fields)


def test_who_is_asked_is_the_person_or_else_the_organization():
    assert [Invitee("x", member, "Bank").who for member in ("Jo", "")] == ["Jo", "Bank"]


def test_nominations_of_an_office_join_those_of_its_one_person():
    rows = (
        nomination("", "Bank", invite_as="Community member", source=Source("a.xlsx", "Part 5", "B7")),
        nomination("Jo Lee", "Bank", email="jo@bank", source=Source("a.xlsx", "Part 5", "B8")),
        nomination("The Club", "Club", source=Source("a.xlsx", "Part 5", "B9")),
        nomination("Jo", "Club"),
        nomination("Pat", "Club"),
    )
    base = inventory("", "Bank Club")
    club = replace(base.organizations[1], also_known_as=("The Club",))
    base = replace(base, organizations=(base.organizations[0], club), nominations=rows)
    found = gather(base)
    assert [(one.id, one.member, one.invite_as, len(one.sources)) for one in found] == [
        ("Bank/jo lee", "Jo Lee", "Community member", 2),
        ("Club", "", "Key stakeholder partner", 1),
        ("Club/jo", "Jo", "Key stakeholder partner", 1),
        ("Club/pat", "Pat", "Key stakeholder partner", 1),
    ]
    assert (found[0].email, found[0].nominated_by, found[0].invite_as_all) == (
        "jo@bank",
        ("Cid",),
        ("Community member",),
    )


def test_people_without_an_organization_stay_apart_whatever_is_left_out():
    rows = (nomination("", ""), nomination("Pat", ""), nomination("Jo", "Bank"))
    base = replace(inventory("", "Bank"), nominations=rows)
    assert [one.id for one in gather(base, left_out={"Bank"})] == ["named:", "named:/pat"]


def test_what_differs_is_kept_and_an_invitation_wins():
    rows = tuple(
        nomination("Jo", "Bank", invite_as=group, source=Source("a.xlsx", "Part 5", f"B{row}"))
        for row, group in enumerate(("Keep informed", "Community member", "Key stakeholder partner"), 1)
    )
    (found,) = gather(replace(inventory("", "Bank"), nominations=rows))
    assert found.invite_as == "Community member"
    assert found.invite_as_all == ("Keep informed", "Community member", "Key stakeholder partner")


def test_the_shortlist_and_the_people_named_become_invitees_once():
    rows = (
        nomination("Bank", "Bank"),
        nomination("Jo Lee", "Bank", "ann"),
        nomination("Pat", "", invite_as="Community member"),
        nomination("", "Club", "the Mayor's office"),
    )
    base = replace(inventory("", "Bank Club Shop Gone"), nominations=rows)
    found = gather(base, ["Bank", "Shop", "Gone"], {rows[1]: "Ann"}, left_out={"Gone"})
    assert [(one.id, one.member, one.organization) for one in found] == [
        ("named:/pat", "Pat", ""),
        ("Bank/jo lee", "Jo Lee", "Bank"),
        ("Club", "", "Club"),
        ("Shop", "", "Shop"),
    ]
    assert [one.unknown_senders for one in found] == [(), (), ("the Mayor's office",), ()]
    assert found[1].named == (NamedSender("Ann", None, "Cid", HERE),)


def test_those_to_keep_informed_are_not_asked():
    assert assign(ask("Bank", invite_as="Keep informed"), inventory("Ann>Bank 4")).invitations == ()


def large(rows, senders, rng):
    names = [f"O{i}" for i in range(rows)]
    people = tuple(Respondent(f"R{i}", f"Person {i}") for i in range(senders))
    ties = tuple(
        Tie(f"R{who}", name, rng.randint(1, 4), HERE) for name in names for who in rng.sample(range(senders), 6)
    )
    organizations = tuple(Organization(name, name, ()) for name in names)
    return ask(*names), Inventory(organizations, people, ties)


@pytest.mark.parametrize("cap", [None, 24])
def test_5000_invitations_take_seconds(cap):
    seed = 5000
    print("seed", seed)
    asks, base = large(5000, 250, random.Random(seed))
    begun = time.process_time()
    found = assign(asks, base, SendingChoices(cap=cap, project_manager="R0"))
    assert time.process_time() - begun < 30
    known = [one for one in found.invitations if one.level is Directness.KNOWN]
    assert len(known) == 5000
    assert found.loads[0].count <= (cap or 5000)


def test_who_answered_is_asked_no_more_and_takes_no_place_under_the_limit():
    answers = {"A": "accepted", "B": "declined", "C": "later"}
    yes, no, later = (replace(*ask(name), reply=Reply(said)) for name, said in answers.items())
    found = assign([yes, no, later, *ask("D")], inventory("Ann>A 4, Ann>B 4, Ann>C 4, Ann>D 4"), SendingChoices(cap=2))
    assert drawn(found) == "C Ann known relationship 4\nD Ann known relationship 4"
    assert (found.answered, found.loads[0].count, found.cost_of_cap) == ((yes, no), 2, ())


@pytest.mark.parametrize("about", [{"name": ""}, {"name": "Bank", "organization": "Bank"}, {"name": "a@b.example"}])
def test_who_gave_no_name_signs_no_letter(about):
    base = inventory("Ann>Bank 4, Bea>Bank 2, Ann>Club 4", people="Ann Bea")
    nameless = Respondent(**{"id": "Ann", "email": "a@b.example", **about})
    base = replace(base, respondents=(nameless, base.respondents[1]))
    found = assign(ask("Bank", "Club"), base)
    assert drawn(found) == "Bank Bea known relationship 2\nClub - nobody yet None"
    assert found.invitations[0].why == "Bea has met them."
