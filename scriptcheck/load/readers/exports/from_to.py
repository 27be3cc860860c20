"""``from`` and ``to`` of turns in JSON that are times, not who speaks to whom.

Bilibili's subtitles have ``{"from": 0.5, "to": 3.9, "content": "您好"}``; of messages, ``from`` and
``to`` are people, and may be numbers as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.load.columns import find_columns
from scriptcheck.load.times.ends_beside import are_ends
from scriptcheck.load.times.moments import SECONDS, milliseconds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FROM, _TO = "from", "to"
_FRACTION: Final = re.compile(
    r"[0-9]{1,9}\.[0-9]{1,9}|(?:[0-9]{1,3}:){1,2}[0-9]{2}(?:[.,][0-9]{1,9})?"
)
"""A number with decimals or a clock: nobody's name or number."""
_FEWEST: Final = 2
"""Turns from which on whole numbers that lie as times would are times."""


def with_times_named(turns: Sequence[Any], given: Mapping[str, str]) -> Sequence[Any]:
    """Return ``turns`` with times under ``from`` and ``to`` as ``start`` and ``end``.

    They are themselves where these are none, and where ``given`` names such a key.
    """
    if not turns or {_FROM, _TO} & {name.strip() for name in given.values()}:
        return turns
    objects = [turn for turn in turns if isinstance(turn, dict) and turn.get(_FROM) is not None]
    if not objects or not _are_times(objects):
        return turns
    return [_renamed(turn) if isinstance(turn, dict) else turn for turn in turns]


def _are_times(turns: Sequence[Mapping[str, Any]]) -> bool:
    if any(find_columns(list(turn), {}).keys() & {"start", "end"} for turn in turns):
        return False
    starts, ends = ([_number(turn.get(key)) for turn in turns] for key in (_FROM, _TO))
    begun = [start for start in starts if start is not None]
    if len(begun) < len(turns):
        return False
    if any(_is_fraction(turn[_FROM]) or _is_fraction(turn.get(_TO)) for turn in turns):
        return True
    # Of whole numbers, which ids are too, each turn must end before the next begins.
    return len(turns) >= _FEWEST and are_ends(begun, ends, is_named=True)


def _number(value: Any) -> float | None:
    """Return the number or clock ``value`` in one unit; text of whole digits may be an id."""
    if isinstance(value, str):
        is_time = _FRACTION.fullmatch(value.strip()) is not None
        return milliseconds(value.strip().replace(",", "."), SECONDS) if is_time else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value * SECONDS
    return None


def _is_fraction(value: Any) -> bool:
    if isinstance(value, str):
        return _FRACTION.fullmatch(value.strip()) is not None
    return isinstance(value, float) and not value.is_integer()


def _renamed(turn: Mapping[str, Any]) -> dict[str, Any]:
    names = {_FROM: "start", _TO: "end"}
    return {names.get(key, key): item for key, item in turn.items()}
