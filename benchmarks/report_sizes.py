"""What a report takes in a file: in full and slim, plain and packed by Zstandard.

Run as ``python -m benchmarks.report_sizes CALLS``, with transcripts of real calls; without any, the
made-up ones of the examples are measured.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.machine import describe
from scriptcheck import Checker, load_calls
from scriptcheck.report_lines import StoredForm
from scriptcheck.zstd import frame, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scriptcheck import CallReport

CALLS = Path(__file__).parent.parent / "examples" / "calls"
DAY = 10_000_000
"""Calls of a day."""
T = TypeVar("T")


def main() -> None:
    """Print a table with a row for each way to write reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("calls", nargs="?", default=str(CALLS))
    parser.add_argument("--most", type=int, default=256, help="calls, which are one frame")
    options = parser.parse_args()
    checker = Checker.load()
    calls = list(islice(load_calls(options.calls), options.most))
    checker.check(calls[0])
    took, reports = _timed(lambda: [checker.check(call) for call in calls])
    sys.stdout.write(f"{describe()}; {len(calls)} calls, {1e3 * took / len(calls):.1f} ms each\n\n")
    sys.stdout.write(
        "| reports | bytes a call | 10 million calls, GB | ms to write | ms to read |\n"
    )
    sys.stdout.write("|---|---|---|---|---|\n")
    for form in ("full", "slim"):
        for packs in (False, True):
            sys.stdout.write(f"{_row(reports, StoredForm.of(checker, form), packs=packs)}\n")


def _row(reports: Sequence[CallReport], form: StoredForm, *, packs: bool) -> str:
    def write() -> bytes:
        lines = b"".join(form.line(report) + b"\n" for report in reports)
        return frame(lines) if packs else lines

    def read(data: bytes) -> list[CallReport]:
        lines = unpacked(data) if packs else data
        return [form.report(line) for line in lines.splitlines()]

    frame(b"the library is loaded")
    write_s, data = _timed(write)
    read_s, again = _timed(lambda: read(data))
    if again != reports:
        raise AssertionError
    name = f"{'full' if form.wording is None else 'slim'}{', zst' if packs else ''}"
    each, ms = len(data) / len(reports), 1e3 / len(reports)
    cells = (name, f"{each:,.0f}", f"{each * DAY / 1e9:.1f}", f"{write_s * ms:.2f}")
    return f"| {' | '.join((*cells, f'{read_s * ms:.2f}'))} |"


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


if __name__ == "__main__":
    main()
