"""Calls to canonical JSON Lines, the form that every other is turned into."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scriptcheck.call import Call


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    calls: int
    warnings: Mapping[str, int]
    """How many calls had each warning, by its code."""


def write_calls(calls: Iterable[Call], stream: IO[bytes]) -> Written:
    """Write ``calls`` to ``stream`` in UTF-8, one a line, as they come, and return the counts.

    Equal calls give equal bytes. Sources and warnings are not part of the canonical form.
    """
    count = 0
    warnings: Counter[str] = Counter()
    for call in calls:
        stream.write(call_line(call))
        count += 1
        warnings.update({warning.code for warning in call.warnings})
    return Written(count, dict(sorted(warnings.items())))


def call_line(call: Call) -> bytes:
    """Return ``call`` as a line of canonical JSON, with its line break."""
    plain = call.to_dict()
    try:
        return msgspec.json.encode(plain) + b"\n"
    except UnicodeEncodeError:
        # Half a surrogate is no UTF-8; escaped, it can be read again, and is refused with a reason.
        return json.dumps(plain, separators=(",", ":")).encode() + b"\n"
