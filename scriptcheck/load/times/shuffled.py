"""Sentences that are not in the order of their times, as where the newest comes first."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.errors import Problem
    from scriptcheck.load.sentence import Origin


def is_shuffled(starts: Sequence[int | None]) -> bool:
    """Return whether ``starts``, in milliseconds, are all known and not in their order."""
    known = [start for start in starts if start is not None]
    return len(known) == len(starts) and known != sorted(known)


def runs_backwards(starts: Sequence[int | None]) -> bool:
    """Return whether ``starts`` are those of a list with the newest first: more fall than rise."""
    known = [start for start in starts if start is not None]
    steps = [after - before for before, after in pairwise(known)]
    return sum(step < 0 for step in steps) > sum(step > 0 for step in steps)


def shuffled(origin: Origin, *, is_backwards: bool) -> Problem:
    """Return the warning of a call whose sentences were sorted, or turned round."""
    if is_backwards:
        message = Text(
            "句子从新到旧排列，已倒转并按开始时间排序；同一时间的句子也已倒转。",
            "The sentences stood with the newest first; they were turned round and sorted by their"
            " times, those of the same time too.",
        )
    else:
        message = Text(
            "句子没有按时间先后排列，已按开始时间排序；同一时间的句子保持原来的先后。",
            "The sentences were not in the order of their times and have been sorted; those of the"
            " same time stay in the order of the file.",
        )
    return origin.problem("out-of-order", message)
