"""The double-click files: bytes, run bit, and a real run of the .command."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mobility_xlsx.launchers import write_launchers


def test_the_batch_file_has_windows_line_ends_and_is_utf8(tmp_path: Path) -> None:
    batch, _ = write_launchers(tmp_path, r"C:\Users\José 100%\python.exe")
    text = batch.read_bytes()
    assert text.count(b"\r\n") == text.count(b"\n") > 5
    assert r'set "PYTHON=C:\Users\José 100%%\python.exe"' in text.decode("utf-8")


def test_the_command_file_may_be_run_and_keeps_odd_paths_whole(tmp_path: Path) -> None:
    _, command = write_launchers(tmp_path, "/Users/o'neil/my python")
    assert os.name == "nt" or command.stat().st_mode & 0o111 == 0o111
    assert b"\r" not in command.read_bytes()
    assert b"""python='/Users/o'"'"'neil/my python'""" in command.read_bytes()


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_command_runs_summarize_on_its_own_folder_from_anywhere(tmp_path: Path) -> None:
    folder = tmp_path / "Forest City"
    (folder / "returned").mkdir(parents=True)
    _, command = write_launchers(folder)
    elsewhere = tmp_path / "another home"
    elsewhere.mkdir()
    environment = {**os.environ, "HOME": str(elsewhere), "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        ["bash", str(command)], cwd=elsewhere, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert ran.returncode == 2
    assert "no workbook" in ran.stderr
    assert str(folder / "returned") in ran.stderr
