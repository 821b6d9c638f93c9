"""People, organizations and needs, frozen, each with the cells it came from."""

from enum import StrEnum

from msgspec import Struct

from mobility_xlsx.coalition.labels import MAY_OPPOSE
from mobility_xlsx.text import fold


class Source(Struct, frozen=True, order=True):
    """Where a value stood: file, sheet and cell as shown to people."""

    file: str
    sheet: str
    cell: str


class Respondent(Struct, frozen=True):
    """Who returned a workbook (Start here).

    `id` is stable over runs: the folded email, else the name with the organization, else the file.
    """

    id: str
    name: str
    organization: str = ""
    email: str = ""
    source: Source | None = None

    @property
    def is_person(self) -> bool:
        """A person's name is known, not only an organization, an address or a file: a letter needs one to sign it."""
        return bool(fold(self.name)) and fold(self.name) not in (fold(self.organization), fold(self.email))


class Said(Struct, frozen=True):
    """One value of one field with the cell it stood in."""

    field: str  # "name", "type", "populations", "domains", "assets", "strengths", "stance", "closeness", ...
    text: str  # the canonical label or own words
    source: Source
    listed: bool = True  # False for own words that are on no list


class Mention(Struct, frozen=True):
    """One organization as one respondent gave it in one row of Parts 2 to 5."""

    name: str
    respondent: str  # Respondent.id
    part: int
    source: Source  # the cell of the name
    said: tuple[Said, ...] = ()

    def texts(self, field: str) -> tuple[str, ...]:
        """What was said for `field`, in the order of the cells."""
        return tuple(said.text for said in self.said if said.field == field)


class Nomination(Struct, frozen=True):
    """One row of Part 5: a person or office to invite, and who should send (guide, Worksheet Part 5)."""

    member: str
    organization: str
    respondent: str
    source: Source
    email: str = ""
    invite_as: str = ""
    sender: str = ""  # as typed: a first name, "Last, First", "me", an office
    closeness: int | None = None
    organization_id: str = ""  # after merging; "" when no organization was named
    sender_source: Source | None = None  # the cell of the sender


class Beside(Struct, frozen=True):
    """What a respondent wrote beside a line of Part 1: which group, or what else. Without a Yes it is not `chosen`."""

    kind: "NeedKind"
    label: str
    text: str
    chosen: bool
    respondent: str
    source: Source


class Organization(Struct, frozen=True):
    """One organization after merging. Values are unions over its mentions, sorted as the vocabulary is.

    `also_known_as` are its other names: those that were typed, and those that staff taught.
    `type` is the one that counts by the form's rule, `types` all that were said. `id` is stable over runs.
    """

    id: str
    name: str
    mentions: tuple[Mention, ...]
    also_known_as: tuple[str, ...] = ()
    type: str = ""
    types: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    stance: str = ""
    part_of: str = ""  # id of the organization it belongs to (chapter, program, foundation)
    nominations: int = 0  # how many Part 5 rows name it

    @property
    def may_oppose(self) -> bool:
        """Somebody expects it to oppose: a flag, never an exclusion (guide, Worksheet, instructions)."""
        return self.stance == MAY_OPPOSE


class Question(Struct, frozen=True):
    """Names that may be one organization: asked once a group, with the reason in words."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    reason: str
    weight: float = 0.0  # how much the answer would change the shortlist; the largest is asked first


class NeedKind(StrEnum):
    """The three lists of Part 1."""

    GROUP = "group"
    PREDICTOR = "predictor"
    ASSET = "asset"


class Need(Struct, frozen=True):
    """One label of Part 1 that the coalition has to meet. `weight` is its votes, or what staff set."""

    kind: NeedKind
    label: str
    weight: float = 1.0
    votes: int = 0

    @property
    def key(self) -> str:
        """ "group:Disengaged youth": the need's name across kinds."""
        return f"{self.kind}:{self.label}"


class Tie(Struct, frozen=True):
    """How well a respondent knows an organization: 4 works with them now … 0 no contact yet."""

    respondent: str
    organization: str
    closeness: int
    source: Source


class Inventory(Struct, frozen=True):
    """Every organization once, who answered, who knows whom and who was named in Part 5."""

    organizations: tuple[Organization, ...]
    respondents: tuple[Respondent, ...] = ()
    ties: tuple[Tie, ...] = ()
    nominations: tuple[Nomination, ...] = ()
    questions: tuple[Question, ...] = ()


def meets(organization: Organization, need: Need) -> bool:
    """True when the organization serves the group, works on the predictor or has the asset."""
    if need.kind is NeedKind.GROUP:
        return need.label in organization.populations
    return need.label in (organization.domains if need.kind is NeedKind.PREDICTOR else organization.assets)
