"""Letters: who gets which, what stands in each, from whom (guide, Step 4.4)."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from mobility_xlsx.coalition.assignments import Assignment, Directness, Invitation
from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.coalition.labels import CHAMPION_IN_GOVERNMENT, CHAMPION_OUTSIDE, COMMUNITY_MEMBER
from mobility_xlsx.coalition.records import Organization
from mobility_xlsx.coalition.roster import Holder, Roster
from mobility_xlsx.coalition.ties import Sender, Through, same_person
from mobility_xlsx.form.decisions import Decisions
from mobility_xlsx.form.typed import spoken
from mobility_xlsx.mail.phrases import Phrases, PhraseWords, capital, filled, sentence, words
from mobility_xlsx.text import file_name, fold, one_line, told_apart


class LetterKind(StrEnum):
    """The four letters; the value is the template's name."""

    INVITATION = "invitation"
    CHAMPION = "champion"
    COMMUNITY_MEMBER = "community-member"
    KEEP_INFORMED = "keep-informed"

    @property
    def key(self) -> str:
        """The kind in letters.toml."""
        return self.value.replace("-", "_")


_KINDS = {
    CHAMPION_IN_GOVERNMENT: LetterKind.CHAMPION,
    CHAMPION_OUTSIDE: LetterKind.CHAMPION,
    COMMUNITY_MEMBER: LetterKind.COMMUNITY_MEMBER,
}
_OPENINGS = {4: "works_with", 3: "decision_maker", 2: "has_met", 1: "through_someone"}


class Occasion(Struct, frozen=True):
    """What all letters share: staff's settings, the team, what the inventory knows, what is needed, the language."""

    decisions: Decisions
    roster: Roster
    organizations: Mapping[str, Organization] = field(default_factory=dict)
    only_one_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    language: str = "en"

    def setting(self, key: str) -> str:
        """One of staff's settings, on one line."""
        return one_line(self.decisions.setting(key))

    @property
    def words(self) -> PhraseWords:
        """The words of the letters' language."""
        return words(self.language)

    @property
    def first_meeting(self) -> str:
        """When and where the first meeting is, as people say it."""
        return spoken(self.setting("first_meeting"), self.words.moments)

    @property
    def coalition(self) -> str:
        """What the coalition is called."""
        return self.setting("coalition") or self.words.sentences["coalition"]


class Letter(Struct, frozen=True):
    """One letter to be written: its kind, its two ends, its fields, and the file it goes to."""

    kind: LetterKind
    invitee: Invitee
    sender: Sender | None
    fields: Mapping[str, str]
    subject: str
    why: str  # why this sender, told to the sender; it stands in no letter
    file: str  # without the sender's folder
    folder: str = ""  # the sender's, among the letters
    knows_best: bool = False  # the sender knows the invitee, and nobody known to us knows them better

    @property
    def sender_id(self) -> str:
        """Who sends it, "" when nobody does."""
        return self.sender.id if self.sender is not None else ""


class Rendered(Struct, frozen=True):
    """One finished letter: the Word document, and its text for a mail."""

    letter: Letter
    docx: bytes
    text: str


def plan_letters(assignment: Assignment, occasion: Occasion) -> tuple[Letter, ...]:
    """Every letter with its fields filled in: one an invitation, then one for each to be kept informed.

    A field nobody filled in is "" here; `mail/missing.py` names it.
    """
    pen = _Pen(occasion, [load.sender for load in assignment.loads])
    letters = [pen.invitation(one) for one in assignment.invitations]
    letters += [pen.information(one) for one in occasion.roster.keep_informed]
    folders = _folders(letters)
    places = told_apart((f"{folders[one.sender_id]}/{one.file.removesuffix('.docx')}", ".docx") for one in letters)
    parted = zip(letters, (place.split("/") for place in places), strict=True)
    return tuple(replace(one, folder=folder, file=file) for one, (folder, file) in parted)


def _folders(letters: Iterable[Letter]) -> dict[str, str]:
    """By sender's id the folder of their letters, which no two share; "" for letters nobody sends."""
    named = {(one.sender.name.casefold(), one.sender.id): one.sender.name for one in letters if one.sender is not None}
    names = told_apart((file_name(named[key]), "") for key in sorted(named))
    return {"": ""} | {id: name for (_, id), name in zip(sorted(named), names, strict=True)}


class _Pen:
    """Writes the fields of letters for one occasion."""

    def __init__(self, occasion: Occasion, senders: Sequence[Sender]) -> None:
        self.occasion = occasion
        self.senders = senders
        self.words = occasion.words
        self.phrases = Phrases(self.words)
        self.shared = self._shared()

    def invitation(self, one: Invitation) -> Letter:
        kind = _KINDS.get(one.invitee.invite_as, LetterKind.INVITATION)
        letter = self._letter(kind, one.invitee, one.sender, self._opening(one))
        known = one.level is Directness.KNOWN and one.best is None and (one.closeness or 0) > 1
        return replace(letter, why=self._reason(one), knows_best=known)

    def _reason(self, one: Invitation) -> str:
        """Why this sender, in the second person and the letters' language."""
        if one.bond is not None and one.bond.via and one.closeness is None:
            return filled(self.words.reasons["through"], via=one_line(one.bond.via))
        works_there = one.bond is not None and one.bond.through is Through.WORKS_THERE
        unknown = "works_there" if works_there else "no_contact"
        unknown = "chosen" if one.level is Directness.CHOSEN else unknown
        return self.words.reasons[_OPENINGS.get(one.closeness or 0, unknown)]

    def information(self, invitee: Invitee) -> Letter:
        """The letter to somebody kept informed: from whoever signs, else from the project manager."""
        manager = self.occasion.roster.project_manager
        name = self.occasion.setting("signer") or (manager.person if manager is not None else "")
        known = (one for one in self.senders if same_person(one.name, name))
        sender = next(known, Sender(f"signer:{fold(name)}", name)) if name else None
        return self._letter(LetterKind.KEEP_INFORMED, invitee, sender, "")

    def _letter(self, kind: LetterKind, invitee: Invitee, sender: Sender | None, opening: str) -> Letter:
        organization = one_line(invitee.organization)
        own = {
            "opening": opening,
            "greeting": self._greeting(invitee),
            "organization": organization,
            "whom": organization or self.words.sentences["you"],
            "member": one_line(invitee.member),
            "why_you": self._why(invitee),
            "benefit": self._benefit(invitee),
            "recommended": self._recommended(invitee, sender),
            "sender": one_line(sender.name) if sender is not None else "",
            "sender_line": self._sender_line(sender),
            "manager": self._manager(sender),
        }
        who = ", ".join(filter(None, dict.fromkeys((one_line(invitee.member), organization))))
        return Letter(
            kind=kind,
            invitee=invitee,
            sender=sender,
            fields={**self.shared, **own},
            subject=self._subject(kind, organization),
            why="",
            file=f"{file_name(f'{self.words.names[kind.key]} - {who}')}.docx",
        )

    def _shared(self) -> dict[str, str]:
        setting = self.occasion.setting
        texts = {key: sentence(setting(key)) for key in ("resources", "pay", "power", "different", "ask")}
        figure, reason = capital(sentence(setting("figure"))), capital(sentence(setting("reason")))
        contact = setting("reply_to")
        return texts | {
            "community": setting("community"),
            "host": self.phrases.host(setting("community")),
            "coalition": self.occasion.coalition,
            "the_coalition": self.phrases.coalition(self.occasion.coalition),
            "figure": figure,
            "reason": reason,
            "figures": " ".join(filter(None, (figure, reason))),
            "first_meeting": sentence(self.occasion.first_meeting),
            "reply": sentence(self.phrases.said("reply", contact=contact)) if contact else "",
        }

    def _greeting(self, invitee: Invitee) -> str:
        key, name = ("person", invitee.member) if invitee.member else ("organization", invitee.organization)
        return filled(self.words.greetings[key], name=one_line(name), organization=one_line(name))

    def _opening(self, one: Invitation) -> str:
        organization = one_line(one.invitee.organization)
        own = one.sender is not None and organization and fold(one.sender.organization) == fold(organization)
        key = "colleague" if own else _OPENINGS.get(one.closeness or 0, "no_contact")
        if key == "no_contact" and one.level is Directness.CHOSEN:
            key = "chosen"
        if key == "decision_maker" and not organization:
            key = "decision_maker_person"
        return filled(self.words.openings[key], organization=organization)

    def _why(self, invitee: Invitee) -> str:
        """From the inventory; a community member is asked as a person, not for an organization."""
        organization = self.occasion.organizations.get(invitee.organization_id)
        if organization is not None and invitee.invite_as != COMMUNITY_MEMBER:
            only = self.occasion.only_one_for.get(organization.id, ())
            known = self.phrases.why(organization, only, self.occasion.needs)
            if known:
                return known
        if not invitee.nominated_by or self._recommended(invitee, None):
            return ""
        organized = invitee.organization and invitee.invite_as not in _KINDS
        key = "named" if organized else "named_person"
        return self.phrases.said(key, organization=one_line(invitee.organization))

    def _benefit(self, invitee: Invitee) -> str:
        organization = self.occasion.organizations.get(invitee.organization_id)
        return self.phrases.benefit(organization) if organization is not None else ""

    def _recommended(self, invitee: Invitee, sender: Sender | None) -> str:
        """Who recommended them, in the words of whoever sends the letter."""
        for member in self.occasion.roster.community_members:
            if member.invitee.id == invitee.id and member.recommended_by:
                names = [one_line(name) for name in member.recommended_by]
                others = [name for name in names if sender is None or not same_person(name, sender.name)]
                own = "recommended_too" if others else "recommended_self"
                key = "recommended" if len(others) == len(names) else own
                return self.phrases.said(key, names=self.phrases.listed(others))
        return ""

    def _sender_line(self, sender: Sender | None) -> str:
        if sender is None:
            return ""
        signs = same_person(sender.name, self.occasion.setting("signer"))
        title = self.occasion.setting("signer_title") if signs else ""
        return title or one_line(sender.organization) or self._role_line(sender)

    def _role_line(self, sender: Sender) -> str:
        manager = self.occasion.roster.project_manager
        if manager is not None and same_person(manager.person, sender.name):
            return one_line(manager.organization) or self.words.roles["project_manager"]
        return ""

    def _manager(self, sender: Sender | None) -> str:
        """The project manager, introduced (guide, Step 4.4)."""
        holder: Holder | None = self.occasion.roster.project_manager
        if holder is None:
            return ""
        name, organization = one_line(holder.person), one_line(holder.organization)
        if sender is not None and same_person(sender.name, name):
            return self.words.sentences["manager_self"]
        said = self.phrases.said("manager_from" if organization else "manager", name=name, organization=organization)
        contact = self.phrases.said("manager_contact", name=name, contact=one_line(holder.contact))
        return f"{said} {sentence(contact)}" if holder.contact else said

    def _subject(self, kind: LetterKind, organization: str) -> str:
        key = "invitation_person" if kind is LetterKind.INVITATION and not organization else kind.key
        named = {name: self.shared[name] for name in ("coalition", "the_coalition")}
        return filled(self.words.subjects[key], organization=organization, **named)
