"""What to ask staff, kept beside what they decided: questions are added below, nothing of theirs is ever touched."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from mobility_xlsx.text import fold, shortened

ANSWERED, WAITING, GONE = "Decided", "Please answer", "In no returned workbook; kept"
SETTLED, UNINVITED, ONE_WITH = "No longer a question", "Not to be invited now", "One with"
STATUS = {"same": "status", "shortlist": "stands", "senders": "status", "replies": "status"}
ANSWERS = {
    "same": ("answer", "use_name"),
    "shortlist": ("choice", "reason"),
    "senders": ("sender", "invite_as", "recommended_by"),
    "replies": ("answer", "date", "note"),
    "wording": ("means",),
    "needs": ("use", "weight", "note"),
}
COUNTED = {"needs": "votes", "wording": "count"}
SUBJECTS = ("names", "invitee", "organization")  # the first that is filled in says what a line is about
Texts = Mapping[str, str]


class AskedLine(Struct, frozen=True):
    """One line of Decisions.xlsx that the program asks for. `texts` are its cells by column key.

    `given` are the columns whose text the program keeps up to date; the others are written once and then belong to
    staff. `known_as` are further texts by which an existing line is this one: other names of the organization.
    """

    part: str
    texts: Texts
    given: tuple[str, ...] = ()
    known_as: tuple[Texts, ...] = ()


class Asked(Struct, frozen=True):
    """All lines to ask for, in order; `present` are the folded names that still stand in the workbooks."""

    questions: tuple[AskedLine, ...]
    present: frozenset[str] = frozenset()


class KeptLine(Struct, frozen=True):
    """One line of a sheet. `place` is its sheet row, 0 for one still to be added below.

    `writes` are the cells the program has to write; everything else on the line stays as it is.
    """

    part: str
    place: int
    texts: Texts
    writes: Texts = field(default_factory=dict)


def merged(lines: Sequence[KeptLine], asked: Asked) -> tuple[KeptLine, ...]:
    """Every existing line in its place, with what the program tells brought up to date, then the new questions."""
    unused = dict(enumerate(lines))
    by_identity: dict[tuple[str, tuple[str, ...]], int] = {}
    for i, line in enumerate(lines):
        if line.part in _IDENTITIES:
            by_identity.setdefault((line.part, identity(line.part, line.texts)), i)
    updated: dict[int, KeptLine] = {}
    added: list[KeptLine] = []
    asked_as: dict[tuple[str, tuple[str, ...]], str] = {}
    for question in asked.questions:
        names = (question.texts, *question.known_as)
        keys = [(question.part, identity(question.part, texts)) for texts in names]
        asked_as |= dict.fromkeys(keys, question.texts.get("invitee") or question.texts.get("organization", ""))
        place = next((by_identity[key] for key in keys if key in by_identity and by_identity[key] in unused), None)
        if place is None:
            added.append(_new(question))
        else:
            updated[place] = _told(unused.pop(place), question)
    for place, line in unused.items():
        name = asked_as.get((line.part, identity(line.part, line.texts)), "") if line.part in _IDENTITIES else ""
        updated[place] = _left(line, asked, name)
    return (*(updated[i] for i in range(len(lines))), *added)


def gone(lines: Sequence[KeptLine]) -> tuple[KeptLine, ...]:
    """The lines with a decision of staff whose subject no longer stands in the workbooks."""
    return tuple(line for line in lines if line.place and decided(line) and _is_gone(line))


def gone_sentences(lines: Sequence[KeptLine]) -> tuple[str, ...]:
    """A sentence for every decision whose subject is gone: it is kept, counts for nothing yet, and what to do."""
    return tuple(_gone_sentence(line) for line in gone(lines))


def _gone_sentence(line: KeptLine) -> str:
    about = next((line.texts[key] for key in SUBJECTS if line.texts.get(key)), "")
    names = " / ".join(shortened(name) for name in about.split("\n"))
    said = shortened(next(line.texts[key] for key in ANSWERS[line.part] if line.texts.get(key, "").strip()))
    kept = f'"{names}" stands in no returned workbook, so your decision ("{said}") is kept but changes nothing yet.'
    return f"{kept} To have it count, write the name into a workbook and save that in returned."


def decided(line: KeptLine) -> bool:
    """True when staff wrote anything that decides."""
    return any(line.texts.get(key, "").strip() for key in ANSWERS.get(line.part, ()))


def identity(part: str, texts: Texts) -> tuple[str, ...]:
    """What makes two lines of a sheet the same question, however it is spelled."""
    return _IDENTITIES[part](texts)


def _names(texts: Texts) -> tuple[str, ...]:
    return tuple(sorted({fold(name) for name in texts.get("names", "").split("\n") if fold(name)}))


def _by(*keys: str) -> Callable[[Texts], tuple[str, ...]]:
    return lambda texts: tuple(fold(texts.get(key, "")) for key in keys)


_IDENTITIES: Mapping[str, Callable[[Texts], tuple[str, ...]]] = {
    "needs": _by("need"),
    "team": _by("role"),
    "same": _names,
    "wording": _by("typed", "list"),
    "shortlist": _by("organization"),
    "senders": _by("invitee", "organization"),
    "replies": _by("invitee", "organization"),
}


def _new(question: AskedLine) -> KeptLine:
    texts = {key: text for key, text in question.texts.items() if text}
    if question.part == "same":
        texts.setdefault("status", WAITING)
    return KeptLine(question.part, 0, texts, texts)


def _told(line: KeptLine, question: AskedLine) -> KeptLine:
    """The line with the program's own columns as they are now."""
    wanted = {key: question.texts.get(key, "") for key in question.given}
    if line.part == "same":
        wanted["status"] = ANSWERED if decided(line) else WAITING
    elif line.part in STATUS:
        wanted.setdefault(STATUS[line.part], "")
    return _writing(line, wanted)


def _left(line: KeptLine, asked: Asked, name: str) -> KeptLine:
    """A line nobody asks for any more, or that staff added: it stays, and says where it stands.

    `name` is what is asked about in its stead, "" when nothing is.
    """
    if line.texts.get(COUNTED.get(line.part, "")):
        settled = line.part == "wording" and decided(line)  # nobody asks, because the answer is known
        return line if settled else _writing(line, {COUNTED[line.part]: "0"})
    status = STATUS.get(line.part)
    if status is None:
        return line
    names = {
        "same": line.texts.get("names", "").split("\n"),
        "shortlist": [line.texts.get("organization", "")],
    }.get(line.part, [line.texts.get("invitee", ""), line.texts.get("organization", "")])
    still = sum(fold(name) in asked.present for name in names if fold(name))
    if still < (2 if line.part == "same" else 1):
        return _writing(line, {status: GONE})
    elsewhere = f"{ONE_WITH} {name}" if name else ""
    says = {"same": ANSWERED if decided(line) else SETTLED, "shortlist": elsewhere}.get(
        line.part, elsewhere or UNINVITED
    )
    return _writing(line, {status: says, "proposed": ""} if line.part == "senders" else {status: says})


def _writing(line: KeptLine, wanted: Texts) -> KeptLine:
    writes = {key: text for key, text in wanted.items() if line.texts.get(key, "").strip() != text.strip()}
    return replace(line, texts={**line.texts, **writes}, writes=writes)


def _is_gone(line: KeptLine) -> bool:
    return line.texts.get(STATUS.get(line.part, ""), "") == GONE
