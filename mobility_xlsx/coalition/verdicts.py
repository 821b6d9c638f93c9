"""What is compared and what comes of it: names with what stood beside them, the context, the verdict."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from mobility_xlsx.coalition.names import Words
from mobility_xlsx.coalition.wordlists import AROUND_PLACES, COMMON, STATES


class Answer(StrEnum):
    """What can be said of two names without asking anybody, or that somebody has to be asked."""

    SAME = "same"
    ASK = "ask"
    DIFFERENT = "different"


class Verdict(Struct, frozen=True):
    """An answer with the reason a clerk reads. `likely` (0 to 1) ranks links and questions, nothing else."""

    answer: Answer
    reason: str
    likely: float = 0.0

    @property
    def opposed(self) -> bool:
        """True when the names contradict each other, rather than merely having little in common."""
        return self.answer is Answer.DIFFERENT and self.likely == 0.0


class Named(Struct, frozen=True):
    """A name with what stood beside it: types said, town, email domain. All but the name may be unknown."""

    name: str
    types: tuple[str, ...] = ()
    town: str = ""
    domain: str = ""


class Surroundings(Struct, frozen=True):
    """What the other names say about two of them.

    `own_words` are the words of the community's own places, `place_words` those that tell (Forest City: forest) with
    the names of states; `sharing` counts the organizations that share initials, `placed` the placed forms of a bare
    name ("united way" → of Millbrook, of Mill County), `seen` the names a word stands in.
    """

    own_words: frozenset[str] = frozenset()
    place_words: frozenset[str] = STATES
    sharing: Mapping[str, int] = field(default_factory=dict)
    placed: Mapping[Words, int] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)

    def names_own_place(self, words: Words) -> bool:
        """True when these words are nothing but a place of the community ("of Greater Forest City")."""
        own = self.own_words.intersection(words)
        told = any(word not in COMMON for word in own) or len(own) > 1
        return told and AROUND_PLACES.issuperset(set(words) - own)
