"""The data of the calls' pages, many calls a file, as scripts.

A page opened from disk may not fetch files, but it may run scripts. Many calls a file, since 50,000
small files take a disk and a virus scanner minutes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from pathlib import Path

CALLS: Final = 100
"""Calls that a file holds at most."""
BYTES: Final = 1_000_000
"""Size from which on a file takes no further call."""


class Packs:
    """Writes files ``0000.js``, ``0001.js``, … into a folder, each a call to ``sc.pack``."""

    def __init__(self, folder: Path) -> None:
        self._folder: Final = folder
        self._stream: BinaryIO | None = None
        self._count = 0
        self.firsts: Final[list[int]] = []
        """By file, the number of its first call, from 0."""

    def add(self, data: bytes) -> None:
        """Write the data of the next call, as JSON that can stand in a script."""
        if self._stream is not None and self._is_full(self._stream):
            self.close()
        if self._stream is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            number = len(self.firsts)
            path = self._folder / f"{number:04}.js"
            # Were it a link, another file would be written over.
            path.unlink(missing_ok=True)
            self._stream = path.open("wb")
            self._stream.write(b"sc.pack(%d,[\n" % number)
            self.firsts.append(self._count)
        else:
            self._stream.write(b",\n")
        self._stream.write(data)
        self._count += 1

    def close(self) -> None:
        """End the file that is being written."""
        if self._stream is not None:
            self._stream.write(b"\n]);\n")
            self._stream.close()
            self._stream = None

    def remove_rest(self) -> None:
        """Remove what an earlier run left beyond the files of this one: it holds what was said."""
        for path in self._folder.glob("*.js"):
            if path.stem.isdecimal() and int(path.stem) >= len(self.firsts):
                path.unlink()

    def _is_full(self, stream: BinaryIO) -> bool:
        return self._count - self.firsts[-1] >= CALLS or stream.tell() >= BYTES
