"""Returned workbooks drawn as text, and their answers as plain lists to compare."""

from collections.abc import Iterable, Mapping
from typing import Any

from mobility_xlsx.form.answers import Answers, Cell, Kind, Row
from mobility_xlsx.form.declaration import reading_form
from mobility_xlsx.workbook.find import find
from mobility_xlsx.workbook.grids import Book, Merge, Sheet

TICKED = ("exact", "alias", "near", "decided")


def sheet(name: str, drawing: str, top: int = 1, left: int = 1, merges: Iterable[Merge] = ()) -> Sheet:
    """A sheet drawn with a line a row and | between cells; \\n inside a cell is a line break."""
    cells = []
    for row, line in enumerate(drawing.strip("\n").split("\n"), top):
        for column, text in enumerate(line.split("|"), left):
            if text.strip():
                cells.append(Cell(name, row, column, text.strip().replace("\\n", "\n")))
    return Sheet(name, tuple(cells), merges=tuple(merges))


def answers_of(*sheets: Sheet, **options: Any) -> Answers:
    """What a workbook of these sheets says; every cell of it is accounted for."""
    book = Book("drawn.xlsx", sheets, **options)
    answers = find(book, reading_form())
    assert_accounted(answers, book)
    return answers


def assert_accounted(answers: Answers, book: Book) -> None:
    """Answers, form text and unplaced cells add up to all cells that show something."""
    shown = [c for one in book.sheets for c in one.cells if c.text.strip() and c.kind is not Kind.UNCALCULATED]
    assert answers.answer_cells + answers.form_cells + len(answers.unplaced) == len(shown) == answers.non_empty


def row_says(row: Row) -> Mapping[str, str | list[str]]:
    """A row's texts by column, lists where there are several."""
    said = {field.key: [value.text for value in field.values] for field in row.fields}
    return {key: texts[0] if len(texts) == 1 else texts for key, texts in said.items()}


def names(answers: Answers, part: str = "part2") -> list[str]:
    """The names of one part's rows, "" for a row without one."""
    key = {"part4": "partner", "part5": "member"}.get(part, "name")
    return [row.text(key) for row in answers.part(part)]


def unplaced(answers: Answers) -> list[str]:
    """What has no place, as "Sheet!B2 text"."""
    return [f"{cell.sheet}!{cell.address} {cell.text}" for cell in answers.unplaced]


def codes(answers: Answers) -> list[str]:
    """The codes of what is remarked."""
    return [remark.code for remark in answers.remarks]


def content(answers: Answers) -> dict[str, Any]:
    """All answers as plain lists and texts, rows without a usable name left out, in an order of their own."""
    start = answers.form_row("start")
    part1: dict[str, Any] = {"groups": [], "predictors": [], "assets": [], "notes": {}}
    for row in answers.part("part1"):
        if any(value.match.value in TICKED for value in row.values("tick")):
            part1[row.block].append(row.text("label"))
        if row.text("note"):
            part1["notes"].setdefault(row.block, {})[row.text("label")] = row.text("note")
    part3: dict[str, list[Any]] = {}
    for row in answers.part("part3"):
        part3.setdefault(row.block, []).append(_organization(row, row.block))
    return ordered(
        {
            "start": {key: start.text(key) for key in ("name", "organization", "email") if start.text(key)},
            "part1": part1,
            "part2": [_organization(row, row.text("type")) for row in answers.part("part2") if row.text("name")],
            "part3": part3,
            "part4": [_texts(row, "partner aligned motivations roles barriers") for row in answers.part("part4")],
            "part5": [
                _texts(row, "member organization email invite_as sender closeness") for row in answers.part("part5")
            ],
        }
    )


def _organization(row: Row, kind: str) -> dict[str, Any]:
    lists = {key: list(row.texts(key)) for key in ("populations", "domains", "assets")}
    return {"name": row.text("name"), "type": kind, **lists}


def _texts(row: Row, keys: str) -> dict[str, str | None]:
    return {key: row.text(key) or None for key in keys.split()}


def ordered(said: Any) -> Any:
    """The same with every list in an order of its own, so that order does not count."""
    if isinstance(said, dict):
        return {key: ordered(value) for key, value in said.items()}
    if isinstance(said, list):
        return sorted(map(ordered, said), key=repr)
    return said
