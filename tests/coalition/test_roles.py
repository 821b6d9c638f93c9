"""What is told of the five roles of the management team, and the names they go by."""

import pytest

from mobility_xlsx.coalition.roles import BRIEFING, ROLES, role_key

TOLD = """
Project Manager
  does: runs the work of the whole coalition day to day
  does: writes the workplan
  does: keeps in touch with the leads of working groups
  does: sees that commitments are kept
  does: clears problems out of the way
  takes: time for it: a large share of their workload
  takes: authority and information, most of all from outside government
Data Lead
  does: collects, analyzes and shows the data
  does: sets up how data are updated
  does: tracks measures of success
  takes: breaking data down by group
  takes: telling stories with data
  takes: data sharing agreements
  look in: Research organization
  look in: Anchor institution
  look in: Other local government
Community Engagement Lead
  does: plans community engagement, and leads it where that helps
  takes: many ways of engaging people
  takes: inclusive and equitable engagement
  takes: ties to community-based organizations
  look in: Nonprofit and CBOs
Communications and Outreach Lead
  does: coordinates what is said inside the coalition and outside it
  takes: channels across the region
  takes: reaching English learners, people without internet and older people
  look in: Philanthropy
  look in: Anchor institution
Learning and Evaluation Lead
  does: develops measures of success together with the Data Lead and community members
  does: writes the plan for evaluation
  does: keeps the coalition learning and changing course
  takes: several kinds of evaluation
  takes: improving how organizations work
  takes: interviews and other qualitative research
  look in: Research organization
  look in: Philanthropy
"""

GUIDE = """
introductory meetings with the people they will need
how decisions are made in this government, and by whom
where documents are shared, with access from outside
how often to check in, and with whom
who takes up their requests when they get stuck
"""


def test_each_role_says_what_it_does_what_it_takes_and_where_to_look() -> None:
    drawn: list[str] = []
    for role in ROLES:
        drawn += [role.label, *(f"  does: {duty}" for duty in role.duties)]
        drawn += [f"  takes: {asked}" for asked in role.experience]
        drawn += [f"  look in: {sector}" for sector in role.look_in]
    assert drawn == TOLD.strip().splitlines()


def test_a_lead_from_outside_is_briefed_on_five_things() -> None:
    assert list(BRIEFING) == GUIDE.strip().splitlines()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("PROJECT MANAGER", "project_manager"),
        ("project_manager", "project_manager"),
        ("data lead", "data_lead"),
        ("Data Team Lead", "data_lead"),
        ("Community  Engagement Lead", "community_engagement_lead"),
        ("Engagement Lead", "community_engagement_lead"),
        ("Communications and Outreach Lead", "communications_outreach_lead"),
        ("Communications Lead", "communications_outreach_lead"),
        ("Outreach lead", "communications_outreach_lead"),
        ("Learning and Evaluation Lead", "learning_evaluation_lead"),
        ("Evaluation Lead", "learning_evaluation_lead"),
        ("Learning Lead", "learning_evaluation_lead"),
        ("Treasurer", ""),
        ("Lead", ""),
        ("", ""),
    ],
)
def test_a_role_is_known_by_its_label_and_the_variants_of_the_guide(typed: str, key: str) -> None:
    assert role_key(typed) == key
