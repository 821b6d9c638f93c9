"""Reading and checking beside what others would use, in one run: processor time a workbook, medians and ratios.

Each workbook is read once by each: what is remembered from one to the next helps as it does in a real folder.
"""

import io
import statistics
import time
from collections.abc import Callable

import openpyxl
import pandas as pd
from python_calamine import CalamineWorkbook

from mobility_xlsx.examination import examine
from mobility_xlsx.workbook.read import read_bytes
from tests.benches.made_up import Region, workbooks

WARMING = 6
ORDINARY = Region(30, 360, 1_000)


def calamine(data: bytes) -> object:
    """All values through python-calamine and nothing else."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]


def pandas_with(engine: str) -> Callable[[bytes], object]:
    """All sheets as DataFrames."""
    return lambda data: pd.read_excel(io.BytesIO(data), sheet_name=None, header=None, engine=engine)


def openpyxl_twice(data: bytes) -> object:
    """Values and formulas, as a check of both has to."""
    return [openpyxl.load_workbook(io.BytesIO(data), data_only=only) for only in (True, False)]


def ours(data: bytes) -> object:
    """Guarded, read, found and checked."""
    return examine(read_bytes(data, "returned.xlsx"))


PEERS: dict[str, Callable[[bytes], object]] = {
    "read and check, ours": ours,
    "bare python-calamine": calamine,
    "pandas with calamine": pandas_with("calamine"),
    "pandas with openpyxl": pandas_with("openpyxl"),
    "openpyxl, values and formulas": openpyxl_twice,
}


def report() -> str:
    """Median milliseconds of each, and how many times as long as ours it takes."""
    books = [data for _, data in workbooks(ORDINARY)]
    times: dict[str, list[float]] = {name: [] for name in PEERS}
    for data in books:
        for name, work in PEERS.items():
            began = time.process_time()
            work(data)
            times[name].append((time.process_time() - began) * 1000)
    medians = {name: statistics.median(found[WARMING:]) for name, found in times.items()}
    base = medians["read and check, ours"]
    lines = [f"{len(books) - WARMING} returned workbooks, 12 rows of answers in Parts 2 to 5 of each:"]
    lines.append(f"{'':<32}{'ms':>8}{'times ours':>12}")
    return "\n".join([*lines, *(f"{name:<32}{told:>8.1f}{told / base:>12.2f}" for name, told in medians.items())])


if __name__ == "__main__":
    print(report())
