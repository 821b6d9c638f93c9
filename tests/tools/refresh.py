"""Rebuild what is generated: README's help and tables, docs/problems.md, the map in docs/inside.md, the blank workbook.

    scripts/refresh          CI fails when this would change anything
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.form.parts import Form, Part

ROOT = Path(__file__).parents[2]
COMMANDS = ("new", "demo", "template", "check", "summarize", "letters", "explain")


def help_text() -> str:
    """The help of every command, as a terminal of 100 columns shows it."""
    environment = {**os.environ, "COLUMNS": "100"}
    texts = []
    for words in ([], *([command] for command in COMMANDS)):
        ran = subprocess.run(
            [sys.executable, "-m", "mobility_xlsx", *words, "--help"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        shown = ran.stdout.replace("python -m mobility_xlsx", "mobility-xlsx").rstrip()
        texts.append("\n".join(line.rstrip() for line in shown.splitlines()))
    return "```\n" + "\n\n\n".join(texts) + "\n```"


def form_table(form: Form) -> str:
    """Every sheet of the form with its headings; additions to the guide's worksheet are marked."""
    rows = ["| Sheet | What it asks | Headings |", "|---|---|---|"]
    rows += [f"| {part.sheet} | {part.asks or 'Who answers'} | {_headings(part)} |" for part in form.parts]
    return "\n".join(rows) + "\n\n✚ marks our additions to the guide's worksheet. They are never required."


def _headings(part: Part) -> str:
    if part.layout == "checklist":
        return " · ".join(block.label_title for block in part.blocks)
    shown = (("✚ " if column.ours else "") + column.title for column in part.columns if column.kind != "check")
    return " · ".join(shown)


def replaced(text: str, mark: str, content: str) -> str:
    """`text` with what stands between <!-- mark --> and <!-- /mark --> replaced."""
    pattern = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
    return pattern.sub(lambda found: f"{found[1]}{content}\n{found[2]}", text)


def readme(text: str) -> str:
    """README.md with its generated parts as they should be now."""
    text = replaced(text, "help", help_text())
    return replaced(text, "form", form_table(load_form()))


def main() -> None:
    """Write every generated file anew."""
    path = ROOT / "README.md"
    path.write_text(readme(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
