"""Mail drafts (.eml) that a mail program opens ready to send; nothing is ever sent from here."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import PurePath

from msgspec import Struct

from mobility_xlsx.form import emails
from mobility_xlsx.mail.letters import Rendered
from mobility_xlsx.mail.phrases import filled, words
from mobility_xlsx.text import file_name, one_line, shortened, told_apart

BOUNDARY = "=_mobility-xlsx_part"  # "=_" never stands in quoted-printable or base64
_UNFOLDED = SMTP.clone(max_line_length=None)  # one line a header: refolding has lost quotes around names
_LONGEST = 200  # characters of a name or subject in a header
_ENCODED = re.compile(r"=\?(?=[^?\s]*\?[bqBQ]\?)")
_TYPES = {
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".pdf": ("application", "pdf"),
}


class Recipient(Struct, frozen=True):
    """Whom a draft is to: an address as typed, perhaps several, and the name to show."""

    email: str
    name: str = ""


class Attachment(Struct, frozen=True):
    """One file to attach, under the name the recipient sees (kept to plain letters)."""

    name: str
    content: bytes


class MergeRow(Struct, frozen=True):
    """One line of the mail-merge sheet, for those who cannot open drafts."""

    to: str
    subject: str
    body: str
    attachment: str
    sender: str


def draft(to: Recipient, subject: str, body: str, attachments: Sequence[Attachment] = ()) -> bytes:
    """The bytes of an .eml that opens as an unsent message. The same arguments give the same bytes.

    There is no Date, From or Message-ID: the mail program adds its own. Without a usable address the line To is left
    out, so that the person who sends fills it in. Line breaks and control characters never reach a header.
    """
    message = EmailMessage(SMTP)
    found = emails.addresses(to.email)
    if found:
        message["To"] = tuple(_address(to.name if len(found) == 1 else "", one) for one in found)
    message["Subject"] = _header(subject)
    message["X-Unsent"] = "1"
    message.set_content(_encodable(body), cte="quoted-printable")
    for attachment, name in zip(attachments, ascii_names(one.name for one in attachments), strict=True):
        maintype, subtype = _TYPES.get(PurePath(name).suffix.lower(), ("application", "octet-stream"))
        message.add_attachment(attachment.content, maintype=maintype, subtype=subtype, filename=name)
    if message.is_multipart():
        message.set_boundary(BOUNDARY)
    return message.as_bytes(policy=_UNFOLDED)


def _address(name: str, email: str) -> Address:
    local, _, domain = email.rpartition("@")
    try:
        return Address(_header(name), local, domain)
    except (MessageError, ValueError):
        return Address("", addr_spec=email)


def _header(text: str) -> str:
    """`text` as it may stand in a header: on one line, and nothing in it that a reader would take for encoded."""
    return _ENCODED.sub("= ?", shortened(text, _LONGEST))


def _encodable(text: str) -> str:
    """Without halves of surrogate pairs, which no mail can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")


def ascii_names(names: Iterable[str]) -> tuple[str, ...]:
    """File names in plain letters, each once: mail programs garble others. "Café Olé.docx" is "Cafe Ole.docx"."""
    return tuple(told_apart(map(_plain_name, names)))


def _plain_name(name: str) -> tuple[str, str]:
    """A file name in plain letters, and its ending."""
    path = PurePath(one_line(name).replace("/", " ").replace("\\", " "))
    stem = file_name(_plain(path.stem)) if _plain(path.stem).strip(" -.,()") else "Letter"
    return stem, _plain(path.suffix)


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.replace("–", "-").replace("—", "-").replace("’", "'"))
    kept = "".join(char for char in apart if char.isascii() and char.isprintable())
    return " ".join(re.sub(r"[\"';%=]", "", kept).split())


def letter_draft(letter: Rendered) -> bytes:
    """The draft by which a sender mails one letter: its text, and the Word document attached."""
    invitee = letter.letter.invitee
    to = Recipient(invitee.email, invitee.who)
    return draft(to, letter.letter.subject, letter.text, (Attachment(letter.letter.file, letter.docx),))


def merge_rows(letters: Iterable[Rendered]) -> tuple[MergeRow, ...]:
    """Every letter as To, Subject and Body, for a mail merge."""
    return tuple(
        MergeRow(
            to="; ".join(emails.addresses(one.letter.invitee.email)),
            subject=one_line(one.letter.subject),
            body=one.text.strip(),
            attachment=one.letter.file,
            sender=one.letter.sender.name if one.letter.sender is not None else "",
        )
        for one in letters
    )


def sender_draft(
    letters: Sequence[Rendered], whys: Sequence[str], language: str, workbook: Attachment | None = None
) -> bytes:
    """The draft to one sender: whom they ask and why, with their letters and their workbook attached.

    `letters` are all of one sender. Each has its own short reason, in its language; `whys` stand in where it has none.
    """
    sender = letters[0].letter.sender
    name = one_line(sender.name) if sender is not None else ""
    note = words(language).sender_note
    told = [one.letter.why or why for one, why in zip(letters, whys, strict=True)]
    rows = (filled(note["row"], who=_who(one), why=one_line(why)) for one, why in zip(letters, told, strict=True))
    opening = "opening" if all(one.letter.knows_best for one in letters) else "opening_unsure"
    parts = [
        filled(note["hello"], name=name),
        filled(note[opening + ("_one" if len(letters) == 1 else "")], count=str(len(letters))),
        "\n".join(f"- {row.rstrip(' :')}" for row in rows),
        *([note["closing"]] if workbook is not None else []),
    ]
    subject = filled(words(language).subjects["sender"], the_coalition=letters[0].letter.fields["the_coalition"])
    files = [Attachment(one.letter.file, one.docx) for one in letters]
    to = Recipient(sender.email if sender is not None else "", name)
    return draft(to, subject, "\n\n".join(parts) + "\n", (*files, *([workbook] if workbook is not None else [])))


def _who(letter: Rendered) -> str:
    invitee = letter.letter.invitee
    return ", ".join(filter(None, dict.fromkeys((one_line(invitee.member), one_line(invitee.organization)))))
