"""A call while it goes on: turns as they come, what is wrong as soon as it is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import msgspec

from scriptcheck.live.listener import Listener
from scriptcheck.live.watched import is_over
from scriptcheck.report import Outcome, Verdict
from scriptcheck.rules.judge import RuleJudge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scriptcheck.call import Turn
    from scriptcheck.checker import Checker
    from scriptcheck.live.cue_so_far import Change
    from scriptcheck.live.findings_so_far import FindingsSoFar
    from scriptcheck.live.watched import Watched
    from scriptcheck.report import CallReport, CueMatch
    from scriptcheck.rules.form import Judge, Judgement

EventKind: TypeAlias = Literal["violation", "overdue", "withdrawn"]


class Event(msgspec.Struct, frozen=True):
    """Something that an agent or a supervisor is to be told while the call goes on."""

    kind: EventKind
    """``violation``: what must not be said was said. ``overdue``: a step is missing whose window
    has closed. ``withdrawn``: what was said since takes an earlier event back, as a remedy does."""
    turn: int
    """The turn with which this came to be known, from 0."""
    verdict: Verdict
    """What the rule says of the call so far; of a violation, with the evidence that is new."""


class _Told:
    """The evidence that was told of a rule."""

    __slots__ = ("_by_id", "_hits")

    def __init__(self) -> None:
        self._by_id: Final[dict[int, CueMatch]] = {}
        self._hits: Final[set[CueMatch]] = set()

    def add(self, hits: Iterable[CueMatch]) -> None:
        """Take note that ``hits`` were told."""
        self._by_id.update((id(hit), hit) for hit in hits)
        self._hits.update(hits)

    def new(self, hits: Iterable[CueMatch]) -> tuple[CueMatch, ...]:
        """Return those of ``hits`` that were not told."""
        known = self._by_id
        # Most often it is the very same, which is known at a tenth of the cost.
        others = [hit for hit in hits if id(hit) not in known]
        return tuple([hit for hit in others if hit not in self._hits])


class Session:
    """One call that goes on, judged by a checker.

    Only the new turn is searched. Which hits it brings or takes, and what those rules say that can
    be certain of a violation before the end, is worked out again as far as the turn bears on it, by
    the same code as for a whole call; so a turn costs the same however long the call is.
    """

    def __init__(
        self,
        checker: Checker,
        meta: Mapping[str, Any] | None = None,
        *,
        call_id: str = "",
        source: str = "",
    ) -> None:
        self._checker: Final = checker
        self._plan: Final = (plan := checker.plan)
        self._listener: Final = Listener(plan, meta or {}, call_id, source)
        self._followers: Final = {
            at: each.follow(each.rule)
            for at, each in enumerate(plan.watched)
            if each.follow is not None
        }
        self._judges: Final[dict[int, Judge]] = {
            at: RuleJudge(plan.watched[at].rule, follower).judge
            for at, follower in self._followers.items()
        }
        self._due: Final = set(range(len(plan.watched)))
        """The rules to be judged with the next turn, whatever it brings."""
        self._told: Final[dict[str, _Told]] = {}
        """The rules that are broken as far as was told, and on what evidence."""
        self._kind: tuple[bool, ...] = ()

    def feed(self, turn: Turn) -> list[Event]:
        """Take the next turn, and return what it brings to light, by rule id.

        Raises ``CheckError`` where a rule fails by a mistake in its code.
        """
        changes = self._listener.hear(turn)
        return list(self._events(changes, self._listener.findings()))

    def end(self) -> CallReport:
        """Return the report on the call, equal to that of ``Checker.check`` on all its turns.

        The whole call is checked for it once more, at the cost of that.
        """
        return self._checker.check(self._listener.said.call())

    def _events(self, changes: Mapping[str, Change], findings: FindingsSoFar) -> Iterator[Event]:
        for at in self._to_judge(changes, findings):
            watched = self._plan.watched[at]
            judgement = self._checker.judge_rule(watched.name, findings, self._judges.get(at))
            yield from self._told_of(watched, judgement, findings)
            self._due.discard(at)
            if (
                not watched.at_once
                and judgement.outcome is Outcome.FAIL
                and watched.name not in self._told
            ):
                # Its window may close with any turn.
                self._due.add(at)

    def _to_judge(self, changes: Mapping[str, Change], findings: FindingsSoFar) -> list[int]:
        """Return the rules that the last turn may have changed, in order."""
        timeline = findings.timeline
        kind = (
            findings.is_chinese,
            bool(timeline.agent_turns),
            findings.has_unknown,
            timeline.has_times,
        )
        if kind != self._kind:
            self._kind = kind
            for follower in self._followers.values():
                follower.forget(0)
            self._due.update(range(len(self._plan.watched)))
        self._due.update(at for at in self._plan.always if self._may_tell(at, findings))
        for cue, change in changes.items():
            for at in self._plan.by_cue.get(cue, ()):
                self._due.add(at)
                if at in self._followers:
                    self._followers[at].forget(change.first_turn)
        return sorted(self._due)

    def _may_tell(self, at: int, findings: FindingsSoFar) -> bool:
        """Return whether the rule ``at`` can have anything to tell of."""
        watched = self._plan.watched[at]
        if watched.grounds is None or watched.name in self._told:
            return True
        return any(cue in findings.heard for cue in watched.grounds)

    def _told_of(
        self, watched: Watched, judgement: Judgement, findings: FindingsSoFar
    ) -> Iterator[Event]:
        """Yield what is to be told of a rule that was judged, if anything is."""
        name, checker = watched.name, self._checker
        now = findings.timeline.turn_count - 1
        told = self._told.get(name)
        if judgement.outcome is not Outcome.FAIL:
            if told is not None:
                del self._told[name]
                yield Event("withdrawn", now, checker.verdict(name, judgement, findings))
        elif watched.at_once:
            known = told or _Told()
            fresh = known.new(judgement.evidence)
            if fresh:
                self._told[name] = known
                known.add(fresh)
                shown = msgspec.structs.replace(judgement, evidence=fresh)
                yield Event("violation", now, checker.verdict(name, shown, findings))
        elif told is None and is_over(watched.rule, judgement, now):
            self._told[name] = _Told()
            yield Event("overdue", now, checker.verdict(name, judgement, findings))
