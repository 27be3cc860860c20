"""Where sentences and clauses end, by their signs."""

from __future__ import annotations

import re
from typing import Final

_SENTENCE_END: Final = re.compile(r"[。！？!?]")
_DRAWN_OUT: Final = frozenset("啊呀哦哎")
"""What is said at the end of a clause: 我不知道啊你想办法."""


def is_divided(text: str, end: int) -> bool:
    """Return whether ``text`` is more than the clause of ``text[:end]`` and what goes with it.

    So it is where a sentence ends within it, the last character apart, or where that part is drawn
    out before more follows.
    """
    if _SENTENCE_END.search(text[:-1]) is not None:
        return True
    return text[end : end + 1] in _DRAWN_OUT and end + 1 < len(text) and end > 0
