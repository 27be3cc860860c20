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

    from pyspark.sql import Column, DataFrame, Row


@dataclass(frozen=True, slots=True)
class JobSummary:
    """What a job came to, counted in what it wrote."""

    calls: int = 0
    """Rows written: one for each row that was read."""
    judged: int = 0
    """Calls of which it is known whether they pass: those with a score, and those that fail by a
    fatal rule without one."""
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
        """Whether a violation, of a call or a case, was at least as severe as ``severity``."""
        of_calls = any(other.rank <= severity.rank for other in self.severities)
        return of_calls or self.cases.reaches(severity)


def counted(reports: DataFrame) -> JobSummary:
    """Return what ``reports``, as a job writes them, come to; its cases aside."""
    (totals,) = reports.agg(
        F.count("*").alias("calls"),
        F.count("passed").alias("judged"),
        F.count_if("passed").alias("passed"),
        F.countDistinct(DAY).alias("days"),
        F.count_if(F.col(DAY).isNull()).alias("undated"),
        F.count("problem").alias("unchecked"),
        _severities(),
    ).collect()
    problems: dict[str, int] = {}
    if totals["unchecked"]:
        codes = reports.groupBy("problem.code").count().where("code IS NOT NULL").collect()
        problems = dict(sorted((row["code"], row["count"]) for row in codes))
    counts = {name: totals[name] for name in ("calls", "judged", "passed", "days", "undated")}
    return JobSummary(**counts, severities=_told(totals), problems=problems)


def counted_cases(cases: DataFrame) -> CaseCounts:
    """Return what ``cases`` come to."""
    failing = F.count_if(F.size("violations") > 0)
    (totals,) = cases.agg(
        F.count("*").alias("cases"), failing.alias("failing"), _severities()
    ).collect()
    return CaseCounts(totals["cases"], totals["failing"], _told(totals))


def _severities() -> Column:
    """Return a struct with how many violations there are of each severity."""

    def count(severity: Severity) -> Column:
        of_it = F.filter("violations", lambda each: each["severity"] == severity.value)
        # A row that could not be checked has no list to count in.
        return F.sum(F.when(F.col("violations").isNotNull(), F.size(of_it)))

    return F.struct(*(count(each).alias(each.value) for each in Severity)).alias("severities")


def _told(totals: Row) -> Mapping[Severity, int]:
    counts = totals["severities"]
    return {each: counts[each.value] for each in Severity if counts[each.value]}
