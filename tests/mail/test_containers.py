"""Emails as mail programs and gateways store them: whatever is around an attachment, it is found with its name."""

import base64
from email.message import EmailMessage
from pathlib import Path

import pytest

from mobility_xlsx.mail.inbox import collect

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORKBOOK = b"PK\x03\x04 as far as its first bytes go"
PLAIN = (
    "From: Ann <ann@x.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n"
    f"--B\nContent-Type: {KIND}\nContent-Disposition: attachment; filename=filled.xlsx\n"
    f"Content-Transfer-Encoding: base64\n\n{base64.b64encode(WORKBOOK).decode()}\n--B--\n"
)


def _found(path: Path, mail: str | bytes) -> list[tuple[str, bytes]]:
    path.write_bytes(mail if isinstance(mail, bytes) else mail.encode())
    inbox = collect([path])
    assert inbox.not_read == ()
    return [(source.name, source.load()[0][1]) for source in inbox.sources]


@pytest.mark.parametrize("before", ["\ufeff", "\r\n\n", ">From ann@x.example Mon Nov 23 09:30:00 2026\n", "1234 \n"])
def test_what_programs_write_before_an_email_does_not_hide_its_attachments(tmp_path: Path, before: str) -> None:
    assert _found(tmp_path / "mail.eml", before + PLAIN) == [("mail.eml/filled.xlsx", WORKBOOK)]


def test_an_email_without_an_ending_that_begins_with_its_type_is_one(tmp_path: Path) -> None:
    first, _, rest = PLAIN.partition("MIME-Version: 1.0\n")
    assert _found(tmp_path / "mail", rest.replace("\n\n", f"\n{first}\n", 1)) == [("mail/filled.xlsx", WORKBOOK)]


def test_an_attachment_without_name_and_type_is_found(tmp_path: Path) -> None:
    mail = PLAIN.replace(KIND, "application/octet-stream").replace("; filename=filled.xlsx", "")
    assert _found(tmp_path / "mail.eml", mail) == [("mail.eml/attachment", WORKBOOK)]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_names_with_bare_accents_are_read(tmp_path: Path, encoding: str) -> None:
    mail = PLAIN.replace("filename=filled.xlsx", 'filename="Renée.xlsx"').replace("Ann", "Renée")
    assert _found(tmp_path / "mail.eml", mail.encode(encoding)) == [("mail.eml/Renée.xlsx", WORKBOOK)]
    assert collect([tmp_path / "mail.eml"]).sources[0].sender == "Renée"


def test_a_forwarded_email_is_looked_through_once(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner.set_content("Forwarded.")
    inner.add_attachment(WORKBOOK, maintype="application", subtype="octet-stream", filename="filled.xlsx")
    outer = EmailMessage()
    outer.set_content("See below.")
    outer.add_attachment(inner, filename="FW Inventory.eml")
    assert _found(tmp_path / "mail.eml", outer.as_bytes()) == [("mail.eml/filled.xlsx", WORKBOOK)]


def test_a_forwarded_email_that_a_gateway_encoded_is_read(tmp_path: Path) -> None:
    forwarded = (
        "From: Bo <bo@x.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=O\n\n--O\n"
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
        f"{base64.encodebytes(PLAIN.encode()).decode()}--O--\n"
    )
    assert _found(tmp_path / "mail.eml", forwarded) == [("mail.eml/message.eml/filled.xlsx", WORKBOOK)]
