"""The checker on its way to the workers: pickled once, broadcast, unpickled once a process."""

from __future__ import annotations

import hashlib
import pickle
import warnings
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from pyspark.errors import PySparkException

from scriptcheck.checker import Checker
from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pyarrow import RecordBatch
    from pyspark import SparkContext
    from pyspark.core.broadcast import Broadcast
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

    from scriptcheck.language import Lang
    from scriptcheck.spark.worker import Parcel


class _Sent(NamedTuple):
    application: str
    parcel: Broadcast[Parcel]


_SENT: WeakKeyDictionary[Checker, _Sent] = WeakKeyDictionary()
"""What has been broadcast, so that a checker that is used again is not sent again."""


def checker_of(
    profile: str | os.PathLike[str] | Checker,
    variables: Mapping[str, Sequence[str]] | None,
    lang: Lang,
) -> Checker:
    """Return ``profile`` where it is a checker, else the one that is loaded of it."""
    if isinstance(profile, Checker):
        return profile
    return Checker.load(profile, variables=variables, lang=lang)


def ship(checker: Checker, frame: DataFrame) -> Broadcast[Parcel]:
    """Return ``checker`` as it is broadcast to the workers of ``frame``'s session.

    Raises ``UsageError`` where the session has no way to broadcast: that is Spark Connect.
    """
    context = _context(frame)
    sent = _SENT.get(checker)
    if sent is None or sent.application != context.applicationId:
        payload = pickle.dumps(checker, protocol=5)
        digest = hashlib.sha256(payload).hexdigest()
        parcel = context.broadcast((installed_version(), digest, payload))
        sent = _SENT[checker] = _Sent(context.applicationId, parcel)
    return sent.parcel


def installed_version() -> str:
    """Return the version of scriptcheck that is installed here."""
    return version("scriptcheck")


def map_on_workers(
    frame: DataFrame, kind: StructType, parcel: Broadcast[Parcel], task: str, **options: Any
) -> DataFrame:
    """Return what ``task`` makes of ``frame``, with rows of ``kind``, by ``mapInArrow``.

    ``task`` is a name in ``scriptcheck.spark.worker.TASKS``, which takes ``options``.
    """
    with warnings.catch_warnings():
        # PySpark warns of pandas 3 wherever pandas might be used, and it is not here.
        warnings.filterwarnings("ignore", ".*fully support pandas", FutureWarning)
        return frame.mapInArrow(_on_workers(parcel, task, options), kind)


def _on_workers(
    parcel: Broadcast[Parcel], task: str, options: Mapping[str, Any]
) -> Callable[[Iterator[RecordBatch]], Iterator[RecordBatch]]:
    """Return a function that does ``task`` with the checker in ``parcel``."""

    # Spark sends an inner function by its code and not by its name, so that it also runs, and says
    # what is wrong, where scriptcheck is missing or has another version.
    def run(batches: Iterator[RecordBatch]) -> Iterator[RecordBatch]:
        from importlib import import_module

        wanted = parcel.value[0]
        try:
            worker = import_module("scriptcheck.spark.worker")
        except ImportError as error:
            raise RuntimeError(
                f"scriptcheck {wanted} is on the driver, but not on this worker ({error})."
                f" Run pip install 'scriptcheck[spark]=={wanted}' on every worker, or send an"
                " environment with spark.archives. [no-scriptcheck]"
            ) from None
        return worker.run(task, parcel.value, batches, options)  # type: ignore[no-any-return]

    return run


def _context(frame: DataFrame) -> SparkContext:
    try:
        return frame.sparkSession.sparkContext
    except (PySparkException, AttributeError):
        message = Text(
            "Spark Connect 的会话不能广播检查器。",
            "A session of Spark Connect cannot broadcast the checker.",
        )
        fix = Text(
            "请用普通的会话，例如 spark-submit 的。",
            "Use a classic session, such as that of spark-submit.",
        )
        raise UsageError(Problem("spark-connect", message, fix=fix)) from None
