"""Everything in ../shared/returned and ../shared/odd, read in workers, within time and memory, and left as it was."""

import hashlib
import json
import resource
import socket
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from mobility_xlsx.errors import NotReadable
from mobility_xlsx.mail.inbox import collect
from mobility_xlsx.workbook.grids import Book
from mobility_xlsx.workbook.worker import read_files

SHARED = Path(__file__).parents[3] / "shared"
RETURNED, ODD = SHARED / "returned", SHARED / "odd"
SMALL = ("ok_minimal.xlsx", "cell_far_corner.xlsx", "xml_laughs_sst.xlsx", "type_e_custom.xlsx", "ole_fat_cycle.xls")

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared sample files are not beside this checkout")


def _manifest(folder: Path) -> list[dict[str, Any]]:
    loaded = json.loads((folder / "manifest.json").read_text(encoding="utf-8")) if folder.is_dir() else []
    files: list[dict[str, Any]] = loaded["files"] if isinstance(loaded, dict) else loaded
    return files


def _read(path: Path) -> Book | NotReadable:
    inbox = collect([path])
    if inbox.not_read:
        return inbox.not_read[0][1]
    assert len(inbox.sources) == 1
    outcomes = list(read_files(inbox.sources))
    result: Book | NotReadable = outcomes[0].result
    return result


def _fingerprint(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        path.relative_to(folder).as_posix(): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _check_outcome(entry: dict[str, Any]) -> None:
    began = time.monotonic()
    result = _read(ODD / entry["file"])
    assert time.monotonic() - began < 10
    refused = isinstance(result, NotReadable)
    if isinstance(result, NotReadable):
        assert result.code not in ("reader-crashed", "took-too-long", "used-too-much-memory"), result.fields
    assert entry["outcome"] == "either" or refused == (entry["outcome"] == "refuse"), result


@needs_shared
@pytest.mark.parametrize("name", SMALL)
def test_small_odd_files_end_as_their_manifest_says(name: str) -> None:
    _check_outcome(next(entry for entry in _manifest(ODD) if entry["file"] == name))


@needs_shared
@pytest.mark.thorough
@pytest.mark.parametrize("entry", _manifest(ODD), ids=lambda each: each["file"])
def test_odd_files_end_as_their_manifest_says(entry: dict[str, Any]) -> None:
    _check_outcome(entry)


@needs_shared
@pytest.mark.thorough
def test_all_odd_files_together_cost_the_parent_little_and_lose_no_sound_workbook(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    before, held = _fingerprint(ODD), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    inbox = collect([ODD, RETURNED / "filled.xlsx"])
    outcomes = {outcome.source.name: outcome.result for outcome in read_files(inbox.sources)}
    assert isinstance(outcomes["filled.xlsx"], Book)
    assert outcomes["filled.xlsx"].non_empty == 531
    assert _fingerprint(ODD) == before
    assert capfd.readouterr() == ("", "")
    if sys.platform == "linux":
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held < 100_000


@needs_shared
def test_every_returned_workbook_is_read_whole_and_left_as_it_was() -> None:
    before = _fingerprint(RETURNED)
    inbox = collect([RETURNED])
    books = {outcome.source.name: outcome.result for outcome in read_files(inbox.sources)}
    counts = {name: book.non_empty for name, book in books.items() if isinstance(book, Book)}
    assert counts == {
        "csv_utf8": 531,
        "filled.xlsx": 531,
        "gnumeric.xlsx": 531,
        "huge_used_range.xlsx": 512,  # its Check cells have lost their values
        "lo_headers_edited.xlsx": 531,
        "lo_inserted_column.xlsx": 533,
        "lo_many_in_one_cell.xlsx": 526,
        "lo_numbers_formulas.xlsx": 543,
        "lo_one_sheet_in_new_book.xlsx": 142,
        "lo_saved.ods": 531,
        "lo_saved.xls": 512,  # LibreOffice stores 0 for its Check formulas
        "lo_saved.xlsx": 531,
        "lo_sheets_renamed.xlsx": 459,
        "lo_sorted_whole_rows.xlsx": 531,
        "lo_ticks.xlsx": 541,
        "pandas.xlsx": 553,
        "sheetjs_plain.xlsx": 531,
        "strict_ooxml.xlsx": 531,
        "untouched.xlsx": 436,
    }
    refused = {name: book.code for name, book in books.items() if isinstance(book, NotReadable)}
    assert refused["password_open.xlsx"] == "password"
    assert refused["truncated.xlsx"] == "damaged"
    assert {(each.name, each.code, each.other) for each in inbox.skipped} == {
        ("mailed.zip/filled.xlsx", "same-bytes", "filled.xlsx"),
        ("xls_named.xlsx", "same-bytes", "lo_saved.xls"),
        ("~$filled.xlsx", "lock-file", "filled.xlsx"),
    }
    remarks = {remark.code for book in books.values() if isinstance(book, Book) for remark in book.remarks}
    assert remarks == {"hidden-sheet"}
    assert _fingerprint(RETURNED) == before
