"""One rule on one call: whether it applies, whether it can be judged, and then its form's word."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from scriptcheck.lexicon.rule_models import SIGNS
from scriptcheck.load.times.dates import moment_of
from scriptcheck.match.channel import CHAT
from scriptcheck.match.window import window_of
from scriptcheck.report import Outcome
from scriptcheck.rules.condition import decider, unsure_anchor
from scriptcheck.rules.form import Judgement
from scriptcheck.rules.reasons import VerdictReason
from scriptcheck.rules.registry import form_of

if TYPE_CHECKING:
    from scriptcheck.lexicon.rule_models import CallRule, Part
    from scriptcheck.match.findings import Findings
    from scriptcheck.report import Measured
    from scriptcheck.rules.form import Judge

_A_MATTER: Final = 12
"""Characters of a turn in which a customer says more than hello."""

_CUT: Final = {"opening": VerdictReason.CUT_OPENING, "ending": VerdictReason.CUT_ENDING}

NO_OCCASION: Final = Judgement(Outcome.NOT_APPLICABLE, reason=VerdictReason.NO_OCCASION)

OTHER_CHANNEL: Final = Judgement(Outcome.NOT_APPLICABLE, reason=VerdictReason.OTHER_CHANNEL)
NOT_IN_FORCE: Final = Judgement(Outcome.NOT_APPLICABLE, reason=VerdictReason.NOT_IN_FORCE)


def judge_rule(rule: CallRule, findings: Findings) -> Judgement:
    """Return what ``rule`` says about a call in which ``findings`` were made."""
    return RuleJudge(rule).judge(findings)


class RuleJudge:
    """A rule, read once to judge many calls; it can be pickled."""

    __slots__ = (
        "_channels",
        "_days",
        "_exception",
        "_judge",
        "_needs",
        "_occasion",
        "_rule",
        "_window",
    )

    def __init__(self, rule: CallRule, judge: Judge | None = None) -> None:
        """Read ``rule``; ``judge`` stands for its form's own."""
        form = form_of(rule)
        assert form.judge is not None  # noqa: S101  (a ``CallRule`` has a form that judges calls)
        self._rule = rule
        if judge is None:
            judge = partial(form.judge, rule) if form.prepare is None else form.prepare(rule)
        self._judge = judge
        self._occasion = None if rule.when is None else decider(rule.when)
        unless = rule.undecidable_when
        self._exception = None if unless is None else decider(unless)
        self._window = None if rule.within is None else window_of(rule.within)
        self._needs = bool(rule.needs)
        days = (rule.valid_from or "", rule.valid_to or "9999-99-99")
        self._days = days if rule.valid_from or rule.valid_to else None
        # Where nothing is known of the channel, rules are judged.
        self._channels = frozenset((*rule.channels, None)) if rule.channels else frozenset()

    def judge(self, findings: Findings) -> Judgement:
        """Return what the rule says about a call in which ``findings`` were made."""
        if (out_of_scope := self._out_of_scope(findings)) is not None:
            return out_of_scope
        measured: tuple[Measured, ...] = ()
        if (unreadable := _why_unreadable(findings)) is not None:
            judgement = _undecidable(unreadable)
        elif not findings.timeline.agent_turns:
            judgement = _undecidable(
                VerdictReason.UNKNOWN_SPEAKERS
                if findings.has_unknown
                else VerdictReason.NO_AGENT_TURNS
            )
            if self._occasion is not None:
                measured = self._occasion(findings, None).measured
        elif self._occasion is None:
            judgement = self._of_occasion(findings)
        else:
            # What was only possibly said asks nothing of the agent, and excuses from nothing.
            occasion = self._occasion(findings.certain, None)
            measured = occasion.measured
            if occasion.holds:
                judgement = self._of_occasion(findings)
            else:
                undecided = occasion.holds is None
                judgement = _undecidable(occasion.reason) if undecided else NO_OCCASION
        if measured:
            # A silence that makes the occasion is evidence too.
            both = dict.fromkeys((*measured, *judgement.measured))
            judgement = replace(judgement, measured=tuple(both))
        if judgement.outcome is Outcome.FAIL and self._needs:
            part = _cut_part(self._rule, findings)
            if part is not None:
                # What is missing may have been said where the transcript does not reach.
                return replace(judgement, outcome=Outcome.UNDECIDABLE, missed=(), reason=_CUT[part])
        return judgement

    def _out_of_scope(self, findings: Findings) -> Judgement | None:
        """Return that the rule is not about such a call at all, where it is not."""
        if self._channels and findings.channel not in self._channels:
            return OTHER_CHANNEL
        return None if self._days is None or self._in_force(findings) else NOT_IN_FORCE

    def _in_force(self, findings: Findings) -> bool:
        """Return whether the rule was in force on the day of the call; so it is where unknown."""
        day = _day_of(findings.meta.get("start_time"))
        assert self._days is not None  # noqa: S101  (asked only where there are some)
        first, last = self._days
        return day is None or first <= day <= last

    def _of_occasion(self, findings: Findings) -> Judgement:
        """Return the judgement on a call that has the rule's occasion."""
        if self._exception is not None:
            exception = self._exception(findings.certain, None)
            if exception.holds is not False:
                return _undecidable(VerdictReason.EXCEPTED if exception.holds else exception.reason)
        window = self._window
        if window is not None and window.cues:
            if (unsure := unsure_anchor(window, findings)) is not None:
                return _undecidable(unsure.reason)
            # A window measured from a cue that was not matched is no part of the call at all.
            if any(cue not in findings.matches for cue in window.cues):
                return NO_OCCASION
        return self._judge(findings)


def _day_of(start: object) -> str | None:
    """Return the day of a call that begins at ``start``, as in 2026-01-31; ``None`` if unknown."""
    value = start
    if isinstance(start, str):
        with suppress(ValueError):
            # Also 20260131, which would be seconds from 1970 elsewhere.
            value = datetime.fromisoformat(start.strip())
    moment = moment_of(value)
    return None if moment is None else moment.date().isoformat()


def _why_unreadable(findings: Findings) -> VerdictReason | None:
    """Return why the lexicon cannot understand the call, where it is so."""
    if findings.is_garbled:
        return VerdictReason.GARBLED
    if not findings.is_chinese:
        return VerdictReason.NOT_CHINESE
    return VerdictReason.DIALECT if findings.is_dialect else None


def _undecidable(reason: str) -> Judgement:
    return Judgement(Outcome.UNDECIDABLE, reason=reason)


def _cut_part(rule: CallRule, findings: Findings) -> Part | None:
    """Return the first part that ``rule`` needs and the call lacks: ``opening`` or ``ending``."""
    return next((part for part in rule.needs if _is_cut(part, findings)), None)


def _is_cut(part: Part, findings: Findings) -> bool:
    """Return whether the call lacks ``part``: by the call data, else by what is not said there."""
    meta = findings.meta
    if part == "opening" and "opening_cut" not in meta and _begins_in_the_middle(findings):
        return True
    known = meta.get(f"{part}_cut")
    if isinstance(known, bool):
        return known
    if part == "ending" and meta.get("dropped") is True:
        return True
    return SIGNS[part] not in findings.matches


def _begins_in_the_middle(findings: Findings) -> bool:
    """Return whether the customer states the matter before the agent has said a word.

    Nobody speaks to a line that has not answered: the transcript has lost the opening.
    """
    turns = findings.call.turns
    first = turns[0] if turns else None
    return (
        first is not None
        and first.speaker == "customer"
        and findings.channel != CHAT
        and sum(map(str.isalnum, first.text)) >= _A_MATTER
    )
