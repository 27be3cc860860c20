"""Ctrl-C put off for the moment in which something is done that must be whole."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Put off Ctrl-C until this ends; ``KeyboardInterrupt`` is raised then.

    Outside the main thread, where Python raises none, this does nothing.
    """
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return
    came: list[tuple[int, FrameType | None]] = []
    signal.signal(signal.SIGINT, lambda number, frame: came.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        before(*came[0])


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
