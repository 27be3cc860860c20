"""What holds of a call after review and appeal: the machine's verdict and the final one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.report import Document, Outcome, Severity
from scriptcheck.review.history import Refusal, ReviewEvent, ReviewStatus, VerdictHistory, event_of
from scriptcheck.review.label import ReviewStage
from scriptcheck.review.standing import standing_verdicts
from scriptcheck.rules.reasons import VerdictReason
from scriptcheck.score import passes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scriptcheck.report import CallReport, Verdict
    from scriptcheck.review.label import ReviewLabel
    from scriptcheck.review.terms import ReviewTerms
    from scriptcheck.rule_selection import RuleSelection

REVIEW_SCHEMA: Final = "scriptcheck.review/1"


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
    machine_under: str = ""
    """Where it fails by the miss of another rule, that rule: it is no violation of its own."""
    final_under: str = ""
    """The same after review."""

    @property
    def deciding(self) -> ReviewEvent | None:
        """The last thing said that counts, if there is one."""
        return next((each for each in reversed(self.history) if not each.refused), None)

    @property
    def concerns_people(self) -> bool:
        """Whether it is, or was, a violation of its own, or somebody has said anything of it."""
        return bool(self.history) or self.was_violation or self.is_violation

    @property
    def was_violation(self) -> bool:
        """Whether it counts as a violation of its own as the machine has it."""
        return self.machine is Outcome.FAIL and not self.machine_under

    @property
    def is_violation(self) -> bool:
        """Whether it counts as a violation of its own after review."""
        return self.final is Outcome.FAIL and not self.final_under


class UnknownRule(msgspec.Struct, frozen=True):
    """What was said of a rule that the report has no verdict of."""

    rule: str
    history: tuple[ReviewEvent, ...]
    """In the order of time; nothing of it counts."""


class CallReview(Document, frozen=True):
    """A call after review: nothing of the machine's report is lost."""

    schema: str
    call_id: str
    source: str
    score: int | None
    """The machine's."""
    passed: bool | None
    final_score: int | None
    """``None`` where the machine gave none: what people say of single rules judges no call. Also
    where ``unscored``."""
    final_passed: bool | None
    """``None`` where there is no final score, unless a ``fatal`` rule fails of a call to which the
    machine gave none."""
    verdicts: tuple[FinalVerdict, ...]
    """The violations, items for people, and whatever was said of other rules; by rule id."""
    unknown_rules: tuple[str, ...] = ()
    """Rules with a label that the report has no verdict of."""
    unweighed: tuple[str, ...] = ()
    """Rules of violations that count after review alone, and whose points are not known."""
    unscored: bool = False
    """Whether verdicts changed and the terms cannot say what that makes the score: by them the
    machine's own score does not come out, since the report was made by another profile."""
    unknown: tuple[UnknownRule, ...] = ()
    """What was said of ``unknown_rules``."""
    sections: dict[str, int | None] = msgspec.field(default_factory=dict)
    """By section of the profile's scorecard, the machine's score; ``None`` where none applied."""
    final_sections: dict[str, int | None] = msgspec.field(default_factory=dict)
    """The final scores of those sections; one that the terms of the review do not know, and that
    may have changed, is left out."""

    @property
    def reviewed(self) -> bool:
        """Whether anybody has said anything of the call's rules."""
        return bool(self.unknown) or any(verdict.history for verdict in self.verdicts)

    def of(self, selection: RuleSelection) -> CallReview:
        """Return the review with the verdicts of the rules that are taken; the scores stay."""
        if selection.takes_all:
            return self
        taken = tuple(each for each in self.verdicts if selection.takes(each.rule, each.severity))
        return msgspec.structs.replace(self, verdicts=taken)


def review_call(
    report: CallReport, labels: Iterable[ReviewLabel], terms: ReviewTerms
) -> CallReview:
    """Return what holds of the call of ``report`` after ``labels``, all of which are on it.

    The order of the labels does not matter: time decides, and of what has none, what it says. A
    review's verdict holds until the next one's; an appeal leaves it, and the final stage closes.
    The report must have the verdicts of all its rules, since scores rest on them.
    """
    by_rule = _by_rule(labels)
    histories = {
        each.rule: _history(each, by_rule.get(each.rule, ()), terms)
        for each in report.verdicts
        if each.rule in by_rule or each.is_failed or _is_open_item(each)
    }
    outcomes = {rule: state.final for rule, (state, _) in histories.items()}
    judged = standing_verdicts(report.verdicts, outcomes, terms)
    changed = judged != report.verdicts and report.score is not None
    unscored = changed and terms.totals(report.verdicts)[0] != report.score
    score, passed = terms.totals(judged) if changed else (report.score, report.passed)
    if report.score is None:
        # Without a score a call can only fail, by a fatal rule.
        passed = passes(judged, None, terms.pass_score)
    sections = report.sections
    if changed:
        sections = {} if unscored else terms.scorecard.section_scores(judged)
    known = {verdict.rule for verdict in report.verdicts}
    unknown = sorted(by_rule.keys() - known)
    return CallReview(
        schema=REVIEW_SCHEMA,
        call_id=report.call_id,
        source=report.source,
        score=report.score,
        passed=report.passed,
        final_score=None if unscored else score,
        final_passed=None if unscored else passed,
        verdicts=tuple(
            _final_verdict(machine, final, *histories[machine.rule])
            for machine, final in sorted(
                zip(report.verdicts, judged, strict=True), key=lambda pair: pair[0].rule
            )
            if machine.rule in histories
        ),
        unknown_rules=tuple(unknown),
        unweighed=tuple(
            sorted(
                final.rule
                for machine, final in zip(report.verdicts, judged, strict=True)
                if final.is_violation
                and not machine.is_violation
                and final.rule not in terms.points
            )
        ),
        unscored=unscored,
        unknown=tuple(UnknownRule(rule, _refused(rule, by_rule[rule])) for rule in unknown),
        sections=report.sections,
        final_sections={name: sections[name] for name in report.sections if name in sections},
    )


def _by_rule(labels: Iterable[ReviewLabel]) -> dict[str, list[ReviewLabel]]:
    """Return the labels that speak of each rule, in their order."""
    by_rule: dict[str, list[ReviewLabel]] = {}
    for label in labels:
        for rule in label.verdicts:
            by_rule.setdefault(rule, []).append(label)
    for rule, found in by_rule.items():
        found.sort(key=lambda label: _order(label, rule))
    return by_rule


def _order(label: ReviewLabel, rule: str) -> tuple[bool, float, int, str]:
    instant = label.instant_of(rule)
    is_open_end = label.stage is ReviewStage.FINAL and label.time_of(rule) is None
    said = repr((label.rater, sorted(label.verdicts.items()), label.reason, label.source))
    return is_open_end, instant, list(ReviewStage).index(label.stage), said


def _history(
    verdict: Verdict, labels: Sequence[ReviewLabel], terms: ReviewTerms
) -> tuple[VerdictHistory, tuple[ReviewEvent, ...]]:
    state = VerdictHistory(verdict.rule, verdict.verdict, terms.appeal_days)
    return state, tuple(state.take(label) for label in labels)


def _is_open_item(verdict: Verdict) -> bool:
    """Return whether it is for people to say what the verdict is."""
    return verdict.verdict is Outcome.UNDECIDABLE and verdict.reason == VerdictReason.FOR_PEOPLE


def _refused(rule: str, labels: Sequence[ReviewLabel]) -> tuple[ReviewEvent, ...]:
    return tuple(event_of(label, rule, Refusal.UNKNOWN_RULE) for label in labels)


def _final_verdict(
    machine: Verdict, final: Verdict, state: VerdictHistory, history: tuple[ReviewEvent, ...]
) -> FinalVerdict:
    return FinalVerdict(
        rule=machine.rule,
        title=machine.title,
        severity=machine.severity,
        machine=machine.verdict,
        final=final.verdict,
        machine_points=machine.points,
        final_points=final.points,
        status=state.status,
        closed=state.closed,
        history=history,
        machine_under=machine.under,
        final_under=final.under,
    )
