"""Several values in one cell, taken apart: the longest listed wording first, delimiters only for the rest."""

import re
from functools import lru_cache

from msgspec import Struct

from mobility_xlsx.form.answers import Match
from mobility_xlsx.form.marks import Marked, marked_words, says_what_is_not
from mobility_xlsx.form.parts import Vocabulary
from mobility_xlsx.form.wording import LONGEST, Meaning, known_meaning, meaning
from mobility_xlsx.text import fold, visible

# Word keeps its bullets in a private range of letters, and its second level is a plain o.
_BULLETS = "•▪◦‣●○■□·∙➢➤✓✔☑→\uf0b7\uf0a7\uf0d8\uf0fc\uf076"
_ALWAYS = rf"\s*[;；、\n|{_BULLETS}\t]+\s*(?:(?:and|or|y|e|o|&)\s+)?"
_NUMBERED = r"(?:^|(?<=\s))\(?(?:\d{1,2}|[a-hA-H])[.)](?=\s|$)\s*"
_TIGHT = r"(?:^|(?<=\s))\(?(?:\d{1,2}[.)]|[a-hA-H]\))(?=[^\W\d])"
_COUNTED = r"^\s*(?:1?\d[-–:]|\(?(?:i{1,3}|i?v|vi{1,3})[.)])\s+(?=[^\W\d])"
_DASHED = r"^\s*[-–—*]\s+|^\s*(?:o|[^\w\s\"'“”‘’«(\[#$%¿¡?&@+=.,!/]{1,2})\s+(?=[^\W\d])"
_STRONG = re.compile(f"{_NUMBERED}|{_TIGHT}|{_COUNTED}|{_DASHED}|{_ALWAYS}", re.MULTILINE)
_TIGHT_DASH = re.compile(r"^\s*([-–—*])\s*(?=\w)", re.MULTILINE)
_BETWEEN = r"\s+(?:and|or|plus|y|e|o|as well as)\s+"
_WEAK = re.compile(rf"\s*,\s*(?:and|or|y|e)\s+|\s*,\s*|\s+/\s*|\s*/\s+|/|{_BETWEEN}|\s*&\s+|\s+\+\s+|\s+[–—-]\s+", re.I)
_BLANKS = re.compile("  +")
_BLANK_LINES = re.compile("\n[ \n]+")
_BRACKET = re.compile(r"\([^()]*\)")
_FILLED_IN = re.compile(r"\s*(?:[:=(\[]|\s[-–—]\s|_{2,}|\.{3})\s*")
_LONG_LIST = 60  # values; in longer lists nothing but listed wordings is looked for
_MOST_WORDS = 15  # no listed wording has more
_LONGEST_JOIN = 6  # atoms; no label has more delimiters in it


class Piece(Struct, frozen=True):
    """One value as typed in its cell, and what it means."""

    typed: str
    meaning: Meaning


def pieces(text: str, vocabulary: Vocabulary, unclear: frozenset[str]) -> tuple[Piece, ...]:
    """The values of one cell in the order they stand, each once; own words stay together unless they are a list."""
    whole = _whole(text.replace("\t", "\n"))
    marked = marked_words(whole)
    if says_what_is_not(whole, marked):
        return _at_boxes(whole, marked, vocabulary, unclear)
    known = known_meaning(whole, vocabulary)
    if known is not None and _says_something(_weakly_split(whole)[::2]) and _says_something(_STRONG.split(whole)):
        return (Piece(whole, known),)
    found: list[Piece] = []
    atoms = _atoms(_undashed(whole), _STRONG)
    if len(atoms) > _LONG_LIST:
        return _each_once([Piece(atom, meaning(atom, vocabulary, unclear, offers=False)) for atom in atoms])
    i = 0
    while i < len(atoms):
        taken, piece = _joined(atoms, i, vocabulary)
        found += [piece] if piece else _of_segment(atoms[i], vocabulary, unclear)
        i += taken
    return _each_once(found) or (Piece(whole, meaning(whole, vocabulary, unclear)),)


def one_piece(text: str, vocabulary: Vocabulary, unclear: frozenset[str]) -> tuple[Piece, ...]:
    """The value of a cell that asks for one; several only when all of them are listed."""
    whole = _whole(text)
    marked = marked_words(whole)
    if says_what_is_not(whole, marked):
        return _at_boxes(whole, marked, vocabulary, unclear)
    said = meaning(whole, vocabulary, unclear)
    if said.match is not Match.OWN:
        return (Piece(whole, said),)
    several = pieces(whole, vocabulary, unclear)
    listed = all(piece.meaning.label is not None for piece in several)
    filled_in = len(several) == 2 and several[0].meaning.label is not None and several[0].meaning.label.fill_in
    return several if listed or filled_in else (Piece(whole, said),)


def _whole(text: str) -> str:
    """The text with one blank for several, and no blank lines: no pattern has to look through long runs of them."""
    return _BLANK_LINES.sub("\n", _BLANKS.sub(" ", visible(text)))


def _at_boxes(
    whole: str, marked: tuple[Marked, ...], vocabulary: Vocabulary, unclear: frozenset[str]
) -> tuple[Piece, ...]:
    """The values at ticked boxes; the whole cell, to be asked, when none is. Marks that may mean either are asked."""
    chosen = "\n".join(each.words for each in marked if each.ticked)
    asked = [each.words for each in marked if each.ticked is None]
    if not chosen and not asked:
        return (Piece(whole, Meaning(Match.UNCLEAR)),)
    return (*(pieces(chosen, vocabulary, unclear) if chosen else ()), *(_asked(words, vocabulary) for words in asked))


def _asked(words: str, vocabulary: Vocabulary) -> Piece:
    known = known_meaning(words, vocabulary)
    offered = (known.label.text,) if known is not None and known.label is not None else ()
    return Piece(words, Meaning(Match.UNCLEAR, None, offered))


def _undashed(text: str) -> str:
    """The text without the dashes or stars in front of its lines, when every line has the same one."""
    lines = [line for line in text.split("\n") if line.strip()]
    marks = [found[1] for line in lines if (found := _TIGHT_DASH.match(line))]
    return _TIGHT_DASH.sub("", text) if len(marks) == len(lines) > 1 and len(set(marks)) == 1 else text


def _atoms(text: str, delimiter: re.Pattern[str]) -> list[str]:
    return [atom for atom in (part.strip() for part in delimiter.split(text)) if fold(atom) or "?" in atom]


def _joined(atoms: list[str], start: int, vocabulary: Vocabulary) -> tuple[int, Piece | None]:
    """The longest run of atoms that is one listed wording: a label may be wrapped over lines or hold a delimiter."""
    for size in range(min(_LONGEST_JOIN, len(atoms) - start), 0, -1):
        text = " ".join(atoms[start : start + size])
        known = known_meaning(text, vocabulary)
        apart = _weakly_split(text)[::2] if size == 1 else atoms[start : start + size]
        if known is not None and _says_something(apart):
            return size, Piece(text, known)
    return 1, None


def _says_something(atoms: list[str]) -> bool:
    """False for a list with a "??" at its end: folding would drop the question from "Staff, ??"."""
    asking = ("?" in atom and not fold(atom) for atom in (atoms[0], atoms[-1]))
    return len(atoms) == 1 or not any(asking)


def _of_segment(text: str, vocabulary: Vocabulary, unclear: frozenset[str]) -> list[Piece]:
    """The values between two strong delimiters."""
    said = meaning(text, vocabulary, unclear)
    if said.match is not Match.OWN and _says_something(_weakly_split(text)[::2]):
        return [Piece(text, said)]
    filled_in = _of_fill_in(text, vocabulary, unclear)
    if filled_in:
        return filled_in
    parts = _weakly_split(text)
    atoms = parts[::2]
    if len(atoms) > _LONG_LIST:
        return [Piece(atom, meaning(atom, vocabulary, unclear, offers=False)) for atom in atoms if fold(atom)]
    if len(atoms) == 1:
        return _of_words(text, vocabulary) or [Piece(text, said)]
    return _of_list(parts, vocabulary, unclear)


def _weakly_split(text: str) -> list[str]:
    """Atoms and the delimiters between them, in turn; what stands in brackets stays whole."""
    hidden = _BRACKET.sub(lambda match: "\x00" * len(match[0]), text)
    parts, place = [], 0
    for match in _WEAK.finditer(hidden):
        parts += [text[place : match.start()].strip(), match[0]]
        place = match.end()
    return [*parts, text[place:].strip()]


def _of_list(parts: list[str], vocabulary: Vocabulary, unclear: frozenset[str]) -> list[Piece]:
    """The values of a list "a, b and c"; own words next to each other stay one unless a comma parts them."""
    found: list[Piece] = []
    own_before = False
    i = 0
    while i < len(parts):
        size, piece = _longest(parts, i, vocabulary, unclear)
        delimiter = parts[i - 1] if i else ""
        is_own = piece.meaning.match is Match.OWN
        if is_own and own_before and "," not in delimiter:
            typed = found[-1].typed + delimiter + piece.typed
            found[-1] = Piece(typed, meaning(typed, vocabulary, unclear))
            is_own = found[-1].meaning.match is Match.OWN
        elif piece.typed:
            found.append(piece)
        own_before = is_own
        i += 2 * size
    return found


def _longest(parts: list[str], start: int, vocabulary: Vocabulary, unclear: frozenset[str]) -> tuple[int, Piece]:
    """The longest run from `start` that is listed or, failing that, near to a label; else the one atom there."""
    most = min(_LONGEST_JOIN, (len(parts) - start + 1) // 2)
    runs = [(size, "".join(parts[start : start + 2 * size - 1])) for size in range(most, 0, -1)]
    for size, text in runs:
        known = known_meaning(text, vocabulary)
        if known is not None and _says_something(parts[start : start + 2 * size : 2]):
            return size, Piece(text, known)
    for size, text in runs[-3:]:
        said = meaning(text, vocabulary, unclear)
        if said.match is Match.NEAR:
            return size, Piece(text, said)
    atom = parts[start]
    found = _of_words(atom, vocabulary)
    return 1, found.pop() if len(found) == 1 else Piece(atom, meaning(atom, vocabulary, unclear))


def _of_words(text: str, vocabulary: Vocabulary) -> list[Piece]:
    """The labels of a text that is nothing but labels side by side; empty when any other word stands in it."""
    words = text.replace("–", " ").split()
    found: list[Piece] = []
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + _MOST_WORDS), start, -1):
            typed = " ".join(words[start:end])
            known = known_meaning(typed, vocabulary)
            if known is not None and known.match is Match.EXACT:
                found.append(Piece(typed, known))
                start = end
                break
        else:
            return []
    return found


def _of_fill_in(text: str, vocabulary: Vocabulary, unclear: frozenset[str]) -> list[Piece]:
    """ "Other: veterans" as the label and the words filled in."""
    for match in _FILLED_IN.finditer(text):
        if match.start() > LONGEST:
            break
        known = known_meaning(text[: match.start()], vocabulary)
        rest = text[match.end() :].strip(" )]_")
        if known is not None and known.label is not None and known.label.fill_in and rest:
            return [Piece(text[: match.start()].strip(), known), Piece(rest, meaning(rest, vocabulary, unclear))]
    return []


def _each_once(found: list[Piece]) -> tuple[Piece, ...]:
    """`found` with a label ("broadband / digital access") or words that are said twice in one cell as one value."""
    kept: dict[str, Piece] = {}
    for piece in found:
        label = piece.meaning.label
        before = kept.setdefault(f"label {label.key}" if label else f"words {piece.typed}", piece)
        if label and before is not piece:
            kept[f"label {label.key}"] = Piece(f"{before.typed} / {piece.typed}", before.meaning)
    return tuple(kept.values())


@lru_cache(maxsize=1000)
def folded_all(texts: tuple[str, ...]) -> frozenset[str]:
    """The texts folded, blanks left out."""
    return frozenset(filter(None, map(fold, texts)))
