"""JSON Lines: one report a line, as it comes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from scriptcheck.write.writer import PieceWriter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import ExitStack

    from scriptcheck.write.writer import Pair


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
            self._stream: BinaryIO = opened.enter_context(self._target.open("wb"))
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
