"""A worker that is killed in the middle of a job: nothing is lost, and nothing there twice."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker, check_table
from tests.spark.calls import calls
from tests.waiting import wait_for

pytest.importorskip("pyspark")
from scriptcheck.spark import cases, check
from scriptcheck.tables import case_table
from tests.spark.cluster import children

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from tests.spark.cluster import Cluster, Process
    from tests.spark.watched import WatchedChecker

CALLS = 160
ENOUGH = 12
"""Calls that a process checks before it waits to be killed, or for the other to be."""


def test_a_worker_is_killed_in_the_middle(
    cluster: Cluster, session: SparkSession, watched: WatchedChecker, tmp_path: Path
) -> None:
    watched.hold_after = ENOUGH
    table = calls(CALLS)
    frame = session.createDataFrame(table).repartition(20)
    reports = check(frame, watched, source="place")
    out = str(tmp_path / "reports")
    killer = Killer(cluster, watched)
    killer.start()
    try:
        reports.write.parquet(out)
    finally:
        killer.join()
    assert killer.killed is not None
    cluster.workers.remove(killer.killed)
    cluster.start_workers(1)  # for the tests that come
    assert killer.checked < CALLS
    # What the killed one had in hand was done again by the other.
    assert len(watched.pids("checked")) > CALLS

    found = session.read.parquet(out)
    alone = check_table(Checker(watched.profile), table, source="place")
    rows = found.orderBy("call_id").toArrow().to_pylist()
    assert rows == alone.sort_by("call_id").to_pylist()
    judged = cases(found, watched).orderBy("case_id").toArrow().to_pylist()
    assert judged == case_table(watched, alone.to_batches()).to_pylist()


class Killer(Thread):
    """Kills a worker of the cluster and its executor, once that has checked a few calls."""

    def __init__(self, cluster: Cluster, watched: WatchedChecker) -> None:
        super().__init__(daemon=True)
        self.cluster, self.watched = cluster, watched
        self.killed: Process | None = None
        self.checked = 0

    def run(self) -> None:
        try:
            wait_for(self._kill)
        finally:
            Path(self.watched.folder, "released").touch()

    def _kill(self) -> bool:
        """Kill a worker whose processes have checked enough; return whether there was one."""
        pids = self.watched.pids("checked")
        for worker in self.cluster.workers:
            busy = {pid for executor in worker.executors() for pid in processes(executor)}
            if sum(pid in busy for pid in pids) >= ENOUGH:
                self.checked = len(pids)
                worker.kill()
                self.killed = worker
                return True
        return False


def processes(parent: int) -> list[int]:
    """Return all processes that ``parent`` and its children started."""
    own = children(parent)
    return [*own, *(pid for child in own for pid in processes(child))]
