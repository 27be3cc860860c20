"""Reports read back from the files that hold them, a line each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.files.find import os_problem
from scriptcheck.report import CallReport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_JSON_PATH: Final = re.compile(r"at `(\$[^`]*)`")
"""How the decoder says where a value is wrong."""


def place_in_json(error: Exception) -> str:
    """Return where in its line ``error`` says that a value is wrong, in Chinese; empty if nowhere.

    The decoder's own words are English.
    """
    found = _JSON_PATH.search(str(error))
    return f"（{found[1]} 不对）" if found else ""


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
        raise LoadError(unreadable(error, path)) from error


def unreadable(error: OSError, path: Path) -> Problem:
    """Return the problem of the file ``path``, which cannot be read."""
    return replace(os_problem(error, path.as_posix()), code="unreadable")


def report_of(line: bytes, path: Path, number: int) -> CallReport:
    """Return the report that is ``line``, which ``path`` has as its ``number``.

    Raises ``LoadError`` where it is none.
    """
    try:
        return CallReport.from_json(line)
    except ValueError as error:
        where = place_in_json(error)
        message = Text(f"这一行不是报告{where}。", f"This line is no report: {error}.")
        fix = Text("请给出 check 写的 reports.jsonl。", "Name a reports.jsonl that 'check' wrote.")
        raise LoadError(
            Problem("not-a-report", message, path.as_posix(), number, fix=fix)
        ) from error
