"""A rule with all that its verdicts need, read once for all calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.errors import CheckError, internal_error
from scriptcheck.language import Text
from scriptcheck.report import Outcome, Verdict
from scriptcheck.rules.judge import NO_OCCASION, RuleJudge
from scriptcheck.rules.words import NO_VARIABLES, RuleWords

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.language import Lang
    from scriptcheck.lexicon.rule_models import CallRule
    from scriptcheck.lexicon.scorecard import Scoring
    from scriptcheck.match.findings import Findings
    from scriptcheck.report import CueMatch, Severity
    from scriptcheck.rules.form import Judge, Judgement


class PreparedRule(NamedTuple):
    """A rule, ready to judge calls and to say so in reports; it can be pickled."""

    name: str
    judge: Judge
    severity: Severity
    points: int
    scoring: Scoring
    source: str
    dimension: str | None
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
        except (Exception, SystemExit) as error:
            part = Text(f"（规则 {self.name}）", f" in the rule {self.name}")
            raise CheckError(internal_error(error, findings.call.source, part)) from error

    def points_on(self, outcome: Outcome, evidence: Sequence[CueMatch]) -> int:
        """Return the points of a verdict: what it takes off, or adds where that is shown."""
        scoring = self.scoring
        if outcome is Outcome.PASS:
            return scoring.plus if evidence else 0
        if outcome is not Outcome.FAIL:
            return 0
        return scoring.taken_off(self.points, evidence)

    @classmethod
    def of(
        cls,
        name: str,
        rule: CallRule,
        lang: Lang,
        variables: Mapping[str, Sequence[str]] = NO_VARIABLES,
    ) -> PreparedRule:
        """Return ``rule`` prepared, with texts in ``lang``; they may name ``variables``."""
        words = RuleWords.of(rule, lang, variables)
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
        rest = (
            rule.severity,
            rule.points,
            rule.scoring,
            rule.source,
            rule.dimension,
            words,
            not_applicable,
        )
        return cls(name, judge, *rest)
