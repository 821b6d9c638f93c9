"""Decisions outlive the returned workbooks: questions are added below, nothing staff wrote is ever touched."""

import random

import pytest

from mobility_xlsx.form.keeping import (
    ANSWERS,
    Asked,
    AskedLine,
    KeptLine,
    decided,
    gone,
    gone_sentences,
    merged,
)
from mobility_xlsx.text import fold

GONE = "In no returned workbook; kept"


def gone_says(name: str, decision: str) -> str:
    """The sentence about a decision whose subject is gone."""
    return (
        f'"{name}" stands in no returned workbook, so your decision ("{decision}") is kept but changes nothing yet. '
        "To have it count, write the name into a workbook and save that in returned."
    )


NAMES = tuple(
    f"{place} {kind}" for place in ("Forest", "Cedar", "River", "Mill") for kind in ("Bank", "College", "Clinic")
)


def asked_for(names: dict[str, tuple[str, ...]]) -> Asked:
    """Questions about organizations: the name in use, with the names it was given before."""
    questions = [
        AskedLine("shortlist", {"organization": name, "stands": "On the list"}, ("stands",),
                 tuple({"organization": other} for other in others))
        for name, others in names.items()
    ]  # fmt: skip
    present = {fold(name) for name in names} | {fold(other) for others in names.values() for other in others}
    pairs = list(names)
    for one, other in zip(pairs[::2], pairs[1::2], strict=False):
        questions.append(AskedLine("same", {"names": f"{one}\n{other}", "reason": "near"}, ("reason",)))
    return Asked(tuple(questions), frozenset(present))


def placed(lines: tuple[KeptLine, ...]) -> tuple[KeptLine, ...]:
    """The lines as the next run finds them: every new one below the last of its sheet."""
    bottom: dict[str, int] = {}
    found = []
    for line in lines:
        place = line.place or max(bottom.get(line.part, 4), 4) + 1
        bottom[line.part] = max(bottom.get(line.part, 0), place)
        found.append(KeptLine(line.part, place, line.texts))
    return tuple(found)


def own(line: KeptLine) -> dict[str, str]:
    return {key: line.texts.get(key, "") for key in ANSWERS[line.part]}


@pytest.mark.parametrize("seed", range(50))
def test_no_sequence_of_runs_moves_changes_or_drops_a_decision(seed: int) -> None:
    """Between runs workbooks are added, renamed, reordered and removed, and staff decide something."""
    print(f"seed {seed}")
    dice = random.Random(seed)
    names: dict[str, tuple[str, ...]] = {}
    lines: tuple[KeptLine, ...] = ()
    for _ in range(8):
        _happen(dice, names)
        before = lines
        lines = placed(merged(before, asked_for(names)))
        kept = {(line.part, line.place): line for line in lines}
        for line in before:
            now = kept[line.part, line.place]
            assert own(now) == own(line)
            assert now.texts.get("organization") == line.texts.get("organization")
            assert now.texts.get("names") == line.texts.get("names")
        subjects = [fold(line.texts["organization"]) for line in lines if line.part == "shortlist"]
        assert len(subjects) == len(set(subjects))
        lines = tuple(_decide(dice, line) for line in lines)


def _happen(dice: random.Random, names: dict[str, tuple[str, ...]]) -> None:
    event = dice.choice(("add", "add", "rename", "reorder", "remove"))
    if event == "add" or not names:
        for name in dice.sample(NAMES, 3):
            if all(name not in others for others in names.values()):
                names.setdefault(name, ())
    elif event == "rename":
        name = dice.choice(list(names))
        others = names.pop(name)
        names[name + " Inc."] = (*others, name)
    elif event == "remove":
        names.pop(dice.choice(list(names)))
    else:
        shuffled = dice.sample(list(names.items()), len(names))
        names.clear()
        names.update(shuffled)


def _decide(dice: random.Random, line: KeptLine) -> KeptLine:
    if dice.random() < 0.3:
        key = dice.choice(ANSWERS[line.part])
        return KeptLine(line.part, line.place, {**line.texts, key: f"word {dice.randint(0, 999)}"})
    return line


def test_a_question_is_waiting_answered_settled_or_gone() -> None:
    names = "Forest Bank\nForest Bnk"
    question = AskedLine("same", {"names": names, "reason": "one letter apart"}, ("reason",))
    (new,) = merged((), Asked((question,)))
    assert new.writes == {"names": names, "reason": "one letter apart", "status": "Please answer"}
    there = frozenset({"forest bank", "forest bnk"})
    first = KeptLine("same", 5, new.texts)
    assert merged((first,), Asked((question,), there))[0].writes == {}
    answered = KeptLine("same", 5, {**new.texts, "answer": "Same"})
    assert merged((answered,), Asked((), there))[0].writes == {"status": "Decided"}
    assert merged((first,), Asked((), there))[0].writes == {"status": "No longer a question"}
    (left,) = merged((answered,), Asked((), frozenset({"forest bank"})))
    assert left.writes == {"status": GONE}
    assert gone((left,)) == (left,)
    says = gone_says("Forest Bank / Forest Bnk", "Same")
    assert gone_sentences((left,)) == (says,)


def test_a_name_in_another_order_or_spelling_is_the_same_question() -> None:
    line = KeptLine("same", 7, {"names": "St. Mary's\nSaint Marys", "answer": "Same", "status": "Decided"})
    question = AskedLine("same", {"names": "SAINT MARYS\nSt. Mary’s", "reason": "near"}, ("reason",))
    (now,) = merged((line,), Asked((question,)))
    assert (now.place, now.writes) == (7, {"reason": "near"})


@pytest.mark.parametrize(
    ("part", "stands", "same", "other"),
    [
        ("needs", {"need": "Data sharing"}, {"need": "data-sharing", "list": "Asset"}, {"need": "Staff"}),
        ("team", {"role": "Data Lead", "person": "Ann"}, {"role": "DATA LEAD"}, {"role": "Champion"}),
        (
            "wording",
            {"typed": "Roofs", "list": "Type"},
            {"typed": "roofs", "list": "type"},
            {"typed": "x", "list": "Type"},
        ),
        (
            "wording",
            {"typed": "Roofs", "list": "Type"},
            {"typed": "roofs.", "list": "Type"},
            {"typed": "Roofs", "list": "x"},
        ),
        ("shortlist", {"organization": "Mill"}, {"organization": "mill", "stands": "Next"}, {"organization": "Mill 2"}),
        *(
            (part, {"invitee": "Ana", "organization": "Mill"}, {"invitee": "ana", "organization": "MILL"}, other)
            for part in ("senders", "replies")
            for other in ({"invitee": "Ana", "organization": ""}, {"invitee": "Jo", "organization": "Mill"})
        ),
        ("same", {"names": "Mill\nHope"}, {"names": "hope\n\nmill\nMill"}, {"names": "Mill\nHope\nZion"}),
    ],
)
def test_a_line_is_found_again_by_what_it_is_about(
    part: str, stands: dict[str, str], same: dict[str, str], other: dict[str, str]
) -> None:
    line = KeptLine(part, 6, stands)
    assert [now.place for now in merged((line,), Asked((AskedLine(part, same),)))] == [6]
    assert [now.place for now in merged((line,), Asked((AskedLine(part, other),)))] == [6, 0]


def test_of_two_lines_about_one_thing_the_first_is_kept_up_to_date() -> None:
    lines = tuple(KeptLine("needs", place, {"need": "Staff", "votes": "1"}) for place in (5, 6))
    question = AskedLine("needs", {"need": "Staff", "votes": "2"}, ("votes",))
    assert [line.writes for line in merged(lines, Asked((question,)))] == [{"votes": "2"}, {"votes": "0"}]


@pytest.mark.parametrize(
    ("part", "columns", "ours"),
    [
        ("same", ("answer", "use_name"), ("names", "reason", "status")),
        ("shortlist", ("choice", "reason"), ("organization", "stands")),
        ("senders", ("sender", "invite_as", "recommended_by"), ("invitee", "organization", "proposed", "status")),
        ("replies", ("answer", "date", "note"), ("invitee", "organization", "status")),
        ("wording", ("means",), ("typed", "list", "count", "guess")),
        ("needs", ("use", "weight", "note"), ("list", "need", "votes", "figures")),
        ("team", (), ("role",)),
    ],
)
def test_words_in_any_column_of_staff_decide(part: str, columns: tuple[str, ...], ours: tuple[str, ...]) -> None:
    assert [key for key in (*columns, *ours) if decided(KeptLine(part, 5, {key: "word"}))] == list(columns)
    assert not decided(KeptLine(part, 5, dict.fromkeys(columns, " ")))


INVITED = {"invitee": "Rosa Díaz", "organization": "Food Bank"}


@pytest.mark.parametrize(
    ("part", "texts", "present", "says"),
    [
        ("shortlist", {"organization": "Food Bank", "stands": "Next best"}, ["food bank"], {"stands": ""}),
        ("shortlist", {"organization": "Food Bank", "stands": "Next best"}, [], {"stands": GONE}),
        ("replies", INVITED, ["rosa diaz"], {"status": "Not to be invited now"}),
        ("replies", INVITED, ["food bank"], {"status": "Not to be invited now"}),
        ("replies", INVITED, ["ann lee"], {"status": GONE}),
        ("senders", INVITED, ["rosa diaz"], {"status": "Not to be invited now"}),
        ("same", {"names": "Mill\nMyll\nMil"}, ["mill", "mil"], {"status": "No longer a question"}),
        ("same", {"names": "Mill\nMyll\nMil"}, ["mill"], {"status": GONE}),
        ("needs", {"need": "Staff", "votes": "0"}, [], {}),
        ("needs", {"need": "Staff", "votes": ""}, [], {}),
    ],
)
def test_a_line_nobody_asks_for_says_why_it_is_still_there(
    part: str, texts: dict[str, str], present: list[str], says: dict[str, str]
) -> None:
    (line,) = merged((KeptLine(part, 5, texts),), Asked((), frozenset(present)))
    assert line.writes == says


@pytest.mark.parametrize("part", ["senders", "replies"])
def test_somebody_invited_again_no_longer_has_a_remark(part: str) -> None:
    line = KeptLine(part, 5, {**INVITED, "status": "Not to be invited now"})
    assert merged((line,), Asked((AskedLine(part, INVITED),)))[0].writes == {"status": ""}


def test_an_organization_that_is_back_stands_where_the_shortlist_has_it() -> None:
    line = KeptLine("shortlist", 5, {"organization": "Food Bank", "stands": GONE})
    back = AskedLine("shortlist", {"organization": "Food Bank", "stands": "Next best"}, ("stands",))
    assert merged((line,), Asked((back,)))[0].writes == {"stands": "Next best"}
    plain = AskedLine("shortlist", {"organization": "Food Bank"})
    assert merged((line,), Asked((plain,)))[0].writes == {"stands": ""}


@pytest.mark.parametrize(
    ("part", "texts", "says"),
    [
        ("senders", {**INVITED, "invite_as": "Champion"}, ("Rosa Díaz", "Champion")),
        ("senders", {"organization": "Food Bank", "sender": "Kim", "invite_as": "x"}, ("Food Bank", "Kim")),
        ("replies", {**INVITED, "answer": " ", "note": "call\nin May"}, ("Rosa Díaz", "call in May")),
        ("shortlist", {"organization": "Food Bank", "choice": "Must invite"}, ("Food Bank", "Must invite")),
        ("shortlist", {"organization": "Food Bank"}, None),
    ],
)
def test_a_decision_about_somebody_gone_is_told_with_its_words(
    part: str, texts: dict[str, str], says: tuple[str, str] | None
) -> None:
    lines = (KeptLine("team", 11, {"role": "Data Lead"}), KeptLine(part, 5, texts))
    left = merged(lines, Asked((), frozenset()))
    told = [gone_says(*says)] if says else []
    assert list(gone_sentences(left)) == told
    here = merged(lines, Asked((), frozenset({"food bank"})))
    assert gone(here) == ()


def test_votes_follow_the_workbooks_and_what_staff_set_stays() -> None:
    line = KeptLine("needs", 5, {"need": "Staff", "votes": "3", "weight": "9", "use": "Yes"})
    more = AskedLine("needs", {"need": "Staff", "votes": "4"}, ("votes",))
    assert merged((line,), Asked((more,)))[0].writes == {"votes": "4"}
    assert merged((line,), Asked(()))[0].writes == {"votes": "0"}


def test_a_wording_that_is_settled_is_no_longer_asked_and_keeps_its_count() -> None:
    line = KeptLine("wording", 5, {"typed": "young folks", "list": "Assets", "count": "3", "means": "Staff"})
    assert merged((line,), Asked(()))[0].writes == {}
    open_line = KeptLine("wording", 5, {"typed": "young folks", "list": "Assets", "count": "3"})
    assert merged((open_line,), Asked(()))[0].writes == {"count": "0"}


def test_somebody_no_longer_to_be_invited_keeps_their_line() -> None:
    texts = {"invitee": "Rosa Díaz", "organization": "Food Bank", "proposed": "Ann Lee", "sender": "Kim Ruiz"}
    (line,) = merged((KeptLine("senders", 5, texts),), Asked((), frozenset({"food bank"})))
    assert line.writes == {"status": "Not to be invited now", "proposed": ""}
    (line,) = merged((KeptLine("senders", 5, texts),), Asked((), frozenset()))
    assert line.writes == {"status": GONE}


def test_lines_staff_added_by_hand_stay_as_they_are() -> None:
    lines = (
        KeptLine("aliases", 5, {"name": "The Shelter", "organization": "Alliance"}),
        KeptLine("team", 11, {"role": "Intern"}),
    )
    assert merged(lines, Asked((AskedLine("team", {"role": "Data Lead"}),)))[:2] == lines


def test_a_line_about_a_name_that_is_one_with_another_says_with_which() -> None:
    lines = placed(merged((), asked_for({"Mill Bank": (), "River Bank": ()})))
    after = merged(lines, asked_for({"Mill Bank": ("River Bank",)}))
    stands = {line.texts["organization"]: line.texts["stands"] for line in after if line.part == "shortlist"}
    assert stands == {"Mill Bank": "On the list", "River Bank": "One with Mill Bank"}


def test_a_second_line_about_an_invitation_says_who_it_is_asked_about_by_now() -> None:
    bank = {"invitee": "Mill Bank", "organization": "Mill Bank"}
    named = {"invitee": "Dr. Ochoa", "organization": "Mill Bank"}
    asked = Asked((AskedLine("senders", named, (), (bank,)),), frozenset({"mill bank"}))
    first, second = merged((KeptLine("senders", 5, {**named, "sender": "Ann"}), KeptLine("senders", 6, bank)), asked)
    assert (first.writes, second.writes["status"]) == ({}, "One with Dr. Ochoa")
    (only,) = merged((KeptLine("senders", 6, bank),), asked)
    assert only.writes == {}
