"""Files that are written kept apart from those that are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.load.files.find import STANDARD_INPUT

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

_FIX = Text("请用 -o 等选项写到别处。", "Write somewhere else: with -o, or the option it has.")


def require_apart(
    written: Iterable[str | os.PathLike[str]], read: Iterable[str | os.PathLike[str]]
) -> None:
    """Raise ``UsageError`` where something in ``written`` is, or would take in, what is ``read``.

    Both are files and folders, by whatever names they go, links included. A folder that is written
    must not hold what is read; one that is read is searched, so nothing may be written within it,
    where it would be read as well. Standard input is no file.
    """
    sources = [Path(path) for path in read if str(path) != STANDARD_INPUT]
    for path in written:
        target = Path(path)
        for source in sources:
            if _same(target, source) or _holds(target, source):
                message = Text(
                    f"会盖掉要读的“{source.as_posix()}”。",
                    f"It would overwrite '{source.as_posix()}', which is to be read.",
                )
            elif source.is_dir() and _holds(source, target):
                message = Text(
                    f"它在要读的“{source.as_posix()}”里面。",
                    f"It lies within '{source.as_posix()}', which is to be read.",
                )
            else:
                continue
            raise UsageError(Problem("output-in-input", message, target.as_posix(), fix=_FIX))


def _same(one: Path, other: Path) -> bool:
    """Return whether both are one file: hard links, and names that differ in case, are as well."""
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()


def _holds(folder: Path, path: Path) -> bool:
    """Return whether ``path`` lies within ``folder``."""
    return any(_same(folder, parent) for parent in path.resolve().parents)
