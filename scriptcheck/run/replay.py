"""Reports that a run wrote before, handed once more to those who need them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import msgspec

from scriptcheck.errors import Problem
from scriptcheck.redact import redact
from scriptcheck.report import CallReport, CasePart, from_line
from scriptcheck.run.manifest import input_changed

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from scriptcheck.call import Call
    from scriptcheck.load.files import TranscriptFile
    from scriptcheck.load.reader import Reader
    from scriptcheck.redact import Kind


class _CaseOfReport(msgspec.Struct, frozen=True):
    case: CasePart | None = None


class _IdOfReport(msgspec.Struct, frozen=True):
    call_id: str


def call_id_of(line: bytes) -> str:
    """Return the id of the call that the report in ``line`` is on."""
    return from_line(line, _IdOfReport).call_id


def call_ids(reports: Path, size: int) -> Iterator[str]:
    """Yield the ids of the calls that the first ``size`` bytes of ``reports`` are on."""
    with closing(_lines(reports, size)) as lines:
        yield from map(call_id_of, lines)


def case_parts(reports: Path, size: int) -> Iterator[CasePart]:
    """Yield what the reports in the first ``size`` bytes of ``reports`` say of cases."""
    with closing(_lines(reports, size)) as lines:
        for line in lines:
            if (part := from_line(line, _CaseOfReport).case) is not None:
                yield part


def reports_with_calls(
    reports: Path, size: int, calls: Iterator[Call]
) -> Iterator[tuple[CallReport, Call]]:
    """Yield the reports in the first ``size`` bytes of ``reports``, each with its call.

    ``calls`` are those of the transcripts in their order; calls without a report are passed over.
    Raises ``UsageError`` where one is not among them any more.
    """
    with closing(_lines(reports, size)) as lines:
        for line in lines:
            report = CallReport.from_json(line)
            call = next((call for call in calls if _is_of(report, call)), None)
            if call is None:
                raise input_changed(report.source)
            yield report, call


def calls_of(
    reader: Reader, found: Iterator[TranscriptFile | Problem], kinds: Sequence[Kind]
) -> Iterator[Call]:
    """Yield the calls of the transcripts that were ``found``, with data of ``kinds`` masked.

    Problems were told before.
    """
    for file in found:
        if not isinstance(file, Problem):
            for item in reader.read_file(file):
                if not isinstance(item, Problem):
                    yield redact(item, kinds).call if kinds else item


def _is_of(report: CallReport, call: Call) -> bool:
    return report.source == call.source and report.call_id == call.call_id


def _lines(path: Path, size: int) -> Generator[bytes]:
    with path.open("rb") as file:
        while size > 0 and (line := file.readline()):
            size -= len(line)
            yield line
