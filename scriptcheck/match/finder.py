"""The cues of a lexicon found in a call: every hit, and every candidate dropped and why."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from scriptcheck.lexicon.crosscheck import cue_order
from scriptcheck.lexicon.template import bind, parse_template
from scriptcheck.match.choice import choose
from scriptcheck.match.elsewhere import Elsewhere
from scriptcheck.match.extent import Place, Timeline
from scriptcheck.match.findings import Findings, place
from scriptcheck.match.pattern import compile_patterns
from scriptcheck.match.scan import Scanner
from scriptcheck.match.suppress import Suppressor
from scriptcheck.report import CueMatch, SuppressedMatch
from scriptcheck.text.call_text import CallText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.models import Cue, Phrase
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.lexicon.template import Sequence as Tree
    from scriptcheck.match.choice import Fit
    from scriptcheck.match.pattern import Pattern, Tolerance
    from scriptcheck.match.scan import Candidate
    from scriptcheck.match.suppress import CallTests, CueTests, Reason


_ByCue: TypeAlias = "dict[str, list[Candidate]]"

_NOWHERE: Final[Mapping[int, list[Fit]]] = MappingProxyType({})


class _Owner(NamedTuple):
    """What a template of the scanner is for."""

    cue: str
    phrase: Phrase | None
    """``None`` where it is for something else."""
    tokens: int = -1
    """The number of the token pattern whose turns the template picks; -1 for none."""


class Candidates(NamedTuple):
    """Where templates fit, by the cue that they are of."""

    phrases: Mapping[str, Mapping[int, list[Fit]]]
    """Fits of phrases, by cue and turn."""
    harmless: Mapping[str, Sequence[Candidate]]
    """Fits of ``unless`` templates."""
    picked: Mapping[str, Sequence[Candidate]]
    """Fits that pick the turns for token patterns."""


class InTurn(NamedTuple):
    """What may be hits of one cue in one turn."""

    fits: list[Fit]
    """The fits of its phrases."""
    others: Sequence[CueMatch]
    """What was found otherwise, the better first."""


class CueFinder:
    """The cues of a profile, compiled for searching; made once, used for every call."""

    def __init__(self, profile: Profile, *, lang: Lang = "zh") -> None:
        self.cues = {name: profile.cues[name] for name in cue_order(profile.cues)}
        """Each after those that it needs."""
        self.suppressor = Suppressor(profile.words)
        self._lang = lang
        words = {
            each: tuple(map(parse_template, given)) for each, given in profile.variables.items()
        }
        self._owners, templates = _compile(self.cues, profile.names, words)
        self.elsewhere = {
            name: Elsewhere(name, cue, words, profile.words)
            for name, cue in self.cues.items()
            if cue.tokens or cue.echo
        }
        self.scanner = Scanner(templates, profile.words)

    def find(self, call: Call) -> Findings:
        """Return all that is heard in ``call``."""
        text, timeline = CallText.of(call), Timeline.of(call)
        tests = self.suppressor.for_call(call, text, timeline)
        candidates = self.candidates(text, tests.speakers)
        echoes = {name: self._echoes(name, tests) for name in self.elsewhere}
        heard: dict[str, tuple[CueMatch, ...]] = {}
        suppressed: list[SuppressedMatch] = []
        for name, cue in self.cues.items():
            phrases = candidates.phrases.get(name, _NOWHERE)
            others = self._others(name, candidates, echoes[name], tests) if name in echoes else {}
            if not (phrases or others):
                continue
            cue_tests = tests.for_cue(cue, candidates.harmless.get(name, ()), heard)
            found: list[CueMatch] = []
            for turn in phrases.keys() | others.keys() if others else phrases:
                said = InTurn(phrases.get(turn, []), others.get(turn, ()))
                kept, dropped = self.hear(name, said, cue_tests)
                found += kept
                suppressed += dropped
            if found:
                heard[name] = tuple(sorted(found, key=place))
        return Findings(call, text, timeline, heard, tuple(sorted(suppressed, key=place)))

    def candidates(self, text: CallText, speakers: Sequence[str]) -> Candidates:
        """Return where the templates of each cue fit ``text``.

        What fits a turn depends on its text and on who speaks in it, alone.
        """
        phrases: dict[str, dict[int, list[Fit]]] = {}
        harmless: _ByCue = {}
        picked: _ByCue = {}
        owners = self._owners
        for candidate in self.scanner.scan(text, speakers):
            cue, phrase, tokens = owners[candidate.template]
            if phrase is not None:
                turns = phrases.setdefault(cue, {})
                turns.setdefault(candidate.turn, []).append((candidate, phrase))
            elif tokens < 0:
                harmless.setdefault(cue, []).append(candidate)
            else:
                picked.setdefault(cue, []).append(candidate)
        return Candidates(phrases, harmless, picked)

    def hear(
        self, name: str, said: InTurn, tests: CueTests
    ) -> tuple[list[CueMatch], list[SuppressedMatch]]:
        """Return which of ``said``, of the cue ``name`` in one turn, are hits, and those dropped.

        This is what a hit is: it depends on the turn, on the windows of the cue and of its phrases,
        and on the hits of its remedy, and on nothing else.
        """
        kept, failed = choose(said.fits, tests)
        hits = [self._hit(name, *fit, tests.call) for fit in kept]
        dropped = [_suppressed(name, *each, tests.call) for each in failed]
        for other in said.others:
            # One such hit is enough, and none is needed where a phrase is heard.
            if hits:
                break
            reason = tests.reason_at(Place(other.turn, other.start, other.end))
            if reason is None:
                hits.append(other)
            else:
                where = (other.cue, other.speaker, other.turn, other.start, other.end)
                dropped.append(SuppressedMatch(*where, other.quote, other.phrase, *reason))
        return hits, dropped

    def others(
        self,
        name: str,
        turn: int,
        picked: Iterable[Candidate],
        echo: Place | None,
        tests: CallTests,
    ) -> list[CueMatch]:
        """Return what may be hits of the cue ``name`` in ``turn`` though no phrase fits."""
        numbers = [self._owners[each.template].tokens for each in picked]
        return self.elsewhere[name].found(turn, numbers, echo, tests, self._lang)

    def _echoes(self, name: str, tests: CallTests) -> dict[int, Place]:
        """Return the echoes of the cue ``name`` by turn."""
        found: dict[int, Place] = {}
        if (echoes := self.elsewhere[name].echoes()) is not None:
            for number, folded in enumerate(tests.text.turns):
                echo = echoes.hear(number, folded, tests.speakers[number], tests.sounds)
                if echo is not None:
                    found[number] = echo
        return found

    def _others(
        self, name: str, candidates: Candidates, echoes: Mapping[int, Place], tests: CallTests
    ) -> dict[int, list[CueMatch]]:
        picked: dict[int, list[Candidate]] = {}
        for candidate in candidates.picked.get(name, ()):
            picked.setdefault(candidate.turn, []).append(candidate)
        found: dict[int, list[CueMatch]] = {}
        for turn in sorted(picked.keys() | echoes.keys()):
            others = self.others(name, turn, picked.get(turn, ()), echoes.get(turn), tests)
            if others:
                found[turn] = others
        return found

    def _hit(self, name: str, candidate: Candidate, phrase: Phrase, tests: CallTests) -> CueMatch:
        turn, start, end = candidate.turn, candidate.start, candidate.end
        return CueMatch(
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
) -> SuppressedMatch:
    turn, start, end = candidate.turn, candidate.start, candidate.end
    quote = tests.call.turns[turn].text[start:end]
    speaker = tests.speakers[turn]
    return SuppressedMatch(name, speaker, turn, start, end, quote, phrase.text, *reason)


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
