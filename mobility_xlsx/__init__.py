"""The stakeholder inventory of Step Four of *Boosting Upward Mobility*, as Excel workbooks."""

from mobility_xlsx.version import VERSION as __version__

__all__ = ["__version__"]
