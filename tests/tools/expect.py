"""Write down what the program makes of a returned workbook, for a person to read through and correct.

PYTHONPATH=. python tests/tools/expect.py tests/returned/FILE...     writes FILE.json beside each
"""

import json
import sys
from pathlib import Path
from typing import Any

from mobility_xlsx import project
from mobility_xlsx.documents import check_document
from mobility_xlsx.form.declaration import reading_form
from mobility_xlsx.reading import silent

Expected = dict[str, Any]


def expected(path: Path) -> Expected:
    """What is made of one file: its status, problems, answers without their cells, and what had no place."""
    document = check_document(project.check((path,), silent), reading_form())
    (file,) = document["files"]
    return {
        "status": file["status"],
        "problems": [
            " ".join(filter(None, (one["severity"], one["code"], f"{one['sheet']}!{one['cell']}".strip("!"))))
            for one in document["problems"]
        ],
        "respondent": file.get("respondent"),
        "answers": _said(file.get("answers")),
        "unplaced": [
            f"{one['sheet']}!{one['cell']}: {one['value']}" for one in file.get("cells", {}).get("unplaced", ())
        ],
    }


def _said(answers: Any) -> Any:
    """The answers without addresses and blanks, so that a person can read them through."""
    if isinstance(answers, dict):
        said = {key: _said(value) for key, value in answers.items() if key not in ("cells", "all_cells", "sheet")}
        return {key: value for key, value in said.items() if value not in ("", [], {}, None)}
    return [_said(one) for one in answers] if isinstance(answers, list) else answers


def shown(made: Expected) -> str:
    """The text of the JSON file."""
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for word in sys.argv[1:]:
        returned = Path(word)
        returned.with_name(f"{returned.name}.json").write_text(shown(expected(returned)), encoding="utf-8")
