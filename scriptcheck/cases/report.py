"""What is said about one case: the published report and its parts."""

from __future__ import annotations

import msgspec

from scriptcheck.report import (
    CueMatch,
    Document,
    Outcome,
    ProfileStamp,
    Severity,
    from_line,
)

CASE_SCHEMA = "scriptcheck.case/1"


class CaseEvidence(msgspec.Struct, frozen=True):
    """A match in one of the calls of the case."""

    call_id: str
    hit: CueMatch


class CaseVerdict(msgspec.Struct, frozen=True):
    """What one rule says about the case."""

    rule: str
    verdict: Outcome
    severity: Severity
    points: int
    """Points taken off: negative on ``fail``, else 0."""
    title: str
    message: str
    """On ``fail``, what is wrong; on the last two verdicts, why the rule was not judged."""
    advice: str
    source: str
    reason: str
    """On ``not_applicable`` and ``undecidable``, the code of the reason; on ``fail``, ``too-late``
    or ``not-followed``."""
    dimension: str | None
    started_by: str | None
    """The call from which the time counts."""
    due: str | None
    """Until when another call had to begin, ISO 8601."""
    met_by: str | None
    """The first call that is what was asked for, in time or not."""
    evidence: tuple[CaseEvidence, ...]


class CaseReport(Document, frozen=True):
    """The report on one case."""

    schema: str
    case_id: str
    profile: ProfileStamp
    calls: tuple[str, ...]
    """The ids of its calls, in the order of their start; those without a known start come last."""
    verdicts: tuple[CaseVerdict, ...]
    """One a rule, by rule id."""

    @property
    def violations(self) -> tuple[CaseVerdict, ...]:
        """The verdicts ``fail``, most severe first, then by rule id."""
        failed = (verdict for verdict in self.verdicts if verdict.verdict is Outcome.FAIL)
        return tuple(sorted(failed, key=lambda verdict: (verdict.severity.rank, verdict.rule)))

    @classmethod
    def from_json(cls, line: bytes | str) -> CaseReport:
        """Return the report that ``to_json`` wrote.

        Raises ``ValueError`` where ``line`` is not such a report.
        """
        return from_line(line, cls)
