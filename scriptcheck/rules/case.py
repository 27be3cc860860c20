"""The form ``case``: within a time of one call, another call of the same case must follow.

The report of each call says whether it starts such a time or is what must follow;
``scriptcheck.cases`` puts the calls of a case together.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, model_validator

from scriptcheck.language import Text
from scriptcheck.lexicon.base import Model, Seconds, invalid
from scriptcheck.lexicon.conditions import Condition
from scriptcheck.lexicon.rule_models import CaseExamples, RuleSpec
from scriptcheck.report import CaseSign
from scriptcheck.rules.condition import decide
from scriptcheck.rules.form import RuleForm

if TYPE_CHECKING:
    from scriptcheck.match.findings import Findings


class FollowUp(Model):
    """A call, and the one that must follow it."""

    from_: Annotated[Condition, Field(alias="from")]
    """What makes a call start the time."""
    then: Condition
    """What a later call must be like."""
    within_hours: Seconds | None = None
    within_minutes: Seconds | None = None
    each: bool = False
    """Whether every such call starts a time of its own, not only the first of the case."""

    @model_validator(mode="after")
    def _has_one_limit(self) -> FollowUp:
        if (self.within_hours is None) == (self.within_minutes is None):
            raise invalid(
                "case-limit",
                Text(
                    "case 里 within_hours 和 within_minutes 要写一个，也只写一个。",
                    "A case needs one of 'within_hours' and 'within_minutes'.",
                ),
                Text("例如 within_hours: 24。", "For example within_hours: 24."),
            )
        return self

    @property
    def limit(self) -> timedelta:
        """The time within which the later call must begin, from the beginning of the first."""
        return timedelta(hours=self.within_hours or 0, minutes=self.within_minutes or 0)


class Case(RuleSpec):
    """A rule that fails where a call of a case is not followed in time."""

    case: FollowUp
    examples: CaseExamples

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the rule."""
        return (self.case.from_, self.case.then)


def case_sign(name: str, rule: Case, findings: Findings) -> CaseSign | None:
    """Return what a call means to the rule ``name``; ``None`` where it means nothing."""
    starts, meets = decide(rule.case.from_, findings), decide(rule.case.then, findings)
    if starts.holds is False and meets.holds is False:
        return None
    return CaseSign(
        rule=name,
        starts=starts.holds,
        meets=meets.holds,
        starts_by=starts.evidence if starts.holds else (),
        meets_by=meets.evidence if meets.holds else (),
        reason=starts.reason or meets.reason,
    )


CASE = RuleForm("case", Case, None)
