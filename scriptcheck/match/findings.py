"""What was found in a call, for rules to judge it by."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.call import Speaker
from scriptcheck.match.channel import channel_of, is_no_speech
from scriptcheck.match.extent import matches_within
from scriptcheck.match.nearest import SpeechIndex
from scriptcheck.match.reasons import SuppressionReason
from scriptcheck.match.suppress import UNSURE
from scriptcheck.match.window import Undecided
from scriptcheck.metrics.measure import measure, silences
from scriptcheck.text.script import ScriptCounts, is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.match.extent import Extent, Timeline
    from scriptcheck.match.window import Window
    from scriptcheck.metrics.measure import Metrics
    from scriptcheck.report import CueMatch, Stretch, SuppressedMatch
    from scriptcheck.text.call_text import CallText

_UNSPOKEN: Final = re.compile(r"[\W_]+")
"""Signs and blanks: all that is not alphanumeric."""


@dataclass(frozen=True)
class Findings:
    """All matches, suppressed candidates and metrics of one call.

    It is the value between matching and judging: ``Checker.match`` returns it, and rules, metrics
    and explanations read it.
    """

    call: Call
    text: CallText
    timeline: Timeline
    matches: Mapping[str, Sequence[CueMatch]]
    """By cue, in the order of the call; cues without a match are not in it."""
    suppressed: tuple[SuppressedMatch, ...]
    """The candidates that were dropped, in the order of the call."""
    resolved: dict[Window, tuple[Extent, ...] | Undecided] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Where the windows lie that rules have asked for."""
    decided: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)
    """What conditions of rules have been decided, which rules share."""
    is_certain: bool = field(default=False, compare=False, repr=False)
    """Whether what was only possibly said counts as not said."""

    @property
    def meta(self) -> Mapping[str, Any]:
        """The call data."""
        return self.call.meta

    @cached_property
    def has_unknown(self) -> bool:
        """Whether of some turn it is not known who speaks."""
        return any(turn.speaker is Speaker.UNKNOWN for turn in self.call.turns)

    @cached_property
    def speech(self) -> SpeechIndex:
        """What is said, to look for what comes nearest to a cue."""
        return SpeechIndex(self.call, self.text)

    @cached_property
    def channel(self) -> str | None:
        """By what channel the call was held, ``phone`` or ``chat``; ``None`` where unknown."""
        return channel_of(self.meta, self.call.turns)

    @cached_property
    def characters_spoken(self) -> int:
        """How many characters are spoken in the call, pictures and the like not counted."""
        said = "".join([turn.text for turn in self.call.turns if not is_no_speech(turn.text)])
        return len(_UNSPOKEN.sub("", said))

    @cached_property
    def is_chinese(self) -> bool:
        """Whether the call is in the language of the lexicon; what is too short to decide is."""
        return is_chinese(self.text.text)

    @cached_property
    def is_dialect(self) -> bool:
        """Whether the call is held in a dialect as a whole, for which the lexicon has no words."""
        return self._characters.are_dialect

    @cached_property
    def is_garbled(self) -> bool:
        """Whether what is said was decoded wrongly, so that hardly anything can be read."""
        return self._characters.are_garbled

    @cached_property
    def _characters(self) -> ScriptCounts:
        original = "".join([turn.original for turn in self.text.turns])
        return ScriptCounts.of(self.text.text, original)

    @cached_property
    def unsure(self) -> Mapping[str, Sequence[SuppressedMatch]]:
        """By cue, the candidates dropped only because the call lacks what is needed to decide."""
        found: dict[str, list[SuppressedMatch]] = {}
        for dropped in self.suppressed:
            if dropped.reason in UNSURE:
                found.setdefault(dropped.cue, []).append(dropped)
        return {cue: tuple(dropped) for cue, dropped in found.items()}

    @cached_property
    def certain(self) -> Findings:
        """These findings, but what was only possibly said was not."""
        if not self.unsure:
            return self
        certain = copy(self)
        vars(certain)["is_certain"] = True
        return certain

    def unsure_of(self, cue: str) -> Iterator[SuppressedMatch]:
        """Yield the candidates of ``cue`` that leave open whether it was said."""
        for dropped in self.unsure.get(cue, ()):
            if not (self.is_certain and dropped.reason == SuppressionReason.POSSIBLE):
                yield dropped

    @cached_property
    def metrics(self) -> Metrics:
        """What the times and the data of the call measure."""
        return measure(self.call, self.text, self.matches)

    @cached_property
    def silences(self) -> tuple[Stretch, ...] | None:
        """The times in which nobody speaks for a second or more, in order.

        ``None`` where the times of the call do not show them: ``metrics.missing["silence_ms"]``
        says why.
        """
        return silences(self.call, self.text)

    def extents(self, window: Window) -> tuple[Extent, ...] | Undecided:
        """Return where ``window`` lies in the call."""
        known = self.resolved.get(window)
        if known is None:
            known = self.resolved[window] = window.resolve(self.timeline, self.matches)
        return known

    def matches_within(self, cue: str, window: Window) -> Sequence[CueMatch]:
        """Return the matches of ``cue`` that lie in ``window``."""
        extents = self.extents(window)
        if isinstance(extents, Undecided):
            return ()
        return matches_within(extents, self.matches.get(cue, ()))

    def matches_in_order(self) -> tuple[CueMatch, ...]:
        """Return the matches of all cues in the order of the call."""
        return tuple(sorted(chain.from_iterable(self.matches.values()), key=sort_key))


sort_key: Final = attrgetter("turn", "start", "end", "cue", "phrase")
"""What sorts matches and suppressed candidates in the order of the call."""
