"""One workbook under check: its answers, the form and the catalogue, and how a problem at a cell is made of them."""

import re
from collections.abc import Iterator

from msgspec import Struct

from mobility_xlsx.form.answers import Answers, Cell, Kind, Row
from mobility_xlsx.form.catalogue import Catalogue
from mobility_xlsx.form.parts import Column, Form, Part
from mobility_xlsx.form.problems import Place, Problem

_FORMULA = re.compile(r"=.*(\(|\b\$?[A-Z]{1,3}\$?\d{1,7}\b|\d\s*[-+*/^&]\s*\d)|=[-+*/\d.,\s]+|=\s*\"[^\"]*\"\s*&")


class Checking(Struct, frozen=True):
    """Everything a check needs to know of one workbook."""

    answers: Answers
    form: Form
    catalogue: Catalogue

    def at(self, code: str, cell: Cell, suggestion: str = "", **words: str) -> Problem:
        """The problem `code` at a cell that holds something."""
        place = Place(self.answers.file, cell.sheet, cell.address, cell.text)
        return self.catalogue.problem(code, place, suggestion, **words)

    def on(self, code: str, sheet: str = "", cell: str = "", **words: str) -> Problem:
        """The problem `code` of the whole file, of a sheet, or at a blank cell."""
        return self.catalogue.problem(code, Place(self.answers.file, sheet, cell), **words)

    def missing(self, code: str, row: Row, key: str, **words: str) -> Problem:
        """The problem `code` where the column `key` of `row` is blank."""
        return self.on(code, row.sheet, self.address(row, key), **words)

    def address(self, row: Row, key: str) -> str:
        """Where the column `key` of a row stands; the row's first cell when the sheet has no such column."""
        return self.answers.address(row, key) or (row.first_cell.address if row.first_cell else "")

    def rows(self, part: Part) -> Iterator[Row]:
        """The answers of one part, examples left out."""
        return self.answers.part(part.key)


def name_column(part: Part) -> Column:
    """The column by which a row of the part is known: its first name or person."""
    return next((column for column in part.columns if column.kind in ("name", "person")), part.columns[0])


def is_formula(cell: Cell) -> bool:
    """True when the cell shows what can only be a formula, whether a program took it for one or not."""
    return bool(_FORMULA.match(cell.text.strip())) and (cell.kind is Kind.UNCALCULATED or not cell.formula)
