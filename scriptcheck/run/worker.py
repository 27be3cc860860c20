"""A worker: a process that takes chunks from the main process and sends back what came of them."""

from __future__ import annotations

import pickle
import signal
import sys
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Final

from scriptcheck.run.work import CHECK, MAKE, READ, WorkPlace

if TYPE_CHECKING:
    from ctypes import Array, c_longlong
    from multiprocessing.connection import Connection

    from scriptcheck.run.work import Chunk, WorkerSetup

READY: Final = b"ready"
"""What a worker sends when it can take chunks."""
SLOTS: Final = 3
"""Numbers by which a worker reports where it is: chunk, unit, and three times the item, with the
number of the stage added."""
_STAGES: Final = (READ, CHECK, MAKE)


def run_worker(connection: Connection, place: Array[c_longlong]) -> None:
    """Take the setup, then chunks, from ``connection`` until it ends, and send a result for each.

    Where it is at any moment stands in ``place``, which outlives it.
    """
    # Ctrl-C reaches every process of the terminal; the main one decides what becomes of the rest.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inbox: SimpleQueue[bytes | None] = SimpleQueue()
    Thread(target=_receive, args=(connection, inbox), daemon=True).start()
    with suppress(BrokenPipeError, ConnectionResetError):  # nobody is left to work for
        _work(connection, inbox, place)


def _receive(connection: Connection, inbox: SimpleQueue[bytes | None]) -> None:
    """Put what comes into ``inbox`` at once, so that the main process never waits to send."""
    with suppress(EOFError, OSError):
        while True:
            inbox.put(connection.recv_bytes())
    inbox.put(None)


def _work(
    connection: Connection, inbox: SimpleQueue[bytes | None], place: Array[c_longlong]
) -> None:
    def report_place(chunk: int, at: WorkPlace) -> None:
        stage = _STAGES.index(at.stage)
        place[0], place[1], place[2] = chunk, at.unit, len(_STAGES) * at.item + stage

    first = inbox.get()
    if first is None:
        return
    setup: WorkerSetup = pickle.loads(first)  # noqa: S301  (from the main process)
    hand = setup.hand(report_place)
    connection.send_bytes(READY)
    while (message := inbox.get()) is not None:
        chunk: Chunk = pickle.loads(message)  # noqa: S301
        try:
            result = hand.work(chunk)
        except MemoryError:
            # To go on with what is left of the memory would be to fail on the next call.
            sys.exit(1)
        connection.send_bytes(pickle.dumps(result, protocol=5))


def told_place(place: Array[c_longlong]) -> tuple[int, WorkPlace]:
    """Return the chunk and place that a worker reports."""
    item, stage = divmod(place[2], len(_STAGES))
    return place[0], WorkPlace(place[1], item, _STAGES[stage])
