"""What a clerk reads about two names: the verdict with its reason, word for word."""

import pytest

from mobility_xlsx.coalition.match import compare, context
from mobility_xlsx.coalition.verdicts import Answer, Named

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
        ("Bridgeway Oaklawn Hall", "Bridgeway Oaklawn Hall, Inc.", "Springfield", "Dayton", Answer.SAME),
        ("Bridgeway Ohio", "Bridgeway Ohio", "Springfield", "Dayton", Answer.ASK),
        ("Bridgeway Center", "Bridgeway Center", "Springfield", "Pringfield", Answer.ASK),
        ("Bridgeway Center", "Bridgeway Center", "Spring Lake", "Spring Lawn", Answer.ASK),
        ("Bridgeway Center", "Bridgeway Center", "New York", "New York City", Answer.ASK),
        ("Bridgeway Center", "Bridgeway Center", "", "Dayton", Answer.SAME),
    ],
)
def test_in_two_towns_only_rare_names_are_one(a: str, b: str, first: str, second: str, answer: Answer) -> None:
    found, reason = told(Named(a, town=first), Named(b, town=second))
    assert found is answer
    assert reason.endswith("; in two towns") == (answer is not Answer.SAME)


@pytest.mark.parametrize(
    ("a", "b", "answer", "reason", "likely"),
    [
        ("Grace Church", "Grace Church", Answer.ASK, "same name; in two towns", 0.2),
        ("Troop", "Troop", Answer.ASK, "same name; in two towns", 0.2),
        ("Grace Clinic", "Grace Clinic", Answer.ASK, "same name; in two towns", 0.7),
        ("Oak Elm Church", "Elm Oak Church", Answer.ASK, "same words in another order; in two towns", 0.2),
        ("Oak Elm Ash Center", "Oak Elm Ash Center Program", Answer.ASK, 'same but for "Program"; in two towns', 0.7),
        ("Elmwood Hall", "Elmwod Hall", Answer.ASK, '"Elmwod" and "Elmwood" are a letter apart; in two towns', 0.6),
        (
            "Elmwood Center",
            "Elmwod Center",
            Answer.DIFFERENT,
            '"Elmwod" and "Elmwood" are a letter apart; in two towns',
            0.1,
        ),
        ("Grace", "Grace Church", Answer.DIFFERENT, 'same but for "Church"; in two towns', 0.1),
        ("Elmwood Hall Clinic", "Elmwod Hall", Answer.DIFFERENT, 'same but for "Clinic"; in two towns', 0.1),
        (
            "Elmwood Hall Fami",
            "Elmwod Hall Family",
            Answer.DIFFERENT,
            "same but for words cut short; in two towns",
            0.1,
        ),
        ("Oak Hall", "Oak Hall Foundation", Answer.DIFFERENT, '"foundation" makes another organization', 0.0),
    ],
)
def test_near_names_in_two_towns_are_hardly_ever_one(
    a: str, b: str, answer: Answer, reason: str, likely: float
) -> None:
    for one, other in ((a, b), (b, a)):
        found = compare(Named(one, town="Ames"), Named(other, town="Boone"), context((a, b)))
        assert (found.answer, found.reason, found.likely) == (answer, reason, likely)


@pytest.mark.parametrize(
    ("short", "long", "answer", "reason"),
    [
        ("OAK", "Oak Ash Kin", Answer.SAME, "OAK is the acronym of the other"),
        ("Oak", "Oak Ash Kin", Answer.ASK, "OAK may be the acronym of the other"),
        ("OK", "Oak Kin", Answer.ASK, "OK may be the acronym of the other"),
        ("OAX", "Oak Ash Kin", Answer.DIFFERENT, "too little in common"),
        ("Elm (OAK)", "Ash (OAK)", Answer.SAME, "one gives the other as its former, short or other name"),
        ("Elm (OK)", "Ash (OK)", Answer.DIFFERENT, "too little in common"),
        ("Elm (fka Oka)", "Oka", Answer.SAME, "one gives the other as its former, short or other name"),
        ("Elm (fka Ok)", "Ok", Answer.DIFFERENT, "too little in common"),
    ],
)
def test_three_letters_are_safe_as_an_acronym(short: str, long: str, answer: Answer, reason: str) -> None:
    assert told(Named(short), Named(long)) == told(Named(long), Named(short)) == (answer, reason)


def test_what_all_names_say_together() -> None:
    typed = (
        "Oak Hall",
        "Oak Hall of Ames",
        "Oak Hall of Ohio",
        "Hall Oak Ames",
        "OAK HALL",
        "Oak House",
        "Oak Elm Oak",
    )
    around = context(typed, ("City of Ames", "Boone and Cory"))
    assert (around.sharing["oh"], around.sharing["oha"], around.sharing["hoa"]) == (2, 1, 1)
    assert around.placed == {("oak", "hall"): 2, ("hall", "oak"): 1}
    assert around.seen == {"oak": 6, "hall": 4, "ame": 2, "ohio": 1, "house": 1, "elm": 1}


@pytest.mark.parametrize(
    ("place", "own"),
    [
        ("Ames", "ame"),
        *((f"{kind} of Ames", "ame") for kind in ("City", "Town", "Village", "County", "Borough", "Township")),
        ("Municipality of Ames", "ame"),
        ("Ames and Boone; Cory / Dell, Eastman & Ford", "ame boone cory dell eastman ford"),
        ("Ames and City of Boone", "ame boone"),
        ("Ames Sandy", "ame sandy"),
        ("Forest City", "forest city"),
        ("City", "city"),
        ("", ""),
    ],
)
def test_own_words_are_those_of_the_places_of_the_community(place: str, own: str) -> None:
    around = context((), (place,))
    assert around.own_words == set(own.split())
    assert around.place_words - context(()).place_words == around.own_words - {"city"}


@pytest.mark.parametrize(
    ("place", "said", "answer"),
    [
        ("Center City", "Oak Hall of Center City", Answer.SAME),
        ("Center City", "Oak Hall Center", Answer.ASK),
        ("Ames", "Oak Hall of Ames", Answer.SAME),
        ("Ames", "Oak Hall of Greater Ames", Answer.SAME),
        ("Ames", "Oak Hall of Ames Elm", Answer.DIFFERENT),
    ],
)
def test_a_place_is_its_own_when_its_words_tell_or_are_several(place: str, said: str, answer: Answer) -> None:
    around = context(("Oak Hall", said), (place,))
    assert compare(Named("Oak Hall"), Named(said), around).answer is answer


def test_a_likely_doubt_is_settled_by_one_domain_and_a_less_likely_one_is_not() -> None:
    def answer(a: str, b: str, *domains: str) -> Answer:
        return compare(Named(a, domain=domains[0]), Named(b, domain=domains[-1]), context((a, b))).answer

    assert answer("UW", "United Way", "uw.example") is Answer.SAME
    assert answer("Marin Center", "Martin Center", "a.example", "b.example") is Answer.ASK
    assert answer("Oak Hall", "Oak Hall of Ohio", "oak.example") is Answer.ASK
    assert answer("Oak Hall", "Oak Elm Ash Hall", "oak.example") is Answer.DIFFERENT


@pytest.mark.parametrize(
    ("domain", "answer"),
    [
        ("hope.example", Answer.SAME),
        ("gmail.com", Answer.ASK),
        ("forestcity.gov", Answer.ASK),
        ("ci.ames.us", Answer.ASK),
        ("ames.edu", Answer.ASK),
        ("zoho.com", Answer.ASK),
        ("", Answer.ASK),
    ],
)
def test_an_email_domain_of_its_own_settles_a_likely_doubt(domain: str, answer: Answer) -> None:
    found, reason = told(Named("Marin Center", domain=domain), Named("Martin Center", domain=domain))
    assert found is answer
    assert reason.endswith("; same email domain") == (answer is Answer.SAME)
