"""Why somebody sends an invitation, in the words staff read out."""

import pytest
from msgspec.structs import replace

from mobility_xlsx.coalition.assignments import Directness, Invitation, SendingChoices, reason
from mobility_xlsx.coalition.invitations import assign
from mobility_xlsx.coalition.invitees import Invitee
from mobility_xlsx.coalition.records import Inventory, Organization, Respondent, Source, Tie
from mobility_xlsx.coalition.ties import Bond, Sender, Through

ANN = Sender("ann", "Ann")
HERE = Source("a.xlsx", "Part 2", "B5")
NOBODY = "Nobody who answered knows them"


def why(level: Directness, closeness: int | None = None, sender: Sender | None = ANN, **more: object) -> str:
    return reason(Invitation(Invitee("Bank", "", "Bank", "Bank"), sender, level, closeness, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "says"),
    [
        (Directness.NAMED, "Part 5 names Ann, who has no contact yet: find somebody to introduce them first."),
        (Directness.CHAMPION, f"{NOBODY}: Ann, as a champion in government, could ask for an introduction."),
        (Directness.MANAGER, f"{NOBODY}: Ann, as project manager, could look for an introduction."),
    ],
)
def test_without_a_relationship_it_says_what_to_do_first(level: Directness, says: str) -> None:
    assert why(level) == says


def test_who_returned_a_workbook_is_not_told_as_known_to_nobody_who_answered() -> None:
    ann = Respondent("ann", "Ann")
    eve = Invitee("pjn/eve long", "Eve Long", "PJN", "pjn")
    alone = Inventory((), respondents=(ann, Respondent("eve", "Eve Long")))
    choices = SendingChoices(project_manager="ann")
    (asked,) = assign((eve,), alone, choices).invitations
    assert asked.why == (
        "They answered themselves; nobody else who answered knows them: Ann, as project manager, could look for an "
        "introduction."
    )
    (asked,) = assign((eve,), replace(alone, respondents=(ann,)), choices).invitations
    assert asked.why == f"{NOBODY}: Ann, as project manager, could look for an introduction."


def test_who_knows_them_but_gave_no_name_is_told() -> None:
    bank, ann = Organization("bank", "Bank", ()), Respondent("ann", "Ann")
    fund, choir = Respondent("a@b.org", "Fund", "Fund", "a@b.org"), Respondent("choir.xlsx", "")
    own = Respondent("c@b.org", "BANK", "BANK", "c@b.org")  # of the organization itself
    everybody = Inventory((bank,), (ann, fund, own), tuple(Tie(one.id, "bank", 4, HERE) for one in (fund, own)))
    invitee, choices = Invitee("bank", "", "Bank", "bank"), SendingChoices(project_manager="ann")
    (asked,) = assign((invitee,), everybody, choices).invitations
    says = "nobody else who answered knows them: Ann, as project manager, could look for an introduction."
    assert (asked.level, asked.why) == (Directness.MANAGER, f"Fund knows them, but gave no person's name; {says}")
    sung = (*everybody.ties, Tie(choir.id, "bank", 2, HERE))
    more = replace(everybody, respondents=(ann, fund, own, choir), ties=sung)
    (asked,) = assign((invitee,), more, choices).invitations
    assert asked.why == f"choir.xlsx and Fund know them, but gave no person's name; {says}"
    known = replace(everybody, ties=(*everybody.ties, Tie("ann", "bank", 2, HERE)))
    (asked,) = assign((invitee,), known, choices).invitations
    assert asked.why == "Ann has met them."
    strangers = replace(everybody, ties=(Tie(fund.id, "bank", 0, HERE),))
    (asked,) = assign((invitee,), strangers, choices).invitations
    assert asked.why.startswith(f"{NOBODY}:")


def test_nobody_to_ask_is_said() -> None:
    says = f"{NOBODY}, and there is no champion in government or project manager to ask yet."
    assert why(Directness.NOBODY, sender=None) == says


def test_staffs_choice_says_how_well_they_know_them_or_who_does() -> None:
    assert why(Directness.CHOSEN, 3) == "Staff chose Ann, who knows a decision maker there."
    assert why(Directness.CHOSEN) == "Staff chose Ann."
    assert why(Directness.CHOSEN, best_name="Ann") == "Staff chose Ann."
    assert why(Directness.CHOSEN, best_name="Bea") == "Staff chose Ann. Bea knows them."


@pytest.mark.parametrize(
    ("closeness", "says"),
    [
        (4, "Ann works with them now."),
        (3, "Ann knows a decision maker there."),
        (2, "Ann has met them."),
        (1, "Ann reaches them through someone else: ask that person for an introduction."),
    ],
)
def test_a_relationship_is_told_in_words(closeness: int, says: str) -> None:
    assert why(Directness.KNOWN, closeness) == says


def test_others_who_know_them_as_well_are_named() -> None:
    assert why(Directness.KNOWN, 2, tied=("Bea",)) == "Ann has met them. So does Bea."
    assert why(Directness.KNOWN, 2, tied=("Bea", "Cid")) == "Ann has met them. So do Bea and Cid."


@pytest.mark.parametrize(
    ("bond", "says"),
    [
        (
            Bond("ann", through=Through.WORKS_THERE),
            "Ann answered for that organization and could make the introduction.",
        ),
        (
            Bond("ann", through=Through.RELATED, via="College"),
            "Ann knows College, which they belong with, and could ask there for an introduction.",
        ),
        (
            Bond("ann", through=Through.COLLEAGUE, via="Bea"),
            "Ann knows Bea's organization, and Bea could introduce them.",
        ),
    ],
)
def test_an_introduction_says_through_whom(bond: Bond, says: str) -> None:
    assert why(Directness.INTRODUCTION, bond=bond) == f"{NOBODY} directly. {says}"
