"""What the README shows runs: the lines for colleagues, the commands, and the folder it draws."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mobility_xlsx import demo
from mobility_xlsx.form.declaration import template_folder
from mobility_xlsx.form.problems import Severity

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def returned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the made-up city's workbooks in returned/, where the program stands."""
    shutil.copytree(Path(str(template_folder())) / "examples", tmp_path / "returned")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_lines_for_colleagues_run(returned: Path) -> None:
    found = re.search(r"<!-- library -->\n```python\n(.*?)```", README, re.DOTALL)
    assert found
    assert len([line for line in found[1].splitlines() if line.strip()]) <= 10
    names: dict[str, object] = {}
    exec(compile(found[1], "README.md", "exec"), names)
    assert (returned / "Summary.xlsx").stat().st_size > 10_000
    run: Any = names["run"]
    assert len(run.problems) > 5
    assert len(run.inventory) > 10
    assert len(run.needs) > 10
    shown = dict(re.findall(r"^\| `run\.(\w+)` \| (.+) \|$", README, re.MULTILINE))
    assert {name: ", ".join(getattr(run, name).columns) for name in shown} == shown
    assert set(shown) == {"problems", "inventory", "mentions", "needs"}


def test_the_script_to_copy_runs(returned: Path) -> None:
    script = ROOT / "scripts" / "summarize_returned.py"
    ran = subprocess.run([sys.executable, str(script), "returned"], capture_output=True, text=True, check=True)
    assert (returned / "Summary.xlsx").stat().st_size > 10_000
    assert (returned / "inventory.csv").stat().st_size > 1_000
    assert "is the fewest partners" in ran.stdout


def test_the_folder_it_draws_is_the_one_the_demo_makes(tmp_path: Path) -> None:
    demo.make(tmp_path / "Forest City")
    found = re.search(r"```\nForest City/\n(.*?)```", README, re.DOTALL)
    assert found
    drawn = [line.strip().split("  ")[0] for line in found[1].splitlines()]
    assert drawn
    for name in drawn:
        assert (tmp_path / "Forest City" / name).exists(), name


def test_it_explains_every_severity_and_nothing_else() -> None:
    table = README.split("## What counts as a problem")[1].split("\n## ")[0]
    assert re.findall(r"^\| ([A-Z ]+) \|", table, re.MULTILINE) == [str(severity) for severity in Severity]


def test_the_two_commands_stand_in_it_as_they_are_run() -> None:
    assert "python -m pip install . && mobility-xlsx demo\n" in README
    assert 'python -m pip install ".[test]" && python -m pytest\n' in README


def test_no_page_tells_of_a_machine() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
    for path in pages:
        assert not re.search(r"/(?:home|work|tmp|Users)/", path.read_text(encoding="utf-8")), path.name
