"""Calls in Arrow tables, reports in Arrow tables: for DuckDB, Polars, pandas, Spark and the like.

A row is a call, with its turns nested. Every row gives one row, in the same order; what cannot be
checked gives one that says why. Nothing of pyarrow is loaded before it is needed.
"""

from scriptcheck.tables.cases import case_batches, case_parts, case_table
from scriptcheck.tables.checking import check_batches, check_table
from scriptcheck.tables.columns import columns_read, require_columns
from scriptcheck.tables.schemas import case_schema, result_schema

__all__ = [
    "case_batches",
    "case_parts",
    "case_schema",
    "case_table",
    "check_batches",
    "check_table",
    "columns_read",
    "require_columns",
    "result_schema",
]
