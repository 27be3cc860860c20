"""Reports that a run wrote before, handed once more to those who need them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import msgspec

from scriptcheck.report import CasePart, from_line
from scriptcheck.zstd import opened

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path


class _CaseOfReport(msgspec.Struct, frozen=True):
    case: CasePart | None = None


class _IdOfReport(msgspec.Struct, frozen=True):
    call_id: str
    source: str = ""


def call_id_of(line: bytes) -> str:
    """Return the id of the call that the report in ``line`` is on."""
    return from_line(line, _IdOfReport).call_id


def call_ids(reports: Path, size: int) -> Iterator[tuple[str, str]]:
    """Yield id and source of the calls that the first ``size`` bytes of ``reports`` are on."""
    with closing(_lines(reports, size)) as lines:
        for line in lines:
            found = from_line(line, _IdOfReport)
            yield found.call_id, found.source


def case_parts(reports: Path, size: int) -> Iterator[CasePart]:
    """Yield what the reports in the first ``size`` bytes of ``reports`` say of cases."""
    with closing(_lines(reports, size)) as lines:
        for line in lines:
            if (part := from_line(line, _CaseOfReport).case) is not None:
                yield part


def _lines(path: Path, size: int) -> Generator[bytes]:
    if size:
        with opened(path, size) as file:
            yield from file
