"""Many calls: each checked, written, and counted."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scriptcheck.redact import redact
from scriptcheck.report import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.cases.report import CaseReport
    from scriptcheck.checker import Checker
    from scriptcheck.redact import Kind
    from scriptcheck.report import CallReport, CasePart, Severity
    from scriptcheck.write.writer import Writer


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run came to."""

    calls: int
    judged: int
    """Calls that have a score: at least one rule could be judged on them."""
    passed: int
    score_sum: int
    """Sum of the scores of the calls judged."""
    outcomes: Mapping[tuple[str, Outcome], int]
    """How many calls each rule reached each verdict on."""
    severities: Mapping[Severity, int]
    """How many violations there were of each severity."""
    warnings: Mapping[str, int]
    """How many calls had each warning, by its code."""
    cases: tuple[CaseReport, ...] = ()
    """The reports on the cases that the calls belong to, by case id."""
    redacted: Mapping[Kind, int] = field(default_factory=dict)
    """How many pieces of personal data of each kind were masked."""

    @property
    def mean_score(self) -> float | None:
        """The mean score, 0 to 100; ``None`` where no call was judged."""
        return self.score_sum / self.judged if self.judged else None

    @property
    def violations(self) -> tuple[tuple[str, int], ...]:
        """Each rule that was broken, and on how many calls; the most broken first."""
        return self.rules_with(Outcome.FAIL)

    def rules_with(self, outcome: Outcome) -> tuple[tuple[str, int], ...]:
        """Return each rule that reached ``outcome`` and on how many calls; the most often first."""
        counts = (
            (rule, count) for (rule, found), count in self.outcomes.items() if found is outcome
        )
        return tuple(sorted(counts, key=lambda item: (-item[1], item[0])))

    def reaches(self, severity: Severity) -> bool:
        """Tell whether a violation, of a call or a case, was at least as grave as ``severity``."""
        of_cases = {verdict.severity for case in self.cases for verdict in case.violations}
        return any(found.rank <= severity.rank for found in {*self.severities, *of_cases})


def check_calls(
    checker: Checker,
    calls: Iterable[Call],
    writers: Sequence[Writer] = (),
    *,
    kinds: Sequence[Kind] = (),
    on_report: Callable[[CallReport], None] | None = None,
) -> RunSummary:
    """Check ``calls`` in their order, write each report as it comes, and return the counts.

    Personal data of ``kinds`` is masked in what is written and told, after the call was judged.

    ``on_report`` is told each report after it was written. Memory does not grow with the number of
    calls, except that what calls of a case say of it is kept until the end.
    """
    counted, judged, passed, score_sum = 0, 0, 0, 0
    outcomes: Counter[tuple[str, Outcome]] = Counter()
    severities: Counter[Severity] = Counter()
    warnings: Counter[str] = Counter()
    redacted: Counter[Kind] = Counter()
    parts: list[CasePart] = []
    with ExitStack() as stack:
        ready = [stack.enter_context(writer) for writer in writers]
        for call in calls:
            report = checker.check(call)
            if kinds:
                redaction = redact(call, kinds)
                report, call = redaction.report(report, checker.lang), redaction.call  # noqa: PLW2901
                redacted.update(redaction.counts)
            for writer in ready:
                writer.write(report, call)
            counted += 1
            judged += report.score is not None
            passed += report.passed is True
            score_sum += report.score or 0
            outcomes.update((verdict.rule, verdict.verdict) for verdict in report.verdicts)
            severities.update(verdict.severity for verdict in report.violations)
            warnings.update({warning.code for warning in report.warnings})
            if report.case is not None:
                parts.append(report.case)
            if on_report is not None:
                on_report(report)
    return RunSummary(
        counted,
        judged,
        passed,
        score_sum,
        dict(outcomes),
        dict(severities),
        dict(sorted(warnings.items())),
        checker.check_cases(parts),
        {kind: redacted[kind] for kind in kinds if kind in redacted},
    )
