"""Changes ten random lines of coalition/ and form/, one at a time and in a copy, and says which the tests notice.

    python tests/tools/mutate.py [--seed 7] [--lines 10] [--own]

The tests of the changed room come first, then all others; with --own the room's own have to notice it. The same seed
changes the same lines of the same code. Exits with 1 when fewer than nine in ten are noticed.
"""

import argparse
import ast
import copy
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).parents[2]
ROOMS = ("coalition", "form")
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "node_modules")
NOTICED = 0.9
SECONDS = 300  # a change that makes the tests go on for ever is noticed too
MEMORY = 8 << 30  # not where real programs are driven: browsers reserve far more

FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
SWAPPED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


class Change(Struct, frozen=True):
    """One expression of a file and what to write in its place; ends are byte offsets in the file."""

    path: Path  # from the root of the copy
    line: int
    start: int
    end: int
    was: str
    text: str

    @property
    def room(self) -> str:
        return self.path.parent.name

    def applied(self, source: bytes) -> bytes:
        return source[: self.start] + self.text.encode() + source[self.end :]

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.was}  ->  {self.text}"


def changed(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions that may stand in the place of `node`, each a mistake somebody could make."""
    new = copy.deepcopy(node)
    if isinstance(new, ast.Compare) and type(new.ops[0]) in FLIPPED:
        new.ops[0] = FLIPPED[type(new.ops[0])]()
        yield new
    elif isinstance(new, ast.BoolOp):
        new.op = ast.Or() if isinstance(new.op, ast.And) else ast.And()
        yield new
    elif isinstance(new, ast.UnaryOp) and isinstance(new.op, ast.Not):
        yield new.operand
    elif isinstance(new, ast.BinOp) and type(new.op) in SWAPPED and not _is_text(new):
        new.op = SWAPPED[type(new.op)]()
        yield new
    elif isinstance(new, ast.Constant):
        yield from _other_constants(new.value)


def _is_text(node: ast.BinOp) -> bool:
    sides = (node.left, node.right)
    return any(isinstance(side, ast.JoinedStr | ast.Constant) and not _is_number(side) for side in sides)


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def _other_constants(value: object) -> Iterator[ast.expr]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)
    elif isinstance(value, str) and value:
        yield ast.Constant(value + "x")


def expressions(tree: ast.AST) -> Iterator[ast.expr]:
    """Every expression that does something when the code runs: no annotation, docstring, decorator or f-string.

    Nor what guards or sizes only: `strict=` of zip and `maxsize=` of a cache.
    """
    if isinstance(tree, ast.expr) and not isinstance(tree, ast.JoinedStr):
        yield tree
    sizes = isinstance(tree, ast.keyword) and tree.arg in ("strict", "maxsize")
    for name, value in ast.iter_fields(tree):
        idle = name in ("annotation", "returns", "decorator_list", "bases") or isinstance(tree, ast.JoinedStr) or sizes
        for child in () if idle else value if isinstance(value, list) else (value,):
            says = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            if isinstance(child, ast.AST) and not says:
                yield from expressions(child)


def changes(path: Path, root: Path) -> Iterator[Change]:
    """Every change that may be made in one module."""
    source = path.read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    shown = path.relative_to(root)

    def change(node: ast.expr | ast.stmt, text: str) -> Change:
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        return Change(shown, node.lineno, start, end, source[start:end].decode(), text)

    tree = ast.parse(source)
    for node in expressions(tree):
        yield from (change(node, f"({ast.unparse(new)})") for new in changed(node))
    for each in ast.walk(tree):
        if isinstance(each, ast.Return) and each.value is not None and not isinstance(each.value, ast.Constant):
            yield change(each, "return None")


def drawn(work: Path, seed: int, lines: int) -> list[Change]:
    """One change for each of so many lines, drawn from all lines of the rooms that can be changed."""
    places: dict[tuple[Path, int], list[Change]] = {}
    for room in ROOMS:
        for path in sorted((work / "mobility_xlsx" / room).glob("*.py")):
            for change in changes(path, work):
                places.setdefault((path, change.line), []).append(change)
    choose = random.Random(seed)
    return [choose.choice(places[place]) for place in choose.sample(sorted(places), lines)]


def is_noticed(change: Change, work: Path, own: bool) -> bool:
    """True when tests fail, or do not end, with the change in the copy of the code at `work`."""
    path = work / change.path
    source = path.read_bytes()
    path.write_bytes(change.applied(source))
    try:
        return not pass_tests(work, change.room) or not (own or pass_tests(work))
    finally:
        path.write_bytes(source)


def pass_tests(work: Path, room: str = "") -> bool:
    """True when the tests of a room, or all there are, pass on the copy of the code at `work`."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    command += ["-n", "0", f"tests/{room}"] if room else []
    try:
        ended = subprocess.run(
            command, cwd=work, capture_output=True, timeout=SECONDS, preexec_fn=_limit if room else None
        )
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode == 0


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> int:
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("--seed", type=int, default=random.randrange(10_000))
    read.add_argument("--lines", type=int, default=10)
    read.add_argument("--own", action="store_true")
    given = read.parse_args()
    print(f"seed {given.seed}")
    noticed = 0
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "copy"
        shutil.copytree(ROOT, work, ignore=LEFT_OUT)
        if not all(pass_tests(work, room) for room in (ROOMS if given.own else ("",))):
            print("Tests fail as it is: nothing can be told.")
            return 1
        for change in drawn(work, given.seed, given.lines):
            found = is_noticed(change, work, given.own)
            noticed += found
            print(f"{'noticed' if found else 'NOT NOTICED':<12}{change}", flush=True)
    print(f"{noticed} of {given.lines} noticed")
    return 0 if noticed >= NOTICED * given.lines else 1


if __name__ == "__main__":
    sys.exit(main())
