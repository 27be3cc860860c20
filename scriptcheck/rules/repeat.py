"""The form ``repeat``: one speaker must not say the same thing again and again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Final, Literal, NamedTuple

from pydantic import Field
from rapidfuzz.fuzz import ratio

from scriptcheck.lexicon.base import Count, CueId, Model
from scriptcheck.lexicon.conditions import Condition, CueHeard
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.match.places import Overlaps
from scriptcheck.match.window import Place, Undecided
from scriptcheck.report import CueHit, Outcome
from scriptcheck.rules.condition import extents_of
from scriptcheck.rules.form import Form, Judgement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.match.finder import Findings

SAID_AGAIN: Final = "said_again"
"""Stands for the cue in the evidence, which no cue of the lexicon is."""

_SENTENCE: Final = re.compile(r"[^。！？!?；;\n\r…]+")


class Repetition(Model):
    """How often a sentence may be said, and what counts as the same."""

    speaker: Literal["agent", "customer"] = "agent"
    times: Annotated[int, Field(ge=2)] = 3
    """How many times it must be said to count as said again and again."""
    letters: Count = 8
    """How many letters a sentence must have; shorter ones recur in any talk."""
    alike: Annotated[float, Field(ge=0.5, le=1)] = 0.85
    """How like the first saying the others must be: rapidfuzz's ratio, 0 to 1."""
    besides: Annotated[tuple[CueId, ...], Field(strict=False)] = ()
    """Cues that may be said as often as it takes; sentences in which one is heard do not count."""
    unless: Annotated[tuple[CueId, ...], Field(strict=False)] = ()
    """Cues by which others ask for it; what is said in the turn after one does not count."""


class Repeat(CallRule):
    """A rule that fails where the same sentence is said too often."""

    repeat: Repetition

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the rule."""
        cues = (*self.repeat.besides, *self.repeat.unless)
        return (*super().conditions, *(CueHeard(cue=cue) for cue in dict.fromkeys(cues)))


class _Sentence(NamedTuple):
    place: Place
    text: str
    """Folded."""


def judge(rule: Repeat, findings: Findings) -> Judgement:
    """Return the judgement on a call that ``rule`` applies to."""
    extents = extents_of(rule.within, findings)
    if isinstance(extents, Undecided):
        return Judgement(Outcome.UNDECIDABLE, reason=extents.reason)
    sentences = [
        sentence
        for sentence in _sentences(rule.repeat, findings)
        if any(extent.holds(sentence.place) for extent in extents)
    ]
    few = len(sentences) < rule.repeat.times
    sayings = [] if few else max(_alike(sentences, rule.repeat.alike), key=len, default=[])
    if len(sayings) < rule.repeat.times:
        return Judgement(Outcome.PASS, (), extents)
    first = sayings[0]
    evidence = tuple(_evidence(each, first, findings) for each in sayings)
    return Judgement(Outcome.FAIL, evidence, extents)


def _sentences(wanted: Repetition, findings: Findings) -> Iterator[_Sentence]:
    """Yield the sentences that count, in the order of the call."""
    besides = Overlaps(hit for cue in wanted.besides for hit in findings.heard.get(cue, ()))
    asked = {hit.turn for cue in wanted.unless for hit in findings.heard.get(cue, ())}
    for number, folded in zip(findings.text.numbers, findings.text.turns, strict=True):
        if (
            len(folded.text) < wanted.letters
            or findings.call.turns[number].speaker != wanted.speaker
            or number - 1 in asked
        ):
            continue
        for match in _SENTENCE.finditer(folded.original):
            place = Place(number, match.start(), match.end())
            text = folded.within(place.start, place.end)
            if len(text) >= wanted.letters and not besides.any(place):
                yield _Sentence(place, text)


def _alike(sentences: Sequence[_Sentence], alike: float) -> list[list[_Sentence]]:
    """Return the sentences in groups, each of those that are like its first."""
    groups: list[list[_Sentence]] = []
    for sentence in sentences:
        for group in groups:
            if ratio(sentence.text, group[0].text, score_cutoff=100 * alike):
                group.append(sentence)
                break
        else:
            groups.append([sentence])
    return groups


def _evidence(sentence: _Sentence, first: _Sentence, findings: Findings) -> CueHit:
    place = sentence.place
    turn = findings.call.turns[place.turn]
    return CueHit(
        cue=SAID_AGAIN,
        speaker=turn.speaker,
        turn=place.turn,
        start=place.start,
        end=place.end,
        quote=turn.text[place.start : place.end],
        phrase=first.text,
        how="repeat",
        similarity=round(ratio(sentence.text, first.text) / 100, 4),
        edits=(),
    )


REPEAT = Form("repeat", Repeat, judge)
