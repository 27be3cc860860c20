"""How far a run has come, written down so that it can go on after any end.

The reports and errors of a run grow at their ends. From time to time both are brought to the disk;
then a line of the journal says by how much they grew, with checksums, which inputs that came from,
and the counts. After any end the last such line that the files bear out is where the run was; what
stands behind it is cut off.
"""

from __future__ import annotations

import os
import zlib
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, TYPE_CHECKING, Annotated, Final

import msgspec

from scriptcheck.bounded import bounded_lines
from scriptcheck.report import to_line
from scriptcheck.run.tally import RunTally
from scriptcheck.run.work import Stamp  # noqa: TC001  (msgspec reads the annotation at run time)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BLOCK: Final = 1 << 20


class Grown(msgspec.Struct, frozen=True, array_like=True):
    """By how much a file grew."""

    size: Annotated[int, msgspec.Meta(ge=0)]
    """Bytes."""
    checksum: int
    """CRC-32 of them."""


class JournalEntry(msgspec.Struct, frozen=True, array_like=True):
    """What one chunk came from, and what came of it."""

    inputs: tuple[Stamp, ...]
    reports: Grown
    errors: Grown
    stops: bool


class Checkpoint(msgspec.Struct, frozen=True):
    """One line of the journal."""

    entries: tuple[JournalEntry, ...]
    """The chunks since the line before."""
    tally: RunTally
    """The counts of all chunks until now."""
    finished: bool = False
    """Whether these were the last."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a run was."""

    chunks: int = 0
    """How many chunks were done."""
    tally: RunTally = field(default_factory=RunTally)
    reports_size: int = 0
    errors_size: int = 0
    journal_size: int = 0
    finished: bool = False


class Journal:
    """The file that says how far a run has come."""

    def __init__(self, path: Path, *, size: int = 0) -> None:
        """Open the journal to be continued after its first ``size`` bytes."""
        self._file: Final = path.open("r+b" if size else "wb", buffering=0)
        self._file.truncate(size)
        self._file.seek(size)

    def write(self, checkpoint: Checkpoint) -> None:
        """Add ``checkpoint``, which is on the disk when this returns."""
        write_all(self._file, to_line(checkpoint) + b"\n")
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def write_all(file: IO[bytes], data: bytes) -> None:
    """Write ``data`` to an unbuffered ``file``, which may take it in pieces.

    Where it cannot take all of it, it keeps nothing of it.
    """
    before = file.tell()
    view = memoryview(data)
    try:
        while view:
            view = view[file.write(view) :]
    except OSError:
        file.truncate(before)
        file.seek(before)
        raise


def reached(journal: Path, reports: Path, errors: Path) -> Reached:
    """Return where the run was that wrote the three files; each may be missing, cut or damaged."""
    found = Reached()
    with _Grower(reports) as grown_reports, _Grower(errors) as grown_errors:
        for checkpoint, size in _checkpoints(journal):
            for entry in checkpoint.entries:
                if not (
                    grown_reports.bears_out(entry.reports) and grown_errors.bears_out(entry.errors)
                ):
                    return found
            found = Reached(
                found.chunks + len(checkpoint.entries),
                checkpoint.tally,
                grown_reports.size,
                grown_errors.size,
                size,
                checkpoint.finished,
            )
    return found


def entries(journal: Path, chunks: int) -> Iterator[JournalEntry]:
    """Yield what the journal says of the first ``chunks`` chunks."""
    every = (entry for checkpoint, _ in _checkpoints(journal) for entry in checkpoint.entries)
    return islice(every, chunks)


def _checkpoints(path: Path) -> Iterator[tuple[Checkpoint, int]]:
    """Yield each whole line of the journal, and how long the journal is with it."""
    size = 0
    try:
        with path.open("rb") as file:
            for line in bounded_lines(file):
                size += len(line)
                if not line.endswith(b"\n"):
                    return
                yield msgspec.json.decode(line, type=Checkpoint), size
    except (FileNotFoundError, msgspec.DecodeError):
        return


class _Grower:
    """Compares a file, from its beginning, with what the journal says of it."""

    def __init__(self, path: Path) -> None:
        self._file: Final = path.open("rb") if path.exists() else None
        self.size = 0
        """Bytes that were found to be right."""

    def __enter__(self) -> _Grower:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._file is not None:
            self._file.close()

    def bears_out(self, grown: Grown) -> bool:
        """Return whether the file goes on with what ``grown`` says."""
        checksum, left = 0, grown.size
        while left:
            block = self._file.read(min(left, _BLOCK)) if self._file is not None else b""
            if not block:
                return False
            checksum = zlib.crc32(block, checksum)
            left -= len(block)
        self.size += grown.size
        return checksum == grown.checksum
