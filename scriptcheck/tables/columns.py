"""Which columns of a table are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.tables.schemas import result_schema

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

TURNS, CALL_ID, META = "turns", "call_id", "meta"
WHOLE_CALL: Final = "call"
"""In place of the others: canonical calls, as JSON or structs."""
CASE: Final = "case"
"""Of results: what a call says of its case."""


def columns_read(names: Collection[str]) -> list[str]:
    """Return which of the columns ``names`` calls are read from."""
    wanted = (TURNS, CALL_ID, META) if TURNS in names else (WHOLE_CALL,)
    return [name for name in wanted if name in names]


def require_columns(
    names: Collection[str], *, keep: Sequence[str] = (), source: str | None = None
) -> None:
    """Raise ``UsageError`` where ``names`` lack a column, or have it twice.

    So it is where the result has one of ``keep`` itself.
    """
    calls = TURNS if WHOLE_CALL not in names else WHOLE_CALL
    own = () if source is None else (source,)
    for name in dict.fromkeys((*columns_read(names), *keep, *own)):
        if list(names).count(name) > 1:
            message = Text(f"表里有几列叫“{name}”。", f"Several columns are called '{name}'.")
            fix = Text("请先改列名。", "Rename the column first.")
            raise UsageError(Problem("column-twice", message, fix=fix))
    for name in (calls, *keep, *own):
        if name not in names:
            there = ", ".join(names)
            message = Text(
                f"表里没有“{name}”这一列；有的是：{there}。",
                f"The table has no column '{name}'; it has {there}.",
            )
            fix = Text(
                "一行一通，列名见 docs/arrow.zh-CN.md。", "See docs/arrow.md for the columns."
            )
            raise UsageError(Problem("no-columns", message, fix=fix))
    for name in keep:
        if name in result_schema().names:
            message = Text(f"结果里已有“{name}”。", f"The result has '{name}' of its own.")
            fix = Text("请先改列名。", "Rename the column first.")
            raise UsageError(Problem("column-taken", message, fix=fix))


def require_case(names: Collection[str]) -> None:
    """Raise ``UsageError`` where ``names`` are not those of results, which say of cases."""
    if CASE not in names:
        there = ", ".join(names)
        message = Text(
            f"报告里没有“{CASE}”这一列；有的是：{there}。",
            f"The reports have no column '{CASE}'; they have {there}.",
        )
        fix = Text("请给 check 的结果。", "Give what a check returned.")
        raise UsageError(Problem("no-columns", message, fix=fix))
