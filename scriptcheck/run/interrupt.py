"""Ctrl-C put off for the moment in which something is done that must be whole."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Signals that ask a process to end."""


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Put off Ctrl-C until this ends; ``KeyboardInterrupt`` is raised then.

    So are other signals that end a program, where something is to be done at them. Outside the main
    thread, where Python raises none, this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handlers = {number: signal.getsignal(number) for number in ENDING}
    taken = {number: each for number, each in handlers.items() if callable(each)}
    came: list[tuple[int, FrameType | None]] = []
    for number in taken:
        signal.signal(number, lambda *arguments: came.append(arguments))
    try:
        yield
    finally:
        for number, before in taken.items():
            signal.signal(number, before)
    if came:
        taken[came[0][0]](*came[0])


@contextmanager
def uninterruptible() -> Iterator[None]:
    """Start processes that Ctrl-C never reaches; for this one it is put off until this ends.

    It reaches every process of a terminal. One that is only starting would report it in a page of
    its own; the process that started it decides what becomes of the others. Where a system knows no
    masks of signals, this does nothing.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Every start asks for the tracker, and the first to ask starts it, which takes the mask off.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
