"""The checker: a profile compiled once, then used for every call."""

from __future__ import annotations

from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from scriptcheck.call import Call
from scriptcheck.checker_cache import cached
from scriptcheck.errors import CheckError, internal_error, require_lang, wrong_type
from scriptcheck.language import Text
from scriptcheck.lexicon.profile import load_profile
from scriptcheck.lexicon.rule_models import CallRule, RuleSpec
from scriptcheck.lexicon.template import bind, parse_template
from scriptcheck.live.plan import LivePlan
from scriptcheck.match.finder import CueFinder
from scriptcheck.match.nearest import PhraseModel, model, nearest
from scriptcheck.report import (
    SCHEMA,
    CallReport,
    CasePart,
    Outcome,
    ProfileStamp,
    ReportWarning,
    Searched,
    Verdict,
)
from scriptcheck.rules.case import Case, case_sign
from scriptcheck.rules.judge import NO_OCCASION, RuleJudge
from scriptcheck.rules.reasons import VerdictReason
from scriptcheck.rules.registry import rule_specs
from scriptcheck.rules.words import RuleWords
from scriptcheck.score import dimension_scores, passes, score

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.lexicon.template import Sequence as Tree
    from scriptcheck.match.extent import Extent
    from scriptcheck.match.findings import Findings
    from scriptcheck.match.nearest import SpeechIndex
    from scriptcheck.match.source import CandidateSource
    from scriptcheck.report import Dimension, Nearest, Severity
    from scriptcheck.rules.form import Judge, Judgement

_NOT_CHINESE: Final = Text(
    "通话看来不是中文的，没有判断规则。",
    "The call does not seem to be in Chinese; no rule was judged.",
)

Rule = TypeVar("Rule", bound=RuleSpec)


class Checker:
    """Checks calls against one profile.

    Loading reads and compiles the lexicon, so make one checker and use it for all calls. It holds
    nothing of the calls it has seen, and it can be pickled.
    """

    def __init__(
        self, profile: Profile, *, lang: Lang = "zh", sources: Iterable[CandidateSource] = ()
    ) -> None:
        """Compile ``profile``; ``sources`` find cues besides phrases, tokens and repetition."""
        require_lang(lang)
        self.profile = profile
        self.lang = lang
        self.finder = CueFinder(profile, lang=lang, sources=sources)
        self._call_rules = _of_kind(CallRule, profile.rules)
        self._ready = {name: _Ready.of(name, rule, lang) for name, rule in self._call_rules.items()}
        self._case_rules = _of_kind(Case, profile.rules)
        self._unreported = frozenset(name for name, cue in profile.cues.items() if not cue.reported)
        self._models: dict[str, tuple[PhraseModel, ...]] = {}
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
        reference = profile if isinstance(profile, str) else Path(profile)

        def compiled() -> Checker:
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

    def match(self, call: Call) -> Findings:
        """Return all that was found in ``call``: matches, suppressed candidates and metrics.

        Raises ``UsageError`` where ``call`` is no ``Call``.
        """
        if not isinstance(call, Call):
            expected = Text(
                "Call（字典请用 Call.from_dict）", "a Call; Call.from_dict makes one of a dict"
            )
            raise wrong_type("call", call, expected)
        return self.finder.find(call)

    def judge(self, findings: Findings, *, all_cues: bool = False) -> CallReport:
        """Return the report on the call in which ``findings`` were made.

        Matches of cues that the lexicon says not to report are listed only with ``all_cues``; the
        verdicts rest on them all the same. Raises ``CheckError``, which names the rule, where a
        rule fails by a mistake in its code.
        """
        return self.report(findings, self.judge_rules(findings), all_cues=all_cues)

    def judge_rules(self, findings: Findings) -> dict[str, Judgement]:
        """Return what each rule says of the call, by rule id; raises as ``judge`` does."""
        return {name: rule.judged(findings) for name, rule in self._ready.items()}

    def report(
        self, findings: Findings, judgements: Mapping[str, Judgement], *, all_cues: bool = False
    ) -> CallReport:
        """Return the report that follows from ``judgements``, those of ``judge_rules``.

        ``all_cues`` is as for ``judge``.
        """
        call = findings.call
        verdicts = tuple([self.verdict(name, judgements[name], findings) for name in self._ready])
        points = score(verdicts)
        unreported = () if all_cues else self._unreported
        return CallReport(
            schema=SCHEMA,
            call_id=call.call_id,
            source=call.source,
            profile=self._stamp,
            score=points,
            passed=passes(verdicts, points, self.profile.pass_score),
            dimensions=dimension_scores(
                [
                    (rule.dimension, rule.points, verdict.verdict)
                    for rule, verdict in zip(self._ready.values(), verdicts, strict=True)
                ]
            ),
            verdicts=verdicts,
            cues=tuple(hit for hit in findings.matches_in_order() if hit.cue not in unreported),
            suppressed=tuple(hit for hit in findings.suppressed if hit.cue not in unreported),
            metrics=findings.metrics.values(),
            warnings=tuple(self._warnings(findings)),
            case=self._case_part(findings) if self._case_rules else None,
        )

    @cached_property
    def plan(self) -> LivePlan:
        """What sessions need to know of the profile."""
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
        ready = self._ready[name]
        return (ready if judge is None else ready._replace(judge=judge)).judged(findings)

    def verdict(self, name: str, judgement: Judgement, findings: Findings) -> Verdict:
        """Return the verdict of the rule ``name``, as it stands in reports."""
        rule = self._ready[name]
        if judgement is NO_OCCASION:
            return rule.not_applicable
        failed = judgement.outcome is Outcome.FAIL
        words = rule.words
        return Verdict(
            rule=rule.name,
            verdict=judgement.outcome,
            severity=rule.severity,
            points=rule.points if failed else 0,
            title=words.title,
            message=words.message_on(judgement),
            advice=words.advice_on(judgement) if failed else "",
            source=rule.source,
            evidence=judgement.evidence,
            searched=_searched(judgement.searched, findings),
            nearest=self._nearest(judgement, findings) if failed and judgement.missed else None,
            reason=judgement.reason,
            dimension=rule.dimension,
            measured=judgement.measured,
        )

    def _warnings(self, findings: Findings) -> Iterator[ReportWarning]:
        for warning in findings.call.warnings:
            yield ReportWarning(warning.code, warning.message.to(self.lang))
        if not findings.is_chinese:
            yield ReportWarning(VerdictReason.NOT_CHINESE, _NOT_CHINESE.to(self.lang))

    def _case_part(self, findings: Findings) -> CasePart | None:
        meta = findings.call.meta
        if (case_id := meta.get("case_id")) is None:
            return None
        signs = (case_sign(name, rule, findings) for name, rule in self._case_rules.items())
        start = meta.get("start_time")
        return CasePart(
            case_id=str(case_id),
            call_id=findings.call.call_id,
            start_time=None if start is None else str(start),
            signs=tuple(sign for sign in signs if sign is not None),
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
        said = speech.of(self.profile.cues[cue].speaker, extents)
        return nearest(cue, self._cue_models(cue), said)

    def _cue_models(self, cue: str) -> tuple[PhraseModel, ...]:
        if cue not in self._models:
            self._models[cue] = tuple(
                model(phrase.text, bind(parse_template(phrase.text), self._variable_words))
                for phrase in self.profile.cues[cue].phrases
            )
        return self._models[cue]

    @cached_property
    def _variable_words(self) -> dict[str, tuple[Tree, ...]]:
        return {
            name: tuple(map(parse_template, given))
            for name, given in self.profile.variables.items()
        }


class _Ready(NamedTuple):
    """A rule with all that its verdicts need, read once."""

    name: str
    judge: Judge
    severity: Severity
    points: int
    source: str
    dimension: Dimension | None
    words: RuleWords
    not_applicable: Verdict
    """The verdict on every call that lacks the rule's occasion."""

    def judged(self, findings: Findings) -> Judgement:
        """Return what the rule says; raises ``CheckError`` where it fails by a mistake."""
        try:
            return self.judge(findings)
        except (MemoryError, CheckError):
            # A metric of another package has named itself already.
            raise
        except Exception as error:
            part = Text(f"（规则 {self.name}）", f" in the rule {self.name}")
            raise CheckError(internal_error(error, findings.call.source, part)) from error

    @classmethod
    def of(cls, name: str, rule: CallRule, lang: Lang) -> _Ready:
        """Return ``rule`` made ready."""
        words = RuleWords.of(rule, lang)
        not_applicable = Verdict(
            rule=name,
            verdict=Outcome.NOT_APPLICABLE,
            severity=rule.severity,
            points=0,
            title=words.title,
            message=words.message_on(NO_OCCASION),
            advice="",
            source=rule.source,
            evidence=(),
            reason=NO_OCCASION.reason,
            dimension=rule.dimension,
        )
        judge = RuleJudge(rule).judge
        rest = (rule.severity, rule.points, rule.source, rule.dimension, words, not_applicable)
        return cls(name, judge, *rest)


def _of_kind(kind: type[Rule], rules: Mapping[str, RuleSpec]) -> dict[str, Rule]:
    return {name: rule for name, rule in rules.items() if isinstance(rule, kind)}


def _searched(extents: Sequence[Extent], findings: Findings) -> Searched | None:
    if not extents:
        return None
    first, last = extents[0].first.turn, extents[0].last.turn
    for extent in extents[1:]:
        first, last = min(first, extent.first.turn), max(last, extent.last.turn)
    return Searched((first, min(last, findings.timeline.turn_count - 1)))
