"""Figures of reading: processor time of bare python-calamine, of the guard, of reading, and of reading and checking."""

import io
import time
from collections.abc import Callable
from pathlib import Path

from python_calamine import CalamineWorkbook

from mobility_xlsx.examination import examine
from mobility_xlsx.form.declaration import load_form
from mobility_xlsx.workbook.guard import inspect
from mobility_xlsx.workbook.read import read_bytes
from mobility_xlsx.workbook.write import write_form

RETURNED = Path(__file__).parents[3] / "shared" / "returned"
ORDINARY = ("filled.xlsx", "lo_saved.xlsx", "gnumeric.xlsx", "lo_many_in_one_cell.xlsx", "sheetjs_plain.xlsx")
ROUNDS, REPEATS = 5, 20


def milliseconds(work: Callable[[], object]) -> float:
    """Processor time of one call: the least average of several rounds, after one call to warm up."""
    work()
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(REPEATS):
            work()
        rounds.append((time.process_time() - began) / REPEATS)
    return min(rounds) * 1000


def bare(data: bytes) -> list[object]:
    """All values of a workbook through python-calamine and nothing else."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]


def _workbooks() -> dict[str, bytes]:
    stream = io.BytesIO()
    write_form(load_form(), stream)
    found = {"blank form": stream.getvalue()}
    return found | {name: (RETURNED / name).read_bytes() for name in ORDINARY if (RETURNED / name).is_file()}


def report() -> str:
    """A table of milliseconds for each workbook, with the ratio of reading and checking to bare python-calamine."""
    lines = [f"{'workbook':<26}{'calamine':>9}{'guard':>9}{'read':>9}{'and check':>11}{'times calamine':>16}"]
    for name, data in _workbooks().items():
        alone = milliseconds(lambda data=data: bare(data))  # type: ignore[misc]
        guard = milliseconds(lambda data=data: inspect(data, "a.xlsx"))  # type: ignore[misc]
        read = milliseconds(lambda data=data: read_bytes(data, "a.xlsx"))  # type: ignore[misc]
        checked = milliseconds(lambda data=data: examine(read_bytes(data, "a.xlsx")))  # type: ignore[misc]
        lines.append(f"{name:<26}{alone:>9.2f}{guard:>9.2f}{read:>9.2f}{checked:>11.2f}{checked / alone:>16.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
