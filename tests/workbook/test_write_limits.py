"""What a workbook cannot hold is an exception or said by cell, never lost in silence."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace

from mobility_xlsx.errors import CannotWrite, DoesNotFit
from mobility_xlsx.form.answers import Cell
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.plan import Area, ColorRule, Cut, InputCells, Plan, SheetPlan, Spot
from mobility_xlsx.workbook.planning import plan_form
from mobility_xlsx.workbook.strictwriter import NewBook, kept, loud
from mobility_xlsx.workbook.write import draw, write_form


def sheet(name: str = "One", **more: object) -> SheetPlan:
    return replace(SheetPlan("one", name, (), (10.0,), (20.0,)), **more)  # type: ignore[arg-type]


def plan(*sheets: SheetPlan, names: tuple[tuple[str, str], ...] = ()) -> Plan:
    return Plan("T", "S", "en", "form", "SI-0000-0000", "1", sheets, names)


HERE = Area(1, 1, 1, 1)
TOO_MUCH = {
    "a sheet's name over 31 characters": plan(sheet("n" * 32)),
    "a sheet's name with a question mark": plan(sheet("Same?")),
    "two sheets of one name": plan(sheet("One"), sheet("one")),
    "a title of an input message over 32 characters": plan(sheet(entries=(InputCells(HERE, "t" * 33, "p"),))),
    "an input message over 255 characters": plan(sheet(entries=(InputCells(HERE, "t", "p" * 256),))),
    "a text over 32,767 characters": plan(sheet(spots=(Spot(1, 1, "x" * 32_768, "lead"),))),
    "a row below the last one": plan(sheet(spots=(Spot(1_048_577, 1, "x", "lead"),))),
    "a column right of the last one": plan(sheet(spots=(Spot(1, 16_385, "x", "lead"),))),
    "a blank cell below the last row": plan(sheet(spots=(Spot(1_048_577, 1, "", "lead"),))),
    "a formula below the last row": plan(sheet(spots=(Spot(1_048_577, 1, "", "lead", "=1"),))),
    "a link below the last row": plan(sheet(spots=(Spot(1_048_577, 1, "x", "lead", link="'One'!A1"),))),
    "a note over 32,767 characters": plan(sheet(spots=(Spot(1, 1, "x", "lead", note="n" * 32_768),))),
    "a list outside the sheet": plan(sheet(entries=(InputCells(Area(1, 16_385, 1, 16_385), "t", "p"),))),
    "a color rule outside the sheet": plan(sheet(rules=(ColorRule(Area(1, 16_385, 1, 16_385), "=1", "good"),))),
    "a defined name with a blank": plan(sheet(), names=(("no name", "='One'!$A$1"),)),
    "a defined name like a cell": plan(sheet(), names=(("A1", "='One'!$A$1"),)),
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_what_does_not_fit_is_an_exception(what: str) -> None:
    with pytest.raises(DoesNotFit):
        draw(TOO_MUCH[what], BytesIO())


def test_a_list_written_out_over_255_characters_is_an_exception() -> None:
    book = NewBook(BytesIO(), "en", {})
    page = book.add_worksheet()
    with pytest.raises(DoesNotFit), loud("The list"):
        page.data_validation(0, 0, 0, 0, {"validate": "list", "source": ["label"] * 60})


def test_a_wrong_option_is_an_exception() -> None:
    book = NewBook(BytesIO(), "en", {})
    page = book.add_worksheet()
    with pytest.raises(DoesNotFit), loud("The list"):
        page.data_validation(0, 0, 0, 0, {"validate": "list", "source": "=a", "show_eror": False})


def test_a_footer_over_255_characters_is_an_exception() -> None:
    long = replace(plan(sheet()), title="t" * 256)
    with pytest.raises(DoesNotFit):
        draw(long, BytesIO())


def test_a_return_code_says_where() -> None:
    with pytest.raises(DoesNotFit, match="Cell B12: it is longer than Excel allows"):
        kept(-2, "Cell B12")
    kept(0, "Cell B12")


def test_a_folder_that_is_not_there_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as caught:
        write_form(load_form(), tmp_path / "nowhere" / "form.xlsx")
    assert not isinstance(caught.value, DoesNotFit)


def test_a_text_too_long_for_its_cell_is_said_by_cell() -> None:
    content = Content(rows=(known_row("part4", {"partner": "Org", "roles": "x" * 40_000}),))
    with pytest.raises(DoesNotFit, match=r"40,000 characters are too many for cell E7 of sheet Part 4 Benefits"):
        write_form(load_form(), BytesIO(), content)
    assert plan_form(load_form(), content).cut == (Cut("Part 4 Benefits", "E7", 40_000),)


@pytest.mark.parametrize("letter", ["x", "\U0001f600"])
def test_a_please_check_copy_carries_what_did_not_fit(letter: str) -> None:
    text = letter * 40_000
    content = Content(
        rows=(known_row("part4", {"partner": "Org", "roles": text}),),
        checking=load_form("please_check"),
        unplaced=(Cell("Part 4", 3, 12, "a word beside"),),
    )
    out = BytesIO()
    write_form(load_form(), out, content)
    book = openpyxl.load_workbook(out)
    notes = [cell.value for cell in book["Your other notes"]["D"][4:] if cell.value]
    assert notes[0] == "a word beside"
    assert book["Part 4 Benefits"]["E7"].value + "".join(notes[1:]) == text
