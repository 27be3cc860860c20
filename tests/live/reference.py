"""What a session is to tell: after each turn, the call so far searched and judged from scratch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck import Call, Event, Outcome
from scriptcheck.rules.forbid import Forbid
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


class PlainSession:
    """Does what ``Session`` does, and keeps nothing from one turn to the next but what was told."""

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
        self._told: Final[dict[str, frozenset[CueMatch]]] = {}
        """The rules that are broken as far as was told, and on what evidence."""
        self._watched: Final = {
            name: rule
            for name, rule in checker.call_rules.items()
            if isinstance(rule, (*_AT_ONCE, *_IN_TIME))
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
        for name, rule in self._watched.items():
            judgement = self._checker.judge_rule(name, findings)
            told = self._told.get(name)
            if judgement.outcome is not Outcome.FAIL:
                if told is not None:
                    del self._told[name]
                    yield Event("withdrawn", now, self._checker.verdict(name, judgement, findings))
                continue
            new = frozenset(judgement.evidence) - (told or frozenset())
            if isinstance(rule, _AT_ONCE):
                if new:
                    self._told[name] = (told or frozenset()) | new
                    fresh = tuple(hit for hit in judgement.evidence if hit in new)
                    shown = msgspec.structs.replace(judgement, evidence=fresh)
                    verdict = self._checker.verdict(name, shown, findings)
                    yield Event("violation", now, verdict)
            elif told is None and _is_over(rule, judgement, now):
                self._told[name] = frozenset()
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
