"""How much memory a reading process may take, on every operating system."""

import ctypes
import subprocess
import sys
from pathlib import Path

from mobility_xlsx.workbook import limits


def limit_own_memory() -> None:
    """Lets this process take the limit of one file on top of what it has now, where the system can see to that."""
    if sys.platform == "linux":
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + limits.READING_BYTES
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))


def takes_too_much(process: int) -> bool:
    """True when the process with this number holds more memory than one file may cost.

    On Linux the system itself sees to the limit, so it is not asked.
    """
    if sys.platform == "linux":
        return False
    resident = _resident_on_windows(process) if sys.platform == "win32" else _resident_by_ps(process)
    return resident > limits.READING_BYTES


def _resident_by_ps(process: int) -> int:
    answer = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=False)
    kilobytes = answer.stdout.strip()
    return int(kilobytes) * 1024 if kilobytes.isdigit() else 0


def _resident_on_windows(process: int) -> int:
    """The working set, asked of the system; 0 when the process has ended."""
    if sys.platform != "win32":
        return 0

    class Counters(ctypes.Structure):
        _fields_ = [("size", ctypes.c_uint32), ("faults", ctypes.c_uint32)] + [
            (f"amount{number}", ctypes.c_size_t) for number in range(8)
        ]

    query_information, read_memory = 0x0400, 0x0010
    kernel = ctypes.windll.kernel32
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(query_information | read_memory, False, process)
    if not handle:
        return 0
    counters = Counters(size=ctypes.sizeof(Counters))
    known = kernel.K32GetProcessMemoryInfo(ctypes.c_void_p(handle), ctypes.byref(counters), counters.size)
    kernel.CloseHandle(ctypes.c_void_p(handle))
    return int(counters.amount1) if known else 0
