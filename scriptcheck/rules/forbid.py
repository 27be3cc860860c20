"""The form ``forbid``: something must not be said."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from scriptcheck.language import Text
from scriptcheck.lexicon.base import CueId
from scriptcheck.lexicon.conditions import Condition, sought_cues
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.match.window import window_of
from scriptcheck.report import Outcome, Severity
from scriptcheck.rules.condition import decider
from scriptcheck.rules.form import Judgement, RuleForm, Timing
from scriptcheck.rules.reasons import VerdictReason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.match.findings import Findings
    from scriptcheck.match.window import Window
    from scriptcheck.report import CueMatch
    from scriptcheck.rules.condition import Decider
    from scriptcheck.rules.form import Judge

TAKEN_BACK_WITHIN: Final = 2
"""How many agent turns after a fault the words can be taken back."""


class Forbid(CallRule):
    """A rule that fails if its condition holds."""

    evidence_is_fault: ClassVar[bool] = True
    shows_what_is_kept: ClassVar[bool] = False

    forbid: Condition
    taken_back_by: CueId | None = None
    """The cue by which an agent takes back what must not be said. The rule is then undecidable and
    says where; what is fatal stays a violation, and the report says that it was taken back."""

    @property
    def named_cues(self) -> tuple[str, ...]:
        """Every cue that the rule needs."""
        by = self.taken_back_by
        return super().named_cues if by is None else (*super().named_cues, by)

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
    outcome = Outcome.FAIL if rule.severity is Severity.FATAL else Outcome.UNDECIDABLE
    return partial(_judge, decider(rule.forbid), within, rule.taken_back_by, outcome)


def _judge(
    decide: Decider,
    within: Window | None,
    taken_back_by: str | None,
    taken_back_outcome: Outcome,
    findings: Findings,
) -> Judgement:
    decision = decide(findings, within)
    if decision.holds is None:
        return Judgement(Outcome.UNDECIDABLE, searched=decision.searched, reason=decision.reason)
    if not decision.holds:
        return Judgement(Outcome.PASS, searched=decision.searched, measured=decision.measured)
    faults = decision.evidence
    turn = None if taken_back_by is None else _turn_taken_back(faults, taken_back_by, findings)
    if turn is None:
        return Judgement(
            Outcome.FAIL, faults, decision.searched, measured=decision.measured
        )
    return Judgement(
        taken_back_outcome,
        faults,
        decision.searched,
        reason=VerdictReason.TAKEN_BACK,
        measured=decision.measured,
        detail=_taken_back(turn + 1),
    )


def _turn_taken_back(faults: Sequence[CueMatch], by: str, findings: Findings) -> int | None:
    """Return the turn in which the last of ``faults`` is taken back, if each of them is."""
    turns = [_turn_that_takes_back(fault, by, findings) for fault in faults]
    taken_back = [turn for turn in turns if turn is not None]
    return max(taken_back, default=None) if len(taken_back) == len(turns) else None


def _turn_that_takes_back(fault: CueMatch, by: str, findings: Findings) -> int | None:
    """Return the first turn that takes back ``fault``: its own or one of the agent's next."""
    agent_turns = findings.timeline.agent_turns
    following = bisect_right(agent_turns, fault.turn)
    nearest = {fault.turn, *agent_turns[following : following + TAKEN_BACK_WITHIN]}
    matches = findings.matches.get(by, ())
    return next(
        (
            each.turn
            for each in matches
            if each.turn in nearest and (each.turn, each.start) >= (fault.turn, fault.end)
        ),
        None,
    )


def _taken_back(number: int) -> Text:
    return Text(
        f"客服在第 {number} 轮收回了这话或为它道了歉",
        f"the agent took it back or apologised for it in turn {number}",
    )


FORBID = RuleForm(
    "forbid",
    Forbid,
    judge,
    prepare=prepare,
    timing=Timing.AT_ONCE,
    by_conditions=True,
)
