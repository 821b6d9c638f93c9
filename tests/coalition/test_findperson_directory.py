"""Among very many people the same one is meant as among few."""

import random

from mobility_xlsx.coalition.findperson import Directory, find_person
from mobility_xlsx.coalition.personnames import Likeness, likeness, person_name
from mobility_xlsx.coalition.records import Respondent

FIRST = ("Ana", "Bill", "William", "Carla", "Dev", "Elena", "J.", "Jamal", "Mei", "Noor")
LAST = ("Okafor", "Okafer", "Stone", "Stine", "Tran", "Bill", "Reyes", "Marsh", "Ana", "O'Hara")


def test_whoever_is_passed_over_is_unlike_the_name_that_is_typed() -> None:
    chance = random.Random(20261128)
    typed = [f"{first} {last}" for first in FIRST for last in LAST] + [*FIRST, *LAST, "Okafor, Ana", "Dr. Stone", "?"]
    people = [Respondent(f"{number:03}", name) for number, name in enumerate(chance.sample(typed, 60))]
    directory = Directory(people)
    for name in map(person_name, typed):
        near = {person.id for person, _ in directory.near(name)}
        alike = {one.id for one in people if likeness(name, person_name(one.name)) is not Likeness.NONE}
        assert alike <= near, name


def test_names_the_other_way_round_and_single_names_are_found_among_many() -> None:
    crowd = [Respondent(f"c{number}", f"Person{number} Crowd{number}") for number in range(500)]
    people = Directory([*crowd, Respondent("ana", "Ana Okafor", email="ana@example.org"), Respondent("mei", "Mei")])
    meant = {"Okafor Ana": "ana", "Ana": "ana", "ask ana@example.org": "ana", "Mei Tran": "mei", "Nobody Known": ""}
    assert {typed: find_person(typed, None, people).person_id for typed in meant} == meant
