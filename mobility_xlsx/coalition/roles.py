"""The five roles of the management team: what each does and where to look for somebody (guide, Step 4.1)."""

from msgspec import Struct

from mobility_xlsx.coalition.labels import ANCHOR_INSTITUTION, NONPROFIT, OTHER_GOVERNMENT, PHILANTHROPY, RESEARCH
from mobility_xlsx.text import fold

PROJECT_MANAGER = "project_manager"
CHAMPION = "Champion"  # no role of the management team, but entered beside them (guide, Step 4.3)


class Role(Struct, frozen=True):
    """One of the five roles of the management team: what it does, what it takes, where to look for somebody."""

    key: str
    label: str
    duties: tuple[str, ...]
    experience: tuple[str, ...]
    look_in: tuple[str, ...]  # sectors, by the form's labels, and others in words


ROLES = (
    Role(
        PROJECT_MANAGER,
        "Project Manager",
        (
            "runs the work of the whole coalition day to day",
            "writes the workplan",
            "keeps in touch with the leads of working groups",
            "sees that commitments are kept",
            "clears problems out of the way",
        ),
        (
            "time for it: a large share of their workload",
            "authority and information, most of all from outside government",
        ),
        (),
    ),
    Role(
        "data_lead",
        "Data Lead",
        ("collects, analyzes and shows the data", "sets up how data are updated", "tracks measures of success"),
        ("breaking data down by group", "telling stories with data", "data sharing agreements"),
        (RESEARCH, ANCHOR_INSTITUTION, OTHER_GOVERNMENT),
    ),
    Role(
        "community_engagement_lead",
        "Community Engagement Lead",
        ("plans community engagement, and leads it where that helps",),
        ("many ways of engaging people", "inclusive and equitable engagement", "ties to community-based organizations"),
        (NONPROFIT,),
    ),
    Role(
        "communications_outreach_lead",
        "Communications and Outreach Lead",
        ("coordinates what is said inside the coalition and outside it",),
        ("channels across the region", "reaching English learners, people without internet and older people"),
        (PHILANTHROPY, ANCHOR_INSTITUTION),
    ),
    Role(
        "learning_evaluation_lead",
        "Learning and Evaluation Lead",
        (
            "develops measures of success together with the Data Lead and community members",
            "writes the plan for evaluation",
            "keeps the coalition learning and changing course",
        ),
        (
            "several kinds of evaluation",
            "improving how organizations work",
            "interviews and other qualitative research",
        ),
        (RESEARCH, PHILANTHROPY),
    ),
)

BRIEFING = (
    "introductory meetings with the people they will need",
    "how decisions are made in this government, and by whom",
    "where documents are shared, with access from outside",
    "how often to check in, and with whom",
    "who takes up their requests when they get stuck",
)

_ROLE_WORDS = {fold(role.label): role.key for role in ROLES} | {
    "data team lead": "data_lead",
    "communications lead": "communications_outreach_lead",
    "outreach lead": "communications_outreach_lead",
    "engagement lead": "community_engagement_lead",
    "evaluation lead": "learning_evaluation_lead",
    "learning lead": "learning_evaluation_lead",
}


def role_key(words: str) -> str:
    """The key of the management role meant by `words` (a key, a label or one of the guide's variants), else ""."""
    folded = fold(words)
    keys = {fold(role.key): role.key for role in ROLES}
    return keys.get(folded) or _ROLE_WORDS.get(folded, "")
