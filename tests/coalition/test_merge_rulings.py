"""What staff decide about names holds: same, different, a chosen name, an alias, part of."""

from mobility_xlsx.coalition.merge import MergeSetting, Rulings, merge
from mobility_xlsx.coalition.records import Mention, Respondent, Source
from mobility_xlsx.coalition.ties import ties_of


def mention(name: str, respondent: str = "ana") -> Mention:
    return Mention(name, respondent, 2, Source(f"{respondent}.xlsx", "Part 2 Partnerships", f"B{len(name)}"))


def names(*typed: str, rulings: Rulings | None = None) -> list[str]:
    setting = MergeSetting(rulings=rulings or Rulings())
    return [each.name for each in merge([mention(name) for name in typed], setting=setting).organizations]


def test_names_ruled_same_become_one() -> None:
    ruled = Rulings(same=(("Sunrise House", "Eastside Shelter"),))
    assert names("Sunrise House", "Eastside Shelter", rulings=ruled) == ["Sunrise House"]


def test_an_alias_shows_the_real_name() -> None:
    ruled = Rulings(aliases=(("The Hub", "Mill County Workforce Center"),))
    assert names("The Hub", rulings=ruled) == ["Mill County Workforce Center"]


def test_an_alias_typed_without_capitals_shows_the_name_as_people_write_it() -> None:
    assert names("The Hub", "Mill Works", rulings=Rulings(aliases=(("the hub", "mill works"),))) == ["Mill Works"]
    assert names("The Hub", rulings=Rulings(aliases=(("the hub", "mill works"),))) == ["mill works"]
    assert names("The Hub", "Ymca", rulings=Rulings(aliases=(("the hub", "YMCA"),))) == ["YMCA"]


def test_a_name_that_staff_taught_is_known_where_only_start_here_has_it() -> None:
    ruled = Rulings(aliases=(("The Hub", "Mill Works"),))
    ben = Respondent("ben", "Ben Cho", "the hub")
    found = merge([mention("Mill Works")], respondents=(ben,), setting=MergeSetting(rulings=ruled))
    assert [(each.name, each.also_known_as) for each in found.organizations] == [("Mill Works", ("The Hub",))]
    assert ties_of(found).home == {"ben": found.organizations[0].id}


def test_every_name_in_a_ruling_is_known_once_and_on_one_line() -> None:
    ruled = Rulings(
        same=(("A", "B"),),
        different=(("C \n c", "B"), ("", "D")),
        chosen=(("E", "F"),),
        aliases=(("G", "A"),),
        part_of=(("H", "I"),),
    )
    assert ruled.joined == (("A", "B"), ("E", "F"), ("G", "A"))
    assert sorted(ruled.names) == ["A", "B", "C c", "D", "E", "F", "G", "H", "I"]


def test_the_alias_ruled_last_counts_and_a_name_chosen_counts_before_it() -> None:
    aliases = (("The Hub", "Zeta Works"), ("The Hub", "Mill Works"))
    assert names("The Hub", rulings=Rulings(aliases=aliases)) == ["Mill Works"]
    chosen = Rulings(aliases=aliases, chosen=(("Zeta Works", "the  hub"),))
    assert names("The Hub", rulings=chosen) == ["the hub"]


def test_a_whole_of_its_own_or_one_that_nobody_named_is_none() -> None:
    ruled = Rulings(
        same=(("Oak Hall", "Elm Inn"),), part_of=(("Oak Hall", "Elm Inn"), ("Ash Den", "Nobody"), ("Gone", "Ash Den"))
    )
    inventory = merge([mention("Oak Hall"), mention("Ash Den")], setting=MergeSetting(rulings=ruled))
    assert [(each.name, each.part_of) for each in inventory.organizations] == [("Ash Den", ""), ("Oak Hall", "")]


def test_names_ruled_different_stay_apart_when_one_changes_its_spelling() -> None:
    ruled = Rulings(different=(("MHA", "Millbrook Housing Authority"),))
    assert names("MHA", "Millbrook Housing Auth.", rulings=ruled) == ["MHA", "Millbrook Housing Auth."]


def test_a_part_is_linked_to_its_whole_and_not_joined() -> None:
    ruled = Rulings(part_of=(("Bridgeway College Foundation", "Bridgeway College"),))
    inventory = merge(
        [mention("Bridgeway College Foundation"), mention("Bridgeway College")], setting=MergeSetting(rulings=ruled)
    )
    part = next(each for each in inventory.organizations if each.name == "Bridgeway College Foundation")
    assert part.part_of == "bridgeway-college"


def test_a_question_answered_different_is_not_asked_again_though_a_new_spelling_comes() -> None:
    asked = merge([mention("Carlton School"), mention("Charlton School")]).questions
    assert [each.names for each in asked] == [("Carlton School", "Charlton School")]
    setting = MergeSetting(rulings=Rulings(different=(asked[0].names,)))
    said = [mention("Carlton Sch.", "luis"), mention("CHARLTON SCHOOL, INC."), mention("The Charlton School", "luis")]
    later = merge(said, setting=setting)
    assert (later.questions, len(later.organizations)) == ((), 2)


def test_a_question_answered_same_holds_though_both_names_change_their_spelling() -> None:
    ruled = Rulings(same=(("Carlton School", "Charlton School"),))
    assert names("CARLTON SCHOOL", "Charlton Sch.", rulings=ruled) == ["Charlton Sch."]


def test_a_name_that_fits_two_that_are_ruled_different_is_asked() -> None:
    ruled = Rulings(different=(("Mercy Health Alliance", "Millbrook Housing Authority"),))
    said = [mention(name) for name in ("Mercy Health Alliance", "Millbrook Housing Authority", "MHA")]
    inventory = merge(said, setting=MergeSetting(rulings=ruled))
    assert len(inventory.organizations) == 3
    assert [each.names for each in inventory.questions] == [
        ("Mercy Health Alliance", "MHA", "Millbrook Housing Authority")
    ]


def test_the_name_chosen_last_is_shown_whatever_people_typed() -> None:
    ruled = Rulings(
        same=(("MHA", "Housing Authority of Millbrook"),),
        chosen=(("MHA", "Millbrook Housing Authority"),),
        aliases=(("The Towers", "MHA"),),
    )
    typed = ("MHA", "Housing Authority of Millbrook", "the towers")
    assert names(*typed, rulings=ruled) == ["Millbrook Housing Authority"]


def test_rulings_that_contradict_each_other_are_told_first() -> None:
    ruled = Rulings(
        same=(("Ames Hub", "Boone Hall"), ("Boone Hall", "Cory Inn")), different=(("Ames Hub", "Cory Inn"),)
    )
    inventory = merge(
        [mention(name) for name in ("Ames Hub", "Boone Hall", "Cory Inn")], setting=MergeSetting(rulings=ruled)
    )
    assert [each.name for each in inventory.organizations] == ["Ames Hub", "Cory Inn"]
    first = inventory.questions[0]
    assert (first.ids, first.names, first.weight > 1e6) == ((), ("Boone Hall", "Cory Inn"), True)
    assert first.reason == "your answers say both that these are one organization and that they are not"


def test_an_id_holds_when_files_and_spellings_are_added() -> None:
    def identity(*typed: str) -> list[str]:
        return [each.id for each in merge([mention(name, f"r{i}") for i, name in enumerate(typed)]).organizations]

    first = identity("Bridgeway Language Ctr")
    assert first == identity("Bridgeway Language Center", "BRIDGEWAY LANGUAGE CTR, INC.", "Bridgeway Language Ctr")
    assert first == ["bridgeway-language-center"]
