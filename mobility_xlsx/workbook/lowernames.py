"""Names that stand on lower lines: blank rows, or No.s on first lines, show which lines are theirs."""

from collections.abc import Mapping, Sequence

from mobility_xlsx.workbook.lines import Line

Owners = Mapping[int, int | None]


def lower_names(lines: Sequence[Line], boxed: bool) -> Owners:
    """For each line without a name, by its place, the place of the name between the same blank rows.

    None for a line of which blank rows leave it open whose it is; lines of which they say nothing are left out. `boxed`
    says that the rows of the names show boxes, which may have blank lines.
    """
    runs = _runs(lines)
    names = [[i for i in run if lines[i].is_named] for run in runs]
    if len(runs) < 2 or any(len({lines[i].name for i in named}) > 1 for named in names):
        return {}
    lower = [bool(named) and named[0] != run[0] for run, named in zip(runs, names, strict=True)]
    first = [bool(named) and named[0] == run[0] and len(run) > 1 for run, named in zip(runs, names, strict=True)]
    sure = sum(lower) > 1 and not any(first)
    if any(line.number for line in lines):
        return _owners(lines, runs, names, lower) if sure else {}
    if sum(map(bool, names)) < 2:
        return {}
    if boxed and not lower[0]:
        usual = 2 * sum(lower) >= sum(map(bool, names)) and not any(first)
        return dict.fromkeys(_above(lines, runs, lower)) if usual else {}
    found = _owners(lines, runs, names, [True] * len(runs))
    return found if sure else {**found, **dict.fromkeys(_above(lines, runs, lower))}


def _runs(lines: Sequence[Line]) -> list[list[int]]:
    """The filled lines between blank rows, or from one No. to the next where No.s stand on first lines only."""
    numbers = [line.number for line in lines if line.number]
    if len(set(numbers)) < len(numbers) or any(line.band for line in lines):
        return []
    runs: list[list[int]] = []
    last = 0
    for i, line in enumerate(lines):
        if line.cells and not line.example:
            if not runs or (line.number if numbers else line.row - last > 1):
                runs.append([])
            runs[-1].append(i)
            last = line.row
    return runs


def _owners(
    lines: Sequence[Line], runs: Sequence[Sequence[int]], names: Sequence[Sequence[int]], wanted: Sequence[bool]
) -> dict[int, int | None]:
    return {
        i: named[0] if named else None
        for run, named, is_wanted in zip(runs, names, wanted, strict=True)
        if is_wanted
        for i in run
        if not lines[i].is_named
    }


def _above(lines: Sequence[Line], runs: Sequence[Sequence[int]], lower: Sequence[bool]) -> list[int]:
    """The nameless lines of the runs whose names stand on lower lines."""
    return [i for run, is_lower in zip(runs, lower, strict=True) if is_lower for i in run if not lines[i].is_named]
