"""Which row of a Mobility Metrics file is the community's: by its whole code, or by name and state."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from mobility_xlsx.text import fold, shortened

MetricRow = Mapping[str, str]

STATE, STATE_NAME = ("state", "state_fips", "statefp"), ("state_name", "state_label", "statename")
CODES = {"county": 3, "place": 5}
NAMES = ("county_name", "place_name", "name", "county_label", "place_label")
_KIND = re.compile(  # what the file adds behind a name: "Kansas City city", "Summit County"
    r" (city and borough|city and county|census area|metro government|metropolitan government|consolidated government"
    r"|unified government|urban county|municipality|municipio|city|town|township|village|borough|county|parish|cdp)$"
)
_NEAR = 0.8


class Locality(Struct, frozen=True):
    """One row of the file: its name with its state, its row, and all rows of the file's same year for comparison."""

    name: str
    row: MetricRow
    others: tuple[MetricRow, ...]


class NoPlace(Struct, frozen=True):
    """Why no row was taken, in a sentence that says what to write instead."""

    says: str


def rows_of(data: bytes) -> tuple[MetricRow, ...]:
    """The rows of a CSV file by heading (in small letters); texts as they stand, so leading zeros stay."""
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    comma = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma)
    heads = [head.strip().lower() for head in next(reader, [])]
    return tuple(dict(zip(heads, (cell.strip() for cell in row), strict=False)) for row in reader if any(row))


def _decoded(data: bytes) -> str:
    for encoding in ("utf-16", "utf-8-sig") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")


def find_place(rows: Sequence[MetricRow], wanted: str, states: Mapping[str, str]) -> Locality | NoPlace:
    """The row `wanted` names: "18 05860", "1805860", "Bloomington, Indiana", "Bloomington city, IN".

    A name that fits several rows, or none exactly, is asked about with what stands in the file.
    """
    latest = _latest(rows)
    if not latest:
        return NoPlace("The metrics file has no column with names of places. Use the CSV file as it was downloaded.")
    found = _by_code(latest, wanted) if not re.search(r"[^\W\d]", wanted) else _by_name(latest, wanted, states)
    if len(found) == 1:
        return Locality(full_name(found[0]), found[0], tuple(latest))
    listed = "; ".join(full_name(row) for row in found[:5])
    said = shortened(wanted)
    if found:
        return NoPlace(f'"{said}" could be {listed}. Write one of them in Settings, with its state.')
    near = _near(latest, wanted, states)
    if near:
        return NoPlace(f'"{said}" is not in the metrics file. Did you mean {"; ".join(near)}?')
    return NoPlace(f'"{said}" is not in the metrics file. Write the name as it stands there, with its state.')


def full_name(row: MetricRow) -> str:
    """ "Bloomington city, Indiana"."""
    return ", ".join(filter(None, (row.get(_name_column(row), ""), _first(row, STATE_NAME))))


def code(row: MetricRow) -> str:
    """The whole code with its zeros: state, then county or place."""
    state = _first(row, STATE)
    for kind, digits in CODES.items():
        if row.get(kind, "").isdigit() and state.isdigit():
            return state.zfill(2) + row[kind].zfill(digits)
    return row.get("geoid", "")


def _latest(rows: Sequence[MetricRow]) -> list[MetricRow]:
    """The rows that name a place, of the last year where a file holds several; a note below the table names none."""
    named = [row for row in rows if row.get(_name_column(row))]
    years = [row["year"] for row in named if row.get("year", "").isdigit()]
    return [row for row in named if row.get("year", "") in (max(years), "")] if years else named


def _name_column(row: MetricRow) -> str:
    return next((name for name in NAMES if name in row), "")


def _first(row: MetricRow, names: Sequence[str]) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def _by_code(rows: Sequence[MetricRow], wanted: str) -> list[MetricRow]:
    """Rows with this code; zeros that a spreadsheet program dropped are put back."""
    digits = re.findall(r"\d+", wanted)
    own = max((len(code(row)) for row in rows), default=0)
    if len(digits) == 2:
        whole = digits[0].zfill(2) + digits[1].zfill(own - 2)
    elif len(digits) == 1 and len(digits[0]) >= own - 1:
        whole = digits[0].zfill(own)
    else:
        return []  # the second half alone repeats from state to state
    return [row for row in rows if code(row) == whole]


def _by_name(rows: Sequence[MetricRow], wanted: str, states: Mapping[str, str]) -> list[MetricRow]:
    name, state = _parted(wanted, states)
    here = [row for row in rows if not state or fold(_first(row, STATE_NAME)) == state]
    same = [row for row in here if fold(row[_name_column(row)]) == name]
    return same or [row for row in here if _bare(fold(row[_name_column(row)])) == name]


def _parted(wanted: str, states: Mapping[str, str]) -> tuple[str, str]:
    """The folded name, and the folded state: behind a comma or in brackets, in full or as its two letters."""
    known = {fold(state): fold(state) for state in states.values()} | {
        fold(short): fold(full) for short, full in states.items()
    }
    pieces = [fold(piece) for piece in re.split(r"[,()]", wanted) if fold(piece)]
    if len(pieces) > 1 and pieces[-1] in known:
        return " ".join(pieces[:-1]), known[pieces[-1]]
    words = fold(wanted).split()
    for count in (3, 2, 1):
        last = " ".join(words[-count:])
        if len(words) > count and last in known and (count > 1 or len(last) > 2 or wanted.rstrip()[-2:].isupper()):
            return " ".join(words[:-count]), known[last]
    return fold(wanted), ""


def _bare(name: str) -> str:
    """A folded name without what the file adds behind it."""
    return _KIND.sub("", name.replace("(balance)", "").strip())


def _near(rows: Sequence[MetricRow], wanted: str, states: Mapping[str, str]) -> list[str]:
    """Names in the file that look like the one wanted, the nearest first."""
    name, state = _parted(wanted, states)
    bare = _bare(name) or name
    found: list[tuple[float, str]] = []
    for row in rows:
        theirs = _bare(fold(row[_name_column(row)]))
        parts = re.split(r"[/\s-]+", theirs)
        alike = max(SequenceMatcher(None, bare, theirs).ratio(), 0.95 if bare and bare in (parts[0], theirs) else 0.0)
        alike -= 0.3 if state and fold(_first(row, STATE_NAME)) != state else 0.0
        if alike >= _NEAR:
            found.append((-alike, full_name(row)))
    return [name for _, name in sorted(found)[:3]]
