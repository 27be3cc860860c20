"""How often and how long the telephone rang, by the call data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

RING_MS: Final = 5000
"""One ring in mainland China: a second of tone, four of silence."""


def rings(meta: Mapping[str, Any]) -> dict[str, int]:
    """Return ``ring_count`` and ``ring_ms``, those that are known; a count is told by a time too.

    A ring that has begun counts.
    """
    known = {key: meta[key] for key in ("ring_count", "ring_ms") if _is_count(meta.get(key))}
    if "ring_ms" in known:
        known.setdefault("ring_count", -(-known["ring_ms"] // RING_MS))
    return known


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
