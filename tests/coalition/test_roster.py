from mobility_xlsx.coalition.invitees import Invitee, Reply
from mobility_xlsx.coalition.records import Source
from mobility_xlsx.coalition.roster import Champion, Holder, Team, roster

HERE = Source("a.xlsx", "Part 5 Invitations", "B7")
MAYOR = Champion("Mayor Ruth Calloway", "City of Millbrook", in_government=True)


def team(*drawn, champions=(MAYOR,)):
    """Holders as "Project Manager: Dana, in", "Data Lead: Luis, out"; anything else leaves it open."""
    holders = []
    for line in drawn:
        role, _, rest = line.partition(": ")
        person, _, where = rest.partition(", ")
        holders.append(Holder(role, person, in_government={"in": True, "out": False}.get(where)))
    return Team(tuple(holders), champions)


def codes(found):
    return [finding.code for finding in found.findings if finding.code != "management-role-empty"]


def test_an_empty_team_lacks_a_project_manager_a_champion_and_four_leads():
    found = roster(Team(), ())
    assert [finding.code for finding in found.findings] == [
        "no-project-manager",
        "management-role-empty",
        "management-role-empty",
        "management-role-empty",
        "management-role-empty",
        "no-champion-in-government",
    ]
    assert dict(found.findings[2].fields) == {"role": "Community Engagement Lead", "look_in": "Nonprofit and CBOs"}
    assert found.project_manager is None


def test_one_person_may_hold_two_roles():
    found = roster(
        team("Project Manager: Dana, in", "Data Lead: Luis, out", "Learning and Evaluation Lead: Luis, out"), ()
    )
    assert [[holder.person for holder in post.holders] for post in found.posts] == [
        ["Dana"],
        ["Luis"],
        [],
        [],
        ["Luis"],
    ]
    assert codes(found) == ["outside-lead-briefing", "outside-lead-briefing"]


def test_every_role_in_government_is_said():
    found = roster(team("Project Manager: Dana, in", "Data Lead: Luis, in"), ())
    assert codes(found) == ["every-role-in-government"]


def test_a_project_manager_alone_is_not_every_role_in_government():
    assert codes(roster(team("Project Manager: Dana, in"), ())) == []


def test_a_lead_from_outside_gets_a_briefing_list():
    found = roster(team("Project Manager: Dana, in", "Data Lead: Luis, out"), ())
    assert [holder.person for post in found.posts for holder in post.briefing] == ["Luis"]
    assert dict(found.findings[0].fields) == {"person": "Luis", "role": "Data Lead"}


def test_whether_a_lead_is_in_government_is_asked_when_nobody_said():
    found = roster(team("Project Manager: Dana, in", "Data Lead: Luis"), ())
    assert codes(found) == ["in-government-unknown"]


def test_two_project_managers_are_one_too_many():
    found = roster(team("Project Manager: Dana, in", "project manager: Luis, out"), ())
    assert codes(found) == ["two-project-managers", "outside-lead-briefing"]


def test_a_champion_outside_government_is_not_enough():
    tom = Invitee("C/tom", "Tom", "Chamber", "C", invite_as="Champion (outside government)")
    found = roster(team("Project Manager: Dana, in", champions=()), [tom])
    assert codes(found) == ["no-champion-in-government"]
    assert [(one.person, one.in_government) for one in found.champions] == [("Tom", False)]


def test_a_champion_named_by_staff_and_by_a_partner_is_one():
    for named in ("mayor ruth calloway", "Ruth Calloway"):  # with her title and without
        reply = Reply("accepted", "", "")
        same = Invitee("x", named, "City", "C", invite_as="Champion (in government)", reply=reply)
        found = roster(team("Project Manager: Dana, in", champions=(Champion("Mayor Ruth Calloway"),)), [same])
        assert found.champions == (Champion("Mayor Ruth Calloway", "City", True, accepted=True),)
    assert codes(found) == []


def test_a_community_member_needs_somebody_who_recommends_them():
    pat = Invitee("named:/pat", "Pat", invite_as="Community member", sources=(HERE,))
    sam = Invitee("named:/sam", "Sam", invite_as="Community member", sources=(HERE,))
    found = roster(team("Project Manager: Dana, in"), [pat, sam], [("named:/pat", "Renee Tate")])
    assert [(one.invitee.member, one.recommended_by) for one in found.community_members] == [
        ("Pat", ("Renee Tate",)),
        ("Sam", ()),
    ]
    assert [(finding.code, finding.source) for finding in found.findings if "member" in finding.code] == [
        ("community-member-without-recommender", HERE)
    ]


def test_everybody_is_in_one_group():
    kinds = ["Key stakeholder partner", "Champion (in government)", "Community member", "Keep informed", "own words"]
    found = roster(Team(), [Invitee(kind, kind, invite_as=kind) for kind in kinds])
    assert [one.member for one in found.partners] == ["Key stakeholder partner", "own words"]
    assert [one.person for one in found.champions] == ["Champion (in government)"]
    assert [one.invitee.member for one in found.community_members] == ["Community member"]
    assert [one.member for one in found.keep_informed] == ["Keep informed"]


def test_different_groups_for_one_person_are_asked_about():
    said = ("Keep informed", "Key stakeholder partner")
    pat = Invitee("x", "Pat", invite_as="Keep informed", invite_as_all=said, sources=(HERE,))
    found = roster(team("Project Manager: Dana, in"), [pat])
    assert codes(found) == ["invite-as-differs"]


def test_a_role_of_their_own_is_kept_beside_the_five():
    assert [holder.role for holder in roster(team("Treasurer: Kim, in"), ()).others] == ["Treasurer"]


def drawn(found):
    """Findings as "code; what it is about; cell"."""
    return [
        f"{one.code}; {', '.join(f'{key} {text}' for key, text in one.fields)}; {one.source.cell if one.source else ''}"
        for one in found.findings
    ]


def test_every_rule_that_is_not_met_is_told_with_whom_it_is_about_and_where():
    def at(cell):
        return Source("Decisions.xlsx", "Team", cell)

    holders = (
        Holder("Project Manager", "Dana", in_government=True, source=at("B5")),
        Holder("Project Manager", "Ed", in_government=True, source=at("B6")),
        Holder("Data Lead", "Luis", in_government=False, source=at("B7")),
        Holder("Learning Lead", "Mei", source=at("B8")),
        Holder("Engagement Lead", "", in_government=True, source=at("B9")),
    )
    champions = (Champion("Ruth", source=at("B12")), Champion("Tom", in_government=False, source=at("B13")))
    invitees = [
        Invitee("pat", "Pat", invite_as="Community member", sources=(HERE, at("B1"))),
        Invitee("sam", "Sam", invite_as="Community member"),
        Invitee("kim", "Kim", invite_as_all=("Key stakeholder partner", "Keep informed"), sources=(HERE, at("B1"))),
        Invitee("hub", "", "The Hub", invite_as="Keep informed", invite_as_all=("Keep informed", "x"), sources=(HERE,)),
        Invitee("jo", "Jo", invite_as="Community member", invite_as_all=("a", "b", "c"), sources=(HERE,)),
        Invitee("al", "Al", invite_as_all=("Key stakeholder partner",), sources=(HERE,)),
    ]
    assert drawn(roster(Team(holders, champions), invitees, [("jo", "Renee"), ("pat", "")])) == [
        "two-project-managers; people Dana, Ed; B6",
        "outside-lead-briefing; person Luis, role Data Lead; B7",
        "management-role-empty; role Community Engagement Lead, look_in Nonprofit and CBOs; ",
        "management-role-empty; role Communications and Outreach Lead, look_in Philanthropy, Anchor institution; ",
        "in-government-unknown; person Mei, role Learning and Evaluation Lead; B8",
        "no-champion-in-government; ; ",
        "in-government-unknown; person Ruth, role Champion; B12",
        "community-member-without-recommender; person Pat; B7",
        "community-member-without-recommender; person Sam; ",
        "invite-as-differs; person Kim, said Key stakeholder partner / Keep informed; B7",
        "invite-as-differs; person The Hub, said Keep informed / x; B7",
        "invite-as-differs; person Jo, said a / b / c; B7",
    ]


def test_how_many_roles_are_all_in_government_is_said():
    held = team("Project Manager: Dana, in", "Data Lead: Luis, in", "Data Lead: Kim, in", "Evaluation Lead: Mei, in")
    assert drawn(roster(held, ()))[-1] == "every-role-in-government; count 3; "


def test_staff_know_best_who_is_in_government_and_partners_tell_what_staff_did_not():
    invited = [
        Invitee("r", "RUTH", "City", invite_as="Champion (in government)", sources=(HERE, HERE)),
        Invitee("t", "Tom", "Hub", invite_as="Champion (outside government)"),
        Invitee("t2", "Tom", "Hub", invite_as="Champion (in government)"),
        Invitee("o", "", "Chamber", invite_as="Champion (outside government)", sources=(HERE, Source("b", "", ""))),
    ]
    entered = (Champion("Ruth", in_government=False), Champion("Tom"))
    assert roster(Team((), entered), invited).champions == (
        Champion("Ruth", "City", False),
        Champion("Tom", "Hub", False),
        Champion("Chamber", "Chamber", in_government=False, source=HERE),
    )


def test_a_community_member_is_recommended_by_each_name_once():
    pat = Invitee("pat", "Pat", invite_as="Community member")
    told = [("pat", "Renee"), ("sam", "Luis"), ("pat", ""), ("pat", "Ana"), ("pat", "Renee")]
    assert roster(Team(), [pat], told).community_members[0].recommended_by == ("Renee", "Ana")


def test_whoever_holds_the_role_is_the_project_manager() -> None:
    manager = roster(team("Data Lead: Luis, in", "Project Manager: Dana, in"), ()).project_manager
    assert manager is not None
    assert manager.person == "Dana"


def test_who_declined_is_in_no_group_and_who_accepted_stays_in_theirs():
    kinds = ("Key stakeholder partner", "Champion (in government)", "Community member")
    invitees = [
        Invitee(f"{kind} {answer}", f"{kind} {answer}", invite_as=kind, reply=Reply(answer))
        for kind in kinds
        for answer in ("accepted", "declined")
    ]
    found = roster(Team(), invitees)
    assert [one.who for one in found.partners] == ["Key stakeholder partner accepted"]
    assert [(one.person, one.accepted) for one in found.champions] == [("Champion (in government) accepted", True)]
    assert [one.invitee.who for one in found.community_members] == ["Community member accepted"]
