"""The work of the coalition as a list of tasks, each with who could lead it (guide, Introduction and Step 4.1)."""

from collections.abc import Iterator

from msgspec import Struct

from mobility_xlsx.coalition.roster import Roster


class Task(Struct, frozen=True):
    """One activity that members may take part in, and the keys of the roles that could lead it."""

    label: str
    roles: tuple[str, ...]


TASKS = (
    Task("Gathering and analyzing data", ("data_lead",)),
    Task(
        "Engaging community members to lift up priorities, analyze data, and contribute to developing solutions",
        ("community_engagement_lead",),
    ),
    Task(
        "Interviewing key stakeholders to learn about best practices",
        ("community_engagement_lead", "learning_evaluation_lead"),
    ),
    Task("Gaining buy-in from local leadership", ("project_manager",)),
    Task("Inventorying current programs, policies, and practices", ("project_manager",)),
    Task("Developing communications and other outreach strategies", ("communications_outreach_lead",)),
    Task(
        "Conducting policy research to learn about evidence-based solutions and best practices",
        ("data_lead", "learning_evaluation_lead"),
    ),
    Task("Identifying funding sources for potential strategies", ("project_manager",)),
    Task("Drafting the MAP", ("project_manager",)),
    Task(
        "Disseminating the MAP among their partners and with community members with whom they work",
        ("communications_outreach_lead",),
    ),
)

# What a lead makes clear before asking others to give time; this work is not their main job.
BEFORE_ASKING = (
    "what support is needed",
    "how much time it takes, and for how long",
    "how the burden is kept small",
)


def shared_out(roster: Roster) -> Iterator[tuple[Task, str]]:
    """Every task in the guide's order, with the people of the management team who could lead it, "" for none."""
    for task in TASKS:
        yield task, roster.holding(task.roles)
