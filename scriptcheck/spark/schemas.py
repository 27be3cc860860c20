"""The columns of results as Spark knows them: those of the Arrow tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql.pandas.types import from_arrow_schema

from scriptcheck.tables import case_schema, result_schema

if TYPE_CHECKING:
    from pyspark.sql.types import StructType


def result_type() -> StructType:
    """Return the type of what ``check`` returns, kept columns aside; docs/arrow.md describes it.

    Lists are arrays, ``int32`` is ``int``, ``float64`` is ``double``, and both kinds of string are
    ``string``.
    """
    return from_arrow_schema(result_schema())


def case_type() -> StructType:
    """Return the type of what ``cases`` returns; docs/arrow.md describes it."""
    return from_arrow_schema(case_schema())
