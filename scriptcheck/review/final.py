"""What holds of a call after review and appeal: the machine's verdict and the final one."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from scriptcheck.lexicon.scorecard import Scorecard
from scriptcheck.report import Document, Outcome, Severity, Verdict
from scriptcheck.review.label import ReviewStage
from scriptcheck.review.label_shape import NOT_FAIL
from scriptcheck.score import ScoreMaker, passes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport
    from scriptcheck.review.label import ReviewLabel

REVIEW_SCHEMA: Final = "scriptcheck.review/1"


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


class FinalVerdict(msgspec.Struct, frozen=True):
    """The verdict of one rule, the machine's and the final one."""

    rule: str
    title: str
    severity: Severity
    machine: Outcome
    final: Outcome
    machine_points: int
    final_points: int
    status: ReviewStatus
    closed: bool
    """Whether the final stage has decided."""
    history: tuple[ReviewEvent, ...]
    """All that was said, in the order of time; nothing is ever left out."""

    @property
    def deciding(self) -> ReviewEvent | None:
        """The last thing said that counts, if there is one."""
        return next((each for each in reversed(self.history) if not each.refused), None)


class CallReview(Document, frozen=True):
    """A call after review: nothing of the machine's report is lost."""

    schema: str
    call_id: str
    source: str
    score: int | None
    """The machine's."""
    passed: bool | None
    final_score: int | None
    final_passed: bool | None
    verdicts: tuple[FinalVerdict, ...]
    """The violations, and whatever was said of other rules; by rule id."""
    unknown_rules: tuple[str, ...] = ()
    """Rules with a label that the report has no verdict of."""
    unweighed: tuple[str, ...] = ()
    """Rules of added violations whose points are not known."""
    sections: dict[str, int | None] = msgspec.field(default_factory=dict)
    """By section of the profile's scorecard, the machine's score; ``None`` where none applied."""
    final_sections: dict[str, int | None] = msgspec.field(default_factory=dict)
    """The final scores of those sections; one that the terms of the review do not know, and that
    may have changed, is left out."""

    @property
    def reviewed(self) -> bool:
        """Whether anybody has said anything of the call's verdicts."""
        return any(verdict.history for verdict in self.verdicts)


class ReviewTerms(NamedTuple):
    """What a profile says of reviews."""

    points: Mapping[str, int]
    """By rule, the points that it takes off, for violations that the machine did not find."""
    pass_score: int
    appeal_days: int | None
    """Days after the review within which an appeal counts; ``None`` for no deadline."""
    scorecard: ScoreMaker = ScoreMaker(Scorecard(), {})
    """How verdicts come to a score; by points, unless the profile says otherwise."""

    @classmethod
    def of(cls, profile: Profile) -> ReviewTerms:
        """Return what ``profile`` says."""
        points = {name: rule.points for name, rule in profile.rules.items()}
        card = ScoreMaker(profile.scorecard, profile.rules)
        return cls(points, profile.pass_score, profile.appeal_days, card)

    def totals(self, verdicts: Sequence[Verdict]) -> tuple[int | None, bool | None]:
        """Return the score of ``verdicts``, and whether the call passes."""
        points = self.scorecard.score(verdicts)
        passed = passes(verdicts, points, self.pass_score)
        if passed:
            passed = self.scorecard.keeps_floors(self.scorecard.section_scores(verdicts))
        return points, passed


def review_call(
    report: CallReport, labels: Iterable[ReviewLabel], terms: ReviewTerms
) -> CallReview:
    """Return what holds of the call of ``report`` after ``labels``, all of which are on it.

    The order of the labels does not matter: time decides, and of what has none, what it says. A
    review's verdict holds until the next one's; an appeal leaves it, and the final stage closes.
    """
    by_rule: dict[str, list[ReviewLabel]] = {}
    for label in sorted(labels, key=_order):
        for rule in label.verdicts:
            by_rule.setdefault(rule, []).append(label)
    known = {verdict.rule: verdict for verdict in report.verdicts}
    final = {
        rule: _final_verdict(verdict, by_rule.get(rule, ()), terms)
        for rule, verdict in known.items()
        if rule in by_rule or verdict.is_violation
    }
    judged = tuple(_with(verdict, final.get(verdict.rule)) for verdict in report.verdicts)
    changed = judged != report.verdicts
    points, passed = terms.totals(judged) if changed else (report.score, report.passed)
    sections = terms.scorecard.section_scores(judged) if changed else report.sections
    return CallReview(
        schema=REVIEW_SCHEMA,
        call_id=report.call_id,
        source=report.source,
        score=report.score,
        passed=report.passed,
        final_score=points,
        final_passed=passed,
        verdicts=tuple(final[rule] for rule in sorted(final)),
        unknown_rules=tuple(sorted(by_rule.keys() - known.keys())),
        unweighed=tuple(
            sorted(
                rule
                for rule, verdict in final.items()
                if verdict.final is Outcome.FAIL is not verdict.machine and rule not in terms.points
            )
        ),
        sections=report.sections,
        final_sections={name: sections[name] for name in report.sections if name in sections},
    )


def _order(label: ReviewLabel) -> tuple[bool, float, int, str]:
    is_open_end = label.stage is ReviewStage.FINAL and label.time is None
    said = repr((label.reviewer, sorted(label.verdicts.items()), label.reason))
    return is_open_end, label.instant, list(ReviewStage).index(label.stage), said


def _final_verdict(
    verdict: Verdict, labels: Sequence[ReviewLabel], terms: ReviewTerms
) -> FinalVerdict:
    state = _ReviewState(verdict.verdict, verdict.verdict)
    history = tuple(
        state.take(label, label.verdicts[verdict.rule], verdict.rule, terms) for label in labels
    )
    fails, failed = state.final is Outcome.FAIL, verdict.verdict is Outcome.FAIL
    points = verdict.points if failed else terms.points.get(verdict.rule, 0)
    return FinalVerdict(
        rule=verdict.rule,
        title=verdict.title,
        severity=verdict.severity,
        machine=verdict.verdict,
        final=state.final,
        machine_points=verdict.points,
        final_points=points if fails else 0,
        status=state.status,
        closed=state.closed,
        history=history,
    )


class _ReviewState:
    """How far the review of one verdict has come, label by label."""

    def __init__(self, machine: Outcome, final: Outcome) -> None:
        self._machine: Final = machine
        self.final = final
        self.closed = False
        self._appealed = False
        self._reviewed = float("-inf")
        self._said: dict[str, bool] = {}
        """By reviewer, whether it fails, as last said."""
        self._is_decided = False

    def take(self, label: ReviewLabel, verdict: str, rule: str, terms: ReviewTerms) -> ReviewEvent:
        """Take up ``verdict``, which ``label`` gives; return what becomes of it."""
        refused = self._refusal(label, terms)
        if not refused:
            if label.stage is ReviewStage.APPEAL:
                self._appealed = True
            else:
                self._decide(label, verdict)
        return ReviewEvent(
            stage=label.stage,
            verdict=verdict,
            reviewer=label.reviewer,
            time="" if label.time is None else label.time.isoformat(),
            reason=label.reasons.get(rule) or label.reason,
            refused=refused,
        )

    def _decide(self, label: ReviewLabel, verdict: str) -> None:
        if verdict == NOT_FAIL:
            failed = self._machine is Outcome.FAIL
            self.final = Outcome.PASS if failed else self._machine
        else:
            self.final = Outcome(verdict)
        self._is_decided, self._appealed = True, False
        self._reviewed = label.instant
        self.closed = label.stage is ReviewStage.FINAL
        self._said[label.reviewer] = self.final is Outcome.FAIL

    def _refusal(self, label: ReviewLabel, terms: ReviewTerms) -> Refusal:
        if self.closed:
            return Refusal.CLOSED
        if label.stage is not ReviewStage.APPEAL or terms.appeal_days is None:
            return Refusal.NONE
        if label.time is None:
            return Refusal.NO_TIME
        limit = timedelta(days=terms.appeal_days).total_seconds()
        is_late = self._reviewed > float("-inf") and label.instant > self._reviewed + limit
        return Refusal.LATE if is_late else Refusal.NONE

    @property
    def status(self) -> ReviewStatus:
        """How far it has come."""
        if self._appealed:
            return ReviewStatus.APPEALED
        if not self._is_decided:
            return ReviewStatus.OPEN
        if not self.closed and len(set(self._said.values())) > 1:
            return ReviewStatus.DISPUTED
        failed, fails = self._machine is Outcome.FAIL, self.final is Outcome.FAIL
        if failed == fails:
            return ReviewStatus.CONFIRMED
        return ReviewStatus.ADDED if fails else ReviewStatus.OVERTURNED


def _with(verdict: Verdict, final: FinalVerdict | None) -> Verdict:
    if final is None or (final.final, final.final_points) == (verdict.verdict, verdict.points):
        return verdict
    return msgspec.structs.replace(verdict, verdict=final.final, points=final.final_points)
