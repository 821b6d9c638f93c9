"""Whole runs: summarize on many workbooks, cost a workbook as there are more, memory, start-up."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benches.made_up import SMALL, Region, written

START_ROUNDS = 9
_SUMMARIZE = (
    "import resource, sys\n"
    "from pathlib import Path\n"
    "from mobility_xlsx.project import summarize\n"
    "from mobility_xlsx.reading import silent\n"
    "run = summarize(Path(sys.argv[1]), silent)\n"
    "found = run.results.shortlist\n"
    "print(len(run.results.inventory.organizations), found.size if found else 0)\n"
)


def spent(words: list[str]) -> tuple[float, float, str]:
    """Processor seconds of a command with its workers, peak megabytes of its largest process, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([os.getcwd(), *sys.path])}
    ran = subprocess.run(words, capture_output=True, text=True, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return used, after.ru_maxrss / 1024, ran.stdout.strip()


def report(regions: tuple[Region, ...] = (Region(100, 2_000, 500), SMALL)) -> str:
    """A line for each run, then start-up."""
    lines = [f"{'workbooks':>9}{'rows':>8}{'organizations':>15}{'cpu s':>9}{'ms a workbook':>15}{'peak MB':>9}  found"]
    for region in sorted(regions, key=lambda region: region.workbooks):
        with tempfile.TemporaryDirectory() as folder:
            written(region, Path(folder))
            seconds, peak, said = spent([sys.executable, "-c", _SUMMARIZE, folder])
        each = seconds / region.workbooks * 1000
        counts = f"{region.workbooks:>9}{region.rows:>8}{region.organizations:>15}"
        lines.append(
            f"{counts}{seconds:>9.1f}{each:>15.0f}{peak:>9.0f}  {said.replace(' ', ' organizations, list of ')}"
        )
    return "\n".join([*lines, "", start_up()])


def start_up() -> str:
    """`--help` beside an empty Python, in processor time."""
    bare, helped = ([sys.executable, "-c", "pass"], [sys.executable, "-m", "mobility_xlsx", "--help"])
    times = [(spent(bare)[0], spent(helped)[0]) for _ in range(START_ROUNDS)]
    empty, ours = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
    return f"start-up: python -c pass {empty:.0f} ms, --help {ours:.0f} ms, {ours / empty:.1f} times"


if __name__ == "__main__":
    print(report())
