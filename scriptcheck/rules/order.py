"""The form ``order``: steps must be said one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, NamedTuple, TypeAlias

from msgspec.structs import replace
from pydantic import BeforeValidator, Field, model_validator

from scriptcheck.language import Text
from scriptcheck.lexicon.base import Brief, CueId, Model, in_list, invalid
from scriptcheck.lexicon.conditions import AnyOf, Condition, CueCondition, WindowSpec
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.match.clause import clause_around
from scriptcheck.match.extent import Point
from scriptcheck.report import Outcome
from scriptcheck.rules.condition import decide_cue
from scriptcheck.rules.form import Asked, Judgement, RuleForm
from scriptcheck.rules.reasons import VerdictReason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.match.extent import Extent
    from scriptcheck.match.findings import Findings
    from scriptcheck.report import CueMatch
    from scriptcheck.rules.condition import Decision

_START = Point(-1, 0)


class Step(Brief):
    """A step: one cue, or whichever of several is found."""

    main: ClassVar[str] = "cue"

    cue: Annotated[
        tuple[CueId, ...],
        BeforeValidator(in_list, json_schema_input_type=CueId | tuple[CueId, ...]),
        Field(min_length=1, strict=False),
    ]
    optional: bool = False
    """Whether the step may be left out; if it is said, then in its place."""
    within: WindowSpec | None = None
    """Where the step counts, in place of the rule's window."""
    learned: bool = True
    """Whether matches that a learned model alone has found count."""


Together: TypeAlias = Annotated[
    tuple[Step, ...],
    BeforeValidator(in_list, json_schema_input_type=Step | tuple[Step, ...]),
    Field(min_length=1, strict=False),
]
"""Steps that may come in any order among themselves."""


class Chain(Model):
    """Steps in their order."""

    steps: Annotated[tuple[Together, ...], Field(min_length=1, strict=False)]
    strict: bool = False
    """Whether no step may be said, not even once, before the one ahead of it has been."""

    @model_validator(mode="after")
    def _has_two(self) -> Chain:
        if sum(map(len, self.steps)) < 2:  # noqa: PLR2004  (nothing comes after a single step)
            raise invalid(
                "single-step",
                Text("steps 里只有一步，排不出先后。", "A single step has no order."),
                Text("请至少写两步，或改用 require。", "Give two steps, or use 'require'."),
            )
        return self

    @property
    def every(self) -> tuple[Step, ...]:
        """All steps, in the order written."""
        return tuple(step for together in self.steps for step in together)


class Order(CallRule):
    """A rule that fails where steps are left out, or come out of turn."""

    order: Annotated[
        tuple[Chain, ...],
        BeforeValidator(in_list, json_schema_input_type=Chain | tuple[Chain, ...]),
        Field(min_length=1, strict=False),
    ]
    """One chain of steps, or several that hold each by itself."""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the rule."""
        cues = [
            (cue, step.within, step.learned)
            for chain in self.order
            for step in chain.every
            for cue in step.cue
        ]
        own = (
            CueCondition(cue=cue, within=within, learned=learned)
            for cue, within, learned in dict.fromkeys(cues)
        )
        return (*super().conditions, *own)


class _StepMatches(NamedTuple):
    """What was matched of one step."""

    step: Step
    matches: tuple[CueMatch, ...]
    searched: tuple[Extent, ...]
    open_reason: str
    """Why it is open whether the step was matched, where it is."""


def judge(rule: Order, findings: Findings) -> Judgement:
    """Return the judgement on a call that ``rule`` applies to: the first chain amiss decides."""
    judged = [_judge_chain(chain, rule, findings) for chain in rule.order]
    for outcome in (Outcome.FAIL, Outcome.UNDECIDABLE, Outcome.PASS):
        for judgement in judged:
            if judgement.outcome is outcome:
                return judgement
    return judged[0]


def _judge_chain(chain: Chain, rule: Order, findings: Findings) -> Judgement:
    groups = [[_match_step(step, rule, findings) for step in together] for together in chain.steps]
    every = [found for group in groups for found in group]
    searched = tuple(dict.fromkeys(extent for found in every for extent in found.searched))
    if reason := next((found.open_reason for found in every if found.open_reason), ""):
        return Judgement(Outcome.UNDECIDABLE, searched=searched, reason=reason)
    missing = [found.step for found in every if not found.matches and not found.step.optional]
    if missing:
        cues = tuple(cue for step in missing for cue in step.cue)
        return Judgement(Outcome.FAIL, (), searched, cues, reason=VerdictReason.STEP_MISSING)
    if sum(bool(found.matches) for found in every) < 2:  # noqa: PLR2004  (no order)
        return Judgement(
            Outcome.NOT_APPLICABLE, searched=searched, reason=VerdictReason.NO_OCCASION
        )
    evidence, broken = _walk(groups, strict=chain.strict)
    if broken:
        detail = _in_words(evidence, findings)
        reason = VerdictReason.OUT_OF_ORDER
        return Judgement(Outcome.FAIL, evidence, searched, reason=reason, detail=detail)
    return Judgement(Outcome.PASS, evidence, searched)


def _match_step(step: Step, rule: Order, findings: Findings) -> _StepMatches:
    decisions = [_decide(cue, step, rule, findings) for cue in step.cue]
    matches = sorted((match for each in decisions for match in each.evidence), key=_point)
    # What may be left out is not missed, so nothing is open where it was possibly said.
    ignored = VerdictReason.POSSIBLE if step.optional else None
    reasons = [each.reason for each in decisions if each.holds is None and each.reason != ignored]
    searched = tuple(extent for each in decisions for extent in each.searched)
    return _StepMatches(
        step, tuple(matches), searched, reasons[0] if reasons and not matches else ""
    )


def _decide(cue: str, step: Step, rule: Order, findings: Findings) -> Decision:
    found = decide_cue(cue, findings, step.within or rule.within)
    if step.learned or not found.holds:
        return found
    kept = tuple(match for match in found.evidence if match.learned is None)
    return replace(found, holds=bool(kept), evidence=kept)


def _walk(
    groups: Sequence[Sequence[_StepMatches]], *, strict: bool
) -> tuple[tuple[CueMatch, ...], bool]:
    """Return the matches that show the order, and whether it is broken.

    Each group takes the earliest matches after those of the group ahead; where the order is broken,
    the matches are the one out of turn and the one that should have come before it.
    """
    shown: list[CueMatch] = []
    reached, latest = _START, None
    for group in groups:
        taken: list[CueMatch] = []
        for found in group:
            if not found.matches:
                continue
            later = [match for match in found.matches if _point(match) > reached]
            if latest is not None and (not later or (strict and later[0] is not found.matches[0])):
                return (found.matches[0], latest), True
            taken.append(later[0])
        shown += sorted(taken, key=_point)
        if taken:
            latest = max(taken, key=_point)
            reached = _point(latest)
    return tuple(shown), False


def _in_words(evidence: Sequence[CueMatch], findings: Findings) -> Text:
    """Return what was said too early and what should have come before it, as a sentence."""
    early, late = evidence
    turns = findings.call.turns
    first, second = (
        clause_around(turns[each.turn].text, each.start, each.end) for each in (early, late)
    )
    return Text(
        f"第 {early.turn + 1} 轮先说了“{first}”，第 {late.turn + 1} 轮才说“{second}”",
        f"turn {early.turn + 1} already says “{first}”, and only turn {late.turn + 1} “{second}”",
    )


def _point(match: CueMatch) -> Point:
    return Point(match.turn, match.start)


def asks(rule: Order, _findings: Findings) -> tuple[Asked, ...]:
    """Return the steps of ``rule``, in the order written."""
    steps = [step for chain in rule.order for step in chain.every]
    wanted = [
        [CueCondition(cue=cue, within=step.within, learned=step.learned) for cue in step.cue]
        for step in steps
    ]
    return tuple(
        Asked("step", cues[0] if len(cues) == 1 else AnyOf(any=tuple(cues)), rule.within)
        for cues in wanted
    )


ORDER = RuleForm("order", Order, judge, asks)
