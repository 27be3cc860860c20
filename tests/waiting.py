"""Waiting for something to happen, for as long as a busy machine may need."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE: Final = 300.0
"""Seconds after which something that should happen never will, however busy the machine is."""


def wait_for(what: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until ``what`` is so; raises ``TimeoutError`` where that takes too long."""
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            raise TimeoutError(f"{what!r} was not so within {seconds:g} s")
        time.sleep(0.02)
