"""What an organization is called: the best-looking spelling, all others, and an id that holds."""

from itertools import permutations

import pytest

from mobility_xlsx.coalition.spelling import best, others, slug, slugs


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (("food  bank ",), "food bank"),
        (("food\nbank", "food bank"), "food bank"),
        (("FCCC", "FCCC", "Forest City College"), "Forest City College"),
        (("Mercy Clinic", "MERCY CENTER", "Mercy Ctr"), "Mercy Ctr"),
        (("FOOD BANK", "Food Bank"), "Food Bank"),
        (("food bank", "Food Bank, Inc."), "Food Bank, Inc."),
        (("Food Bank", "Ames Food Bank (Ames County)"), "Food Bank"),
        (("Food Bank", "Ames Food Bank [county]"), "Food Bank"),
        (("Food Bank", "Ames Food Bank {county}"), "Food Bank"),
        (("Food Bank", "Ames Food Bank dba Pantry Hub"), "Food Bank"),
        (("Food Bank", "Ames Food Bank"), "Ames Food Bank"),
        (("Food Ctr", "Food Center"), "Food Center"),
        (("Dept. of Health", "Dept. of Health", "Department of Health"), "Department of Health"),
        (("Children s Home", "The Children's Home"), "The Children's Home"),
        (("Children s Home", "Children's Home"), "Children's Home"),
        (("Food Bank", "Food Bank LLC", "Food Bank LLC"), "Food Bank LLC"),
        (("The Food Bank", "Food Bank, Inc.", "Food Bank"), "Food Bank"),
        (("Food-Bank", "Food Bank"), "Food Bank"),
        (("Cafe Sol", "Cafe Sol", "Café Sol", "CAFÉ SOL"), "Café Sol"),
    ],
)
def test_the_fullest_of_the_most_frequent_spellings_is_shown(typed: tuple[str, ...], shown: str) -> None:
    assert {best(order) for order in permutations(typed)} == {shown}


def test_every_other_spelling_stands_once_in_order() -> None:
    typed = ["the hub", "Food Bank", "FOOD  BANK", "Fóod Bank", "The Hub", "Food-Bank Inc.", "Ames Food Bank"]
    assert others(typed, "food bank") == ("Ames Food Bank", "Food-Bank Inc.", "The Hub")
    assert others(["Food Bank"], "Food Bank") == ()


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("Food Ctr.", "food-center"),
        ("The Food Center, Inc.", "food-center"),
        ("Grace Church (youth)", "grace-church-youth"),
        ("?", "?"),
        ("", "?"),
    ],
)
def test_an_id_is_made_of_the_words_of_the_name(name: str, identity: str) -> None:
    assert slug(name) == identity


def test_names_that_give_one_id_are_numbered_by_their_text() -> None:
    typed = ["Food Ctr", "The Hub", "food center", "Food Center", "Hub"]
    assert slugs(typed) == ("food-center-3", "hub-2", "food-center-2", "food-center", "hub")
    assert slugs(typed[::-1]) == slugs(typed)[::-1]
