"""What sessions need to know of a profile, worked out once for all calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.live.bearing import Needs
from scriptcheck.live.live_rule import live_rules, windows_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.lexicon.rule_models import CallRule
    from scriptcheck.match.finder import CueFinder


class Plan:
    """What hangs on what."""

    def __init__(self, finder: CueFinder, rules: Mapping[str, CallRule]) -> None:
        self.finder: Final = finder
        needs = {name: Needs.of(cue) for name, cue in finder.cues.items()}
        self.needs: Final = {name: each for name, each in needs.items() if any(each)}
        """By cue, what its hits hang on, for those that hang on more than their turn."""
        self.live_rules: Final = live_rules(rules)
        """The rules that may raise events before the end, in order."""
        self.windows: Final = tuple(
            window for each in self.live_rules for window in windows_of(each.rule)
        )
        """The windows that they look in."""
        self.always: Final = tuple(at for at, each in enumerate(self.live_rules) if each.always)
        """Which of them every turn may change."""
        self.by_cue: Final[dict[str, list[int]]] = {}
        """Which of them hang on each cue."""
        for at, each in enumerate(self.live_rules):
            for cue in each.cues:
                self.by_cue.setdefault(cue, []).append(at)
