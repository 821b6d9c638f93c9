"""A list of people, as an office keeps it, to who gets a workbook; and what each person's workbook holds."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.errors import BadChoice
from mobility_xlsx.form.answers import Answers, Cell, Row
from mobility_xlsx.form.declaration import languages, reading_form
from mobility_xlsx.form.emails import address, addresses
from mobility_xlsx.form.parts import Form
from mobility_xlsx.text import file_name, fold, one_line, told_apart
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.nearheadings import recognized
from mobility_xlsx.workbook.read import read_bytes
from mobility_xlsx.workbook.sheetgrid import SheetGrid, grid_of
from mobility_xlsx.workbook.signs import signs

_IDS = 999_999  # six digits, none of them all zeros


class Addressee(Struct, frozen=True):
    """One person to send a workbook to. `email` is "" when the list has none that can be used; `language` may be ""."""

    name: str
    organization: str = ""
    email: str = ""
    language: str = ""
    asks: tuple[str, ...] = ()  # what of their row cannot be used, with what to do

    @property
    def key(self) -> str:
        """What makes this the same person in every list: the address, else name and organization."""
        return self.email.casefold() or f"{fold(self.name)}|{fold(self.organization)}"

    @property
    def called(self) -> str:
        """The person's name, or what comes nearest to one."""
        return self.name or self.organization or self.email


def addressee(text: str, organization: str = "") -> Addressee:
    """One person out of "Ann Lee <ann@x.org>", "Ann Lee ann@x.org", a name or an address alone.

    Raises BadChoice when nothing is said.
    """
    found = address(text) or next(iter(addresses(text)), "")
    name = one_line(text.replace(f"<{found}>", " ").replace(found, " ")) if found else one_line(text)
    name = name.strip(" <>\"',;")
    if not (name or found):
        raise BadChoice('Say who the workbook is for, as in --for "Ann Lee <ann@example.org>".')
    return Addressee(name, one_line(organization), found)


def read_people(data: bytes, name: str) -> tuple[Addressee, ...]:
    """Everybody on a list (.xlsx, .xls, .ods or .csv), in its order, each person once.

    Columns stand in any order under any usual heading; a title above them and other columns do not matter. Raises
    BadChoice when no column of names or emails is found, NotReadable when the file cannot be read.
    """
    form = reading_form("people")
    known = signs(form)
    people: dict[str, Addressee] = {}
    for sheet in read_bytes(data, name).sheets:
        grid = grid_of(sheet)
        located = recognized(grid, known)
        if located and {"name", "first", "last", "email"} & set(located.columns.values()):
            for person in _people(form, grid, located.headings, located.columns):
                said = tuple(f"{name}, {sheet.name}!{asked}" for asked in person.asks)
                people.setdefault(person.key, replace(person, asks=said))
    if not people:
        raise BadChoice(
            f"{name}: nobody was found. Put Name, Organization and Email above the columns, a person a row."
        )
    return tuple(people.values())


def _people(form: Form, grid: SheetGrid, headings: int, columns: Mapping[int, str]) -> Iterator[Addressee]:
    for row, cells in grid.rows.items():
        if row <= headings:
            continue
        said = {columns[place]: one_line(cell.text) for place, cell in cells.items() if place in columns}
        name = said.get("name") or " ".join(filter(None, (said.get("first"), said.get("last"))))
        found = next(iter(addresses(said.get("email", ""))), "") or address(said.get("email", ""))
        if name or found:
            apart = addressee(name) if name else Addressee("")
            language = _language(form, said.get("language", ""))
            asks = tuple(_asks(cells, columns, found or apart.email, language))
            yield Addressee(apart.name, said.get("organization", ""), found or apart.email, language, asks)


def _asks(cells: Mapping[int, Cell], columns: Mapping[int, str], used: str, language: str) -> Iterator[str]:
    """What stands in a row and cannot be used, at its cell."""
    for place, cell in cells.items():
        text, key = one_line(cell.text), columns.get(place, "")
        at = f'{cell.address}: "{text}"'
        if key == "language" and text and not language:
            offered = ", ".join(languages())
            yield f"{at} is no language of the form, so it does not count. Write one of: {offered}."
        elif key == "email" and text and not used:
            yield f"{at} is no email address, so the draft has no To. Correct it."
        elif key == "email" and len(addresses(text)) > 1:
            yield f"{at} holds several addresses; only {used} is used. Put each on a row of its own."


def _language(form: Form, said: str) -> str:
    wanted = {folded: label.key for folded, label, _ in form.vocabulary("languages").wordings()}.get(fold(said), "")
    return wanted if wanted in languages() else ""


def workbook_ids(people: Iterable[Addressee], year: int) -> dict[str, str]:
    """A workbook id for every person by their key, such as "SI-2026-204817"; the same person gets the same one."""
    ids: dict[str, str] = {}
    taken: set[int] = set()
    for key in sorted({person.key for person in people}):
        number = int.from_bytes(hashlib.sha256(key.encode("utf-8")).digest()[:8], "big") % _IDS + 1
        while number in taken:
            number = number % _IDS + 1
        taken.add(number)
        ids[key] = f"SI-{year:04}-{number:06}"
    return ids


def workbook_names(people: Iterable[Addressee], title: str) -> dict[str, str]:
    """A file name for every person's workbook by their key, no two alike: "Stakeholder Inventory - Ann Lee.xlsx"."""
    called: dict[str, str] = {}
    for person in people:
        called.setdefault(person.key, person.called)
    names = told_apart((f"{title} - {file_name(name, 60)}", ".xlsx") for name in called.values())
    return dict(zip(called, names, strict=True))


def own_content(person: Addressee, workbook_id: str, known: Iterable[Row] = ()) -> Content:
    """What a person's own workbook holds: who it is for, and rows already known of their organizations."""
    texts = {"name": person.name, "organization": person.organization, "email": person.email}
    rows = (row for row in known if row.part != "start")
    return Content(workbook_id, (known_row("start", texts), *rows))


def known_of(person: Addressee, returned: Iterable[Answers]) -> tuple[Row, ...]:
    """What earlier workbooks of this person, or of others of the same organization, already say; nothing twice.

    The person's own come first; of two rows about one organization, partner or person of a part, the first is kept.
    """
    mine = [answers for answers in returned if _is_of(person, answers)]
    mine.sort(key=lambda answers: not _is_by(person, answers))
    rows: dict[tuple[str, str, str], Row] = {}
    for answers in mine:
        for row in answers.rows:
            if not row.example and row.part != "start":
                rows.setdefault((row.part, row.block, _about(row)), _apart(row))
    return tuple(rows.values())


def with_organization(person: Addressee, returned: Iterable[Answers]) -> Addressee:
    """The person, of the organization that an earlier workbook of theirs names where none is given."""
    own = (one_line(one.form_row("start").text("organization")) for one in returned if _is_by(person, one))
    return person if person.organization else replace(person, organization=next(filter(None, own), ""))


def _is_of(person: Addressee, answers: Answers) -> bool:
    theirs = fold(answers.form_row("start").text("organization"))
    return _is_by(person, answers) or bool(theirs and theirs == fold(person.organization))


def _is_by(person: Addressee, answers: Answers) -> bool:
    start = answers.form_row("start")
    email = address(start.text("email")).casefold()
    if email and person.email:
        return email == person.email.casefold()
    return bool(person.name) and fold(start.text("name")) == fold(person.name)


def _about(row: Row) -> str:
    """What a row is about: its line, its organization or its person."""
    told = (row.text(key) for key in ("label", "name", "partner", "member", "organization"))
    return "|".join(map(fold, told)).strip("|") or f"{row.sheet}!{row.place}"


def _apart(row: Row) -> Row:
    """The row with its words but without its place: in the new workbook it stands elsewhere."""
    nowhere = Cell("", 0, 0, "")
    fields = tuple(
        replace(field, values=tuple(replace(value, cell=nowhere) for value in field.values)) for field in row.fields
    )
    return replace(row, sheet="", number="", place=0, fields=fields)
