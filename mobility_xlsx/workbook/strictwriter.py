"""XlsxWriter with its silent losses made loud: every warning and every return code but 0 is an exception."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.core import Core
from xlsxwriter.exceptions import XlsxFileError, XlsxWriterException
from xlsxwriter.packager import Packager
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import CellBlankTuple, CellStringTuple, Worksheet

from mobility_xlsx.errors import CannotWrite, DoesNotFit

CREATED = datetime(2026, 1, 1)  # fixed, so that the same content gives the same bytes
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@contextmanager
def loud(what: str) -> Iterator[None]:
    """Turns what XlsxWriter only warns of, and its own exceptions, into DoesNotFit about `what`."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        try:
            yield
        except (UserWarning, XlsxWriterException) as error:
            if isinstance(error, XlsxFileError):
                raise CannotWrite(f"{what} cannot be written: {error}") from error
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

    def _get_packager(self) -> Packager:
        return _Packager(self.language)


class PlainSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose formulas use only functions that every program has always had, and whose cells have formats.

    XlsxWriter looks through each formula for thirty newer ones, which costs a third of writing a form, and puts each
    cell's attributes together one by one, for blanks and texts a quarter of what is left.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        del expand_future_functions
        return formula.removeprefix("=")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind = type(cell)
        if cell.format and (kind is CellBlankTuple or kind is CellStringTuple):
            opening = f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{cell.format._get_xf_index()}"'
            self.fh.write(f'{opening} t="s"><v>{cell.string}</v></c>' if kind is CellStringTuple else f"{opening}/>")
        else:
            super()._write_cell(row, col, cell)


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
