"""Files read and checked: how far it is, and what other computers need."""

import sys
from pathlib import Path

import pytest

from mobility_xlsx.errors import BadChoice
from mobility_xlsx.reading import executor_at, read_and_check


def test_every_file_is_one_step_on_the_way_to_all(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.csv").write_text(f"Yes?,Group of people\nx,Disengaged youth {name}\n")
    steps: list[tuple[int, int]] = []
    read_and_check([tmp_path / f"{name}.csv" for name in "abc"], lambda done, total: steps.append((done, total)))
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_without_dask_other_computers_are_asked_for_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with executor_at(None) as executor:
        assert executor is None
    with (
        pytest.raises(BadChoice, match=r'needs: python -m pip install "mobility-xlsx\[dask\]"'),
        executor_at("tcp://x:1"),
    ):
        pass
