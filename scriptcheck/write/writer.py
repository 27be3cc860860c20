"""What a writer of reports is, and one that has its work done where the reports are made."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeAlias, TypeVar

from scriptcheck.call import Call
from scriptcheck.errors import Problem, UsageError, wrong_type
from scriptcheck.language import Text
from scriptcheck.report import CallReport

if TYPE_CHECKING:
    from types import TracebackType

    from scriptcheck.cases.report import CaseReport

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

    _opened: ExitStack | None = None
    """What is to be done at the end; ``None`` where it is not open."""

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
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.__exit__(kind, error, trace)

    def write(self, report: CallReport, call: Call) -> None:
        """Write ``report`` on ``call``.

        Raises ``UsageError`` outside of ``with``, and where the arguments are of other types.
        """
        self.require(report, call)
        self.add(self.maker([(report, call)]))

    def require(self, report: CallReport, call: Call) -> None:
        """Raise ``UsageError`` where nothing can be written, or an argument is of another type."""
        for name, value, kind in (("report", report, CallReport), ("call", call, Call)):
            if not isinstance(value, kind):
                raise wrong_type(name, value, Text(kind.__name__, f"a {kind.__name__}"))
        if self._opened is None:
            message = Text("这个写出的对象还没有打开。", "This writer is not open.")
            fix = Text("请在 with 里使用它。", "Use it in a with statement.")
            raise UsageError(Problem("not-open", message, fix=fix))

    @abstractmethod
    def add(self, piece: P) -> None:
        """Write the reports that ``piece`` was made of."""

    def add_cases(self, cases: Iterable[CaseReport], /) -> None:
        """Write what the time limits of the cases come to; called once, after all reports."""

    @abstractmethod
    def begin(self, opened: ExitStack) -> None:
        """Make ready to write; what is to be done at the end is put on ``opened``."""
