"""What staff decide about names holds: same, different, a chosen name, an alias, part of."""

from mobility_xlsx.coalition.merge import Rulings, Setting, merge
from mobility_xlsx.coalition.records import Mention, Source


def mention(name: str, respondent: str = "ana") -> Mention:
    return Mention(name, respondent, 2, Source(f"{respondent}.xlsx", "Part 2 Partnerships", f"B{len(name)}"))


def names(*typed: str, rulings: Rulings | None = None) -> list[str]:
    setting = Setting(rulings=rulings or Rulings())
    return [each.name for each in merge([mention(name) for name in typed], setting=setting).organizations]


def test_names_ruled_same_become_one() -> None:
    ruled = Rulings(same=(("Sunrise House", "Eastside Shelter"),))
    assert names("Sunrise House", "Eastside Shelter", rulings=ruled) == ["Sunrise House"]


def test_an_alias_shows_the_real_name() -> None:
    ruled = Rulings(aliases=(("The Hub", "Mill County Workforce Center"),))
    assert names("The Hub", rulings=ruled) == ["Mill County Workforce Center"]


def test_names_ruled_different_stay_apart_when_one_changes_its_spelling() -> None:
    ruled = Rulings(different=(("MHA", "Millbrook Housing Authority"),))
    assert names("MHA", "Millbrook Housing Auth.", rulings=ruled) == ["MHA", "Millbrook Housing Auth."]


def test_a_part_is_linked_to_its_whole_and_not_joined() -> None:
    ruled = Rulings(part_of=(("Bridgeway College Foundation", "Bridgeway College"),))
    inventory = merge(
        [mention("Bridgeway College Foundation"), mention("Bridgeway College")], setting=Setting(rulings=ruled)
    )
    part = next(each for each in inventory.organizations if each.name == "Bridgeway College Foundation")
    assert part.part_of == "bridgeway-college"
