"""A scenario as respondents would return it: one workbook each, with everything they typed as they typed it."""

import json
from pathlib import Path
from typing import Any

from mobility_xlsx.form.answers import Row
from mobility_xlsx.form.declaration import load_form, read_toml
from mobility_xlsx.workbook.content import Content, known_row
from mobility_xlsx.workbook.write import write_form

SHARED = Path(__file__).parents[2] / "shared"
CLOSENESS = {
    4: "Works with them now",
    3: "Knows a decision maker",
    2: "Has met them",
    1: "Through someone else",
}


def scenario(name: str) -> dict[str, Any]:
    """The scenario of this name."""
    return json.loads((SHARED / "scenarios" / f"{name}.json").read_text(encoding="utf-8"))


def labels() -> dict[str, str]:
    """The form's label for each id of the guide's vocabulary; our keys are the same.

    Lists of Parts 1 to 3 come first, so that an asset is not taken for a strength of the same key.
    """
    found: dict[str, str] = {}
    for vocabulary in load_form().vocabularies:
        for label in vocabulary.labels:
            found.setdefault(label.key, label.text)
    return found


def write_returned(told: dict[str, Any], folder: Path, needs_only: bool = False) -> None:
    """One workbook a respondent, under the file name the scenario gives.

    With `needs_only`, everybody ticks just what the coalition agreed on, so that the needs are the scenario's.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for respondent in told["respondents"]:
        rows = _rows(told, respondent, needs_only)
        write_form(load_form(), folder / respondent["file"], Content(f"SI-2026-{respondent['id'][1:]:0>4}", rows))


def _rows(told: dict[str, Any], respondent: dict[str, Any], needs_only: bool) -> tuple[Row, ...]:
    rows = [known_row("start", {"name": respondent["person"], "organization": respondent["organization"]})]
    rows += _ticks(told, respondent["id"], needs_only)
    strength = {
        one["org"]: CLOSENESS.get(one["strength"], "")
        for one in told["relationships"]
        if one["respondent"] == respondent["id"]
    }
    said = set()
    for mention in (*told["mentions"], *told["extra_rows"]):
        if mention["respondent"] == respondent["id"]:
            rows.append(_organization(mention, strength.get(mention["org"], "") if mention["org"] not in said else ""))
            said.add(mention["org"])
    names = {one["id"]: one["name"] for one in told["organisations"]}
    for org in sorted(strength.keys() - said):
        rows.append(known_row("part2", {"name": names[org], "closeness": strength[org]}))
    for one in told["part5"]:
        if one["respondent"] == respondent["id"]:
            rows.append(known_row("part5", one["raw"]))
    return tuple(rows)


def _ticks(told: dict[str, Any], respondent: str, needs_only: bool) -> list[Row]:
    mine = next(one for one in told["part1"] if one["respondent"] == respondent)
    ticked = told["needs"] if needs_only else mine
    lists = (("target_groups", "groups"), ("predictors", "predictors"), ("assets", "assets"))
    return [
        known_row("part1", {"tick": "Yes", "label": labels()[key]}, block=block)
        for source, block in lists
        for key in ticked[source]
    ]


def _organization(mention: dict[str, Any], closeness: str) -> Row:
    raw = mention["raw"]
    texts = {key: raw[key] for key in ("name", "populations", "domains", "assets")} | {"closeness": closeness}
    if mention["part"] == 2:
        return known_row("part2", texts | {"type": raw["sector"]})
    return known_row("part3", texts, block=raw["sector"])


def examples() -> dict[str, Any]:
    """The made-up city of the demo."""
    return read_toml("examples.toml")
