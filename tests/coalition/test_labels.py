"""The labels that decide something are those of the form."""

from mobility_xlsx.coalition import labels
from mobility_xlsx.form.declaration import load_form

FORM = load_form()


def declared(vocabulary: str) -> dict[str, str]:
    return {label.key: label.text for label in FORM.vocabulary(vocabulary).labels}


def test_the_ways_to_invite_are_all_there_is_in_part_5() -> None:
    assert declared("invite_as") == {
        "partner": labels.PARTNER,
        "champion_government": labels.CHAMPION_IN_GOVERNMENT,
        "champion_outside": labels.CHAMPION_OUTSIDE,
        "community_member": labels.COMMUNITY_MEMBER,
        "keep_informed": labels.KEEP_INFORMED,
    }


def test_closeness_counts_as_the_form_says() -> None:
    assert {label.text: label.value for label in FORM.vocabulary("closeness").labels} == labels.CLOSENESS
    assert declared("closeness")["has_met"] == labels.HAS_MET


def test_the_stance_that_warns_is_on_the_list() -> None:
    assert declared("stance")["may_oppose"] == labels.MAY_OPPOSE


def test_the_types_to_look_in_for_roles_are_on_the_list() -> None:
    types = declared("types")
    assert {
        "anchor_institution": labels.ANCHOR_INSTITUTION,
        "nonprofit_cbo": labels.NONPROFIT,
        "other_local_government": labels.OTHER_GOVERNMENT,
        "philanthropy": labels.PHILANTHROPY,
        "research_organization": labels.RESEARCH,
    }.items() <= types.items()
