"""Reports read back from the files that hold them, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.report import CallReport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
