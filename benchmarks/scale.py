"""Many calls from JSON Lines to reports: what it takes, by number of calls, workers and formats.

Each command prints one table of docs/scale.md:

``python -m benchmarks.scale growth`` by number of calls: made-up ones of 150 characters,
``python -m benchmarks.scale workers`` by number of workers,
``python -m benchmarks.scale formats`` by format, what workers do and what is left for the main one,
``python -m benchmarks.scale steps`` where a worker's time goes besides, by length of calls.

The last three take the calls of ``--source``. Times of the processor stand beside those of the
clock, which other programs on the machine disturb most; every run is a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.machine import describe
from benchmarks.made_calls import lines
from benchmarks.scale_run import Figures, Spec
from scriptcheck import Checker, load_calls
from scriptcheck.run.tally import RunTally
from scriptcheck.write.output_format import Destination
from scriptcheck.write.registry import DEFAULT_FORMATS, FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scriptcheck.report import CallReport

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data" / "dev" / "calls.jsonl"
EXAMPLES = ROOT / "examples" / "calls"
BATCH = 64
"""Reports of a piece."""


def main() -> None:
    """Measure, and print the table that was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    growth = commands.add_parser("growth")
    growth.add_argument("--calls", type=int, nargs="+", default=[1_000, 10_000, 30_000])
    by_workers = commands.add_parser("workers")
    formats = commands.add_parser("formats")
    steps = commands.add_parser("steps")
    for each in (by_workers, formats, steps):
        each.add_argument("--source", type=Path, default=SHARED if SHARED.exists() else EXAMPLES)
    by_workers.add_argument("--calls", type=int, default=1_000)
    steps.add_argument("--calls", type=int, default=200)
    for each in (growth, by_workers):
        each.add_argument("--formats", default="", help="besides jsonl, with commas; or 'default'")
    formats.add_argument("--formats", default=",".join(FORMATS), help="measured one by one")
    growth.add_argument("--jobs", type=int, default=2)
    by_workers.add_argument("--jobs", type=int, nargs="+", default=[0, 1, 2])
    for each in (by_workers, formats, steps):
        each.add_argument("--repeat", type=int, default=5)
    for each in (growth, by_workers, formats, steps):
        each.add_argument("--folder", help="where calls and reports are put for the while")
    given = parser.parse_args()
    print(f"{describe()}; load {os.getloadavg()[0]:.1f}\n", flush=True)
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        table = {"growth": _growth, "workers": _workers, "formats": _formats, "steps": _steps}
        table[given.command](given, Path(folder))


def _growth(given: argparse.Namespace, folder: Path) -> None:
    print(
        "| calls | cases | s | calls/s | main, µs a call | workers, µs a call | cases, s "
        "| main, MiB | worker, MiB | read, MB | written, MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for count in given.calls:
        calls = folder / f"{count}.jsonl"
        with calls.open("wb") as file:
            file.writelines(lines(count))
        each = _run(Spec(str(calls), str(folder / "out"), given.jobs, _names(given.formats)))
        calls.unlink()
        cells = (
            f"{each.calls:,}",
            f"{each.cases:,}",
            f"{each.seconds:.1f}",
            f"{each.calls / each.seconds:,.0f}",
            f"{each.main_cpu / each.calls * 1e6:,.0f}",
            f"{each.worker_cpu / each.calls * 1e6:,.0f}",
            f"{each.closing:.2f}",
            f"{each.main_mib:.0f}",
            f"{each.worker_mib:.0f}",
            f"{each.read_mb:,.0f}",
            f"{each.written_mb:,.0f}",
        )
        print("| " + " | ".join(cells) + " |", flush=True)


def _workers(given: argparse.Namespace, folder: Path) -> None:
    calls = folder / "calls.jsonl"
    _write(calls, given.source, given.calls)
    found: dict[int, list[Figures]] = {jobs: [] for jobs in given.jobs}
    # In turn, so that what else the machine does falls on all alike.
    for _ in range(given.repeat):
        for jobs in given.jobs:
            spec = Spec(str(calls), str(folder / "out"), jobs, _names(given.formats))
            found[jobs].append(_run(spec))
    print(
        "| workers | s | calls/s | as fast as one | main, CPU s | workers, CPU s | cores busy "
        "| main, MiB | worker, MiB |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for jobs, runs in found.items():
        seconds = median(each.seconds for each in runs)
        ratio = ""
        if found.get(1):
            pairs = zip(found[1], runs, strict=True)
            ratio = f"{median(one.seconds / other.seconds for one, other in pairs):.2f}"
        cpu = [median(each.main_cpu for each in runs), median(each.worker_cpu for each in runs)]
        cells = (
            str(jobs),
            f"{seconds:.1f}",
            f"{given.calls / seconds:,.0f}",
            ratio,
            f"{cpu[0]:.2f}",
            f"{cpu[1]:.2f}",
            f"{sum(cpu) / seconds:.2f}",
            f"{max(each.main_mib for each in runs):.0f}",
            f"{max(each.worker_mib for each in runs):.0f}",
        )
        print("| " + " | ".join(cells) + " |", flush=True)


def _formats(given: argparse.Namespace, folder: Path) -> None:
    """Print what a format costs a call: the piece, made by a worker, and what the main one does.

    Both are done in this process, one after the other, and the best of some rounds counts.
    """
    checker = Checker.load()
    pairs = [(checker.check(call), call) for call in load_calls(given.source)]
    print(
        "| format | worker, µs a call | main, µs a call | end, µs a call "
        "| piece, kB | written, kB |"
    )
    print("|---|---|---|---|---|---|")
    for name in given.formats.split(","):
        # A workbook links to pages where these are written too, as they are by default.
        to = Destination(folder / name, formats=DEFAULT_FORMATS, profile=checker.profile)
        writer = FORMATS[name].writer(to)
        made, added, sizes = [], [], []
        with writer:
            for _ in range(given.repeat):
                begun = time.process_time()
                packed = [
                    pickle.dumps(writer.maker(pairs[at : at + BATCH]), protocol=5)
                    for at in range(0, len(pairs), BATCH)
                ]
                between = time.process_time()
                for piece in packed:
                    writer.add(pickle.loads(piece))  # noqa: S301  (our own)
                added.append(time.process_time() - between)
                made.append(between - begun)
                sizes.append(sum(map(len, packed)))
            begun = time.process_time()
        end = time.process_time() - begun
        written = sum(path.stat().st_size for path in (folder / name).rglob("*") if path.is_file())
        count = len(pairs)
        cells = (
            f"`{name}`",
            f"{min(made) / count * 1e6:,.0f}",
            f"{min(added) / count * 1e6:,.0f}",
            f"{end / count / given.repeat * 1e6:,.0f}",
            f"{sizes[0] / count / 1000:,.1f}",
            f"{written / count / given.repeat / 1000:,.1f}",
        )
        print("| " + " | ".join(cells) + " |", flush=True)


def _run(spec: Spec) -> Figures:
    """Return what a run took, in a process of its own; what it wrote is gone after it."""
    command = [sys.executable, "-m", "benchmarks.scale_run", json.dumps(asdict(spec))]
    try:
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        return Figures(**json.loads(done.stdout))
    finally:
        shutil.rmtree(spec.output, ignore_errors=True)


def _names(given: str) -> tuple[str, ...]:
    """Return the formats that ``given`` names, but the one that every run writes."""
    names = DEFAULT_FORMATS if given == "default" else filter(None, given.split(","))
    return tuple(name for name in names if name != "jsonl")


def _write(path: Path, source: Path, count: int) -> None:
    """Write ``count`` calls to ``path``: those of ``source`` over and over, each with its id."""
    calls = [call.to_dict() for call in load_calls(source)]
    with path.open("w", encoding="utf-8") as file:
        for number, call in enumerate(islice(cycle(calls), count)):
            line = json.dumps(call | {"call_id": f"c{number}"}, ensure_ascii=False)
            file.write(f"{line}\n")


def _steps(given: argparse.Namespace, folder: Path) -> None:
    """Print what each step costs a call, a short one and one at hand; the best of some rounds."""
    checker = Checker.load()
    short, long = folder / "short.jsonl", folder / "long.jsonl"
    short.write_bytes(b"".join(lines(given.calls)))
    _write(long, given.source, given.calls)
    columns = [_costs(checker, path, given.repeat) for path in (short, long)]
    titles = [f"{column.pop('characters'):.0f} characters" for column in columns]
    print(f"| µs a call of | {' | '.join(titles)} |\n|---|---|---|")
    for name in columns[0]:
        print(f"| {name} | {' | '.join(f'{column[name]:,.0f}' for column in columns)} |")


def _costs(checker: Checker, path: Path, repeat: int) -> dict[str, float]:
    calls = list(load_calls(path))
    reports = [checker.check(call) for call in calls]
    steps: dict[str, Callable[[], object]] = {
        "read and decode": lambda: sum(1 for _ in load_calls(path)),
        "check": lambda: [checker.check(call) for call in calls],
        "encode the report": lambda: [report.to_json() for report in reports],
        "count": lambda: _count(reports),
    }
    characters = sum(len(turn.text) for call in calls for turn in call.turns)
    found = {"characters": characters / len(calls)}
    for name, step in steps.items():
        taken = []
        for _ in range(repeat):
            begun = time.process_time()
            step()
            taken.append(time.process_time() - begun)
        found[name] = min(taken) / len(calls) * 1e6
    found["bytes of the report"] = sum(len(report.to_json()) for report in reports) / len(calls)
    return found


def _count(reports: Sequence[CallReport]) -> None:
    tally = RunTally()
    for report in reports:
        tally.count(report)


if __name__ == "__main__":
    main()
