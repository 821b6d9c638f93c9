"""Reading processes that hang, crash or run out of memory lose their own file and no other."""

import os
import sys
import threading
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from msgspec import Struct

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.workbook import limits
from mobility_xlsx.workbook.grids import Book
from mobility_xlsx.workbook.worker import read_files


class _File(Struct, frozen=True):
    path: str

    @property
    def name(self) -> str:
        return os.path.basename(self.path)

    def load(self) -> tuple[tuple[str, bytes], ...]:
        return ((self.name, Path(self.path).read_bytes()),)

    def write(self, text: str) -> None:
        """A workbook that says no more than this."""
        workbook = xlsxwriter.Workbook(self.path)
        workbook.add_worksheet().write_string("A1", text)
        workbook.close()


class _Panic(BaseException):
    """Like a panic of a library: no Exception."""


def _first_text(book: Book) -> str:
    return book.sheets[0].cells[0].text


def _hanging(book: Book) -> str:
    while book.file == "2.xlsx":
        time.sleep(1)
    return _first_text(book)


def _crashing(book: Book) -> str:
    if book.file == "2.xlsx":
        os._exit(3)
    return _first_text(book)


def _panicking(book: Book) -> str:
    if book.file == "2.xlsx":
        raise _Panic
    return _first_text(book)


def _hungry(book: Book) -> str:
    if book.file == "2.xlsx":
        return str(len(bytearray(2_000_000_000)))
    return _first_text(book)


@pytest.fixture
def files(tmp_path: Path) -> list[_File]:
    made = [_File(str(tmp_path / f"{number}.xlsx")) for number in range(1, 5)]
    for number, file in enumerate(made, 1):
        file.write(f"organization {number}")
    return made


def _results(files: list[_File], then: Callable[[Book], Any], **options: Any) -> list[Any]:
    outcomes = list(read_files(files, then, **options))
    assert [outcome.source for outcome in outcomes] == files
    return [each.result.code if isinstance(each.result, NotReadable) else each.result for each in outcomes]


def _all_but_second(code: str) -> list[str]:
    return ["organization 1", code, "organization 3", "organization 4"]


@pytest.mark.parametrize("workers", [1, 3])
def test_a_worker_that_ends_is_replaced(files: list[_File], workers: int) -> None:
    assert _results(files, _crashing, workers=workers) == _all_but_second("reader-crashed")


@pytest.mark.parametrize("workers", [1, 2])
def test_of_a_list_only_the_file_that_ends_a_worker_is_lost(tmp_path: Path, workers: int) -> None:
    made = [_File(str(tmp_path / f"{number}.xlsx")) for number in range(30)]
    for number, file in enumerate(made):
        file.write(f"organization {number}")
    expected = [f"organization {number}" for number in range(30)]
    expected[2] = "reader-crashed"
    assert _results(made, _crashing, workers=workers) == expected


def test_a_worker_that_hangs_is_ended(files: list[_File], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "READING_SECONDS", 1)
    assert _results(files, _hanging) == _all_but_second("took-too-long")


def test_a_panic_of_a_library_costs_one_file(files: list[_File]) -> None:
    assert _results(files, _panicking) == _all_but_second("reader-crashed")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the parent looks after the memory")
def test_a_file_that_needs_too_much_memory_is_not_read(files: list[_File]) -> None:
    assert _results(files, _hungry) == _all_but_second("used-too-much-memory")


def test_a_program_with_threads_starts_a_process_anew_and_does_not_fork(files: list[_File]) -> None:
    leave = threading.Event()
    thread = threading.Thread(target=leave.wait)
    thread.start()
    try:
        assert _results(files, _crashing) == _all_but_second("reader-crashed")
    finally:
        leave.set()
        thread.join()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no worker is forked")
def test_waiting_threads_of_a_library_are_nothing_to_warn_of(
    files: list[_File], monkeypatch: pytest.MonkeyPatch
) -> None:
    fork = os.fork

    def as_in_python_3_12() -> int:
        words = "This process (pid=1) is multi-threaded, use of fork() may lead to deadlocks in the child."
        warnings.warn(words, DeprecationWarning, stacklevel=2)
        return fork()

    monkeypatch.setattr(os, "fork", as_in_python_3_12)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert _results(files[:1], _first_text) == ["organization 1"]


@pytest.mark.parametrize("executor", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_reads_in_the_same_way(files: list[_File], executor: Callable[[int], Any]) -> None:
    with executor(1) as pool:
        assert _results(files, _crashing, executor=pool) == _all_but_second("reader-crashed")


def test_nothing_is_read_of_nothing() -> None:
    assert list(read_files([])) == []


def test_a_file_that_went_away_is_said(files: list[_File]) -> None:
    os.remove(files[1].path)
    assert _results(files, _first_text) == _all_but_second("cannot-open")


def test_stopping_half_way_ends_the_workers(files: list[_File]) -> None:
    outcomes = read_files(files, _first_text)
    assert next(outcomes).result == "organization 1"
    outcomes.close()  # type: ignore[attr-defined]
