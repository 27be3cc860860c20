"""``NaN`` and ``Infinity`` where times should stand.

Recognisers write them for scores as well, which nobody reads; a time that is none changes what
rules about durations find, and is reported.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.language import Text
from scriptcheck.load.readers.json.account import is_time_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.text import JsonText
    from scriptcheck.load.sentence import Origin

_NOT_A_NUMBER: Final = object()
_MARKING: Final = json.JSONDecoder(parse_constant=lambda _: _NOT_A_NUMBER)


def lost_times(text: JsonText, origin: Origin) -> Problem | None:
    """Return a warning of the times of ``text``, valid but for ``NaN``, that are no numbers."""
    lost = sum(_lost(_MARKING.decode(text.text.strip("\ufeff")), ""))
    if not lost:
        return None
    message = Text(
        f"有 {lost} 个时间是 NaN 或 Infinity，按没有时间处理。",
        f"{lost} times are NaN or Infinity; they count as none.",
    )
    fix = Text(
        "与时长有关的规则可能不准；请核对导出。",
        "Rules about durations may be off; check the export.",
    )
    return origin.problem("bad-time", message, fix)


def _lost(value: Any, path: str) -> Iterator[int]:
    """Yield 1 for each time of ``value`` that is no number."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _lost(item, f"{path}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from _lost(item, f"{path}[]")
    elif value is _NOT_A_NUMBER and is_time_path(path):
        yield 1
