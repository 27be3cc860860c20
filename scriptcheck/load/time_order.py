"""Times that cannot be: ends before starts, and times before the recording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Turn

_FIX: Final = Text(
    "时间照原样保留；与时长有关的规则可能不准。",
    "The times are kept as they are; rules about durations may be off.",
)


def time_warnings(
    turns: Sequence[Turn], source: str = "", line: int | None = None
) -> Iterator[Problem]:
    """Yield at most one warning for each kind of impossible time in ``turns`` and their words."""
    backward: list[int] = []
    negative: list[int] = []
    for number, turn in enumerate(turns):
        times = [(turn.start_ms, turn.end_ms), *((w.start_ms, w.end_ms) for w in turn.words)]
        for start, end in times:
            if start is not None and end is not None and end < start:
                backward.append(number)
            if (start or 0) < 0 or (end or 0) < 0:
                negative.append(number)
    if backward:
        zh, en = _count(backward)
        message = Text(f"{zh}的结束时间早于开始时间。", f"{en} ends before it starts.")
        yield Problem("end-before-start", message, source, line, fix=_FIX)
    if negative:
        zh, en = _count(negative)
        message = Text(f"{zh}的时间为负数。", f"{en} has a negative time.")
        yield Problem("negative-time", message, source, line, fix=_FIX)


def _count(numbers: list[int]) -> Text:
    """Return words for the turns ``numbers``, which may hold a turn more than once."""
    turns = sorted(set(numbers))
    more_zh = f"等 {len(turns)} 个话轮" if len(turns) > 1 else ""
    more_en = f" (and {len(turns) - 1} more)" if len(turns) > 1 else ""
    return Text(f"第 {turns[0]} 个话轮（从 0 数）{more_zh}", f"Turn {turns[0]}{more_en}")
