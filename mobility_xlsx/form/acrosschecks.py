"""What shows only when workbooks are laid side by side: copies, one person twice, one id twice, types that differ."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.form.answers import Answers, Match
from mobility_xlsx.form.catalogue import Catalogue
from mobility_xlsx.form.problems import Place, Problem
from mobility_xlsx.form.rowchecks import named
from mobility_xlsx.text import file_name, fold, one_line, told_apart

Sayings = frozenset[tuple[str, str, str]]
MOSTLY = 0.7  # of a workbook's answers stand unchanged in its corrected copy
_COPY = " - please check"
_ROUNDS = re.compile(rf"(?P<file>.+?)(?P<rounds>(?:{_COPY}(?: \d{{1,3}})?(?: ?\(\d{{1,3}}\))*)+)")


class _Facts(Struct, frozen=True):
    """What one workbook comes down to when it is laid beside others."""

    answers: Answers
    person: str
    said: Sayings


def across_problems(returned: Sequence[Answers], catalogue: Catalogue) -> Iterator[Problem]:
    """Problems between workbooks, at most one for each that may be another answer of one person, then types."""
    for group, by_id in _groups(returned):
        for place, one in enumerate(group[1:], 1):
            if not (by_id and one.person):
                yield _beside(one, group[:place], catalogue)
    yield from _types(returned, catalogue)


def superseded(returned: Sequence[Answers]) -> dict[str, str]:
    """Files whose corrected please-check copy came back too, each with the file of the last such copy.

    The copy carries everything the file said, so the file itself need not be counted beside it. A copy of a copy
    takes the place of both.
    """
    by: dict[str, str] = {}
    for group, _ in _groups(returned):
        for one in group:
            copies = [copy for copy in group if _round(copy.answers) > _round(one.answers) and _is_corrected(one, copy)]
            if copies:
                last = max(copies, key=lambda copy: _round(copy.answers))
                by.setdefault(one.answers.file, last.answers.file)
    return {file: by.get(copy, copy) for file, copy in by.items()}


def copy_stems(returned: Sequence[Answers]) -> dict[str, str]:
    """By file the name of the copy that goes back, without ending: no two alike.

    It is the file's own, flat; the next round's for a copy.
    """
    stems = told_apart(map(_copy_stem, returned))
    return dict(zip((answers.file for answers in returned), stems, strict=True))


def _copy_stem(answers: Answers) -> tuple[str, str]:
    """What a file is called, and what its copy is called beside that."""
    path = PurePosixPath(answers.file)
    stem = path.stem
    if answers.is_copy and (named := _ROUNDS.fullmatch(stem)):
        stem = named["file"]
    next_round = _round(answers) + 1
    again = f" {next_round}" if next_round > 1 else ""
    return file_name(" - ".join((*path.parts[:-1], stem))), _COPY + again


def _round(answers: Answers) -> int:
    """How often a workbook was sent back for correction: 0 for a first answer; a copy says it in its name, else 1."""
    if not answers.is_copy:
        return 0
    named = _ROUNDS.fullmatch(PurePosixPath(answers.file).stem)
    counts = re.findall(rf"{_COPY}(?: (\d+))?", named["rounds"]) if named else ("",)
    return sum(int(count or 1) for count in counts)


def _is_corrected(one: _Facts, copy: _Facts) -> bool:
    """True when a please-check copy is of this workbook: its id and person, and most of what it says."""
    same_person = one.person in ("", copy.person)
    same_id = one.answers.workbook_id == copy.answers.workbook_id
    return same_person and same_id and len(one.said & copy.said) >= MOSTLY * len(one.said)


def _groups(returned: Sequence[Answers]) -> Iterator[tuple[list[_Facts], bool]]:
    """Workbooks that may be one person's, those that say most first: by who answered, then by id (True).

    Those of one id that name nobody come last, and only they are in question: the form may go to several people.
    """
    facts = [_Facts(answers, answers.person, said) for answers in returned if (said := _said(answers))]
    people: dict[str, list[_Facts]] = {}
    ids: dict[str, list[_Facts]] = {}
    for one in facts:
        people.setdefault(one.person, []).append(one)
        ids.setdefault(one.answers.workbook_id, []).append(one)
    by_person = [(group, False) for key, group in people.items() if key]
    by_number = [(group, True) for key, group in ids.items() if key]
    for group, by_id in (*by_person, *by_number):
        yield sorted(group, key=lambda one: (not one.person, -len(one.said), one.answers.file)), by_id


def _beside(one: _Facts, larger: Sequence[_Facts], catalogue: Catalogue) -> Problem:
    """What to say of a workbook beside those of the same person or id that say no less."""
    place = Place(one.answers.file)
    for other in larger:
        if one.said == other.said:
            return catalogue.problem("same-answers", place, other=other.answers.file)
    for other in larger:
        if one.said.issubset(other.said):
            return catalogue.problem("older-copy", place, other=other.answers.file)
    if not one.person:
        place = Place(one.answers.file, value=one.answers.workbook_id)
        return catalogue.problem("id-twice", place, other=larger[0].answers.file)
    row = one.answers.form_row("start")
    person = one_line(row.text("name")) or one_line(row.text("email"))
    return catalogue.problem("two-answers", place, person=person, other=larger[0].answers.file)


def _said(answers: Answers) -> Sayings:
    """Everything a workbook says, apart from where it stands and who says it."""
    found = set()
    for row in answers.rows:
        if row.example or row.part == "start":
            continue
        named_by = fold(row.text("label") or next((field.values[0].text for field in row.fields if field.values), ""))
        for field in row.fields:
            for value in field.values:
                found.add((f"{row.part} {row.block} {named_by}", field.key, fold(value.text)))
    return frozenset(found)


def _types(returned: Sequence[Answers], catalogue: Catalogue) -> Iterator[Problem]:
    """Names, alike but for case and blanks, that have one type in one workbook and another in the next."""
    types: dict[str, dict[str, tuple[str, Place]]] = {}
    for answers in returned:
        for row in (*answers.part("part2"), *answers.part("part3")):
            one = named(row, "name")
            given = [value for value in row.values("type") if value.match not in (Match.UNCLEAR, Match.OWN)]
            if one is None or not (given or row.block):
                continue
            text = given[0].text if given else row.block
            place = Place(answers.file, one.cell.sheet, one.cell.address, one.name)
            types.setdefault(fold(one.name), {}).setdefault(text, (answers.file, place))
    for given_types in types.values():
        files = {file for file, _ in given_types.values()}
        if len(given_types) > 1 and len(files) > 1:
            *others, last = (place for _, place in given_types.values())
            problem = catalogue.problem("types-differ", last, name=last.value, types=", ".join(given_types))
            yield replace(problem, also=tuple(others))
