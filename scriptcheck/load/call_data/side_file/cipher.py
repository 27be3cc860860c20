"""Texts that lie on disk, unreadable without a key that is in memory alone."""

from __future__ import annotations

import hashlib
import os
from typing import Final

_KEY: Final = 32
_NONCE: Final = 16
_DIGEST: Final = 16


class RowCipher:
    """Hides texts from whoever finds the file of a process that was killed.

    The stream of SHAKE256 over the key and a nonce of its own is laid over each text. Nobody else
    writes the file, so that nothing is authenticated.
    """

    def __init__(self, key: bytes | None = None) -> None:
        """Take ``key``, or a new one."""
        self.key: Final = os.urandom(_KEY) if key is None else key

    def digest(self, text: str) -> bytes:
        """Return what stands for ``text`` where equal texts must be found."""
        return hashlib.blake2b(text.encode(), key=self.key, digest_size=_DIGEST).digest()

    def hidden(self, text: str) -> bytes:
        """Return ``text`` hidden, and different each time."""
        nonce = os.urandom(_NONCE)
        return nonce + self._over(text.encode(), nonce)

    def shown(self, data: bytes) -> str:
        """Return the text of ``data``, which ``hidden`` gave."""
        return self._over(data[_NONCE:], data[:_NONCE]).decode()

    def _over(self, data: bytes, nonce: bytes) -> bytes:
        stream = hashlib.shake_256(self.key + nonce).digest(len(data))
        number = int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")
        return number.to_bytes(len(data), "big")
