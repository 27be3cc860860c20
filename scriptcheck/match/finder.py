"""The cues of a lexicon found in a call: every match, and every candidate dropped and why."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.lexicon.crosscheck import cue_order
from scriptcheck.lexicon.template import bind, parse_template
from scriptcheck.match.call_data_names import CallDataSource
from scriptcheck.match.candidate import PhraseCandidate, TurnCandidates
from scriptcheck.match.choice import choose
from scriptcheck.match.extent import Timeline
from scriptcheck.match.findings import Findings, sort_key
from scriptcheck.match.pattern import compile_patterns
from scriptcheck.match.prepared_cue import PreparedCue, PreparedPhrase
from scriptcheck.match.reasons import SuppressionReason, is_of_context
from scriptcheck.match.repetition import RepetitionSource
from scriptcheck.match.scan import Scanner
from scriptcheck.match.source import ScanResult
from scriptcheck.match.suppress import Suppressor
from scriptcheck.match.tokens import TokenSource
from scriptcheck.report import CueMatch, SuppressedMatch
from scriptcheck.text.call_text import CallText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.models import Cue, Phrase
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.lexicon.template import PartSequence as Tree
    from scriptcheck.match.candidate import SpanCandidate
    from scriptcheck.match.pattern import Pattern, Tolerance
    from scriptcheck.match.reasons import Reason
    from scriptcheck.match.scan import TemplateFit
    from scriptcheck.match.source import CallSource, CandidateSource, SecondOpinion
    from scriptcheck.match.suppress import CallTests, CueTests

_NOWHERE: Final[Mapping[int, list[PhraseCandidate]]] = MappingProxyType({})


class _Owner(NamedTuple):
    """What a template of the scanner is for."""

    cue: str
    phrase: PreparedPhrase | None
    """``None`` where it is for something else."""
    tokens: int = -1
    """The number of the token pattern whose turns the template picks; -1 for none."""


class CueFinder:
    """The cues of a profile, compiled for searching; made once, used for every call."""

    def __init__(
        self,
        profile: Profile,
        *,
        lang: Lang = "zh",
        sources: Iterable[CandidateSource] = (),
        second_opinion: SecondOpinion | None = None,
    ) -> None:
        """Compile ``profile``; ``sources`` are asked after its phrases, tokens and repetitions.

        ``second_opinion`` is asked about what its phrases find that must not be said.
        """
        self._second_opinion = second_opinion
        self._doubted = frozenset() if second_opinion is None else second_opinion.doubted
        self.cues = {name: profile.cues[name] for name in cue_order(profile.cues)}
        """Each after those that it needs."""
        words = {
            each: tuple(map(parse_template, given)) for each, given in profile.variables.items()
        }
        self.prepared = {name: PreparedCue.of(cue) for name, cue in self.cues.items()}
        """The same, as their tests need them."""
        self._places = {name: place for place, name in enumerate(self.cues)}
        self._owners, templates = _compile(self.cues, profile.names, words, lang)
        own = (
            TokenSource(self.cues, profile.words, lang),
            RepetitionSource(self.cues, words),
            CallDataSource(self.cues),
        )
        self.sources: tuple[CandidateSource, ...] = (*own, *sources)
        """Ways to find cues besides phrases, the better first."""
        self.scanner = Scanner(templates, profile.words)
        self.suppressor = Suppressor(profile.words, self.scanner, second_opinion)

    def find(self, call: Call, *, wrong_speaker: bool = False) -> Findings:
        """Return all that is found in ``call``.

        Candidates said by somebody whose words do not count for the cue are kept among those that
        were dropped only where ``wrong_speaker`` asks for them: they are most of all.
        """
        text, timeline = CallText.of(call), Timeline.of(call)
        tests = self.suppressor.for_call(call, text, timeline)
        scan = self.scan(text, tests.speakers, wrong_speaker=wrong_speaker)
        others = candidates_by_cue([each.for_call(tests) for each in self.sources], scan)
        matches: dict[str, tuple[CueMatch, ...]] = {}
        suppressed: list[SuppressedMatch] = []
        # A model may know cues that the profile does not have.
        known = self.prepared.keys() & (scan.phrases.keys() | others.keys())
        for name in sorted(known, key=self._places.__getitem__):
            phrases, other = scan.phrases.get(name, _NOWHERE), others.get(name)
            cue = self.prepared[name]
            cue_tests = tests.for_cue(cue, scan.unless.get(name, ()), matches)
            found: list[CueMatch] = []
            for turn in phrases.keys() | other.keys() if other else phrases:
                if not (wrong_speaker or tests.speakers[turn] in cue.speakers):
                    continue
                candidates = TurnCandidates(
                    phrases.get(turn, []), other.get(turn, ()) if other else ()
                )
                kept, dropped = self.test(name, candidates, cue_tests)
                found += kept
                suppressed += dropped
            if found:
                matches[name] = tuple(sorted(found, key=sort_key) if len(found) > 1 else found)
        dropped = sorted(self.suspects(suppressed, matches, tests), key=sort_key)
        return Findings(call, text, timeline, matches, tuple(dropped))

    def suspects(
        self,
        dropped: Iterable[SuppressedMatch],
        matches: Mapping[str, Sequence[CueMatch]],
        tests: CallTests,
    ) -> Iterable[SuppressedMatch]:
        """Return ``dropped``, and of the suspects in it those that all of the call speaks for."""
        if self._second_opinion is None:
            return dropped
        return self._second_opinion.suspects(dropped, matches, tests)

    def scan(
        self, text: CallText, speakers: Sequence[str], *, wrong_speaker: bool = False
    ) -> ScanResult:
        """Return where the templates fit ``text``; ``speakers`` says who speaks in each turn.

        Those of cues that do not count where that one speaks are searched for only with
        ``wrong_speaker``. What fits a turn depends on its text and on who speaks in it, alone.
        """
        phrases: dict[str, dict[int, list[PhraseCandidate]]]
        phrases = defaultdict(lambda: defaultdict(list))
        unless: dict[str, list[TemplateFit]] = defaultdict(list)
        near: dict[str, dict[int, set[int]]] = {}
        owners = self._owners
        # What a named tuple's own constructor does, without the call of a Python function.
        new = tuple.__new__
        for fit in self.scanner.scan(text, speakers, wrong_speaker=wrong_speaker):
            cue, phrase, tokens = owners[fit.template]
            if phrase is not None:
                phrases[cue][fit.turn].append(new(PhraseCandidate, (fit, phrase)))
            elif tokens < 0:
                unless[cue].append(fit)
            else:
                near.setdefault(cue, {}).setdefault(fit.turn, set()).add(tokens)
        return ScanResult(text, phrases, unless, near)

    def test(
        self, name: str, candidates: TurnCandidates, tests: CueTests
    ) -> tuple[list[CueMatch], list[SuppressedMatch]]:
        """Return which candidates for the cue ``name`` in one turn are matches, and those dropped.

        This is what a match is: it depends on the turn, on the windows of the cue and of its
        phrases, and on the matches of its remedy, and on nothing else.
        """
        kept, failed = choose(candidates.phrases, tests)
        if kept and (doubt := self._doubt(name, kept, tests.call)) is not None:
            failed += [(*candidate, (SuppressionReason.DOUBTED, doubt)) for candidate in kept]
            kept = []
        matches = [self._match(name, *candidate, tests.call) for candidate in kept]
        dropped = [_suppressed(name, *each, tests.call) for each in failed]
        for other in candidates.others:
            # One such match is enough, and none is needed where a phrase is found.
            if matches:
                break
            reason = tests.reason_at(other) or _overruled(other, dropped, tests.call)
            if reason is None and other.dropped_as is not None:
                dropped.append(_other_suppressed(other, other.dropped_as, tests.call))
            elif reason is None:
                matches.append(_other_match(other, tests.call))
            elif other.dropped_as is None:
                dropped.append(_other_suppressed(other, reason, tests.call))
        return matches, dropped

    def _doubt(self, name: str, found: Sequence[PhraseCandidate], tests: CallTests) -> str | None:
        """Return why it is doubtful that the cue ``name`` is ``found``; ``None`` where it is not.

        What should be said is doubted only where the turn is rather something else. What must not
        be said is not where it is a clause by itself, since nothing around it says that it means
        something else.
        """
        if self._second_opinion is None or name not in self._doubted:
            return None
        cue, turn = self.prepared[name], found[0].fit.turn
        if cue.is_near:
            return self._second_opinion.contradiction(name, cue.rival, turn, tests)
        if any(tests.is_clause(candidate.fit) for candidate in found):
            return None
        return self._second_opinion.doubt(name, turn, tests)

    def _match(
        self, name: str, candidate: TemplateFit, phrase: PreparedPhrase, tests: CallTests
    ) -> CueMatch:
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
            note=phrase.note,
        )


def candidates_by_cue(
    sources: Iterable[CallSource], scan: ScanResult
) -> dict[str, dict[int, list[SpanCandidate]]]:
    """Return what ``sources`` find in the turns of ``scan.text``, by cue and turn."""
    by_cue: dict[str, dict[int, list[SpanCandidate]]] = {}
    for source in sources:
        for candidate in source.candidates(scan):
            turns = by_cue.setdefault(candidate.cue, {})
            turns.setdefault(candidate.turn, []).append(candidate)
    return by_cue


def _overruled(
    candidate: SpanCandidate, dropped: Iterable[SuppressedMatch], tests: CallTests
) -> Reason | None:
    """Return the context test that a phrase failed where a model finds the same; if one did."""
    if not candidate.is_learned:
        return None
    for other in dropped:
        overlap = other.start < candidate.end and candidate.start < other.end
        if overlap and is_of_context(other.reason) and _concerns(other, candidate, tests):
            return other.reason, other.detail
    return None


def _concerns(other: SuppressedMatch, candidate: SpanCandidate, tests: CallTests) -> bool:
    """Return whether why the phrase ``other`` was dropped holds for all of ``candidate``.

    A harmless phrase excuses only what rests on it. That a phrase of agents ends within a
    word says nothing of the rest of the turn.
    """
    if other.reason == SuppressionReason.WORD_BOUNDARY:
        return other.speaker != "agent"
    if other.reason == SuppressionReason.HARMLESS:
        return bool(tests.excusing((other,), candidate))
    return other.reason == SuppressionReason.REMEDIED or not candidate.is_sure


def _other_match(candidate: SpanCandidate, tests: CallTests) -> CueMatch:
    turn, (start, end) = candidate.turn, candidate.place
    quote = tests.call.turns[turn].text[start:end]
    where = (candidate.cue, tests.speakers[turn], turn, start, end, quote)
    how = (candidate.phrase, candidate.how, candidate.similarity)
    return CueMatch(*where, *how, (), candidate.note, candidate.evidence())


def _other_suppressed(
    candidate: SpanCandidate, reason: Reason, tests: CallTests
) -> SuppressedMatch:
    turn, (start, end) = candidate.turn, candidate.place
    quote = tests.call.turns[turn].text[start:end]
    where = (candidate.cue, tests.speakers[turn], turn, start, end, quote)
    return SuppressedMatch(*where, candidate.phrase, *reason)


def _suppressed(
    name: str, candidate: TemplateFit, phrase: PreparedPhrase, reason: Reason, tests: CallTests
) -> SuppressedMatch:
    turn, start, end = candidate.turn, candidate.start, candidate.end
    quote = tests.call.turns[turn].text[start:end]
    speaker = tests.speakers[turn]
    return SuppressedMatch(name, speaker, turn, start, end, quote, phrase.text, *reason)


def _compile(
    cues: Mapping[str, Cue],
    names: frozenset[str],
    words: Mapping[str, tuple[Tree, ...]],
    lang: Lang,
) -> tuple[list[_Owner], list[tuple[Pattern, ...]]]:
    owners: list[_Owner] = []
    templates: list[tuple[Pattern, ...]] = []
    for name, cue in cues.items():
        wanted: list[tuple[str, Phrase | None, int]] = [
            *((each.text, each, -1) for each in cue.phrases),
            *((template, None, -1) for template in cue.unless),
            *((each.near, None, number) for number, each in enumerate(cue.tokens)),
        ]
        for template, phrase, tokens in wanted:
            prepared = None if phrase is None else PreparedPhrase.of(phrase, cue, lang)
            owners.append(_Owner(name, prepared, tokens))
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
    # What was misrecognised in a phrase was so in the longer, harmless one as well; but only what
    # was surely said excuses a candidate.
    return cue.tolerance


def _edits(cue: Cue, phrase: Phrase | None) -> int | None:
    if phrase is None:
        return 0
    return cue.edits if phrase.edits is None else phrase.edits
