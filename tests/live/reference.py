"""What a session must report: after each turn, the call so far searched and judged from scratch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck import Call, Event, Outcome
from scriptcheck.rules.forbid import Forbid
from scriptcheck.rules.form import Timing
from scriptcheck.rules.limit import Limit
from scriptcheck.rules.order import Order
from scriptcheck.rules.readback import Readback
from scriptcheck.rules.registry import form_of
from scriptcheck.rules.repeat import Repeat
from scriptcheck.rules.require import Require
from scriptcheck.rules.respond import Respond

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scriptcheck import Checker, CueMatch, Turn
    from scriptcheck.lexicon.rule_models import CallRule
    from scriptcheck.rules.form import Judgement

_AT_ONCE: Final = (Forbid, Repeat)
"""Forms whose violations are there as soon as the words are."""
_IN_TIME: Final = (Require, Respond)
"""Forms whose violations are there when the time for what is missing has passed."""
_AT_END: Final = (Order, Limit, Readback)
"""Forms whose violations are there when the call is over."""


def timing_of(rule: CallRule) -> Timing:
    """Return when failures of ``rule`` are reported: of other forms, when they say so."""
    if isinstance(rule, _AT_ONCE):
        return Timing.AT_ONCE
    if isinstance(rule, _IN_TIME):
        return Timing.WHEN_WINDOW_CLOSES
    if isinstance(rule, _AT_END):
        return Timing.AT_END
    return form_of(rule).timing_of(rule)


class PlainSession:
    """Does what ``Session`` does, and keeps nothing between turns but what was reported."""

    def __init__(
        self,
        checker: Checker,
        meta: Mapping[str, Any] | None = None,
        *,
        call_id: str = "",
        source: str = "",
    ) -> None:
        self._checker: Final = checker
        self._meta: Final = dict(meta or {})
        self._call_id: Final = call_id
        self._source: Final = source
        self._turns: Final[list[Turn]] = []
        self._reported: Final[dict[str, frozenset[CueMatch]]] = {}
        """The rules that are broken as far as was reported, and on what evidence."""
        self._live: Final = {
            name: rule
            for name, rule in checker.call_rules.items()
            if timing_of(rule) is not Timing.AT_END
        }

    def feed(self, turn: Turn) -> list[Event]:
        """Take the next turn, and return what it brings to light, by rule id."""
        self._turns.append(turn)
        return list(self._events())

    def _call(self) -> Call:
        return Call(self._call_id, tuple(self._turns), self._meta, self._source)

    def _events(self) -> Iterator[Event]:
        now = len(self._turns) - 1
        findings = self._checker.match(self._call())
        for name, rule in self._live.items():
            judgement = self._checker.judge_rule(name, findings)
            reported = self._reported.get(name)
            if judgement.outcome is not Outcome.FAIL:
                if reported is not None:
                    del self._reported[name]
                    yield Event("withdrawn", now, self._checker.verdict(name, judgement, findings))
                continue
            new = frozenset(judgement.evidence) - (reported or frozenset())
            if timing_of(rule) is Timing.AT_ONCE:
                if new:
                    self._reported[name] = (reported or frozenset()) | new
                    fresh = tuple(hit for hit in judgement.evidence if hit in new)
                    shown = msgspec.structs.replace(judgement, evidence=fresh)
                    verdict = self._checker.verdict(name, shown, findings)
                    yield Event("violation", now, verdict)
            elif reported is None and _is_over(rule, judgement, now):
                self._reported[name] = frozenset()
                yield Event("overdue", now, self._checker.verdict(name, judgement, findings))


def _is_over(rule: CallRule, judgement: Judgement, now: int) -> bool:
    """Return whether what is missing cannot come any more: where it had to be lies behind."""
    if not judgement.searched:
        return False
    window = rule.within
    if window is not None and (
        window.phase in {"body", "closing"}
        or window.first_percent is not None
        or window.last_percent is not None
    ):
        # Nobody knows how long the call will be.
        return False
    # A window that is still open reaches past the last turn.
    return max(extent.last.turn for extent in judgement.searched) <= now
