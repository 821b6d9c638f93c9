"""How often one typo in a label still leads to it: offered first, and taken without asking only when right."""

import random
from collections import Counter
from collections.abc import Callable, Iterator

from mobility_xlsx.form.answers import Match
from mobility_xlsx.form.declaration import load_form, reading_form
from mobility_xlsx.form.parts import Label, Vocabulary
from mobility_xlsx.form.wording import clearly_nearest, meaning, suggestions
from mobility_xlsx.text import fold

SEED = 20261123
ROUNDS = 12  # typos of each kind a label
LETTERS = "abcdefghijklmnopqrstuvwxyz"
NAMES = (
    "Riverbend Community Church",
    "Harbor Light Outreach",
    "Forest City Housing Authority",
    "Forest City Housing Alliance",
    "Oakdale Unified School District",
    "Timber & Sons, LLC",
    "Neighborhood Legal Services",
    "Greater Oakdale Chamber of Commerce",
    "St. Mary’s Outreach",
    "Casa María",
    "Valley Workforce Board",
    "Valley Health Foundation",
    "Maria Lopez",
    "Renée O’Connor-Núñez",
    "Dana Whitfield",
    "Ana Ruiz",
)


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


def measured(rounds: int = ROUNDS) -> tuple[Counter[str], Counter[str], list[str]]:
    """Outcomes of all typos in labels, of all in names, and the wrong automatic fixes in words."""
    chance = random.Random(SEED)
    of_labels: Counter[str] = Counter()
    of_names: Counter[str] = Counter()
    wrong: list[str] = []
    for vocabulary, label in labels():
        for typo in TYPOS:
            for _ in range(rounds):
                typed = typo(label.text, chance)
                said = meaning(typed, vocabulary)
                of_labels["all"] += 1
                of_labels["right first"] += label.text in (said.label.text if said.label else "", *said.suggestions[:1])
                of_labels["automatic"] += said.label is not None
                of_labels["seen"] += said.match is Match.NEAR
                if said.label is not None and said.label.key != label.key:
                    of_labels["wrong"] += 1
                    wrong.append(f"{label.text} > {typed} > {said.label.text}")
    for name in NAMES:
        for typo in TYPOS:
            for _ in range(rounds):
                typed = typo(name, chance)
                same = [other for other in NAMES if fold(other) == fold(typed)]
                nearest = same[0] if same else clearly_nearest(typed, NAMES)
                of_names["all"] += 1
                of_names["right first"] += name in (nearest, *suggestions(typed, NAMES)[:1])
                of_names["automatic"] += bool(nearest)
                if nearest not in ("", name):
                    of_names["wrong"] += 1
                    wrong.append(f"{name} > {typed} > {nearest}")
    return of_labels, of_names, wrong


def report() -> str:
    """The figures in words, with the seed."""
    of_labels, of_names, wrong = measured()
    lines = [f"Wording: one typo in every label and in {len(NAMES)} names (seed {SEED})"]
    for what, counts in (("labels", of_labels), ("names", of_names)):
        share = {key: 100 * counts[key] / counts["all"] for key in ("right first", "automatic", "wrong")}
        lines.append(
            f"  {what}: {counts['all']:,} typos, the right one first in {share['right first']:.1f} %, "
            f"taken without asking in {share['automatic']:.1f} %, wrongly in {share['wrong']:.2f} %"
        )
    return "\n".join(lines + [f"  wrong: {one}" for one in wrong[:10]])


if __name__ == "__main__":
    print(report())
