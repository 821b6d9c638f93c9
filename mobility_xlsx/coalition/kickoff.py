"""The five kickoff activities as a plan: what to do, what to agree on and who could lead it (guide, Step 4.5)."""

from msgspec import Struct

from mobility_xlsx.coalition.roster import Roster


class Activity(Struct, frozen=True):
    """One kickoff activity: what to do, what to agree on, and the keys of the roles that could lead it.

    `key` is its own in the checklist of Decisions.xlsx.
    """

    key: str
    label: str
    what: str
    agree: str
    roles: tuple[str, ...]


ACTIVITIES = (
    Activity(
        "acquainted",
        "Get Acquainted",
        "Let every partner show their work and say why they care; leave time for people who are new to the table.",
        "Who is who, and how each fits into the whole",
        ("project_manager", "community_engagement_lead"),
    ),
    Activity(
        "expectations",
        "Discuss Expectations and Roles",
        "Settle together, not in city hall alone, how you work: meetings, channels, roles, who will write the plan.",
        "How often to meet, where to talk, who does what, who writes the plan",
        ("project_manager", "communications_outreach_lead"),
    ),
    Activity(
        "decisions",
        "Determine How Decisions Will Be Made",
        "Compare how partners decide at home, look at the models, and choose one.",
        "Who gives input, who decides, who answers for it",
        ("project_manager",),
    ),
    Activity(
        "values",
        "Begin Developing Common Values and Narratives",
        "Look together at how things came to be as they are in your community, racial inequities included.",
        "A plan for reaching a shared account of the causes, and words everybody can use",
        ("community_engagement_lead", "learning_evaluation_lead"),
    ),
    Activity(
        "partnerships",
        "Strive for Mutually Supportive and Sustainable Partnerships",
        "Ask what each partner needs from the others, share power in fact, keep learning, and give it time.",
        "What each gives and gets, and when you look back at how it is going",
        ("project_manager", "learning_evaluation_lead"),
    ),
)


class PlannedActivity(Struct, frozen=True):
    """One line of the plan. `lead` names whoever holds a fitting role, "" while nobody does."""

    number: int
    activity: Activity
    lead: str


def kickoff_plan(roster: Roster) -> tuple[PlannedActivity, ...]:
    """The five activities in the guide's order, each with the people of the management team who could lead it."""
    return tuple(
        PlannedActivity(number, activity, roster.holding(activity.roles))
        for number, activity in enumerate(ACTIVITIES, 1)
    )
