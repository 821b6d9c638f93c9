"""What comes of two names that are not equal, rule by rule: the answer, how likely it is, and the reason as told."""

import pytest

from mobility_xlsx.coalition.match import compare, context
from mobility_xlsx.coalition.verdicts import Named

PLACES = ("City of Forest City", "Mill County")

# One name | another | + others around | answer, how likely | reason
SPELLED_APART = """
Hope Church Hope Oakwood | Hope Oakwood Church | same 0.800 | same words, one of which stands twice
Lincoln Center | Lincoln Center - Lincoln | ask 0.800 | same words, one of which stands twice
YMCA North Lawndale | YMCA - Lawndale YMCA North | same 0.800 | same words, one of which stands twice
Hope Church Hope Oakwod Hall | Hope Oakwood Church Hall | ask 0.800 | same words, one of which stands twice
Oakwood Hall | Oakwood Hall | same 1.000 | same name
Hall Oakwood | Oakwood Hall | same 0.900 | same words in another order
Greenpond Hall | Green Pond Hall | same 0.950 | same but for the blanks between words
Greenpond Fami Hall | Green Pond Family Hall | ask 0.750 | same but for words cut short
BRC Hall | Blue River Clinic Hall | ask 0.750 | same but for words cut short
BRC Oak Hall | Blue River Clinic Oak Hall | same 0.850 | same with the short form spelled out
BRC Greenpond Oak Hall | Blue River Clinic Green Pond Oak Hall | ask 0.750 | same but for words cut short
Oak Fami. Hall | Oak Family Hall | same 0.820 | same with "Fami" spelled out
Oak Fami Hall | Oak Family Hall | ask 0.750 | same but for words cut short
Hall Oak Fami. | Oak Family Hall | ask 0.750 | same but for words cut short
Fami. Hall | Family Hall | ask 0.750 | same but for words cut short
Oak Hall Co | Oak Hall Company | same 0.820 | same with "co" spelled out
Oak Co | Oak Company | ask 0.750 | same but for words cut short
Oak Dev. Fami. Hall | Oak Develop Family Hall | ask 0.750 | same but for words cut short
Oak Develo Fami. Hall | Oak Development Family Hall | ask 0.750 | same but for words cut short
Greenpond Oak Fami. Hall | Green Pond Oak Family Hall | same 0.820 | same with "Fami" spelled out
Neighborhoods Transformat | Neighborhoods Transformation | same 0.850 | same, cut off at the end
Neighborhoods Transforma | Neighborhoods Transformation | ask 0.750 | same but for words cut short
Neighborhoods Transforma. | Neighborhoods Transformation | ask 0.750 | same but for words cut short
Transformat Neighborhoods Oakwood | Neighborhoods Oakwood Transformation | ask 0.750 | same but for words cut short
Neighborhoodstransfor Greenpo | Neighborhoodstransformation Greenpond | ask 0.750 | same but for words cut short
Comunity Oak | Community Oak | same 0.800 | "Community" and "Comunity" are a letter apart, all else agrees
Comunity | Community | ask 0.750 | "Community" and "Comunity" are a letter apart
Huose Oak | House Oak | same 0.800 | "House" and "Huose" are a letter apart, all else agrees
Hose Oak | House Oak | ask 0.750 | "Hose" and "House" are a letter apart
Forrest Oak | Forest Oak | same 0.800 | "Forest" and "Forrest" are a letter apart, all else agrees
Barn Oak | Born Oak | ask 0.750 | "Barn" and "Born" are a letter apart
Oak Co - Elm Hall | Oak Company - Elm Hall | same 0.820 | same with "co" spelled out
"""
SLIPS_WITH_ONE_TYPE = """
Marina Oak | Maryna Oak | same 0.800 | "Marina" and "Maryna" are a letter apart, all else agrees
Marin Oak | Maryn Oak | ask 0.750 | "Marin" and "Maryn" are a letter apart
Marin Oak | Mairn Oak | same 0.800 | "Mairn" and "Marin" are a letter apart, all else agrees
Marina Center | Maryna Center | ask 0.750 | "Marina" and "Maryna" are a letter apart
Marina Oak | Barina Oak | ask 0.750 | "Barina" and "Marina" are a letter apart
Marina Brigde | Maryna Bridge | ask 0.750 | "Marina" and "Maryna" are a letter apart
Marina Oak | Maryna Oak | + Marina Hall | same 0.800 | "Marina" and "Maryna" are a letter apart, all else agrees
Marina Oak | Maryna Oak | + Marina A; Maryna B | ask 0.750 | "Marina" and "Maryna" are a letter apart
Marina Oak | Maryna Oak | + Marina A; Marina B | same 0.800 | "Marina" and "Maryna" are a letter apart, all else agrees
Marin Oak | Maryn Oak | + Marin Hall | ask 0.750 | "Marin" and "Maryn" are a letter apart
Marin Oak | Maryn Oak | + Marin A; Marin B | same 0.800 | "Marin" and "Maryn" are a letter apart, all else agrees
Mari Oak | Mary Oak | + Mari A; Mari B | ask 0.750 | "Mari" and "Mary" are a letter apart
Forest Oak | Forrest Oak | + Forrest A; Forrest B | ask 0.750 | "Forest" and "Forrest" are a letter apart
"""
WORDS_IN_ONE = """
Oak Hall | Oak Hall Foundation | different 0.000 | "foundation" makes another organization
Oak Hall M | Oak Hall Museum Inn | ask 0.700 | same but for words cut short
Oak M | Oak Museum Inn | different 0.100 | too little in common
Oak Hall Z M | Oak Hall Museum Inn Z | different 0.100 | too little in common
Elm Hall M | Oak Hall Museum Inn Elm | different 0.100 | too little in common
Oak Hall Xa Yb Zc | Oak Hall | different 0.400 | only one has "xa yb zc"
Xa Yb Zc Oak Hall | Oak Hall | ask 0.600 | one stands in the other, after "Xa Yb Zc"
Xa Yb Zc Center Hall | Center Hall | ask 0.600 | one stands in the other, after "Xa Yb Zc"
Elm Ash Community Clinic | Community Clinic | different 0.375 | only one has "elm ash"
Elm Ash Oakk Clinic | Oak Clinic | different 0.100 | too little in common
Xa Yb Zc Oak Hall | Hall Oak | different 0.400 | only one has "xa yb zc"
Oak Hall | Oak Hall 5 | ask 0.600 | one has the number "5"
Oak Hall | Oak Hall 5 6 | different 0.300 | only one has "5 6"
Oak Hall | Oak Hall A5 | ask 0.667 | same but for "A5"
Oak Hall | Oak Hall 5th Elm | different 0.300 | only one has "5th elm"
Oak Hall | Oak Hall Program | same 0.800 | same but for "Program"
Oak Hall | Program Oak Hall | ask 0.833 | same but for "Program"
Oak Hall | Oak Program Hall | ask 0.833 | same but for "Program"
Oak Hall | Oak Hall Group Program | same 0.800 | same but for "Group Program"
Oak Hall Group | Oak Hall Group Program | ask 0.857 | same but for "Program"
Oak | Oak Program | ask 0.714 | same but for "Program"
Hall Oak | Oak Hall Program | ask 0.833 | same but for "Program"
Oak Hall | Volunteer Oak Hall | same 0.800 | same but for "Volunteer"
Hull Uptown | Hull Association Uptown | same 0.800 | same but for "Association"
Center Uptown | Center Association Uptown | ask 0.800 | same but for "Association"
Center Clinic Uptown | Center Clinic Association Uptown | ask 0.846 | same but for "Association"
Hull Uptown | Hull Q. Uptown | same 0.800 | same but for "Q"
Hull Uptown | Hull Qx Uptown | ask 0.667 | same but for "Qx"
Center Uptown | Center Q. Uptown | ask 0.615 | same but for "Q"
Oak Elm Hall | City of Oak Elm Hall | same 0.800 | same but for "City"
Oak Elm Hall | Town Oak Elm Hall | same 0.800 | same but for "Town"
Oak Elm Hall | Village Oak Elm Hall | same 0.800 | same but for "Village"
Oak Elm | City of Oak Elm | ask 0.769 | same but for "City"
Oak Elm Hall | Oak Elm City Hall | ask 0.833 | same but for "City"
Oak Elm Hall | County Oak Elm Hall | ask 0.833 | same but for "County"
Oak Elm Hall | City Town Oak Elm Hall | ask 0.714 | same but for "City Town"
Oak Hall | Oak Elm Hall | ask 0.667 | same but for "Elm"
Oak Clinic | Oak Elm Clinic | ask 0.615 | same but for "Elm"
Oak Clinic | Oak Clinic Elm Ash | different 0.444 | only one has "elm ash"
Elm Ash Clinic | Clinic Ash | ask 0.615 | same but for "Elm"
Oak Hall Elm | Oak Hall Elm Clinic Inn | ask 0.652 | same but for "Clinic Inn"
Oak Clinic | Oak Elm Clinic | + Oak A | different 0.599 | only one has "elm"
Oak Clinic | Oak Elm Clinic | + Oak A; Oak B | different 0.588 | only one has "elm"
Oak Clinic | Oak Program Clinic | + Program A; Program B | ask 0.818 | same but for "Program"
Oak | Oak Elm Inn | ask 0.800 | "Oak" is in no other name here
Oak | Oak Elm Inn | + Oak Den | different 0.100 | too little in common
Ok | Ok Elm Inn | different 0.100 | too little in common
Clinic | Oak Elm Clinic | different 0.100 | too little in common
Mill | Mill Elm Inn | different 0.100 | too little in common
Oak | Oak Clinic | ask 0.625 | same but for "Clinic"
Oak | Clinic Elm Oak | ask 0.800 | "Oak" is in no other name here
Oak Hall Elm | Oak Hall Elm Ash Ivy | ask 0.600 | same but for "Ash Ivy"
Oak | Clinic Oak | + Oak A; Oak B; Oak C; Oak D; Oak E; Oak F; Oak G; Oak H | different 0.535 | only one has "clinic"
Oak Program Hall | Oak Program Hall Service | same 0.800 | same but for "Service"
Service Oak Hall | Service Oak Hall Program | same 0.800 | same but for "Program"
Oak | Oak Youth Clinic | ask 0.800 | "Oak" is in no other name here
Green Pond Hall | Greenpond Hall Program | same 0.800 | same but for "Program"
Elmwood Hall | Elmwod Hall Program | ask 0.833 | same but for "Program"
Oak Hall | Oak Hall 5th | ask 0.600 | one has the number "5th"
Oak Elm Hall | Oak Elm O'Brien Hall | ask 0.750 | same but for "O'Brien"
Oak Elm Hall | Oak Elm Hall Library Ctr. | ask 0.714 | same but for "Library Ctr"
Oak Clinic | Oak X Clinic | ask 0.615 | same but for "X"
Hull Uptown | Hull Organization Uptown | same 0.800 | same but for "Organization"
"""
PLACES_IN_ONE = """
Oak Hall | Oak Hall Mill | same 0.800 | same but for the place "Mill"
Oak Hall | Oak Hall of Forest City | same 0.800 | same but for the place "Forest City"
Oak Hall | Oak Hall of Greater Forest City | same 0.800 | same but for the place "Greater Forest City"
Oak Hall | Oak Hall of Ohio | ask 0.650 | one names the place "Ohio"
Oak Hall | Oak Hall of New York | ask 0.650 | one names the place "New York"
Oak Hall | Oak Hall of Forest City | + Oak Hall of Ohio | ask 0.650 | one names the place "Forest City"
Oak | Oak of Forest City | same 0.800 | same but for the place "Forest City"
Clinic | Clinic of Forest City | ask 0.650 | one names the place "Forest City"
Clinic Free | Free Clinic of Forest City | same 0.800 | same but for the place "Forest City"
Hall Oak | Oak Hall Forest City | same 0.800 | same but for the place "Forest City"
Hall Clinic | Clinic Hall Forest City | same 0.800 | same but for the place "Forest City"
Free Clinic | Clinic Free Forest City | same 0.800 | same but for the place "Forest City"
Greenpond Hall | Green Pond Hall Forest City | same 0.800 | same but for the place "Forest City"
Lawndale YMCA | YMCA of Forest City Lawndale | same 0.800 | same but for the place "Forest City"
Oak Hall Oak | Oak Hall of Forest City | same 0.800 | same but for the place "Forest City"
Clinic Hope Clinic | Clinic Hope of Forest City | ask 0.650 | one names the place "Forest City"
Oak Fami. Hall | Oak Family Hall of Forest City | different 0.100 | too little in common
Oak Hall | Oak Hall City | ask 0.769 | same but for "City"
Oak Hall | Oak Hall Forest Elm | different 0.500 | only one has "forest elm"
Catholic Aid | Catholic Aid Diocese | ask 0.667 | same but for "Diocese"
Catholic Aid Forest City | Catholic Aid Diocese of Forest City | same 0.800 | same but for the place "Diocese"
Oak Aid | Oak Aid Diocese of Forest City | different 0.421 | only one has "diocese forest city"
Catholic Aid | Catholic Aid Archdiocese of Forest City | same 0.800 | same but for the place "Archdiocese Forest City"
Catholic Aid | Catholic Aid Diocese of Elm | different 0.429 | only one has "diocese elm"
Catholic Aid | Catholic Aid of Elm | different 0.545 | only one has "elm"
Youth Center | Youth Center of Forest City | same 0.800 | same but for the place "Forest City"
Youth Center | Youth Center of Forest City | + Youth Center of Mill | ask 0.650 | one names the place "Forest City"
Oak Hall | Oak Hall of Metropolitan Forest City | same 0.800 | same but for the place "Metropolitan Forest City"
Oak Hall | Oak Hall of the Forest City Metro Area | same 0.800 | same but for the place "Forest City Metro Area"
Oak Hall | Oak Hall of New Hampshire | ask 0.650 | one names the place "New Hampshire"
Oak Hall | Oak Hall of New Jersey | ask 0.650 | one names the place "New Jersey"
Oak Hall | Oak Hall of New Mexico | ask 0.650 | one names the place "New Mexico"
Oak Hall | Oak Hall of North Carolina | ask 0.650 | one names the place "North Carolina"
Oak Hall | Oak Hall of North Dakota | ask 0.650 | one names the place "North Dakota"
Oak Hall | Oak Hall of Rhode Island | ask 0.650 | one names the place "Rhode Island"
Oak Hall | Oak Hall of South Carolina | ask 0.650 | one names the place "South Carolina"
Oak Hall | Oak Hall of South Dakota | ask 0.650 | one names the place "South Dakota"
Oak Hall | Oak Hall of West Virginia | ask 0.650 | one names the place "West Virginia"
Oak Hall | Oak Hall of North Virginia | different 0.500 | only one has "north virginia"
"""
WORDS_IN_EACH = """
North Oak Hall | South Oak Hall | different 0.000 | "north" is not "south"
Oak Men Hall | Oak Women Hall | different 0.000 | "men" is not "women"
Oak Clinic | Oak Church | different 0.000 | "church" is not "clinic"
Oak Program | Oak Service | different 0.510 | too little in common
Oak Elm City | Oak Elm Town | different 0.510 | too little in common
Oak Hall Ohio | Oak Hall Mill | different 0.000 | "mill" is not "ohio"
North Oak Hall | Oak Church Hall | different 0.510 | too little in common
Oak Hall 5 | Oak Hall Six 6 | different 0.000 | "5" is not "6"
Oak Hall 5th | Oak Hall Fam | different 0.510 | too little in common
Oak Hall Alumni | Oak Hall Elm | different 0.000 | one is another body of the other
Oak Hall Elm | Oak Hall Alumni | different 0.000 | one is another body of the other
Oak Hall Elm | Oak Hall Ash | different 0.510 | too little in common
Oak Elm Center Service | Oak Elm Center Group | ask 0.767 | "Group" in one, "Service" in the other
Oak Elm Services | Oak Elm Care | ask 0.700 | "Care" in one, "Services" in the other
Oak Services | Oak Care | different 0.510 | too little in common
Oak Elm Art Services | Oak Elm Art Inn | ask 0.711 | "Inn" in one, "Services" in the other
Oak Elm Art Support Team Services | Oak Elm Art Care Youth | different 0.510 | too little in common
Oak Elm Service | Oak Elm Group | + Oak A; Oak B; Elm C | ask 0.711 | "Group" in one, "Service" in the other
Center Elmwood Oak Services | Center Elmwod Oak Care | ask 0.739 | "Care" in one, "Services" in the other
Oak Elm Art Birch Hall Ivy | Oak Elm Art Birch Hall Ash | different 0.510 | too little in common
Xa Yb | Zc Vd | different 0.010 | too little in common
Oak Hall 5th | Oak Hall 6th | different 0.000 | "5th" is not "6th"
Elmwood Oak Service | Elmwod Oak Group | different 0.510 | too little in common
Elmwood Oak Art Service | Elmwod Oak Art Group | ask 0.782 | "Group" in one, "Service" in the other
X Oak Hall | North Oak Hall | different 0.510 | too little in common
Oak Men Hall | Oak Veterans Hall | different 0.000 | "men" is not "veteran"
"""
IN_ONE_TOWN = """
Oak Hall | Oak Hall Xa Yb Zc | ask 0.550 | one goes on with "Xa Yb Zc", in one town
Oak Hall | Oak Hall Foundation | different 0.000 | "foundation" makes another organization
Oak Hall | Xa Oak Yb Zc Hall Vd | different 0.333 | only one has "xa yb zc vd"
Oak Hall Art Elm | Oak Hall Art Ash | ask 0.550 | "Ash" in one, "Elm" in the other
Oak Hall Elm | Oak Hall Ash | different 0.510 | too little in common
Oak Hall Art Elm Inn | Oak Hall Art Ash | different 0.510 | too little in common
Oak Hall Center Elm | Oak Hall Center Ash | different 0.510 | too little in common
Oak Hall Art Elm | Oak Hall Art Ash Inn | different 0.510 | too little in common
"""


def lines(*tables: str) -> list[str]:
    return [line for table in tables for line in table.strip().splitlines()]


def agrees(line: str, types: tuple[str, ...] = (), town: str = "") -> None:
    a, b, *beside, answer, reason = (cell.strip() for cell in line.split("|"))
    others = [name for cell in beside for name in cell.removeprefix("+ ").split("; ")]
    around = context((a, b, *others), PLACES)
    for pair in ((a, b), (b, a)):
        found = compare(*(Named(name, types, town) for name in pair), around)
        assert (f"{found.answer} {found.likely:.3f}", found.reason) == (answer, reason)


@pytest.mark.parametrize("line", lines(SPELLED_APART, WORDS_IN_ONE, PLACES_IN_ONE, WORDS_IN_EACH))
def test_two_names_are_judged_by_what_differs(line: str) -> None:
    agrees(line)


@pytest.mark.parametrize("line", lines(SLIPS_WITH_ONE_TYPE))
def test_a_slip_is_one_name_with_one_type_and_a_word_that_tells(line: str) -> None:
    agrees(line, types=("Clinic",))


@pytest.mark.parametrize("line", lines(IN_ONE_TOWN))
def test_near_names_in_one_town_are_asked(line: str) -> None:
    agrees(line, town="Ames")
