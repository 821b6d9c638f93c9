"""What a command costs with all its processes: processor time, wall time, memory."""

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from functools import cache
from pathlib import Path

from msgspec import Struct

_LOOK_EVERY_SECONDS = 0.2


class Spent(Struct, frozen=True):
    """Processor and wall seconds of a command, megabytes at their peak, and what it printed.

    `largest` is the memory of the largest process so far, `together` that of all at once, what they share counted once.
    """

    seconds: float
    wall: float
    largest: float
    together: float
    said: str


@cache
def _compiled() -> tempfile.TemporaryDirectory[str]:
    """Where compiled modules stay while this runs: an installed package has them too."""
    return tempfile.TemporaryDirectory()


def spent(words: list[str]) -> Spent:
    """What a command costs. Raises CalledProcessError when it fails."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([os.getcwd(), *sys.path])}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = _compiled().name
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment)
    most = [0.0]
    done = threading.Event()
    watching = threading.Thread(target=_watch, args=(process.pid, most, done))
    watching.start()
    said, _ = process.communicate()
    wall = time.perf_counter() - began
    done.set()
    watching.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return Spent(used, wall, after.ru_maxrss / 1024, most[0], said.strip())


def _watch(pid: int, most: list[float], done: threading.Event) -> None:
    while not done.wait(_LOOK_EVERY_SECONDS):
        most[0] = max(most[0], sum(map(_megabytes, _family(pid))))


def _family(pid: int) -> list[int]:
    """A process and all that it started; only itself where the system does not say."""
    try:
        started = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(each for child in started for each in _family(int(child)))]


def _megabytes(pid: int) -> float:
    """The proportional memory of a process; 0 when it is gone or the system does not say."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
