"""An organization's name taken apart: its words in one spelling, its other names, its initials."""

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.coalition.wordlists import ABBREVIATIONS, LITTLE, NUMBERS, SITES
from mobility_xlsx.text import LEGAL_FORMS, fold, one_line

Words = tuple[str, ...]

_OTHER_NAME = re.compile(
    r"(?i)[\s,;(\[]+(?:formerly(?: known as)?|previously(?: known as)?|doing business as|also known as|also called"
    r"|known as|f\.?/?k\.?/?a\.?|d\.?/?b\.?/?a\.?|a\.?/?k\.?/?a\.?)(?::\s*|\s+|$)"
)
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]?")
_PHONE = re.compile(r"\(?\b\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}\b")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}(?:[^\W\d_]\b(?!\w))?")
_COOP = re.compile(r"(?i)\bco-?op\b\.?")
_NUMBER_SIGN = re.compile(r"(?:#\s*|\b(?:no|nr|num)\.?\s*|\bnumber\s+)(?=\d)")
_WORD = re.compile(r"[^\W_]+")
_SEPARATOR = re.compile(r"\s+[-–—|:/]\s+|\s*[–—|]\s*")
_VOWELS = frozenset("aeiouy")
_LONGEST = 200  # characters in which a name is looked for
_SAFE_INITIALS = 3  # two letters stand for too much


class Name(Struct, frozen=True):
    """One name as typed, taken apart.

    `words` is the name in canonical words without little words and legal forms, in order; `spelled` keeps the little
    words (for initials); `bracket` the words of a bracket that may say a site or a chapter; `others` the former and
    other names given with it, each in canonical words. `doubled` names say themselves twice, as lists of sites do for
    an agency's main site. `acronym` is the name itself when it is one short word that may stand for several;
    `initials` are the short forms that its own first letters give.
    """

    typed: str
    words: Words
    spelled: Words
    bracket: Words
    others: tuple[Words, ...]
    doubled: bool
    acronym: str
    initials: frozenset[str]

    @property
    def every_word(self) -> Words:
        """The words with those in brackets."""
        return self.words + self.bracket

    @property
    def in_capitals(self) -> bool:
        """True when the acronym was typed as one: in capitals, or without any vowel."""
        return any(part.isupper() for part in self.typed.split()) or not set(self.acronym) & _VOWELS


@lru_cache(maxsize=65536)
def parse(typed: str) -> Name:
    """The name in `typed`, taken apart. Never empty: a name of legal forms alone keeps them.

    Of whole paragraphs the beginning is taken apart, and all the rest is one word.
    """
    shown = one_line(typed)
    line, rest = _PHONE.sub(" ", shown[:_LONGEST]), "".join(_WORD.findall(fold(shown[_LONGEST:])))
    main, *former = _OTHER_NAME.split(line)
    bracketed: list[str] = [] if former else _BRACKETS.findall(main)
    main = main if former else _BRACKETS.sub(" ", main)
    others = [words for text in former if (words := _content(text))]
    spelled = _spelled(main)
    short_forms = initials(spelled) | initials(_tokens(main))
    words, doubled = _once(main)
    bracket: list[str] = []
    for text in bracketed:
        inside = _content(text)
        if set(inside).issubset(SITES | LEGAL_FORMS | LITTLE | set(words)):
            continue
        if len(inside) == 1 and ("".join(inside) in short_forms or (_capital(text) and not main.isupper())):
            others.append(inside)
        else:
            bracket += inside
    words = words or spelled or (fold(line) or line or "?",)
    name = Name(typed, words, spelled, tuple(bracket), tuple(others), doubled, _acronym(main), short_forms)
    return replace(name, words=(*words, rest)) if rest else _without_own_acronym(name)


def initials(words: Iterable[str]) -> frozenset[str]:
    """Every short form that the first letters of these words give, with and without the little words."""
    bare = [word for word in words if word not in LEGAL_FORMS and not word[0].isdigit()]
    full = "".join(word[0] for word in bare)
    short = "".join(word[0] for word in bare if word not in LITTLE)
    with_and = "".join(word[0] for word in bare if word not in LITTLE or word == "and")
    return frozenset(text for text in (full, short, with_and) if len(text) >= 2 and text.isalpha())


def stem(word: str) -> str:
    """`word` in the singular, as far as its ending tells."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")) or not set(word) & _VOWELS:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]


def _without_own_acronym(name: Name) -> Name:
    """A name that carries its own initials in front or behind ("SWAP Stop Wasting Abandoned Property") without them."""
    words = name.words
    for short, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        if len(rest) >= _SAFE_INITIALS and len(short) >= _SAFE_INITIALS and short in initials(rest):
            others = (*name.others, (short,))
            return replace(name, words=rest, spelled=rest, others=others, initials=initials(rest))
    return name


def _once(text: str) -> tuple[Words, bool]:
    """The content words, and whether they, or one part between dashes, stood twice ("Haymarket - Haymarket").

    A last part that gives the owner again, in full or by initials ("Hull House - Uptown / Hull House"), is left out.
    """
    parts = [content for part in _SEPARATOR.split(text) if (content := _content(part))]
    words: Words = ()
    doubled = False
    for place, content in enumerate(parts):
        if place > 1 and place == len(parts) - 1 and _owner_again(content, words):
            continue
        repeated = words[-len(content) :] == content
        doubled = doubled or repeated
        words += () if repeated else content
    half = len(words) // 2
    if half and len(words) == 2 * half and words[:half] == words[half:]:
        return words[:half], True
    return words, doubled


def _owner_again(content: Words, words: Words) -> bool:
    if len(content) > 1:
        return words[: len(content)] == content
    letters = content[0]
    return len(letters) >= _SAFE_INITIALS and letters == "".join(word[0] for word in words[: len(letters)])


def _content(text: str) -> Words:
    spelled = _spelled(text)
    kept = [
        word for word in spelled if word not in LITTLE and word not in LEGAL_FORMS and not word.startswith("incorp")
    ]
    return tuple(kept) or spelled


def _acronym(text: str) -> str:
    bare = [token for token in _tokens(text) if token not in LITTLE and token not in LEGAL_FORMS]
    return bare[0] if len(bare) == 1 and 2 <= len(bare[0]) <= 8 and bare[0].isalpha() else ""


def _spelled(text: str) -> Words:
    return tuple(_canonical(_tokens(text)))


def _tokens(text: str) -> list[str]:
    joined = _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found.group()) + " ", text)
    plain = (
        fold(_COOP.sub("cooperative", joined))
        .replace("'s ", "s ")
        .replace("'", "")
        .replace("&", " and ")
        .replace("+", " and ")
    )
    plain = re.sub(r"(?<=\w)\?s\b", "s", plain)
    return _together(_WORD.findall(_NUMBER_SIGN.sub(" ", plain)))


def _together(tokens: list[str]) -> list[str]:
    """Single letters that stand in a row made one word, and a lone s added to the word it fell off."""
    made: list[str] = []
    run: list[str] = []
    for token in [*tokens, ""]:
        if len(token) == 1 and token.isalpha() and not (token == "s" and made and not run):
            run.append(token)
            continue
        if run:
            made.append("".join(run))
            run = []
        if token == "s" and made:
            made[-1] += "s"
        elif token:
            made.append(token)
    return made


def _canonical(tokens: list[str]) -> list[str]:
    words: list[str] = []
    for offset, token in enumerate(tokens):
        last = offset == len(tokens) - 1
        if token == "st":
            street = last or (words and words[-1][-2:] in ("th", "nd", "rd", "st") and words[-1][0].isdigit())
            words.append("street" if street else "saint")
        elif token in NUMBERS and (len(token) > 1 or (last and words)):
            words.append(NUMBERS[token])
        elif token == "i" and last and words:
            words.append("1")
        elif token == "co":
            words.append("co" if last else "county")
        else:
            long = ABBREVIATIONS.get(token) or ABBREVIATIONS.get(token.removesuffix("s"), token)
            words += [stem(word) for word in long.split()]
    return words


def _capital(text: str) -> bool:
    bare = text.replace(".", "").strip()
    return bare.isupper() and bare.isalpha() and 2 <= len(bare) <= 8
