"""The form ``require``: something must be said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from scriptcheck.lexicon.conditions import Condition, cue_conditions
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.match.window import window_of
from scriptcheck.report import Outcome
from scriptcheck.rules.condition import decider
from scriptcheck.rules.form import Judgement, RuleForm, Timing

if TYPE_CHECKING:
    from scriptcheck.match.findings import Findings
    from scriptcheck.match.window import Window
    from scriptcheck.rules.condition import Decider
    from scriptcheck.rules.form import Judge


class Require(CallRule):
    """A rule that fails unless its condition holds."""

    require: Condition

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the rule."""
        return (*super().conditions, self.require)


def judge(rule: Require, findings: Findings) -> Judgement:
    """Return the judgement on a call that ``rule`` applies to."""
    return prepare(rule)(findings)


def prepare(rule: Require) -> Judge:
    """Return ``judge`` for ``rule``."""
    within = None if rule.within is None else window_of(rule.within)
    return partial(_judge, decider(rule.require), within)


def _judge(decide: Decider, within: Window | None, findings: Findings) -> Judgement:
    decision = decide(findings, within)
    if decision.holds is None:
        return Judgement(Outcome.UNDECIDABLE, searched=decision.searched, reason=decision.reason)
    return Judgement(
        Outcome.PASS if decision.holds else Outcome.FAIL,
        decision.evidence,
        decision.searched,
        () if decision.holds else decision.missed,
        measured=decision.measured,
    )


def timing(rule: Require) -> Timing:
    """Return when it is certain that what ``rule`` requires is missing."""
    window = rule.within
    # What may come until the call ends is missing only then.
    stays_open = window is None or window.model_fields_set in ({"last_agent_turns"}, {"after"})
    if stays_open and any(each.within is None for each in cue_conditions(rule.require)):
        return Timing.AT_END
    return Timing.WHEN_WINDOW_CLOSES


REQUIRE = RuleForm("require", Require, judge, prepare=prepare, timing=timing, by_conditions=True)
