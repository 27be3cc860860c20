"""What a run comes to, counted while it goes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from scriptcheck.redact import all_kinds
from scriptcheck.report import Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scriptcheck.cases.report import CaseReport
    from scriptcheck.report import CallReport


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """What the cases of a run came to."""

    cases: int = 0
    failing: int = 0
    """Cases with a violation."""
    severities: Mapping[Severity, int] = field(default_factory=dict)
    """How many violations there were of each severity."""

    def reaches(self, severity: Severity) -> bool:
        """Return whether a violation was at least as severe as ``severity``."""
        return any(other.rank <= severity.rank for other in self.severities)


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run came to."""

    calls: int
    judged: int
    """Calls of which it is known whether they pass: those with a score, and those that fail by a
    fatal rule without one."""
    passed: int
    score_sum: int
    """Sum of the scores of the calls that have one."""
    outcomes: Mapping[tuple[str, Outcome], int] = field(repr=False)
    """How many calls each rule reached each verdict on."""
    severities: Mapping[Severity, int]
    """How many violations there were of each severity."""
    warnings: Mapping[str, int]
    """How many calls had each warning, by its code."""
    cases: CaseCounts = CaseCounts()
    """What the cases that the calls belong to came to."""
    problems: int = 0
    """How many inputs could not be read, and calls not be checked."""
    redacted: Mapping[str, int] = field(default_factory=dict)
    """How many pieces of personal data of each kind were masked."""
    folded: Mapping[str, int] = field(default_factory=dict, repr=False)
    """On how many calls a failure of each rule was counted under another's violation."""
    scored: int = 0
    """Calls that have a score."""

    @property
    def mean_score(self) -> float | None:
        """The mean score, 0 to 100; ``None`` where no call has one."""
        return self.score_sum / self.scored if self.scored else None

    @property
    def violations(self) -> tuple[tuple[str, int], ...]:
        """Each rule with violations, and on how many calls; the most broken first.

        Failures that are counted under another rule's violation are left out.
        """
        counts = (
            (rule, count - self.folded.get(rule, 0))
            for rule, count in self.rules_with(Outcome.FAIL)
        )
        return tuple(
            sorted((each for each in counts if each[1]), key=lambda each: (-each[1], each[0]))
        )

    @property
    def violation_count(self) -> int:
        """How many violations of calls there were."""
        return sum(self.severities.values())

    def rules_with(self, outcome: Outcome) -> tuple[tuple[str, int], ...]:
        """Return each rule that reached ``outcome`` and on how many calls; the most often first."""
        counts = (
            (rule, count) for (rule, found), count in self.outcomes.items() if found is outcome
        )
        return tuple(sorted(counts, key=lambda item: (-item[1], item[0])))

    def reaches(self, severity: Severity) -> bool:
        """Whether a violation, of a call or a case, was at least as severe as ``severity``."""
        of_calls = any(other.rank <= severity.rank for other in self.severities)
        return of_calls or self.cases.reaches(severity)


class CaseTally:
    """Counts the reports on cases."""

    def __init__(self) -> None:
        self._cases = 0
        self._failing = 0
        self._severities: Counter[Severity] = Counter()

    def count(self, case: CaseReport) -> None:
        """Count one more case."""
        violations = case.violations
        self._cases += 1
        self._failing += bool(violations)
        self._severities.update(verdict.severity for verdict in violations)

    def counted(self, cases: Iterable[CaseReport]) -> Iterator[CaseReport]:
        """Yield each of ``cases``, and count it."""
        for case in cases:
            self.count(case)
            yield case

    def counts(self) -> CaseCounts:
        """Return the counts until now."""
        return CaseCounts(self._cases, self._failing, dict(self._severities))


class RunTally(msgspec.Struct):
    """Counts reports; what several tallies counted can be added up, and written as JSON."""

    calls: int = 0
    judged: int = 0
    passed: int = 0
    score_sum: int = 0
    outcomes: dict[str, dict[Outcome, int]] = {}
    """By rule, how many calls it reached each verdict on."""
    severities: dict[Severity, int] = {}
    warnings: dict[str, int] = {}
    problems: int = 0
    redacted: dict[str, int] = {}
    folded: dict[str, int] = {}
    scored: int = 0

    def count(self, report: CallReport) -> None:
        """Count one more call."""
        self.calls += 1
        self.scored += report.score is not None
        self.judged += report.passed is not None
        self.passed += report.passed is True
        self.score_sum += report.score or 0
        for verdict in report.verdicts:
            counts = self.outcomes.setdefault(verdict.rule, {})
            counts[verdict.verdict] = counts.get(verdict.verdict, 0) + 1
            if verdict.under:
                self.folded[verdict.rule] = self.folded.get(verdict.rule, 0) + 1
            elif verdict.verdict is Outcome.FAIL:
                self.severities[verdict.severity] = self.severities.get(verdict.severity, 0) + 1
        for code in {warning.code for warning in report.warnings}:
            self.warnings[code] = self.warnings.get(code, 0) + 1

    def count_redacted(self, counts: Mapping[str, int]) -> None:
        """Count pieces of personal data that were masked."""
        _add(self.redacted, counts)

    def add(self, other: RunTally) -> None:
        """Add what ``other`` counted."""
        self.calls += other.calls
        self.scored += other.scored
        self.judged += other.judged
        self.passed += other.passed
        self.score_sum += other.score_sum
        self.problems += other.problems
        for rule, counts in other.outcomes.items():
            _add(self.outcomes.setdefault(rule, {}), counts)
        _add(self.severities, other.severities)
        _add(self.warnings, other.warnings)
        _add(self.redacted, other.redacted)
        _add(self.folded, other.folded)

    def copy(self) -> RunTally:
        """Return the counts as they are now."""
        return msgspec.convert(msgspec.to_builtins(self), RunTally)

    def summary(self, cases: CaseCounts) -> RunSummary:
        """Return the counts, with those of the cases; equal counts in the same order."""
        return RunSummary(
            self.calls,
            self.judged,
            self.passed,
            self.score_sum,
            {
                (rule, outcome): counts[outcome]
                for rule, counts in sorted(self.outcomes.items())
                for outcome in Outcome
                if outcome in counts
            },
            {
                severity: self.severities[severity]
                for severity in Severity
                if severity in self.severities
            },
            dict(sorted(self.warnings.items())),
            cases,
            self.problems,
            {kind: self.redacted[kind] for kind in _in_order(self.redacted)},
            dict(sorted(self.folded.items())),
            self.scored,
        )


def _in_order(kinds: Mapping[str, int]) -> list[str]:
    """Return ``kinds`` of personal data in their own order."""
    # Without any, no package that brings some is loaded, which may be one that cannot be.
    return [kind for kind in all_kinds() if kind in kinds] if kinds else []


def _add(counts: dict[Any, int], more: Mapping[Any, int]) -> None:
    for key, count in more.items():
        counts[key] = counts.get(key, 0) + count
