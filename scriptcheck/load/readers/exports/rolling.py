"""Rolling captions, as YouTube makes them: each line is shown again above the one after it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scriptcheck.load.readers.exports.cues import SubtitleCue

_GAP_MS: Final = 200
"""Milliseconds between two captions, of which the second goes on with the first."""
_LEAST: Final = 2


def without_repeats(
    cues: Sequence[SubtitleCue],
    spoken: Callable[[str], str],
    voice: Callable[[str], str],
) -> tuple[list[SubtitleCue], list[int]]:
    """Return ``cues`` with lines that are shown again left out, and the lines of cues that had any.

    So it is where at least half of the captions that follow another at once begin with its last
    lines, and one of them has a line more; otherwise people repeat themselves. ``spoken`` returns
    a line without its tags, ``voice`` the label that it begins with; what goes on without a label
    is said by whoever said the line above.
    """
    if len(cues) <= _LEAST:
        return list(cues), []
    shown = [[spoken(line) for line in cue.lines] for cue in cues]
    follows = [False, *(_follows(cue, after) for cue, after in pairwise(cues))]
    repeated = [0, *(_overlap(lines, after) for lines, after in pairwise(shown))]
    repeated = [count if is_next else 0 for count, is_next in zip(repeated, follows, strict=True)]
    overlaps = sum(map(bool, repeated))
    is_rolling = overlaps >= _LEAST and overlaps * 2 >= sum(follows)
    grows = any(0 < count < len(lines) for count, lines in zip(repeated, shown, strict=True))
    if not (is_rolling and grows):
        return list(cues), []
    return list(_once(cues, repeated, voice)), [
        cue.line for cue, count in zip(cues, repeated, strict=True) if count
    ]


def rolling_captions(lines: Sequence[int], source: str) -> Iterator[Problem]:
    """Yield the warning that the cues at ``lines`` repeat the ones before, if there are any."""
    if lines:
        message = Text(
            f"滚动字幕：有 {len(lines)} 条字幕先重复上一条的内容，重复的只读一次。",
            f"Rolling captions: {len(lines)} cues begin with lines of the cue before; what is"
            " repeated is read once.",
        )
        fix = Text(
            "请核对；说话人确实重复说的，也只算一次。",
            "Check it: what was really said twice counts once, too.",
        )
        yield Problem("rolling-captions", message, source, lines[0], fix=fix)


def _once(
    cues: Sequence[SubtitleCue], repeated: Sequence[int], voice: Callable[[str], str]
) -> Iterator[SubtitleCue]:
    speaker = ""
    for cue, count in zip(cues, repeated, strict=True):
        lines = cue.lines[count:]
        name = cue.name or (speaker if count else "")
        speaker = name if count else cue.name
        for line in lines:
            speaker = voice(line) or speaker
        yield replace(cue, lines=lines, name=name)


def _follows(cue: SubtitleCue, after: SubtitleCue) -> bool:
    """Return whether ``after`` is shown as soon as ``cue`` is gone."""
    if cue.stamp is None or after.stamp is None or cue.stamp.end_ms is None:
        return False
    return bool(cue.lines and after.lines) and (
        cue.stamp.start_ms <= after.stamp.start_ms <= cue.stamp.end_ms + _GAP_MS
    )


def _overlap(lines: Sequence[str], after: Sequence[str]) -> int:
    """Return how many of the last ``lines`` begin ``after``."""
    longest = min(len(lines), len(after))
    return next((n for n in range(longest, 0, -1) if lines[-n:] == after[:n]), 0)
