"""A checker that comes to grief on calls whose ids ask for it; workers import it by this name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

from scriptcheck import Checker

if TYPE_CHECKING:
    from scriptcheck import Call, CallReport


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
            time.sleep(60 if what == "sleep" else 5)
        if what == "die" or (what == "die-once" and _is_first(argument)):
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "kill-main" and _is_first(argument):
            _wait_for_reports(Path(argument).parent / "out" / "reports.jsonl")
            os.kill(os.getppid(), signal.SIGKILL)
        return super().check(call, all_cues=all_cues)


def _wait_for_reports(path: Path) -> None:
    """Wait until the main process has written something, which another worker may be busy with."""
    for _ in range(200):
        if path.exists() and path.stat().st_size:
            return
        time.sleep(0.1)


def _is_first(path: str) -> bool:
    if Path(path).exists():
        return False
    Path(path).touch()
    return True
