"""What the matches of a cue depend on besides their own turns, and when that changes."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.live.incremental_windows import TrackedWindow
from scriptcheck.match.window import window_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.lexicon.models import Cue, Remedy
    from scriptcheck.match.extent import Timeline
    from scriptcheck.match.window import CueChange, Window


class CueDependency(NamedTuple):
    """What the matches of one cue depend on in any call."""

    windows: tuple[Window, ...]
    remedy: Remedy | None

    @classmethod
    def of(cls, cue: Cue) -> CueDependency:
        """Return what the matches of ``cue`` depend on."""
        specs = (cue.within, *(phrase.within for phrase in cue.phrases))
        # Cues write the same window beside many phrases.
        windows = dict.fromkeys(window_of(spec) for spec in specs if spec is not None)
        return cls(tuple(windows), cue.remedy)


class TrackedDependency:
    """What the matches of one cue depend on in one live call."""

    def __init__(self, dependency: CueDependency) -> None:
        self._windows = [TrackedWindow(window) for window in dependency.windows]
        self._remedy = dependency.remedy

    def changed(
        self, changes: Mapping[str, CueChange], timeline: Timeline
    ) -> Iterator[tuple[int, int]]:
        """Yield from which turn to which matches may no longer be what they were.

        ``changes`` are those of the cues that this one needs, and ``timeline`` is that of the call
        with the turn that has brought them; to be asked after every turn.
        """
        for window in self._windows:
            yield from window.changed(changes, timeline)
        if self._remedy is not None:
            for cue in self._remedy.cue:
                for match in changes[cue].matches if cue in changes else ():
                    yield _remedied(self._remedy, match.turn, timeline.agent_turns)
            newest, agent_turns = timeline.turn_count - 1, timeline.agent_turns
            if self._remedy.possible is not None and agent_turns and agent_turns[-1] == newest:
                yield _remedied(self._remedy, newest, agent_turns)


def _remedied(remedy: Remedy, turn: int, agent_turns: Sequence[int]) -> tuple[int, int]:
    """Return the first and last turn in which a match is remedied by ``remedy`` in ``turn``."""
    at = bisect_left(agent_turns, turn)
    if at == len(agent_turns) or agent_turns[at] != turn:
        return turn, turn
    first = at
    # Turns of the agent in a row count as one, as ``CueTests`` has it.
    while first and agent_turns[first - 1] == agent_turns[first] - 1:
        first -= 1
    first = min(first, at - remedy.agent_turns)
    return (agent_turns[first] if first >= 0 else 0), turn
