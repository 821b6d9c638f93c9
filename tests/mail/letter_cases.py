"""A small made-up coalition for the tests of letters, drafts and agendas."""

from mobility_xlsx.coalition.invitations import SendingChoices, assign
from mobility_xlsx.coalition.invitees import Invitee, NamedSender
from mobility_xlsx.coalition.records import Inventory, Mention, Organization, Respondent, Said, Source, Tie
from mobility_xlsx.coalition.roster import Champion, Holder, Team, roster
from mobility_xlsx.form.decisions import DecidedAt, Decisions, SettingLine, TeamMember
from mobility_xlsx.mail.letters import Occasion, plan_letters

HERE = Source("renee.xlsx", "Part 4 Benefits", "C7")
SETTINGS = {
    "community": "City of Millbrook",
    "coalition": "Mobility Coalition",
    "signer": "Mayor Ruth Calloway",
    "signer_title": "Mayor of Millbrook",
    "reply_to": "coalition@millbrook.example",
    "figure": "52 percent of our residents have debt in collections",
    "reason": "what we have tried so far has not been enough",
    "resources": "$5,000 a year and a shared analyst",
    "pay": "$40 an hour, child care and bus fare",
    "power": "partners hold half of the votes on the plan",
    "different": "the council has set money aside for three years",
    "ask": "come to the first meeting",
    "first_meeting": "Tuesday, March 9, 5:30 pm, Central Library",
    "decision_model": "Consensus model",
}
NOTES = (
    Said("aligned", "Evening English classes.", HERE),
    Said("benefit", "A stronger case for state money", HERE),
    Said("motivations", "They want SECRET MOTIVES", HERE),
    Said("barriers", "SECRET BARRIERS: skeptical of newcomers", HERE),
    Said("roles", "SECRET ROLES", HERE),
)
CENTER = Organization(
    "O5",
    "Bridgeway Language Center",
    (Mention("Bridgeway Language Center", "R5", 4, HERE, NOTES),),
    populations=("English-language learners",),
    domains=("Digital access",),
    assets=("Strong connections to community members", "a kitchen"),
    strengths=("Working with multiple partners",),
    stance="May oppose",
)
CHAMBER = Organization("O8", "Millbrook Chamber of Commerce", (), domains=("Jobs paying living wages",))
POLICE = Organization("O14", "Millbrook Police Department", ())
PEOPLE = (
    Respondent("R3", "Renee Tate", "Eastside Neighbors United", "renee@enu.example"),
    Respondent("R5", "Mayor Ruth Calloway", "City of Millbrook"),
)
JO = Invitee("O5/jo", "Jo Lee", "Bridgeway Language Center", "O5", "jo@bridgeway.example", nominated_by=("R5",))
TOM = Invitee("O8/tom", "Tom Adeyemi", "Millbrook Chamber of Commerce", "O8", invite_as="Champion (outside government)")
PAT = Invitee("named:/pat", "Pat Moreno", invite_as="Community member", named=(NamedSender("R3", 2, "R3", HERE),))
WATCH = Invitee("O14", "", "Millbrook Police Department", "O14", invite_as="Keep informed")
TEAM = Team(
    (Holder("Project Manager", "Dana Whitfield", "City Manager's Office", True, "dana@millbrook.example"),),
    (Champion("Mayor Ruth Calloway", "City of Millbrook", True),),
)
MANAGER_ROW = TeamMember("Project Manager", "", "", None, "", DecidedAt("Management team", "C7"))


def decided(**changes):
    """Decisions with the settings above, some changed; Settings!C5 and on."""
    settings = SETTINGS | changes
    places = (
        SettingLine(key, key, text, DecidedAt("Settings", f"C{i}")) for i, (key, text) in enumerate(settings.items(), 5)
    )
    return Decisions(settings=tuple(places), team=(MANAGER_ROW,))


def case(asks=(JO, TOM, PAT, WATCH), team=TEAM, language="en", **changes):
    """The assignment and the occasion of the coalition above."""
    organizations = (CENTER, CHAMBER, POLICE)
    ties = (Tie("R3", "O5", 4, HERE), Tie("R5", "O8", 3, HERE))
    assignment = assign(asks, Inventory(organizations, PEOPLE, ties), SendingChoices(champions=("R5",)))
    made = roster(team, asks, [(PAT.id, "Renee Tate")])
    return assignment, Occasion(
        decisions=decided(**changes),
        roster=made,
        organizations={one.id: one for one in organizations},
        only_one_for={"O5": ("English-language learners",)},
        language=language,
    )


def letters(*asks, **changes):
    """The letters planned for these invitees."""
    return plan_letters(*case(asks or (JO, TOM, PAT, WATCH), **changes))
