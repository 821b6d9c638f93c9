from letter_cases import CENTER, CHAMBER, JO, PAT, TOM, case

from mobility_xlsx.mail.errands import HEADINGS, errands


def test_each_sender_sees_whom_they_ask_and_the_notes_no_letter_shows():
    assignment, _ = case((JO, TOM, PAT))
    mayor, renee = errands(assignment, {"O5": CENTER, "O8": CHAMBER}, {JO.id: "Jo.docx"})
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
        "Letter": "Jo.docx",
    }
    assert renee.rows[1].organization == renee.rows[1].notes == ""
