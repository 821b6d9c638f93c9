"""What goes into a form when it is written: answers already known, cells to ask about, whose workbook it is."""

from collections.abc import Mapping

from msgspec import Struct

from mobility_xlsx.errors import BadChoice
from mobility_xlsx.form.answers import Cell, Field, Found, Row, Value
from mobility_xlsx.form.parts import Form

MOST_ROOM = 500
BLANK_ID = "SI-0000-0000"  # the workbook that is nobody's own


class Flag(Struct, frozen=True):
    """One thing to ask in a please-check copy: what we found, what to do.

    `sheet` and `cell` say where it stood in the returned file, `also` names further cells it is about. Cells whose row
    is in the content are found again in the copy; others are said as they stood. With an `answer` it is a question the
    partner has settled: it stays on the list, and its cell is no longer flagged.
    """

    found: str
    to_do: str
    sheet: str = ""
    cell: str = ""
    also: tuple[tuple[str, str], ...] = ()
    answer: str = ""


class Content(Struct, frozen=True):
    """What to write into a fresh form. With `checking`, it is a please-check copy: that form brings its two sheets.

    `room` holds part keys with how many rows should fit, instead of the form's own. `found` (from the answers) says
    where blank cells of the returned file belong. `notes` are cells with notes people attached; they stay attached.
    """

    workbook_id: str = BLANK_ID
    rows: tuple[Row, ...] = ()
    room: tuple[tuple[str, int], ...] = ()
    checking: Form | None = None
    flags: tuple[Flag, ...] = ()
    unplaced: tuple[Cell, ...] = ()
    found: tuple[Found, ...] = ()
    notes: tuple[Cell, ...] = ()


NOTHING = Content()


def known_row(part: str, texts: Mapping[str, str | tuple[str, ...]], block: str = "", number: str = "") -> Row:
    """A row of texts that never stood in a cell, to write into a form; column key to one text or several."""
    nowhere = Cell("", 0, 0, "")
    fields = tuple(
        Field(key, tuple(Value(text, nowhere, text) for text in ((said,) if isinstance(said, str) else said)))
        for key, said in texts.items()
        if said
    )
    return Row(part, "", number, fields, block)


def room_for(
    form: Form, organizations: int | None = None, per_sector: int | None = None
) -> tuple[tuple[str, int], ...]:
    """Room for so many organizations in the parts that list them, and in each band of those that have bands.

    None keeps the form's own. Raises BadChoice for less than 1 or more than anybody scrolls through.
    """
    for count in (organizations, per_sector):
        if count is not None and not 1 <= count <= MOST_ROOM:
            raise BadChoice(f"Room for {count} organizations cannot be made. Choose a number from 1 to {MOST_ROOM}.")
    wanted = ((part.key, per_sector if part.bands else organizations) for part in form.parts if part.lines > 1)
    return tuple((key, room) for key, room in wanted if room)
