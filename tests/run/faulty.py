"""A checker that comes to grief on calls whose ids ask for it; workers import it by this name."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from scriptcheck import Checker
from tests.waiting import wait_for

if TYPE_CHECKING:
    from scriptcheck import Call, CallReport

NAP = 1.0
"""Seconds that a call takes which only lasts long, in place of never ending."""


class FaultyChecker(Checker):
    """Does with a call what the first word of its id says; the second may be a file.

    ``die`` ends the worker, ``die-once`` only where there is no such file yet, and ``kill-main``
    the main process where there is no such file yet, once there are reports in ``out`` beside it.
    """

    def check(self, call: Call, *, all_cues: bool = False) -> CallReport:
        what, _, argument = call.call_id.partition(" ")
        if what == "raise":
            raise ZeroDivisionError("a rule's mistake")
        if what == "memory":
            raise MemoryError
        if what in {"sleep", "nap"}:
            # Nothing sets the event: a call that never ends, or one that only lasts long.
            threading.Event().wait(None if what == "sleep" else NAP)
        if what == "die" or (what == "die-once" and _is_first(argument)):
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "kill-main" and _is_first(argument):
            # Another worker may be busy with what the main process is to write first.
            reports = Path(argument).parent / "out" / "reports.jsonl"
            wait_for(lambda: reports.exists() and reports.stat().st_size)
            os.kill(os.getppid(), signal.SIGKILL)
        return super().check(call, all_cues=all_cues)


def _is_first(path: str) -> bool:
    if Path(path).exists():
        return False
    Path(path).touch()
    return True
