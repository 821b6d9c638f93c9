"""Whatever the guard, the reader and the inbox say about a file has its words in the catalogue."""

import re
import tomllib
from pathlib import Path

import pytest

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.form.catalogue import catalogue

PACKAGE = Path(__file__).parents[2] / "mobility_xlsx"
SAID = re.compile(r'(?:NotReadable|Remark|Skipped)\(\s*(?:one_line\(shown\), |source\.name, |shown, )?"([a-z0-9-]+)"')
FIELDS = {
    **{"sheet": "Part 2", "columns": "A:A", "count": "6000", "size": "21", "program": "SYLK"},
    **{"rows": "2", "range": "A1:B1", "guard": "2", "reader": "1", "value": "x", "cell": "A1", "other": "a.xlsx"},
}


def _codes() -> set[str]:
    sources = [*(PACKAGE / "workbook").glob("*.py"), *(PACKAGE / "mail").glob("*.py")]
    return {code for path in sources for code in SAID.findall(path.read_text(encoding="utf-8"))}


def test_every_code_said_about_a_file_is_in_the_catalogue() -> None:
    text = (PACKAGE.parent / "workbook_templates" / "problems.toml").read_text(encoding="utf-8")
    listed = {each["code"] for each in tomllib.loads(text)["problems"]}
    codes = _codes()
    assert {"damaged", "password", "hidden-columns", "lock-file", "same-bytes", "counts-differ"} <= codes
    assert codes <= listed


@pytest.mark.parametrize("code", ["damaged", "password", "is-pdf", "merged-column", "rules-piled-up", "is-old-format"])
def test_a_refusal_is_worded_with_what_to_do(code: str) -> None:
    problem = catalogue().not_read("a.xlsx", NotReadable(code, **FIELDS))
    assert problem.says
    assert problem.fix
    assert "{" not in problem.says + problem.fix
