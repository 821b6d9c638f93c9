"""The catalogue of problems: every code with its severity, its words in each language, and what `explain` says."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from mobility_xlsx.errors import BadTemplate, NotReadable
from mobility_xlsx.form.answers import column_number
from mobility_xlsx.form.declaration import build, languages, load_form, read_toml
from mobility_xlsx.form.problems import Place, Problem, Severity
from mobility_xlsx.text import shortened

ABOUT = ("file", "sheet", "cell", "row", "part", "across", "coalition")
QUOTED = 48, 7  # characters and words of a text quoted in a sentence
LISTED = 110, 16  # and of several things named in a row
LISTS = ("columns", "ids", "other", "parts", "people", "rows", "said", "types", "values")
_LAST_WORD = re.compile(r"(\{(\w+)\})\.")
_SEVERITY_WORDS = {severity: severity.name.lower() for severity in Severity}


class ProblemKind(Struct, frozen=True):
    """One kind of problem. `asks` says who can act: "partner" or "staff"; `sample` fills `says` in explanations."""

    code: str
    says: str
    fix: str
    example: str
    explains: str
    about: str = ""
    severity: str = ""
    asks: str = ""
    says_many: str = ""
    sample: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class Template(Struct, frozen=True):
    """A file of problems: fixed words and entries."""

    words: Mapping[str, str]
    problems: tuple[ProblemKind, ...]


class Catalogue(Struct, frozen=True):
    """Every problem that can be told, in one language."""

    language: str
    words: Mapping[str, str]
    entries: Mapping[str, ProblemKind]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, in the order of the template."""
        return tuple(self.entries)

    def problem(self, code: str, place: Place, suggestion: str = "", **words: str) -> Problem:
        """The problem `code` at `place`, worded; `words` fill the sentence in. Raises KeyError for an unknown code."""
        entry = self.entries[code]
        known = _Filled({"sheet": place.sheet, "value": place.value} | words)
        says = entry.says_many if entry.says_many and words.get("count", "1") != "1" else entry.says
        return Problem(
            code=code,
            severity=Severity(entry.severity),
            file=place.file,
            sheet=place.sheet,
            cell=place.cell,
            value=place.value,
            says=_sentence(says, known),
            fix=_sentence(entry.fix, known),
            suggestion=suggestion,
            fields=tuple(words.items()),
        )

    def not_read(self, file: str, why: NotReadable) -> Problem:
        """The problem of a file that could not be read."""
        return self.problem(why.code, Place(file), **why.fields)

    def asks_partner(self, problem: Problem) -> bool:
        """True when the partner who filled in the workbook can do something about it."""
        asked = problem.severity in (Severity.MUST_FIX, Severity.PLEASE_CHECK)
        return asked and self.entries[problem.code].asks == "partner"

    def severity_word(self, severity: Severity) -> str:
        """The severity in this language, such as "MUST FIX"."""
        return self.words[_SEVERITY_WORDS[severity]]

    def explain(self, code: str) -> str:
        """What a code means, with an example and what to do, as a few short paragraphs. Raises KeyError."""
        entry, words = self.entries[code], self.words
        sample = self.problem(code, Place(""), **entry.sample)
        whom = words["whom_partner" if entry.asks == "partner" else "whom_staff"]
        return "\n".join(
            (
                f"{code}: {self.severity_word(Severity(entry.severity))}",
                "",
                entry.explains,
                "",
                f"{words['you_see']}: {sample.says}",
                f"{words['you_do']}: {sample.fix}",
                f"{words['example']}: {entry.example}",
                f"{words['whom']}: {whom}",
            )
        )


class _Filled(dict[str, str]):
    """The words of a sentence, each short enough for it; one nobody gave becomes an ellipsis, never a crash."""

    def __getitem__(self, key: str) -> str:
        return quotable(super().__getitem__(key), LISTED if key in LISTS else QUOTED)

    def __missing__(self, key: str) -> str:
        return "…"


def _sentence(template: str, words: Mapping[str, str]) -> str:
    """The template filled in; a sentence ends once, also where it ends with a heading that is a question."""

    def ended(last: re.Match[str]) -> str:
        return last[1] if words[last[2]].endswith(("?", "!")) else last[0]

    return _LAST_WORD.sub(ended, template).format_map(words)


def quotable(text: str, most: tuple[int, int] = QUOTED) -> str:
    """`text` on one line, with at most so many characters and words that it can be quoted in a sentence."""
    line = shortened(text, most[0])
    words = line.split()
    return line if len(words) <= most[1] else " ".join(words[: most[1]]) + "…"


def catalogue(language: str = "en") -> Catalogue:
    """The catalogue in one language; "en" for one it does not speak. Raises BadTemplate."""
    return _loaded(language)


@cache
def _loaded(language: str) -> Catalogue:
    if language != "en":
        return _translated(catalogue(), language) if language in languages("problems") else catalogue()
    template = _template("problems.toml")
    entries = {entry.code: _checked(entry) for entry in template.problems}
    if len(entries) != len(template.problems):
        raise BadTemplate("problems.toml: a code stands twice.")
    return Catalogue("en", template.words, MappingProxyType(entries))


def reworded(problem: Problem, language: str) -> Problem:
    """The same problem in another language, labels it names included."""
    words = {key: _shown(value, language) for key, value in problem.fields}
    again = catalogue(language).problem(problem.code, problem.place, _shown(problem.suggestion, language), **words)
    return replace(again, fields=problem.fields, also=problem.also)


def by_place(problems: Iterable[Problem], sheets: Mapping[tuple[str, str], int]) -> tuple[Problem, ...]:
    """`problems` sorted by file, sheet (its position in `sheets`, unknown ones last), row and column."""

    def key(problem: Problem) -> tuple[object, ...]:
        position = sheets.get((problem.file, problem.sheet), len(sheets)) if problem.sheet else -1
        row, column = coordinates(problem.cell)
        return problem.file, position, problem.sheet, row, column, problem.severity.rank, problem.code

    return tuple(sorted(problems, key=key))


def coordinates(cell: str) -> tuple[int, int]:
    """Row and column of an address such as "B12", counted from 1; zeros for none."""
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    return (int(digits), column_number(letters)) if digits else (0, 0)


def _template(name: str) -> Template:
    return build(Template, read_toml(name), name)


def _checked(entry: ProblemKind) -> ProblemKind:
    """`entry`; raises BadTemplate when its severity, its subject or its reader is none we know."""
    known = {"about": ABOUT, "severity": tuple(map(str, Severity)), "asks": ("partner", "staff")}
    for key, choices in known.items():
        if getattr(entry, key) not in choices:
            raise BadTemplate(f"problems.toml > {entry.code} > {key}: none of {', '.join(choices)}.")
    return entry


def _translated(english: Catalogue, language: str) -> Catalogue:
    name = f"problems.{language}.toml"
    template = _template(name)
    theirs = {entry.code: entry for entry in template.problems}
    for missing in english.entries.keys() - theirs.keys() or english.words.keys() - template.words.keys():
        raise BadTemplate(f"{name}: no words for {missing}.")
    entries = {code: _worded(entry, theirs[code]) for code, entry in english.entries.items()}
    return Catalogue(language, template.words, MappingProxyType(entries))


def _worded(entry: ProblemKind, theirs: ProblemKind) -> ProblemKind:
    return replace(
        entry,
        says=theirs.says,
        says_many=theirs.says_many,
        fix=theirs.fix,
        example=theirs.example,
        explains=theirs.explains,
        sample=theirs.sample or entry.sample,
    )


@cache
def _labels(language: str) -> Mapping[str, str]:
    """The form's fixed words (labels, headings, sheets), English to `language`."""
    theirs, ours = load_form("inventory", language), load_form("inventory")
    shown = {
        label.text: label.shown for vocabulary in theirs.vocabularies for label in vocabulary.labels if label.shown
    }
    for mine in ours.parts:
        its = theirs.part(mine.key)
        shown[mine.sheet] = its.sheet
        shown |= {column.title: its.column(column.key).title for column in mine.columns}
    return MappingProxyType(shown)


def _shown(text: str, language: str) -> str:
    if language == "en" or language not in languages():
        return text
    return _labels(language).get(text, text)
