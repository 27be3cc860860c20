"""Reports read back from the files that hold them, a line each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.report import CallReport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class CallKey(NamedTuple):
    """A call of a file: several of its calls may have the same id."""

    call_id: str
    number: int
    """How many with this id come before it."""


class CallKeys:
    """Gives each call of a file its key, in the order of the file."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def next(self, call_id: str) -> CallKey:
        """Return the key of the next call, which has the id ``call_id``."""
        self._seen[call_id] += 1
        return CallKey(call_id, self._seen[call_id] - 1)

    @property
    def repeated(self) -> tuple[str, ...]:
        """The ids that more than one call has had so far, sorted."""
        return tuple(sorted(call_id for call_id, count in self._seen.items() if count > 1))


def read_reports(path: Path) -> Iterator[CallReport]:
    """Yield the reports in ``path``, in their order; empty lines are passed over.

    Raises ``LoadError`` that names the line where one is no report, and where the file cannot be
    read.
    """
    for number, line in lines_of(path):
        yield report_of(line, path, number)


def lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of ``path`` that are not empty, with their numbers from 1.

    Raises ``LoadError`` where the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line
    except OSError as error:
        message = Text(f"读不了：{error.strerror}。", f"It cannot be read: {error.strerror}.")
        raise LoadError(Problem("unreadable", message, path.as_posix())) from error


def report_of(line: bytes, path: Path, number: int) -> CallReport:
    """Return the report that is ``line``, which ``path`` has as its ``number``.

    Raises ``LoadError`` where it is none.
    """
    try:
        return CallReport.from_json(line)
    except ValueError as error:
        message = Text(f"这一行不是报告：{error}", f"This line is no report: {error}")
        fix = Text("请给出 check 写的 reports.jsonl。", "Name a reports.jsonl that 'check' wrote.")
        raise LoadError(
            Problem("not-a-report", message, path.as_posix(), number, fix=fix)
        ) from error
