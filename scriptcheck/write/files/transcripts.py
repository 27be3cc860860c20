"""What was said, beside the reports on it: canonical calls, a line each, in the reports' order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.load.readers.canonical.lines import call_line
from scriptcheck.write.whole_file import growing_file
from scriptcheck.write.writer import PieceWriter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from scriptcheck.write.writer import Pair


def transcript_lines(pairs: Sequence[Pair]) -> bytes:
    """Return the calls, a line each."""
    return b"".join(call_line(call) for _, call in pairs)


class TranscriptsWriter(PieceWriter[bytes]):
    """Writes each call as a line, as it comes."""

    def __init__(self, path: Path) -> None:
        self._path: Final = path
        self.maker = transcript_lines

    def begin(self, opened: ExitStack) -> None:
        """Make ready to write."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = opened.enter_context(growing_file(self._path))

    def add(self, piece: bytes) -> None:
        """Write some lines."""
        self._file.write(piece)
