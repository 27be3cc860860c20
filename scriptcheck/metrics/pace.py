"""How fast the agent speaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.call import Speaker
from scriptcheck.report import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scriptcheck.metrics.spoken import Spoken
    from scriptcheck.text.call_text import CallText

_SYLLABLES: Final = re.compile("[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff0-9０-９*＊]")
"""Characters said as one syllable each; a star stands for a digit that somebody hid."""

_LEAST_CHARS: Final = 10
"""Characters of a piece of speech that shows a pace; of a shorter one the cut decides."""

_LEAST_MS: Final = 5000
"""How much such speech a call must have."""

_MINUTE_MS: Final = 60_000


class Pace(NamedTuple):
    """How fast somebody speaks."""

    chars_per_min: int
    places: tuple[Stretch, ...]
    """The fastest piece of speech, and the slowest."""


def agent_pace(spoken: Iterable[Spoken], text: CallText) -> Pace | None:
    """Return the pace at which the agent speaks; ``None`` where too little is said to measure.

    Pauses of a second or more do not count, where the times of words show them.
    """
    timed: list[tuple[float, Spoken]] = []
    chars = taken_ms = 0
    for piece in spoken:
        length_ms = piece.end_ms - piece.start_ms
        if piece.speaker is Speaker.AGENT and length_ms:
            said = text.turns[piece.turn].original[piece.start : piece.end]
            if (count := len(_SYLLABLES.findall(said))) >= _LEAST_CHARS:
                timed.append((count / length_ms, piece))
                chars += count
                taken_ms += length_ms
    if taken_ms < _LEAST_MS:
        return None
    extremes = (max(timed)[1], min(timed)[1])
    places = tuple(Stretch(p.turn, p.turn, p.start_ms, p.end_ms) for p in dict.fromkeys(extremes))
    return Pace(round(chars * _MINUTE_MS / taken_ms), places)
