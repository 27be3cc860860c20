"""What is sent to workers runs there, and says so where scriptcheck is not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("pyspark")
import py4j
import pyspark
from pyspark import cloudpickle

from scriptcheck.spark.failures import failure
from scriptcheck.spark.shipping import _on_workers

# A Python that finds PySpark, but not scriptcheck: -S passes over what is installed to be edited.
WORKER = """
import sys
sys.path.insert(0, sys.argv[1])
from pyspark import cloudpickle
run = cloudpickle.loads(sys.stdin.buffer.read())
list(run(iter([])))
"""


def test_a_worker_without_scriptcheck_says_so(tmp_path: Path) -> None:
    for package in (pyspark, py4j):
        folder = Path(str(package.__file__)).parent
        (tmp_path / folder.name).symlink_to(folder)
    parcel = SimpleNamespace(value=("1.2.3", "digest", b""))
    run = _on_workers(parcel, "check", {})  # type: ignore[arg-type]
    sent = cloudpickle.dumps(run)  # type: ignore[no-untyped-call]
    command = [sys.executable, "-S", "-c", WORKER, str(tmp_path)]
    done = subprocess.run(command, check=False, input=sent, capture_output=True, cwd=tmp_path)
    said = done.stderr.decode()
    told = failure(RuntimeError(said))
    assert told.code == "no-scriptcheck", said
    assert "Run pip install 'scriptcheck[spark]==1.2.3' on every worker" in told.message.en


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("[PATH] No such path\n\tat org.apache", "Spark failed: [PATH] No such path"),
        (
            "Job aborted.\n\tat x\nCaused by: java.io.IOException: disk\n\tat y",
            "Spark failed: Job aborted. … java.io.IOException: disk",
        ),
        (
            "An exception was thrown:\n  File 1\nZeroDivisionError: division by zero",
            "Spark failed: An exception was thrown: … ZeroDivisionError: division by zero",
        ),
        ("", "Spark failed: RuntimeError"),
    ],
)
def test_what_spark_says_is_told_without_its_stack(said: str, told: str) -> None:
    assert failure(RuntimeError(said)).message.en == told
