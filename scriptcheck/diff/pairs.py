"""The reports of two files brought together by call id, whatever their order."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.report_lines import lines_of, read_reports, report_of
from scriptcheck.run.replay import call_id_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scriptcheck.report import CallReport


class CallKey(NamedTuple):
    """A call of a file: several of its calls may have the same id."""

    call_id: str
    number: int
    """How many with this id come before it."""


class ReportPair(NamedTuple):
    """A call's reports; one of the two may be missing."""

    key: CallKey
    old: CallReport | None
    new: CallReport | None


def keyed(reports: Iterator[CallReport]) -> Iterator[tuple[CallKey, CallReport]]:
    """Yield ``reports``, each with its key."""
    seen: defaultdict[str, int] = defaultdict(int)
    for report in reports:
        yield CallKey(report.call_id, seen[report.call_id]), report
        seen[report.call_id] += 1


def report_pairs(old: Path, new: Path) -> Iterator[ReportPair]:
    """Yield the calls of ``old`` in their order, then those of ``new`` that ``old`` lacks.

    Where both have the same order, each file is read once; memory holds an offset for each call of
    ``new``. Raises ``LoadError`` that names the line where one is no report.
    """
    index = _index(new)
    with new.open("rb") as file:
        for key, report in keyed(read_reports(old)):
            found = index.pop(key, None)
            other = None
            if found is not None:
                number, offset = found
                if file.tell() != offset:
                    file.seek(offset)
                other = report_of(file.readline(), new, number)
            yield ReportPair(key, report, other)
        for key, (number, offset) in index.items():
            file.seek(offset)
            yield ReportPair(key, None, report_of(file.readline(), new, number))


def _index(path: Path) -> dict[CallKey, tuple[int, int]]:
    """Return for each call its line's number and where that begins, in bytes."""
    index: dict[CallKey, tuple[int, int]] = {}
    seen: defaultdict[str, int] = defaultdict(int)
    # Opened by ``lines_of`` first, so that a file that cannot be read is reported the usual way.
    next(lines_of(path), None)
    offset = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                call_id = _call_id(line, path, number)
                index[CallKey(call_id, seen[call_id])] = (number, offset)
                seen[call_id] += 1
            offset += len(line)
    return index


def _call_id(line: bytes, path: Path, number: int) -> str:
    try:
        return call_id_of(line)
    except ValueError:
        # It is no report, which this says with the place.
        return report_of(line, path, number).call_id
