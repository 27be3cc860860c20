"""What was said of one verdict, label by label, and how far its review has come."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.report import Outcome
from scriptcheck.review.label import ReviewStage
from scriptcheck.review.label_shape import NOT_FAIL

if TYPE_CHECKING:
    from scriptcheck.review.label import ReviewLabel

_DAY: Final = 86_400
"""Seconds."""


class ReviewStatus(StrEnum):
    """How far the review of one verdict has come."""

    OPEN = "open"
    """Nobody has said anything of it."""
    CONFIRMED = "confirmed"
    OVERTURNED = "overturned"
    """The machine found a violation, and it is none."""
    ADDED = "added"
    """The machine found none, and there is one."""
    DISPUTED = "disputed"
    """Reviewers say different things; the last holds until somebody decides."""
    APPEALED = "appealed"
    """The agent has answered, and nobody has decided since."""


class Refusal(StrEnum):
    """Why a label does not count."""

    NONE = ""
    LATE = "late"
    """An appeal after its time."""
    NO_TIME = "no_time"
    """An appeal that does not say when, where it has a deadline."""
    CLOSED = "closed"
    """The final verdict was given before."""
    UNKNOWN_RULE = "unknown_rule"
    """The report has no verdict of the rule: it was made by another profile or version."""


class ReviewEvent(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one person said of one verdict."""

    stage: ReviewStage
    verdict: str
    """A verdict, or ``not_fail`` for any but ``fail``."""
    reviewer: str = ""
    time: str = ""
    """ISO 8601; empty where the label does not say."""
    reason: str = ""
    refused: Refusal = Refusal.NONE
    file: str = ""
    """Where the label is not signed, the name of its file, which stands for who said it."""

    @property
    def who(self) -> str:
        """The reviewer; the file in parentheses where nobody has signed."""
        return self.reviewer or (f"({self.file})" if self.file else "")


def event_of(label: ReviewLabel, rule: str, refused: Refusal) -> ReviewEvent:
    """Return what ``label`` says of ``rule``."""
    time = label.time_of(rule)
    return ReviewEvent(
        stage=label.stage,
        verdict=label.verdicts[rule],
        reviewer=label.reviewer,
        time="" if time is None else time.isoformat(),
        reason=label.reasons.get(rule) or label.reason,
        refused=refused,
        file="" if label.reviewer else label.file,
    )


class VerdictHistory:
    """How far the review of the verdict of ``rule`` has come; labels come in their order."""

    def __init__(self, rule: str, machine: Outcome, appeal_days: int | None) -> None:
        self._rule: Final = rule
        self._machine: Final = machine
        self._appeal_days: Final = appeal_days
        self.final = machine
        self.closed = False
        self._appealed = False
        self._reviewed = float("-inf")
        self._said: dict[str, bool] = {}
        """By rater, whether it fails, as last said."""

    def take(self, label: ReviewLabel) -> ReviewEvent:
        """Take up what ``label`` says of the rule; return what becomes of it."""
        refused = self._refusal(label)
        if not refused:
            if label.stage is ReviewStage.APPEAL:
                self._appealed = True
            else:
                self._decide(label)
        return event_of(label, self._rule, refused)

    def _decide(self, label: ReviewLabel) -> None:
        verdict = label.verdicts[self._rule]
        if verdict == NOT_FAIL:
            failed = self._machine is Outcome.FAIL
            self.final = Outcome.PASS if failed else self._machine
        else:
            self.final = Outcome(verdict)
        self._appealed = False
        self._reviewed = label.instant_of(self._rule)
        self.closed = label.stage is ReviewStage.FINAL
        self._said[label.rater] = self.final is Outcome.FAIL

    def _refusal(self, label: ReviewLabel) -> Refusal:
        if self.closed:
            return Refusal.CLOSED
        if label.stage is not ReviewStage.APPEAL or self._appeal_days is None:
            return Refusal.NONE
        if label.time_of(self._rule) is None:
            return Refusal.NO_TIME
        days = (label.instant_of(self._rule) - self._reviewed) / _DAY
        is_late = self._reviewed > float("-inf") and days > self._appeal_days
        return Refusal.LATE if is_late else Refusal.NONE

    @property
    def status(self) -> ReviewStatus:
        """How far it has come."""
        if self._appealed:
            return ReviewStatus.APPEALED
        if not self._said:
            return ReviewStatus.OPEN
        if not self.closed and len(set(self._said.values())) > 1:
            return ReviewStatus.DISPUTED
        failed, fails = self._machine is Outcome.FAIL, self.final is Outcome.FAIL
        if failed == fails:
            return ReviewStatus.CONFIRMED
        return ReviewStatus.ADDED if fails else ReviewStatus.OVERTURNED
