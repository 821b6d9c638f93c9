import re
import zipfile
from io import BytesIO

import letter_templates
import pytest
from docx import Document
from letter_cases import CENTER, CHAMBER, HERE, JO, PAT, SETTINGS, TEAM, TOM, WATCH, case, letters
from msgspec.structs import replace

from mobility_xlsx.coalition.invitations import SendingChoices, assign
from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.coalition.records import Inventory, Respondent, Tie
from mobility_xlsx.coalition.roster import Holder, Team, roster
from mobility_xlsx.errors import BadTemplate
from mobility_xlsx.form.decisions import DecidedAt, SenderChoice
from mobility_xlsx.mail.letters import LetterKind, plan_letters
from mobility_xlsx.mail.phrases import Phrases, words
from mobility_xlsx.mail.rendering import text_of
from mobility_xlsx.mail.writing import STAFF_NAMES, Templates, lacking, render_letters, starters, write_letters


def rendered(*asks, language="en", **changes):
    found = letters(*asks, language=language, **changes)
    return [one.text for one in render_letters(found, Templates(language))]


def test_an_invitation_reads_like_a_letter():
    assert rendered(JO) == [
        """City of Millbrook · Mobility Coalition

Dear Jo Lee,

We work with each other now, so I am coming to you directly.

The City of Millbrook is building the Mobility Coalition: a partnership of people and organizations who want more of \
our residents to move up from poverty, to belong, and to have a say in their own lives. I would like Bridgeway \
Language Center to be part of it.

This is why it cannot wait. 52 percent of our residents have debt in collections. What we have tried so far has not \
been enough.

Bridgeway Language Center serves people who are learning English, and works on digital access. You have strong \
connections to community members and you know how to work with several partners at once. People here also say that \
you bring this: a kitchen. We know of your work here: Evening English classes. It is close to what we hope to do, and \
we would rather build on it than start something beside it. On our whole list, nobody else serves people who are \
learning English.

What you could gain from it, as we see it: A stronger case for state money.

We do not expect anybody to give their time for nothing. This is what we can offer you: $5,000 a year and a shared \
analyst.

You may have seen efforts like this come and go. This is what is different now: the council has set money aside for \
three years.

The City of Millbrook is the host of this work and not its owner. This is how we share power: partners hold half of \
the votes on the plan.

Dana Whitfield (City Manager's Office) manages the project and is the person to turn to with any question. You can \
reach Dana Whitfield here: dana@millbrook.example.

My request to you: come to the first meeting.

Our first meeting: Tuesday, March 9, 5:30 pm, Central Library.

Please let me know what you think. A short answer is fine, and so is a question. You can also write or call here: \
coalition@millbrook.example.

Thank you for what you do for our community, and for thinking this over.

Sincerely,

Renee Tate

Eastside Neighbors United
"""
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_letter_has_the_parts_the_guide_asks_for(language):
    for text in rendered(JO, TOM, language=language):
        for key in ("figure", "power", "different", "ask", "first_meeting", "resources", "reply_to"):
            assert SETTINGS[key].lower() in text.lower()
        assert "Dana Whitfield" in text
    (member,) = rendered(PAT, language=language)
    assert SETTINGS["pay"] in member
    said = {"en": "I recommended you myself.", "es": "Esta recomendación es mía."}
    assert said[language] in member.split("Dana Whitfield")[0]  # signed by Renee Tate, who recommended her
    assert SETTINGS["resources"] not in member


@pytest.mark.parametrize("language", ["en", "es"])
def test_notes_about_partners_never_enter_a_letter(language):
    for text in rendered(language=language):
        assert "SECRET" not in text
        assert "oppose" not in text.lower()


def test_each_invitee_gets_the_letter_of_their_group():
    found = letters()
    assert [(letter.invitee.who, letter.kind, letter.folder, letter.file) for letter in found] == [
        ("Jo Lee", LetterKind.INVITATION, "Renee Tate", "Invitation - Jo Lee, Bridgeway Language Center.docx"),
        (
            "Tom Adeyemi",
            LetterKind.CHAMPION,
            "Mayor Ruth Calloway",
            "Invitation - Tom Adeyemi, Millbrook Chamber of Commerce.docx",
        ),
        ("Pat Moreno", LetterKind.COMMUNITY_MEMBER, "Renee Tate", "Invitation - Pat Moreno.docx"),
        (
            "Millbrook Police Department",
            LetterKind.KEEP_INFORMED,
            "Mayor Ruth Calloway",
            "Keep informed - Millbrook Police Department.docx",
        ),
    ]


def test_the_letter_to_keep_informed_is_no_invitation_and_is_signed_by_the_signer():
    (text,) = rendered(WATCH)
    assert "It asks nothing of you now." in text
    assert "I would like" not in text
    assert text.endswith("Sincerely,\n\nMayor Ruth Calloway\n\nMayor of Millbrook\n")


def test_an_organization_without_a_person_is_greeted_as_colleagues():
    (text,) = rendered(Invitee("O8", "", "Millbrook Chamber of Commerce", "O8"))
    assert "Dear colleagues at Millbrook Chamber of Commerce,\n" in text
    assert "I know Millbrook Chamber of Commerce and people who lead it" in text
    assert "works on jobs that pay a living wage." in text


def test_two_people_of_one_name_get_two_files():
    twins = (Invitee("a", "Jo Lee", "Bank", ""), Invitee("b", "Jo Lee", "Bank", ""))
    assert [letter.file for letter in letters(*twins)] == [
        "Invitation - Jo Lee, Bank.docx",
        "Invitation - Jo Lee, Bank (2).docx",
    ]


def test_spanish_letters_are_spanish():
    text = rendered(JO, language="es")[0]
    assert "Jo Lee, reciba un cordial saludo:" in text
    assert "Bridgeway Language Center atiende a personas que están aprendiendo inglés, y trabaja en" in text
    assert not re.search(r"\b(the|and|you|we|our|this)\b", _without_settings(text))


def _without_settings(text):
    for value in (*SETTINGS.values(), "A stronger case for state money", "Evening English classes", "a kitchen"):
        text = re.sub(re.escape(value), "", text, flags=re.IGNORECASE)
    return text


def test_what_is_missing_is_named_by_cell_before_anything_is_written(tmp_path):
    blank = dict.fromkeys(("power", "pay", "first_meeting"), "")
    assignment, occasion = case(team=Team(), **blank)
    outcome = write_letters(plan_letters(assignment, occasion), Templates(), occasion, tmp_path)
    assert [(one.setting, one.sheet, one.cell, one.letters, one.essential) for one in outcome.missing] == [
        ("project_manager", "Management team", "C7", 4, True),
        ("pay", "Settings", "C13", 1, False),
        ("power", "Settings", "C14", 3, False),
        ("first_meeting", "Settings", "C17", 3, False),
    ]
    assert outcome.written == ()
    assert list(tmp_path.iterdir()) == []


def test_letters_written_anyway_leave_out_what_is_missing(tmp_path):
    blank = dict.fromkeys(("figure", "reason", "power", "different", "resources", "ask", "reply_to"), "")
    assignment, occasion = case((JO,), **blank)
    outcome = write_letters(plan_letters(assignment, occasion), Templates(), occasion, tmp_path, anyway=True)
    (written,) = outcome.written
    order = ["figure", "reason", "resources", "power", "different", "ask", "reply_to"]
    assert [one.setting for one in outcome.missing] == order
    assert "share power" not in written.rendered.text
    assert "cannot wait" not in written.rendered.text
    assert not re.search(r"[{}\[\]_]|: *\n|\( *\)|\bNone\b", written.rendered.text)


def test_a_letter_nobody_sends_is_named_and_the_others_are_written(tmp_path):
    manager = Team((Holder("Project Manager", "Dana Whitfield"),))
    assignment, occasion = case((JO, Invitee("x", "Kim", "Club", "")), team=manager)
    nobody = replace(assignment, invitations=tuple(replace(one, sender=None) if one.invitee.id == "x" else one
                                                   for one in assignment.invitations))  # fmt: skip
    line = SenderChoice("Kim", "Club", "", "", DecidedAt("Senders", "E7"))
    occasion = replace(occasion, decisions=replace(occasion.decisions, senders=(line,)))
    outcome = write_letters(plan_letters(nobody, occasion), Templates(), occasion, tmp_path, anyway=True)
    assert [(one.setting, one.who, one.sheet, one.cell) for one in outcome.missing] == [
        ("sender", "Kim", "Senders", "E7")]  # fmt: skip
    assert [one.rendered.letter.invitee.id for one in outcome.written] == [JO.id]


def test_a_paragraph_taken_out_of_the_template_is_no_longer_missing(tmp_path):
    source = (letter_templates.TEXTS / "invitation.txt").read_text(encoding="utf-8")
    shorter = re.sub(r"% if power\n.*\n% endif\n", "", source)
    (tmp_path / "Invitation letter.docx").write_bytes(letter_templates.built(shorter))
    assignment, occasion = case((JO,), power="")
    planned = plan_letters(assignment, occasion)
    assert [one.setting for one in lacking(planned, Templates(), occasion)] == ["power"]
    assert lacking(planned, Templates("en", (tmp_path,)), occasion) == ()


def test_staff_edit_the_template_in_word_and_letters_follow(tmp_path):
    name, content = starters()[0]
    document = Document(BytesIO(content))
    document.paragraphs[-2].add_run(" — with warm regards")
    document.add_paragraph("P.S. There will be soup for {{ member }}.")
    document.save(tmp_path / name)
    (one,) = render_letters(letters(JO), Templates("en", (tmp_path,)))
    assert one.text.endswith("P.S. There will be soup for Jo Lee.\n")


def test_letters_in_spanish_pass_over_templates_that_are_still_in_english(tmp_path):
    for name, content in starters():
        (tmp_path / name).write_bytes(content)
    document = Document(BytesIO(starters()[0][1]))
    document.add_paragraph("P.S. There will be soup.")
    document.save(tmp_path / "Invitation letter.docx")
    names = list(STAFF_NAMES)
    assert [Templates("es", (tmp_path,)).find(name)[0] for name in names] == [f"{name}.es.docx" for name in names]
    assert [Templates("en", (tmp_path,)).find(name)[0] for name in names] == list(STAFF_NAMES.values())


@pytest.mark.parametrize("name", ["Invitation letter.docx", "invitation.docx", "invitation.es.docx"])
def test_a_template_that_staff_wrote_in_spanish_is_used_whatever_its_name(tmp_path, name):
    (tmp_path / name).write_bytes(letter_templates.built("{{ greeting }}\nVenga a tomar una sopa con todos."))
    (one,) = render_letters(letters(JO, language="es"), Templates("es", (tmp_path,)))
    assert one.text.endswith("Venga a tomar una sopa con todos.\n")


def test_a_field_that_does_not_exist_is_named_with_its_template(tmp_path):
    (tmp_path / "invitation.docx").write_bytes(letter_templates.built("Dear {{ nickname }},"))
    with pytest.raises(
        BadTemplate, match=r"invitation\.docx: \{\{ nickname \}\} is not a field\. The fields are: ask,"
    ):
        list(render_letters(letters(JO), Templates("en", (tmp_path,))))


@pytest.mark.parametrize("text", ["Dear {{ member }, hello", "% if power", "{{ member.__class__.__mro__ }}"])
def test_a_broken_template_is_one_sentence(tmp_path, text):
    (tmp_path / "invitation.docx").write_bytes(letter_templates.built(text))
    with pytest.raises(BadTemplate, match=r"^invitation\.docx"):
        list(render_letters(letters(JO), Templates("en", (tmp_path,))))


def test_a_template_that_is_no_word_document_is_said(tmp_path):
    (tmp_path / "invitation.docx").write_text("Dear Jo")
    with pytest.raises(BadTemplate, match="cannot be opened as a Word document"):
        list(render_letters(letters(JO), Templates("en", (tmp_path,))))


def test_the_same_letter_has_the_same_bytes():
    first, second = (next(iter(render_letters(letters(JO), Templates()))).docx for _ in range(2))
    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_templates_are_those_of_their_texts():
    built = {path.stem: path for path in letter_templates.TEXTS.glob("*.txt")}
    there = {path.stem: path for path in letter_templates.LETTERS.glob("*.docx")}
    assert sorted(built) == sorted(there)
    for name, path in built.items():
        assert text_of(letter_templates.built_from(path)) == text_of(there[name].read_bytes()), name


def test_every_letter_stands_in_both_languages():
    names = [*STAFF_NAMES, "agenda-introductions", "agenda-expectations", "agenda-decisions"]
    for name in names:
        assert Templates("en").find(name)[0] == f"{name}.docx"
        assert Templates("es").find(name)[0] == f"{name}.es.docx"


def test_openings_fit_how_well_the_sender_knows_them():
    seen = []
    for closeness in range(5):
        ties = (Tie("R3", "O8", closeness, HERE),)
        people = (Respondent("R3", "Renee Tate"),)
        assignment = assign([TOM], Inventory((CENTER, CHAMBER), people, ties), SendingChoices(project_manager="R3"))
        seen.append(plan_letters(assignment, case()[1])[0].fields["opening"])
    assert len(set(seen)) == 5
    assert seen[0].startswith("You and I have not met yet")
    assert seen[4].startswith("We work with each other now")


def test_the_project_manager_who_sends_introduces_themself():
    manager = Team((Holder("Project Manager", "Renee Tate", "", True),), TEAM.champions)
    (text,) = rendered(JO, team=manager)
    assert "I manage the project myself, so any question comes straight to me." in text


def test_whoever_signs_keeps_one_folder_with_or_without_the_title():
    found = letters(JO, TOM, WATCH, signer="Ruth Calloway")
    assert [letter.folder for letter in found] == ["Renee Tate", "Mayor Ruth Calloway", "Mayor Ruth Calloway"]
    assert found[2].fields["sender_line"] == "Mayor of Millbrook"


def test_an_organization_known_for_its_assets_alone_is_named_first():
    foundation = replace(CHAMBER, domains=(), assets=("Fundraising capacity",))
    assignment, occasion = case((Invitee("O8", "", "Chamber", "O8"),))
    (letter,) = plan_letters(assignment, replace(occasion, organizations={"O8": foundation}))
    why = "We have good reasons to ask Millbrook Chamber of Commerce. You know how to raise money."
    assert letter.fields["why_you"] == why


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("Grace Hope", "Grace Hope recommended you to us."),
        ("renee tate", "I recommended you myself."),
        ("Grace Hope; Renee Tate", "Grace Hope and I recommended you."),
    ],
)
def test_who_recommended_somebody_does_not_tell_it_of_themselves(names, said):
    assignment, occasion = case((PAT,))
    recommended = [(PAT.id, name.strip()) for name in names.split(";")]
    occasion = replace(occasion, roster=roster(TEAM, (PAT,), recommended))
    (letter,) = plan_letters(assignment, occasion)
    assert (letter.fields["sender"], letter.fields["recommended"]) == ("Renee Tate", said)


def test_a_first_meeting_that_became_a_date_is_said_as_people_say_it():
    typed = {"first_meeting": "2027-01-12 17:30:00"}
    assert "Our first meeting: January 12, 2027, 5:30 PM.\n" in rendered(JO, **typed)[0]
    assert "12 de enero de 2027, 5:30 p. m.\n" in rendered(JO, language="es", **typed)[0]


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("en", "Mobility Coalition", "the Mobility Coalition"),
        ("en", "The Forest City Coalition", "the Forest City Coalition"),
        ("en", "Coalition for Plata's Youth", "the Coalition for Plata's Youth"),
        ("en", "Plata Mobility Network 2030", "the Plata Mobility Network 2030"),
        ("en", "Together Plata", "Together Plata"),
        ("en", "Team Plata", "Team Plata"),
        ("en", "2030", "2030"),
        ("es", "Coalición de Movilidad", "la Coalición de Movilidad"),
        ("es", "Consejo de Plata", "el Consejo de Plata"),
        ("es", "La Red", "la Red"),
        ("es", "Plata Unida", "Plata Unida"),
    ],
)
def test_a_coalition_has_an_article_where_its_name_takes_one(language, name, said):
    assert Phrases(words(language)).coalition(name) == said


def test_letters_call_the_coalition_as_people_do():
    (letter,) = letters(JO, coalition="Together Plata")
    assert letter.subject == "Would Bridgeway Language Center join Together Plata?"
    (text,) = rendered(JO, coalition="Together Plata")
    assert "is building Together Plata: a partnership" in text


@pytest.mark.parametrize(("language", "spoken"), [("en", "figures say"), ("es", "dicen los datos")])
def test_a_letter_without_a_figure_does_not_speak_of_what_figures_say(language, spoken):
    (text,) = rendered(PAT, language=language, figure="", reason="too many families cannot get ahead")
    assert spoken not in text
    assert "Too many families cannot get ahead." in text
    assert spoken in rendered(PAT, language=language)[0]
