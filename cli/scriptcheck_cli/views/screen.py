"""What reports are shown as on a screen."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from scriptcheck.call import Call
    from scriptcheck.report import CallReport


class ScreenView(ABC):
    """A writer that shows reports on standard output, for which nothing is opened or closed."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:  # noqa: B027  (there is nothing to do)
        """Nothing is open: what is left is shown by ``show``."""

    @abstractmethod
    def write(self, report: CallReport, call: Call) -> None:
        """Take in ``report`` on ``call``, or show it."""

    @abstractmethod
    def show(self) -> None:
        """Show what is left to be shown."""
