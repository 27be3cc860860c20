"""The unit of times that do not say it, found by how fast people can speak."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.load.times.moments import (
    DAYS,
    MICROSECONDS,
    MILLISECONDS,
    SECONDS,
    TICKS,
    number_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scriptcheck.load.sentence import Sentence

# People speak 2 to 8 characters a second: per second a whole call has more than 0.3 of them, and
# per millisecond fewer than 0.03.
_BETWEEN: Final = 0.1
_DOUBTFUL: Final = (0.03, 0.3)
_FEWEST: Final = 0.00002
"""Characters per millisecond below which nobody speaks: the unit is smaller."""
_FEWEST_PER_MICROSECOND: Final = 0.000001
_MOST: Final = 500
"""Characters per second beyond which nobody speaks: the times are fractions of a day."""
_FASTEST: Final = 30
"""Characters per second beyond which nobody speaks, where the times are whole seconds of a day."""
_DAY_S: Final = 86_400
_EXACTLY: Final = 1e-4
_FEW_DECIMALS: Final = 5
"""Decimals that seconds are written with at most."""
_MOST_DAYS: Final = 2
"""Days that pass from a midnight to the end of a call, at most."""
_PAUSES: Final = (0.003, 0.01)
"""Characters per second of a call without ends of turns, in which somebody waited for long."""


class TimeUnit(NamedTuple):
    """How many milliseconds one is, and whether that is a guess with little to go by."""

    ms: float
    is_doubtful: bool = False


def guess_unit(sentences: Sequence[Sentence]) -> TimeUnit:
    """Return the unit of the times of ``sentences``, found by how fast people can speak.

    Where nothing shows it, fractions are taken for seconds and whole numbers for milliseconds.
    Fractions of a day, as spreadsheets keep times, give themselves away by how small they are.
    """
    numbers = [
        n for s in sentences for n in (number_of(s.start), number_of(s.end)) if n is not None
    ]
    has_fractions = any(number != int(number) for number in numbers)
    rate = _characters_per_unit(sentences)
    if rate is None:
        is_doubtful = bool(numbers) and max(map(abs, numbers)) > 0 and not has_fractions
        return TimeUnit(SECONDS if has_fractions else MILLISECONDS, is_doubtful)
    most = _FASTEST if _are_seconds_of_days(numbers) else _MOST
    if has_fractions and rate > most and max(map(abs, numbers)) < _MOST_DAYS:
        return TimeUnit(DAYS, is_doubtful=True)
    if has_fractions and rate <= _BETWEEN and not _has_ends(sentences):
        # What nobody spoke in counts too here. Few write fractions of milliseconds.
        low, high = _PAUSES
        return TimeUnit(SECONDS if rate > low else MILLISECONDS, is_doubtful=rate < high)
    if rate < _FEWEST:
        return TimeUnit(_smaller_unit(sentences, rate), is_doubtful=True)
    low, high = _DOUBTFUL
    return TimeUnit(SECONDS if rate > _BETWEEN else MILLISECONDS, low < rate < high)


def _are_seconds_of_days(numbers: Iterable[float]) -> bool:
    """Return whether ``numbers`` are whole seconds as fractions of a day, with all their digits."""
    given = list(numbers)
    are_whole = all(abs(each * _DAY_S - round(each * _DAY_S)) < _EXACTLY for each in given)
    return are_whole and any(round(each, _FEW_DECIMALS) != each for each in given)


def _has_ends(sentences: Iterable[Sentence]) -> bool:
    return any(number_of(sentence.end) is not None for sentence in sentences)


def _smaller_unit(sentences: Sequence[Sentence], rate: float) -> float:
    """Return the unit in which ``rate`` characters are said, where that is none of speech's.

    Without ends of sentences a slow chat looks the same, and counts milliseconds.
    """
    if not _has_ends(sentences):
        return MILLISECONDS
    return MICROSECONDS if rate > _FEWEST_PER_MICROSECOND else TICKS


def _characters_per_unit(sentences: Sequence[Sentence]) -> float | None:
    """Return how much is said per unit of time; ``None`` where the times do not show it."""
    spans = [(number_of(s.start), number_of(s.end), len(s.text)) for s in sentences]
    timed = [
        (end - start, said)
        for start, end, said in spans
        if start is not None and end is not None and end > start
    ]
    if not timed:
        timed = list(_gaps((start, said) for start, _, said in spans if start is not None))
    length = sum(span for span, _ in timed)
    said = sum(said for _, said in timed)
    return said / length if length > 0 and said else None


def _gaps(starts: Iterable[tuple[float, int]]) -> Iterable[tuple[float, int]]:
    """Yield the times from one start to the next, with what is said meanwhile."""
    ordered = sorted(starts)
    for (start, said), (following, _) in pairwise(ordered):
        yield following - start, said
