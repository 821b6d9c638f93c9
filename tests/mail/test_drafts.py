import email
import email.policy
import random
import shutil
import subprocess

import pytest
from letter_cases import CENTER, HERE, JO, PAT, case, letters
from msgspec.structs import replace

from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.coalition.records import Mention, Said
from mobility_xlsx.mail.drafts import (
    Attachment,
    Recipient,
    ascii_names,
    draft,
    letter_draft,
    merge_rows,
    sender_draft,
)
from mobility_xlsx.mail.letters import plan_letters
from mobility_xlsx.mail.writing import Templates, render_letters, write_letters

HOSTILE = (
    "Jo\r\nBcc: everyone@evil.example",
    "Jo\nSubject: Free money",
    "Jo\r\n\r\nA body of its own",
    "Jo\x0bBcc: x@evil.example",
    "Jo\u2028Bcc: x@evil.example",
    "Jo\x85Bcc: x@evil.example",
    "Jo\x00Lee",
    "{{ 7*7 }}",
    "{{ sender.__class__ }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{# a comment #}",
    "<b>Bold</b> & Sons",
    "</w:t></w:r><w:r><w:t>More",
    "<script>alert(1)</script>",
    "&amp; &lt; &#0;",
    "]]> CDATA",
    '=HYPERLINK("https://evil.example","click")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2+3",
    '"Quoted" \\ Name',
    "Lee, Jo <jo@evil.example>",
    "Jo (a comment), Al; Bo: group",
    "=?utf-8?q?Bcc=3A_x?=",
    "José Ñandú",
    "مركز اللغة",
    "\u202eevitagen\u202c",
    "名前" * 60,
    "../../etc/passwd",
    "CON",
    "%s %(name)s $HOME `id`",
    "--=_mobility-xlsx_part--",
    "O" * 5000,
    "🏠 House \ud83d of Hope",
)


def read(content):
    return email.message_from_bytes(content, policy=email.policy.default)


def body(message):
    return message.get_body().get_content().replace("\r\n", "\n")


def test_a_draft_opens_as_an_unsent_message():
    content = draft(Recipient("jo@x.example", "Jo Lee"), "Hello", "One line.\n", (Attachment("a.docx", b"\0PK"),))
    message = read(content)
    assert message.keys() == ["To", "Subject", "X-Unsent", "MIME-Version", "Content-Type"]
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Jo Lee <jo@x.example>"
    assert message.get_boundary() == "=_mobility-xlsx_part"
    assert body(message) == "One line.\n"
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("a.docx", b"\0PK")
    assert attached.get_content_type() == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_the_same_draft_has_the_same_bytes():
    assert draft(Recipient("a@x.example"), "Hi", "Text") == draft(Recipient("a@x.example"), "Hi", "Text")


def test_without_a_usable_address_the_sender_fills_it_in():
    assert "To" not in read(draft(Recipient("ask Renee", "Jo"), "Hi", "Text"))


def test_attachments_have_plain_names_each_once():
    names = ("Café Olé.docx", "Cafe Ole.docx", "名前.docx", 'a"b;c%.docx', "x/y\\z.docx", "=1+1.xlsx")
    assert ascii_names(names) == (
        "Cafe Ole.docx",
        "Cafe Ole (2).docx",
        "Letter.docx",
        "abc.docx",
        "x y z.docx",
        "1+1.xlsx",
    )


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_stays_text_everywhere(name, tmp_path):
    asks = (replace(JO, member=name, organization=name), Invitee("x", "", name, ""))
    _, occasion = case(asks, community=name or "x", ask=name)
    outcome = write_letters(letters(*asks, community=name, ask=name), Templates(), occasion, tmp_path, anyway=True)
    assert len(outcome.written) == 2
    for written in outcome.written:
        assert written.placed.path.resolve().is_relative_to(tmp_path.resolve())
        shown = written.rendered.letter.fields["organization"]
        assert shown in written.rendered.text
        assert "49" not in written.rendered.text
        message = read(written.draft.read_bytes())
        assert set(message.keys()) <= {"To", "Subject", "X-Unsent", "MIME-Version", "Content-Type"}
        assert message.defects == []
        assert body(message).strip() == written.rendered.text.strip()
        (attached,) = message.iter_attachments()
        assert attached.get_content() == written.placed.path.read_bytes()
        assert attached.get_filename().isascii()
    to = read(outcome.written[0].draft.read_bytes())["To"]
    assert [address.addr_spec for address in to.addresses] == ["jo@bridgeway.example"]
    shown = to.addresses[0].display_name.replace("= ?", "=?")
    member = outcome.written[0].rendered.letter.fields["member"]
    assert shown == member if len(member) <= 200 else shown == member[:199] + "…"


def test_hostile_senders_notes_and_settings_stay_text_too(tmp_path):
    for number, name in enumerate(HOSTILE):
        told = tuple(Said(field, name, HERE) for field in ("aligned", "benefit"))
        organization = replace(CENTER, assets=(name,), mentions=(Mention("x", "R5", 4, HERE, told),))
        assignment, occasion = case((JO,), **dict.fromkeys(("figure", "resources", "power", "signer_title"), name))
        sender = replace(assignment.invitations[0].sender, name=name, organization=name)
        hostile = replace(assignment, invitations=(replace(assignment.invitations[0], sender=sender),))
        occasion = replace(occasion, organizations={"O5": organization})
        planned = plan_letters(hostile, occasion)
        folder = tmp_path / str(number)
        (written,) = write_letters(planned, Templates(), occasion, folder, anyway=True).written
        assert written.placed.path.parent.parent == folder
        for key in ("sender", "why_you", "benefit", "power"):
            assert written.rendered.letter.fields[key] in written.rendered.text, (name, key)
        message = read(sender_draft([written.rendered], [""], "en"))
        assert set(message.keys()) <= {"To", "Subject", "X-Unsent", "MIME-Version", "Content-Type"}
        assert message.defects == []
        assert [one.addr_spec for one in message["To"].addresses] == ["renee@enu.example"]


def test_any_header_text_comes_back_as_it_went_in():
    seed = 2822
    print("seed", seed)
    rng = random.Random(seed)
    signs = "abc Ñé名🏠\"\\(),;:<>@[].=?_%{}'-"
    for _ in range(300):
        name = " ".join("".join(rng.choice(signs) for _ in range(rng.randint(1, 90))).split())
        message = read(draft(Recipient("jo@x.example", name), name, "Text"))
        assert message["Subject"] == name, name
        assert message["To"].addresses[0].display_name == name, name
        assert message["To"].addresses[0].addr_spec == "jo@x.example"


def test_the_merge_sheet_holds_every_letter_as_to_subject_and_body():
    rows = merge_rows(render_letters(letters(JO, PAT), Templates()))
    assert [(row.to, row.subject, row.attachment, row.sender) for row in rows] == [
        (
            "jo@bridgeway.example",
            "Would Bridgeway Language Center join the Mobility Coalition?",
            "Invitation - Jo Lee, Bridgeway Language Center.docx",
            "Renee Tate",
        ),
        ("", "Would you join the Mobility Coalition?", "Invitation - Pat Moreno.docx", "Renee Tate"),
    ]
    assert rows[0].body.startswith("City of Millbrook · Mobility Coalition\n\nDear Jo Lee,")


def test_a_sender_gets_their_letters_and_whom_they_ask():
    found = list(render_letters(letters(JO, PAT), Templates()))
    message = read(
        sender_draft(found, ["", "Renee Tate has met them."], "en", Attachment("Your invitations.xlsx", b"PK"))
    )
    assert message["To"] == "Renee Tate <renee@enu.example>"
    assert message["Subject"] == "Your letters for the Mobility Coalition"
    assert (
        body(message)
        == """Hello Renee Tate,

You know these people best, so we hope you will ask them. 2 letters are attached; please read each one, change what \
is not how you would say it, and send it as your own.

- Jo Lee, Bridgeway Language Center: you work with them now
- Pat Moreno: you have met them

The workbook beside them lists everybody you ask, and what we know about them. Thank you.
"""
    )
    assert [one.get_filename() for one in message.iter_attachments()] == [
        "Invitation - Jo Lee, Bridgeway Language Center.docx",
        "Invitation - Pat Moreno.docx",
        "Your invitations.xlsx",
    ]


def test_a_sender_who_does_not_know_them_best_is_not_told_so():
    stranger = Invitee("O14", "", "Millbrook Police Department", "O14")
    found = list(render_letters(letters(JO, stranger), Templates()))
    told = {one.letter.sender.name: body(read(sender_draft([one], [""], "en"))) for one in found}
    assert "You know them best, so we hope you will ask them. A letter is attached;" in told["Renee Tate"]
    assert "We hope you will ask the one named below." in told["Mayor Ruth Calloway"]
    assert "nobody among us knows them yet" in told["Mayor Ruth Calloway"]


def test_a_sender_is_written_to_in_the_language_of_the_letters():
    (one,) = render_letters(letters(JO, language="es"), Templates("es"))
    text = body(read(sender_draft([one], ["Renee works with them."], "es")))
    assert "- Jo Lee, Bridgeway Language Center: ustedes colaboran ahora\n" in text
    assert "workbook" not in text


@pytest.mark.program
@pytest.mark.parametrize("program", ["munpack", "ripmime"])
def test_a_mail_program_finds_text_and_attachment(program, tmp_path):
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    (one,) = render_letters(letters(JO, language="es"), Templates("es"))
    mail = tmp_path / "letter.eml"
    mail.write_bytes(letter_draft(one))
    out = tmp_path / "out"
    out.mkdir()
    command = (
        ["munpack", "-q", "-t", str(mail)] if program == "munpack" else ["ripmime", "-i", str(mail), "-d", str(out)]
    )
    subprocess.run(command, cwd=out, check=True, capture_output=True, timeout=60)
    contents = [path.read_bytes() for path in out.iterdir()]
    assert one.docx in contents
    words = "reciba un cordial saludo"
    assert any(words.encode() in content for content in contents)


def test_a_draft_has_no_line_a_mail_server_would_refuse():
    (one,) = render_letters(letters(replace(JO, member="名前" * 400)), Templates())
    assert max(len(line) for line in letter_draft(one).split(b"\r\n")) <= 998
