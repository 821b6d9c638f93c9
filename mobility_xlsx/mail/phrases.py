"""What letters say about an organization and a sender, as sentences, in the language of the letters (letters*.toml)."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from mobility_xlsx.coalition.records import Organization
from mobility_xlsx.form.declaration import build, load_form, read_toml
from mobility_xlsx.text import fold, one_line

MOST_VALUES = 4
MOST_CLAUSES = 4
MOST_TEXTS = 2
_LISTS = {"groups": "populations", "predictors": "domains", "assets": "assets", "strengths": "strengths"}
_ENDS = (".", "!", "?", "…", ":", ".”", '."', ".)")


class PhraseWords(Struct, frozen=True):
    """All words of one language, by key; phrases for labels of the form, by the label's key."""

    articles: Mapping[str, str]
    the: Mapping[str, str]
    groups: Mapping[str, str]
    predictors: Mapping[str, str]
    assets: Mapping[str, str]
    strengths: Mapping[str, str]
    labels: Mapping[str, str]
    sentences: Mapping[str, str]
    openings: Mapping[str, str]
    moments: Mapping[str, str]
    greetings: Mapping[str, str]
    subjects: Mapping[str, str]
    names: Mapping[str, str]
    agenda_names: Mapping[str, str]
    roles: Mapping[str, str]
    decision_models: Mapping[str, str]
    decision_model_notes: Mapping[str, str]
    sender_note: Mapping[str, str]
    reasons: Mapping[str, str]
    both: str = "and"
    either: str = "or"


@cache
def words(language: str) -> PhraseWords:
    """The words of a language. Raises BadTemplate when there are none, or an unknown key among them."""
    name = "letters.toml" if language == "en" else f"letters.{language}.toml"
    return build(PhraseWords, read_toml(name), name)


@cache
def _keys() -> dict[tuple[str, str], str]:
    """The key of each label of the form, by list and folded wording."""
    form = load_form("inventory")
    return {(list, fold(label.text)): label.key for list in _LISTS for label in form.vocabulary(list).labels}


@cache
def _non_answers() -> frozenset[str]:
    form = load_form("inventory")
    return frozenset(fold(text) for text in (*form.unclear, *form.ticked, "no", "not yet"))


def sentence(text: str) -> str:
    """`text` on one line, ending with a full stop; "" stays ""."""
    line = one_line(text)
    return line if not line or line.endswith(_ENDS) else line + "."


def capital(text: str) -> str:
    """`text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


class Phrases(Struct, frozen=True):
    """The sentences of one language."""

    words: PhraseWords

    def listed(self, texts: Sequence[str]) -> str:
        """ "A", "A and B", "A, B, and C"; in Spanish without the last comma, and "e" before an i."""
        if len(texts) < 2:
            return "".join(texts)
        last = fold(texts[-1])
        vowel = last.startswith(("i", "hi")) and not last.startswith(("hia", "hie", "ia", "ie"))
        both = "e" if self.words.both == "y" and vowel else self.words.both
        comma = "," if len(texts) > 2 and both == "and" else ""
        return f"{', '.join(texts[:-1])}{comma} {both} {texts[-1]}"

    def phrase(self, list: str, text: str) -> str:
        """A label as it stands in a sentence, own words as they are; "" for labels that name nothing ("Other")."""
        key = _keys().get((list, fold(text)))
        if key is None:
            return one_line(text)
        phrases: Mapping[str, str] = getattr(self.words, list)
        return phrases[key] if key in phrases else _lower(text)

    def said(self, key: str, **fields: str) -> str:
        """One of the sentences, filled in."""
        return filled(self.words.sentences[key], **fields)

    def host(self, community: str) -> str:
        """The community as it begins a sentence: "The City of Millbrook"."""
        name = fold(community)
        article = next((word for start, word in self.words.articles.items() if name.startswith(start + " ")), "")
        return f"{article} {community}".strip()

    def coalition(self, name: str) -> str:
        """The coalition's name within a sentence: "the Mobility Coalition", but "Together Plata"."""
        first, _, rest = name.partition(" ")
        if rest and first.lower() in self.words.the:
            return f"{first.lower()} {rest}"
        kinds = {kind: article for article, kinds in self.words.the.items() for kind in kinds.split()}
        spoken = [word for word in name.split() if any(char.isalpha() for char in word)]
        for word, following in zip(spoken, (*spoken[1:], "of"), strict=False):
            if fold(word) in kinds and following[0].islower():
                return f"{kinds[fold(word)]} {name}"
        return name

    def why(self, organization: Organization, only_one_for: Sequence[str] = (), needs: Sequence[str] = ()) -> str:
        """Why this organization, as a person would say it, from what the inventory knows; "" when that is nothing.

        What the coalition needs (`needs`, labels) comes first. Notes on barriers, motivations and stance never
        enter a letter.
        """
        groups = self._phrases("groups", organization.populations, needs)
        predictors = self._phrases("predictors", organization.domains, needs)
        key = "both" if groups and predictors else "serves" if groups else "works"
        found = []
        if groups or predictors:
            fields = {"groups": self.listed(groups), "predictors": self.listed(predictors)}
            found.append(self.said(f"reason_{key}", organization=one_line(organization.name), **fields))
        rest = [self._brings(organization, needs), self._aligned(organization), self._only_one(only_one_for)]
        if not found and any(rest):
            found.append(self.said("reason_other", organization=one_line(organization.name)))
        return " ".join(filter(None, (*found, *rest)))

    def benefit(self, organization: Organization) -> str:
        """What the organization could gain, in the words of Part 4; "" when nobody said."""
        texts = said_of(organization, "benefit")
        return sentence(self.said("benefit", texts="; ".join(texts))) if texts else ""

    def _phrases(self, list: str, texts: Iterable[str], needs: Sequence[str]) -> list[str]:
        wanted = sorted(texts, key=lambda text: text not in needs)
        phrases = dict.fromkeys(self.phrase(list, text) for text in wanted)
        return [phrase for phrase in phrases if phrase][:MOST_VALUES]

    def _brings(self, organization: Organization, needs: Sequence[str]) -> str:
        known = _keys()
        listed = [text for text in organization.assets if ("assets", fold(text)) in known]
        own = [one_line(text) for text in organization.assets if ("assets", fold(text)) not in known]
        clauses = self._phrases("assets", listed, needs)
        strengths = [text for text in organization.strengths if ("strengths", fold(text)) in known]
        clauses = list(dict.fromkeys([*clauses, *self._phrases("strengths", strengths, ())]))[:MOST_CLAUSES]
        found = [capital(self.said("brings", clauses=self.listed(clauses)))] if clauses else []
        if own:
            found.append(self.said("own_assets", texts=self.listed(own[:MOST_TEXTS])))
        return " ".join(found)

    def _aligned(self, organization: Organization) -> str:
        texts = said_of(organization, "aligned")
        return self.said("aligned", texts="; ".join(texts)) if texts else ""

    def _only_one(self, labels: Sequence[str]) -> str:
        clauses = []
        for list, key in (("groups", "only_serves"), ("predictors", "only_works"), ("assets", "only_brings")):
            own = [text for text in labels if (list, fold(text)) in _keys()]
            phrases = [self._noun(text) if list == "assets" else self.phrase(list, text) for text in own]
            if any(phrases):
                clauses.append(self.said(key, **{list: self.listed([phrase for phrase in phrases if phrase])}))
        return self.said("only_one", clauses=f" {self.words.either} ".join(clauses)) if clauses else ""

    def _noun(self, asset: str) -> str:
        key = _keys()[("assets", fold(asset))]
        return "" if key == "other" else self.words.labels.get(key, _lower(asset))


def filled(template: str, **fields: str) -> str:
    """`template` with its {words} replaced, once: braces inside a value stay as they are."""
    parts = template.replace("}", "{").split("{")
    return "".join(fields.get(part, "") if i % 2 else part for i, part in enumerate(parts))


def said_of(organization: Organization, field: str) -> tuple[str, ...]:
    """What Part 4 says for a free field, without repeats, non-answers and closing full stops; at most two texts."""
    texts = (one_line(text).rstrip(" .;") for mention in organization.mentions for text in mention.texts(field))
    kept = {fold(text): text for text in reversed([text for text in texts if fold(text) not in _non_answers()])}
    return tuple(text for text in reversed(kept.values()) if text)[:MOST_TEXTS]


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
