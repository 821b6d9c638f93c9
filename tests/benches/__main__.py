"""Every measured figure of the README and docs/methods.md, printed and written to docs/bench.md.

scripts/bench            all of them, some minutes
scripts/bench read write names of those wanted; docs/bench.md stays as it is
"""

import importlib
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "bench.md"
BENCHES = {
    "peers": "Reading and checking, beside others",
    "read": "Reading, step by step",
    "write": "Writing the blank workbook",
    "runs": "Whole runs and start-up",
    "wording": "Typing errors in wordings",
    "match": "The same organization, or not",
    "shortlist": "The shortlist",
}
LIBRARIES = ("python-calamine", "openpyxl", "xlsxwriter", "pandas", "highspy", "rapidfuzz")


def machine() -> str:
    """What the figures were measured on."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}; {libraries}."


def main(wanted: list[str]) -> None:
    """Print the reports that are wanted, all of them by default, and then write the page."""
    sys.path.insert(0, str(Path(__file__).parent))
    parts = [f"Processor time unless said otherwise, on a shared machine: trust ratios.\n{machine()}"]
    for name in wanted or BENCHES:
        report = importlib.import_module(f"tests.benches.bench_{name}").report()
        sys.stdout.write(f"## {BENCHES[name]}\n{report}\n\n")
        sys.stdout.flush()
        parts.append(f"**{BENCHES[name]}**\n\n```\n{report.rstrip()}\n```")
    if not wanted:
        PAGE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
