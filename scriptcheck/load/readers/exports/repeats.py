"""Rows that stand in a table twice, as in two overlapping exports that were put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scriptcheck.errors import Problem
    from scriptcheck.load.sentence import Origin

T = TypeVar("T")

_MOST_COPIES: Final = 4
_FEWEST: Final = 4
"""Rows without times from which on nobody says all of them once more."""
_FEWEST_DIFFERENT: Final = 3


class RowFacts(NamedTuple):
    """What shows whether a row stands there twice."""

    whole: object
    """All that it holds, to be compared."""
    said: tuple[str, str]
    """Who speaks, and what."""
    when: str
    """When; empty where it does not say."""


def first_copy(rows: Sequence[T], facts: Callable[[T], RowFacts]) -> Sequence[T]:
    """Return ``rows`` of a call once, where all of them stand there several times, exactly alike.

    The copies follow one another, or each row follows its like. Without times a call may say the
    same twice, so that several different rows must do so.
    """
    size = len(rows)
    for copies in range(_MOST_COPIES, 1, -1):
        length = size // copies
        if size % copies or not length:
            continue
        is_beside = facts(rows[0]).whole == facts(rows[1]).whole
        if not is_beside and facts(rows[0]).whole != facts(rows[length]).whole:
            continue
        found = list(map(facts, rows))
        if all(each.whole == found[at % length].whole for at, each in enumerate(found)):
            once, first = rows[:length], found[:length]
        elif all(each.whole == found[at - at % copies].whole for at, each in enumerate(found)):
            once, first = rows[::copies], found[::copies]
        else:
            continue
        return once if _is_sure(first) else rows
    return rows


def _is_sure(rows: Sequence[RowFacts]) -> bool:
    """Return whether ``rows``, which stand there several times, were not said several times."""
    times = {row.when for row in rows}
    if "" not in times and len(times) > 1:
        return True
    return len(rows) >= _FEWEST and len({row.said for row in rows}) >= _FEWEST_DIFFERENT


def repeated(count: int, kept: int, origin: Origin) -> Iterator[Problem]:
    """Yield the warning that of ``count`` rows of a call only ``kept`` were read, if so."""
    if kept < count:
        copies = count // kept
        message = Text(
            f"这通电话的每一行都出现了 {copies} 次，完全相同；只取一次，略去 {count - kept} 行。",
            f"Each row of this call stands there {copies} times, exactly alike; it was read once,"
            f" and {count - kept} rows were left out.",
        )
        fix = Text(
            "可能是重叠的导出拼在了一起，请核对。",
            "Overlapping exports may have been put together; check them.",
        )
        yield origin.problem("rows-repeated", message, fix)
