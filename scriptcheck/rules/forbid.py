"""The form ``forbid``: something must not be heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.lexicon.conditions import Condition
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.report import Outcome
from scriptcheck.rules.condition import decide
from scriptcheck.rules.form import Form, Judgement

if TYPE_CHECKING:
    from scriptcheck.match.finder import Findings


class Forbid(CallRule):
    """A rule that fails if its condition holds."""

    forbid: Condition

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the rule."""
        return (*super().conditions, self.forbid)


def judge(rule: Forbid, findings: Findings) -> Judgement:
    """Return the judgement on a call that ``rule`` applies to."""
    decision = decide(rule.forbid, findings, rule.within)
    if decision.holds is None:
        return Judgement(Outcome.UNDECIDABLE, searched=decision.searched, reason=decision.reason)
    return Judgement(
        Outcome.FAIL if decision.holds else Outcome.PASS,
        decision.evidence if decision.holds else (),
        decision.searched,
        measured=decision.measured,
    )


FORBID = Form("forbid", Forbid, judge)
