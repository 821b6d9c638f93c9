"""A workbook saved again by other programs still gives every answer, and says which it is."""

from pathlib import Path

import openpyxl
import pytest
from survival import ID, PROGRAMS, Program, answers, kept, said, write_sample

from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.workbook.write import write_form


@pytest.mark.program
@pytest.mark.thorough
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name.replace(", ", "-"))
def test_every_answer_survives(program: Program, tmp_path: Path) -> None:
    if not program.is_here:
        pytest.skip(f"{program.name} is not installed")
    sample = write_sample(tmp_path / "sample.xlsx")
    saved, _ = program.save(sample, tmp_path)
    before, after = answers(sample), answers(saved)
    assert len(said(before)) > 50
    assert said(after) == said(before)
    assert (after.workbook_id, after.edition) == (ID, load_form().edition)


@pytest.mark.program
@pytest.mark.thorough
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name.replace(", ", "-"))
def test_a_blank_workbook_stays_blank(program: Program, tmp_path: Path) -> None:
    if not program.is_here:
        pytest.skip(f"{program.name} is not installed")
    write_form(load_form(), tmp_path / "blank.xlsx")
    saved, _ = program.save(tmp_path / "blank.xlsx", tmp_path)
    assert said(answers(saved)) == ()
    assert answers(saved).unplaced == ()


def test_openpyxl_keeps_lists_colors_locks_names_and_notes(tmp_path: Path) -> None:
    sample = write_sample(tmp_path / "sample.xlsx")
    openpyxl.load_workbook(sample).save(tmp_path / "again.xlsx")
    assert kept(tmp_path / "again.xlsx") == kept(sample)
