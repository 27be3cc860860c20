"""The cues of a lexicon found in a call: every hit, and every candidate dropped and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from scriptcheck.lexicon.crosscheck import cue_order
from scriptcheck.lexicon.template import bind, parse_template
from scriptcheck.match.elsewhere import Elsewhere
from scriptcheck.match.pattern import compile_patterns
from scriptcheck.match.places import Apart
from scriptcheck.match.scan import Scanner
from scriptcheck.match.suppress import UNSURE, Suppressor
from scriptcheck.match.window import Timeline
from scriptcheck.metrics.measure import measure
from scriptcheck.report import CueHit, SuppressedHit
from scriptcheck.text.call_text import CallText
from scriptcheck.text.script import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.models import Cue, Phrase
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.lexicon.template import Sequence as Tree
    from scriptcheck.match.pattern import Pattern, Tolerance
    from scriptcheck.match.scan import Candidate
    from scriptcheck.match.suppress import CallTests, CueTests, Reason
    from scriptcheck.metrics.measure import Metrics


_ByCue: TypeAlias = "dict[str, list[Candidate]]"


class _Owner(NamedTuple):
    """What a template of the scanner is for."""

    cue: str
    phrase: Phrase | None
    """``None`` where it is for something else."""
    tokens: int = -1
    """The number of the token pattern whose turns the template picks; -1 for none."""


@dataclass(frozen=True)
class Findings:
    """All that was heard in a call."""

    call: Call
    text: CallText
    timeline: Timeline
    heard: Mapping[str, tuple[CueHit, ...]]
    """The hits of each cue that was heard, in the order of the call."""
    suppressed: tuple[SuppressedHit, ...]
    """In the order of the call."""

    @cached_property
    def is_chinese(self) -> bool:
        """Whether the call is in the language of the lexicon; what is too short to tell is."""
        return is_chinese(self.text.text)

    @cached_property
    def unsure(self) -> Mapping[str, tuple[SuppressedHit, ...]]:
        """By cue, the candidates dropped only because the call lacks what is needed to tell."""
        found: dict[str, list[SuppressedHit]] = {}
        for dropped in self.suppressed:
            if dropped.reason in UNSURE:
                found.setdefault(dropped.cue, []).append(dropped)
        return {cue: tuple(hits) for cue, hits in found.items()}

    @cached_property
    def metrics(self) -> Metrics:
        """What the times and the data of the call measure."""
        return measure(self.call, self.text, self.heard)

    def hits(self) -> tuple[CueHit, ...]:
        """Return the hits of all cues in the order of the call."""
        return tuple(sorted((hit for hits in self.heard.values() for hit in hits), key=_place))


class CueFinder:
    """The cues of a profile, compiled for searching; made once, used for every call."""

    def __init__(self, profile: Profile, *, lang: Lang = "zh") -> None:
        self._cues = {name: profile.cues[name] for name in cue_order(profile.cues)}
        self._lang = lang
        self._suppressor = Suppressor(profile.words)
        words = {
            each: tuple(map(parse_template, given)) for each, given in profile.variables.items()
        }
        self._owners, self.templates = _compile(self._cues, profile.names, words)
        self._elsewhere = {
            name: Elsewhere(name, cue, words, profile.words)
            for name, cue in self._cues.items()
            if cue.tokens or cue.echo
        }
        self.scanner = Scanner(self.templates, profile.words)

    def find(self, call: Call) -> Findings:
        """Return all that is heard in ``call``."""
        text, timeline = CallText.of(call), Timeline.of(call)
        tests = self._suppressor.for_call(call, text, timeline)
        phrases, harmless, picked = self._sort(self.scanner.scan(text, tests.speakers))
        heard: dict[str, tuple[CueHit, ...]] = {}
        suppressed: list[SuppressedHit] = []
        for name in self._cues:
            if name in phrases or name in self._elsewhere:
                cue_tests = tests.for_cue(self._cues[name], harmless.get(name, ()), heard)
                hits, dropped = self._tested(sorted(phrases.get(name, ())), cue_tests)
                found = [self._hit(name, hit, tests) for hit in hits]
                if name in self._elsewhere:
                    turns = [
                        (at.turn, self._owners[at.template].tokens) for at in picked.get(name, ())
                    ]
                    heard_here = (found, suppressed)
                    self._elsewhere[name].add_hits(turns, cue_tests, self._lang, heard_here)
                if found:
                    heard[name] = tuple(sorted(found, key=_place))
                suppressed += (
                    self._suppressed(name, hit, *reason, tests) for hit, reason in dropped
                )
        return Findings(call, text, timeline, heard, tuple(sorted(suppressed, key=_place)))

    def _sort(self, candidates: Iterable[Candidate]) -> tuple[_ByCue, _ByCue, _ByCue]:
        """Return, by cue, the candidates of phrases, of ``unless`` and of turns for tokens."""
        phrases: dict[str, list[Candidate]] = {}
        harmless: dict[str, list[Candidate]] = {}
        picked: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            owner = self._owners[candidate.template]
            kind = phrases
            if owner.phrase is None:
                kind = harmless if owner.tokens < 0 else picked
            kind.setdefault(owner.cue, []).append(candidate)
        return phrases, harmless, picked

    def _tested(
        self, candidates: Iterable[Candidate], tests: CueTests
    ) -> tuple[list[Candidate], list[tuple[Candidate, Reason]]]:
        """Return the candidates of a cue that stand, and those to be dropped with their reasons.

        Of those that overlap, the best that stands is kept, and what overlaps it is not worth a
        test; nor are two reasons reported for one place.
        """
        kept: Apart[Candidate] = Apart()
        unsure: Apart[Candidate] = Apart()
        surely: Apart[Candidate] = Apart()
        reasons: dict[Candidate, Reason] = {}
        for candidate in sorted(candidates, key=_rank):
            if kept.overlap(candidate):
                continue
            phrase = self._owners[candidate.template].phrase
            assert phrase is not None  # noqa: S101  (those of ``unless`` are kept apart)
            reason = tests.reason(candidate, phrase)
            if reason is None:
                kept.add(candidate)
            else:
                reasons[candidate] = reason
        for candidate, reason in reasons.items():
            # Better candidates come first, but those that stand may have come after.
            places = unsure if reason[0] in UNSURE else surely
            if not kept.overlap(candidate) and not places.overlap(candidate):
                places.add(candidate)
        dropped = unsure.in_order() + surely.in_order()
        return kept.in_order(), [(each, reasons[each]) for each in dropped]

    def _hit(self, name: str, candidate: Candidate, tests: CallTests) -> CueHit:
        turn = tests.call.turns[candidate.turn]
        phrase = self._phrase(candidate)
        return CueHit(
            cue=name,
            speaker=tests.speakers[candidate.turn],
            turn=candidate.turn,
            start=candidate.start,
            end=candidate.end,
            quote=turn.text[candidate.start : candidate.end],
            phrase=phrase.text,
            how=candidate.how,
            similarity=candidate.similarity,
            edits=self.scanner.edits(candidate, tests.text.turns[candidate.turn]),
            note=phrase.note if self._lang == "zh" else phrase.note_en,
        )

    def _suppressed(
        self, name: str, candidate: Candidate, reason: str, detail: str, tests: CallTests
    ) -> SuppressedHit:
        turn, start, end = candidate.turn, candidate.start, candidate.end
        quote = tests.call.turns[turn].text[start:end]
        phrase = self._phrase(candidate).text
        speaker = tests.speakers[turn]
        return SuppressedHit(name, speaker, turn, start, end, quote, phrase, reason, detail)

    def _phrase(self, candidate: Candidate) -> Phrase:
        phrase = self._owners[candidate.template].phrase
        assert phrase is not None  # noqa: S101  (those of ``unless`` are kept apart)
        return phrase


def _compile(
    cues: Mapping[str, Cue],
    names: frozenset[str],
    words: Mapping[str, tuple[Tree, ...]],
) -> tuple[list[_Owner], list[tuple[Pattern, ...]]]:
    owners: list[_Owner] = []
    templates: list[tuple[Pattern, ...]] = []
    for name, cue in cues.items():
        wanted = [(each.text, _Owner(name, each)) for each in cue.phrases]
        wanted += [(template, _Owner(name, None)) for template in cue.unless]
        wanted += [(each.near, _Owner(name, None, index)) for index, each in enumerate(cue.tokens)]
        for template, owner in wanted:
            phrase = owner.phrase
            owners.append(owner)
            templates.append(
                compile_patterns(
                    template,
                    bind(parse_template(template), words),
                    tolerance=_tolerance(cue, phrase),
                    edits=_edits(cue, phrase),
                    speaker=cue.speaker,
                    names=names,
                    wanted=phrase is not None,
                )
            )
    return owners, templates


def _tolerance(cue: Cue, phrase: Phrase | None) -> Tolerance:
    if phrase is not None:
        return phrase.tolerance or cue.tolerance
    # What was misheard in a phrase was misheard in the longer, harmless one as well; but only what
    # was surely said excuses a hit.
    return cue.tolerance


def _edits(cue: Cue, phrase: Phrase | None) -> int | None:
    if phrase is None:
        return 0
    return cue.edits if phrase.edits is None else phrase.edits


def _place(hit: CueHit | SuppressedHit) -> tuple[int, int, int, str, str]:
    return hit.turn, hit.start, hit.end, hit.cue, hit.phrase


def _rank(candidate: Candidate) -> tuple[int, ...]:
    """Return what sorts the better candidate first.

    Better is what differs less from its phrase, then what is longer, then what comes first; of
    those in the same place the phrase that stands first in the lexicon.
    """
    length = candidate.end - candidate.start
    place = (candidate.turn, candidate.start, candidate.template)
    return (candidate.differences, -length, *place)
