"""What a writer of reports is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from types import TracebackType

    from scriptcheck.call import Call
    from scriptcheck.report import CallReport


class Writer(Protocol):
    """Takes reports one at a time and writes each out; memory does not grow with their number."""

    def write(self, report: CallReport, call: Call, /) -> None:
        """Write ``report`` on ``call``."""

    def __enter__(self) -> Self:
        """Make ready to write."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish what was written."""
