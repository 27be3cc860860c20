"""What each format of reports costs: time a report, and memory over many; a row a format.

Run ``python -m benchmarks.writers [CALLS] [--reports N]``; by default it checks the made-up calls
in examples/ and writes 50,000 reports, the calls' own again and again. Each format has a process of
its own; times are of the processor, so that others on the machine change them little.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from benchmarks.machine import describe
from scriptcheck import Checker, load_calls
from scriptcheck.write.registry import FORMATS, writers

CALLS = Path(__file__).parent.parent / "examples" / "calls"
WARM = 1000
"""Reports after which memory is measured first."""
TOGETHER = 64
"""Reports of a piece."""


def resident() -> float:
    """Return the memory that this process has now, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * resource.getpagesize() / 1e6


def measure(name: str, calls: str, count: int) -> dict[str, float]:
    """Return what it costs to write ``count`` reports in the format ``name``."""
    checker = Checker.load()
    pairs = [(checker.check(call), call) for call in load_calls(calls)]
    with tempfile.TemporaryDirectory() as folder:
        (writer,) = writers([name], Path(folder))
        before, warm = resident(), 0.0
        start = time.process_time()
        with writer:
            rest, number = islice(cycle(pairs), count), 0
            while piece := list(islice(rest, TOGETHER)):
                writer.add(writer.maker(piece))
                number += len(piece)
                if not warm and number >= min(WARM, count):
                    warm = resident()
            written, end = time.process_time() - start, resident()
        closed = time.process_time() - start - written
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    return {
        "ms_a_report": 1000 * written / count,
        "closing_s": closed,
        "violations_a_report": sum(len(report.violations) for report, _ in pairs) / len(pairs),
        "before_mb": before,
        "warm_mb": warm,
        "end_mb": end,
        "closed_mb": resident(),
        "size_mb": size / 1e6,
    }


def main() -> None:
    """Measure the formats one after the other and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("calls", nargs="?", default=str(CALLS))
    parser.add_argument("--reports", type=int, default=50_000)
    parser.add_argument("--formats", default=",".join(name for name in FORMATS if name != "json"))
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows = {}
    for name in given.formats.split(","):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            rows[name] = pool.apply(measure, (name, given.calls, given.reports))
    if given.json:
        print(json.dumps(rows))
        return
    print(f"{describe()}; {given.reports} reports, load {os.getloadavg()[0]:.1f}\n")
    print(f"| format | ms a report | closing, s | MB at {WARM} | MB at the end | closed | size |")
    print("|---|---|---|---|---|---|---|")
    for name, row in rows.items():
        print(
            f"| `{name}` | {row['ms_a_report']:.2f} | {row['closing_s']:.1f} | "
            f"{row['warm_mb']:.0f} | {row['end_mb']:.0f} | {row['closed_mb']:.0f} | "
            f"{row['size_mb']:.0f} |"
        )


if __name__ == "__main__":
    main()
