"""Chunks of inputs that come in slowly, so that results need not wait for what is not there yet."""

from __future__ import annotations

import stat
from collections import deque
from multiprocessing import Pipe
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Thread
from typing import TYPE_CHECKING, Final, Self

from scriptcheck.load.files.find import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.run.work import Chunk

_AHEAD: Final = 16
"""Chunks that are read before anybody asks for them."""
_PATIENCE: Final = 0.2
"""Seconds in which an input that is there already comes to its end."""
_TICK: Final = 0.2
"""Seconds after which the reading thread looks whether anybody still wants to read."""


def is_stream(path: str) -> bool:
    """Return whether what ``path`` names is read as it comes in: standard input, or a pipe."""
    if path == STANDARD_INPUT:
        return True
    try:
        return stat.S_ISFIFO(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False


class ChunkFeed:
    """Chunks that a thread of its own takes from a plan.

    As an iterator it never waits: it yields ``None`` where no chunk is there yet.
    """

    def __init__(self, chunks: Iterator[Chunk]) -> None:
        self._chunks: Final = chunks
        self._queue: Final[Queue[Chunk | BaseException | None]] = Queue(_AHEAD)
        self._first: Final[deque[Chunk]] = deque()
        self._has_ended = False
        self._is_closed = False
        self.arrival, self._bell = Pipe(duplex=False)
        """What can be waited for beside other connections."""
        # A daemon, since nothing ends the wait for a pipe into which nobody writes.
        Thread(target=self._read, daemon=True).start()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Chunk | None:
        if self._first:
            return self._first.popleft()
        if self._has_ended:
            raise StopIteration
        return self._take()

    def close(self) -> None:
        """Let the thread end with what it reads now."""
        self._is_closed = True

    def is_short(self) -> bool:
        """Return whether there is one chunk or none, which shows at once where all is there.

        Waits for the first chunk.
        """
        # That nothing comes at all says nothing about how much will.
        while not self._has_ended and self.arrival.poll(_PATIENCE if self._first else None):
            if (chunk := self._take()) is not None:
                self._first.append(chunk)
            if len(self._first) > 1:
                return False
        return self._has_ended

    def _take(self) -> Chunk | None:
        """Return the next chunk that is there; ``None`` where none is, or no more will be."""
        try:
            item = self._queue.get_nowait()
        except Empty:
            return None
        self.arrival.recv_bytes()
        if isinstance(item, BaseException):
            raise item
        self._has_ended = item is None
        return item

    def _read(self) -> None:
        try:
            for chunk in self._chunks:
                self._put(chunk)
                if self._is_closed:
                    return
        except BaseException as error:  # noqa: BLE001  (it is raised where chunks are taken)
            self._put(error)
        else:
            self._put(None)

    def _put(self, item: Chunk | BaseException | None) -> None:
        while not self._is_closed:
            try:
                self._queue.put(item, timeout=_TICK)
            except Full:
                continue
            self._bell.send_bytes(b"\n")
            return
