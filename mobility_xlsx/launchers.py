"""The two files for a double click: they run `summarize` on their own folder and open the result."""

import os
import shlex
import sys
from pathlib import Path

NAME = "Check and summarize"

_BATCH = """@echo off
chcp 65001 >nul
cd /d "%~dp0"
set "PYTHON={python}"
if exist "%PYTHON%" ("%PYTHON%" -m mobility_xlsx summarize .) else (mobility-xlsx summarize .)
if errorlevel 2 goto stopped
start "" "results\\Summary.xlsx"
:stopped
echo.
pause
"""

_COMMAND = """#!/bin/bash
cd "$(dirname "$0")" || exit 1
python={python}
if [ -x "$python" ]; then "$python" -m mobility_xlsx summarize .; else mobility-xlsx summarize .; fi
code=$?
if [ "$code" -lt 2 ] && command -v open >/dev/null; then open "results/Summary.xlsx"; fi
echo
if [ -t 0 ]; then read -r -p "Press Return to close this window. "; fi
exit "$code"
"""


def write_launchers(folder: Path, python: str = sys.executable) -> tuple[Path, Path]:
    """Write the Windows (.bat) and macOS (.command) launchers into `folder`; both know where `python` is.

    The .bat has Windows line ends and is UTF-8, the .command may be run. On another computer they use the
    `mobility-xlsx` on its path.
    """
    batch, command = folder / f"{NAME}.bat", folder / f"{NAME}.command"
    batch.write_bytes(_BATCH.format(python=python.replace("%", "%%")).replace("\n", "\r\n").encode("utf-8"))
    command.write_bytes(_COMMAND.format(python=shlex.quote(python)).encode("utf-8"))
    os.chmod(command, 0o755)
    return batch, command
