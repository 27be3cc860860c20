"""Where one piece of speech ends and the next begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.report import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scriptcheck.metrics.spoken import Spoken


class SpeechGap(NamedTuple):
    """A time in which nobody speaks; it may be of no length."""

    before: Spoken
    after: Spoken
    begun: int
    """How many pieces of speech began before it ended."""

    @property
    def ms(self) -> int:
        """Its length."""
        return self.after.start_ms - self.before.end_ms

    @property
    def place(self) -> Stretch:
        """Where in the call it is."""
        return Stretch(self.before.turn, self.after.turn, self.before.end_ms, self.after.start_ms)


def gaps(spoken: Sequence[Spoken]) -> list[SpeechGap]:
    """Return the gaps between ``spoken``, which is in the order of starts."""
    found: list[SpeechGap] = []
    if not spoken:
        return found
    last = spoken[0]
    for index, piece in enumerate(spoken):
        if index and piece.start_ms >= last.end_ms:
            found.append(SpeechGap(last, piece, index))
        if piece.end_ms >= last.end_ms:
            last = piece
    return found


def longest(found: Iterable[SpeechGap]) -> tuple[int, tuple[Stretch, ...]]:
    """Return the length of the longest of ``found`` and its place; 0 where there is none."""
    most = max(found, key=lambda gap: (gap.ms, -gap.before.end_ms), default=None)
    return (most.ms, (most.place,)) if most is not None else (0, ())
