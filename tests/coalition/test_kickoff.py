"""The plan for the first months: five activities in the guide's order, and who could lead each."""

import pytest

from mobility_xlsx.coalition.kickoff import kickoff_plan
from mobility_xlsx.coalition.roster import Holder, Team, roster

PLAN = """
1. Get Acquainted
   Let every partner show their work and say why they care; leave time for people who are new to the table.
   Agree on: Who is who, and how each fits into the whole
2. Discuss Expectations and Roles
   Settle together, not in city hall alone, how you work: meetings, channels, roles, who will write the plan.
   Agree on: How often to meet, where to talk, who does what, who writes the plan
3. Determine How Decisions Will Be Made
   Compare how partners decide at home, look at the models, and choose one.
   Agree on: Who gives input, who decides, who answers for it
4. Begin Developing Common Values and Narratives
   Look together at how things came to be as they are in your community, racial inequities included.
   Agree on: A plan for reaching a shared account of the causes, and words everybody can use
5. Strive for Mutually Supportive and Sustainable Partnerships
   Ask what each partner needs from the others, share power in fact, keep learning, and give it time.
   Agree on: What each gives and gets, and when you look back at how it is going
"""
TEAM = (
    ("Project Manager", "Dana"),
    ("Data Lead", "Kim"),
    ("Community Engagement Lead", "Mei"),
    ("Communications and Outreach Lead", "Sam"),
    ("Learning and Evaluation Lead", "Luis"),
)


def leads(*team: tuple[str, str]) -> list[str]:
    return [step.lead for step in kickoff_plan(roster(Team(tuple(Holder(*held) for held in team)), ()))]


def test_the_plan_has_the_five_activities_in_order() -> None:
    drawn = [
        f"{step.number}. {step.activity.label}\n   {step.activity.what}\n   Agree on: {step.activity.agree}\n"
        for step in kickoff_plan(roster(Team(), ()))
    ]
    assert "".join(drawn) == PLAN.lstrip()


@pytest.mark.parametrize(
    ("team", "expected"),
    [
        (TEAM, ["Dana, Mei", "Dana, Sam", "Dana", "Mei, Luis", "Dana, Luis"]),
        (TEAM[1:3], ["Mei", "", "", "Mei", ""]),
        ((("Project Manager", "Dana"), ("Engagement Lead", "Dana")), ["Dana", "Dana", "Dana", "Dana", "Dana"]),
        ((("Project Manager", "Dana"), ("Project Manager", "Ed")), ["Dana, Ed"] * 3 + ["", "Dana, Ed"]),
        ((), [""] * 5),
    ],
)
def test_whoever_holds_a_fitting_role_could_lead(team: tuple[tuple[str, str], ...], expected: list[str]) -> None:
    assert leads(*team) == expected
