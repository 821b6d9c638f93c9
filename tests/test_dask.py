"""Reading on a Dask scheduler: the same result as on one machine, also when a worker is lost on the way."""

import os
import signal
import threading
from pathlib import Path

import pandas as pd
import pytest

import mobility_xlsx as mx

distributed = pytest.importorskip("distributed", reason="the extra [dask] is not installed")
pytestmark = [pytest.mark.thorough, pytest.mark.xdist_group("dask")]

WORKBOOKS = 300


def test_three_hundred_workbooks_survive_the_loss_of_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1]))
    from tests.benches.made_up import Region, written

    returned = written(Region(WORKBOOKS, 1_200, 300), tmp_path) / "returned"
    alone = mx.read(returned)
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        victim = next(iter(client.run(os.getpid).values()))
        killing = threading.Timer(1.0, os.kill, (victim, signal.SIGKILL))
        killing.start()
        together = mx.read(returned, executor=client.get_executor())
        killing.join()
    assert len(together.run.checked.files) == WORKBOOKS
    pd.testing.assert_frame_equal(alone.problems, together.problems)
    pd.testing.assert_frame_equal(alone.inventory, together.inventory)
