"""One run of many calls, measured from within; ``benchmarks.scale`` starts it for each row."""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scriptcheck import Checker
from scriptcheck.run import RunOptions, check_files

if TYPE_CHECKING:
    from collections.abc import Sequence

KIB = 1024
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Spec:
    """What is to be run."""

    calls: str
    """A transcript of canonical JSON lines."""
    output: str
    jobs: int
    formats: Sequence[str] = ()
    """Formats besides the file of reports."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run took."""

    calls: int
    cases: int
    seconds: float
    """By the clock, from the first look at the calls to the end, without loading the checker."""
    closing: float
    """Of these, after the last call was written: cases, and files that are made at the end."""
    main_cpu: float
    """Seconds of the processor."""
    worker_cpu: float
    """Of all workers, with their start."""
    main_mib: float
    """Resident memory at its peak."""
    worker_mib: float
    """Of the largest worker."""
    read_mb: float
    written_mb: float


def measure(spec: Spec) -> Figures:
    """Run ``spec`` and return what it took."""
    checker = Checker.load()
    output = Path(spec.output)
    writers: list[Any] = []
    if spec.formats:
        from scriptcheck.write.registry import writers as made

        output.mkdir(parents=True)
        writers = made(list(spec.formats), output, profile=checker.profile)
    last = begun = time.perf_counter()

    def note(_calls: int) -> None:
        nonlocal last
        last = time.perf_counter()

    before = resource.getrusage(resource.RUSAGE_SELF)
    summary = check_files(
        checker,
        [spec.calls],
        output,
        writers=writers,
        run_options=RunOptions(jobs=spec.jobs),
        on_progress=note,
    )
    ended = time.perf_counter()
    own, workers = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    written = sum(path.stat().st_size for path in output.rglob("*") if path.is_file())
    return Figures(
        summary.calls,
        summary.cases.cases,
        ended - begun,
        ended - last,
        _cpu(own) - _cpu(before),
        _cpu(workers),
        own.ru_maxrss / KIB,
        workers.ru_maxrss / KIB,
        Path(spec.calls).stat().st_size / MB,
        written / MB,
    )


def _cpu(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    print(json.dumps(asdict(measure(Spec(**json.loads(sys.argv[1]))))))
