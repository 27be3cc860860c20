"""A model as a source of candidates, beside phrases, token patterns and repetition."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from scriptcheck.learned.evidence import Explainer, span
from scriptcheck.learned.features import (
    ANSWERS,
    LATER,
    OPENING,
    OPENING_TURNS,
    SeenTurn,
    answered,
)
from scriptcheck.learned.model import Threshold, confidence, read_model, score_of
from scriptcheck.learned.suspects import MOST_FAULTS, fault_turns, weighed
from scriptcheck.match.candidate import SpanCandidate
from scriptcheck.match.reasons import SuppressionReason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from scriptcheck.learned.model import LearnedModel
    from scriptcheck.lexicon.learned_settings import Confidence, LearnedThresholds
    from scriptcheck.match.reasons import Reason
    from scriptcheck.match.source import ScanResult
    from scriptcheck.match.suppress import CallTests
    from scriptcheck.report import CueMatch, LearnedEvidence, SuppressedMatch
    from scriptcheck.text.call_text import FoldedTurns

RIVAL_SURE: Final = 0.9
"""How sure a model must be of its rival to doubt a step that it hardly sees."""

FAULT_SURE: Final = 0.5
"""How sure it must be of something forbidden for that."""

RIVAL_LIKELY: Final = 0.5
"""How sure a model must be of the rival of something forbidden to take it for a suspect only."""

LEARNED: Final = "learned"
"""What reports say of how a model's matches were found."""


class LearnedSource:
    """Finds the cues of a model in the turns of those who say them."""

    def __init__(
        self,
        path: Path,
        settings: Mapping[str, LearnedThresholds],
        forbidden: Collection[str] = (),
        rivals: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Use the model in the file ``path``, with its own thresholds where ``settings`` has none.

        Of the cues ``forbidden`` only the surest in a turn is found: what is rude looks impatient
        as well. One is no more than a suspect where the model finds what ``rivals`` has for it:
        who comforts a customer does not mock him. Raises ``LexiconError`` where the file cannot be
        read.
        """
        self._path: Final = path
        self._given: Final = dict(settings)
        self._forbidden: Final = frozenset(forbidden)
        self._rivals: Final = dict(rivals)
        self._model = read_model(path)
        self._prepare()

    def _prepare(self) -> None:
        self._explainer = Explainer(self._model)
        self._thresholds = {
            name: _threshold(cue.threshold, self._given.get(name))
            for name, cue in self._model.cues.items()
        }
        # What decides which turns are candidates: where other turns speak for it, a lower score is
        # a suspect as well.
        self._limits_of = {
            name: _within_reach(each) if name in self._forbidden else each
            for name, each in self._thresholds.items()
        }
        lowest: dict[str, dict[str, float]] = {}
        for name, each in self._limits_of.items():
            if (score := _lowest(each)) is not None:
                lowest.setdefault(self._model.cues[name].speaker, {})[name] = score
        self._limits = {who: self._model.limits(scores) for who, scores in lowest.items()}

    def __getstate__(self) -> dict[str, object]:
        # The tables are mapped again where it is unpickled, so that processes share them.
        settings = {"_given": self._given, "_forbidden": self._forbidden, "_rivals": self._rivals}
        return {"_path": self._path, **settings}

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)
        self._model = read_model(self._path)
        self._prepare()

    @property
    def model(self) -> LearnedModel:
        """The model."""
        return self._model

    @property
    def thresholds(self) -> Mapping[str, Threshold]:
        """From which score on its findings count, by cue: as the profile says, else the model."""
        return self._thresholds

    @property
    def doubted(self) -> frozenset[str]:
        """The cues that the model may doubt: steps only where the profile says from when on."""
        return frozenset(
            name
            for name, each in self._thresholds.items()
            if each.doubt is not None
            and (name in self._forbidden or getattr(self._given.get(name), "doubt", None))
        )

    def for_call(self, call: CallTests) -> _LearnedInCall:
        """Return the source in one call."""
        return _LearnedInCall(self, call)

    def doubt(self, cue: str, number: int, call: CallTests) -> str | None:
        """Return how sure the model is of ``cue`` in turn ``number``, as "2%", where it doubts it.

        ``None`` where it does not, or does not know the cue.
        """
        threshold = self._thresholds.get(cue)
        speaker = call.speakers[number]
        if threshold is None or threshold.doubt is None or speaker != "agent":
            return None
        score = self._model.score(_turn_in_call(number, call), cue)
        return f"{confidence(score):.0%}" if score < threshold.doubt else None

    def contradiction(
        self, cue: str, rival: str | None, number: int, call: CallTests
    ) -> str | None:
        """Return how sure the model is of the step ``cue`` in turn ``number``, as "2%".

        That is where it doubts it, and is sure of ``rival`` or of something forbidden; ``None``
        elsewhere.
        """
        doubt = self.doubt(cue, number, call)
        if doubt is None:
            return None
        turn = _turn_in_call(number, call)
        wanted = [(rival, RIVAL_SURE)] if rival in self._thresholds else []
        wanted += [(each, FAULT_SURE) for each in sorted(self._forbidden & self._thresholds.keys())]
        is_other = any(self._model.score(turn, name) >= score_of(sure) for name, sure in wanted)
        return doubt if is_other else None

    def offer(self, cue: str, number: int, call: CallTests) -> tuple[int, int] | None:
        """Return where ``cue`` is possibly in turn ``number``, where nothing forbidden is.

        ``None`` where it is not, or the model does not know it.
        """
        threshold = self._thresholds.get(cue)
        least = None if threshold is None else _lowest(threshold)
        if least is None:
            return None
        turn = _turn_in_call(number, call)
        if self._model.score(turn, cue) < least or self._has_fault(turn):
            return None
        return span(self._model, cue, call.text.turns[number], call.clause_ends(number))

    def _has_fault(self, turn: SeenTurn) -> bool:
        """Return whether one of the cues ``forbidden`` is sure enough in ``turn`` for a match."""
        return any(
            self._model.score(turn, cue) >= score_of(FAULT_SURE)
            for cue in self._forbidden & self._thresholds.keys()
        )

    def suspects(
        self,
        dropped: Iterable[SuppressedMatch],
        matches: Mapping[str, Sequence[CueMatch]],
        call: CallTests,
    ) -> Iterator[SuppressedMatch]:
        """Yield ``dropped``, and of the suspects in it those that all of the call speaks for.

        ``matches`` are those of the call. A suspect says why it is one.
        """
        faults = None
        for each in dropped:
            if each.reason != SuppressionReason.SUSPECT:
                yield each
                continue
            number = each.turn
            turn = _turn_in_call(number, call)
            score = in_call = self._model.score(turn, each.cue)
            if each.cue in self._forbidden:
                faults = fault_turns(matches, self._forbidden) if faults is None else faults
                in_call = weighed(score, len(faults - {number}))
            least = self._thresholds[each.cue].suspect
            if least is not None and in_call >= least:
                evidence = self._explainer.evidence(each.cue, turn.text, score, confidence(in_call))
                yield msgspec.structs.replace(each, learned=evidence)

    def candidates(self, number: int, call: CallTests, own_turn: int) -> Iterator[SpanCandidate]:
        """Yield the candidates in turn ``number`` of ``call``, its speaker's turn ``own_turn``."""
        folded, limits = call.text.turns[number], self._limits.get(call.speakers[number])
        if limits is None or not folded.text:
            return
        seen = seen_turn(call.text, call.speakers, number, own_turn)
        reached = self._model.found(seen, limits)
        if not reached:
            return
        turn = _FoundTurn(number, call, self._explainer)
        surest = max((score for cue, score in reached if cue in self._forbidden), default=0.0)
        for cue, score in reached:
            if score < surest and cue in self._forbidden:
                continue
            threshold = self._limits_of[cue]
            if self._is_rather_its_rival(cue, seen):
                threshold = msgspec.structs.replace(threshold, match=None)
            is_sure = threshold.sure is not None and score >= threshold.sure
            for dropped_as in _counts_as(score, threshold):
                yield _LearnedCandidate(cue, turn, score, dropped_as, is_sure=is_sure)

    def _is_rather_its_rival(self, cue: str, turn: SeenTurn) -> bool:
        """Return whether ``turn`` has the rival of ``cue``, which is forbidden."""
        rival = self._rivals.get(cue)
        if rival not in self._thresholds or cue not in self._forbidden:
            return False
        return self._model.score(turn, rival) >= score_of(RIVAL_LIKELY)


class _FoundTurn(NamedTuple):
    """A turn in which a model finds cues."""

    number: int
    call: CallTests
    explainer: Explainer


class _LearnedCandidate(SpanCandidate):
    """A turn in which a model finds a cue.

    Where in it, and why, takes longer to work out than that it is there, and most are not asked.
    """

    __slots__ = ("_evidence", "_found_turn", "_score")

    def __init__(
        self, cue: str, turn: _FoundTurn, score: float, dropped_as: Reason | None, *, is_sure: bool
    ) -> None:
        self.cue = cue
        self.turn = turn.number
        self._place = None
        self.how = LEARNED
        self.phrase = self.note = ""
        self.similarity = confidence(score)
        self.is_learned = True
        self.dropped_as = dropped_as
        self.is_sure = is_sure
        self._found_turn = turn
        self._score = score
        self._evidence: LearnedEvidence | None = None

    def find_place(self) -> tuple[int, int]:
        """Return where the model sees the cue."""
        number, call, explainer = self._found_turn
        return span(explainer.model, self.cue, call.text.turns[number], call.clause_ends(number))

    def evidence(self) -> LearnedEvidence:
        """Return why the model sees the cue."""
        if self._evidence is None:
            number, call, explainer = self._found_turn
            text = call.text.turns[number].text
            self._evidence = explainer.evidence(self.cue, text, self._score, self.similarity)
        return self._evidence


def _turn_in_call(number: int, call: CallTests) -> SeenTurn:
    """Return what a model sees of turn ``number`` of ``call``."""
    own_turn = call.speakers[:number].count(call.speakers[number])
    return seen_turn(call.text, call.speakers, number, own_turn)


def seen_turn(text: FoldedTurns, speakers: Sequence[str], number: int, own_turn: int) -> SeenTurn:
    """Return what a model sees of turn ``number`` of a call, its speaker's turn ``own_turn``."""
    place = OPENING if own_turn < OPENING_TURNS else LATER
    before = answered(speakers, number)
    said = "" if before is None else text.turns[before].text
    return SeenTurn(text.turns[number].text, said, place)


def _threshold(own: Threshold, given: LearnedThresholds | None) -> Threshold:
    """Return the threshold that holds: what is ``given``, and else the model's ``own``."""
    if given is None:
        return own
    return Threshold(
        _score(given.match, own.match),
        _score(given.suspect, own.suspect),
        _score(given.doubt, own.doubt),
        _score(given.possible, own.possible),
        _score(given.sure, own.sure),
    )


def _within_reach(threshold: Threshold) -> Threshold:
    """Return ``threshold``, with the lowest score that may be a suspect in any call."""
    if threshold.suspect is None:
        return threshold
    least = threshold.suspect - weighed(0, MOST_FAULTS)
    return msgspec.structs.replace(threshold, suspect=least)


def _lowest(threshold: Threshold) -> float | None:
    """Return the lowest score that counts for anything."""
    limits = (threshold.match, threshold.suspect, threshold.possible)
    return min((each for each in limits if each is not None), default=None)


def _score(given: Confidence | None, own: float | None) -> float | None:
    if given is None:
        return own
    return None if given == "off" else score_of(given)


def _counts_as(score: float, threshold: Threshold) -> tuple[Reason | None, ...]:
    """Return what a finding with ``score`` is: a match (``None``), or as what it is dropped."""
    if threshold.match is not None and score >= threshold.match:
        return (None,)
    found: list[Reason | None] = []
    if threshold.suspect is not None and score >= threshold.suspect:
        found.append((SuppressionReason.SUSPECT, ""))
    if threshold.possible is not None and score >= threshold.possible:
        found.append((SuppressionReason.POSSIBLE, f"{confidence(score):.0%}"))
    return tuple(found)


class _LearnedInCall:
    def __init__(self, source: LearnedSource, call: CallTests) -> None:
        self._source: Final = source
        self._call: Final = call
        self._turns = dict.fromkeys(ANSWERS, 0)

    def candidates(self, scan: ScanResult) -> Iterator[SpanCandidate]:
        """Yield the candidates in the turns of ``scan.text``."""
        for number in scan.text.numbers:
            speaker = self._call.speakers[number]
            if speaker in self._turns:
                yield from self._source.candidates(number, self._call, self._turns[speaker])
                self._turns[speaker] += 1
