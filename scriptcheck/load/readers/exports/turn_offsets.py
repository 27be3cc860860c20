"""Times of turns in JSON as offsets beside a moment that all of them share.

Alibaba Cloud's reports of calls have ``begin_time``, when the call began, in each turn, and when
the turn begins in ``begin_offset``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.load.columns import find_columns
from scriptcheck.load.times.dates import iso_moment
from scriptcheck.load.times.moments import SECONDS, milliseconds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OFFSET: Final = re.compile(r"offset|偏移", re.IGNORECASE)
_OTHERS: Final = re.compile(
    r"end|stop|char|byte|text|word|token|line|page|utc|zone|tz|结束", re.IGNORECASE
)
"""Offsets of ends, in texts, and of time zones."""


class TurnOffsets(NamedTuple):
    """Where turns say when they begin, and the moment from which they count."""

    key: str
    start_time: str | None
    """That moment, in ISO 8601; ``None`` where what they share is none."""


def offsets_beside(
    turns: Sequence[Mapping[str, Any]], keys: Sequence[str], start: str
) -> TurnOffsets | None:
    """Return under which of ``keys`` the ``turns`` begin that have all the same under ``start``.

    ``None`` where they differ in ``start``, or no other key has times.
    """
    shared = {str(value) for turn in turns if (value := turn.get(start)) not in {None, ""}}
    if len(shared) != 1 or not all(
        isinstance(turn.get(start), str | int | float) for turn in turns
    ):
        return None
    moment = iso_moment(turns[0][start])
    for key in keys:
        values = {str(turn.get(key)) for turn in turns}
        if key == start or not _begins(key) or not all(map(_is_time, values)):
            continue
        is_alone = len(turns) == 1 and moment is not None and _OFFSET.search(key) is not None
        if is_alone or len(values) > 1:
            return TurnOffsets(key, moment)
    return None


def _begins(key: str) -> bool:
    """Return whether ``key`` is one of beginnings, by its name."""
    if find_columns([key], {}).keys() == {"start"}:
        return True
    return _OFFSET.search(key) is not None and _OTHERS.search(key) is None


def _is_time(value: str) -> bool:
    """Return whether ``value`` is a time without a date."""
    return milliseconds(value, SECONDS) is not None and iso_moment(value) is None
