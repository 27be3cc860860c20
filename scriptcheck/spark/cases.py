"""The rules on cases, judged where all calls of a case have come together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as F  # noqa: N812
from pyspark.sql.types import LongType, StructField, StructType

from scriptcheck.spark.columns import column
from scriptcheck.spark.schemas import case_type
from scriptcheck.spark.shipping import checker_of, map_on_workers, ship
from scriptcheck.spark.worker import CASES, KNOWN_UNTIL, LATEST, microseconds
from scriptcheck.tables.columns import CASE, require_case

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from pyspark.sql import DataFrame

    from scriptcheck.checker import Checker
    from scriptcheck.language import Lang


def cases(
    reports: DataFrame,
    profile: str | os.PathLike[str] | Checker = "default",
    *,
    as_of: datetime | None = None,
    variables: Mapping[str, Sequence[str]] | None = None,
    lang: Lang = "zh",
) -> DataFrame:
    """Return a DataFrame with the report on each case that calls in ``reports`` belong to.

    ``reports`` is what ``check`` returned, or several of those in a union, in any order. The
    columns are those of ``case_type()``, a row a case, in no order; ``profile``, ``variables`` and
    ``lang`` are as for ``check``. What is due after ``as_of`` is left open; without it, what is due
    after the start of the latest call in ``reports``, which are then read twice: write or cache
    them first.

    Raises ``UsageError`` where ``reports`` have no column ``case``, and as ``Checker.load`` does.
    """
    require_case(reports.columns)
    checker = checker_of(profile, variables, lang)
    parcel = ship(checker, reports)
    parts = reports.select(CASE).where(column(CASE).isNotNull())
    if as_of is None:
        kind = StructType([StructField(KNOWN_UNTIL, LongType())])
        latest = map_on_workers(parts, kind, parcel, LATEST)
        until = latest.agg(F.max(KNOWN_UNTIL).alias(KNOWN_UNTIL))
        parts = parts.crossJoin(F.broadcast(until))
    else:
        parts = parts.withColumn(KNOWN_UNTIL, F.lit(microseconds(as_of)))
    together = parts.repartition(F.get_json_object(CASE, "$.case_id"))
    return map_on_workers(together, case_type(), parcel, CASES)
