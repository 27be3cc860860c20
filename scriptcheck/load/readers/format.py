"""What a transcript format is: a name, the suffixes of its files, and two functions."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.transcript import Transcript

_UNTITLED: Final = Text("", "")


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write calls down.

    A package of one's own brings formats by an entry point of the group ``scriptcheck.formats``
    that names such an object, or a ``JsonShape``.
    """

    name: str
    """Stable, lower-case name."""
    suffixes: tuple[str, ...]
    """Suffixes of its files, lower case, with the dot."""
    recognises: Callable[[Transcript], bool]
    """Returns by the content alone whether a transcript is in this format, without reading on."""
    read: Callable[[Transcript], Iterator[Call | Problem]]
    """Yields the calls of a transcript in their order, and a problem for each that it cannot read.

    May raise ``LoadError`` where nothing more can be read, and ``OSError``.
    """
    title: Text = _UNTITLED
    """What it is, in a few words."""
    extra: str = ""
    """The extra of scriptcheck that brings the library which it needs; empty where none does."""
    library: str = ""
    """The module to be imported from that library."""
    by_line: Callable[[Transcript], bool] | None = None
    """Returns whether each line of a transcript can be read without the others, as many workers do.

    ``read`` is then also given parts of it (``Transcript.part``); ``None`` where it never is so.
    """

    @property
    def is_installed(self) -> bool:
        """Whether the library that it needs is there."""
        return not self.library or find_spec(self.library) is not None


def empty_file(source: str) -> Problem:
    """Return the problem of a transcript in which nothing stands."""
    message = Text("文件是空的。", "The file is empty.")
    fix = Text("请检查导出是否完整，或移走这个文件。", "Check the export, or move the file away.")
    return Problem("empty-file", message, source, fix=fix)


def require_library(library: str, extra: str, source: str) -> None:
    """Raise ``LoadError`` for the transcript ``source`` where ``library`` is not installed.

    ``extra`` is the extra of scriptcheck that brings it.
    """
    if find_spec(library) is not None:
        return
    message = Text(
        f"读取这个文件需要 {library}，没有安装。",
        f"Reading this file needs {library}, which is not installed.",
    )
    command = f"pip install 'scriptcheck[{extra}]'"
    fix = Text(f"请运行 {command}。", f"Run {command}.")
    raise LoadError(Problem("missing-extra", message, source, fix=fix))
