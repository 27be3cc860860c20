"""Workers that start once, take chunks, are watched and replaced; results in the chunks' order."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import time
from collections import Counter, deque
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from multiprocessing.connection import wait
from multiprocessing.sharedctypes import RawArray
from threading import Thread
from typing import TYPE_CHECKING, Final

from scriptcheck.run.faults import cannot_work
from scriptcheck.run.feed import ChunkFeed
from scriptcheck.run.interrupt import uninterrupted, uninterruptible
from scriptcheck.run.work import MAKE, READ, LinesUnit, WorkPlace
from scriptcheck.run.worker import SLOTS, run_worker, told_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

    from scriptcheck.run.work import Chunk, ChunkResult, Fate, WorkerSetup

_AT_ONCE: Final = 2
"""Chunks that a worker has: one in hand, and one that waits so that it never does."""
_AHEAD: Final = 4
"""Chunks a worker, done or not, between the first that is not written yet and the last sent out."""
_TICK: Final = 0.2
"""Seconds after which the clock of the calls is looked at again."""
_RETRIES: Final = 1
"""How often a call is tried again at which a worker died."""
_MOST_STILLBORN: Final = 3
"""Workers in a row that may die before they take up any work."""

_context: Final = multiprocessing.get_context("spawn")
"""The same everywhere: Windows has no other, and forking with threads is unsafe on macOS."""


class Worker:
    """One process and what it has been given."""

    def __init__(self, setup: bytes) -> None:
        self.chunks: Final[deque[Chunk]] = deque()
        """What it has not answered yet, the one in hand first."""
        self.is_ready = False
        """Whether it takes chunks."""
        self._place: Final = RawArray("q", [-1] * SLOTS)
        self._seen = self.place
        self._since = time.monotonic()
        ours, theirs = _context.Pipe()
        self.connection: Final[Connection] = ours
        self.process: Final = _context.Process(
            target=run_worker, args=(theirs, self._place), daemon=True
        )
        # Another thread may take the signal, so that the mask of this one is not enough.
        with uninterrupted(), uninterruptible():
            self.process.start()
        # That it is open nowhere else is how the end of the worker is known.
        theirs.close()
        # A process that is only starting does not read yet, and this one has other things to do.
        self._sender: Final = Thread(target=self._send_setup, args=(setup,), daemon=True)
        self._sender.start()

    def _send_setup(self, setup: bytes) -> None:
        with suppress(OSError):
            self.connection.send_bytes(setup)

    @property
    def place(self) -> tuple[int, WorkPlace]:
        """The number of the chunk that it was last at, -1 before the first, and where in it."""
        return told_place(self._place)

    @property
    def is_free(self) -> bool:
        """Whether it can be given one more chunk."""
        return self.is_ready and len(self.chunks) < _AT_ONCE

    def give(self, chunk: Chunk) -> None:
        """Give it one more chunk; that it is dead shows elsewhere."""
        self.chunks.append(chunk)
        with suppress(OSError):
            self.connection.send_bytes(pickle.dumps(chunk, protocol=5))

    def seconds_in_place(self) -> float:
        """Return for how long it has been seen at one call; 0 while it has nothing to do."""
        place = self.place
        if place != self._seen or not self.chunks or self.chunks[0].number != place[0]:
            self._seen, self._since = place, time.monotonic()
        return time.monotonic() - self._since

    def end(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.join()
        self._sender.join()
        self.connection.close()


class Pool:
    """The workers of a run."""

    def __init__(self, setup: WorkerSetup, jobs: int, call_timeout: float | None = None) -> None:
        self._setup: Final = pickle.dumps(setup, protocol=5)
        self._jobs: Final = jobs
        self._call_timeout: Final = call_timeout
        self.workers: Final[list[Worker]] = []
        """Those that live, or were alive when that was last looked at."""
        self._waiting: Final[deque[Chunk]] = deque()
        """Chunks that no worker has; first those of workers that died."""
        self._done: Final[dict[int, ChunkResult]] = {}
        """Results that are to wait for those of earlier chunks."""
        self._deaths: Final[Counter[tuple[int, WorkPlace]]] = Counter()
        self._stillborn = 0

    def results(self, chunks: Iterator[Chunk] | ChunkFeed) -> Iterator[ChunkResult]:
        """Yield the result of each of ``chunks``, whose numbers go up by one, in their order.

        No more is taken from ``chunks`` than the workers can soon do; those of a feed are done as
        they come. Where a worker dies, another does its chunk again, and the second time without
        the call at which it died. Raises ``ScriptcheckError`` where no worker can be started. The
        workers end with the iteration.
        """
        first: int | None = None
        taken = 0
        has_more = True
        arrivals = (chunks.arrival,) if isinstance(chunks, ChunkFeed) else ()
        try:
            while True:
                while has_more and self._has_room(first, taken):
                    try:
                        chunk = next(chunks)
                    except StopIteration:
                        has_more = False
                        break
                    if chunk is None:
                        break
                    first = chunk.number if first is None else first
                    taken = chunk.number + 1
                    self._waiting.append(chunk)
                self._hand_out()
                if first in self._done:
                    yield self._done.pop(first)
                    first += 1
                elif not has_more and (first is None or first == taken):
                    return
                else:
                    self._collect(arrivals if has_more and self._has_room(first, taken) else ())
        finally:
            for worker in self.workers:
                worker.end()

    def _has_room(self, first: int | None, taken: int) -> bool:
        """Return whether one more chunk is wanted, ``first`` to ``taken`` being under way."""
        ahead = 0 if first is None else taken - first
        return len(self._waiting) < self._jobs and ahead < self._jobs * _AHEAD

    def _hand_out(self) -> None:
        busy = sum(len(worker.chunks) for worker in self.workers)
        while len(self.workers) < min(self._jobs, len(self._waiting) + busy):
            self.workers.append(Worker(self._setup))
        while self._waiting:
            free = [worker for worker in self.workers if worker.is_free]
            if not free:
                return
            min(free, key=lambda worker: len(worker.chunks)).give(self._waiting.popleft())

    def _collect(self, arrivals: Sequence[Connection]) -> None:
        """Wait for something to happen, and take note of it; ``arrivals`` say that chunks came."""
        signs = [(worker.connection, worker.process.sentinel) for worker in self.workers]
        happened = wait(list(chain(arrivals, *signs)), _TICK)
        for worker, (connection, sentinel) in zip(tuple(self.workers), signs, strict=True):
            if (connection in happened or sentinel in happened) and not self._receive(worker):
                self._bury(worker, "died")
        if self._call_timeout is not None:
            for worker in tuple(self.workers):
                if worker.seconds_in_place() > self._call_timeout:
                    self._bury(worker, "slow")

    def _receive(self, worker: Worker) -> bool:
        """Take what ``worker`` sent; return whether it lives."""
        try:
            if not worker.connection.poll():
                return worker.process.is_alive()
            message = worker.connection.recv_bytes()
        except (EOFError, OSError):
            return False
        if worker.is_ready:
            result: ChunkResult = pickle.loads(message)  # noqa: S301  (from our own worker)
            worker.chunks.popleft()
            self._done[result.number] = result
        worker.is_ready, self._stillborn = True, 0
        return True

    def _bury(self, worker: Worker, fate: Fate) -> None:
        """End ``worker``, and have its chunks done by others."""
        self.workers.remove(worker)
        worker.end()
        if not worker.is_ready:
            self._stillborn += 1
            if self._stillborn >= _MOST_STILLBORN:
                raise cannot_work(worker.process.exitcode)
        number, place = worker.place
        for chunk in reversed(worker.chunks):
            again = self._after(chunk, place, fate) if chunk.number == number else chunk
            self._waiting.appendleft(again)

    def _after(self, chunk: Chunk, place: WorkPlace, fate: Fate) -> Chunk:
        """Return ``chunk`` as it is to be done after a worker came to grief at ``place``."""
        if place.stage == MAKE:
            return replace(chunk, one_by_one=True)
        self._deaths[chunk.number, place] += 1
        unit = chunk.units[place.unit] if chunk.units else None
        if isinstance(unit, LinesUnit) and place.stage == READ and b"\n" in unit.data:
            # Nobody knows which of the lines it was.
            before, after = chunk.units[: place.unit], chunk.units[place.unit + 1 :]
            return replace(chunk, units=(*before, *unit.line_by_line(), *after))
        if fate == "died" and self._deaths[chunk.number, place] <= _RETRIES:
            return chunk
        return replace(chunk, spoilt={**chunk.spoilt, place: fate})


def cores() -> int:
    """Return how many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
