"""What has come back: the workbooks in files and folders, also inside emails and zips, and what was passed over."""

import datetime
import hashlib
import os
import stat
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from mobility_xlsx.errors import BadChoice, NotReadable
from mobility_xlsx.mail import containers
from mobility_xlsx.mail.containers import Contained
from mobility_xlsx.mail.copies import is_lock_file, locked_name, original_name
from mobility_xlsx.mail.pieces import FilePiece
from mobility_xlsx.mail.sheetfiles import grouped, is_sheet_file, together
from mobility_xlsx.text import one_line, parted, told_apart

_LEFT_ALONE: Final = {"results", "__macosx", "thumbs.db", "desktop.ini", ".ds_store", "icon\r"}
_DEPTH: Final = 2


class ReturnedFile(Struct, frozen=True):
    """One workbook that came back. `name` is as shown to staff, such as "mailed.zip/filled.xlsx".

    `received` is when it was mailed, else when it was written last, in ISO form; `sender` who mailed it, name and
    address. `copy_of` is the name it has without a mark such as "(1)" or "conflicted copy", "" when it has none. A
    folder of CSV files of one workbook has several pieces.
    """

    name: str
    pieces: tuple[FilePiece, ...]
    received: str = ""
    sender: str = ""
    copy_of: str = ""

    def load(self) -> tuple[tuple[str, bytes], ...]:
        """The pieces with their names, read now."""
        return tuple((piece.name, piece.load()) for piece in self.pieces)


class Skipped(Struct, frozen=True):
    """A file passed over on purpose: a catalogue code (lock-file, same-bytes, link) and the file it concerns."""

    name: str
    code: str
    other: str = ""


class Inbox(Struct, frozen=True):
    """What has come back. `not_read` are containers and places that cannot even be looked into."""

    sources: tuple[ReturnedFile, ...]
    skipped: tuple[Skipped, ...] = ()
    not_read: tuple[tuple[str, NotReadable], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all that is in it."""
        refused = (name for name, _ in self.not_read)
        return (*(one.name for one in self.sources), *(one.name for one in self.skipped), *refused)

    def behind(self, front: str) -> "Inbox":
        """The same with `front` before all names."""
        sources = (replace(one, name=front + one.name) for one in self.sources)
        skipped = (replace(one, name=front + one.name) for one in self.skipped)
        return Inbox(tuple(sources), tuple(skipped), tuple((front + name, why) for name, why in self.not_read))


class _Find(Struct, frozen=True):
    """A file on the way to being a source: where it is shown, and how to get at it."""

    name: str
    piece: FilePiece
    received: str = ""
    sender: str = ""

    @property
    def folder(self) -> str:
        """The place it is shown in, without its own name."""
        return self.name.rpartition("/")[0]


_Seen = _Find | Skipped | tuple[str, NotReadable]
_Places = dict[Path, list[_Seen]]  # by the folder below which each is named


def collect(paths: Sequence[str | os.PathLike[str]]) -> Inbox:
    """All that came back in `paths`, files or folders, in the order of their names.

    Folders are searched throughout; links that lead out of them, hidden files, results/ and the Decisions.xlsx beside
    it are left alone. Where two files of different folders are called alike, all have their folder in front of their
    names. Raises BadChoice for a path that does not exist.
    """
    seen: _Places = {}
    for path in map(Path, paths):
        if not os.path.lexists(path):
            raise BadChoice(f"There is no file or folder {one_line(str(path))}. Name the folder of returned workbooks.")
        found = _walked(path) if path.is_dir() else _named(path.name, path)
        root = Path(os.path.abspath(path if path.is_dir() else path.parent))
        seen.setdefault(root, []).extend(each for find in found for each in _opened(find))
    folders = {Path(os.path.abspath(path)) for path in paths if Path(path).is_dir()}
    alone = folders if len(folders) == 1 else ()
    inboxes = {root: _sorted_out(found, root.name if root in alone else "") for root, found in _apart(seen).items()}
    return _together(_called_apart(inboxes))


def _called_apart(inboxes: Mapping[Path, Inbox]) -> Iterator[Inbox]:
    """What came back below each root; with the roots in front of all names where two are alike."""
    times = Counter(name for inbox in inboxes.values() for name in {name.casefold() for name in inbox.names})
    if max(times.values(), default=0) < 2:
        yield from inboxes.values()
    else:
        yield from (inbox.behind(front) for front, inbox in zip(_fronts(inboxes), inboxes.values(), strict=True))


def _fronts(roots: Collection[Path]) -> Iterator[str]:
    """What stands in front of names below each root: its name, with those above it that tell it from other roots."""
    depths = ([root.parts[-depth:] for root in roots] for depth in count(1))  # at the deepest no two are alike
    apart = next(ends for ends in depths if len(set(ends)) == len(roots))
    return told_apart((one_line("/".join(end)), "/") for end in apart)


def _walked(root: Path) -> Iterator[_Seen]:
    """The files below `root` that may be answers, by their names below it."""
    for folder, folders, files in os.walk(root):
        ours = {"decisions.xlsx"} if "results" in folders else set()
        folders[:] = sorted(name for name in folders if not _is_left_alone(name) and not _is_link(folder, name))
        for name in sorted(name for name in files if name.lower() not in ours):
            path = Path(folder, name)
            shown = path.relative_to(root).as_posix()
            if name.startswith(".") and name.endswith(".icloud"):
                yield one_line(shown), NotReadable("is-cloud-stub")
            elif _is_left_alone(name) and not is_lock_file(name):
                continue
            elif path.is_symlink() and not _real(path).is_relative_to(_real(root)):
                yield Skipped(one_line(shown), "link")
            else:
                yield from _named(shown, path)


def _named(shown: str, path: Path) -> Iterator[_Seen]:
    if is_lock_file(path.name):
        yield Skipped(one_line(shown), "lock-file", one_line(locked_name(path.name)))
    else:
        yield from _file(shown, path)


def _is_left_alone(name: str) -> bool:
    return name.startswith(".") or name.lower() in _LEFT_ALONE or name.lower().endswith(".tmp")


def _real(path: Path) -> Path:
    """Where a path leads; unlike `resolve`, of a link to itself, too."""
    return Path(os.path.realpath(path))


def _is_link(folder: str, name: str) -> bool:
    return Path(folder, name).is_symlink()


def _file(shown: str, path: Path) -> Iterator[_Find | tuple[str, NotReadable]]:
    try:
        about = path.stat()
    except OSError:
        yield one_line(shown), NotReadable("cannot-open")
        return
    if not stat.S_ISREG(about.st_mode):
        yield one_line(shown), NotReadable("not-a-regular-file")
        return
    written = datetime.datetime.fromtimestamp(about.st_mtime, datetime.UTC).replace(microsecond=0)
    yield _Find(one_line(shown), FilePiece(path.name, str(path)), written.isoformat())


def _opened(found: _Seen) -> Iterator[_Seen]:
    """`found` itself, or what stands inside it when it is an email or a zip of files.

    All that one file holds is counted together, however it is nested: a zip of zips would unpack for days.
    """
    waiting = [(found, 0)]
    room, files = containers.UNPACKED_BYTES, containers.MEMBERS
    while waiting:
        find, depth = waiting.pop()
        if not isinstance(find, _Find):
            yield find
            continue
        try:
            kind, contents = find.piece.contents()
            if contents is None:
                yield find
                continue
            if depth >= _DEPTH:
                raise NotReadable("nested-too-deep")
            room, files = _left(room, files, contents)
        except OSError:
            yield find.name, NotReadable("cannot-open")
        except NotReadable as refusal:
            yield find.name, refusal
        else:
            waiting += [(each, depth + 1) for each in _inside(find, kind, contents)]


def _left(room: int, files: int, contents: tuple[Contained, ...]) -> tuple[int, int]:
    """How many bytes and files more than `contents` one returned file may still hold; raises NotReadable."""
    room, files = room - sum(each.size for each in contents), files - len(contents)
    if room < 0:
        raise NotReadable("unpacks-too-far")
    if files < 0:
        raise NotReadable("too-many-files-inside", count=str(len(contents)))
    return room, files


def _inside(find: _Find, kind: str, contents: tuple[Contained, ...]) -> Iterator[_Seen]:
    nothing = True
    ways = [_way(each.name) for each in contents]
    shown_names = told_apart(parted("/".join((find.name, *names))) for names in ways)
    for each, names, shown in zip(contents, ways, shown_names, strict=True):
        if not names or any(_is_left_alone(name) for name in names):
            continue
        nothing = False
        if is_lock_file(names[-1]):
            yield Skipped(shown, "lock-file", locked_name(names[-1]))
            continue
        piece = FilePiece(names[-1], find.piece.path, (*find.piece.inside, (kind, each.number)))
        received = find.received if find.sender else (each.received or find.received)
        yield _Find(shown, piece, received, each.sender or find.sender)
    if nothing:
        yield find.name, NotReadable("no-workbook-inside")


def _way(name: str) -> list[str]:
    """The folders on the way to a file in a container, and its own name."""
    return [one_line(part) for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]


def _apart(seen: _Places) -> _Places:
    """What was seen, each place on the disk once."""
    known = set()
    kept: _Places = {root: [] for root in seen}
    for root, each in ((root, each) for root, found in seen.items() for each in found):
        key: object = (os.path.realpath(each.piece.path), each.piece.inside) if isinstance(each, _Find) else each
        if isinstance(key, tuple) and isinstance(each, _Find | Skipped):
            if key in known:
                continue
            known.add(key)
        kept[root].append(each)
    return kept


def _sorted_out(seen: Sequence[_Seen], whole: str) -> Inbox:
    """What came of what was seen below one root; `whole` names the one folder there is, "" for any other root."""
    finds = [each for each in seen if isinstance(each, _Find)]
    skipped = tuple(each for each in seen if isinstance(each, Skipped))
    refused = tuple(each for each in seen if isinstance(each, tuple))
    return Inbox(tuple(_sources(finds, whole)), skipped, refused)


def _together(inboxes: Iterable[Inbox]) -> Inbox:
    """All of several, in the order of their names, each content once."""
    several = tuple(inboxes)
    sources, same = _each_once([source for inbox in several for source in inbox.sources])
    skipped = [*(each for inbox in several for each in inbox.skipped), *same]
    refused = (each for inbox in several for each in inbox.not_read)
    return Inbox(
        tuple(sorted(sources, key=lambda source: source.name)),
        tuple(sorted(skipped, key=lambda each: each.name)),
        tuple(sorted(refused, key=lambda each: each[0])),
    )


def _sources(finds: list[_Find], root: str) -> list[ReturnedFile]:
    """The sources: a file each, but CSV files of one workbook together."""
    sources = []
    tables: dict[str, list[_Find]] = {}
    for find in finds:
        if is_sheet_file(find.piece.name):
            tables.setdefault(find.folder, []).append(find)
        else:
            copy_of = original_name(find.piece.name)
            sources.append(ReturnedFile(find.name, (find.piece,), find.received, find.sender, copy_of))
    others = {find.folder for find in finds if not is_sheet_file(find.piece.name)}
    for folder, files in tables.items():
        alone = folder not in others and bool(folder)
        for head, places in _groups(files, alone):
            group = [files[place] for place in places]
            is_whole = len(group) == len(files) and folder not in others
            sources.append(_table_source(group, head, (folder or root) if is_whole else ""))
    return sources


def _groups(files: list[_Find], alone: bool) -> list[tuple[str, list[int]]]:
    names = [find.piece.name for find in files]
    groups = grouped(names, alone)
    if len(groups) == len(files) and together(names, lambda place: _loaded(files[place].piece)):
        return [("", list(range(len(files))))]
    return groups


def _loaded(piece: FilePiece) -> bytes:
    """The bytes, none for a file that cannot be read, which is told later."""
    try:
        return piece.load()
    except (OSError, NotReadable):
        return b""


def _table_source(group: list[_Find], head: str, folder: str) -> ReturnedFile:
    """CSV files as one source, called by the `folder` they fill or else by the beginning they share."""
    first = group[0]
    newest = max(find.received for find in group)
    if len(group) == 1:
        return ReturnedFile(first.name, (first.piece,), newest, first.sender, original_name(first.piece.name))
    name = folder or f"{first.folder}/{head or 'sheets'}-*.csv".lstrip("/")
    return ReturnedFile(name, tuple(find.piece for find in group), newest, first.sender)


def _each_once(sources: list[ReturnedFile]) -> tuple[list[ReturnedFile], list[Skipped]]:
    """The sources with different bytes, and those passed over; the name without a mark of a copy stays."""
    kept: dict[str, ReturnedFile] = {}
    skipped = []
    for source in sorted(sources, key=lambda each: (bool(each.copy_of), each.name)):
        digest = _digest(source)
        if digest in kept:
            skipped.append(Skipped(source.name, "same-bytes", kept[digest].name))
        else:
            kept[digest] = source
    return list(kept.values()), skipped


def _digest(source: ReturnedFile) -> str:
    """What the bytes of a source come down to; the name itself for one that is empty, huge or cannot be opened."""
    digest = hashlib.sha256()
    try:
        if any(os.stat(piece.path).st_size > containers.CONTAINER_BYTES // 4 for piece in source.pieces):
            return source.name
        for _, data in source.load():
            digest.update(b"%d:" % len(data) + data)
            if not data:
                return source.name
    except (OSError, NotReadable):
        return source.name
    return digest.hexdigest()
