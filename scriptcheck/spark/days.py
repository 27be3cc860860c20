"""The day of a call, by which reports are kept apart on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyspark.sql import functions as F  # noqa: N812
from pyspark.sql.types import DateType, MapType, StructType, TimestampNTZType, TimestampType

from scriptcheck.spark.columns import column
from scriptcheck.tables.columns import META, WHOLE_CALL

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame
    from pyspark.sql.types import DataType

DAY: Final = "day"
"""The column, and the folders, of the result."""
NO_DAY: Final = "day=__HIVE_DEFAULT_PARTITION__"
"""The folder of calls whose day is not known; readers of Parquet give null for it."""

_START: Final = "start_time"
_DASHED, _DIGITS = r"^\d{4}-\d{2}-\d{2}", r"^\d{8}(?!\d)"


def start_day(calls: DataFrame) -> Column:
    """Return the day on which each of ``calls`` began, as its call data says: null if unknown.

    It is the day that is written there: of a time with an offset, the day at that place.
    """
    if WHOLE_CALL in calls.columns:
        text = column(WHOLE_CALL).cast("string")
        return _written_day(F.get_json_object(text, f"$.{META}.{_START}"))
    if META not in calls.columns:
        return F.lit(None).cast(DateType())
    kind, meta = calls.schema[META].dataType, column(META)
    if isinstance(kind, StructType):
        if _START not in kind.names:
            return F.lit(None).cast(DateType())
        return day_in(meta.getField(_START), kind[_START].dataType)
    if isinstance(kind, MapType):
        return _written_day(F.try_element_at(meta, F.lit(_START)).cast("string"))
    return _written_day(F.get_json_object(meta.cast("string"), f"$.{_START}"))


def day_in(value: Column, kind: DataType) -> Column:
    """Return the day in ``value``: a date, a time, or text that begins with one in ISO 8601."""
    if isinstance(kind, DateType | TimestampType | TimestampNTZType):
        return value.cast(DateType())
    return _written_day(value.cast("string"))


def _written_day(text: Column) -> Column:
    # A cast of its own would take "2026-03" for its first day, and "2026" too.
    dashed = F.substring(text, 1, len("2026-03-02"))
    parts = [F.substring(text, start, length) for start, length in ((1, 4), (5, 2), (7, 2))]
    return (
        F.when(text.rlike(_DASHED), dashed.try_cast(DateType()))
        .when(text.rlike(_DIGITS), F.concat_ws("-", *parts).try_cast(DateType()))
        .otherwise(F.lit(None).cast(DateType()))
    )
