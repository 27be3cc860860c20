"""Files of other commands, which nothing is written over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.write.registry import MANIFEST_FILE, RUN_FOLDER

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

_ELSEWHERE = Text("请用 -o 写到别处。", "Give -o another folder.")
_FIX = Text("请用 -o 写到别处，或先移走它。", "Give -o another folder, or move it away first.")


def require_no_check(folder: str | os.PathLike[str]) -> None:
    """Raise ``UsageError`` where ``folder`` is that of a check, whose page would be replaced."""
    if (Path(folder) / RUN_FOLDER / MANIFEST_FILE).is_file():
        message = Text(
            "这个文件夹是 check 的，其中的文件会被盖掉。",
            "This is the folder of a check, whose files would be written over.",
        )
        raise UsageError(
            Problem("file-in-the-way", message, Path(folder).as_posix(), fix=_ELSEWHERE)
        )


def require_own(folder: str | os.PathLike[str], mark: str, files: Iterable[str]) -> None:
    """Raise ``UsageError`` where ``folder`` is of a check, or has ``files`` but not ``mark``.

    ``mark`` is a file that the command always writes, and no other command: without it, the others
    are somebody else's.
    """
    require_no_check(folder)
    if (Path(folder) / mark).is_file():
        return
    for path in (Path(folder) / name for name in files):
        if path.is_symlink() or path.exists():
            message = Text(
                f"这里已经有别的文件，旁边没有 {mark}，不是这个命令写的。",
                f"Another file is here, without {mark} beside it: this command did not write it.",
            )
            raise UsageError(Problem("file-in-the-way", message, path.as_posix(), fix=_FIX))
