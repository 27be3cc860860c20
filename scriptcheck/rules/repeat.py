"""The form ``repeat``: one speaker must not say the same thing again and again."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, Literal, NamedTuple

from pydantic import Field
from rapidfuzz.fuzz import ratio

from scriptcheck.call import Speaker
from scriptcheck.lexicon.base import Count, CueId, Model
from scriptcheck.lexicon.conditions import Condition, CueCondition
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.match.extent import TurnSpan
from scriptcheck.match.intervals import IntervalIndex
from scriptcheck.match.window import Undecided
from scriptcheck.report import CueMatch, Outcome
from scriptcheck.rules.alike import AlikeTexts
from scriptcheck.rules.condition import extents_of
from scriptcheck.rules.form import Judgement, RuleForm, Timing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.match.findings import Findings

SAID_AGAIN: Final = "said_again"
"""Stands for the cue in the evidence, which no cue of the lexicon is."""

_SENTENCE: Final = re.compile(r"[^。！？!?；;\n\r…]+")


class Repetition(Model):
    """How often a sentence may be said, and what counts as the same."""

    speaker: Literal["agent", "customer"] = "agent"
    times: Annotated[int, Field(ge=2)] = 3
    """How many times it must be said to count as said again and again."""
    characters: Count = 8
    """How many characters a sentence must have; shorter ones recur in any talk."""
    alike: Annotated[float, Field(ge=0.5, le=1)] = 0.85
    """How like the first saying the others must be: rapidfuzz's ratio, 0 to 1."""
    besides: Annotated[tuple[CueId, ...], Field(strict=False)] = ()
    """Cues that may be said as often as it takes; sentences with one of them do not count."""
    unless: Annotated[tuple[CueId, ...], Field(strict=False)] = ()
    """Cues by which others ask for it; what is said in the turn after one does not count."""


class Repeat(CallRule):
    """A rule that fails where the same sentence is said too often."""

    shows_what_is_kept: ClassVar[bool] = False

    repeat: Repetition

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the rule."""
        cues = (*self.repeat.besides, *self.repeat.unless)
        return (*super().conditions, *(CueCondition(cue=cue) for cue in dict.fromkeys(cues)))


class _Sentence(NamedTuple):
    place: TurnSpan
    text: str
    """Folded."""


def judge(rule: Repeat, findings: Findings) -> Judgement:
    """Return the judgement on a call that ``rule`` applies to."""
    return IncrementalRepeat(rule)(findings)


class IncrementalRepeat:
    """Judges one call by ``rule``, which may go on between one time and the next.

    The sentences are gone through in the order of the call, so those before the first turn that has
    changed need not be gone through again.
    """

    def __init__(self, rule: Repeat) -> None:
        self._rule = rule
        self._sayings = SaidSentences(rule.repeat.alike, rule.repeat.times)
        self._known = 0
        """The turns gone through."""
        self._sayings_shown: Sequence[_Sentence] = ()
        self._shown: list[CueMatch] = []
        """Of these, those that were made evidence already, from the first on."""

    def forget(self, turn: int) -> None:
        """Go through ``turn`` and what follows once more: it is no longer as it was."""
        if turn < self._known:
            self._known = turn
            self._sayings.forget(turn)
            while self._shown and self._shown[-1].turn >= turn:
                self._shown.pop()

    def __call__(self, findings: Findings) -> Judgement:
        """Return the judgement on a call that the rule applies to."""
        rule = self._rule
        extents = extents_of(rule.within, findings)
        if isinstance(extents, Undecided):
            return Judgement(Outcome.UNDECIDABLE, reason=extents.reason)
        if rule.within is not None:
            # Windows move.
            self.forget(0)
        for sentence in _sentences(rule.repeat, findings, self._known):
            if any(extent.holds(sentence.place) for extent in extents):
                self._sayings.add(sentence)
        self._known = findings.timeline.turn_count
        sayings = self._sayings.most()
        if not sayings:
            return Judgement(Outcome.PASS, (), extents)
        return Judgement(Outcome.FAIL, self._evidence(sayings, findings), extents)

    def _evidence(self, sayings: Sequence[_Sentence], findings: Findings) -> tuple[CueMatch, ...]:
        if sayings is not self._sayings_shown:
            self._sayings_shown, self._shown = sayings, []
        first = sayings[0].text
        for sentence in sayings[len(self._shown) :]:
            self._shown.append(_evidence(sentence, first, findings))
        return tuple(self._shown)


class SaidSentences:
    """Sentences in groups, each of those that are like its first."""

    def __init__(self, alike: float, times: int) -> None:
        self._times = times
        self._firsts = AlikeTexts(alike)
        self._groups: list[list[_Sentence]] = []
        self._order: list[tuple[int, int]] = []
        """For each sentence its turn, and the number of its group."""
        self._often: set[int] = set()
        """The groups in which something is said too often."""
        self._most: int | None = None
        """The largest of them, the first of equals; ``None`` where it is to be looked for."""

    def add(self, sentence: _Sentence) -> None:
        """Add the next sentence of the call."""
        number = self._firsts.first_like(sentence.text)
        if number is None:
            number = len(self._groups)
            self._groups.append([])
            self._firsts.add(sentence.text)
        group = self._groups[number]
        group.append(sentence)
        self._order.append((sentence.place.turn, number))
        if len(group) >= self._times:
            if self._most is not None:
                self._most = max(self._most, number, key=self._size)
            self._often.add(number)

    def forget(self, turn: int) -> None:
        """Take out what was added of ``turn`` and of those after it."""
        order = self._order
        while order and order[-1][0] >= turn:
            number = order.pop()[1]
            group = self._groups[number]
            group.pop()
            if number == self._most:
                self._most = None
            if len(group) < self._times:
                self._often.discard(number)
            if not group:  # the last of the groups, as they are in the order of their first
                self._groups.pop()
                self._firsts.drop_last()

    def most(self) -> Sequence[_Sentence]:
        """Return what is said most often, of that said too often; nothing where nothing is."""
        if self._most is None and self._often:
            self._most = max(self._often, key=self._size)
        return () if self._most is None else self._groups[self._most]

    def _size(self, number: int) -> tuple[int, int]:
        return len(self._groups[number]), -number


def _sentences(wanted: Repetition, findings: Findings, first: int) -> Iterator[_Sentence]:
    """Yield the sentences that count from turn ``first`` on, in the order of the call."""
    besides = IntervalIndex(
        match for cue in wanted.besides for match in _matches_from(cue, findings, first)
    )
    asked = {
        match.turn for cue in wanted.unless for match in _matches_from(cue, findings, first - 1)
    }
    folded_turns, turns = findings.speech.text.turns, findings.speech.call.turns
    least, speaker = wanted.characters, Speaker(wanted.speaker)
    for number in range(first, findings.timeline.turn_count):
        folded = folded_turns[number]
        if len(folded.text) < least or turns[number].speaker is not speaker or number - 1 in asked:
            continue
        for match in _SENTENCE.finditer(folded.original):
            place = TurnSpan(number, match.start(), match.end())
            text = folded.within(place.start, place.end)
            if len(text) >= least and not besides.any(place):
                yield _Sentence(place, text)


def _matches_from(cue: str, findings: Findings, first: int) -> Sequence[CueMatch]:
    """Return the matches of ``cue`` from turn ``first`` on."""
    matches = findings.matches.get(cue, ())
    return matches if first <= 0 else matches[bisect_left(matches, first, key=attrgetter("turn")) :]


def _evidence(sentence: _Sentence, first: str, findings: Findings) -> CueMatch:
    place = sentence.place
    turn = findings.speech.call.turns[place.turn]
    return CueMatch(
        cue=SAID_AGAIN,
        speaker=turn.speaker,
        turn=place.turn,
        start=place.start,
        end=place.end,
        quote=turn.text[place.start : place.end],
        phrase=first,
        how="repeat",
        similarity=round(ratio(sentence.text, first) / 100, 4),
        edits=(),
    )


REPEAT = RuleForm("repeat", Repeat, judge, timing=Timing.AT_ONCE, incremental=IncrementalRepeat)
