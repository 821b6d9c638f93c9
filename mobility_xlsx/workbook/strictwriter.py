"""XlsxWriter with its silent losses made loud: every warning and every return code but 0 is an exception."""

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.core import Core
from xlsxwriter.exceptions import XlsxFileError, XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellBlankTuple, CellStringTuple, Worksheet

from mobility_xlsx.errors import CannotWrite, DoesNotFit, why

CREATED = datetime(2026, 1, 1)  # fixed, so that the same content gives the same bytes
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@contextmanager
def loud(what: str) -> Iterator[None]:
    """Turns what XlsxWriter only warns of, and its own exceptions, into DoesNotFit about `what`.

    Where the computer will not have the file, it is CannotWrite.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        try:
            yield
        except (OSError, XlsxFileError) as error:
            raise CannotWrite(f"{what} cannot be written: {why(error)}.") from error
        except (UserWarning, XlsxWriterException) as error:
            raise DoesNotFit(f"{what} cannot be written: {error}") from error


def kept(code: int, where: str) -> None:
    """Raises DoesNotFit when XlsxWriter says by its return code that it left something out."""
    if code:
        reason = "it has no place on a sheet" if code == -1 else "it is longer than Excel allows"
        raise DoesNotFit(f"{where}: {reason}.")


class NewBook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook in memory that takes texts as texts and names its language in its properties."""

    def __init__(self, out: BinaryIO | Path | str, language: str, options: dict[str, Any]) -> None:
        self.language = language
        super().__init__(str(out) if isinstance(out, Path) else out, _OPTIONS | options)

    def add_format(self, properties: Mapping[str, Any] | None = None) -> Format:
        """A format of this workbook. What makes it up is worked out once for all workbooks of a run."""
        known = self.default_format_properties | dict(properties or {})
        made = copy(_format(tuple(known.items())))
        made.xf_format_indices, made.dxf_format_indices = self.xf_format_indices, self.dxf_format_indices
        self.formats.append(made)
        return made

    def _get_packager(self) -> Packager:
        return _Packager(self.language)


@cache
def _format(properties: tuple[tuple[str, Any], ...]) -> Format:
    made = Format(dict(properties), {}, {})
    made._get_format_key()  # is kept
    return made


class PlainSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose formulas use only functions that every program has always had, and whose texts have formats.

    XlsxWriter looks through each formula for thirty newer ones, which costs a third of writing a form. It looks twice
    at the place of each text and puts the attributes of each cell together one by one, which costs half of the rest.
    """

    def text(self, row: int, column: int, text: str, style: Any) -> int:
        """Puts a text, or a blank cell for "", in a format; rows and columns from 0. Returns XlsxWriter's code."""
        if len(text) * 2 > self.xls_strmax:
            return int(self._write_string(row, column, text, style))
        cells = self.table.get(row)
        if cells is None or not self.dim_colmin <= column <= self.dim_colmax:
            if code := self._check_dimensions(row, column):
                return int(code)
            cells = self.table[row]
        if text:
            cells[column] = CellStringTuple(self.str_table._get_shared_string_index(text), style)
        else:
            cells[column] = CellBlankTuple(style)
        return 0

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        del expand_future_functions
        return formula.removeprefix("=")

    def _write_rows(self) -> None:
        style_of = cache(Format._get_xf_index)
        letters = {place: xl_col_to_name(place) for place in range(self.dim_colmin, self.dim_colmax + 1)}
        for row in range(self.dim_rowmin, self.dim_rowmax + 1):
            cells, look = self.table.get(row), self.row_info.get(row)
            if cells:
                self._write_row(row, None, look)
                self._write_cells(row, sorted(cells.items()), letters, style_of)
                self._xml_end_tag("row")
            elif look or row in self.comments:
                self._write_empty_row(row, None, look)

    def _write_cells(
        self, row: int, cells: list[tuple[int, Any]], letters: dict[int, str], style_of: Callable[[Any], int]
    ) -> None:
        write, number = self.fh.write, row + 1
        for column, cell in cells:
            kind = type(cell)
            if kind is CellStringTuple and cell.format:
                style = style_of(cell.format)
                write(f'<c r="{letters[column]}{number}" s="{style}" t="s"><v>{cell.string}</v></c>')
            elif kind is CellBlankTuple:
                write(f'<c r="{letters[column]}{number}" s="{style_of(cell.format)}"/>')
            else:
                self._write_cell(row, column, cell)


class _Packager(Packager):  # type: ignore[misc]
    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def _write_core_file(self) -> None:
        core = _Core(self.language)
        core._set_properties(self.workbook.doc_properties)
        core._set_xml_writer(self._filename("docProps/core.xml"))
        core._assemble_xml_file()


class _Core(Core):  # type: ignore[misc]
    """The properties of a document with its language, which XlsxWriter does not write."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def _write_dc_description(self) -> None:
        super()._write_dc_description()
        self._xml_data_element("dc:language", self.language)
