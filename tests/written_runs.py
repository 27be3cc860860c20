"""The reports and transcripts of a run, as ``check`` writes them."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from scriptcheck.write.registry import writers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scriptcheck import Call, Checker


def write_run(checker: Checker, folder: Path, calls: Iterable[Call]) -> Path:
    """Write what ``checker`` reports on ``calls`` to the new folder ``folder``; return it."""
    folder.mkdir()
    with ExitStack() as stack:
        ready = [
            stack.enter_context(each) for each in writers(("jsonl", "transcripts"), folder, "zh")
        ]
        for call in calls:
            report = checker.check(call)
            for writer in ready:
                writer.write(report, call)
    return folder
