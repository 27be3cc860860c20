"""The cues of a lexicon found in a call: every hit, and every candidate dropped and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from scriptcheck.lexicon.crosscheck import cue_order
from scriptcheck.lexicon.template import bind, parse_template
from scriptcheck.match.choice import choose
from scriptcheck.match.elsewhere import Elsewhere
from scriptcheck.match.pattern import compile_patterns
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
    from scriptcheck.lexicon.conditions import Window
    from scriptcheck.lexicon.models import Cue, Phrase
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.lexicon.template import Sequence as Tree
    from scriptcheck.match.choice import Fit
    from scriptcheck.match.pattern import Pattern, Tolerance
    from scriptcheck.match.scan import Candidate
    from scriptcheck.match.suppress import CallTests, Reason
    from scriptcheck.match.window import Extent, Undecided
    from scriptcheck.metrics.measure import Metrics


_ByCue: TypeAlias = "dict[str, list[Candidate]]"

_NOWHERE: Final[Mapping[int, list[Fit]]] = MappingProxyType({})


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
    resolved: dict[int, tuple[Window, tuple[Extent, ...] | Undecided]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Where the windows lie that rules have asked for, by their identity."""

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
        for name, cue in self._cues.items():
            if name in phrases or name in self._elsewhere:
                cue_tests = tests.for_cue(cue, harmless.get(name, ()), heard)
                found: list[CueHit] = []
                for fits in phrases.get(name, _NOWHERE).values():
                    kept, dropped = choose(fits, cue_tests)
                    found += [self._hit(name, *fit, tests) for fit in kept]
                    suppressed += [_suppressed(name, *each, tests) for each in dropped]
                if name in self._elsewhere:
                    turns = [
                        (at.turn, self._owners[at.template].tokens) for at in picked.get(name, ())
                    ]
                    heard_here = (found, suppressed)
                    self._elsewhere[name].add_hits(turns, cue_tests, self._lang, heard_here)
                if found:
                    heard[name] = tuple(sorted(found, key=_place))
        return Findings(call, text, timeline, heard, tuple(sorted(suppressed, key=_place)))

    def _sort(
        self, candidates: Iterable[Candidate]
    ) -> tuple[dict[str, dict[int, list[Fit]]], _ByCue, _ByCue]:
        """Return, by cue, the candidates of phrases by turn, of ``unless``, of turns for tokens."""
        phrases: dict[str, dict[int, list[Fit]]] = {}
        harmless: _ByCue = {}
        picked: _ByCue = {}
        owners = self._owners
        for candidate in candidates:
            cue, phrase, tokens = owners[candidate.template]
            if phrase is not None:
                turns = phrases.setdefault(cue, {})
                turns.setdefault(candidate.turn, []).append((candidate, phrase))
            elif tokens < 0:
                harmless.setdefault(cue, []).append(candidate)
            else:
                picked.setdefault(cue, []).append(candidate)
        return phrases, harmless, picked

    def _hit(self, name: str, candidate: Candidate, phrase: Phrase, tests: CallTests) -> CueHit:
        turn, start, end = candidate.turn, candidate.start, candidate.end
        return CueHit(
            cue=name,
            speaker=tests.speakers[turn],
            turn=turn,
            start=start,
            end=end,
            quote=tests.call.turns[turn].text[start:end],
            phrase=phrase.text,
            how=candidate.how,
            similarity=candidate.similarity,
            edits=self.scanner.edits(candidate, tests.text.turns[turn]),
            note=phrase.note if self._lang == "zh" else phrase.note_en,
        )


def _suppressed(
    name: str, candidate: Candidate, phrase: Phrase, reason: Reason, tests: CallTests
) -> SuppressedHit:
    turn, start, end = candidate.turn, candidate.start, candidate.end
    quote = tests.call.turns[turn].text[start:end]
    speaker = tests.speakers[turn]
    return SuppressedHit(name, speaker, turn, start, end, quote, phrase.text, *reason)


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
