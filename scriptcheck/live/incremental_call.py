"""A live call in the shape that rules and tests ask for; each turn costs the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scriptcheck.call import Call, Speaker
from scriptcheck.match.extent import Timeline, is_agent_turn
from scriptcheck.text.call_text import CallText
from scriptcheck.text.fold import fold
from scriptcheck.text.script import ScriptCounts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.call import Turn
    from scriptcheck.text.fold import Folded

_NO_CHARACTERS: Final = ScriptCounts(0, 0, 0, 0)
_TURN_BREAK: Final = ScriptCounts(1, 0, 0, 0)


class IncrementalText:
    """The folded turns up to now."""

    def __init__(self) -> None:
        self.turns: Final[list[Folded]] = []
        """In the order spoken."""

    @property
    def numbers(self) -> range:
        """For each of ``turns``, its number in the call."""
        return range(len(self.turns))

    def part(self, indices: Sequence[int]) -> CallText:
        """Return the text of some of ``turns``."""
        return CallText.join([self.turns[at] for at in indices], indices)


class IncrementalCall:
    """A call of which turns are added as they are spoken."""

    def __init__(self, meta: Mapping[str, Any], call_id: str, source: str) -> None:
        self.meta: Final = dict(meta)
        """The call data."""
        self.turns: Final[list[Turn]] = []
        """In the order spoken."""
        self.text: Final = IncrementalText()
        self.characters = _NO_CHARACTERS
        """What all turns are written in."""
        self.has_unknown = False
        """Whether of some turn it is not known who speaks."""
        self._call_id: Final = call_id
        self._source: Final = source
        self._agent_turns: Final[list[int]] = []
        self._starts_ms: Final[list[int | None]] = []
        self._latest_ms: Final[list[int]] = []
        self.timeline = self._timeline(None, has_times=False)
        """That of the turns up to now."""

    def add(self, turn: Turn) -> Folded:
        """Add the next turn, and return its folded text."""
        folded = fold(turn.text)
        if is_agent_turn(turn):
            self._agent_turns.append(len(self.turns))
        self.has_unknown = self.has_unknown or turn.speaker is Speaker.UNKNOWN
        self.turns.append(turn)
        self.text.turns.append(folded)
        counts = ScriptCounts.of(folded.text, folded.original)
        self.characters = self.characters.plus(counts).plus(_TURN_BREAK)
        start, before = turn.start_ms, self.timeline
        self._starts_ms.append(start)
        latest = self._latest_ms[-1] if self._latest_ms else start or 0
        self._latest_ms.append(max(latest, start or 0))
        ends = [time for time in (before.end_ms, start, turn.end_ms) if time is not None]
        timed = start is not None and (before.has_times or len(self.turns) == 1)
        self.timeline = self._timeline(max(ends, default=None), has_times=timed)
        return folded

    def call(self) -> Call:
        """Return the call as it is now."""
        return Call(self._call_id, tuple(self.turns), self.meta, self._source)

    def _timeline(self, end_ms: int | None, *, has_times: bool) -> Timeline:
        # The lists are the same ones at all times, and only grow: a timeline that is taken while
        # they do is not kept.
        count, agents = len(self.turns), self._agent_turns
        return Timeline(count, agents, self._starts_ms, self._latest_ms, end_ms, has_times)
