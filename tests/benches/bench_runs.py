"""Whole runs: summarize on more and more workbooks with what the solver takes, memory, who reads, start-up."""

import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from tests.benches.made_up import LARGE, SMALL, Region, written
from tests.benches.spending import Spent, spent

START_ROUNDS = 9
LEAST = Region(2, 20, 10)
MANY = Region(500, 10_000, 2_500)
REGIONS = (SMALL, Region(100, 2_000, 500), Region(300, 6_000, 1_500), LARGE)
READERS = {"one process": "1", "two processes": "2", "Dask, two workers": "dask"}
HUGE = 100_000

# The command itself. The solver's part is the time in all that asks for lists, measured where the steps are called.
_SUMMARIZE = """
import sys, time
from mobility_xlsx import cli
solving, runs = [], []
def measured(step):
    def run(*given):
        began = time.process_time()
        try:
            return step(*given)
        finally:
            solving.append(time.process_time() - began)
    return run
def kept(step):
    def run(*given):
        runs.append(step(*given))
        return runs[0]
    return run
def watched(**given):
    from mobility_xlsx import project
    project.summarize = kept(project.summarize)
    for name in ("shortlist", "stand_ins", "stepped_in", "steadiness", "without_may_oppose"):
        setattr(project, name, measured(getattr(project, name)))
    return command(**given)
command = cli.commands.commands["summarize"].callback
cli.commands.commands["summarize"].callback = watched
sys.argv = ["mobility-xlsx", "summarize", "--quiet", sys.argv[1]]
try:
    cli.main()
except SystemExit:
    results = runs[0].results
    print(sum(solving), len(results.inventory.organizations), results.shortlist.size if results.shortlist else 0)
"""

# What is read is dropped at once, so that what stays is what leaks; then all of it is kept.
_MEMORY = """
import multiprocessing, sys
from pathlib import Path
from mobility_xlsx.examination import examine
from mobility_xlsx.mail.inbox import collect
from mobility_xlsx.workbook.worker import read_files
def held(pid="self"):
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) / 256
sources = collect([Path(sys.argv[1]) / "returned"]).sources
outcomes = read_files(sources, examine, workers=1)
next(outcomes)
reader = multiprocessing.active_children()[0].pid
first = held(reader), held()
for _ in zip(range(len(sources) - 2), outcomes):
    pass
last = held(reader), held()
kept = [outcome.result for outcome in read_files(sources, examine, workers=1)]
print(last[0] - first[0], last[1] - first[1], held() - last[1])
"""

_READ = """
import sys, time
from contextlib import ExitStack
from pathlib import Path
from mobility_xlsx.examination import examine
from mobility_xlsx.mail.inbox import collect
from mobility_xlsx.workbook.worker import read_files
if __name__ == "__main__":
    with ExitStack() as stack:
        executor, workers = None, 0
        if sys.argv[2] == "dask":
            from distributed import Client, LocalCluster
            cluster = stack.enter_context(LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None))
            executor = stack.enter_context(Client(cluster)).get_executor()
            executor.submit(int).result()
        else:
            workers = int(sys.argv[2])
        sources = collect([Path(sys.argv[1]) / "returned"]).sources
        began = time.perf_counter()
        count = sum(1 for _ in read_files(sources, examine, executor, workers))
        print(time.perf_counter() - began, count)
"""


class Summarized(Struct, frozen=True):
    """One run of `summarize`: what it cost in processor seconds, of which the solver's, and what it found."""

    region: Region
    spent: Spent
    solving: float
    found: str

    @property
    def each(self) -> float:
        """Milliseconds of processor time a workbook, without the solver."""
        return (self.spent.seconds - self.solving) / self.region.workbooks * 1000

    def line(self) -> str:
        """The row of the table."""
        region, spent = self.region, self.spent
        counts = f"{region.workbooks:>9}{region.rows:>8}{region.organizations:>15}"
        times = f"{spent.wall:>8.1f}{spent.seconds:>7.1f}{self.solving:>9.1f}{spent.seconds - self.solving:>8.1f}"
        return f"{counts}{times}{self.each:>12.0f}{spent.largest:>12.0f}{spent.together:>8.0f}  {self.found}"


def summarized(region: Region) -> Summarized:
    """A run of `summarize` over a made-up region, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        used = spent([sys.executable, "-c", _SUMMARIZE, str(written(region, Path(folder)))])
    solving, organizations, size = used.said.split()
    return Summarized(region, used, float(solving), f"{organizations} organizations, list of {size}")


def report(regions: Sequence[Region] = REGIONS) -> str:
    """A line for each run, then who reads fastest, memory, what very many would cost, start-up."""
    summarized(LEAST)  # compiles all that a run imports, as an installation does
    head = f"{'workbooks':>9}{'rows':>8}{'organizations':>15}{'wall s':>8}{'cpu s':>7}{'solver s':>9}{'rest s':>8}"
    runs = [summarized(region) for region in regions]
    lines = [f"{head}{'ms each':>12}{'largest MB':>12}{'all MB':>8}  found", *(run.line() for run in runs)]
    lines.append(
        '"ms each" is processor time a workbook without the solver; "all MB" the peak of all processes together.'
    )
    with tempfile.TemporaryDirectory() as folder:
        written(MANY, Path(folder))
        lines += ["", *_reading(folder), "", *_memory(folder, runs[-1])]
    return "\n".join([*lines, "", start_up()])


def _reading(folder: str) -> list[str]:
    """Reading and checking by one process, by two, and on a Dask scheduler with two workers on this machine."""
    made = [f"Reading and checking {MANY.workbooks} workbooks   wall s   cpu s   with start-up, wall s"]
    with tempfile.TemporaryDirectory() as scripts:
        script = Path(scripts, "reading.py")
        script.write_text(_READ, encoding="utf-8")
        for name, how in READERS.items():
            used = spent([sys.executable, str(script), folder, how])
            wall = float(used.said.split()[0])
            made.append(f"{name:<33}{wall:>9.1f}{used.seconds:>8.1f}{used.wall:>24.1f}")
    return made


def _memory(folder: str, run: Summarized) -> list[str]:
    """What stays after many workbooks, and what very many would cost at the price of a workbook of `run`."""
    reader, parent, kept = (float(word) for word in spent([sys.executable, "-c", _MEMORY, folder]).said.split())
    hours = run.each * HUGE / 3_600_000
    return [
        f"Memory after {MANY.workbooks} workbooks above memory after one: {reader:.0f} MB where they are read, "
        f"{parent:.0f} MB where the answers",
        f"arrive and are dropped, {kept:.0f} MB more where all are kept ({kept / MANY.workbooks * 1000:.0f} kB each).",
        f"{HUGE:,} such workbooks: {hours:.1f} hours of processor time without the solver, "
        f"{kept / MANY.workbooks * HUGE / 1000:.0f} GB for the answers alone.",
    ]


def start_up() -> str:
    """`--help` beside an empty Python, in processor time."""
    bare, helped = ([sys.executable, "-c", "pass"], [sys.executable, "-m", "mobility_xlsx", "--help"])
    times = [(spent(bare).seconds, spent(helped).seconds) for _ in range(START_ROUNDS)]
    empty, ours = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
    return f"start-up: python -c pass {empty:.0f} ms, --help {ours:.0f} ms, {ours / empty:.1f} times"


if __name__ == "__main__":
    print(report())
