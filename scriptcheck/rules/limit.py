"""The form ``limit``: a metric of the call must lie within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Self

from scriptcheck.language import Text
from scriptcheck.lexicon.conditions import Condition, MetricIs
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.metrics.registry import shown_beside, shown_bound
from scriptcheck.report import Outcome
from scriptcheck.rules.condition import decide
from scriptcheck.rules.form import Judgement, RuleForm

if TYPE_CHECKING:
    from scriptcheck.lexicon.rule_models import RuleSettings
    from scriptcheck.match.findings import Findings

_BOUNDS: Final = {
    "at_least": Text("不少于 {}", "at least {}"),
    "at_most": Text("不超过 {}", "at most {}"),
    "over": Text("高于 {}", "over {}"),
    "under": Text("低于 {}", "under {}"),
}


class Limit(CallRule):
    """A rule that fails unless the metric lies within its bounds."""

    adjustable: ClassVar[frozenset[str]] = CallRule.adjustable | {"at_least", "at_most"}

    figures: ClassVar[tuple[str, ...]] = ("value", "limit")
    shows_what_is_kept: ClassVar[bool] = False

    limit: MetricIs

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the rule."""
        return (*super().conditions, self.limit)

    def with_settings(self, settings: RuleSettings) -> Self:
        """Return the rule as ``settings`` change it; raises ``ValueError`` for an empty range."""
        given = settings.model_dump(include={"at_least", "at_most"}, exclude_none=True)
        bounds = MetricIs.model_validate(self.limit.model_dump() | given)
        return super().with_settings(settings).model_copy(update={"limit": bounds})


def judge(rule: Limit, findings: Findings) -> Judgement:
    """Return the judgement on a call that ``rule`` applies to."""
    decision = decide(rule.limit, findings)
    whole = findings.timeline.everywhere
    if decision.holds is None:
        return Judgement(Outcome.UNDECIDABLE, searched=whole, reason=decision.reason)
    if decision.holds or not decision.measured:
        outcome = Outcome.PASS if decision.holds else Outcome.FAIL
        return Judgement(outcome, searched=whole, measured=decision.measured)
    (measured,) = decision.measured
    broken = rule.limit.broken_bound(measured.value)
    assert broken is not None  # noqa: S101  (the condition does not hold)
    figures = {
        "value": shown_beside(measured.metric, measured.value, broken[1]),
        "limit": _bound(measured.metric, *broken),
    }
    return Judgement(Outcome.FAIL, searched=whole, measured=decision.measured, figures=figures)


def _bound(metric: str, name: str, value: float) -> Text:
    words, number = _BOUNDS[name], shown_bound(metric, value)
    return Text(words.zh.format(number.zh), words.en.format(number.en))


LIMIT = RuleForm("limit", Limit, judge)
