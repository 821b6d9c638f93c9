"""Emails as mail programs and gateways store them: whatever is around an attachment, it is found with its name."""

import base64
import zipfile
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
    assert collect([tmp_path / "mail.eml"]).sources[0].sender == "Renée <ann@x.example>"


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


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("filename*=undefined''x.xlsx", "attachment.xlsx"),
        ("filename*=a\0b''x.xlsx", "attachment.xlsx"),
        ('filename="=?utf-8?b?A?="', "=?utf-8?b?A?="),
        ('filename="=?undefined?q?x.xlsx?="', "=?undefined?q?x.xlsx?="),
    ],
)
def test_a_name_that_cannot_be_decoded_hides_no_attachment(tmp_path: Path, header: str, name: str) -> None:
    mail = PLAIN.replace("filename=filled.xlsx", header)
    assert _found(tmp_path / "mail.eml", mail) == [(f"mail.eml/{name}", WORKBOOK)]


@pytest.mark.parametrize(
    ("header", "sender"),
    [
        ("From: =?utf-8?b?A?=", "=?utf-8?b?A?="),
        ("From: " + "(" * 5_000, ""),
        ("From: Ann <ann@x.example>\nDate: Fri, 31 Dec 9999 23:59:59 -2300", "Ann <ann@x.example>"),
        ("From: Ann <ann@x.example>\nDate: " + "9" * 400, "Ann <ann@x.example>"),
    ],
)
def test_a_sender_or_date_that_cannot_be_read_is_blank_or_as_it_came(tmp_path: Path, header: str, sender: str) -> None:
    mail = PLAIN.replace("From: Ann <ann@x.example>", header)
    assert _found(tmp_path / "mail.eml", mail) == [("mail.eml/filled.xlsx", WORKBOOK)]
    assert collect([tmp_path / "mail.eml"]).sources[0].sender == sender


def test_an_email_in_more_layers_than_anybody_sends_is_not_read_and_others_are(tmp_path: Path) -> None:
    layers = "".join(f"Content-Type: multipart/mixed; boundary=B{i}\n\n--B{i}\n" for i in range(1_500))
    (tmp_path / "a.eml").write_text("From: Ann <ann@x.example>\n" + layers, encoding="utf-8")
    (tmp_path / "b.eml").write_text(PLAIN, encoding="utf-8")
    inbox = collect([tmp_path])
    assert [(name, why.code) for name, why in inbox.not_read] == [("a.eml", "damaged")]
    assert [source.name for source in inbox.sources] == ["b.eml/filled.xlsx"]


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_whose_packing_is_broken_says_so_of_the_file_inside(tmp_path: Path, packing: int) -> None:
    with zipfile.ZipFile(tmp_path / "mailed.zip", "w", packing) as archive:
        archive.writestr("filled.xlsx", b"answers " * 100)
    whole = (tmp_path / "mailed.zip").read_bytes()
    at = whole.index(b"filled.xlsx") + len("filled.xlsx") + 4
    (tmp_path / "mailed.zip").write_bytes(whole[:at] + b"\xff" * 12 + whole[at + 12 :])
    assert [(name, why.code) for name, why in collect([tmp_path]).not_read] == [("mailed.zip/filled.xlsx", "damaged")]
