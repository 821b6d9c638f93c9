"""The workbooks that go out: a blank one, one for a person, or one with a draft for everybody on a list."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.errors import BadChoice, CannotWrite, NotReadable, why
from mobility_xlsx.folder import project_folder
from mobility_xlsx.form.answers import Answers
from mobility_xlsx.form.catalogue import catalogue
from mobility_xlsx.form.declaration import languages, load_form
from mobility_xlsx.form.parts import Form
from mobility_xlsx.mail.drafts import Attachment, Recipient, draft
from mobility_xlsx.mail.messages import message
from mobility_xlsx.text import csv_safe, without_csv_mark
from mobility_xlsx.workbook.addressees import (
    Addressee,
    addressee,
    known_of,
    own_content,
    read_people,
    with_organization,
    workbook_ids,
    workbook_names,
)
from mobility_xlsx.workbook.content import Content, room_for
from mobility_xlsx.workbook.csvfiles import csv_rows
from mobility_xlsx.workbook.write import write_form

REMEMBERED = "People.csv"
HEADINGS = ("Name", "Organization", "Email", "Language", "Workbook", "File")


class Wanted(Struct, frozen=True):
    """What `template` was asked for, as typed."""

    out: Path | None = None
    for_whom: str | None = None
    organization: str | None = None
    people: Path | None = None
    prefill: Path | None = None
    room: int | None = None
    room_per_sector: int | None = None
    language: str = "en"


def write(wanted: Wanted) -> tuple[Path, ...]:
    """Write what was asked for and say which files. Raises BadChoice, CannotWrite, and what reading a folder raises."""
    form = form_in(wanted.language)
    _agree(wanted)
    if wanted.people is not None:
        return _for_everybody(wanted, wanted.people)
    content = Content(room=_room(form, wanted))
    if wanted.for_whom or wanted.organization:
        person = addressee(wanted.for_whom or wanted.organization or "", wanted.organization or "")
        if not wanted.for_whom:
            person = replace(person, name="")
        content = _content(person, _id(person), wanted, _known(wanted), form)
    out = wanted.out or Path(f"{form.title}.xlsx")
    return (_put(out, _bytes(form, content)),)


def _agree(wanted: Wanted) -> None:
    """Raises BadChoice for options that leave each other without effect, and for a file that is to be no workbook."""
    alone = bool(wanted.for_whom or wanted.organization)
    if wanted.people is not None and alone:
        raise BadChoice("Use either --people, or --for and --organization: a list says itself whom each one is for.")
    if wanted.prefill is not None and wanted.people is None and not alone:
        raise BadChoice("--prefill needs --for, --organization or --people: it puts in what is known from them.")
    if wanted.people is None and wanted.out is not None and wanted.out.suffix.lower() != ".xlsx":
        raise BadChoice(f"{wanted.out} does not end in .xlsx. Name an Excel file with --out.")


def form_in(language: str) -> Form:
    """The inventory in a language, by its code, such as "es". Raises BadChoice when there is none."""
    if language not in languages():
        raise BadChoice(f"There is no form in {language!r}. Choose one of: {', '.join(languages())}.")
    return load_form("inventory", language)


def _room(form: Form, wanted: Wanted) -> tuple[tuple[str, int], ...]:
    return room_for(form, wanted.room, wanted.room_per_sector)


def _id(person: Addressee) -> str:
    return workbook_ids((person,), date.today().year)[person.key]


def _content(person: Addressee, key: str, wanted: Wanted, known: tuple[Answers, ...], form: Form) -> Content:
    content = own_content(with_organization(person, known), key, known_of(person, known))
    return replace(content, room=_room(form, wanted))


def _known(wanted: Wanted) -> tuple[Answers, ...]:
    """What has come back so far, to put in what is known already; of a project folder, only returned/ is read."""
    if wanted.prefill is None:
        return ()
    from mobility_xlsx.reading import read_and_check, silent

    path = wanted.prefill
    return read_and_check((project_folder(path).returned if path.is_dir() else path,), silent).answers


def _for_everybody(wanted: Wanted, source: Path) -> tuple[Path, ...]:
    """A workbook and a draft for each person on the list, and the list itself, remembered beside them."""
    people = _listed_in(source)
    folder = wanted.out or (Path("send") if Path("send").is_dir() else Path())
    ids = workbook_ids(people, date.today().year)
    names = workbook_names(people, load_form("inventory", wanted.language).title)
    known = _known(wanted)
    written: list[Path] = []
    for person in people:
        form = load_form("inventory", person.language or wanted.language)
        data = _bytes(form, _content(person, ids[person.key], wanted, known, form))
        written.append(_put(folder / names[person.key], data))
        written.append(_put((folder / names[person.key]).with_suffix(".eml"), _draft(person, form, names, data)))
    rows = ((one.name, one.organization, one.email, one.language, ids[one.key], names[one.key]) for one in people)
    return (*written, remember(folder, tuple(rows)))


def _listed_in(source: Path) -> tuple[Addressee, ...]:
    with _reading(source):
        return read_people(source.read_bytes(), source.name)


@contextmanager
def _reading(source: Path) -> Iterator[None]:
    """Says in a BadChoice why a list cannot be read."""
    try:
        yield
    except OSError as error:
        raise BadChoice(f"{source} cannot be read: {why(error)}.") from error
    except NotReadable as refusal:
        problem = catalogue().not_read(source.name, refusal)
        raise BadChoice(f"{source}: {problem.says} {problem.fix}") from refusal


def not_used(wanted: Wanted) -> tuple[str, ...]:
    """What stands in the list of people and cannot be used, each by its cell."""
    people = _listed_in(wanted.people) if wanted.people is not None else ()
    return tuple(says for person in people for says in person.asks)


def _draft(person: Addressee, form: Form, names: dict[str, str], workbook: bytes) -> bytes:
    said = message("workbook", form.language, person.name)
    carried = (Attachment(names[person.key], workbook),)
    return draft(Recipient(person.email, person.called), said.subject, said.body, carried)


def _bytes(form: Form, content: Content) -> bytes:
    out = io.BytesIO()
    write_form(form, out, content)
    return out.getvalue()


def _put(path: Path, data: bytes) -> Path:
    """Write a new file. One that stands there with other content is never overwritten: it may be filled in."""
    try:
        if path.is_file() and path.read_bytes() != data:
            raise BadChoice(f"{path} is there already and is not overwritten. Choose another name with --out.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written: {why(error)}.") from error
    return path


def remember(folder: Path, rows: Sequence[tuple[str, ...]]) -> Path:
    """Add people to the list that `summarize` reads to say who has not answered; who stands on it stays.

    A row holds texts under HEADINGS; those at the end may be missing. The list may have been saved by a spreadsheet
    program since. Raises CannotWrite, and BadChoice for a list that cannot be read.
    """
    path = folder / REMEMBERED
    listed = dict.fromkeys(map(_filled, (*_remembered_rows(path), *rows)))
    text = io.StringIO(newline="")
    csv.writer(text).writerows([csv_safe(value) for value in row] for row in (HEADINGS, *filter(None, listed)))
    try:
        path.write_bytes(text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written: {why(error)}.") from error
    return path


def _remembered_rows(path: Path) -> Iterator[tuple[str, ...]]:
    if path.is_file():
        with _reading(path):
            rows = csv_rows(path.read_bytes())
        yield from (tuple(map(without_csv_mark, row)) for row in rows[1:])


def _filled(row: Sequence[str]) -> tuple[str, ...]:
    """A row without the blanks at its end, which a spreadsheet program adds."""
    return tuple(row[: max((i for i, text in enumerate(row, 1) if text), default=0)])


def sent_to(folder: Path) -> tuple[Addressee, ...]:
    """Everybody a workbook was made for, from the list beside the workbooks; empty when there is none."""
    path = folder / REMEMBERED
    return _listed_in(path) if path.is_file() else ()
