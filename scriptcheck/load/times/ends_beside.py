"""Ends of turns beside their starts, under names that do not say so."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from scriptcheck.load.times.moments import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.load.times.moments import Time

PLAIN_TIME: Final = frozenset({"time", "时间"})
"""Names that are of ends beside that of a start, as Alibaba Cloud has begin_time and time."""
_FEWEST: Final = 3
"""Turns from which on numbers that lie so are ends for certain, whatever they are called."""


def are_ends(starts: Sequence[Time], values: Sequence[object], *, is_named: bool = False) -> bool:
    """Return whether ``values``, one for each turn, are when the turns end that ``starts`` begin.

    Each lies between the start of its turn and the next. Where ``is_named``, one turn is enough.
    """
    begun = [number_of(each) for each in starts]
    ended = [number_of(each) if isinstance(each, int | float | str) else None for each in values]
    pairs = [
        (start, end)
        for start, end in zip(begun, ended, strict=True)
        if start is not None and end is not None
    ]
    if len(pairs) < len(begun) or len(pairs) < (1 if is_named else _FEWEST):
        return False
    lasting = all(start < end for start, end in pairs)
    return lasting and all(end <= after for (_, end), (after, _) in pairwise(pairs))
