"""The tests that tell a hit from a false alarm; docs/lexicon.md lists the reasons they give."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from scriptcheck.call import Speaker
from scriptcheck.match import boundary, clause
from scriptcheck.match.window import Undecided, resolve
from scriptcheck.text.segment import load_segmenter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.lexicon.models import Cue, Phrase, Remedy
    from scriptcheck.match.scan import Candidate
    from scriptcheck.match.window import Timeline
    from scriptcheck.report import CueHit
    from scriptcheck.text.call_text import CallText

Reason: TypeAlias = tuple[str, str]
"""Code of the reason, and what decided it."""

UNSURE = frozenset({"unknown-speaker", "no-times"})
"""Reasons that say what the call lacks, not that the hit is false."""


@dataclass(frozen=True, slots=True)
class Suppressor:
    """The tests, with the words that the segmenter must know."""

    words: tuple[str, ...]

    def for_call(self, call: Call, text: CallText, timeline: Timeline) -> CallTests:
        """Return the tests for the hits of one call."""
        return CallTests(call, text, timeline, self.words)


@dataclass(frozen=True, slots=True)
class CallTests:
    """The tests for one call; words are cut once a turn, and only where a hit asks for it."""

    call: Call
    text: CallText
    timeline: Timeline
    words: tuple[str, ...]
    _word_ends: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def reason(
        self,
        hit: CueHit,
        cue: Cue,
        phrase: Phrase | None,
        harmless: Sequence[Candidate],
        heard: Mapping[str, Sequence[CueHit]],
    ) -> Reason | None:
        """Return why ``hit`` is to be dropped, or ``None`` where it stands.

        ``harmless`` are the places of the cue's ``unless`` templates; ``heard`` holds the hits of
        the cues that this one needs.
        """
        return (
            self._wrong_speaker(hit, cue)
            or self._harmless(hit, harmless)
            or self._clause(hit, cue)
            or self._boundary(hit, (phrase and phrase.boundary) or cue.boundary)
            or self._window(hit, cue, heard)
            or self._remedy(hit, cue.remedy, heard)
            # Last: what is dropped anyway leaves nothing open.
            or self._unknown_speaker(hit, cue)
        )

    def _wrong_speaker(self, hit: CueHit, cue: Cue) -> Reason | None:
        right = hit.speaker in {cue.speaker, Speaker.UNKNOWN}
        if right or (cue.speaker == "any" and hit.speaker != Speaker.SYSTEM):
            return None
        return "wrong-speaker", hit.speaker

    def _unknown_speaker(self, hit: CueHit, cue: Cue) -> Reason | None:
        if hit.speaker == Speaker.UNKNOWN and cue.speaker != "any":
            return "unknown-speaker", hit.speaker
        return None

    def _harmless(self, hit: CueHit, harmless: Sequence[Candidate]) -> Reason | None:
        text = self.call.turns[hit.turn].text
        for other in harmless:
            if other.turn != hit.turn or other.start >= hit.end or hit.start >= other.end:
                continue
            longer = text[other.start : other.end]
            # 有什么问题吗？这个我不清楚。 are two sentences, not one harmless phrase.
            if not clause.has_sentence_end(longer):
                return "harmless", longer
        return None

    def _clause(self, hit: CueHit, cue: Cue) -> Reason | None:
        if cue.negation == "keep" and cue.quoting == "keep":
            return None
        simplified = self._simplified(hit.turn)
        clause_before = clause.before(simplified, hit.start)
        if cue.negation == "drop":
            quote = simplified[hit.start : hit.end]
            if (negator := clause.negation(clause_before, quote)) is not None:
                return "negated", negator
        if (
            cue.quoting == "drop"
            and (cited := clause.quotation(clause_before, simplified[hit.start : hit.end]))
            is not None
        ):
            return "quoting", cited
        return None

    def _boundary(self, hit: CueHit, rule: boundary.Boundary) -> Reason | None:
        if not boundary.tested(rule, hit.end - hit.start):
            return None
        simplified = self._simplified(hit.turn)
        # Words end at punctuation, so what stands between two signs needs no cutting.
        if boundary.stands_apart(simplified, hit.start, hit.end):
            return None
        if hit.turn not in self._word_ends:
            segmenter = load_segmenter(self.words)
            self._word_ends[hit.turn] = boundary.word_ends(simplified, segmenter)
        word = boundary.cut_word(simplified, self._word_ends[hit.turn], hit.start, hit.end)
        return None if word is None else ("word-boundary", word)

    def _window(
        self, hit: CueHit, cue: Cue, heard: Mapping[str, Sequence[CueHit]]
    ) -> Reason | None:
        if cue.within is None:
            return None
        extents = resolve(cue.within, self.timeline, heard)
        if isinstance(extents, Undecided):
            return extents.reason, ""
        if any(extent.holds(hit) for extent in extents):
            return None
        return "outside-window", ""

    def _remedy(
        self, hit: CueHit, remedy: Remedy | None, heard: Mapping[str, Sequence[CueHit]]
    ) -> Reason | None:
        if remedy is None:
            return None
        following = [turn for turn in self.timeline.agent_turns if turn > hit.turn]
        reach = {hit.turn, *following[: remedy.agent_turns]}
        for other in heard.get(remedy.cue, ()):
            apart = other.turn != hit.turn or other.start >= hit.end or other.end <= hit.start
            if other.turn in reach and apart:
                return "remedied", other.quote
        return None

    def _simplified(self, turn: int) -> str:
        return self.text.turns[turn].simplified
