"""How often Python looks for garbage: what a run makes is needed to its end, and looking is a tenth of its cost."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def collect_seldom() -> None:
    """From now on, look when half a million objects have come to stay, some 50 MB; Python would at 700."""
    gc.set_threshold(500_000, 20, 50)


def collect_no_more() -> None:
    """Leave all there is to the end of the process: to look through it there is a twentieth of the cost of a run."""
    gc.freeze()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """`collect_seldom` for a while, in a process of others."""
    usual = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*usual)
