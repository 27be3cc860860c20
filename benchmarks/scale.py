"""Many calls from JSON Lines to reports: by how many workers, at what cost, and where it goes.

``python -m benchmarks.scale`` prints the tables of docs/scale.md. Times of the CPU stand beside
those of the clock, which other programs on the machine disturb most.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.machine import describe
from scriptcheck import Checker, load_calls
from scriptcheck.run import Labour, check_files
from scriptcheck.run.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scriptcheck.report import CallReport

SHARED = Path(__file__).parent.parent.parent / "shared" / "data" / "dev" / "calls.jsonl"
EXAMPLES = Path(__file__).parent.parent / "examples" / "calls"
KIB_IN_MIB = 1024


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, nargs="*", default=[1000])
    parser.add_argument("--jobs", type=int, nargs="*", default=[0, 1, 2])
    parser.add_argument("--one", nargs=3, metavar=("CALLS", "OUT", "JOBS"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        _measure_one(Path(given.one[0]), Path(given.one[1]), int(given.one[2]))
        return
    print(describe())
    print(
        "\n| calls | workers | seconds | CPU s, main | CPU s, workers | MiB, main | MiB, worker |"
    )
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in given.calls:
            calls = folder / f"{count}.jsonl"
            _write(calls, count)
            for jobs in given.jobs:
                command = [sys.executable, "-m", "benchmarks.scale", "--one"]
                arguments = [str(calls), str(folder / f"out{jobs}"), str(jobs)]
                subprocess.run([*command, *arguments], check=True)
        _parts(folder / f"{given.calls[0]}.jsonl")


def _write(path: Path, count: int) -> None:
    """Write ``count`` calls to ``path``: those at hand, again and again, each with its own id."""
    source = SHARED if SHARED.exists() else EXAMPLES
    calls = [call.to_dict() for call in load_calls(source)]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            call = calls[number % len(calls)] | {"call_id": f"c{number}"}
            file.write(json.dumps(call, ensure_ascii=False) + "\n")


def _measure_one(calls: Path, output: Path, jobs: int) -> None:
    checker = Checker.load()
    before, begun = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    summary = check_files(checker, [calls], output, labour=Labour(jobs))
    seconds = time.perf_counter() - begun
    own, workers = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    cpu = own.ru_utime + own.ru_stime - before.ru_utime - before.ru_stime
    cells: Sequence[object] = (
        summary.calls,
        jobs,
        f"{seconds:.1f}",
        f"{cpu:.2f}",
        f"{workers.ru_utime + workers.ru_stime:.2f}",
        own.ru_maxrss // KIB_IN_MIB,
        workers.ru_maxrss // KIB_IN_MIB,
    )
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def _parts(path: Path) -> None:
    """Print what each step costs a call, one after the other in this process."""
    checker = Checker.load()
    calls = list(load_calls(path))[:200]
    for call in calls[:20]:
        checker.check(call)
    reports = [checker.check(call) for call in calls]
    steps: dict[str, Callable[[], object]] = {
        "read and decode": lambda: sum(1 for _ in zip(load_calls(path), calls, strict=False)),
        "check": lambda: [checker.check(call) for call in calls],
        "encode the report": lambda: [report.to_json() for report in reports],
        "count": lambda: _count(reports),
    }
    print("\n| step | µs a call |\n|---|---|")
    for name, step in steps.items():
        begun = time.process_time()
        step()
        print(f"| {name} | {(time.process_time() - begun) / len(calls) * 1e6:,.0f} |")


def _count(reports: Sequence[CallReport]) -> None:
    tally = Tally()
    for report in reports:
        tally.count(report)


if __name__ == "__main__":
    main()
