from mobility_xlsx.coalition.kickoff import kickoff_plan
from mobility_xlsx.coalition.roster import Holder, Team, roster


def test_the_plan_has_the_five_activities_in_order_with_who_could_lead():
    team = Team((Holder("Project Manager", "Dana"), Holder("Learning and Evaluation Lead", "Luis")))
    plan = kickoff_plan(roster(team, ()))
    assert [(step.number, step.activity.label, step.lead) for step in plan] == [
        (1, "Get Acquainted", "Dana"),
        (2, "Discuss Expectations and Roles", "Dana"),
        (3, "Determine How Decisions Will Be Made", "Dana"),
        (4, "Begin Developing Common Values and Narratives", "Luis"),
        (5, "Strive for Mutually Supportive and Sustainable Partnerships", "Dana, Luis"),
    ]


def test_nobody_leads_while_nobody_is_named():
    assert {step.lead for step in kickoff_plan(roster(Team(), ()))} == {""}
