"""The agendas of the first three meetings, filled in with the coalition's people and figures (guide, Step 4.5)."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.coalition.records import Need, NeedKind
from mobility_xlsx.coalition.roster import Holder
from mobility_xlsx.form.decisions import decisions_form
from mobility_xlsx.form.parts import Label
from mobility_xlsx.mail.letters import Occasion
from mobility_xlsx.mail.phrases import Phrases, capital, sentence
from mobility_xlsx.mail.rendering import FieldValue, rendered
from mobility_xlsx.mail.shelf import Placed, put
from mobility_xlsx.mail.writing import Templates
from mobility_xlsx.text import fold, one_line

AGENDAS = ("introductions", "expectations", "decisions")
MOST_NEEDS = 6


class Agenda(Struct, frozen=True):
    """One agenda as a Word document, with the name of its file."""

    key: str
    file: str
    docx: bytes


def agendas(
    occasion: Occasion, needs: Sequence[Need], figures: Sequence[str] = (), templates: Templates | None = None
) -> tuple[Agenda, ...]:
    """The three agendas, with who leads, who is invited, what is looked at first and how decisions could be made.

    `figures` are sentences with local numbers; staff's own figure comes first. Lines for which nobody is known yet
    are left out.
    """
    found = templates or Templates(occasion.language)
    fields = _fields(occasion, needs, figures)
    return tuple(_agenda(key, found, fields, occasion) for key in AGENDAS)


def put_agendas(made: Sequence[Agenda], folder: Path, new: str) -> tuple[Placed, ...]:
    """The agendas written; one that was edited stays, and the new one is put beside it as "… (new).docx"."""
    return tuple(put(agenda.docx, folder / agenda.file, new) for agenda in made)


def _agenda(key: str, templates: Templates, fields: dict[str, FieldValue], occasion: Occasion) -> Agenda:
    name, content = templates.find(f"agenda-{key}")
    title = occasion.words.agenda_names[key]
    return Agenda(key, f"{title}.docx", rendered(content, fields, name, title))


def _fields(occasion: Occasion, needs: Sequence[Need], figures: Sequence[str]) -> dict[str, FieldValue]:
    own = occasion.setting("figure")
    roster = occasion.roster
    manager = roster.project_manager
    champions = [one for one in roster.champions if one.in_government]
    return {
        "community": occasion.setting("community") or occasion.coalition,
        "coalition": occasion.coalition,
        "first_meeting": occasion.first_meeting,
        "manager": _who(manager.person, manager.organization) if manager is not None else "",
        "champions": tuple(_who(one.person, one.organization) for one in champions),
        "members": _members(occasion),
        "team": tuple(_held(holder, occasion) for post in roster.posts for holder in post.holders),
        "groups": _listed(NeedKind.GROUP, "groups", needs, occasion),
        "predictors": _listed(NeedKind.PREDICTOR, "predictors", needs, occasion),
        "figures": tuple(capital(sentence(text)) for text in dict.fromkeys((own, *figures)) if one_line(text)),
        "models": _models(occasion),
        "model": _model(occasion),
        "power": occasion.setting("power"),
    }


def _who(person: str, organization: str) -> str:
    return ", ".join(filter(None, (one_line(person), one_line(organization))))


def _held(holder: Holder, occasion: Occasion) -> str:
    posts = (post.role.key for post in occasion.roster.posts if holder in post.holders)
    return f"{occasion.words.roles[next(posts)]}: {_who(holder.person, holder.organization)}"


def _members(occasion: Occasion) -> tuple[str, ...]:
    """Everybody invited: partners, community members by name alone, champions; each once."""
    roster = occasion.roster
    people = [_invitee(one) for one in roster.partners]
    people += [one_line(member.invitee.who) for member in roster.community_members]
    people += [
        _who(one.person, "" if fold(one.person) == fold(one.organization) else one.organization)
        for one in roster.champions
    ]
    return tuple({fold(text): text for text in reversed(people)}.values())[::-1]


def _invitee(one: Invitee) -> str:
    return _who(one.member, one.organization)


def _listed(kind: NeedKind, list: str, needs: Sequence[Need], occasion: Occasion) -> str:
    phrases = Phrases(occasion.words)
    weighty = sorted((need for need in needs if need.kind is kind), key=lambda need: -need.weight)
    texts = [phrases.phrase(list, need.label) for need in weighty]
    return phrases.listed([text for text in texts if text][:MOST_NEEDS])


def _models(occasion: Occasion) -> tuple[str, ...]:
    """The ways of deciding to choose from, each with what it means."""
    notes = occasion.words.decision_model_notes
    labels = decisions_form().vocabulary("decision_models").labels
    return tuple(": ".join(filter(None, (_shown(label, occasion), notes.get(label.key, "")))) for label in labels)


def _model(occasion: Occasion) -> str:
    chosen = occasion.setting("decision_model")
    labels = decisions_form().vocabulary("decision_models").labels
    return next((_shown(label, occasion) for label in labels if fold(label.text) == fold(chosen)), chosen)


def _shown(label: Label, occasion: Occasion) -> str:
    return occasion.words.decision_models.get(label.key, label.text)
