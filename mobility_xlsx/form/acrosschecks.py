"""What shows only when workbooks are laid side by side: copies, one person twice, one id twice, types that differ."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from mobility_xlsx.form.answers import Answers, Match
from mobility_xlsx.form.catalogue import Catalogue
from mobility_xlsx.form.problems import Place, Problem
from mobility_xlsx.form.rowchecks import named
from mobility_xlsx.text import fold, one_line

Said = frozenset[tuple[str, str, str]]


def across_problems(returned: Sequence[Answers], catalogue: Catalogue) -> Iterator[Problem]:
    """Problems between workbooks; the later file of two carries the question, an older copy its own."""
    facts = [(answers, _person(answers), _said(answers)) for answers in returned]
    for (one, its_person, its_words), (other, their_person, their_words) in combinations(facts, 2):
        same_person = bool(its_person) and its_person == their_person
        same_id = bool(one.workbook_id) and one.workbook_id == other.workbook_id
        if same_person or (same_id and not (its_person and their_person)):
            yield from _pair(catalogue, (one, its_words), (other, their_words), same_person)
    yield from _types(returned, catalogue)


def _pair(
    catalogue: Catalogue, one: tuple[Answers, Said], other: tuple[Answers, Said], same_person: bool
) -> Iterator[Problem]:
    """What to say of two workbooks that may be one person's."""
    (first, its), (second, theirs) = one, other
    if not its or not theirs:
        return
    if its == theirs:
        yield catalogue.problem("same-answers", Place(second.file), other=first.file)
    elif its < theirs:
        yield catalogue.problem("older-copy", Place(first.file), other=second.file)
    elif theirs < its:
        yield catalogue.problem("older-copy", Place(second.file), other=first.file)
    elif same_person:
        person = one_line(second.form_row("start").text("name")) or one_line(second.form_row("start").text("email"))
        yield catalogue.problem("two-answers", Place(second.file), person=person, other=first.file)
    else:
        yield catalogue.problem("id-twice", Place(second.file, value=second.workbook_id), other=first.file)


def _person(answers: Answers) -> str:
    """Who answered, for comparison: the folded email, else the name with the organization; "" when nobody says."""
    row = answers.form_row("start")
    email, name, organization = (fold(row.text(key)) for key in ("email", "name", "organization"))
    return email or (f"{name}, {organization}" if name else "")


def _said(answers: Answers) -> Said:
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
            last = list(given_types.values())[-1][1]
            yield catalogue.problem("types-differ", last, name=last.value, types=", ".join(given_types))
