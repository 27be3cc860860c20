"""Calls checked by Spark and by ``check --jobs``, in turns; what Spark adds, and how it starts.

``python -m benchmarks.spark`` prints the tables of docs/spark.md. The cluster is the one of the
tests: a master and two workers of one core each on this machine. Times of the CPU, of all processes
together, stand beside those of the clock, which other programs on the machine disturb most.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

from benchmarks.machine import describe
from scriptcheck import Checker, check_table, load_calls
from scriptcheck.run import RunOptions, check_files
from scriptcheck.spark import check
from tests.spark.cluster import ENVIRONMENT, Cluster, children

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHARED = Path(__file__).parent.parent.parent / "shared" / "data" / "dev" / "calls.jsonl"
EXAMPLES = Path(__file__).parent.parent / "examples" / "calls"
_TICKS = os.sysconf("SC_CLK_TCK")
_PARTS = 8
"""Tasks that the calls are divided among."""
_UNPICKLE = """
import pickle, sys, time
begun = time.process_time()
import scriptcheck.spark.worker
imported = time.process_time()
pickle.load(open(sys.argv[1], "rb"))
print(imported - begun, time.process_time() - imported)
"""


class Cost(NamedTuple):
    """What a piece of work took."""

    seconds: float
    cpu: float
    """Of all processes, in seconds."""


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print(describe())
    # Java as it comes, and not as it is set for tests that end at once.
    environment = {name: value for name, value in ENVIRONMENT.items() if name != "JDK_JAVA_OPTIONS"}
    os.environ["PYSPARK_PYTHON"] = sys.executable
    warnings.filterwarnings("ignore", ".*fully support pandas", FutureWarning)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, given.calls)
        _print_start(folder)
        cluster = Cluster(folder, environment)
        try:
            cluster.start_workers(2)
            _compare(cluster, folder, given.calls, given.rounds)
        finally:
            cluster.stop()


def _write(folder: Path, count: int) -> None:
    """Write ``count`` calls as JSON Lines and as Parquet: those at hand, again and again."""
    calls = [call.to_dict() for call in load_calls(SHARED if SHARED.exists() else EXAMPLES)]
    rows = [calls[number % len(calls)] | {"call_id": f"c{number}"} for number in range(count)]
    with (folder / "calls.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    plain = [row | {"meta": json.dumps(row.get("meta") or {})} for row in rows]
    pq.write_table(pa.Table.from_pylist(plain), folder / "calls.parquet")


def _print_start(folder: Path) -> None:
    """Print what a Python process of a worker does before its first call, in seconds of CPU."""
    path = folder / "checker.pickle"
    path.write_bytes(pickle.dumps(Checker.load(), protocol=5))
    command = [sys.executable, "-c", _UNPICKLE, str(path)]
    told = [
        subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        for _ in range(5)
    ]
    imported, unpickled = (
        statistics.median(float(each[place]) for each in told) for place in (0, 1)
    )
    size = path.stat().st_size / 2**20
    print(
        f"\nA process of a worker: {imported:.2f} s of CPU to import, {unpickled:.2f} s to unpickle"
        f" {size:.1f} MiB."
    )


def _compare(cluster: Cluster, folder: Path, calls: int, rounds: int) -> None:
    checker = Checker.load()
    builder = SparkSession.builder.master(cluster.url)
    builder = builder.config("spark.driver.bindAddress", "127.0.0.1")
    builder = builder.config("spark.driver.host", "127.0.0.1")
    builder = builder.config("spark.ui.enabled", "false").config("spark.executor.memory", "1g")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    frame = session.read.parquet(str(folder / "calls.parquet")).repartition(_PARTS)
    few = frame.limit(_PARTS).repartition(_PARTS)
    starts = [_on_cluster(lambda: check(few, checker).collect()) for _ in range(6)]
    later = [statistics.median(each) for each in zip(*starts[2:], strict=True)]
    print(
        f"\nThe first {_PARTS} calls: {starts[0].seconds:.1f} s ({starts[0].cpu:.1f} s of CPU);"
        f" as many later: {later[0]:.2f} s ({later[1]:.2f} s)."
    )
    table = pq.read_table(folder / "calls.parquet")
    work: dict[str, Callable[[], Cost]] = {
        "check --jobs 2, JSONL to JSONL": lambda: _alone(lambda: _by_jobs(checker, folder)),
        "check_table, one process, in memory": lambda: _alone(lambda: check_table(checker, table)),
        "Spark, Parquet to Parquet": lambda: _on_cluster(
            lambda: check(frame, checker).write.mode("overwrite").parquet(str(folder / "reports"))
        ),
        "Spark, nothing written": lambda: _on_cluster(
            lambda: check(frame, checker).write.format("noop").mode("overwrite").save()
        ),
    }
    found: dict[str, list[Cost]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, step in work.items():
            found[name].append(step())
    print("\n| work | seconds | calls a second | CPU s | µs of CPU a call |\n|---|---|---|---|---|")
    for name, costs in found.items():
        seconds, cpu = (statistics.median(each) for each in zip(*costs, strict=True))
        each = f"{cpu / calls * 1e6:,.0f}"
        print(f"| {name} | {seconds:.1f} | {calls / seconds:,.0f} | {cpu:.1f} | {each} |")
    python = [pid for pid in _family(os.getpid()) if "pyspark.daemon" in _command(pid)]
    highest = max(map(_highest_mib, python))
    print(f"\nA Python process of a worker takes at most {highest:,.0f} MiB.")
    session.stop()


def _by_jobs(checker: Checker, folder: Path) -> None:
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    check_files(checker, [folder / "calls.jsonl"], out, run_options=RunOptions(jobs=2))


def _alone(work: Callable[[], object]) -> Cost:
    """Return what ``work`` costs in this process and in those that it starts and ends."""
    before, begun = _cpu_used(), time.perf_counter()
    work()
    return Cost(time.perf_counter() - begun, _cpu_used() - before)


def _cpu_used() -> float:
    each = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in each)


def _on_cluster(work: Callable[[], object]) -> Cost:
    """Return what ``work`` costs in all processes below this one, which live on."""
    before, begun = _cpu_below(), time.perf_counter()
    work()
    return Cost(time.perf_counter() - begun, _cpu_below() - before)


def _cpu_below() -> float:
    return sum(map(_cpu_of, _family(os.getpid())))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for child in children(pid):
        yield from _family(child)


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except FileNotFoundError:
        return ""


def _highest_mib(pid: int) -> float:
    """Return the most memory that ``pid`` has had in use."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _cpu_of(pid: int) -> float:
    """Return the seconds of CPU that ``pid``, and its children that have ended, took."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return sum(map(int, fields[11:15])) / _TICKS


if __name__ == "__main__":
    main()
