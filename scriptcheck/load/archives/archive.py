"""What an archive is: a name, the suffixes of its files, and two functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from scriptcheck.errors import Problem
    from scriptcheck.language import Text
    from scriptcheck.load.archives.expansion import Expansion
    from scriptcheck.load.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive."""

    path: str
    """Its path in the archive, with ``/`` between names; empty where it is the only one."""
    source: str
    """What problems call it."""
    open: Callable[[], AbstractContextManager[Transcript]]
    """Opens it; raises ``LoadError`` where it cannot be unpacked."""


@dataclass(frozen=True, slots=True)
class Archive:
    """One way to pack transcripts."""

    name: str
    """Stable, lower-case name."""
    suffixes: tuple[str, ...]
    """Suffixes of its files, lower case, with the dot."""
    title: Text
    """What it is, in a few words."""
    recognises: Callable[[Transcript], bool]
    """Returns by the content alone whether a file is such an archive."""
    members: Callable[[Transcript, Expansion], Iterator[Member | Problem]]
    """Yields what is in it, each to be read before the next is asked for.

    May raise ``LoadError`` where nothing more can be read, and ``OSError``.
    """
