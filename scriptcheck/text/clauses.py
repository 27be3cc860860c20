"""Where the clauses of folded text end."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scriptcheck.text.fold import Folded

_CLAUSE_END: Final = re.compile(r"[，。！？；、,.!?;:：\s…]+")


def clause_ends(folded: Folded) -> array[int]:
    """Return where the clauses of ``folded.text`` end in it, less the empty ones."""
    ends = array("i")
    last, size = 0, len(folded.text)
    for mark in _CLAUSE_END.finditer(folded.original):
        end = bisect_left(folded.offsets, mark.start(), last)
        if end > last:
            ends.append(end)
            last = end
    if last < size:
        ends.append(size)
    return ends
