from letter_cases import CENTER, CHAMBER, HERE, JO, PAT, TOM, case

from mobility_xlsx.coalition.invitations import SendingChoices, assign
from mobility_xlsx.coalition.records import Inventory, Respondent, Tie
from mobility_xlsx.mail.errands import HEADINGS, errands
from mobility_xlsx.mail.letters import plan_letters


def test_each_sender_sees_whom_they_ask_and_the_notes_no_letter_shows():
    assignment, occasion = case((JO, TOM, PAT))
    mayor, renee = errands(assignment, {"O5": CENTER, "O8": CHAMBER}, plan_letters(assignment, occasion))
    assert (mayor.sender.name, mayor.folder, len(mayor.rows)) == ("Mayor Ruth Calloway", "Mayor Ruth Calloway", 1)
    assert dict(zip(HEADINGS, renee.rows[0].row(), strict=True)) == {
        "Whom to ask": "Jo Lee",
        "Organization": "Bridgeway Language Center",
        "Email": "jo@bridgeway.example",
        "Invite as": "Key stakeholder partner",
        "Why you": "Renee Tate works with them now.",
        "They bring": "Strong connections to community members; a kitchen; Working with multiple partners",
        "They work for": "English-language learners; Digital access",
        "For your eyes": (
            "Motivations: They want SECRET MOTIVES\nRoles: SECRET ROLES\n"
            "Barriers and good partner: SECRET BARRIERS: skeptical of newcomers\nMay oppose: listen first."
        ),
        "Letter": "Invitation - Jo Lee, Bridgeway Language Center.docx",
    }
    assert renee.rows[1].organization == renee.rows[1].notes == ""


def test_two_senders_of_one_name_have_a_folder_each():
    people = (Respondent("j@x.example", "John Smith"), Respondent("j@y.example", "john smith"))
    ties = (Tie("j@x.example", "O5", 4, HERE), Tie("j@y.example", "O8", 4, HERE))
    assignment = assign((JO, TOM), Inventory((CENTER, CHAMBER), people, ties), SendingChoices())
    letters = plan_letters(assignment, case()[1])
    letter_of = {one.invitee.who: one.folder for one in letters if one.sender is not None}
    asked = {one.rows[0].who: one.folder for one in errands(assignment, {}, letters)}
    assert letter_of == asked | {"Millbrook Police Department": letter_of["Millbrook Police Department"]}
    assert asked == {"Jo Lee": "John Smith", "Tom Adeyemi": "john smith (2)"}
