"""The context tests, which drop false candidates; docs/lexicon.md lists their reasons."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from scriptcheck.match import boundary, clause
from scriptcheck.match.candidate import CALL_DATA, SpanCandidate
from scriptcheck.match.chains import LEAST_DIFFERENCE
from scriptcheck.match.context.grammar import place
from scriptcheck.match.context.misheard import makes_better_sense_as_written
from scriptcheck.match.context.remedy import is_remedy
from scriptcheck.match.extent import TurnSpan
from scriptcheck.match.intervals import IntervalIndex
from scriptcheck.match.learned_place import excusing, strongest_place
from scriptcheck.match.own_name import takes_name_for_word
from scriptcheck.match.reasons import SuppressionReason
from scriptcheck.match.sounds import Sounds
from scriptcheck.match.window import Undecided
from scriptcheck.text.clauses import clause_ends
from scriptcheck.text.segment import load_segmenter
from scriptcheck.text.tagger import load_tagger

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping, Sequence
    from typing import Protocol, TypeGuard

    from scriptcheck.call import Call, Turns
    from scriptcheck.lexicon.models import Remedy
    from scriptcheck.match.context.grammar import Place
    from scriptcheck.match.extent import Extent, Timeline
    from scriptcheck.match.intervals import Interval
    from scriptcheck.match.prepared_cue import PreparedCue, PreparedPhrase
    from scriptcheck.match.reasons import Reason
    from scriptcheck.match.scan import Scanner, TemplateFit
    from scriptcheck.match.window import Window
    from scriptcheck.report import CueMatch
    from scriptcheck.text.call_text import CallText, FoldedTurns

    class OfferFinder(Protocol):
        """What says where an agent may offer a remedy."""

        def offer(self, cue: str, number: int, call: CallTests) -> tuple[int, int] | None:
            """Return where ``cue`` is possibly in turn ``number``, ``None`` where it is not."""


I = TypeVar("I", bound="Interval")  # noqa: E741  (an interval)

REST_OF_CLAUSE = 2
"""Characters that may stand beside a phrase that is a clause by itself: 这个不知道."""

EXCUSING = 0.8
"""How like a harmless phrase a longer reading must be to excuse what should be said."""

UNSURE = frozenset(
    {
        SuppressionReason.UNKNOWN_SPEAKER,
        SuppressionReason.NO_TIMES,
        SuppressionReason.POSSIBLE,
        SuppressionReason.DOUBTED,
    }
)
"""Reasons that leave open whether the candidate is false."""


@dataclass(frozen=True, slots=True)
class Suppressor:
    """The tests, with the words that the segmenter must know."""

    words: tuple[str, ...]
    scanner: Scanner
    """The phrases that candidates fit."""
    second_opinion: OfferFinder | None = None
    """What is asked whether a turn may offer a remedy."""

    def for_call(self, call: Call, text: CallText, timeline: Timeline) -> CallTests:
        """Return the tests for the candidates in one call."""
        return CallTests(call, text, timeline, self)


class CallTests:
    """What the tests need of one call; words are cut once, and only where a candidate asks."""

    __slots__ = (
        "_clause_ends",
        "_extents",
        "_places",
        "_word_ends",
        "_words",
        "call",
        "scanner",
        "second_opinion",
        "sounds",
        "speakers",
        "text",
        "timeline",
    )

    def __init__(
        self, call: Turns, text: FoldedTurns, timeline: Timeline, suppressor: Suppressor
    ) -> None:
        self.call = call
        self.text = text
        self.timeline = timeline
        self.speakers = [turn.speaker.value for turn in call.turns]
        """Who speaks in each turn."""
        self._words = suppressor.words
        self.scanner = suppressor.scanner
        self.second_opinion = suppressor.second_opinion
        self.sounds = Sounds(text)
        """How the turns sound."""
        self._clause_ends: dict[int, array[int]] = {}
        self._word_ends: dict[tuple[int, tuple[int, int]], tuple[int, ...]] = {}
        self._places: dict[tuple[int, int, int, bool], Place] = {}
        self._extents: dict[Window, tuple[Extent, ...] | Undecided] = {}

    def extents(
        self, window: Window, matches: Mapping[str, Sequence[CueMatch]]
    ) -> tuple[Extent, ...] | Undecided:
        """Return where ``window`` lies, or why that is open.

        ``matches`` holds those of the cues that it is measured from.
        """
        known = self._extents.get(window)
        if known is None:
            known = self._extents[window] = window.resolve(self.timeline, matches)
        return known

    def for_cue(
        self,
        cue: PreparedCue,
        unless: Sequence[TemplateFit],
        matches: Mapping[str, Sequence[CueMatch]],
    ) -> CueTests:
        """Return the tests for the candidates of ``cue``.

        ``unless`` are the fits of the cue's ``unless`` templates; ``matches`` holds those of the
        cues that this one needs.
        """
        return CueTests(self, cue, unless, matches)

    def simplified(self, turn: int) -> str:
        """Return the text of ``turn`` in simplified characters."""
        return self.text.turns[turn].simplified

    def clause_ends(self, turn: int) -> array[int]:
        """Return where the clauses of the folded text of ``turn`` end, less the empty ones."""
        ends = self._clause_ends.get(turn)
        if ends is None:
            ends = self._clause_ends[turn] = clause_ends(self.text.turns[turn])
        return ends

    def place(self, turn: int, start: int, end: int, *, whole: bool) -> Place:
        """Return characters ``start`` up to ``end`` of ``turn`` in their sentence."""
        key = turn, start, end, whole
        known = self._places.get(key)
        if known is None:
            text = self.simplified(turn)
            known = self._places[key] = place(text, start, end, self._words, whole=whole)
        return known

    def makes_sense_as_written(self, candidate: TemplateFit) -> bool:
        """Return whether ``candidate`` is better taken for what is written than for its phrase."""
        meant = self.scanner.wording(candidate)
        if meant is None:
            return False
        turn, tagger = self.text.turns[candidate.turn], load_tagger(self._words)
        first, last = boundary.segment_around(turn.simplified, candidate.start, candidate.end)
        before, after = turn.within(first, candidate.start), turn.within(candidate.end, last)
        return makes_better_sense_as_written(candidate.text, meant, before, after, tagger)

    def excusing(self, harmless: Sequence[I], candidate: SpanCandidate) -> list[I]:
        """Return those of the ``harmless`` phrases that are what a model goes by."""
        return excusing(harmless, candidate, self.text.turns[candidate.turn])

    def is_clause(self, candidate: TemplateFit) -> bool:
        """Return whether ``candidate`` is a clause by itself, but for a character or two."""
        turn = self.text.turns[candidate.turn]
        around = clause.clause_extent(turn.simplified, candidate.start, candidate.end)
        rest = len(turn.within(*around)) - len(turn.within(candidate.start, candidate.end))
        return rest <= REST_OF_CLAUSE

    def word_ends(self, turn: int, start: int, end: int) -> tuple[int, ...]:
        """Return where the words around characters ``start`` up to ``end`` of ``turn`` end."""
        text = self.simplified(turn)
        segment = boundary.segment_around(text, start, end)
        ends = self._word_ends.get((turn, segment))
        if ends is None:
            segmenter = load_segmenter(self._words)
            ends = self._word_ends[turn, segment] = boundary.word_ends(text, segment, segmenter)
        return ends


class CueTests:
    """The tests for the candidates of one cue in one call."""

    __slots__ = ("_harmless_in", "_matches", "_window_is", "call", "cue")

    def __init__(
        self,
        call: CallTests,
        cue: PreparedCue,
        unless: Sequence[TemplateFit],
        matches: Mapping[str, Sequence[CueMatch]],
    ) -> None:
        self.call = call
        self.cue = cue
        self._matches = matches
        self._harmless_in = IntervalIndex(unless) if unless else None
        """The fits of the cue's ``unless`` templates, if there are any."""
        self._window_is = None if cue.window is None else call.extents(cue.window, matches)

    def reason(self, candidate: TemplateFit, phrase: PreparedPhrase) -> Reason | None:
        """Return why ``candidate`` is to be dropped, or ``None`` where it stands."""
        cue, call = self.cue, self.call
        speaker = call.speakers[candidate.turn]
        if speaker not in cue.speakers:
            return SuppressionReason.WRONG_SPEAKER, speaker
        reason = None if self._harmless_in is None else self._harmless(candidate)
        if reason is None and cue.context is not None:
            reason = cue.context.reason(candidate, call, whole=False)
        if reason is None:
            reason = self._boundary(candidate, phrase.boundary)
        # Of what should be said, the scan has asked the words already.
        if reason is None and not phrase.asks_words and candidate.cost >= LEAST_DIFFERENCE:
            reason = self._misheard(candidate)
        if reason is None and self._window_is is not None:
            reason = _outside(self._window_is, candidate)
        if reason is None and phrase.has_limits:
            reason = self._limits(candidate, phrase)
        if reason is None and cue.remedy is not None:
            reason = self._remedy(candidate, cue.remedy)
        # Last: what is dropped anyway leaves nothing open.
        if reason is None and speaker == "unknown" and not cue.is_of_anybody:
            return SuppressionReason.UNKNOWN_SPEAKER, speaker
        return reason

    def reason_at(self, candidate: SpanCandidate) -> Reason | None:
        """Return why ``candidate`` is to be dropped, or ``None`` where it stands.

        It was not found by a phrase, and its source heeds where words end.
        """
        cue = self.cue
        speaker = self.call.speakers[candidate.turn]
        if speaker not in cue.speakers:
            return SuppressionReason.WRONG_SPEAKER, speaker
        reason = None if self._harmless_in is None else self._harmless(candidate)
        if reason is None and cue.context is not None:
            # Of what a model is sure of, quotation marks alone are asked for: it does not see them.
            if candidate.is_sure:
                reason = cue.context.reason_by_marks(candidate, self.call)
            else:
                reason = cue.context.reason(candidate, self.call, whole=True)
        if reason is None and self._window_is is not None:
            reason = _outside(self._window_is, candidate)
        if reason is None and cue.remedy is not None:
            reason = self._remedy(candidate, cue.remedy)
        if reason is None and speaker == "unknown" and not cue.is_of_anybody:
            return SuppressionReason.UNKNOWN_SPEAKER, speaker
        return reason

    def _harmless(self, candidate: TemplateFit | SpanCandidate) -> Reason | None:
        assert self._harmless_in is not None  # noqa: S101  (asked only where there is something)
        others = self._harmless_in.of(candidate)
        if others and _is_learned(candidate):
            # A model goes by the whole span: a harmless phrase in a corner of it excuses nothing.
            others = self.call.excusing(others, candidate)
        turn = self.call.text.turns[candidate.turn]
        for other in others:
            # What only sounds like the harmless phrase excuses nothing that was surely said.
            if other.differences > candidate.differences and not self._excuses(other, candidate):
                continue
            if takes_name_for_word(other, candidate, turn, self.call.scanner):
                continue
            longer = turn.original[other.start : other.end]
            # 有什么问题吗？这个我不清楚。 are two sentences, not one harmless phrase.
            if not clause.is_divided(longer, candidate.end - other.start):
                return SuppressionReason.HARMLESS, longer
        return None

    def _excuses(self, other: TemplateFit, candidate: TemplateFit | SpanCandidate) -> bool:
        """Return whether ``other``, which matches less well, excuses ``candidate`` all the same.

        What only sounds like a harmless phrase excuses nothing that must not be said. Of what
        should be said, a phrase that is longer is as likely to have been misrecognised, if little
        of it was (您好济棠 is no 您好几趟), and if what is written makes less sense (等一下哈 is no
        等一下把). A name that call data give is so likely that nothing which sounds like it
        excuses it.
        """
        if isinstance(candidate, SpanCandidate) and candidate.how == CALL_DATA:
            return False
        longer = other.start < candidate.start or candidate.end < other.end
        is_close = other.similarity >= EXCUSING
        if not (self.cue.is_near and longer and is_close):
            return False
        return not self.call.makes_sense_as_written(other)

    def _misheard(self, candidate: TemplateFit) -> Reason | None:
        if self.call.makes_sense_as_written(candidate):
            return SuppressionReason.AS_WRITTEN, candidate.text
        return None

    def _boundary(self, candidate: TemplateFit, rule: boundary.Boundary) -> Reason | None:
        if rule == "none":
            return None
        turn, start, end = candidate.turn, candidate.start, candidate.end
        simplified = self.call.text.turns[turn].simplified
        if (run := boundary.cut_run(simplified, start, end)) is not None:
            return SuppressionReason.WORD_BOUNDARY, run
        # Words end at punctuation, so what stands between two signs needs no cutting.
        length = 0 if candidate.cost >= LEAST_DIFFERENCE else len(candidate.text)
        if not boundary.tested(rule, length) or boundary.stuttered(simplified, start, end):
            return None
        ends = self.call.word_ends(turn, start, end)
        word = boundary.cut_word(simplified, ends, start, end)
        return None if word is None else (SuppressionReason.WORD_BOUNDARY, word)

    def _limits(self, candidate: TemplateFit, phrase: PreparedPhrase) -> Reason | None:
        """Return why the place of ``candidate`` is none for ``phrase``; ``None`` where it is."""
        turn = self.call.text.turns[candidate.turn]
        if phrase.turn_characters is not None and len(turn.text) > phrase.turn_characters:
            return SuppressionReason.LONG_TURN, str(len(turn.text))
        if phrase.clause_characters is not None:
            around = clause.clause_extent(turn.simplified, candidate.start, candidate.end)
            if (characters := len(turn.within(*around))) > phrase.clause_characters:
                return SuppressionReason.LONG_CLAUSE, str(characters)
        if phrase.window is None:
            return None
        return _outside(self.call.extents(phrase.window, self._matches), candidate)

    def _remedy(self, candidate: TemplateFit | SpanCandidate, remedy: Remedy) -> Reason | None:
        agent_turns = self.call.timeline.agent_turns
        after = bisect_right(agent_turns, candidate.turn)
        reach = {candidate.turn, *agent_turns[after : after + remedy.agent_turns]}
        # What an agent says in several turns in a row is said in one breath.
        for number, turn in enumerate(agent_turns[after:], 1):
            if turn != candidate.turn + number:
                break
            reach.add(turn)
        for cue in remedy.cue:
            hits = self._matches.get(cue, ())
            first = bisect_left(hits, min(reach), key=attrgetter("turn"))
            for other in islice(hits, first, None):
                if other.turn > max(reach):
                    break
                if other.turn in reach and self._is_remedied(candidate, other):
                    return SuppressionReason.REMEDIED, other.quote
        return self._offer(candidate, remedy.possible, reach) if remedy.possible else None

    def _is_remedied(self, candidate: TemplateFit | SpanCandidate, offer: CueMatch) -> bool:
        refused: Interval = candidate
        # What a model goes by is worked out only where it may decide.
        is_within = offer.turn == candidate.turn and offer.end > candidate.start
        if is_within and _is_learned(candidate) and not candidate.is_sure:
            refused = strongest_place(candidate, self.call.text.turns[candidate.turn])
        return is_remedy(refused, offer, self.call)

    def _offer(
        self, candidate: TemplateFit | SpanCandidate, cue: str, reach: set[int]
    ) -> Reason | None:
        """Return the turn in ``reach`` in which a model finds it possible that ``cue`` is.

        What the model itself has found in a turn is not remedied in it by what it finds possible.
        """
        opinion = self.call.second_opinion
        if opinion is None:
            return None
        for turn in sorted(reach):
            is_same = turn == candidate.turn
            if is_same and _is_learned(candidate):
                continue
            place = opinion.offer(cue, turn, self.call)
            if place is None:
                continue
            if is_same or is_remedy(candidate, TurnSpan(turn, *place), self.call):
                start, end = place
                return SuppressionReason.REMEDIED, self.call.call.turns[turn].text[start:end]
        return None


def _outside(
    window: tuple[Extent, ...] | Undecided, place: TemplateFit | SpanCandidate
) -> Reason | None:
    """Return why ``place`` does not count in ``window``, or ``None`` where it does."""
    if isinstance(window, Undecided):
        return window.reason, ""
    is_inside = any(extent.holds(place) for extent in window)
    return None if is_inside else (SuppressionReason.OUTSIDE_WINDOW, "")


def _is_learned(candidate: TemplateFit | SpanCandidate) -> TypeGuard[SpanCandidate]:
    return isinstance(candidate, SpanCandidate) and candidate.is_learned
