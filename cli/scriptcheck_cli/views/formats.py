"""The formats in which reports are shown on a screen."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scriptcheck.language import Lang
    from scriptcheck_cli.views.screen import ScreenView


def _table(lang: Lang) -> ScreenView:
    from scriptcheck_cli.views.table import TableView

    return TableView(lang)


def _text(lang: Lang) -> ScreenView:
    from scriptcheck_cli.views.violations import ViolationsView

    return ViolationsView(lang)


SCREEN_VIEWS: Final[Mapping[str, Callable[[Lang], ScreenView]]] = MappingProxyType(
    {"table": _table, "text": _text}
)
"""By name, what makes the view of reports in a language."""
