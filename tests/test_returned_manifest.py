"""Each file of ../shared/returned through `check FILE --json`, compared with its manifest entry as its README says."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mobility_xlsx.cli import commands
from mobility_xlsx.form.declaration import reading_form
from mobility_xlsx.form.wording import known_meaning

RETURNED = Path(__file__).parents[2] / "shared" / "returned"
LISTS = {"populations": "groups", "domains": "predictors", "assets": "assets"}
TABLES = {
    "part2": ("name", "type", "populations", "domains", "assets"),
    "part3": ("name", "type", "populations", "domains", "assets"),
    "part4": ("partner", "aligned", "motivations", "roles", "barriers"),
    "part5": ("member", "organization", "email", "invite_as", "sender", "closeness"),
}
SAID = {  # codes and cells beyond those of the filled form: what the manifest's "problem" asks for
    "pandas.xlsx": {("formula-as-words", "B26")},
    "lo_ticks.xlsx": {("tick-unclear", "A17"), ("note-without-tick", "C34")},
    "lo_numbers_formulas.xlsx": {("name-error", "B38"), ("name-date", "B41")},
}
if not RETURNED.exists():
    pytest.skip("the returned workbooks of ../shared are not beside this checkout", allow_module_level=True)
MANIFEST = json.loads((RETURNED / "manifest.json").read_text(encoding="utf-8"))


def checked(name: str) -> tuple[int, dict[str, Any]]:
    result = CliRunner().invoke(commands, ["check", str(RETURNED / name), "--json"], standalone_mode=False)
    assert result.exception is None
    return result.return_value, json.loads(result.stdout)


def canonical(wording: str | None, vocabulary: str) -> str:
    known = known_meaning(wording or "", reading_form().vocabulary(vocabulary))
    return known.label.text if known and known.label else wording or ""


def wanted(entry: dict[str, Any]) -> dict[str, Any]:
    """The expected answers in the shape of `--json`, cells apart."""
    told = json.loads(json.dumps(MANIFEST["base"] if entry["expected"] == "base" else entry["expected"]))
    if "part3" in told:
        told["part3"] = [{**one, "type": sector} for sector, found in told["part3"].items() for one in found]
    for one in (*told.get("part2", ()), *told.get("part3", ())):
        for key, vocabulary in LISTS.items():
            one[key] = sorted(canonical(wording, vocabulary) for wording in one[key])
    for one in told.get("part5", ()):
        one["invite_as"] = canonical(one.pop("list"), "invite_as")
    told["start"] = {key: told.get("start", {}).get(key, "") for key in ("name", "organization", "email")}
    for part, keys in TABLES.items():
        if part in told:
            told[part] = counted([{key: "" if one[key] is None else one[key] for key in keys} for one in told[part]])
    if "part1" in told:
        told["part1"] = ticks(told["part1"])
    return told


def counted(rows: list[dict[str, Any]]) -> Counter[str]:
    """Rows without regard to their order, nor to the order of the values of a list."""
    plain = [{key: sorted(value) if isinstance(value, list) else value for key, value in row.items()} for row in rows]
    return Counter(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in plain)


def ticks(part1: dict[str, Any]) -> dict[str, Any]:
    notes = {key: found for key, found in part1["notes"].items() if found}
    return {key: sorted(part1[key]) for key in ("groups", "predictors", "assets")} | {"notes": notes}


def said(file: dict[str, Any]) -> dict[str, Any]:
    answers = file["answers"]
    tables = {
        part: counted([{key: row[key] for key in keys} for row in answers[part] if is_named(row)])
        for part, keys in TABLES.items()
    }
    return {"start": file["respondent"], "part1": ticks(answers["part1"]), **tables}


def is_named(row: dict[str, Any]) -> bool:
    return bool(row.get("name") or row.get("partner") or row.get("member") or row.get("organization"))


READ = [one for one in MANIFEST["files"] if one["expected"] is not None]


@pytest.mark.parametrize("entry", READ, ids=lambda each: each["file"])
def test_check_says_what_the_manifest_expects(entry: dict[str, Any]) -> None:
    code, document = checked(entry["file"])
    (file,) = document["files"]
    expected, found = wanted(entry), said(file)
    only = None if entry["expected"] == "base" else entry["expected"]
    compared = {key: found[key] for key in expected if only is None or key in only}
    assert compared == {key: expected[key] for key in compared}
    assert file["status"] == "read"
    cells = file["cells"]
    assert cells["answers"] + cells["form"] + len(cells["unplaced"]) == cells["non_empty"]
    assert code == (1 if any(one["severity"] != "FIXED FOR YOU" for one in document["problems"]) else 0)
    places = {(one["code"], one["cell"]) for one in document["problems"]}
    assert SAID.get(entry["file"], set()) <= places


def test_files_that_cannot_be_read_are_said_with_the_reason() -> None:
    for name, word in (("password_open.xlsx", "password"), ("truncated.xlsx", "damaged")):
        code, document = checked(name)
        (file,) = document["files"]
        assert (code, file["status"]) == (2, "not read")
        assert word in file["why"]


def test_a_lock_file_is_skipped_and_named() -> None:
    _, document = checked("~$filled.xlsx")
    assert [(one["file"], one["status"]) for one in document["files"]] == [("~$filled.xlsx", "skipped")]
