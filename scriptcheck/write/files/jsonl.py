"""JSON Lines: one report a line, as it comes, plain or packed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from scriptcheck.write.whole_file import growing_file
from scriptcheck.write.writer import PieceWriter
from scriptcheck.zstd import frame

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import ExitStack

    from scriptcheck.write.writer import Pair


_FRAME_LINES: Final = 256
"""Lines of a frame: enough for what reports have in common to be written once."""


def report_lines(pairs: Sequence[Pair]) -> bytes:
    """Return the reports, a line each."""
    return b"".join(report.to_json() + b"\n" for report, _ in pairs)


class JsonLinesWriter(PieceWriter[bytes]):
    """Writes reports, a line each, to a file or a stream."""

    def __init__(self, target: Path | BinaryIO) -> None:
        self._target: Final = target
        self.maker = report_lines

    def begin(self, opened: ExitStack) -> None:
        """Make ready to write."""
        if isinstance(self._target, Path):
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._stream: BinaryIO = opened.enter_context(growing_file(self._target))
        else:
            # A stream belongs to whoever opened it, and stays open.
            self._stream = self._target
            opened.push(self._flush)

    def add(self, piece: bytes) -> None:
        """Write some lines."""
        self._stream.write(piece)

    def _flush(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None:
            self._stream.flush()


class PackedLinesWriter(PieceWriter[bytes]):
    """Writes reports, a line each, to a file of frames of Zstandard."""

    def __init__(self, path: Path) -> None:
        self._path: Final = path
        self._lines: Final[list[bytes]] = []
        self.maker = report_lines

    def begin(self, opened: ExitStack) -> None:
        """Make ready to write."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._stream = opened.enter_context(growing_file(self._path))
        opened.push(self._finish)

    def add(self, piece: bytes) -> None:
        """Write some lines; the same frames whatever the pieces are."""
        for line in piece.splitlines(keepends=True):
            self._lines.append(line)
            if len(self._lines) >= _FRAME_LINES:
                self._write()

    def _finish(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None:
            self._write()

    def _write(self) -> None:
        self._stream.write(frame(b"".join(self._lines)))
        self._lines.clear()
