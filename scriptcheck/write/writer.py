"""What a writer of reports is, and one that has its work done where the reports are made."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeAlias, TypeVar

if TYPE_CHECKING:
    from types import TracebackType

    from scriptcheck.call import Call
    from scriptcheck.cases.report import CaseReport
    from scriptcheck.report import CallReport

P = TypeVar("P")

Pair: TypeAlias = "tuple[CallReport, Call]"
"""A report, and the call that it is on."""
PieceMaker: TypeAlias = Callable[[Sequence[Pair]], P]
"""Returns what some reports come to in a format; it can be pickled, and so can what it returns."""


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


class PieceWriter(ABC, Generic[P]):
    """A writer that is given reports, or pieces that were made of them in other processes.

    What costs time is in ``maker``, which runs in any process. What depends on the reports before,
    such as the number of a row, is in ``add``, which takes the pieces in the order of the reports.
    The same is written however the reports are shared out among pieces.
    """

    maker: PieceMaker[P]
    wants_all_rules: bool = False
    """Whether it is given reports with all their rules where some of them were selected, for scores
    rest on all. What it writes it selects by itself."""

    def __enter__(self) -> Self:
        with ExitStack() as opened:
            self.begin(opened)
            self._opened = opened.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opened.__exit__(kind, error, trace)

    def write(self, report: CallReport, call: Call) -> None:
        """Write ``report`` on ``call``."""
        self.add(self.maker([(report, call)]))

    @abstractmethod
    def add(self, piece: P) -> None:
        """Write the reports that ``piece`` was made of."""

    def add_cases(self, cases: Iterable[CaseReport], /) -> None:
        """Write what the time limits of the cases come to; called once, after all reports."""

    @abstractmethod
    def begin(self, opened: ExitStack) -> None:
        """Make ready to write; what is to be done at the end is put on ``opened``."""
