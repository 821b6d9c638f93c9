"""Two names side by side: the words they share, those spelled apart, and what stands in one only."""

import pytest

from mobility_xlsx.coalition.alignment import Difference, align, one_slip


def drawn(a: str, b: str) -> str:
    """Shared words, then "one~other (how)", "<left", ">right"; "shuffled" and "again: …" where that is so."""
    found = align(tuple(a.split()), tuple(b.split()))
    assert found.repeats == bool(found.again)
    parts = [" ".join(found.shared)]
    parts += [f"{' '.join(link.one)}~{' '.join(link.other)} ({link.kind})" for link in found.links]
    parts += [f"<{' '.join(found.left)}"] if found.left else []
    parts += [f">{' '.join(found.right)}"] if found.right else []
    parts += [] if found.in_order else ["shuffled"]
    parts += [f"again: {' '.join(found.again)}"] if found.again else []
    return "; ".join(part for part in parts if part)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("hope center", "hope center", "hope center"),
        ("hope center church", "church hope center", "hope center church; shuffled"),
        ("hope center", "hope north center", "hope center; >north"),
        ("north hope hall", "hope south", "hope; <north hall; >south"),
        # written together
        ("green pond farm", "greenpond farm", "farm; green pond~greenpond (written together)"),
        ("greenpond farm", "green pond farm", "farm; greenpond~green pond (written together)"),
        ("a b c", "abc", "a b c~abc (written together)"),
        ("ab cd ef", "abcd ef", "ef; ab cd~abcd (written together)"),
        ("ab cde f", "abc def", "ab cde f~abc def (written together)"),
        ("green pond north", "greenpond", "green pond~greenpond (written together); <north"),
        ("old green pond", "greenpond new", "green pond~greenpond (written together); <old; >new"),
        # initials
        ("blue river clinic", "brc", "blue river clinic~brc (initials)"),
        ("brc ames", "blue river clinic ames", "ames; brc~blue river clinic (initials)"),
        ("the blue river clinic hall", "brc", "blue river clinic~brc (initials); <the hall"),
        ("one two three four five six", "ottffs", "one two three four five six~ottffs (initials)"),
        ("one two three four five six seven", "ottffss", "<one two three four five six seven; >ottffss"),
        # cut short
        ("hope cent", "hope center", "hope; cent~center (cut short)"),
        ("hope yard", "hope y", "hope; yard~y (cut short)"),
        ("hope 12", "hope 1st", "hope; <12; >1st"),
        ("hope 1", "hope 1st", "hope; <1; >1st"),
        ("congregation yisroel", "congregation ysrl", "congregation; yisroel~ysrl (cut short)"),
        ("hall center", "hall ctr", "hall; center~ctr (cut short)"),
        ("hall yisroel", "hall ysl", "hall; yisroel~ysl (cut short)"),
        ("hall yisroel", "hall yl", "hall; <yisroel; >yl"),
        ("hall yisroel", "hall yrsl", "hall; <yisroel; >yrsl"),
        ("hall yisroel", "hall ysr", "hall; <yisroel; >ysr"),
        ("hall yisroel", "hall sr", "hall; <yisroel; >sr"),
        ("hall yisroel", "hall yirl", "hall; <yisroel; >yirl"),
        ("center north", "ctr notrh", "center~ctr (cut short); north~notrh (a letter apart)"),
        # a letter apart
        ("hope cener", "hope center", "hope; cener~center (a letter apart)"),
        ("hope hall", "hope hill", "hope; hall~hill (a letter apart)"),
        ("hope inn", "hope ion", "hope; <inn; >ion"),
        # said twice
        ("hope center", "hope center hope", "hope center; again: hope"),
        ("hope center hope clinic", "hope center", "hope center; <clinic; again: hope"),
        ("hope hope hope", "hope", "hope; again: hope hope"),
        ("hall hall north north", "hall", "hall; <north; again: hall north"),
        ("hope hope hall", "hope center center", "hope; <hope hall; >center center; again: hope center"),
        ("hope hall hall", "hope north", "hope; <hall; >north; again: hall"),
        ("hope center hope", "hope clinic hope", "hope hope; <center; >clinic"),
    ],
)
def test_words_find_their_counterparts(a: str, b: str, expected: str) -> None:
    assert drawn(a, b) == expected


@pytest.mark.parametrize(
    ("a", "b", "slip"),
    [
        ("abc", "abd", False),
        ("abc", "abcd", False),
        ("abcd", "abce", True),
        ("abcd", "abcde", True),
        ("abcd", "abcdef", False),
        ("abcde", "abdce", True),
        ("abcdefghi", "abcdefgxx", False),
        ("abcdefghi", "abcdefghijk", False),
        ("abcdefghij", "abcdefghxx", True),
        ("abcdefghij", "abcdefghijklm", False),
        ("2001", "2002", False),
        ("2001", "200x", False),
        ("200x", "2001", False),
        ("200x", "200y", True),
    ],
)
def test_a_slip_is_one_letter_in_four_and_two_in_ten(a: str, b: str, slip: bool) -> None:
    assert one_slip(a, b) == slip


def test_links_are_found_by_their_kind() -> None:
    found = align(("center", "north"), ("ctr", "notrh"))
    assert [link.one for kind in Difference for link in found.of(kind)] == [("center",), ("north",)]
    assert found.of(Difference.LETTERS) == ()
