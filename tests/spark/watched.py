"""A checker that leaves traces of where it is; workers import it by this name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.run.faulty import FaultyChecker
from tests.waiting import wait_for

if TYPE_CHECKING:
    from scriptcheck import Call, CallReport


class WatchedChecker(FaultyChecker):
    """Notes in ``folder`` each process that unpickles it, and each call that it checks."""

    folder: str
    hold_after: int | None = None
    """Calls after which a process waits until there is the file ``released``."""

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._note("unpickled")

    def check(self, call: Call, *, all_cues: bool = False) -> CallReport:
        self._note("checked")
        limit = self.hold_after
        if limit is not None and self.pids("checked").count(os.getpid()) >= limit:
            wait_for(Path(self.folder, "released").exists)
        return super().check(call, all_cues=all_cues)

    def pids(self, what: str) -> list[int]:
        """Return the processes that did ``what``, one for each time."""
        path = Path(self.folder, what)
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def _note(self, what: str) -> None:
        # Lines this short are appended whole.
        with Path(self.folder, what).open("a") as file:
            file.write(f"{os.getpid()}\n")
