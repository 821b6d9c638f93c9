"""Garbage is looked for seldom while a run is made, and as before when it is done."""

import gc

import pytest

from mobility_xlsx.garbage import seldom_collected


def test_a_run_is_seldom_searched() -> None:
    usual = gc.get_threshold()[0]
    with seldom_collected():
        assert gc.get_threshold()[0] > 100 * usual


def test_other_work_in_the_process_is_searched_as_before_even_after_an_error() -> None:
    usual = gc.get_threshold()
    with pytest.raises(KeyboardInterrupt):
        _stopped()
    assert gc.get_threshold() == usual


def _stopped() -> None:
    with seldom_collected():
        raise KeyboardInterrupt
