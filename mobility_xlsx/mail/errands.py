"""What each sender has to do: whom they ask and why, with what is known about them, as rows for a workbook."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import astuple

from mobility_xlsx.coalition.assignments import Assignment, Invitation
from mobility_xlsx.coalition.records import Organization
from mobility_xlsx.coalition.ties import Sender
from mobility_xlsx.mail.letters import Letter
from mobility_xlsx.text import one_line

HEADINGS = (
    "Whom to ask",
    "Organization",
    "Email",
    "Invite as",
    "Why you",
    "They bring",
    "They work for",
    "For your eyes",
    "Letter",
)


class Errand(Struct, frozen=True):
    """One person to ask. `notes` come from Part 4, are for the sender's eyes only, and stand in no letter."""

    who: str
    organization: str
    email: str
    invite_as: str
    why: str
    brings: str
    serves: str
    notes: str
    letter: str

    def row(self) -> tuple[str, ...]:
        """The cells of its line, under `HEADINGS`."""
        return astuple(self)


class Errands(Struct, frozen=True):
    """All that one sender asks; `folder` holds their letters."""

    sender: Sender
    folder: str
    rows: tuple[Errand, ...]


def errands(
    assignment: Assignment, organizations: Mapping[str, Organization], letters: Sequence[Letter]
) -> tuple[Errands, ...]:
    """For each sender, by name, whom they ask and why. `letters` are those written for the invitations."""
    folders = {one.sender_id: one.folder for one in letters}
    files = {one.invitee.id: one.file for one in letters}
    by_sender: dict[Sender, list[Invitation]] = {}
    for one in assignment.invitations:
        if one.sender is not None:
            by_sender.setdefault(one.sender, []).append(one)
    return tuple(
        Errands(sender, folders[sender.id], tuple(_errand(one, organizations, files) for one in by_sender[sender]))
        for sender in sorted(by_sender, key=lambda sender: (sender.name.casefold(), sender.id))
    )


def _errand(one: Invitation, organizations: Mapping[str, Organization], files: Mapping[str, str]) -> Errand:
    organization = organizations.get(one.invitee.organization_id)
    return Errand(
        who=one_line(one.invitee.member) or one_line(one.invitee.organization),
        organization=one_line(one.invitee.organization),
        email=one_line(one.invitee.email),
        invite_as=one.invitee.invite_as,
        why=one.why,
        brings=_joined((*organization.assets, *organization.strengths)) if organization is not None else "",
        serves=_joined((*organization.populations, *organization.domains)) if organization is not None else "",
        notes=_notes(organization) if organization is not None else "",
        letter=files.get(one.invitee.id, ""),
    )


def _joined(texts: Sequence[str]) -> str:
    return "; ".join(one_line(text) for text in texts)


def _notes(organization: Organization) -> str:
    """What Part 4 says of motivations, roles and barriers, and that they may oppose."""
    fields = (("Motivations", "motivations"), ("Roles", "roles"), ("Barriers and good partner", "barriers"))
    lines = []
    for title, field in fields:
        texts = dict.fromkeys(one_line(text) for mention in organization.mentions for text in mention.texts(field))
        if texts:
            lines.append(f"{title}: {'; '.join(texts)}")
    return "\n".join([*lines, *(["May oppose: listen first."] if organization.may_oppose else [])])
