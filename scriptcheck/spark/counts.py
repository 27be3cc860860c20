"""What a job came to, counted in what it wrote: a task that ran twice counts once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyspark.sql import functions as F  # noqa: N812

from scriptcheck.report import Severity
from scriptcheck.run.tally import CaseCounts
from scriptcheck.spark.days import DAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyspark.sql import DataFrame


@dataclass(frozen=True, slots=True)
class JobSummary:
    """What a job came to, counted in what it wrote."""

    calls: int = 0
    """Rows written: one for each row that was read."""
    judged: int = 0
    """Calls that have a score: at least one rule could be judged on them."""
    passed: int = 0
    days: int = 0
    undated: int = 0
    """Calls whose day is not known."""
    severities: Mapping[Severity, int] = field(default_factory=dict)
    """How many violations there were of each severity."""
    problems: Mapping[str, int] = field(default_factory=dict)
    """How many rows could not be checked, by the code of the reason."""
    cases: CaseCounts = field(default_factory=CaseCounts)

    def reaches(self, severity: Severity) -> bool:
        """Tell whether a violation, of a call or a case, was at least as grave as ``severity``."""
        found = {*self.severities, *self.cases.severities}
        return any(other.rank <= severity.rank for other in found)


def counted(reports: DataFrame) -> JobSummary:
    """Return what ``reports``, as a job writes them, come to; its cases aside."""
    (totals,) = reports.agg(
        F.count("*").alias("calls"),
        F.count("score").alias("judged"),
        F.count_if("passed").alias("passed"),
        F.countDistinct(DAY).alias("days"),
        F.count_if(F.col(DAY).isNull()).alias("undated"),
    ).collect()
    problems = reports.where("problem IS NOT NULL").groupBy("problem.code").count().collect()
    return JobSummary(
        **totals.asDict(),
        severities=_severities(reports),
        problems=dict(sorted((row["code"], row["count"]) for row in problems)),
    )


def counted_cases(cases: DataFrame) -> CaseCounts:
    """Return what ``cases`` come to."""
    failing = cases.where(F.size("violations") > 0).count()
    return CaseCounts(cases.count(), failing, _severities(cases))


def _severities(reports: DataFrame) -> Mapping[Severity, int]:
    each = reports.select(F.explode("violations.severity").alias("severity"))
    counts = {row["severity"]: row["count"] for row in each.groupBy("severity").count().collect()}
    return {severity: counts[severity.value] for severity in Severity if severity.value in counts}
