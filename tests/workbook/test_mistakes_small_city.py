"""The mistakes of the shared small city, typed into workbooks: mapped, fixed in sight, or asked by cell."""

import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mobility_xlsx.form.answers import Answers, Match, Row
from mobility_xlsx.form.checks import check, check_across
from mobility_xlsx.form.declaration import load_form, reading_form
from mobility_xlsx.form.problems import Problem
from mobility_xlsx.text import fold
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.read import read_bytes
from mobility_xlsx.workbook.replied import find_all
from mobility_xlsx.workbook.write import write_form

SCENARIO = Path(__file__).parents[3] / "shared" / "scenarios" / "small_city.json"
LISTS = {"populations": "groups", "domains": "predictors", "assets": "assets"}

pytestmark = pytest.mark.skipif(not SCENARIO.is_file(), reason="the shared scenarios are not beside this checkout")


@cache
def scenario() -> dict[str, Any]:
    return json.loads(SCENARIO.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@cache
def returned() -> dict[str, tuple[Answers, tuple[Problem, ...]]]:
    """The workbook of each respondent, written, read and checked."""
    form, found = reading_form(), {}
    for person in scenario()["respondents"]:
        typed = [
            row for row in (*scenario()["mentions"], *scenario()["extra_rows"]) if row["respondent"] == person["id"]
        ]
        rows = (known_row("start", {"name": person["person"]}), *(_row(one) for one in typed))
        out = io.BytesIO()
        write_form(load_form(), out, Content(rows=rows))
        answers = find_all(read_bytes(out.getvalue(), person["file"]), form)
        found[person["id"]] = answers, check(answers, form)
    return found


def _row(typed: dict[str, Any]) -> Row:
    raw, part = typed["raw"], f"part{typed['part']}"
    texts = {key: raw[key] for key in ("name", "populations", "domains", "assets")}
    if part == "part2":
        texts["type"] = raw["sector"]
    return known_row(part, texts, raw["sector"] if part == "part3" else "", str(typed["row"]))


def _mistake_row(mistake: dict[str, Any]) -> tuple[Row, tuple[Problem, ...]]:
    answers, problems = returned()[mistake["respondent"]]
    name = next(one["raw"]["name"] for one in scenario()["mentions"] if one["id"] == mistake["mention"])
    rows = [row for row in answers.part(f"part{mistake['part']}") if fold(row.text("name")) == fold(name)]
    return rows[0], problems


def _of(kind: str) -> list[Any]:
    if not SCENARIO.is_file():
        return []
    return [
        pytest.param(one, id=f"{one['mention']}-{one['column']}")
        for one in scenario()["mistakes"]
        if one["kind"] == kind
    ]


@pytest.mark.parametrize("mistake", _of("resolvable_wording"))
def test_a_wording_that_can_be_resolved_is_mapped_or_offered_first(mistake: dict[str, Any]) -> None:
    row, problems = _mistake_row(mistake)
    key = mistake["column"]
    label = reading_form().vocabulary(LISTS[key]).label(mistake["clean"])
    value = next(one for one in row.values(key) if fold(mistake["raw"]) in (fold(one.typed), fold(one.cell.text)))
    if value.match is Match.OWN:
        assert value.suggestions[0] == label.text
    else:
        assert value.label == label.key
    if value.match is Match.NEAR:
        assert ("near-wording", label.text) in {(one.code, one.suggestion) for one in problems}


@pytest.mark.parametrize("mistake", _of("unresolvable"))
def test_words_that_cannot_be_known_are_asked_at_their_cell_and_never_guessed(mistake: dict[str, Any]) -> None:
    row, problems = _mistake_row(mistake)
    value = next(one for one in row.values(mistake["column"]) if fold(one.typed) == fold(mistake["raw"]))
    assert value.match is Match.UNCLEAR
    places = {(one.sheet, one.cell) for one in problems if one.code == "unclear-value"}
    assert (value.cell.sheet, value.cell.address) in places


@pytest.mark.parametrize("mistake", _of("missing_sector"))
def test_a_missing_type_is_asked_beside_the_name(mistake: dict[str, Any]) -> None:
    row, problems = _mistake_row(mistake)
    cell = f"C{row.place}"
    assert (row.sheet, cell, "type-missing") in {(one.sheet, one.cell, one.code) for one in problems}


def test_values_without_a_name_are_asked_and_an_example_left_in_is_not() -> None:
    _, problems = returned()["R1"]
    assert [one.code for one in problems if one.code == "name-missing"] == ["name-missing"]
    answers, _ = returned()["R1"]
    assert not [row for row in answers.part("part2") if "Forest City" in row.text("name")]


def test_types_that_differ_are_asked_across_the_workbooks() -> None:
    asked = check_across((found for found, _ in returned().values()), reading_form())
    wrong = {one["mention"] for one in scenario()["mistakes"] if one["kind"] == "sector_conflict"}
    names = {fold(one["raw"]["name"]) for one in scenario()["mentions"] if one["id"] in wrong}
    assert {fold(one.value) for one in asked if one.code == "types-differ"} == names
