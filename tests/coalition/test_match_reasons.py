"""What a clerk reads about two names: the verdict with its reason, word for word."""

import pytest

from mobility_xlsx.coalition.match import Answer, Named, compare, context

PLACES = ("City of Forest City", "Mill County")
CUT_SHORT = "same but for words cut short"


def told(a: Named, b: Named) -> tuple[Answer, str]:
    verdict = compare(a, b, context((a.name, b.name), PLACES))
    return verdict.answer, verdict.reason


@pytest.mark.parametrize(
    ("a", "b", "answer", "reason"),
    [
        ("Hope Center", "hope center", Answer.SAME, "same name"),
        ("Hope Ctr.", "The Hope Center, Inc.", Answer.SAME, "same name, but for Inc., The, short forms and the like"),
        ("Haymarket - Haymarket", "Haymarket", Answer.ASK, "same name, which one says twice"),
        ("Hope Church Hope Center", "Hope Center Church", Answer.ASK, "same words, one of which stands twice"),
        ("Hope Center Church", "Church Hope Center", Answer.SAME, "same words in another order"),
        ("Greenpond Farm", "Green Pond Farm", Answer.SAME, "same but for the blanks between words"),
        ("Family Resour", "Family Resource", Answer.ASK, CUT_SHORT),
        ("Eng Learn Center", "English Learning Center", Answer.ASK, CUT_SHORT),
        ("Neighborhood Transforma", "Neighborhood Transformation", Answer.ASK, CUT_SHORT),
        ("Neighborhoods Transformat", "Neighborhoods Transformation", Answer.SAME, "same, cut off at the end"),
        (
            "Forest City Family Resource Ce",
            "Forest City Family Resource Center",
            Answer.SAME,
            'same with "Ce" spelled out',
        ),
        ("School District 118", "School District", Answer.ASK, 'one has the number "118"'),
        ("Lincoln Library 12 34", "Lincoln Library", Answer.DIFFERENT, 'only one has "12 34"'),
        ("Lincoln School 5", "Lincoln School 6", Answer.DIFFERENT, '"5" is not "6"'),
        ("Hope Center Foundation", "Hope Center Clinic", Answer.DIFFERENT, '"clinic" is not "foundation"'),
        ("Community Action Program Board", "Community Action Program", Answer.ASK, 'same but for "Board"'),
        ("Marin Center", "Martin Center", Answer.ASK, '"Marin" and "Martin" are a letter apart'),
        ("Grace Outreach Services", "Grace Outreach Center", Answer.ASK, '"Center" in one, "Services" in the other'),
        ("Tutr Mentor Connexion", "Tutor Mentor Connection", Answer.DIFFERENT, "too little in common"),
    ],
)
def test_the_reason_says_what_differs(a: str, b: str, answer: Answer, reason: str) -> None:
    assert told(Named(a), Named(b)) == told(Named(b), Named(a)) == (answer, reason)


@pytest.mark.parametrize(
    ("a", "b", "first", "second", "answer"),
    [
        ("Bridgeway Center", "Bridgeway Center", "Springfield", "Dayton", Answer.ASK),
        ("Bridgeway Center", "Bridgeway Center", "Colorado Springs", "Colorado Spgs", Answer.SAME),
        ("Bridgeway Center", "Bridgeway Center", "Forest City", "ForestCity", Answer.SAME),
        ("Bridgeway Center", "Bridgeway Center", "Springfield", "", Answer.SAME),
        ("Bridgeway Oaklawn", "Bridgeway Oaklawn", "Springfield", "Dayton", Answer.SAME),
        ("Bridgeway Oaklawn", "Bridgeway Oaklawn, Inc.", "Springfield", "Dayton", Answer.ASK),
    ],
)
def test_in_two_towns_only_rare_names_are_one(a: str, b: str, first: str, second: str, answer: Answer) -> None:
    found, reason = told(Named(a, town=first), Named(b, town=second))
    assert found is answer
    assert reason.endswith("; in two towns") == (answer is not Answer.SAME)


@pytest.mark.parametrize(
    ("domain", "answer"),
    [("hope.example", Answer.SAME), ("gmail.com", Answer.ASK), ("forestcity.gov", Answer.ASK), ("", Answer.ASK)],
)
def test_an_email_domain_of_its_own_settles_a_likely_doubt(domain: str, answer: Answer) -> None:
    found, reason = told(Named("Marin Center", domain=domain), Named("Martin Center", domain=domain))
    assert found is answer
    assert reason.endswith("; same email domain") == (answer is Answer.SAME)
