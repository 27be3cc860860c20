"""What was said, beside the reports on it: canonical calls, a line each, in the reports' order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scriptcheck.load.canonical_lines import write_calls

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from scriptcheck.call import Call
    from scriptcheck.report import CallReport


class TranscriptsWriter:
    """Writes each call as a line, as it comes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("wb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def write(self, _report: CallReport, call: Call) -> None:
        """Write ``call`` as one line."""
        write_calls((call,), self._file)
