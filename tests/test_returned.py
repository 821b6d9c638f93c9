"""Every workbook in tests/returned/ gives what stands beside it, whichever program saved it."""

import json
import runpy
from pathlib import Path

import pytest

HERE = Path(__file__).parent
RETURNED = sorted(path for path in (HERE / "returned").iterdir() if path.suffix != ".json")
made_of = runpy.run_path(str(HERE / "tools" / "expect.py"))["expected"]


@pytest.mark.parametrize("path", RETURNED, ids=lambda path: path.name)
def test_a_returned_workbook_gives_what_stands_beside_it(path: Path) -> None:
    wanted = json.loads(path.with_name(f"{path.name}.json").read_text(encoding="utf-8"))
    assert made_of(path) == wanted


def test_every_expectation_has_its_workbook() -> None:
    beside = {path.name for path in (HERE / "returned").glob("*.json")}
    assert beside == {f"{path.name}.json" for path in RETURNED}
    assert RETURNED
