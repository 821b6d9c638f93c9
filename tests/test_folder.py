"""Results are swapped in whole, former ones kept, and one run holds the folder at a time."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import IO

import pytest

from mobility_xlsx.desk import write
from mobility_xlsx.errors import AlreadyRunning, CannotWrite
from mobility_xlsx.folder import Folder, Output, keep_decisions, one_run, project_folder, swap_in, take_away


def output(place: str, text: str) -> Output:
    return Output(place, lambda path: path.write_text(text) and None)


def seen(folder: Folder) -> dict[str, str]:
    files = (path for path in sorted(folder.results.rglob("*")) if path.is_file())
    return {path.relative_to(folder.results).as_posix(): path.read_text() for path in files}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "returned").mkdir()
    return project_folder(tmp_path)


def test_a_folder_of_workbooks_a_project_and_its_returned_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "returned").mkdir()
    (tmp_path / "inbox").mkdir()
    assert project_folder(tmp_path) == Folder(tmp_path, tmp_path / "returned")
    assert project_folder(tmp_path / "returned") == Folder(tmp_path, tmp_path / "returned")
    assert project_folder(tmp_path / "inbox") == Folder(tmp_path / "inbox", tmp_path / "inbox")


def test_results_appear_and_the_former_ones_are_kept(folder: Folder) -> None:
    swap_in(folder, (output("Summary.xlsx", "one"), output("data/needs.csv", "a")))
    swap_in(folder, (output("Summary.xlsx", "two"), output("data/needs.csv", "a")))
    files = seen(folder)
    older = {name.split("/", 2)[2]: text for name, text in files.items() if name.startswith("older/")}
    assert older == {"Summary.xlsx": "one", "data/needs.csv": "a"}
    assert (files["Summary.xlsx"], files["data/needs.csv"]) == ("two", "a")
    assert not (folder.results / ".building").exists()


def test_the_same_results_again_change_nothing(folder: Folder) -> None:
    outputs = (output("Summary.xlsx", "one"),)
    swap_in(folder, outputs)
    before = (folder.results / "Summary.xlsx").stat().st_mtime_ns
    swap_in(folder, outputs)
    assert (folder.results / "Summary.xlsx").stat().st_mtime_ns == before
    assert list(seen(folder)) == ["Summary.xlsx"]


def test_the_last_five_runs_are_kept(folder: Folder) -> None:
    for run in range(9):
        swap_in(folder, (output("Summary.xlsx", str(run)),))
        os.utime(folder.results / "Summary.xlsx", (1e9 + run * 60, 1e9 + run * 60))
    kept = sorted(text for name, text in seen(folder).items() if name.startswith("older/"))
    assert kept == ["3", "4", "5", "6", "7"]


def test_of_two_runs_in_one_second_the_later_one_is_kept_longer(folder: Folder) -> None:
    for run in range(7):
        swap_in(folder, (output("Summary.xlsx", str(run)),))
        os.utime(folder.results / "Summary.xlsx", (1e9 + max(run, 1) * 60, 1e9 + max(run, 1) * 60))
    kept = {name.split("/")[1]: text for name, text in seen(folder).items() if name.startswith("older/")}
    assert list(kept.values()) == ["1", "2", "3", "4", "5"]
    first, *_ = kept
    assert first.endswith("(2)")


def test_a_file_open_elsewhere_gets_another_name_and_a_sentence(folder: Folder) -> None:
    swap_in(folder, (output("Summary.xlsx", "one"),))
    (folder.results / "~$Summary.xlsx").write_text("")
    swapped = swap_in(folder, (output("Summary.xlsx", "two"),))
    assert [path.name for path in swapped.files] == ["Summary (2).xlsx"]
    assert swapped.sentences == (
        "Summary.xlsx is open in another program, so the new one is Summary (2).xlsx. Close it next time.",
    )
    assert (folder.results / "Summary.xlsx").read_text() == "one"


def test_the_last_twenty_decisions_are_kept(folder: Folder) -> None:
    with one_run(folder):
        for run in range(23):
            keep_decisions(folder, partial(write, str(run).encode()))
            os.utime(folder.decisions, (1e9 + run * 60, 1e9 + run * 60))
    backups = sorted((folder.results / "older" / "decisions").iterdir())
    assert [path.read_text() for path in backups] == [str(run) for run in range(2, 22)]


def test_what_is_taken_away_stands_among_the_older_results(folder: Folder) -> None:
    swap_in(
        folder, (output("letters/Ann/a.docx", "a"), output("letters/Ben/b.docx", "b"), output("letters/c.docx", "c"))
    )
    take_away(folder, [folder.results / "letters" / "Ann" / "a.docx", folder.results / "letters" / "c.docx"])
    kept = {name.split("/", 2)[-1] if name.startswith("older/") else name: text for name, text in seen(folder).items()}
    assert kept == {"letters/Ben/b.docx": "b", "letters/Ann/a.docx": "a", "letters/c.docx": "c"}
    assert not (folder.results / "letters" / "Ann").exists()
    assert not (folder.results / ".building").exists()


def test_a_result_that_fails_leaves_the_former_ones_whole(folder: Folder) -> None:
    swap_in(folder, (output("Summary.xlsx", "one"),))

    def broken(path: Path) -> None:
        path.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(
        CannotWrite, match=r"^Problems.xlsx cannot be written: no space left on device. The former results stay.$"
    ):
        swap_in(folder, (output("Summary.xlsx", "two"), Output("Problems.xlsx", broken)))
    assert seen(folder) == {"Summary.xlsx": "one"}


def test_a_file_where_a_folder_belongs_leaves_the_former_results_whole(folder: Folder) -> None:
    swap_in(folder, (output("Summary.xlsx", "one"),))
    (folder.results / "data").write_text("mine")
    with pytest.raises(CannotWrite, match="results cannot be written"):
        swap_in(folder, (output("Summary.xlsx", "two"), output("data/needs.csv", "a")))
    assert seen(folder) == {"Summary.xlsx": "one", "data": "mine"}


def test_files_no_longer_written_leave_the_folders_the_program_owns(folder: Folder) -> None:
    swap_in(folder, (output("to-send-back/a.xlsx", "a"), output("to-send-back/b.xlsx", "b")))
    swap_in(folder, (output("to-send-back/a.xlsx", "a"),), replaced=("to-send-back",))
    assert (folder.results / "to-send-back" / "a.xlsx").exists()
    assert not (folder.results / "to-send-back" / "b.xlsx").exists()
    assert [text for name, text in seen(folder).items() if name.endswith("b.xlsx")] == ["b"]


def test_decisions_are_backed_up_before_each_change_and_left_alone_while_open(folder: Folder) -> None:
    with one_run(folder):
        assert keep_decisions(folder, lambda path: path.write_text("one") and None) == ""
        assert keep_decisions(folder, lambda path: path.write_text("two") and None) == ""
        (folder.root / ".~lock.Decisions.xlsx#").write_text("")
        said = keep_decisions(folder, lambda path: path.write_text("three") and None)
    assert said == (
        "Decisions.xlsx is open in another program, so the new questions are not in it yet. "
        "What is not saved there was not read: save it, close it, and run again."
    )
    assert folder.decisions.read_text() == "two"
    backups = list((folder.results / "older" / "decisions").iterdir())
    assert [path.read_text() for path in backups] == ["one"]


def test_decisions_that_are_open_may_hold_answers_nobody_saved_yet_even_when_nothing_is_added(folder: Folder) -> None:
    with one_run(folder):
        assert keep_decisions(folder, lambda path: path.write_text("one") and None) == ""
        (folder.root / "~$Decisions.xlsx").write_text("")
        assert keep_decisions(folder, lambda path: path.write_text("one") and None) == (
            "Decisions.xlsx is open in another program. "
            "What is not saved there was not read: save it, close it, and run again."
        )


def test_decisions_that_cannot_be_written_are_not_said_to_be_open(folder: Folder) -> None:
    folder.decisions.write_text("one")

    def forbidden(path: Path) -> None:
        raise PermissionError(13, "Permission denied", path)

    with one_run(folder), pytest.raises(CannotWrite, match=r"Decisions.xlsx cannot be written: permission denied.$"):
        keep_decisions(folder, forbidden)
    assert folder.decisions.read_text() == "one"


def test_a_second_run_is_told_that_another_one_is_at_work(folder: Folder) -> None:
    script = (
        "import sys, time; from pathlib import Path; from mobility_xlsx.folder import one_run, project_folder\n"
        "with one_run(project_folder(Path(sys.argv[1]))):\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    other = subprocess.Popen([sys.executable, "-c", script, str(folder.root)], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunning, match="Another run is at work"), one_run(folder):
            pass
    finally:
        other.kill()
        other.wait()
    with one_run(folder):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="there no open file can be taken away")
def test_a_lock_that_was_opened_before_its_file_went_is_none(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[IO[bytes]] = []

    def late(path: Path, mode: str) -> IO[bytes]:
        lock = open(path, mode)  # noqa: SIM115 (as in the code)
        if not opened:  # between opening and taking it, another run begins and ends
            opened.append(lock)
            with one_run(folder):
                pass
        return lock

    monkeypatch.setattr("mobility_xlsx.folder.open", late, raising=False)
    with pytest.raises(AlreadyRunning), one_run(folder):
        pass
    assert opened
    with one_run(folder):
        assert (folder.results / ".running").exists()
