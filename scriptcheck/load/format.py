"""What a transcript format is: a name, the suffixes of its files, and two functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scriptcheck.errors import Problem
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write calls down."""

    name: str
    """Stable, lower-case name."""
    suffixes: tuple[str, ...]
    """Suffixes of its files, lower case, with the dot."""
    recognises: Callable[[Transcript], bool]
    """Tells by the content alone whether a transcript is in this format; looks, never reads on."""
    read: Callable[[Transcript], Iterator[Call | Problem]]
    """Yields the calls of a transcript in their order, and a problem for each that it cannot read.

    May raise ``LoadError`` where nothing more can be read, and ``OSError``.
    """


def empty_file(source: str) -> Problem:
    """Return the problem of a transcript in which nothing stands."""
    message = Text("文件是空的。", "The file is empty.")
    fix = Text("请检查导出是否完整，或移走这个文件。", "Check the export, or move the file away.")
    return Problem("empty-file", message, source, fix=fix)
