"""What a module of this room lists for others to import is there."""

import importlib
import re
from pathlib import Path

import pytest

from mobility_xlsx import coalition

ROOM = Path(coalition.__file__).parent
LISTING = [path.stem for path in sorted(ROOM.glob("*.py")) if re.search("^__all__", path.read_text("utf-8"), re.M)]


@pytest.mark.parametrize("name", LISTING)
def test_every_name_a_module_offers_is_there(name: str) -> None:
    module = importlib.import_module(f"mobility_xlsx.coalition.{name}")
    assert [offered for offered in module.__all__ if not hasattr(module, offered)] == []
