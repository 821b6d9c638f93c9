"""How often one typo in a label still leads to it: offered first, and taken without asking only when right."""

import random
from collections import Counter
from collections.abc import Callable, Iterator

from mobility_xlsx.form.declaration import load_form, reading_form
from mobility_xlsx.form.parts import Label, Vocabulary
from mobility_xlsx.form.wording import meaning

SEED = 20261123
ROUNDS = 12  # typos of each kind a label
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def drop(text: str, chance: random.Random) -> str:
    """One letter left out."""
    i = chance.choice(_letters(text))
    return text[:i] + text[i + 1 :]


def swap(text: str, chance: random.Random) -> str:
    """Two neighboring letters changed round."""
    pairs = [i for i in _letters(text)[:-1] if text[i + 1].isalpha() and text[i] != text[i + 1]]
    i = chance.choice(pairs)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def double(text: str, chance: random.Random) -> str:
    """One letter typed twice."""
    i = chance.choice(_letters(text))
    return text[: i + 1] + text[i:]


def replace(text: str, chance: random.Random) -> str:
    """One letter taken for another."""
    i = chance.choice(_letters(text))
    return text[:i] + chance.choice([letter for letter in LETTERS if letter != text[i].lower()]) + text[i + 1 :]


def case(text: str, chance: random.Random) -> str:
    """Capitals anywhere."""
    return "".join(letter.upper() if chance.random() < 0.5 else letter.lower() for letter in text)


def hyphen(text: str, chance: random.Random) -> str:
    """A hyphen for a blank, or a blank for a hyphen, or neither."""
    gaps = [i for i, letter in enumerate(text) if letter in " -"]
    if not gaps:
        return text
    i = chance.choice(gaps)
    return text[:i] + chance.choice([other for other in ("-", " ", "") if other != text[i]]) + text[i + 1 :]


def plural(text: str, chance: random.Random) -> str:
    """An s too many or too few at the end of a word."""
    words = text.split(" ")
    i = chance.choice([i for i, word in enumerate(words) if len(word) > 3] or [0])
    words[i] = words[i][:-1] if words[i].endswith("s") else words[i] + "s"
    return " ".join(words)


def word_order(text: str, chance: random.Random) -> str:
    """Two neighboring words changed round."""
    words = text.split(" ")
    if len(words) > 1:
        i = chance.randrange(len(words) - 1)
        words[i], words[i + 1] = words[i + 1], words[i]
    return " ".join(words)


TYPOS: tuple[Callable[[str, random.Random], str], ...] = (drop, swap, double, replace, case, hyphen, plural, word_order)


def _letters(text: str) -> list[int]:
    return [i for i, letter in enumerate(text) if letter.isalpha()]


def labels() -> Iterator[tuple[Vocabulary, Label]]:
    """Every label of more than one choice, of the partners' form and of Decisions."""
    for form in (reading_form(), load_form("decisions")):
        for vocabulary in form.vocabularies:
            for label in vocabulary.labels:
                if len(vocabulary.labels) > 1 and len(label.text) > 3:
                    yield vocabulary, label


def measured(rounds: int = ROUNDS) -> tuple[Counter[str], list[str]]:
    """Outcomes of all typos, and the wrong automatic fixes in words."""
    chance = random.Random(SEED)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for vocabulary, label in labels():
        for typo in TYPOS:
            for _ in range(rounds):
                typed = typo(label.text, chance)
                said = meaning(typed, vocabulary)
                counts["all"] += 1
                counts["right first"] += label.text in (said.label.text if said.label else "", *said.suggestions[:1])
                counts["automatic"] += said.label is not None
                if said.label is not None and said.label.key != label.key:
                    counts["wrong"] += 1
                    wrong.append(f"{label.text} > {typed} > {said.label.text}")
    return counts, wrong


def report() -> str:
    """The figures in words, with the seed."""
    counts, wrong = measured()
    share = {key: 100 * counts[key] / counts["all"] for key in ("right first", "automatic", "wrong")}
    lines = [
        f"Wording: one typo in every label (seed {SEED})",
        f"  {counts['all']:,} typos, the right one first in {share['right first']:.1f} %, "
        f"taken without asking in {share['automatic']:.1f} %, wrongly in {share['wrong']:.2f} %",
    ]
    return "\n".join(lines + [f"  wrong: {one}" for one in wrong[:10]])


if __name__ == "__main__":
    print(report())
