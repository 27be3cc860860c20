"""The form ``respond``: what one cue calls for must follow it soon, or must not."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

from pydantic import Field, model_validator

from scriptcheck.language import Text
from scriptcheck.lexicon.base import Count, CueId, Model, Seconds, invalid
from scriptcheck.lexicon.conditions import (
    Condition,
    CueCondition,
    Not,
    WindowSpec,
    cue_conditions,
    named_metrics,
)
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.match.window import Undecided, window_of
from scriptcheck.report import Outcome
from scriptcheck.rules.condition import decide, decide_cue
from scriptcheck.rules.form import Asked, Judgement, RuleForm, Timing
from scriptcheck.rules.reasons import VerdictReason

if TYPE_CHECKING:
    from scriptcheck.match.findings import Findings
    from scriptcheck.match.window import Window
    from scriptcheck.report import CueMatch

_NEVER: Final = 1 << 62
"""Past every turn of any call."""


class Response(Model):
    """A trigger, and what must or must not follow each time that it is matched."""

    to: CueId
    with_: Annotated[Condition | None, Field(alias="with")] = None
    without: Condition | None = None
    agent_turns: Count | None = None
    turns: Count | None = None
    seconds: Seconds | None = None

    @model_validator(mode="after")
    def _says_what(self) -> Response:
        if (self.with_ is None) == (self.without is None):
            raise invalid(
                "response",
                Text(
                    "respond 里 with 和 without 要写一个，也只写一个。",
                    "A response needs one of 'with' and 'without'.",
                ),
                Text(
                    "with 写必须跟着出现的，without 写不许跟着出现的。",
                    "'with' names what must follow, 'without' what must not.",
                ),
            )
        return self

    @cached_property
    def wanted(self) -> Condition:
        """What must hold where the response counts."""
        if self.with_ is not None:
            return self.with_
        return Not.model_validate({"not": self.without})

    @cached_property
    def window(self) -> Window:
        """Where the response counts, measured from the trigger."""
        return window_of(
            WindowSpec(
                after=self.to, agent_turns=self.agent_turns, turns=self.turns, seconds=self.seconds
            )
        )


class Respond(CallRule):
    """A rule that fails where a trigger is not followed as it should be."""

    respond: Response

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the rule."""
        return (*super().conditions, CueCondition(cue=self.respond.to), self.respond.wanted)


def judge(rule: Respond, findings: Findings) -> Judgement:
    """Return the judgement on a call that ``rule`` applies to: that on the first trigger amiss."""
    return IncrementalRespond(rule)(findings)


class _Judged(NamedTuple):
    """What became of one trigger."""

    trigger: CueMatch
    judgement: Judgement
    last: int
    """The turn in which the time for the response has ended; more than any where it has not."""


class IncrementalRespond:
    """Judges one call by ``rule``, which may go on between one time and the next.

    Once its time has ended, what has followed a trigger is known for as long as nothing changes
    there.
    """

    def __init__(self, rule: Respond) -> None:
        self._rule = rule
        self._known: dict[int, _Judged] = {}
        """By the identity of the trigger, which is cheaper than its fields."""
        wanted = rule.respond.wanted
        self._is_local = not named_metrics(wanted) and all(
            each.within is None for each in cue_conditions(wanted)
        )
        """Whether the response depends on nothing but what is matched in its time."""
        self._changed = _NEVER

    def forget(self, turn: int) -> None:
        """Take it that what was found in ``turn`` and after it is no longer the same."""
        self._changed = min(self._changed, turn)

    def __call__(self, findings: Findings) -> Judgement:
        """Return the judgement on a call that the rule applies to."""
        rule = self._rule
        triggers = decide_cue(rule.respond.to, findings, rule.within)
        if triggers.holds is None:
            return Judgement(
                Outcome.UNDECIDABLE, searched=triggers.searched, reason=triggers.reason
            )
        if not triggers.holds:
            return Judgement(Outcome.NOT_APPLICABLE, reason=VerdictReason.NO_OCCASION)
        judged = [self._judge(trigger, findings) for trigger in triggers.evidence]
        self._changed = _NEVER
        if len(self._known) > len(judged):
            # Of a trigger that was not judged now, it is not known whether anything has changed.
            now = set(map(id, triggers.evidence))
            self._known = {at: each for at, each in self._known.items() if at in now}
        for outcome in (Outcome.FAIL, Outcome.UNDECIDABLE):
            for judgement in judged:
                if judgement.outcome is outcome:
                    return judgement
        return Judgement(
            Outcome.PASS,
            tuple({id(match): match for each in judged for match in each.evidence}.values()),
            tuple(dict.fromkeys(extent for each in judged for extent in each.searched)),
        )

    def _judge(self, trigger: CueMatch, findings: Findings) -> Judgement:
        known = self._known.get(id(trigger))
        if known is not None and known.last < self._changed:
            return known.judgement
        judgement = _judge_one(self._rule.respond, trigger, findings)
        if self._is_local and judgement.searched:
            last = max(extent.last.turn for extent in judgement.searched)
            ended = last if last < findings.timeline.turn_count else _NEVER
            self._known[id(trigger)] = _Judged(trigger, judgement, ended)
        else:
            self._known.pop(id(trigger), None)
        return judgement


def _judge_one(response: Response, trigger: CueMatch, findings: Findings) -> Judgement:
    extents = response.window.resolve(findings.timeline, {response.to: (trigger,)})
    if isinstance(extents, Undecided):
        return Judgement(Outcome.UNDECIDABLE, (trigger,), reason=extents.reason)
    decision = decide(response.wanted, findings, extents)
    evidence = (trigger, *decision.evidence)
    if decision.holds is None:
        return Judgement(Outcome.UNDECIDABLE, evidence, decision.searched, reason=decision.reason)
    if decision.holds:
        return Judgement(Outcome.PASS, evidence, decision.searched)
    return Judgement(Outcome.FAIL, evidence, decision.searched, decision.missed)


def asks(rule: Respond, findings: Findings) -> tuple[Asked, ...]:
    """Return the trigger of ``rule``, and what is asked of the call after each match of it."""
    trigger = CueCondition(cue=rule.respond.to)
    found = [Asked("trigger", trigger, rule.within)]
    for match in decide(trigger, findings, rule.within).evidence:
        where = rule.respond.window.resolve(findings.timeline, {rule.respond.to: (match,)})
        if not isinstance(where, Undecided):
            found.append(Asked("response", rule.respond.wanted, where))
    return tuple(found)


RESPOND = RuleForm(
    "respond",
    Respond,
    judge,
    asks,
    timing=Timing.WHEN_WINDOW_CLOSES,
    incremental=IncrementalRespond,
    by_conditions=True,
)
