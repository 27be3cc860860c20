"""Hears the cues of a call that goes on: a new turn is searched, and what it changes, no more."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from scriptcheck.live.bearing import Bearing, resolve_near
from scriptcheck.live.cue_so_far import Change, CueSoFar
from scriptcheck.live.findings_so_far import FindingsSoFar
from scriptcheck.live.so_far import CallSoFar
from scriptcheck.live.windows_so_far import WindowsSoFar
from scriptcheck.match.finder import InTurn
from scriptcheck.match.findings import place
from scriptcheck.match.suppress import CallTests
from scriptcheck.text.call_text import CallText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.call import Turn
    from scriptcheck.lexicon.conditions import Window
    from scriptcheck.live.plan import Plan
    from scriptcheck.match.choice import Fit
    from scriptcheck.match.finder import Candidates
    from scriptcheck.match.scan import Candidate
    from scriptcheck.match.window import Extent, Undecided
    from scriptcheck.report import CueMatch, SuppressedMatch

_NOTHING: Final[Mapping[int, list[Fit]]] = MappingProxyType({})


class Listener:
    """What is heard in one call, turn by turn.

    What may be a hit is known from a turn alone. Whether it is one may hang on windows and
    remedies, so that later turns change it: such turns are judged again, by ``CueFinder.hear`` as
    in a whole call.
    """

    def __init__(self, plan: Plan, meta: Mapping[str, Any], call_id: str, source: str) -> None:
        self._finder: Final = (finder := plan.finder)
        self._said: Final = CallSoFar(meta, call_id, source)
        self._tests: Final = _TestsSoFar(self._said, finder.suppressor.words)
        self._echoes: Final = {
            name: echoes
            for name, each in finder.elsewhere.items()
            if (echoes := each.echoes()) is not None
        }
        self._bearings: Final = {name: Bearing(needs) for name, needs in plan.needs.items()}
        self._cues: Final[dict[str, CueSoFar]] = {}
        self._heard: Final[dict[str, list[CueMatch]]] = {}
        self._unsure: Final[dict[str, list[SuppressedMatch]]] = {}
        self._windows: Final = WindowsSoFar(plan.windows)

    @property
    def said(self) -> CallSoFar:
        """The call so far."""
        return self._said

    def findings(self) -> FindingsSoFar:
        """Return what was found up to now."""
        return FindingsSoFar(self._said, self._cues, self._heard, self._unsure, self._windows)

    def hear(self, turn: Turn) -> dict[str, Change]:
        """Take the next turn, and return how the cues have changed by it."""
        number = len(self._said.turns)
        folded = self._said.add(turn)
        tests = self._tests
        tests.add(turn)
        found = self._finder.candidates(CallText.join([folded], [number]), tests.speakers)
        others = self._others(number, found)
        changes: dict[str, Change] = {}
        fresh = found.phrases.keys() | others.keys()
        for name in self._finder.cues:
            if name in fresh:
                fits = found.phrases.get(name, _NOTHING).get(number, [])
                said = InTurn(fits, others.get(name, ()))
                cue = self._cues.setdefault(name, CueSoFar())
                cue.add(number, said, found.harmless.get(name, ()))
                turns = {number}
            elif name in self._bearings and name in self._cues:
                cue, turns = self._cues[name], set()
            else:
                continue
            if name in self._bearings:
                for first, last in self._bearings[name].moved(changes, self._said.timeline):
                    turns.update(cue.turns_within(first, last))
            if turns and (change := self._judge(name, cue, sorted(turns))) is not None:
                changes[name] = change
        self._windows.hear(changes, self._said.timeline, self._heard)
        return changes

    def _judge(self, name: str, cue: CueSoFar, turns: Sequence[int]) -> Change | None:
        """Judge ``cue`` in ``turns`` by what is known now; return what has changed, if anything."""
        first, last = _ends(cue.heard)
        spec, tests = self._finder.cues[name], self._tests
        changed: list[CueMatch] = []
        changed_turns: list[int] = []
        for turn in turns:
            tests.turn = turn
            said, harmless = cue.said[turn]
            cue_tests = tests.for_cue(spec, harmless, self._heard)
            hits, dropped = self._finder.hear(name, said, cue_tests)
            new = cue.put(turn, sorted(hits, key=place), sorted(dropped, key=place))
            if new is not None:
                changed += new
                changed_turns.append(turn)
        if not changed_turns:
            return None
        _list(self._heard, name, cue.heard)
        _list(self._unsure, name, cue.unsure)
        now_first, now_last = _ends(cue.heard)
        return Change(tuple(changed), (first, now_first), (last, now_last), changed_turns[0])

    def _others(self, number: int, found: Candidates) -> dict[str, list[CueMatch]]:
        """Return, by cue, what may be hits in turn ``number`` though no phrase fits."""
        others: dict[str, list[CueMatch]] = {}
        speaker, folded = self._tests.speakers[number], self._said.text.turns[number]
        for name in self._finder.elsewhere:
            echoes = self._echoes.get(name)
            sounds = self._tests.sounds
            echo = None if echoes is None else echoes.hear(number, folded, speaker, sounds)
            picked: Iterable[Candidate] = found.picked.get(name, ())
            if (echo is not None or picked) and (
                hits := self._finder.others(name, number, picked, echo, self._tests)
            ):
                others[name] = hits
        return others


class _TestsSoFar(CallTests):
    """The tests for the hits of the call so far, in one turn at a time."""

    __slots__ = ("_said", "turn")

    def __init__(self, said: CallSoFar, words: tuple[str, ...]) -> None:
        super().__init__(said, said.text, said.timeline, words)
        self._said = said
        self.turn = 0
        """The turn whose hits are tested."""

    def add(self, turn: Turn) -> None:
        """Take the next turn, which the call so far has already."""
        self.speakers.append(turn.speaker.value)
        self.timeline = self._said.timeline

    def extents(
        self, window: Window, heard: Mapping[str, Sequence[CueMatch]]
    ) -> tuple[Extent, ...] | Undecided:
        """Return where ``window`` lies, as far as the turn can be in it."""
        return resolve_near(window, self.timeline, heard, self.turn)


_Hit = TypeVar("_Hit", "CueMatch", "SuppressedMatch")


def _ends(hits: Sequence[CueMatch]) -> tuple[CueMatch | None, CueMatch | None]:
    return (hits[0], hits[-1]) if hits else (None, None)


def _list(lists: dict[str, list[_Hit]], name: str, hits: list[_Hit]) -> None:
    """Enter ``hits`` under ``name``, or strike them out where there is none."""
    if hits:
        lists[name] = hits
    else:
        lists.pop(name, None)
