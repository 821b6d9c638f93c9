"""Decisions outlive the returned workbooks: questions are added below, nothing staff wrote is ever touched."""

import random

import pytest

from mobility_xlsx.form.keeping import (
    ANSWERED,
    ANSWERS,
    GONE,
    SETTLED,
    WAITING,
    Asked,
    AskedLine,
    KeptLine,
    gone,
    gone_sentences,
    merged,
)
from mobility_xlsx.text import fold

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
    assert new.writes == {"names": names, "reason": "one letter apart", "status": WAITING}
    there = frozenset({"forest bank", "forest bnk"})
    first = KeptLine("same", 5, new.texts)
    assert merged((first,), Asked((question,), there))[0].writes == {}
    answered = KeptLine("same", 5, {**new.texts, "answer": "Same"})
    assert merged((answered,), Asked((), there))[0].writes == {"status": ANSWERED}
    assert merged((first,), Asked((), there))[0].writes == {"status": SETTLED}
    (left,) = merged((answered,), Asked((), frozenset({"forest bank"})))
    assert left.writes == {"status": GONE}
    assert gone((left,)) == (left,)
    says = '"Forest Bank / Forest Bnk" stands in no returned workbook. Your decision ("Same") is kept.'
    assert gone_sentences((left,)) == (says,)


def test_a_name_in_another_order_or_spelling_is_the_same_question() -> None:
    line = KeptLine("same", 7, {"names": "St. Mary's\nSaint Marys", "answer": "Same", "status": ANSWERED})
    question = AskedLine("same", {"names": "SAINT MARYS\nSt. Mary’s", "reason": "near"}, ("reason",))
    (now,) = merged((line,), Asked((question,)))
    assert (now.place, now.writes) == (7, {"reason": "near"})


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
