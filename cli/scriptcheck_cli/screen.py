"""What reports are shown as on a screen."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
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


def _table(lang: Lang) -> ScreenView:
    from scriptcheck_cli.table import TableView

    return TableView(lang)


def _text(lang: Lang) -> ScreenView:
    from scriptcheck_cli.violations_view import ViolationsView

    return ViolationsView(lang)


SCREEN_FORMATS: Final[Mapping[str, Callable[[Lang], ScreenView]]] = MappingProxyType(
    {"table": _table, "text": _text}
)
"""By name, what makes the view of reports in a language."""
