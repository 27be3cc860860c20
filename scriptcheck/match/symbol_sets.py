"""Sets of symbols as rows of bits, which are small enough to stay near the processor."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class SymbolSets:
    """Sets of symbols; equal ones that are shared stand there once."""

    def __init__(self, size: int) -> None:
        """Make no sets yet; ``size`` is how many symbols there are."""
        self._row = size // 8 + 1
        self._shared: dict[bytes, int] = {}
        self._rows: list[bytes] = []

    def add(self, symbols: Iterable[int]) -> None:
        """Add the set of ``symbols`` that follows those added, ahead of all that are shared."""
        self._rows.append(self._bits(symbols))

    def share(self, symbols: Iterable[int]) -> int:
        """Return the number of the set of ``symbols`` among those that are shared."""
        return self._shared.setdefault(self._bits(symbols), len(self._shared))

    def place(self, shared: int) -> int:
        """Return where the set with this number begins, once all are added."""
        return (len(self._rows) + shared) * self._row

    def marks(self) -> bytes:
        """Return all sets, one row after the other."""
        return b"".join((*self._rows, *self._shared))

    def _bits(self, symbols: Iterable[int]) -> bytes:
        bits = 0
        for symbol in symbols:
            bits |= 1 << symbol
        return bits.to_bytes(self._row, "little")
