"""The formats in which reports are shown on a screen."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck_cli.views.screen import ScreenView


def _table(lang: Lang, profile: Profile | None = None) -> ScreenView:
    from scriptcheck_cli.views.table import TableView

    return TableView(lang, profile)


def _text(lang: Lang, profile: Profile | None = None) -> ScreenView:
    from scriptcheck_cli.views.violations import ViolationsView

    return ViolationsView(lang, profile)


SCREEN_VIEWS: Final[Mapping[str, Callable[[Lang, Profile | None], ScreenView]]] = MappingProxyType(
    {"table": _table, "text": _text}
)
"""By name, what makes the view of reports in a language, by a profile where it is at hand."""
