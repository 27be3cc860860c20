"""One cluster and one session for all tests of Spark.

`make test` runs them beside the others, in one process, since a cluster for each would be costly.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker
from tests.conftest import cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pyspark.sql import SparkSession

    from tests.spark.cluster import Cluster
    from tests.spark.watched import WatchedChecker

STORY = {"pass": [[{"text": "客服: 是"}]], "fail": [[{"text": "客服: 是"}]]}
CUES = {
    "greeting": cue("您好"),
    "rude": cue("滚"),
    "complaint": cue("投诉", speaker="customer"),
    "company_name": cue("{company}[客服]?"),
}
RULES = {
    "a.greeting": rule(require="greeting"),
    "a.company": rule(require="company_name"),
    "a.polite": rule(forbid="rude", severity="fatal", points=-60),
    "b.soon": rule(
        case={"from": "complaint", "then": "greeting", "within_minutes": 30}, examples=STORY
    ),
}


def require_java() -> None:
    """Skip where there is no Java, but fail where CI should have installed it."""
    if shutil.which("java") or os.environ.get("JAVA_HOME"):
        return
    reason = "no Java: apt-get install openjdk-17-jre-headless"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Return a cluster of a master and two workers."""
    require_java()
    from tests.spark.cluster import Cluster

    started = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        started.start_workers(2)
        yield started
    finally:
        started.stop()


@pytest.fixture(scope="session")
def session(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """Return a session on ``cluster``."""
    from pyspark.sql import SparkSession

    from tests.spark.cluster import ENVIRONMENT

    os.environ |= {name: ENVIRONMENT[name] for name in ("PYSPARK_PYTHON", "JDK_JAVA_OPTIONS")}
    folder = tmp_path_factory.mktemp("driver")
    settings: dict[str, str | bool | int | float | None] = {
        # An application takes all the cores there are, those of later workers too.
        "spark.cores.max": "2",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "512m",
        "spark.executor.memory": "512m",
        "spark.executorEnv.PYTHONPATH": ENVIRONMENT["PYTHONPATH"],
        "spark.local.dir": str(folder),
        # Small, so that a few calls make several batches and tasks.
        "spark.sql.execution.arrow.maxRecordsPerBatch": "8",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "3",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master(cluster.url).appName("tests")
    made = builder.config(map=settings).getOrCreate()
    made.sparkContext.setLogLevel("OFF")
    yield made
    made.stop()


@pytest.fixture
def lexicon(write_lexicon: Callable[..., Path]) -> Path:
    """Return the folder of a lexicon small enough that Spark is what takes time."""
    return write_lexicon(CUES, RULES, {"variables": {"company": ["乙公司"]}})


@pytest.fixture
def checker(lexicon: Path) -> Checker:
    return Checker.load(lexicon)


@pytest.fixture
def watched(lexicon: Path, tmp_path: Path) -> WatchedChecker:
    """Return a checker that notes what it does in ``tmp_path / "notes"``."""
    from tests.spark.watched import WatchedChecker

    made = WatchedChecker.load(lexicon)
    assert isinstance(made, WatchedChecker)
    made.folder = str(tmp_path / "notes")
    os.mkdir(made.folder)  # noqa: PTH102
    return made
