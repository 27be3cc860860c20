"""The patterns of a lexicon as bytes, each read when it is first asked for.

A call asks for some ten of two thousand, and to read them all takes half of the time in which a
compiled lexicon is loaded.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, overload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scriptcheck.match.pattern import Pattern


class PatternStore(Sequence["Pattern"]):
    """Patterns without their anchors, which are for making tables alone."""

    def __init__(self, packed: list[bytes]) -> None:
        """Take patterns as ``of`` has packed them."""
        self.packed: Final = packed
        self._known: Final[dict[int, Pattern]] = {}

    @classmethod
    def of(cls, patterns: Iterable[Pattern]) -> PatternStore:
        """Return the store of ``patterns``."""
        bare = (replace(pattern, whole=(), pieces=()) for pattern in patterns)
        return cls([pickle.dumps(each, pickle.HIGHEST_PROTOCOL) for each in bare])

    def __reduce__(self) -> tuple[type[PatternStore], tuple[list[bytes]]]:
        return PatternStore, (self.packed,)

    def __len__(self) -> int:
        return len(self.packed)

    @overload
    def __getitem__(self, index: int) -> Pattern: ...
    @overload
    def __getitem__(self, index: slice) -> list[Pattern]: ...
    def __getitem__(self, index: int | slice) -> Pattern | list[Pattern]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        known = self._known.get(index)
        if known is None:
            known = self._known[index] = pickle.loads(self.packed[index])  # noqa: S301  (our own)
        return known
