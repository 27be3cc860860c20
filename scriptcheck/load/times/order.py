"""Times that cannot be, or can hardly be, one by one and one after the other."""

from __future__ import annotations

from itertools import pairwise
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

_TOLERANCE_MS: Final = 250
"""How far sentences of one speaker may overlap: recognisers round, and pad what they cut."""


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


def sequence_warnings(
    turns: Sequence[Turn], labels: Sequence[str], source: str = "", line: int | None = None
) -> Iterator[Problem]:
    """Yield at most one warning for each thing that is odd about the times of ``turns`` together.

    ``labels`` say which turns of unknown speakers are the same person's. Several people may speak
    at once, and that is nothing odd.
    """
    timed = [number for number, turn in enumerate(turns) if turn.start_ms is not None]
    missing = [number for number, turn in enumerate(turns) if not _has_time(turn)]
    if missing and len(missing) < len(turns):
        zh, en = _count(missing)
        message = Text(f"{zh}没有时间，其余有。", f"{en} has no time, while others have.")
        yield Problem("times-missing", message, source, line, fix=_FIX)
    if zero := [number for number in timed if _takes_no_time(turns[number])]:
        zh, en = _count(zero)
        message = Text(f"{zh}的开始和结束时间相同。", f"{en} begins and ends at the same time.")
        yield Problem("times-zero", message, source, line, fix=_FIX)
    if backwards := [later for first, later in pairwise(timed) if _goes_back(turns, first, later)]:
        zh, en = _count(backwards)
        message = Text(f"{zh}的时间早于前一个话轮。", f"{en} begins before the turn before it.")
        yield Problem("times-backwards", message, source, line, fix=_FIX)
    if overlapping := list(_overlapping(turns, labels)):
        zh, en = _count(overlapping)
        message = Text(
            f"{zh}与同一说话人的前一个话轮时间重叠。",
            f"{en} overlaps the turn before of the same speaker.",
        )
        yield Problem("times-overlap", message, source, line, fix=_FIX)


def _has_time(turn: Turn) -> bool:
    return turn.start_ms is not None or any(word.start_ms is not None for word in turn.words)


def _takes_no_time(turn: Turn) -> bool:
    return turn.end_ms is not None and turn.end_ms == turn.start_ms


def _goes_back(turns: Sequence[Turn], first: int, later: int) -> bool:
    return (turns[later].start_ms or 0) < (turns[first].start_ms or 0)


def _overlapping(turns: Sequence[Turn], labels: Sequence[str]) -> Iterator[int]:
    """Yield the turns that begin well before their speaker has ended the turn before."""
    ends: dict[tuple[str, str], int] = {}
    for number, (turn, label) in enumerate(zip(turns, labels, strict=True)):
        if turn.start_ms is None or turn.end_ms is None:
            continue
        speaker = (turn.speaker.value, label)
        if turn.start_ms < ends.get(speaker, turn.start_ms) - _TOLERANCE_MS:
            yield number
        ends[speaker] = max(turn.end_ms, ends.get(speaker, turn.end_ms))


def _count(numbers: list[int]) -> Text:
    """Return words for the turns ``numbers``, which may hold a turn more than once."""
    turns = sorted(set(numbers))
    more_zh = f"等 {len(turns)} 个话轮" if len(turns) > 1 else ""
    more_en = f" (and {len(turns) - 1} more)" if len(turns) > 1 else ""
    return Text(f"第 {turns[0]} 个话轮（从 0 数）{more_zh}", f"Turn {turns[0]}{more_en}")
