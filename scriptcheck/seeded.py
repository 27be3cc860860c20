"""Choices that a seed decides and nothing else: the same whatever the order of what is given."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


def draw(seed: str, *names: str) -> int:
    """Return a number from 0 up to 2**64 that ``seed`` and ``names`` decide, evenly spread.

    What is added to a collection later does not change the numbers of what was in it before.
    """
    # Lengths ahead of the names keep ("ab", "c") apart from ("a", "bc").
    text = "".join(f"{len(name)}:{name}" for name in (seed, *names))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big")


def lowest(
    items: Iterable[T], count: int, seed: str, names: Callable[[T], tuple[str, ...]]
) -> list[T]:
    """Return the ``count`` of ``items`` whose numbers are lowest, in the order of the numbers.

    ``names`` returns what an item is drawn by; it should be its own.
    """
    return sorted(items, key=lambda item: (draw(seed, *names(item)), names(item)))[:count]
