"""The form ``forbid``: something must not be said."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, NamedTuple

from pydantic import Field

from scriptcheck.language import Text
from scriptcheck.lexicon.base import CueId, Model
from scriptcheck.lexicon.conditions import Condition, sought_cues
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.match.window import window_of
from scriptcheck.report import Outcome, Severity
from scriptcheck.rules.condition import decider
from scriptcheck.rules.form import Judgement, RuleForm, Timing
from scriptcheck.rules.reasons import VerdictReason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scriptcheck.match.findings import Findings
    from scriptcheck.match.window import Window
    from scriptcheck.report import CueMatch
    from scriptcheck.rules.condition import Decider
    from scriptcheck.rules.form import Judge

TAKEN_BACK_WITHIN: Final = 2
"""How many agent turns after a fault the words can be taken back."""


class PutRight(Model):
    """How an agent puts a fault right later in the call."""

    cues: Annotated[tuple[CueId, ...], Field(min_length=1, strict=False)]
    """One of them must match in a turn after the last fault."""
    unless: Annotated[tuple[CueId, ...], Field(strict=False)] = ()
    """None of them may match after the last fault."""


class Forbid(CallRule):
    """A rule that fails if its condition holds."""

    evidence_is_fault: ClassVar[bool] = True
    shows_what_is_kept: ClassVar[bool] = False

    forbid: Condition
    taken_back_by: CueId | None = None
    """The cue by which an agent takes back what must not be said. The rule is then undecidable and
    says where; what is fatal stays a violation, and the report says that it was taken back."""
    put_right_by: PutRight | None = None
    """How an agent puts it right, at any time later in the call. The rule is then undecidable, as
    where the words are taken back."""

    @property
    def named_cues(self) -> tuple[str, ...]:
        """Every cue that the rule needs."""
        by = () if self.taken_back_by is None else (self.taken_back_by,)
        later = self.put_right_by
        put_right = () if later is None else (*later.cues, *later.unless)
        return (*super().named_cues, *by, *put_right)

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
    afterwards = partial(_afterwards, rule.taken_back_by, rule.put_right_by)
    return partial(_judge, decider(rule.forbid), within, afterwards, outcome)


class _Afterwards(NamedTuple):
    """What the agent did about the faults afterwards."""

    reason: str
    detail: Text


def _judge(
    decide: Decider,
    within: Window | None,
    afterwards: Callable[[Sequence[CueMatch], Findings], _Afterwards | None],
    outcome_afterwards: Outcome,
    findings: Findings,
) -> Judgement:
    decision = decide(findings, within)
    if decision.holds is None:
        return Judgement(Outcome.UNDECIDABLE, searched=decision.searched, reason=decision.reason)
    if not decision.holds:
        return Judgement(Outcome.PASS, searched=decision.searched, measured=decision.measured)
    faults = decision.evidence
    found = afterwards(faults, findings)
    if found is None:
        return Judgement(Outcome.FAIL, faults, decision.searched, measured=decision.measured)
    return Judgement(
        outcome_afterwards,
        faults,
        decision.searched,
        reason=found.reason,
        measured=decision.measured,
        detail=found.detail,
    )


def _afterwards(
    taken_back_by: str | None,
    put_right_by: PutRight | None,
    faults: Sequence[CueMatch],
    findings: Findings,
) -> _Afterwards | None:
    if not faults:
        return None
    if taken_back_by is not None:
        turn = _turn_taken_back(faults, taken_back_by, findings)
        if turn is not None:
            return _Afterwards(VerdictReason.TAKEN_BACK, _taken_back(turn + 1))
    if put_right_by is not None:
        turn = _turn_put_right(faults, put_right_by, findings)
        if turn is not None:
            return _Afterwards(VerdictReason.PUT_RIGHT, _put_right(turn + 1))
    return None


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


def _turn_put_right(faults: Sequence[CueMatch], by: PutRight, findings: Findings) -> int | None:
    """Return the first turn after the last of ``faults`` in which it is put right."""
    last = max(fault.turn for fault in faults)
    if any(each.turn > last for cue in by.unless for each in findings.matches.get(cue, ())):
        return None
    turns = (each.turn for cue in by.cues for each in findings.matches.get(cue, ()))
    return min((turn for turn in turns if turn > last), default=None)


def _put_right(number: int) -> Text:
    return Text(
        f"客服后来在第 {number} 轮补救了",
        f"the agent put it right in turn {number}",
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
