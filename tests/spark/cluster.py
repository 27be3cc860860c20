"""A real standalone cluster on loopback: a master and workers, from the Java that PySpark ships."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyspark

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HOME: Final = Path(pyspark.__file__).parent
_PATIENCE_S: Final = 300.0
_LOOPBACK: Final = "127.0.0.1"
ENVIRONMENT: Final = {
    # Started in half the time; what runs here is too short for what is left out.
    "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "PYSPARK_PYTHON": sys.executable,
    "SPARK_DAEMON_MEMORY": "256m",
    "SPARK_HOME": str(HOME),
    "SPARK_LOCAL_IP": _LOOPBACK,
    # Workers import the checkers of these tests by their names.
    "PYTHONPATH": str(ROOT),
}


class Process:
    """A master or a worker: a JVM, with a log."""

    def __init__(
        self, name: str, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> None:
        self.log: Final = folder / f"{name}.log"
        local = {"SPARK_WORKER_DIR": str(folder / name), "SPARK_LOCAL_DIRS": str(folder / name)}
        # Whatever ends the thread that starts it, which must be the main one, ends it, too.
        guard = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
        with self.log.open("wb") as log:
            self._process: Final = subprocess.Popen(
                [*guard, str(HOME / "bin" / "spark-class"), *arguments, "--host", _LOOPBACK],
                stdout=log,
                stderr=log,
                env=os.environ | environment | local,
                start_new_session=True,
            )

    def wait_for(self, pattern: str) -> str:
        """Return what the log says of ``pattern``, as soon as it says it."""
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until and self._process.poll() is None:
            if found := re.search(pattern, self.log.read_text(errors="replace")):
                return found[0]
            time.sleep(0.1)
        raise TimeoutError(f"{pattern}: {self.log.read_text(errors='replace')}")

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def executors(self) -> list[int]:
        """Return the processes that this worker started."""
        return children(self._process.pid)

    def kill(self) -> None:
        """End this process and those that it started, without a word, as ``kill -9`` does."""
        for pid in (self._process.pid, *self.executors()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """End all of it for sure."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


class Cluster:
    """A master and any number of workers, each with one core."""

    def __init__(self, folder: Path, environment: Mapping[str, str] = ENVIRONMENT) -> None:
        self._folder: Final = folder
        self._environment: Final = environment
        self._started = 0
        name = "org.apache.spark.deploy.master.Master"
        ports = ["--port", "0", "--webui-port", "0"]
        self._master: Final = Process("master", [name, *ports], folder, environment)
        self.workers: Final[list[Process]] = []
        try:
            self.url: Final = self._master.wait_for(rf"spark://{_LOOPBACK}:\d+")
        except BaseException:
            self.stop()
            raise

    def start_workers(self, count: int) -> None:
        """Start ``count`` more workers, and wait until the master knows them."""
        name = "org.apache.spark.deploy.worker.Worker"
        size = ["--cores", "1", "--memory", "1200m", "--port", "0", "--webui-port", "0"]
        numbers = range(self._started, self._started + count)
        self._started += count
        started = [
            Process(f"worker{number}", [name, *size, self.url], self._folder, self._environment)
            for number in numbers
        ]
        self.workers.extend(started)
        for worker in started:
            worker.wait_for("Successfully registered with master")

    def stop(self) -> None:
        """End all processes."""
        for process in (*self.workers, self._master):
            process.stop()


def children(parent: int) -> list[int]:
    """Return the processes that ``parent`` started and that still run."""
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(parent)], check=False, capture_output=True, text=True
    )
    return [int(pid) for pid in found.stdout.split()]
