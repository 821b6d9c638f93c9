"""Records → pandas DataFrames, for notebooks. Text is never NaN; several values are tuples, with a long form beside."""

from collections.abc import Iterable, Sequence

import pandas as pd

from mobility_xlsx.coalition.records import Inventory, Need, meets
from mobility_xlsx.form.problems import Problem

PROBLEM_COLUMNS = ("code", "severity", "file", "sheet", "cell", "value", "says", "fix", "suggestion")
INVENTORY_COLUMNS = (
    "id", "name", "also_known_as", "type", "types", "populations", "domains", "assets", "strengths", "stance",
    "may_oppose", "mentions", "nominations", "part_of",
)  # fmt: skip
NEED_COLUMNS = ("kind", "label", "weight", "votes", "covered_by")
LONG_COLUMNS = ("id", "name", "field", "value", "file", "sheet", "cell")


def problems_frame(problems: Iterable[Problem]) -> pd.DataFrame:
    """One row per problem, all text: code, severity, file, sheet, cell, value, says, fix, suggestion."""
    rows = [tuple(str(getattr(problem, key)) for key in PROBLEM_COLUMNS) for problem in problems]
    return pd.DataFrame(rows, columns=list(PROBLEM_COLUMNS), dtype="object")


def inventory_frame(inventory: Inventory) -> pd.DataFrame:
    """One row per organization, by name.

    Text: id, name, type, stance, part_of. Tuples of text: also_known_as, types, populations, domains, assets and
    strengths.
    may_oppose is bool; mentions (rows that name it) and nominations (of Part 5) are counts.
    """
    rows = [
        (
            one.id, one.name, one.also_known_as, one.type, one.types, one.populations, one.domains, one.assets,
            one.strengths, one.stance, one.may_oppose, len(one.mentions), one.nominations, one.part_of,
        )
        for one in inventory.organizations
    ]  # fmt: skip
    types = {"may_oppose": "bool", "mentions": "int64", "nominations": "int64"}
    return pd.DataFrame(rows, columns=list(INVENTORY_COLUMNS), dtype="object").astype(types)


def inventory_long(inventory: Inventory) -> pd.DataFrame:
    """One row per value said of an organization: id, name, field, value, and the file, sheet and cell it stood in."""
    rows = [
        (one.id, one.name, said.field, said.text, said.source.file, said.source.sheet, said.source.cell)
        for one in inventory.organizations
        for mention in one.mentions
        for said in mention.said
    ]
    return pd.DataFrame(rows, columns=list(LONG_COLUMNS), dtype="object")


def needs_frame(needs: Sequence[Need], inventory: Inventory) -> pd.DataFrame:
    """One row per need of Part 1: kind, label (text), weight (float), votes (int), covered_by (tuple of ids)."""
    rows = [
        (
            str(need.kind),
            need.label,
            float(need.weight),
            need.votes,
            tuple(one.id for one in inventory.organizations if meets(one, need)),
        )
        for need in needs
    ]
    types = {"weight": "float64", "votes": "int64"}
    return pd.DataFrame(rows, columns=list(NEED_COLUMNS), dtype="object").astype(types)
