"""The stakeholder inventory of Step Four of *Boosting Upward Mobility*, as Excel workbooks.

import mobility_xlsx as mx
run = mx.read("returned/")
run.problems, run.inventory, run.needs      # DataFrames
mx.shortlist(run), mx.invitations(run)      # records, each with its reasons in words

Every exception of its own is a mx.MobilityError: one plain sentence that names the file and the way out.
"""

from typing import TYPE_CHECKING, Any

from mobility_xlsx.errors import (
    AlreadyRunning,
    BadChoice,
    BadTemplate,
    CannotWrite,
    DoesNotFit,
    MobilityError,
    NothingToCover,
    NothingToRead,
    NotReadable,
)
from mobility_xlsx.version import VERSION as __version__

if TYPE_CHECKING:
    from mobility_xlsx.library import Reading, invitations, read, shortlist, write_summary, write_template

__all__ = [
    "AlreadyRunning",
    "BadChoice",
    "BadTemplate",
    "CannotWrite",
    "DoesNotFit",
    "MobilityError",
    "NotReadable",
    "NothingToCover",
    "NothingToRead",
    "Reading",
    "__version__",
    "invitations",
    "read",
    "shortlist",
    "write_summary",
    "write_template",
]


def __dir__() -> list[str]:
    return sorted(__all__)


def __getattr__(name: str) -> Any:
    """The public names, imported when first used: `--help` and a bad argument need none of them."""
    if name not in __all__:
        raise AttributeError(f"module 'mobility_xlsx' has no attribute {name!r}")
    from mobility_xlsx import library

    return getattr(library, name)
