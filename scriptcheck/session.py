"""A call while it goes on: turns as they come, what is wrong as soon as it is certain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NoReturn, SupportsIndex, TypeAlias

import msgspec

from scriptcheck.call import Turn
from scriptcheck.checker import require_checker
from scriptcheck.errors import wrong_type
from scriptcheck.language import Text
from scriptcheck.live.incremental_matcher import IncrementalMatcher
from scriptcheck.live.live_rule import is_closed
from scriptcheck.report import Outcome, Verdict
from scriptcheck.rules.form import Timing
from scriptcheck.rules.judge import RuleJudge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scriptcheck.checker import Checker
    from scriptcheck.live.incremental_findings import IncrementalFindings
    from scriptcheck.live.live_rule import LiveRule
    from scriptcheck.match.window import CueChange
    from scriptcheck.report import CallReport, CueMatch
    from scriptcheck.rules.form import Judge, Judgement

EventKind: TypeAlias = Literal["violation", "overdue", "withdrawn"]


class Event(msgspec.Struct, frozen=True):
    """Something that an agent or a supervisor should know while the call goes on."""

    kind: EventKind
    """``violation``: what must not be said was said. ``overdue``: a step is missing whose window
    has closed. ``withdrawn``: what was said since takes an earlier event back, as a remedy does."""
    turn: int
    """The turn with which this came to be known, from 0."""
    verdict: Verdict
    """The verdict on the call until now; for a violation, only with the evidence that is new."""


class _ReportedEvidence:
    """The evidence of a rule that events have reported."""

    __slots__ = ("_by_id", "_matches")

    def __init__(self) -> None:
        self._by_id: Final[dict[int, CueMatch]] = {}
        self._matches: Final[set[CueMatch]] = set()

    def add(self, matches: Iterable[CueMatch]) -> None:
        """Take note that ``matches`` were reported."""
        self._by_id.update((id(match), match) for match in matches)
        self._matches.update(matches)

    def new(self, matches: Iterable[CueMatch]) -> tuple[CueMatch, ...]:
        """Return those of ``matches`` that were not reported."""
        known = self._by_id
        # Most often it is the very same, which is known at a tenth of the cost.
        others = [match for match in matches if id(match) not in known]
        return tuple([match for match in others if match not in self._matches])


class Session:
    """One call that goes on, judged by a checker.

    Only the new turn is searched. Which matches it brings or takes, and what those rules say that
    can be certain of a failure before the end, is worked out again as far as the turn affects them,
    by the same code as for a whole call; so a turn costs the same however long the call is.
    """

    def __init__(
        self,
        checker: Checker,
        meta: Mapping[str, Any] | None = None,
        *,
        call_id: str = "",
        source: str = "",
    ) -> None:
        require_checker(checker)
        if not (meta is None or isinstance(meta, Mapping)):
            raise wrong_type("meta", meta, Text("字典", "a dict"))
        self._checker: Final = checker
        self._plan: Final = (plan := checker.plan)
        self._matcher: Final = IncrementalMatcher(plan, meta or {}, call_id, source)
        self._incremental: Final = {
            at: each.incremental(each.rule)
            for at, each in enumerate(plan.rules)
            if each.incremental is not None
        }
        self._judges: Final[dict[int, Judge]] = {
            at: RuleJudge(plan.rules[at].rule, judge).judge
            for at, judge in self._incremental.items()
        }
        self._due: Final = set(range(len(plan.rules)))
        """The rules to be judged with the next turn, whatever it brings."""
        self._reported: Final[dict[str, _ReportedEvidence]] = {}
        """The rules that are broken as far as events say, and on what evidence."""
        self._kind: tuple[bool, ...] = ()

    def __reduce_ex__(self, protocol: SupportsIndex, /) -> NoReturn:
        """Raise ``TypeError``: what a session has found so far lives in this process alone.

        Old protocols would end the process instead.
        """
        message = "a Session can be neither pickled nor copied; keep its turns, and feed them again"
        raise TypeError(message)

    def feed(self, turn: Turn) -> list[Event]:
        """Take the next turn, and return what it brings to light, by rule id.

        Raises ``CheckError`` where a rule fails by a mistake in its code, and ``ArgumentError``
        where ``turn`` is no turn.
        """
        if not isinstance(turn, Turn):
            raise wrong_type("turn", turn, Text("一句话，即 Turn", "a Turn"))
        changes = self._matcher.add(turn)
        return list(self._events(changes, self._matcher.findings()))

    def end(self) -> CallReport:
        """Return the report on the call, equal to that of ``Checker.check`` on all its turns.

        The whole call is checked for it once more, at the cost of that.
        """
        return self._checker.check(self._matcher.call.call())

    def _events(
        self, changes: Mapping[str, CueChange], findings: IncrementalFindings
    ) -> Iterator[Event]:
        for at in self._to_judge(changes, findings):
            rule = self._plan.rules[at]
            judgement = self._checker.judge_rule(rule.name, findings, self._judges.get(at))
            yield from self._raised(rule, judgement, findings)
            self._due.discard(at)
            if (
                rule.timing is Timing.WHEN_WINDOW_CLOSES
                and judgement.outcome is Outcome.FAIL
                and rule.name not in self._reported
            ):
                # Its window may close with any turn.
                self._due.add(at)

    def _to_judge(
        self, changes: Mapping[str, CueChange], findings: IncrementalFindings
    ) -> list[int]:
        """Return the rules that the last turn may have changed, in order."""
        timeline = findings.timeline
        kind = (
            findings.is_chinese,
            findings.is_dialect,
            findings.is_garbled,
            bool(timeline.agent_turns),
            findings.has_unknown,
            timeline.has_times,
        )
        if kind != self._kind:
            self._kind = kind
            for judge in self._incremental.values():
                judge.forget(0)
            self._due.update(range(len(self._plan.rules)))
        self._due.update(at for at in self._plan.always if self._may_report(at, findings))
        for cue, change in changes.items():
            for at in self._plan.by_cue.get(cue, ()):
                self._due.add(at)
                if at in self._incremental:
                    self._incremental[at].forget(change.first_turn)
        return sorted(self._due)

    def _may_report(self, at: int, findings: IncrementalFindings) -> bool:
        """Return whether the rule ``at`` can raise an event."""
        rule = self._plan.rules[at]
        if rule.grounds is None or rule.name in self._reported:
            return True
        return any(cue in findings.matches for cue in rule.grounds)

    def _raised(
        self, rule: LiveRule, judgement: Judgement, findings: IncrementalFindings
    ) -> Iterator[Event]:
        """Yield the event that a judgement on ``rule`` raises, if it raises one."""
        name, checker = rule.name, self._checker
        now = findings.timeline.turn_count - 1
        reported = self._reported.get(name)
        if judgement.outcome is not Outcome.FAIL:
            if reported is not None:
                del self._reported[name]
                yield Event("withdrawn", now, checker.verdict(name, judgement, findings))
        elif rule.timing is Timing.AT_ONCE:
            known = reported or _ReportedEvidence()
            new = known.new(judgement.evidence)
            if new:
                self._reported[name] = known
                known.add(new)
                shown = msgspec.structs.replace(judgement, evidence=new)
                yield Event("violation", now, checker.verdict(name, shown, findings))
        elif reported is None and is_closed(judgement.searched, now):
            self._reported[name] = _ReportedEvidence()
            yield Event("overdue", now, checker.verdict(name, judgement, findings))
