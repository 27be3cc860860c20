"""One rule on one call: whether it applies, whether it can be judged, and then its form's word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.call import Speaker
from scriptcheck.report import Outcome
from scriptcheck.rules.condition import Decision, decide, unsure_anchor
from scriptcheck.rules.cut import cut_part
from scriptcheck.rules.form import Judgement
from scriptcheck.rules.reasons import NOT_CHINESE
from scriptcheck.rules.registry import form_of

if TYPE_CHECKING:
    from scriptcheck.lexicon.rule_models import CallRule
    from scriptcheck.match.finder import Findings

_ALWAYS: Final = Decision(True)


def judge_rule(rule: CallRule, findings: Findings) -> Judgement:
    """Return what ``rule`` says about a call in which ``findings`` were made."""
    judge = form_of(rule).judge
    assert judge is not None  # noqa: S101  (a ``CallRule`` has a form that judges calls)
    occasion = _ALWAYS if rule.when is None else decide(rule.when, findings)
    judgement = _hindrance(rule, occasion, findings) or judge(rule, findings)
    if occasion.measured:
        # A silence that makes the occasion is evidence too.
        measured = dict.fromkeys((*occasion.measured, *judgement.measured))
        judgement = judgement._replace(measured=tuple(measured))
    if judgement.outcome is Outcome.FAIL and (part := cut_part(rule, findings)) is not None:
        # What is missing may have been said where the transcript does not reach.
        return judgement._replace(outcome=Outcome.UNDECIDABLE, missed=(), reason=f"cut-{part}")
    return judgement


def _hindrance(rule: CallRule, occasion: Decision, findings: Findings) -> Judgement | None:
    """Return the judgement that ``rule`` does not apply or cannot be judged, if that is so."""
    if not findings.is_chinese:
        return _undecidable(NOT_CHINESE)
    if not findings.timeline.agent_turns:
        unknown = any(turn.speaker is Speaker.UNKNOWN for turn in findings.call.turns)
        return _undecidable("unknown-speakers" if unknown else "no-agent-turns")
    if occasion.holds is None:
        return _undecidable(occasion.reason)
    if not occasion.holds:
        return Judgement(Outcome.NOT_APPLICABLE, reason="no-occasion")
    if rule.undecidable_when is not None:
        exception = decide(rule.undecidable_when, findings)
        if exception.holds is not False:
            return _undecidable("excepted" if exception.holds else exception.reason)
    return _hindrance_of_window(rule, findings)


def _hindrance_of_window(rule: CallRule, findings: Findings) -> Judgement | None:
    if (unsure := unsure_anchor(rule.within, findings)) is not None:
        return _undecidable(unsure.reason)
    # A window measured from a cue that was not heard is no part of the call at all.
    if rule.within is not None and any(cue not in findings.heard for cue in rule.within.cues):
        return Judgement(Outcome.NOT_APPLICABLE, reason="no-occasion")
    return None


def _undecidable(reason: str) -> Judgement:
    return Judgement(Outcome.UNDECIDABLE, reason=reason)
