"""CSV files, in whatever encoding and with whatever separator, as one Book whose sheets are the files."""

import csv
import io
import os.path
import re
from collections.abc import Sequence
from typing import Final

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.answers import Cell, Kind, Remark
from mobility_xlsx.workbook import kinds, limits
from mobility_xlsx.workbook.celltext import clean, is_error
from mobility_xlsx.workbook.grids import Book, Sheet

_SEPARATORS: Final = (",", ";", "\t", "|")
_TOLD: Final = re.compile(r"^\s*\"?sep=(.)\"?\s*\r?\n", re.IGNORECASE)
# How people keep the zeros of ="02139", and how programs keep words such as '=Equity Now! from being formulas.
_AS_TEXT: Final = re.compile(r'="(\s*+[^"\s][^"]*+)"|\'([=+@-][^\']*)')
_NUMBERED: Final = re.compile(r"^\d+-(?=\S)")  # Gnumeric: 0-Start here, 1-Part 1 Priorities
_COUNTABLE: Final = 2_000_000  # characters; beyond it a count letter by letter takes too long
_SAMPLE_LINES: Final = 200


def csv_book(files: Sequence[tuple[str, bytes]], name: str) -> Book:
    """One Book from CSV files given by name and bytes; `name` is the book's own name.

    The sheets are named by what the files' names do not share: "filled-Part 2 Partnerships.csv" is the sheet
    Part 2 Partnerships. Raises NotReadable when one of the files is no table of text.
    """
    sheets = []
    remarks: list[Remark] = []
    non_empty = 0
    for (path, data), sheet in zip(files, sheet_names([path for path, _ in files]), strict=True):
        if kinds.kind_of(data, path) != "text":
            raise NotReadable("not-a-workbook")
        text = decoded_text(data)
        cells = _cells(text, sheet)
        long = (cell for cell in cells if len(cell.text) > limits.TEXT_LENGTH)
        remarks.extend(Remark("long-text", sheet, cell.address) for cell in long)
        remarks.extend(_doubts(text, cells, sheet))
        counted = _count(text) if len(text) < _COUNTABLE else len(cells)
        if counted != len(cells):
            fields = (("guard", str(counted)), ("reader", str(len(cells))))
            remarks.append(Remark("counts-differ", sheet, fields=fields))
        non_empty += counted
        sheets.append(Sheet(sheet, tuple(cells)))
    return Book(name, tuple(sheets), remarks=tuple(remarks), non_empty=non_empty)


def csv_rows(data: bytes) -> list[list[str]]:
    """The rows of one CSV file as texts, as they stand. Raises NotReadable for a text no reader takes."""
    return _rows(decoded_text(data))


def sheet_names(paths: Sequence[str]) -> list[str]:
    """The sheets' names: the files' names without ending, and without the beginning they share or their numbers."""
    stems = [os.path.splitext(os.path.basename(path.replace("\\", "/")))[0] for path in paths]
    if len(stems) > 1 and all(map(_NUMBERED.match, stems)):
        stems = [_NUMBERED.sub("", stem) for stem in stems]
    shared = _shared_beginning(stems) if len(stems) > 1 else ""
    cut = max(shared.rfind("-"), shared.rfind("_")) + 1
    return [stem[cut:].strip() or stem for stem in stems]


def _shared_beginning(names: Sequence[str]) -> str:
    first, last = min(names), max(names)
    return next((first[:length] for length, letter in enumerate(first) if last[length : length + 1] != letter), first)


def decoded_text(data: bytes) -> str:
    """The text of `data`: Unicode by its marks or its pattern, else Windows-1252, Mac Roman or MS-DOS."""
    if data.startswith(b"\xff\xfe\0\0"):
        return data.decode("utf-32", "replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", "replace")
    if b"\0" in data[:200]:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _of_one_byte(data)


def _of_one_byte(data: bytes) -> str:
    """The text in Windows-1252, or in the Mac Roman or MS-DOS of Excel's other CSV where that makes better words."""
    windows = data.decode("latin-1" if _UNUSED_1252.search(data) else "cp1252", "replace")
    mac = data.decode("mac-roman", "replace")
    telling = _SIGNS_1252.sub(b" ", data)
    if _wordlike(telling.decode("cp850")) > max(_wordlike(telling.decode("cp1252", "replace")), _wordlike(mac), 0):
        return data.decode("cp850")
    return mac if _wordlike(mac) > _wordlike(windows) else windows


def _wordlike(text: str) -> int:
    """How many letters with accents and apostrophes stand where words have them, less what words do not have."""
    fitting = len(_IN_WORDS.findall(text))
    return fitting - 2 * len(_NOT_IN_WORDS.findall(text))


_UNUSED_1252: Final = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
# Dashes, quotes and hard blanks of Windows stand between letters as well; in MS-DOS these bytes are vowels.
_SIGNS_1252: Final = re.compile(rb"[\x85\x91-\x97\xa0\xad\xb7]")
_IN_WORDS: Final = re.compile(
    "(?<=[a-zA-Z])(?:[à-öø-ÿœß’](?=[a-zA-Z])|[áéíóú](?![a-zA-Z]))|[¿¡](?=[A-Z])|(?<= )[·–—](?= )"
)
_NOT_IN_WORDS: Final = re.compile("(?<=[a-z])[^\x00-\x7fà-öø-ÿœß’‘“”…](?=[a-z])")


# A letter of UTF-8 read as two of Windows, or a sign in the middle of a word.
_GARBLED: Final = re.compile(
    "[ÃÂ][^\x00-\x7fA-Za-zÀ-ÖØ-öø-ÿ]|â€|\ufffd|(?<=[a-z])[¡¤¢£¥¦§¨©¬®¯±²³¸¹¾¼½¿‚ƒ„†‡ˆ‰‹›](?=[a-z])"
)
_ASKED: Final = re.compile(r"[a-z]\?[a-z]")  # a letter that some program could not write: Casa Mar?a
_MANY_MORE: Final = 3  # separators that stand together with line breaks in one cell


def _doubts(text: str, cells: Sequence[Cell], sheet: str) -> list[Remark]:
    """What may have gone wrong before the file came here: letters garbled, a quote that was never closed."""
    garbled = [cell for cell in cells if _is_garbled(cell.text)]
    remarks = [Remark("letters-garbled", sheet, cell.address, cell.text) for cell in garbled[:1]]
    between = re.escape(_told_separator(text)[1])
    swallowed = [cell for cell in cells if "\n" in cell.text and _swallows(cell.text, between)]
    left_open = text.count('"') % 2 == 1 and re.search(r'(?:^|["\r\n]|' + between + r')"[^"]*$', text) is not None
    if left_open and cells and cells[-1] not in swallowed and re.search(between, cells[-1].text):
        swallowed.append(cells[-1])
    return remarks + [Remark("quote-open", sheet, cell.address, cell.text) for cell in swallowed]


def _is_garbled(text: str) -> bool:
    in_address = "/" in text or "=" in text
    return bool(_GARBLED.search(text) or ("?" in text and not in_address and _ASKED.search(text)))


def _swallows(text: str, between: str) -> bool:
    """True when a cell of several lines holds as many separators with no blank behind them as rows have."""
    return len(re.findall(rf"{between}(?=\S)", text)) >= _MANY_MORE


def _told_separator(text: str) -> tuple[str, str]:
    """The rows of a text and what parts their cells, which its first line may say."""
    told = _TOLD.match(text)
    body = text[told.end() :] if told else text
    return body, told[1] if told else _separator(body)


def _cells(text: str, sheet: str) -> list[Cell]:
    cells = []
    for row, values in enumerate(_rows(text), start=1):
        for column, value in enumerate(values, start=1):
            if value.strip():
                shown = clean(value)
                unwrapped = _AS_TEXT.fullmatch(shown)
                shown = unwrapped[1] or unwrapped[2] if unwrapped else shown
                kind = Kind.ERROR if is_error(shown.strip()) else Kind.TEXT
                cells.append(Cell(sheet, row, column, shown, kind))
        if len(cells) > limits.SHEET_CELLS or row > limits.SHEET_ROWS:
            raise NotReadable("too-many-cells", sheet=sheet)
    return [cell for cell in cells if cell.text.strip()]


def _rows(text: str) -> list[list[str]]:
    body, separator = _told_separator(text)
    try:
        return list(csv.reader(io.StringIO(body, newline=""), delimiter=separator))
    except csv.Error as error:
        raise NotReadable("text-too-long") from error


def _separator(text: str) -> str:
    """The separator by which most lines fall into equally many pieces."""
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE_LINES])
    best, best_score = ",", (0.0, 0)
    for separator in _SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row]
        except csv.Error:
            continue
        several = [width for width in widths if width > 1]
        if several:
            usual = max(set(several), key=lambda width: (several.count(width), width))
            score = (several.count(usual) / len(widths), usual)
            if score > best_score:
                best, best_score = separator, score
    return best


def _count(text: str) -> int:
    """The cells with more than blanks in them, counted letter by letter and not by the csv module."""
    body, separator = _told_separator(text)
    count = 0
    quoted = begun = filled = closed = False
    for letter in body:
        if quoted:
            if letter == '"':
                quoted, closed = False, True
            else:
                filled = filled or _shows(letter)
        elif letter == separator or letter in "\r\n":
            count += filled
            begun = filled = closed = False
        elif letter == '"' and (closed or not begun):
            filled = filled or closed  # the second of two, which stand for one
            quoted, begun, closed = True, True, False
        else:
            begun, closed, filled = True, False, filled or _shows(letter)
    return count + filled


def _shows(letter: str) -> bool:
    return not letter.isspace() and bool(clean(letter))
