"""The cues of a lexicon found in a call: every hit, and every candidate dropped and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from scriptcheck.lexicon.crosscheck import cue_order
from scriptcheck.lexicon.template import bind, parse_template
from scriptcheck.match.pattern import Pattern, compile_pattern
from scriptcheck.match.scan import ExactScanner
from scriptcheck.match.suppress import UNSURE, Suppressor
from scriptcheck.match.window import Timeline
from scriptcheck.report import CueHit, SuppressedHit
from scriptcheck.text.call_text import CallText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.models import Cue, Phrase
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.match.scan import Candidate, Scanner


HitT = TypeVar("HitT", CueHit, SuppressedHit)


class _Owner(NamedTuple):
    """What a pattern of the scanner is for."""

    cue: str
    phrase: Phrase | None
    """``None`` for a template under ``unless``."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was heard in a call."""

    call: Call
    text: CallText
    timeline: Timeline
    heard: Mapping[str, tuple[CueHit, ...]]
    """The hits of each cue that was heard, in the order of the call."""
    suppressed: tuple[SuppressedHit, ...]
    """In the order of the call."""

    def hits(self) -> tuple[CueHit, ...]:
        """Return the hits of all cues in the order of the call."""
        return tuple(sorted((hit for hits in self.heard.values() for hit in hits), key=_place))


class CueFinder:
    """The cues of a profile, compiled for searching; made once, used for every call."""

    def __init__(self, profile: Profile, *, lang: Lang = "zh") -> None:
        self._cues = {name: profile.cues[name] for name in cue_order(profile.cues)}
        self._lang = lang
        self._suppressor = Suppressor(profile.words)
        self._owners, self.patterns = _compile(self._cues, profile.variables)
        self._scanner: Scanner = ExactScanner(self.patterns)

    def find(self, call: Call) -> Findings:
        """Return all that is heard in ``call``."""
        text, timeline = CallText.of(call), Timeline.of(call)
        phrases, harmless = self._sort(self._scanner.scan(text))
        tests = self._suppressor.for_call(call, text, timeline)
        heard: dict[str, tuple[CueHit, ...]] = {}
        suppressed: list[SuppressedHit] = []
        for name, cue in self._cues.items():
            hits, dropped = [], []
            for candidate in sorted(phrases.get(name, ())):
                hit = self._hit(name, candidate, call)
                phrase = self._owners[candidate.pattern].phrase
                reason = tests.reason(hit, cue, phrase, harmless.get(name, ()), heard)
                if reason is None:
                    hits.append(hit)
                else:
                    dropped.append(_suppressed(hit, *reason))
            if hits:
                heard[name] = tuple(_longest(hits))
            unsure = [hit for hit in dropped if hit.reason in UNSURE]
            surely = [hit for hit in dropped if hit.reason not in UNSURE]
            suppressed += _longest(unsure, besides=heard.get(name, ()))
            suppressed += _longest(surely, besides=heard.get(name, ()))
        return Findings(call, text, timeline, heard, tuple(sorted(suppressed, key=_place)))

    def _sort(
        self, candidates: Iterable[Candidate]
    ) -> tuple[dict[str, list[Candidate]], dict[str, list[Candidate]]]:
        """Return the candidates of phrases, and those of ``unless`` templates, by cue."""
        phrases: dict[str, list[Candidate]] = {}
        harmless: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            owner = self._owners[candidate.pattern]
            kind = harmless if owner.phrase is None else phrases
            kind.setdefault(owner.cue, []).append(candidate)
        return phrases, harmless

    def _hit(self, name: str, candidate: Candidate, call: Call) -> CueHit:
        turn = call.turns[candidate.turn]
        phrase = self._owners[candidate.pattern].phrase
        assert phrase is not None  # noqa: S101  (candidates of ``unless`` templates are kept apart)
        return CueHit(
            cue=name,
            speaker=turn.speaker.value,
            turn=candidate.turn,
            start=candidate.start,
            end=candidate.end,
            quote=turn.text[candidate.start : candidate.end],
            phrase=phrase.text,
            how=candidate.how,
            similarity=candidate.similarity,
            edits=candidate.edits,
            note=phrase.note if self._lang == "zh" else phrase.note_en,
        )


def _compile(
    cues: Mapping[str, Cue], variables: Mapping[str, tuple[str, ...]]
) -> tuple[list[_Owner], list[Pattern]]:
    words = {name: tuple(map(parse_template, given)) for name, given in variables.items()}
    owners: list[_Owner] = []
    patterns: list[Pattern] = []
    for name, cue in cues.items():
        templates: list[tuple[str, Phrase | None]] = [
            (phrase.text, phrase) for phrase in cue.phrases
        ]
        templates += [(template, None) for template in cue.unless]
        for template, phrase in templates:
            owners.append(_Owner(name, phrase))
            patterns.append(compile_pattern(template, bind(parse_template(template), words)))
    return owners, patterns


def _suppressed(hit: CueHit, reason: str, detail: str) -> SuppressedHit:
    return SuppressedHit(
        hit.cue, hit.speaker, hit.turn, hit.start, hit.end, hit.quote, hit.phrase, reason, detail
    )


def _place(hit: CueHit | SuppressedHit) -> tuple[int, int, int, str, str]:
    return hit.turn, hit.start, hit.end, hit.cue, hit.phrase


def _longest(hits: Sequence[HitT], besides: Sequence[CueHit] = ()) -> list[HitT]:
    """Return ``hits`` without those that overlap a longer one.

    Of equally long ones the earlier stays, and of those in the same place the first given, which is
    that of the phrase that stands first in the lexicon. Those that overlap a hit in ``besides`` are
    left out as well.
    """
    kept: list[HitT] = []
    taken: dict[int, list[tuple[int, int]]] = {}
    for other in besides:
        taken.setdefault(other.turn, []).append((other.start, other.end))
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.turn, hit.start)):
        spans = taken.setdefault(hit.turn, [])
        if not any(start < hit.end and hit.start < end for start, end in spans):
            kept.append(hit)
            spans.append((hit.start, hit.end))
    return sorted(kept, key=_place)
