"""What Spark raises, as problems that people can read."""

from __future__ import annotations

import re
from typing import Final

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException

from scriptcheck.errors import Problem
from scriptcheck.language import Text

FAILURES: Final = (PySparkException, Py4JError)
"""What PySpark raises of its own, and what it passes on from Java."""

_TOLD: Final = re.compile(
    r"^(?:\w+\.)*\w*Error: (?P<what>.+) \[(?P<code>[a-z]+(?:-[a-z]+)+)\]$", re.M
)
"""The last line of a traceback of a worker, where scriptcheck itself said what is wrong."""
_NO_JAVA: Final = "JAVA_GATEWAY_EXITED"
_PYTHON_ERROR: Final = re.compile(r"^(?:\w+\.)*\w+(?:Error|Exception)\b.*", re.M)
_CAUSE: Final = re.compile(r"^\s*Caused by: (.*)", re.M)
_LONGEST: Final = 500


def failure(error: Exception) -> Problem:
    """Return what is wrong where Spark, or a worker of it, raised ``error``."""
    said = str(error)
    if found := _TOLD.search(said):
        return Problem(found["code"], Text(found["what"], found["what"]))
    if _NO_JAVA in said:
        message = Text("Spark 没能启动 Java。", "Spark could not start Java.")
        fix = Text(
            "请安装 Java 17（Debian：apt-get install openjdk-17-jre-headless），或设好 JAVA_HOME。",
            "Install Java 17 (Debian: apt-get install openjdk-17-jre-headless), or set JAVA_HOME.",
        )
        return Problem("no-java", message, fix=fix)
    lines = [line.strip() for line in said.splitlines() if line.strip()] or [type(error).__name__]
    causes = _CAUSE.findall(said) or _PYTHON_ERROR.findall(said)
    what = " … ".join(dict.fromkeys([lines[0], *causes[-1:]]))[:_LONGEST]
    return Problem("spark-failed", Text(f"Spark 出错：{what}", f"Spark failed: {what}"))
