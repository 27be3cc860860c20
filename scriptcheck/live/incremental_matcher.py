"""Matches the cues of a live call: a new turn is searched, and what it changes, no more."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.live.cue_dependency import TrackedDependency
from scriptcheck.live.incremental_call import IncrementalCall
from scriptcheck.live.incremental_cue import Found, IncrementalCue
from scriptcheck.live.incremental_findings import IncrementalFindings, IncrementalMatches
from scriptcheck.live.incremental_windows import IncrementalWindows
from scriptcheck.match.candidate import TurnCandidates
from scriptcheck.match.finder import candidates_by_cue
from scriptcheck.match.findings import sort_key
from scriptcheck.match.suppress import CallTests
from scriptcheck.match.window import CueChange
from scriptcheck.text.call_text import CallText

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.call import Turn
    from scriptcheck.live.plan import LivePlan
    from scriptcheck.match.candidate import PhraseCandidate, SpanCandidate
    from scriptcheck.match.extent import Extent
    from scriptcheck.match.suppress import Suppressor
    from scriptcheck.match.window import Undecided, Window
    from scriptcheck.report import CueMatch, SuppressedMatch

_NO_PHRASES: Final[Mapping[int, list[PhraseCandidate]]] = MappingProxyType({})
_NO_OTHERS: Final[Mapping[int, list[SpanCandidate]]] = MappingProxyType({})


class IncrementalMatcher:
    """Matches the cues in one call, turn by turn.

    What may be a match is known from a turn alone. Whether it is one may depend on windows and
    remedies, so that later turns change it: such turns are tested again, by ``CueFinder.test`` as
    in a whole call.
    """

    def __init__(self, plan: LivePlan, meta: Mapping[str, Any], call_id: str, source: str) -> None:
        self._finder: Final = (finder := plan.finder)
        self._call: Final = IncrementalCall(meta, call_id, source)
        self._tests: Final = _IncrementalTests(self._call, finder.suppressor)
        self._sources: Final = [each.for_call(self._tests) for each in finder.sources]
        self._dependencies: Final = {
            name: TrackedDependency(each) for name, each in plan.dependencies.items()
        }
        self._cues: Final[dict[str, IncrementalCue]] = {}
        self._matches: Final[dict[str, list[CueMatch]]] = {}
        self._unsure: Final[dict[str, list[SuppressedMatch]]] = {}
        self._windows: Final = IncrementalWindows(plan.windows)

    @property
    def call(self) -> IncrementalCall:
        """The turns up to now."""
        return self._call

    def findings(self) -> IncrementalFindings:
        """Return what was found up to now."""
        suspects = partial(self._finder.suspects, tests=self._tests)
        found = IncrementalMatches(self._cues, self._matches, self._unsure, suspects)
        return IncrementalFindings(self._call, found, self._windows)

    def add(self, turn: Turn) -> dict[str, CueChange]:
        """Take the next turn, and return how the cues have changed by it."""
        number = len(self._call.turns)
        folded = self._call.add(turn)
        tests = self._tests
        tests.add(turn)
        scan = self._finder.scan(CallText.join([folded], [number]), tests.speakers)
        others = candidates_by_cue(self._sources, scan)
        changes: dict[str, CueChange] = {}
        fresh = scan.phrases.keys() | others.keys()
        prepared = self._finder.prepared
        for name in prepared:
            if name in fresh and turn.speaker.value in prepared[name].speakers:
                candidates = TurnCandidates(
                    scan.phrases.get(name, _NO_PHRASES).get(number, []),
                    others.get(name, _NO_OTHERS).get(number, ()),
                )
                cue = self._cues.setdefault(name, IncrementalCue())
                cue.add(number, candidates, scan.unless.get(name, ()))
                turns = {number}
            elif name in self._dependencies and name in self._cues:
                cue, turns = self._cues[name], set()
            else:
                continue
            if name in self._dependencies:
                for first, last in self._dependencies[name].changed(changes, self._call.timeline):
                    turns.update(cue.turns_within(first, last))
            if turns and (change := self._test(name, cue, sorted(turns))) is not None:
                changes[name] = change
        self._windows.update(changes, self._call.timeline, self._matches)
        return changes

    def _test(self, name: str, cue: IncrementalCue, turns: Sequence[int]) -> CueChange | None:
        """Test ``cue`` in ``turns`` by what is known now; return what has changed, if anything."""
        first, last = _ends(cue.matches)
        spec, tests = self._finder.prepared[name], self._tests
        changed: list[CueMatch] = []
        changed_turns: list[int] = []
        for turn in turns:
            tests.turn = turn
            candidates, unless = cue.candidates[turn]
            cue_tests = tests.for_cue(spec, unless, self._matches)
            matches, dropped = self._finder.test(name, candidates, cue_tests)
            new = cue.put(turn, sorted(matches, key=sort_key), sorted(dropped, key=sort_key))
            if new is not None:
                changed += new
                changed_turns.append(turn)
        if not changed_turns:
            return None
        _list(self._matches, name, cue.matches)
        _list(self._unsure, name, cue.unsure)
        now_first, now_last = _ends(cue.matches)
        return CueChange(tuple(changed), (first, now_first), (last, now_last), changed_turns[0])


class _IncrementalTests(CallTests):
    """The tests for the candidates of the call until now, in one turn at a time."""

    __slots__ = ("_call", "turn")

    def __init__(self, call: IncrementalCall, suppressor: Suppressor) -> None:
        super().__init__(call, call.text, call.timeline, suppressor)
        self._call = call
        self.turn = 0
        """The turn whose candidates are tested."""

    def add(self, turn: Turn) -> None:
        """Take the next turn, which the call has already."""
        self.speakers.append(turn.speaker.value)
        self.timeline = self._call.timeline

    def extents(
        self, window: Window, matches: Mapping[str, Sequence[CueMatch]]
    ) -> tuple[Extent, ...] | Undecided:
        """Return where ``window`` lies, as far as the turn can be in it."""
        return window.resolve_near(self.timeline, matches, self.turn)


def _ends(matches: Sequence[CueMatch]) -> tuple[CueMatch | None, CueMatch | None]:
    return (matches[0], matches[-1]) if matches else (None, None)


def _list(lists: dict[str, list[Found]], name: str, found: list[Found]) -> None:
    """Enter ``found`` under ``name``, or take the entry out where there is none."""
    if found:
        lists[name] = found
    else:
        lists.pop(name, None)
