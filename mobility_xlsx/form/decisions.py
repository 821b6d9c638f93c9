"""What staff decided, from the answers of Decisions.xlsx: typed, and each with the cell it came from."""

from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.form.answers import Remark
from mobility_xlsx.form.declaration import load_form, reading_form
from mobility_xlsx.form.parts import Form, Vocabulary
from mobility_xlsx.form.typed import number_in
from mobility_xlsx.text import fold

DECISIONS = "Decisions.xlsx"  # the staff's own file, beside returned/
WORDINGS, INVITE_AS = "wordings", "invite_as"
ANSWER_LISTS = ("groups", "predictors", "assets", "types", "strengths", "closeness", "invite_as", "stance")


class DecidedAt(Struct, frozen=True):
    """The cell of Decisions.xlsx where something is decided, blank or not."""

    sheet: str
    cell: str


class SettingLine(Struct, frozen=True):
    """One line of Settings: what was written, "" when nothing was."""

    key: str
    title: str
    text: str
    place: DecidedAt


class NeedChoice(Struct, frozen=True):
    """Whether a need of Part 1 counts, and how much. None leaves it to the votes."""

    list: str  # "Group of people", "Predictor" or "Asset"
    label: str
    use: bool | None
    weight: float | None
    place: DecidedAt


class TeamMember(Struct, frozen=True):
    """One line of the management team; `person` is "" while nobody is named."""

    role: str
    person: str
    organization: str
    in_government: bool | None
    contact: str
    place: DecidedAt


class SameRuling(Struct, frozen=True):
    """Names that staff called "same", "different" or "part_of" (the first a part of the second)."""

    names: tuple[str, ...]
    answer: str
    use_name: str
    place: DecidedAt


class AlsoKnown(Struct, frozen=True):
    """A name staff taught: another name for `organization`, which stands at `home`, or a part of it."""

    name: str
    organization: str
    part_of: bool
    place: DecidedAt
    home: DecidedAt


class WordingChoice(Struct, frozen=True):
    """What a wording means, for every workbook; `keep` keeps it as typed and ends the question."""

    typed: str
    list: str
    means: str
    keep: bool
    place: DecidedAt


class ShortlistChoice(Struct, frozen=True):
    """ "must", "leave_out" or "keep_informed" for one organization, with the reason given."""

    organization: str
    choice: str
    reason: str
    place: DecidedAt


class SenderChoice(Struct, frozen=True):
    """One line about an invitation: who should send it, who recommended the invitee, as what; "" where undecided.

    `place` is the cell of who should send it.
    """

    invitee: str
    organization: str
    sender: str
    recommended_by: str
    place: DecidedAt
    invite_as: str = ""


class ReplyLine(Struct, frozen=True):
    """ "accepted", "declined" or "later", with the date as 2026-03-09 (or as typed, when it cannot be read)."""

    invitee: str
    organization: str
    answer: str
    date: str
    note: str
    place: DecidedAt


class Point(Struct, frozen=True):
    """One line of the checklist; `list` is "review" or "kickoff"."""

    list: str
    key: str
    label: str
    done: bool
    note: str
    place: DecidedAt


class Decisions(Struct, frozen=True):
    """Everything Decisions.xlsx says. `remarks` are what could not be understood, by cell, as catalogue codes."""

    settings: tuple[SettingLine, ...] = ()
    needs: tuple[NeedChoice, ...] = ()
    team: tuple[TeamMember, ...] = ()
    same: tuple[SameRuling, ...] = ()
    also_known: tuple[AlsoKnown, ...] = ()
    wordings: tuple[WordingChoice, ...] = ()
    shortlist: tuple[ShortlistChoice, ...] = ()
    senders: tuple[SenderChoice, ...] = ()
    replies: tuple[ReplyLine, ...] = ()
    checklist: tuple[Point, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def setting(self, key: str) -> str:
        """What was written for one setting, "" when nothing was."""
        return next((setting.text for setting in self.settings if setting.key == key), "")

    def place(self, key: str) -> DecidedAt:
        """The cell of one setting, for "fill in Settings!B9"; blank when Decisions.xlsx was not read."""
        return next((setting.place for setting in self.settings if setting.key == key), DecidedAt("Settings", ""))

    @property
    def size(self) -> int | None:
        """How many critical partners the list is to have; None asks for the fewest."""
        return whole_number(self.setting("size"))

    @property
    def cap(self) -> int | None:
        """The most letters one sender should get; None sets no limit."""
        return whole_number(self.setting("cap"))

    def chosen(self, choice: str) -> tuple[str, ...]:
        """The organizations of one choice: "must", "leave_out" or "keep_informed"."""
        return tuple(one.organization for one in self.shortlist if one.choice == choice)


@cache
def decisions_form(for_reading: bool = False) -> Form:
    """The form of Decisions.xlsx, with the lists it shares with the partners' form filled in."""
    form = reading_form("decisions") if for_reading else load_form("decisions")
    partners = reading_form() if for_reading else load_form()
    labels = {label.text: label for key in ANSWER_LISTS for label in partners.vocabulary(key).labels}
    keep = form.vocabulary(WORDINGS).labels
    filled = Vocabulary(WORDINGS, (*keep, *(replace(label, key=fold(text)) for text, label in labels.items())))
    ours = tuple(vocabulary for vocabulary in form.vocabularies if vocabulary.key not in (WORDINGS, INVITE_AS))
    return replace(form, vocabularies=(*ours, partners.vocabulary(INVITE_AS), filled))


def whole_number(text: str) -> int | None:
    """The whole number above 0 that `text` says, None when it says none."""
    number = number_in(text)
    return int(number) if number is not None and number == int(number) and number > 0 else None
