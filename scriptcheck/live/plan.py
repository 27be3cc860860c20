"""What live judging needs to know of a profile, worked out once for all calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.live.cue_dependency import CueDependency
from scriptcheck.live.live_rule import live_rules, windows_of
from scriptcheck.match.window import window_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.lexicon.rule_models import CallRule
    from scriptcheck.match.finder import CueFinder


class LivePlan:
    """Which cues and rules depend on which cues and windows."""

    def __init__(self, finder: CueFinder, rules: Mapping[str, CallRule]) -> None:
        self.finder: Final = finder
        dependencies = {name: CueDependency.of(cue) for name, cue in finder.cues.items()}
        self.dependencies: Final = {name: each for name, each in dependencies.items() if any(each)}
        """By cue, what its matches depend on, where that is more than their turn."""
        self.rules: Final = live_rules(rules)
        """The rules that may raise events before the end, in order."""
        self.windows: Final = frozenset(
            window_of(spec) for each in self.rules for spec in windows_of(each.rule)
        )
        """The windows that they look in."""
        self.always: Final = tuple(at for at, each in enumerate(self.rules) if each.always)
        """Which of them every turn may change."""
        self.by_cue: Final[dict[str, list[int]]] = {}
        """Which of them depend on each cue."""
        for at, each in enumerate(self.rules):
            for cue in each.cues:
                self.by_cue.setdefault(cue, []).append(at)
