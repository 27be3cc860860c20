"""JSON Lines: one report a line, as it comes."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

if TYPE_CHECKING:
    from types import TracebackType

    from scriptcheck.call import Call
    from scriptcheck.report import CallReport


class JsonLinesWriter:
    """Writes reports, a line each, to a file or a stream."""

    def __init__(self, target: Path | BinaryIO) -> None:
        self._target = target
        self._opened: AbstractContextManager[BinaryIO]
        self._stream: BinaryIO

    def __enter__(self) -> Self:
        if isinstance(self._target, Path):
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._opened = self._target.open("wb")
        else:
            # A stream belongs to whoever opened it, and stays open.
            self._opened = nullcontext(self._target)
        self._stream = self._opened.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._stream.flush()
        self._opened.__exit__(kind, error, trace)

    def write(self, report: CallReport, _call: Call) -> None:
        """Write ``report`` as one line."""
        self._stream.write(report.to_json() + b"\n")
