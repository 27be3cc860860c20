"""Calls in a DataFrame to reports in a DataFrame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql.types import StructType

from scriptcheck.redact.installed import checked_kinds
from scriptcheck.spark.columns import ROW_NAME, kept_names, with_row_names
from scriptcheck.spark.schemas import result_type
from scriptcheck.spark.shipping import checker_of, map_on_workers, ship
from scriptcheck.spark.worker import CHECK

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence

    from pyspark.sql import Column, DataFrame

    from scriptcheck.checker import Checker
    from scriptcheck.language import Lang


def check(  # noqa: PLR0913  (each may be left out)
    calls: DataFrame,
    profile: str | os.PathLike[str] | Checker = "default",
    *,
    keep: Sequence[str] = (),
    source: str | None = None,
    variables: Mapping[str, Sequence[str]] | None = None,
    lang: Lang = "zh",
    redact_kinds: Sequence[str] = (),
) -> DataFrame:
    """Return a DataFrame with the report on each row of ``calls``, a call with its turns.

    Nothing is checked before the result is used. Its columns are those of ``keep``, as they are,
    then those of ``result_type()``; what is read of ``calls`` is what ``check_table`` reads
    (docs/arrow.md). Every row gives one row; where it cannot be checked, ``problem`` says why.

    ``profile`` is what ``Checker.load`` takes, with ``variables`` and ``lang``, or a checker. It is
    compiled here and sent to the workers, which need none of its files, but the same version of
    scriptcheck. The column ``source`` says what reports call the row; without it, that is ``row:``
    with the call's id, or with a hash of the row where it has none. Personal data of
    ``redact_kinds`` (all are ``scriptcheck.redact.all_kinds()``) is masked in the reports; columns
    that are kept stay as they are.

    Raises ``UsageError`` where a column is missing or a kind unknown, and as ``Checker.load`` does.
    """
    checker = checker_of(profile, variables, lang)
    return check_named(
        calls, checker, keep=keep, source=source, prefix=None, redact_kinds=redact_kinds
    )


def check_named(  # noqa: PLR0913  (what check and jobs have in common)
    calls: DataFrame,
    checker: Checker,
    *,
    keep: Sequence[str],
    source: str | None,
    prefix: Column | None,
    redact_kinds: Sequence[str],
) -> DataFrame:
    """Return what ``check`` does; names of rows begin with ``prefix`` in place of ``row``."""
    named = with_row_names(calls, keep=keep, source=source, prefix=prefix)
    kept = [calls.schema[name] for name in keep]
    return map_on_workers(
        named,
        StructType([*kept, *result_type().fields]),
        ship(checker, calls),
        CHECK,
        keep=kept_names(keep),
        called=list(keep),
        source=ROW_NAME,
        kinds=list(checked_kinds(redact_kinds)),
    )
