"""What letters still need before they can be written, each by its cell of Decisions.xlsx."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.coalition.roles import PROJECT_MANAGER, role_key
from mobility_xlsx.form.decisions import DecidedAt
from mobility_xlsx.mail.letters import Letter, LetterKind, Occasion
from mobility_xlsx.text import fold

# The setting behind each field of a template. Without the first ones no letter can be signed or introduced.
_ESSENTIAL = {"community": "community", "host": "community"}
_SETTINGS = {
    **_ESSENTIAL,
    "figure": "figure",
    "reason": "reason",
    "resources": "resources",
    "pay": "pay",
    "power": "power",
    "different": "different",
    "ask": "ask",
    "first_meeting": "first_meeting",
    "reply": "reply_to",
}
_BOTH = {"figures": ("figure", "reason")}


class Missing(Struct, frozen=True):
    """One thing nobody filled in: its setting, where to write it, and how many letters wait for it.

    `setting` is a key of Settings, "project_manager", or "sender" (then `who` names the invitee). Letters cannot do
    without an `essential` one; without another they can be written, and its paragraph is left out.
    """

    setting: str
    sheet: str
    cell: str
    letters: int
    essential: bool
    who: str = ""


def missing(
    letters: Sequence[Letter], used: Mapping[LetterKind, frozenset[str]], occasion: Occasion
) -> tuple[Missing, ...]:
    """What is not filled in of all that the templates use (`used`: fields by kind), in the order of Settings.

    A template from which staff removed a paragraph no longer asks for what stood in it.
    """
    waiting: dict[str, int] = {}
    for letter in letters:
        for setting in dict.fromkeys(_empty(letter, used[letter.kind])):
            waiting[setting] = waiting.get(setting, 0) + 1
    found = [_setting(key, waiting.pop(key), occasion) for key in _order() if key in waiting]
    if "manager" in waiting:
        found.insert(0, _manager(waiting["manager"], occasion))
    return (*found, *_senders(letters, occasion))


def _order() -> tuple[str, ...]:
    return tuple(dict.fromkeys(_SETTINGS.values()))


def _empty(letter: Letter, used: frozenset[str]) -> Iterator[str]:
    for field in sorted(used):
        if field == "manager" and not letter.fields["manager"]:
            yield "manager"
        for name in _BOTH.get(field, (field,)):
            if name in _SETTINGS and not letter.fields[name]:
                yield _SETTINGS[name]


def _setting(key: str, letters: int, occasion: Occasion) -> Missing:
    place = occasion.decisions.place(key)
    return Missing(key, place.sheet, place.cell, letters, key in _ESSENTIAL.values())


def _manager(letters: int, occasion: Occasion) -> Missing:
    rows = (member.place for member in occasion.decisions.team if role_key(member.role) == PROJECT_MANAGER)
    place = next(rows, None)
    sheet, cell = (place.sheet, place.cell) if place is not None else ("Management team", "")
    return Missing(PROJECT_MANAGER, sheet, cell, letters, essential=True)


def _senders(letters: Sequence[Letter], occasion: Occasion) -> Iterator[Missing]:
    for letter in letters:
        if letter.sender is not None:
            continue
        if letter.kind is LetterKind.KEEP_INFORMED:
            setting, place = "signer", occasion.decisions.place("signer")
        else:
            setting, place = "sender", _sender_place(letter.invitee, occasion)
        yield Missing(setting, place.sheet, place.cell, 1, essential=True, who=letter.invitee.who)


def _sender_place(invitee: Invitee, occasion: Occasion) -> DecidedAt:
    """Where staff name the sender of one invitation."""
    who = {fold(invitee.member), fold(invitee.who)}
    for line in occasion.decisions.senders:
        if fold(line.organization) == fold(invitee.organization) and fold(line.invitee) in who:
            return line.place
    return DecidedAt("Senders", "")
