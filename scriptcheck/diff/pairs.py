"""The reports of two files brought together by call id, whatever their order."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, NamedTuple

from scriptcheck.bounded import bounded_lines
from scriptcheck.report_lines import CallKey, CallKeys, lines_of, read_reports, report_of
from scriptcheck.run.replay import call_id_of
from scriptcheck.zstd import is_packed, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scriptcheck.report import CallReport


class ReportPair(NamedTuple):
    """A call's reports; one of the two may be missing."""

    key: CallKey
    old: CallReport | None
    new: CallReport | None


class RepeatedIds(NamedTuple):
    """The ids that several calls of a side have, as far as its calls were read."""

    old: CallKeys
    new: CallKeys

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of both sides, sorted."""
        return tuple(sorted({*self.old.repeated, *self.new.repeated}))


def report_pairs(old: Path, new: Path, repeated: RepeatedIds | None = None) -> Iterator[ReportPair]:
    """Yield the calls of ``old`` in their order, then those of ``new`` that ``old`` lacks.

    Where both have the same order, each file is read once; memory holds an offset for each call of
    ``new``. Of several calls with one id, the first of both sides belong together, and so on;
    ``repeated`` takes note of them. Raises ``LoadError`` that names the line where one is no
    report.
    """
    keys = repeated or RepeatedIds(CallKeys(), CallKeys())
    with _seekable(new) as file:
        index = _index(file, new, keys.new)
        file.seek(0)
        for report in read_reports(old):
            key = keys.old.next(report.call_id)
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


@contextmanager
def _seekable(path: Path) -> Iterator[IO[bytes]]:
    """Yield the lines of ``path`` as a file in which any place can be gone to.

    What is packed is unpacked to a temporary file.
    """
    # Opened by ``lines_of`` first, so that a file that cannot be read is reported the usual way.
    next(lines_of(path), None)
    if not is_packed(path):
        with path.open("rb") as file:
            yield file
        return
    with tempfile.TemporaryFile() as plain:
        with opened(path) as file:
            shutil.copyfileobj(file, plain)
        plain.seek(0)
        yield plain


def _index(file: IO[bytes], path: Path, keys: CallKeys) -> dict[CallKey, tuple[int, int]]:
    """Return for each call its line's number and where that begins, in bytes."""
    index: dict[CallKey, tuple[int, int]] = {}
    offset = 0
    for number, line in enumerate(bounded_lines(file), 1):
        if line.strip():
            index[keys.next(_call_id(line, path, number))] = (number, offset)
        offset += len(line)
    return index


def _call_id(line: bytes, path: Path, number: int) -> str:
    try:
        return call_id_of(line)
    except ValueError:
        # It is no report, which this says with the place.
        return report_of(line, path, number).call_id
