"""Files on whatever file system Spark reads and writes: local, HDFS, object stores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession


def files_in(session: SparkSession, path: str) -> list[str] | None:
    """Return the files that ``path``, which may be a pattern, names or has below it, sorted.

    Those that Spark passes over, as their names or folders begin with ``_`` or ``.``, are none.
    ``None`` is returned where nothing is called so.
    """
    # Spark's own readers would list them, too, but report a missing path by a stack.
    jvm: Any = session._jvm
    where = jvm.org.apache.hadoop.fs.Path(path)
    system = where.getFileSystem(session._jsc.hadoopConfiguration())
    found = system.globStatus(where)
    if not found:
        return None
    return sorted(name for status in found for name in _below(system, status))


def _below(system: Any, status: Any) -> Iterator[str]:
    if status.isFile():
        yield status.getPath().toString()
        return
    root = status.getPath().toString()
    files = system.listFiles(status.getPath(), True)
    while files.hasNext():
        name: str = files.next().getPath().toString()
        if not any(part.startswith(("_", ".")) for part in name.removeprefix(root).split("/")):
            yield name
