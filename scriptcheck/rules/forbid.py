"""The form ``forbid``: something must not be said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from scriptcheck.lexicon.conditions import Condition, sought_cues
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


class Forbid(CallRule):
    """A rule that fails if its condition holds."""

    evidence_is_fault: ClassVar[bool] = True
    shows_what_is_kept: ClassVar[bool] = False

    forbid: Condition

    @property
    def fault_cues(self) -> tuple[str, ...]:
        """The cues that are a fault where they are found."""
        return sought_cues(self.forbid)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the rule."""
        return (*super().conditions, self.forbid)


def judge(rule: Forbid, findings: Findings) -> Judgement:
    """Return the judgement on a call that ``rule`` applies to."""
    return prepare(rule)(findings)


def prepare(rule: Forbid) -> Judge:
    """Return ``judge`` for ``rule``."""
    within = None if rule.within is None else window_of(rule.within)
    return partial(_judge, decider(rule.forbid), within)


def _judge(decide: Decider, within: Window | None, findings: Findings) -> Judgement:
    decision = decide(findings, within)
    if decision.holds is None:
        return Judgement(Outcome.UNDECIDABLE, searched=decision.searched, reason=decision.reason)
    return Judgement(
        Outcome.FAIL if decision.holds else Outcome.PASS,
        decision.evidence if decision.holds else (),
        decision.searched,
        measured=decision.measured,
    )


FORBID = RuleForm(
    "forbid",
    Forbid,
    judge,
    prepare=prepare,
    timing=Timing.AT_ONCE,
    by_conditions=True,
)
