"""The files that the paths of a run lead to, in one order on every system."""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.files.documents import named_document
from scriptcheck.load.files.selection import FileChoice, Selection, owner_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STANDARD_INPUT: Final = "-"

_BYTE: Final = re.compile(rb"\\x([0-9a-f]{2})")
_REASONS: Final = {
    errno.EACCES: Text("没有读取权限。", "No permission to read it."),
    errno.EPERM: Text("没有读取权限。", "No permission to read it."),
    errno.ELOOP: Text("符号链接绕成了圈。", "The symbolic links go in a circle."),
    errno.ENAMETOOLONG: Text("路径过长。", "The path is too long."),
    errno.EIO: Text("磁盘读取出错。", "The disk failed."),
}


@dataclass(frozen=True, slots=True)
class TranscriptFile:
    """A file to be read."""

    path: Path | None
    """``None`` for standard input."""
    source: str
    """The path as the user would name it, with ``/`` on every system."""
    call_id: str
    """The id of a call in it that says none itself."""
    suffix: str = ""
    """Lower case, with the dot; empty where there is none."""


def find_files(
    paths: Sequence[str], selection: Selection, *, written: Path | None = None
) -> Iterator[TranscriptFile | Problem]:
    """Yield the transcripts that ``paths`` name or hold, and a problem for what is not there.

    Folders are read to the bottom, in the order of their files' names by code point, each once
    even where links lead to it again. Names that begin with a dot are left out. What links lead to
    in the folder ``written``, to which what is read would add without an end, is a problem.
    Of several ``paths`` that lead to one file the first counts.
    """
    target = None if written is None else PurePath(os.path.realpath(written))
    found: set[str] | None = set() if len(paths) > 1 else None
    for path in paths:
        if path == STANDARD_INPUT:
            yield TranscriptFile(None, "stdin", "stdin")
            continue
        for file in _find(path, selection, target):
            if found is not None and isinstance(file, TranscriptFile) and file.path is not None:
                place = os.path.realpath(file.path)
                if place in found:
                    continue
                found.add(place)
            yield file


def os_problem(error: OSError, source: str) -> Problem:
    """Return the problem of a file that the system does not give."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return _not_found(source)
    system = error.strerror or type(error).__name__
    unknown = Text(f"无法读取：{system}。", f"Cannot be read: {system}.")
    return Problem("unreadable", _REASONS.get(error.errno or 0, unknown), source)


def _find(
    path: str, selection: Selection, target: PurePath | None
) -> Iterator[TranscriptFile | Problem]:
    source = shown_path(PurePath(path).as_posix())
    try:
        # Path("") is the working folder, which an empty name does not mean.
        mode = os.stat(path).st_mode  # noqa: PTH116
    except OSError as error:
        yield os_problem(error, source if path else "")
    except ValueError:
        yield _not_found(source)
    else:
        if stat.S_ISDIR(mode):
            yield from _Folder(Path(path), selection, target).files()
        else:
            file = Path(path)
            if (owner := owner_file(source)) is not None:
                yield owner
                return
            yield TranscriptFile(file, source, shown_path(file.stem), file.suffix.lower())


class _Folder:
    """A folder that the user named, on the way through it."""

    def __init__(self, root: Path, selection: Selection, target: PurePath | None) -> None:
        self._root: Final = root
        self._target: Final = target
        self._selection: Final = selection
        self._entered: Final[set[tuple[int, int]]] = set()

    def files(self) -> Iterator[TranscriptFile | Problem]:
        is_empty = True
        for found in self._walk():
            is_empty = False
            yield found
        if is_empty:
            yield no_transcripts(shown_path(self._root.as_posix()), self._selection)

    def _walk(self) -> Iterator[TranscriptFile | Problem]:
        # Not by recursion: folders may be nested deeper than Python's calls.
        waiting = [PurePosixPath()]
        while waiting:
            path = waiting.pop()
            is_folder = False
            try:
                if self._is_written(path):
                    yield _written_to(self._source(path))
                    continue
                status = (self._root / path).stat()
                is_folder = stat.S_ISDIR(status.st_mode)
                if is_folder:
                    waiting += reversed(self._enter(path, (status.st_dev, status.st_ino)))
                    continue
            except OSError as error:
                if (
                    is_folder
                    or self._selection.choose(shown_path(str(path))) is not FileChoice.SKIP
                ):
                    yield os_problem(error, self._source(path))
                continue
            yield from self._look_at(path, is_regular=stat.S_ISREG(status.st_mode))

    def _is_written(self, path: PurePosixPath) -> bool:
        """Return whether ``path`` is, or is a link into, the folder that is written to."""
        if self._target is None:
            return False
        here = self._root / path
        if path.name != self._target.name and not here.is_symlink():
            return False
        return PurePath(os.path.realpath(here)).is_relative_to(self._target)

    def _enter(self, folder: PurePosixPath, identity: tuple[int, int]) -> list[PurePosixPath]:
        """Return what is in ``folder``, in order; nothing if it was here before."""
        is_out = folder.name and not self._selection.enters(shown_path(str(folder)))
        if is_out or identity in self._entered:
            return []
        self._entered.add(identity)
        names = os.listdir(self._root / folder)  # noqa: PTH208  (names are all that is needed)
        return [folder / name for name in sorted(names) if not name.startswith(".")]

    def _look_at(
        self, path: PurePosixPath, *, is_regular: bool
    ) -> Iterator[TranscriptFile | Problem]:
        choice = self._selection.choose(shown_path(str(path)))
        if choice is FileChoice.READ and not is_regular:
            yield not_a_file(self._source(path))
        elif choice is FileChoice.READ:
            call_id = shown_path(str(path).removesuffix(path.suffix))
            file = self._root / path
            yield TranscriptFile(file, self._source(path), call_id, path.suffix.lower())
        elif choice is FileChoice.DOUBT:
            yield unknown_format(self._source(path))

    def _source(self, path: PurePosixPath) -> str:
        return shown_path((self._root / path).as_posix())


def path_shown(name: str) -> str:
    r"""Return the path that is shown as ``name``, in which bytes may stand as ``\xNN``."""
    if "\\x" not in name or os.path.lexists(name):
        return name
    raw = _BYTE.sub(lambda match: bytes([int(match[1], 16)]), os.fsencode(name))
    return os.fsdecode(raw) if os.path.lexists(raw) else name


def shown_path(name: str) -> str:
    r"""Return the path ``name`` as text: bytes that are not UTF-8 become ``\xNN``."""
    try:
        return os.fsencode(name).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return name.encode("utf-8", "backslashreplace").decode()


def _not_found(source: str) -> Problem:
    message = Text("找不到这个文件或文件夹。", "No such file or folder.")
    return Problem("not-found", message, source, fix=Text("请检查路径。", "Check the path."))


def not_a_file(source: str) -> Problem:
    """Return the problem of what is no regular file, and might be waited for without end."""
    message = Text("不是普通文件（管道或设备）。", "Not a regular file, but a pipe or device.")
    fix = Text("需要读取时请直接写出它的路径。", "To read it, name its path itself.")
    return Problem("not-a-file", message, source, fix=fix)


def _written_to(source: str) -> Problem:
    message = Text(
        "链接指向正在写入的文件夹，没有读取。", "A link to what is being written; it was not read."
    )
    fix = Text("请用 -o 写到别处，或去掉链接。", "Give -o another folder, or remove the link.")
    return Problem("output-in-input", message, source, fix=fix)


def unknown_format(source: str) -> Problem:
    """Return the problem of a file of which its name does not say whether it is a transcript."""
    if (document := named_document(source)) is not None:
        return document
    message = Text("不认识的文件类型，没有读取。", "A file of unknown kind, not read.")
    fix = Text(
        "如果是通话记录，请用 --include 指定（如 --include '*.dat'）；否则用 --exclude 排除。",
        "If it is a transcript, name it with --include, as in --include '*.dat'; if not, leave"
        " it out with --exclude.",
    )
    return Problem("unknown-format", message, source, fix=fix)


def no_transcripts(source: str, selection: Selection) -> Problem:
    """Return the problem of a folder or archive that holds nothing to be read."""
    message = Text("里面没有可读的通话记录。", "It holds no transcripts.")
    fix = Text("请检查路径。", "Check the path.")
    if selection.included or selection.excluded:
        fix = Text("请检查 --include 和 --exclude。", "Check --include and --exclude.")
    return Problem("no-transcripts", message, source, fix=fix)
