"""The checker: a profile compiled once, then used for every call."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from copy import copy
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec.structs import replace

from scriptcheck.call import Call
from scriptcheck.checker_cache import cached, no_collection
from scriptcheck.errors import require_lang, wrong_type
from scriptcheck.language import Text
from scriptcheck.learned.source import LearnedSource
from scriptcheck.lexicon.dimensions import all_dimensions
from scriptcheck.lexicon.narrowed import with_rules_alone
from scriptcheck.lexicon.profile import load_profile
from scriptcheck.lexicon.rule_models import CallRule, RuleSpec
from scriptcheck.match.finder import CueFinder
from scriptcheck.match.nearest import PhraseModels
from scriptcheck.match.reasons import SuppressionReason
from scriptcheck.report import (
    SCHEMA,
    CallReport,
    Outcome,
    ProfileStamp,
    Verdict,
)
from scriptcheck.report_parts import (
    case_part,
    clauses_of,
    suspects_in,
    turns_searched,
    warnings_on,
)
from scriptcheck.rules.case import Case
from scriptcheck.rules.judge import NO_OCCASION
from scriptcheck.rules.prepared import PreparedRule
from scriptcheck.rules.reasons import VerdictReason
from scriptcheck.rules.registry import rule_specs
from scriptcheck.rules.same_miss import SameMiss
from scriptcheck.score import ScoreMaker, ScoreTotals, dimension_scores, passes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.live.plan import LivePlan
    from scriptcheck.match.extent import Extent
    from scriptcheck.match.findings import Findings
    from scriptcheck.match.nearest import SpeechIndex
    from scriptcheck.match.source import CandidateSource
    from scriptcheck.report import Nearest
    from scriptcheck.rule_selection import RuleSelection
    from scriptcheck.rules.form import Judge, Judgement

Rule = TypeVar("Rule", bound=RuleSpec)

A_CHECKER: Final = Text(
    'Checker；方案请先用 Checker.load("default") 装好',
    "a Checker; Checker.load('default') makes one of a profile",
)


class Checker:
    """Checks calls against one profile.

    Loading reads and compiles the lexicon, so make one checker and use it for all calls. It holds
    nothing of the calls it has seen, and it can be pickled.
    """

    def __init__(
        self, profile: Profile, *, lang: Lang = "zh", sources: Iterable[CandidateSource] = ()
    ) -> None:
        """Compile ``profile``; ``sources`` find cues besides those of the profile itself."""
        require_lang(lang)
        self.profile = profile
        self.lang = lang
        model = profile.model
        learned = None
        if model is not None:
            learned = LearnedSource(model, profile.learned.cues, profile.forbidden, profile.rivals)
        self.finder = CueFinder(
            profile,
            lang=lang,
            sources=sources if learned is None else (learned, *sources),
            second_opinion=learned,
        )
        self._unreported = frozenset(name for name, cue in profile.cues.items() if not cue.reported)
        self._phrases = PhraseModels(profile)
        self._take_rules()

    def _take_rules(self) -> None:
        """Prepare the rules of the profile for judging."""
        profile, lang = self.profile, self.lang
        self._call_rules = _of_kind(CallRule, profile.rules)
        self._prepared = {
            name: PreparedRule.of(name, rule, lang, profile.variables)
            for name, rule in self._call_rules.items()
        }
        self._same_miss = SameMiss(self._call_rules)
        self._scorecard = ScoreMaker(
            profile.scorecard, self._call_rules, pass_score=profile.pass_score
        )
        self._case_rules = _of_kind(Case, profile.rules)
        self._stamp = ProfileStamp(profile.name, profile.version, profile.sha256)

    @classmethod
    def load(
        cls,
        profile: str | PathLike[str] = "default",
        *,
        variables: Mapping[str, Sequence[str]] | None = None,
        lang: Lang = "zh",
        cache: bool = True,
    ) -> Checker:
        """Return a checker for ``profile``: a shipped profile's name, a file, or a folder.

        ``variables`` replace those of the profile, such as the company's names; ``lang`` chooses
        the language of the reports. What was compiled is kept in the user's cache folder, and taken
        from there where nothing has changed, unless ``cache`` is false or the environment says
        ``SCRIPTCHECK_CACHE=0``. Raises ``LexiconError`` with every problem of every file where the
        lexicon cannot be used, and ``UsageError`` where there is no such profile.
        """
        require_lang(lang)
        if not isinstance(profile, str | PathLike):
            raise wrong_type("profile", profile, Text("名称或路径", "a name or a path"))
        if not (variables is None or isinstance(variables, Mapping)):
            raise wrong_type("variables", variables, Text("字典", "a dict"))
        if variables is not None:
            # The key and the profile both go through them.
            once = {name: words for name, words in variables.items() if isinstance(words, Iterator)}
            variables = {**variables, **{name: tuple(words) for name, words in once.items()}}
        reference = profile if isinstance(profile, str) else Path(profile)

        def compiled() -> Checker:
            with no_collection():
                return cls(load_profile(reference, rule_specs(), variables=variables), lang=lang)

        # What classes of others compile does not show in the key.
        if not cache or cls is not Checker:
            return compiled()
        return cached(compiled, reference, variables=variables, lang=lang)

    def __repr__(self) -> str:
        name, version = self.profile.name, self.profile.version
        return f"Checker(profile={name!r}, version={version!r}, lang={self.lang!r})"

    def check(self, call: Call, *, all_cues: bool = False) -> CallReport:
        """Return the report on ``call``: ``match`` and ``judge`` in a row.

        Equal calls give equal reports. ``all_cues`` is as for ``judge``, and it raises as that.
        """
        return self.judge(self.match(call), all_cues=all_cues)

    def narrowed(self, selection: RuleSelection) -> Checker:
        """Return a checker that judges the rules alone that ``selection`` takes.

        Raises ``UsageError`` for a pattern that fits no rule of the profile.
        """
        if selection.takes_all:
            return self
        selection.require_known(self.profile.rules)
        known = self.profile.rules
        taken = {name for name, rule in known.items() if selection.takes(name, rule.severity)}
        other = copy(self)
        vars(other).pop("plan", None)
        other.profile = with_rules_alone(self.profile, taken)
        other._take_rules()
        return other

    def with_least_speech(self, characters: int) -> Checker:
        """Return this checker with another floor of what must be said for a call to be judged."""
        other = copy(self)
        other.profile = dataclasses.replace(self.profile, least_speech=characters)
        return other

    def match(self, call: Call, *, wrong_speaker: bool = False) -> Findings:
        """Return all that was found in ``call``: matches, suppressed candidates and metrics.

        ``wrong_speaker`` keeps the candidates that the wrong speaker said. Raises ``UsageError``
        where ``call`` is no ``Call``.
        """
        if not isinstance(call, Call):
            expected = Text(
                "Call（字典请用 Call.from_dict）", "a Call; Call.from_dict makes one of a dict"
            )
            raise wrong_type("call", call, expected)
        return self.finder.find(call, wrong_speaker=wrong_speaker)

    def judge(self, findings: Findings, *, all_cues: bool = False) -> CallReport:
        """Return the report on the call in which ``findings`` were made.

        Matches of cues that the lexicon says not to report are listed only with ``all_cues``; the
        verdicts rest on them all the same. Raises ``CheckError``, which names the rule, where a
        rule fails by a mistake in its code.
        """
        return self.report(findings, self.judge_rules(findings), all_cues=all_cues)

    def judge_rules(self, findings: Findings) -> dict[str, Judgement]:
        """Return what each rule says of the call, by rule id; raises as ``judge`` does."""
        return {name: rule.judged(findings) for name, rule in self._prepared.items()}

    def report(
        self, findings: Findings, judgements: Mapping[str, Judgement], *, all_cues: bool = False
    ) -> CallReport:
        """Return the report that follows from ``judgements``, those of ``judge_rules``.

        ``all_cues`` is as for ``judge``.
        """
        call, profile = findings.call, self.profile
        found = [self.verdict(name, judgements[name], findings) for name in self._prepared]
        says_enough = findings.characters_spoken >= profile.least_speech
        if not says_enough:
            found = [self._of_little_speech(verdict) for verdict in found]
        verdicts = self._same_miss.counted_once(found)
        if any(rule.scoring.each for rule in self._prepared.values()):
            # Words that count for another rule are no further occurrence.
            verdicts = tuple(self._by_occurrence(verdict) for verdict in verdicts)
        totals = self.totals(verdicts, says_enough=says_enough)
        unreported = () if all_cues else self._unreported
        return CallReport(
            schema=SCHEMA,
            call_id=call.call_id,
            source=call.source,
            profile=self._stamp,
            score=totals.score,
            passed=totals.passed,
            dimensions=totals.dimensions,
            sections=totals.sections,
            verdicts=verdicts,
            cues=tuple(each for each in findings.matches_in_order() if each.cue not in unreported),
            suppressed=tuple(
                each
                for each in findings.suppressed
                if each.cue not in unreported and each.reason != SuppressionReason.SUSPECT
            ),
            metrics=findings.metrics.values(),
            warnings=tuple(warnings_on(findings, profile.least_speech, self.lang)),
            case=case_part(findings, self._case_rules),
            suspects=tuple(suspects_in(findings, profile.cues, self.lang)),
        )

    def totals(self, verdicts: Sequence[Verdict], *, says_enough: bool = True) -> ScoreTotals:
        """Return what ``verdicts`` come to; there is no score unless the call ``says_enough``."""
        card, profile = self._scorecard, self.profile
        counted = verdicts if says_enough else ()
        points, sections = card.score(counted), card.section_scores(counted)
        passed = passes(verdicts, points, profile.pass_score)
        return ScoreTotals(
            points,
            passed and card.keeps_floors(sections),
            dimension_scores(counted, profile.dimension_rules, all_dimensions(profile.dimensions)),
            sections,
        )

    @cached_property
    def plan(self) -> LivePlan:
        """What sessions need to know of the profile."""
        from scriptcheck.live.plan import LivePlan

        return LivePlan(self.finder, self._call_rules)

    @property
    def call_rules(self) -> Mapping[str, CallRule]:
        """The rules that judge single calls, by id."""
        return self._call_rules

    @property
    def case_rules(self) -> Mapping[str, Case]:
        """The rules that judge cases, by id."""
        return self._case_rules

    @property
    def stamp(self) -> ProfileStamp:
        """What reports call the profile."""
        return self._stamp

    def judge_rule(self, name: str, findings: Findings, judge: Judge | None = None) -> Judgement:
        """Return what the rule ``name`` says of the call in which ``findings`` were made.

        ``judge`` stands for the rule's own, as for a call that goes on. Raises ``CheckError`` where
        the rule fails by a mistake in its code.
        """
        rule = self._prepared[name]
        return (rule if judge is None else rule._replace(judge=judge)).judged(findings)

    def verdict(self, name: str, judgement: Judgement, findings: Findings) -> Verdict:
        """Return the verdict of the rule ``name``, as it stands in reports."""
        rule = self._prepared[name]
        if judgement is NO_OCCASION:
            return rule.not_applicable
        failed = judgement.outcome is Outcome.FAIL
        words = rule.words
        return Verdict(
            rule=rule.name,
            verdict=judgement.outcome,
            severity=rule.severity,
            points=rule.points_on(judgement.outcome, judgement.evidence),
            title=words.title,
            message=words.message_on(judgement),
            advice=words.advice_on(judgement) if failed else "",
            source=rule.source,
            evidence=judgement.evidence,
            searched=turns_searched(judgement.searched, findings),
            nearest=self._nearest(judgement, findings) if failed and judgement.missed else None,
            reason=judgement.reason,
            dimension=rule.dimension,
            measured=judgement.measured,
            clauses=clauses_of(judgement.evidence, findings) if failed else (),
        )

    def _by_occurrence(self, verdict: Verdict) -> Verdict:
        rule = self._prepared[verdict.rule]
        if not rule.scoring.each or not verdict.is_violation:
            return verdict
        return replace(verdict, points=rule.points_on(verdict.verdict, verdict.evidence))

    def _of_little_speech(self, verdict: Verdict) -> Verdict:
        """Return ``verdict`` for a call in which too little was said: only wrong words count."""
        if verdict.verdict not in {Outcome.PASS, Outcome.FAIL} or (
            verdict.verdict is Outcome.FAIL
            and verdict.evidence
            and self._call_rules[verdict.rule].evidence_is_fault
        ):
            return verdict
        return replace(
            verdict,
            verdict=Outcome.UNDECIDABLE,
            points=0,
            message=VerdictReason.TOO_LITTLE_SAID.text.to(self.lang),
            advice="",
            nearest=None,
            reason=VerdictReason.TOO_LITTLE_SAID,
            clauses=(),
        )

    def _nearest(self, judgement: Judgement, findings: Findings) -> Nearest | None:
        """Return what was said in place of the cues that were missed, if anything was near."""
        extents, speech = judgement.searched, findings.speech
        found = [self.nearest_to(cue, speech, extents) for cue in judgement.missed]
        near = [item for item in found if item is not None]
        return max(near, key=lambda item: item.similarity, default=None)

    def nearest_to(
        self, cue: str, speech: SpeechIndex, extents: Sequence[Extent]
    ) -> Nearest | None:
        """Return what in ``extents`` of ``speech`` is most like ``cue``, if anything is."""
        return self._phrases.nearest(cue, speech, extents)


def require_checker(value: object, name: str = "checker") -> None:
    """Raise ``ArgumentError`` where an argument ``name`` is no checker, as a profile's name.

    What checks calls as one does, such as one that keeps its reports, is taken.
    """
    if not callable(getattr(value, "check", None)):
        raise wrong_type(name, value, A_CHECKER)


def _of_kind(kind: type[Rule], rules: Mapping[str, RuleSpec]) -> dict[str, Rule]:
    return {name: rule for name, rule in rules.items() if isinstance(rule, kind)}
