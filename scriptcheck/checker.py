"""The checker: a profile compiled once, then used for every call."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.lexicon.profile import load_profile
from scriptcheck.lexicon.template import bind, parse_template
from scriptcheck.match.finder import CueFinder
from scriptcheck.match.nearest import Model, Speech, model, nearest
from scriptcheck.report import (
    SCHEMA,
    CallReport,
    Outcome,
    ProfileStamp,
    ReportWarning,
    Searched,
    Verdict,
)
from scriptcheck.rules.judge import judge_rule
from scriptcheck.rules.reasons import REASONS
from scriptcheck.rules.registry import rule_specs
from scriptcheck.score import dimension_scores, passes, score

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.models import RuleSpec
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.match.finder import Findings
    from scriptcheck.match.window import Extent
    from scriptcheck.report import Nearest
    from scriptcheck.rules.form import Judgement


class Checker:
    """Checks calls against one profile.

    Loading reads and compiles the lexicon, so make one checker and use it for all calls. It holds
    nothing of the calls it has seen, and it can be pickled.
    """

    def __init__(self, profile: Profile, *, lang: Lang = "zh") -> None:
        self.profile = profile
        self.lang = lang
        self.finder = CueFinder(profile, lang=lang)
        self._words = {name: _RuleWords.of(rule, lang) for name, rule in profile.rules.items()}
        self._models: dict[str, tuple[Model, ...]] = {}
        self._stamp = ProfileStamp(profile.name, profile.version, profile.sha256)

    @classmethod
    def load(
        cls,
        profile: str | os.PathLike[str] = "default",
        *,
        variables: Mapping[str, Sequence[str]] | None = None,
        lang: Lang = "zh",
    ) -> Checker:
        """Return a checker for ``profile``: a shipped profile's name, a file, or a folder.

        ``variables`` replace those of the profile, such as the company's names; ``lang`` chooses
        the language of the reports. Raises ``LexiconError`` with every problem of every file where
        the lexicon cannot be used, and ``UsageError`` where there is no such profile.
        """
        reference = profile if isinstance(profile, str) else Path(profile)
        return cls(load_profile(reference, rule_specs(), variables=variables), lang=lang)

    def check(self, call: Call) -> CallReport:
        """Return the report on ``call``; equal calls give equal reports."""
        findings = self.finder.find(call)
        speech = Speech(call, findings.text)
        verdicts = tuple(
            self._verdict(name, rule, judge_rule(rule, findings), findings, speech)
            for name, rule in self.profile.rules.items()
        )
        points = score(verdicts)
        return CallReport(
            schema=SCHEMA,
            call_id=call.call_id,
            source=call.source,
            profile=self._stamp,
            score=points,
            passed=passes(verdicts, points, self.profile.pass_score),
            dimensions=dimension_scores(
                (self.profile.rules[verdict.rule], verdict.verdict) for verdict in verdicts
            ),
            verdicts=verdicts,
            cues=findings.hits(),
            suppressed=findings.suppressed,
            metrics=findings.metrics.values(),
            warnings=tuple(
                ReportWarning(warning.code, warning.message.to(self.lang))
                for warning in call.warnings
            ),
        )

    def _verdict(
        self,
        name: str,
        rule: RuleSpec,
        judgement: Judgement,
        findings: Findings,
        speech: Speech,
    ) -> Verdict:
        failed = judgement.outcome is Outcome.FAIL
        words = self._words[name]
        message = _filled(words.message, judgement, self.lang) if failed else ""
        if judgement.reason:
            excepted = judgement.reason == "excepted" and words.exception
            message = words.exception if excepted else REASONS[judgement.reason].to(self.lang)
        return Verdict(
            rule=name,
            verdict=judgement.outcome,
            severity=rule.severity,
            points=rule.points if failed else 0,
            title=words.title,
            message=message,
            advice=_filled(words.advice, judgement, self.lang) if failed else "",
            source=rule.source,
            evidence=judgement.evidence,
            searched=_searched(judgement.searched, findings),
            nearest=self._nearest(judgement, speech) if failed else None,
            reason=judgement.reason,
            dimension=rule.dimension,
            measured=judgement.measured,
        )

    def _nearest(self, judgement: Judgement, speech: Speech) -> Nearest | None:
        """Return what was said in place of the cues that were missed, if anything was near."""
        extents = judgement.searched
        found = [
            nearest(cue, self._cue_models(cue), speech.of(self.profile.cues[cue].speaker, extents))
            for cue in judgement.missed
        ]
        near = [item for item in found if item is not None]
        return max(near, key=lambda item: item.similarity, default=None)

    def _cue_models(self, cue: str) -> tuple[Model, ...]:
        if cue not in self._models:
            words = {
                name: tuple(map(parse_template, given))
                for name, given in self.profile.variables.items()
            }
            self._models[cue] = tuple(
                model(phrase.text, bind(parse_template(phrase.text), words))
                for phrase in self.profile.cues[cue].phrases
            )
        return self._models[cue]


class _RuleWords(NamedTuple):
    """What reports say about a rule, in their language."""

    title: str
    message: str
    advice: str
    exception: str

    @classmethod
    def of(cls, rule: RuleSpec, lang: Lang) -> _RuleWords:
        if lang == "zh":
            return cls(rule.title, rule.message, rule.advice, rule.undecidable_reason)
        return cls(rule.title_en, rule.message_en, rule.advice_en, rule.undecidable_reason_en)


def _filled(words: str, judgement: Judgement, lang: Lang) -> str:
    """Return ``words`` with the figures of ``judgement`` for their names in braces."""
    for name, figure in judgement.figures.items():
        words = words.replace(f"{{{name}}}", figure.to(lang))
    return words


def _searched(extents: Sequence[Extent], findings: Findings) -> Searched | None:
    if not extents:
        return None
    last = findings.timeline.turn_count - 1
    first = min(extent.first.turn for extent in extents)
    return Searched((first, min(last, max(extent.last.turn for extent in extents))))
