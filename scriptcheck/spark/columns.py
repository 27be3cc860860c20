"""Columns of a DataFrame: which are read, and what a row is called."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pyspark.sql import functions as F  # noqa: N812  (what all who use Spark call it)

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.tables import columns_read, require_columns
from scriptcheck.tables.columns import CALL_ID, WHOLE_CALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyspark.sql import Column, DataFrame

ROW_NAME: Final = "scriptcheck row name"
_DIGITS: Final = 16
"""Of a hash that names a row: among a thousand million rows, two alike are one in a few dozen."""


def column(name: str) -> Column:
    """Return the column called ``name``, whatever signs are in that."""
    escaped = name.replace("`", "``")
    return F.col(f"`{escaped}`")


def with_row_names(
    calls: DataFrame, *, keep: Sequence[str] = (), source: str | None = None, prefix: Column | None
) -> DataFrame:
    """Return what is read of ``calls``, the columns ``keep`` as ``kept_names``, and ``ROW_NAME``.

    A row is called what its column ``source`` says; without it ``prefix``, a colon, and its call's
    id, or else a hash of what it holds. So the name does not depend on how rows are divided among
    workers, as a number would. Raises ``UsageError`` where a column is missing or there twice.
    """
    _require_once(calls.columns)
    require_columns(calls.columns, keep=keep, source=source)
    read = columns_read(calls.columns)
    own = F.concat(prefix if prefix is not None else F.lit("row"), F.lit(":"), _identity(read))
    name = own if source is None else F.coalesce(column(source).cast("string"), own)
    kept = [column(name).alias(plain) for name, plain in zip(keep, kept_names(keep), strict=True)]
    return calls.select(*kept, *map(column, read), name.alias(ROW_NAME))


def kept_names(keep: Sequence[str]) -> list[str]:
    """Return names for the columns ``keep`` that hold no sign which Spark would read otherwise."""
    return [f"scriptcheck kept {number}" for number, _ in enumerate(keep)]


def _identity(read: Sequence[str]) -> Column:
    """Return the id that a row gives its call, else a hash of what the row holds."""
    given = F.lit(None)
    if CALL_ID in read:
        given = column(CALL_ID).cast("string")
    elif WHOLE_CALL in read:
        given = F.get_json_object(column(WHOLE_CALL).cast("string"), "$.call_id")
    whole = F.to_json(F.struct(*map(column, read)))
    return F.coalesce(given, F.substring(F.sha2(whole, 256), 1, _DIGITS))


def _require_once(names: Sequence[str]) -> None:
    if twice := [name for name, count in Counter(names).items() if count > 1]:
        listed = ", ".join(twice)
        message = Text(f"有重名的列：{listed}。", f"Columns are there twice: {listed}.")
        fix = Text("请先改名或去掉一个。", "Rename or drop one of them first.")
        raise UsageError(Problem("columns-twice", message, fix=fix))
