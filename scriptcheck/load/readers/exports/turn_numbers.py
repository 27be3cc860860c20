"""Turns that are numbered, in a column such as 序号 or ``seq``, and may stand in another order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scriptcheck.errors import Problem
    from scriptcheck.load.sentence import Origin

_NAMES: Final = (
    "序号 轮次 轮次号 句序 句序号 顺序号 句子序号 对话序号 消息序号 话轮 话轮序号 "
    "seq seqno sequence sequenceno sequencenumber turn turnno turnid turnindex turnnumber "
    "sentenceid sentenceno sentenceindex sentenceorder msgseq messageseq lineno"
)
NAMES: Final = frozenset(_NAMES.split())
"""Names of columns and keys that number the turns of a call."""
_MARKS: Final = re.compile(r"[\s_\-./]+")
_LONGEST: Final = 18
"""Digits of a number of a turn at most; longer ones are ids."""


def numbering(names: Iterable[str]) -> str | None:
    """Return which of ``names`` numbers turns."""
    return next((name for name in names if _MARKS.sub("", name).casefold() in NAMES), None)


def numbered_order(numbers: Sequence[str]) -> list[int] | None:
    """Return the places of ``numbers`` in their order; ``None`` where they stand in it.

    So it is where they are not all whole numbers, each of them once.
    """
    if not all(map(_is_whole, numbers)) or len(set(map(int, numbers))) < len(numbers):
        return None
    order = sorted(range(len(numbers)), key=lambda place: int(numbers[place]))
    return None if order == list(range(len(numbers))) else order


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST


def renumbered(name: str, origin: Origin) -> Problem:
    """Return the warning that turns were sorted by ``name``."""
    message = Text(
        f"句子没有按“{name}”排列，又没有时间，已按“{name}”排序。",
        f"The sentences were not in the order of '{name}', and have no times; they have been sorted"
        " by it.",
    )
    return origin.problem("out-of-order", message)
