"""Two names are the same, asked about or different, and the reason is told in words."""

import pytest

from mobility_xlsx.coalition.match import compare, context
from mobility_xlsx.coalition.verdicts import Answer, Named, Surroundings, Verdict

PLACES = ("City of Forest City", "Mill County")


def judged(a: str, b: str, *others: str, types: tuple[str, ...] = ()) -> Verdict:
    around = context((a, b, *others), PLACES)
    verdict = compare(Named(a, types), Named(b, types), around)
    assert compare(Named(b, types), Named(a, types), around) == verdict
    return verdict


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Forest City Community College", "forest city comm. college (downtown)"),
        ("Forest City Community College", "FCCC"),
        ("Forest City Community College", "Forest City Community College (FCCC)"),
        ("FCCC", "Forest City Community College (FCCC)"),
        ("St. Mary's Hospital", "Saint Mary Hospital"),
        ("The Women’s Center", "Womens Ctr., Inc."),
        ("Dept. of Public Health", "Department of Public Health"),
        ("Mill Co. Health Dept", "Mill County Health Department"),
        ("Mill County Department of Health", "Mill County Health Dept."),
        ("Parks & Recreation", "Parks and Rec"),
        ("First Baptist Church", "1st Baptist Church"),
        ("Two Rivers Alliance", "2 Rivers Alliance"),
        ("Phase II Housing Partners", "Phase 2 Housing Partners"),
        ("Ramírez Family Foundation", "Ramirez Family Fdn"),
        ("P.S. 118", "PS 118"),
        ("C.R.E.A.T.E. Studios", "CREATE Studios"),
        ("Greenpond Day Care", "Green Pond Daycare"),
        ("YMCA of Forest City", "Forest City YMCA"),
        ("Big Brothers Big Sisters", "BBBS"),
        ("NAACP", "National Association for the Advancement of Colored People"),
        ("Sunrise House (formerly Eastside Shelter)", "Eastside Shelter"),
        ("Acme Services dba Helping Hands", "Helping Hands"),
        ("Helping Hands a/k/a Manos Unidas", "Manos Unidas"),
        ("Ada S. McKinley Youth Services", "Ada McKinley Youth Services"),
        ("United Way", "United Way of Mill County"),
        ("Forest City Free Clinic", "Free Clinic"),
        ("YMCA of Greater Forest City", "YMCA"),
        ("Tenants' Rights Coal.", "Tenants Rights Coalition"),
        ("United Way of Mill Co.", "United Way of Mill County"),
        ("Little Sprouts Co-op", "Little Sprouts Cooperative"),
        ("Grace Church (nonprofit)", "Grace Church"),
        ("Hull House - Uptown / Hull House", "Hull House Uptown"),
        ("Prairie Reearch Institute", "Prairie Research Institute"),
        ("YMCA Lawndale", "YMCA of Greater Forest City - Lawndale YMCA"),
        ("Lawndale YMCA", "YMCA of Forest City Lawndale"),
        ("Ada McKinley Services - McKinley - Roseland", "Ada McKinley Services Roseland"),
        ("Hull House Kessler Association - Uptown", "Hull House Kessler Uptown"),
        ("Catholic Charities Forest City - St. Kevin", "Catholic Charities of the Diocese of Forest City - St. Kevin"),
    ],
)
def test_two_spellings_of_one_name_are_the_same(a: str, b: str) -> None:
    assert judged(a, b).answer is Answer.SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Bridgeway College", "Bridgeway College Foundation"),
        ("Bridgeway College", "Bridgeway University"),
        ("Lincoln Middle School", "Lincoln High School"),
        ("North Forest Clinic", "South Forest Clinic"),
        ("Salvation Army Eastside", "Salvation Army Westside"),
        ("St. Brigid's Catholic Church", "St. Brigid Medical Center"),
        ("First Baptist Church of Forest City", "First Baptist Church Food Pantry"),
        ("First Baptist Church", "Second Baptist Church"),
        ("Forest City YMCA", "Forest City YWCA"),
        ("Boys & Girls Club of Hobbs", "Boys & Girls Club of Roswell"),
        ("Forest City Library", "Friends of the Forest City Library"),
        ("Forest City Community Foundation", "Forest City State University"),
        ("PS 118", "PS 119"),
        ("Housing Partners II", "Housing Partners III"),
        ("Ellendale Fire Department", "Ellendale Fire Department Relief Association"),
    ],
)
def test_words_that_make_another_organization_keep_names_apart(a: str, b: str) -> None:
    assert judged(a, b).answer is Answer.DIFFERENT


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("Forest City College", "Forest City Community College", 'same but for "Community"'),
        ("UW", "United Way", "UW may be the acronym of the other"),
        ("Carlton School", "Charlton School", '"Carlton" and "Charlton" are a letter apart'),
        ("Bridgeway", "Bridgeway Language Center", '"Bridgeway" is in no other name here'),
        ("Salvation Army (Eastside)", "Salvation Army", 'same but for "Eastside"'),
        ("Rachel's Learning Center", "Rachel's Learning Center #2", 'one has the number "2"'),
        ("City of Ames - Parks Department", "Ames Parks Dept", None),
        ("Lincoln Center", "Lincoln Center - Lincoln", None),
        ("First Impression", "First Impression of South Carolina", 'one names the place "South Carolina"'),
        ("Congregation Ysrl Adas", "Congregation Yisroel Adas", "same but for words cut short"),
        ("Hopper House M", "Hopper House Museum and Study Center", "same but for words cut short"),
    ],
)
def test_doubtful_names_are_asked_with_the_reason(a: str, b: str, reason: str | None) -> None:
    verdict = judged(a, b)
    if reason is None:
        assert verdict.answer is not Answer.DIFFERENT
    else:
        assert (verdict.answer, verdict.reason) == (Answer.ASK, reason)


def test_an_acronym_that_two_organizations_share_is_asked() -> None:
    assert judged("Mercy Health Alliance", "MHA").answer is Answer.SAME
    shared = judged("Mercy Health Alliance", "MHA", "Millbrook Housing Authority")
    assert (shared.answer, shared.reason) == (Answer.ASK, "MHA may stand for several organizations here")


def test_a_bare_name_is_asked_when_two_placed_forms_are_there() -> None:
    verdict = judged("United Way", "United Way of Mill County", "United Way of Forest City")
    assert verdict.answer is Answer.ASK


def test_a_chamber_without_commerce_is_asked_about_however_many_names_hold_its_town() -> None:
    around = [f"Plata {kind}" for kind in ("Library", "Schools", "Clinic", "College", "Police", "Parks", "Museum")]
    verdict = judged("Plata Chamber", "Plata Chamber of Commerce", *around)
    assert (verdict.answer, verdict.reason) == (Answer.ASK, 'same but for "Commerce"')
    assert judged("Plata Chamber", "Plata Hispanic Chamber of Commerce", *around).answer is Answer.DIFFERENT


def test_a_slip_in_the_only_telling_word_is_asked_even_with_the_same_type() -> None:
    faith = ("Faith-based community",)
    assert judged("Carlton School", "Charlton School", types=faith).answer is Answer.ASK
    assert judged("Bridgeway Language Center", "Bridgway Language Center", types=faith).answer is Answer.SAME
    assert judged("Bridgeway Language Center", "Bridgway Language Center").answer is Answer.ASK
    one_sided = Named("Bridgeway Language Center", faith), Named("Bridgway Language Center", ())
    assert compare(*one_sided).answer is Answer.ASK


def test_one_name_in_two_towns_is_asked_unless_it_is_a_rare_one() -> None:
    army = compare(Named("Salvation Army", town="Kerrville"), Named("The Salvation Army", town="El Paso"))
    assert (army.answer, army.reason.endswith("in two towns")) == (Answer.ASK, True)
    rare = compare(Named("Tampa Bay Symphony", town="Tampa"), Named("Tampa Bay Symphony", town="Clearwater"))
    assert rare.answer is Answer.SAME
    cut = compare(Named("Salvation Army", town="Colorado Spgs"), Named("Salvation Army", town="Colorado Springs"))
    assert cut.answer is Answer.SAME


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("Sanford", "Sanford Health of the North", 'one goes on with "Health North", in one town'),
        ("Arnold Trail Sled Races", "Arnold Trail Sled Rides", '"Races" in one, "Rides" in the other'),
    ],
)
def test_names_that_are_near_in_one_town_are_asked(a: str, b: str, reason: str) -> None:
    here = compare(Named(a, town="Eustis"), Named(b, town="Eustis"))
    assert (here.answer, here.reason) == (Answer.ASK, reason)
    assert compare(Named(a, town="Eustis"), Named(b, town="Ames")).answer is Answer.DIFFERENT
    assert compare(Named(a), Named(b)).answer is Answer.DIFFERENT


def test_a_slip_in_two_towns_is_asked_if_another_word_tells() -> None:
    def answer(a: str, b: str) -> Answer:
        return compare(Named(a, town="Boston"), Named(b, town="Dorchester")).answer

    assert answer("Sportsmen Tennis Center", "Sportmen Tennis Center") is Answer.ASK
    assert answer("Marin Center", "Martin Center") is Answer.DIFFERENT


def test_an_email_domain_settles_a_doubt_but_a_shared_one_does_not() -> None:
    def answer(domain: str) -> Answer:
        around = Surroundings()
        names = ("Nowlin Hall Apartments", "Nowlin Hall")
        return compare(*(Named(name, domain=domain) for name in names), around=around).answer

    assert answer("nowlinhall.org") is Answer.SAME
    assert answer("gmail.com") is Answer.ASK
    assert answer("forestcity.gov") is Answer.ASK


@pytest.mark.parametrize("odd", ["?", "The Inc.", "&", "()", "(formerly)", "-", "I", "123", "Ελπίδα", "希望"])
def test_any_text_can_be_a_name(odd: str) -> None:
    assert judged(odd, odd).answer is Answer.SAME
    assert judged(odd, "Forest City Community College").answer is not Answer.SAME
