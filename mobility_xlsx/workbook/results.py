"""Everything one run tells staff, on one record: what Summary.xlsx, report.html and Decisions.xlsx draw from."""

from msgspec import Struct, field

from mobility_xlsx.coalition.assignments import Assignment
from mobility_xlsx.coalition.invitees import Invitee, Reply
from mobility_xlsx.coalition.records import Beside, Inventory, Need, NeedKind, Organization, meets
from mobility_xlsx.coalition.roster import Roster
from mobility_xlsx.coalition.shortlist import Shortlist
from mobility_xlsx.form.decisions import Decisions
from mobility_xlsx.form.ownwords import OwnWords
from mobility_xlsx.form.problems import Problem
from mobility_xlsx.metrics import Metrics

READ, NOT_READ, SKIPPED, NOT_YET = "read", "not read", "skipped", "not yet"
NOT_THE_FORM = "not the form"  # read, but no part of the form is in it
KIND_WORDS = {NeedKind.GROUP: "Group of people", NeedKind.PREDICTOR: "Predictor", NeedKind.ASSET: "Asset"}

REPLIES = {"accepted": "Accepted", "declined": "Declined", "later": "Later"}


class ReturnStatus(Struct, frozen=True):
    """One file, or one person whose workbook has not come back (`status` "not yet", `file` "").

    `received` is an ISO date, `to_correct` how many questions it leaves, `sent_back` the please-check copy written.
    """

    file: str
    status: str
    name: str = ""
    organization: str = ""
    email: str = ""
    received: str = ""
    to_correct: int = 0
    why: str = ""
    sent_back: str = ""


class Change(Struct, frozen=True):
    """One thing that is not as it was in the run before. `about` is Partners, Needs, Gaps, Answers or Invitations."""

    about: str
    says: str


class StepIn(Struct, frozen=True):
    """Who steps in for one pick of the shortlist, in a sentence; `ids` are the organizations that come in."""

    id: str
    says: str
    ids: tuple[str, ...] = ()


class PlanStep(Struct, frozen=True):
    """One activity of the first meetings: what to do, what to agree on, who could lead it ("" for nobody yet).

    `done` and `note` are what staff say of it in Decisions.xlsx.
    """

    label: str
    what: str
    agree: str
    who: str = ""
    done: bool = False
    note: str = ""


class Results(Struct, frozen=True):
    """One run. `community` names the place; `since` is the day of the run that `changes` compares with.

    `needs` are those in use, weighted; `offered` are all that Part 1 offers, with their votes. `shortlist` is None
    while nobody ticked a need. `steady` pairs ids with always, usually or sometimes.
    """

    community: str
    returned: tuple[ReturnStatus, ...]
    problems: tuple[Problem, ...]
    inventory: Inventory
    needs: tuple[Need, ...]
    shortlist: Shortlist | None
    assignment: Assignment
    roster: Roster
    offered: tuple[Need, ...] = ()
    decisions: Decisions = field(default_factory=Decisions)
    metrics: Metrics | None = None
    changes: tuple[Change, ...] = ()
    since: str = ""
    steps_in: tuple[StepIn, ...] = ()
    steady: tuple[tuple[str, str], ...] = ()
    plan: tuple[PlanStep, ...] = ()
    wordings: tuple[OwnWords, ...] = ()
    beside: tuple[Beside, ...] = ()  # what people wrote beside the lines of Part 1
    unopposed: str = ""  # the list without those who may oppose, told beside it
    gone: tuple[str, ...] = ()  # decisions whose subject is no longer in the workbooks, a sentence each
    strengths: tuple[str, ...] = ()  # the second set: labels of the six strengths
    sectors: tuple[str, ...] = ()  # and of the eight sectors

    @property
    def by_id(self) -> dict[str, Organization]:
        """Every organization by its id."""
        return {one.id: one for one in self.inventory.organizations}

    @property
    def declines(self) -> dict[str, Invitee]:
        """Who declined for each organization that cannot be on the list for it."""
        ids = {one.id for one in self.shortlist.declined} if self.shortlist else set()
        declined = [one for one in self.assignment.answered if one.declined]
        return {one.organization_id: one for one in declined if one.organization_id in ids}

    def covered_by(self, need: Need) -> tuple[Organization, ...]:
        """The organizations that meet a need, in the order of the inventory."""
        return tuple(one for one in self.inventory.organizations if meets(one, need))

    @property
    def people(self) -> dict[str, str]:
        """The name of each respondent by id."""
        return {one.id: one.name for one in self.inventory.respondents}


def told_reply(reply: Reply | None) -> str:
    """ "Declined 2026-03-09"; "" while nothing was said."""
    return f"{REPLIES[reply.answer]} {reply.date}".strip() if reply else ""
