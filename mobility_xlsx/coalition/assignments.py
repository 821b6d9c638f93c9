"""Who asks whom, as found: each invitation with its sender, the reason in words, and how many each one sends."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.coalition.ties import LABELS, Bond, Sender, Through
from mobility_xlsx.text import joined


class Directness(StrEnum):
    """Why somebody sends, the most direct first."""

    CHOSEN = "chosen by staff"
    KNOWN = "known relationship"
    INTRODUCTION = "introduction"
    NAMED = "named, without contact yet"
    CHAMPION = "champion in government"
    MANAGER = "project manager"
    NOBODY = "nobody yet"


class SendingChoices(Struct, frozen=True):
    """What staff decided about senders. `chosen` maps an invitee's id, or their organization's, to a sender's id.

    `people` names senders who did not answer; `champions` are the champions in government, by id.
    """

    chosen: Mapping[str, str] = field(default_factory=dict)
    people: tuple[Sender, ...] = ()
    champions: tuple[str, ...] = ()
    project_manager: str = ""
    cap: int | None = None


class Invitation(Struct, frozen=True):
    """Who asks one invitee, and why. `closeness` is None where no relationship is known."""

    invitee: Invitee
    sender: Sender | None
    level: Directness
    closeness: int | None
    bond: Bond | None = None  # what ties sender and invitee, None when nothing is known
    tied: tuple[str, ...] = ()  # others who know them as well, by name
    named: tuple[str, ...] = ()  # senders named in Part 5, by name, when they differ
    best: Bond | None = None  # the most direct relationship of all, when the cap kept it from being used
    best_name: str = ""  # whose relationship with the invitee is the most direct
    unnamed: tuple[str, ...] = ()  # who knows them but gave no person's name; told only where no relationship is known
    answered_themselves: bool = False  # the invitee returned a workbook; told only where no relationship is known

    @property
    def label(self) -> str:
        """The closeness in the form's words, "" where none is known."""
        return "" if self.closeness is None else LABELS[self.closeness]

    @property
    def why(self) -> str:
        """Why this sender, in one or two sentences."""
        return reason(self)

    @property
    def needs_introduction(self) -> bool:
        """Nobody with a relationship sends it, and staff chose nobody."""
        return self.level not in (Directness.CHOSEN, Directness.KNOWN)


class Load(Struct, frozen=True):
    """How many letters one sender has, and whether that is more than the cap."""

    sender: Sender
    count: int
    over_cap: bool


class Assignment(Struct, frozen=True):
    """Every invitation to send with its sender, in the order the invitees were given; loads, the heaviest first.

    `answered` are those who accepted or declined: nobody asks them again.
    """

    invitations: tuple[Invitation, ...]
    loads: tuple[Load, ...]
    cap: int | None = None
    answered: tuple[Invitee, ...] = ()

    @property
    def needs_introduction(self) -> tuple[Invitation, ...]:
        """Those whom nobody with a relationship asks."""
        return tuple(one for one in self.invitations if one.needs_introduction)

    @property
    def cost_of_cap(self) -> tuple[Invitation, ...]:
        """The invitations whose sender is less direct than it would be without the cap."""
        return tuple(one for one in self.invitations if one.best is not None)


def reason(one: Invitation) -> str:
    """Why this sender, in words staff can read out."""
    who = one.sender.name if one.sender is not None else ""
    if one.level is Directness.NOBODY:
        return f"{_nobody(one)} knows them, and there is no champion in government or project manager to ask yet."
    sentences = [_first(one, who), _named(one), _cap(one)]
    return " ".join(sentence for sentence in sentences if sentence)


def _first(one: Invitation, who: str) -> str:
    match one.level:
        case Directness.CHOSEN:
            return _chosen(one, who)
        case Directness.KNOWN:
            return _known(one, who)
        case Directness.INTRODUCTION:
            return f"{_nobody(one)} knows them directly. {_introduction(one, who)}"
        case Directness.NAMED:
            return f"Part 5 names {who}, who has no contact yet: find somebody to introduce them first."
        case Directness.CHAMPION:
            return f"{_nobody(one)} knows them: {who}, as a champion in government, could ask for an introduction."
    return f"{_nobody(one)} knows them: {who}, as project manager, could look for an introduction."


def _nobody(one: Invitation) -> str:
    said = ["They answered themselves"] if one.answered_themselves else []
    if one.unnamed:
        know = "knows" if len(one.unnamed) == 1 else "know"
        said.append(f"{joined(one.unnamed)} {know} them, but gave no person's name")
    return "; ".join((*said, "nobody else who answered")) if said else "Nobody who answered"


def _chosen(one: Invitation, who: str) -> str:
    if one.closeness is not None:
        return f"Staff chose {who}, who {_PHRASES[one.closeness]}."
    known = f" {one.best_name} knows them." if one.best_name and one.best_name != who else ""
    return f"Staff chose {who}.{known}"


def _known(one: Invitation, who: str) -> str:
    says = f"{who} {_PHRASES[one.closeness]}"
    if one.closeness == 1:
        says += ": ask that person for an introduction"
    if one.tied:
        return f"{says}. So does {joined(one.tied)}." if len(one.tied) == 1 else f"{says}. So do {joined(one.tied)}."
    return f"{says}."


def _introduction(one: Invitation, who: str) -> str:
    if one.bond is not None and one.bond.through is Through.RELATED:
        return f"{who} knows {one.bond.via}, which they belong with, and could ask there for an introduction."
    if one.bond is not None and one.bond.through is Through.COLLEAGUE:
        return f"{who} knows {one.bond.via}'s organization, and {one.bond.via} could introduce them."
    return f"{who} answered for that organization and could make the introduction."


def _named(one: Invitation) -> str:
    return f"Part 5 names more than one sender: {joined(one.named)}." if one.named else ""


def _cap(one: Invitation) -> str:
    if one.best is None:
        return ""
    return f"{one.best_name} {_PHRASES[one.best.closeness]}, but has as many letters as the limit allows."


_PHRASES: dict[int | None, str] = {
    4: "works with them now",
    3: "knows a decision maker there",
    2: "has met them",
    1: "reaches them through someone else",
}
