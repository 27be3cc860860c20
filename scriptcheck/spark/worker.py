"""What runs in the Python processes of Spark's workers."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from scriptcheck.cases.judge import start_of
from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.spark.redacting import RedactingChecker, redact_problems
from scriptcheck.tables import case_batches, case_parts, check_batches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pyarrow import RecordBatch

    from scriptcheck.checker import Checker

Parcel: TypeAlias = tuple[str, str, bytes]
"""Version of scriptcheck, SHA-256 of a checker's pickle, and the pickle: plain values, which any
version can read."""

CHECK, LATEST, CASES = "check", "latest", "cases"
KNOWN_UNTIL: Final = "known_until"
"""The column that says until when all calls are known, in microseconds from 1970 in UTC."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)

_ready: dict[str, Checker] = {}
"""The checker used last, by the hash of its pickle: a process serves many tasks."""


def run(
    task: str, parcel: Parcel, batches: Iterator[RecordBatch], options: Mapping[str, Any]
) -> Iterator[RecordBatch]:
    """Yield what ``task``, one of ``TASKS``, makes of ``batches`` with the checker in ``parcel``.

    Raises ``UsageError`` where the driver's version of scriptcheck is not this one.
    """
    return TASKS[task](_checker(*parcel), batches, **options)


def microseconds(moment: datetime) -> int:
    """Return ``moment`` as the column ``known_until`` has it; one without a zone is in UTC."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return (aware - _EPOCH) // _MICROSECOND


def _checker(wanted: str, digest: str, payload: bytes) -> Checker:
    if digest not in _ready:
        _require_version(wanted)
        _ready.clear()
        _ready[digest] = _unpickled(payload)
    return _ready[digest]


def _require_version(wanted: str) -> None:
    from importlib.metadata import version

    if (found := version("scriptcheck")) != wanted:
        message = Text(
            f"这个工作节点上是 scriptcheck {found}，驱动程序上是 {wanted}。",
            f"This worker has scriptcheck {found}, the driver has {wanted}.",
        )
        command = f"pip install 'scriptcheck[spark]=={wanted}'"
        fix = Text(f"请在每个节点上运行 {command}。", f"Run {command} on every worker.")
        raise UsageError(Problem("other-version", message, fix=fix))


def _unpickled(payload: bytes) -> Checker:
    try:
        checker: Checker = pickle.loads(payload)  # noqa: S301  (from the driver)
    except (ImportError, AttributeError) as error:
        message = Text(
            f"工作节点上缺少检查器要用的代码：{error}。",
            f"This worker lacks code that the checker uses: {error}.",
        )
        fix = Text(
            "请在每个节点上安装驱动程序上的那些包。",
            "Install the packages of the driver on every worker.",
        )
        raise UsageError(Problem("other-packages", message, fix=fix)) from error
    return checker


def _check(  # noqa: PLR0913  (what it is sent)
    checker: Checker,
    batches: Iterator[RecordBatch],
    *,
    keep: Sequence[str],
    called: Sequence[str],
    source: str,
    kinds: Sequence[str],
) -> Iterator[RecordBatch]:
    """Yield the reports on ``batches``, with the columns ``keep``, which then are ``called``.

    Personal data of ``kinds`` is masked in the reports.
    """
    checking = RedactingChecker(checker, kinds) if kinds else checker
    for batch in check_batches(checking, batches, keep=keep, source=source):
        made = redact_problems(batch, kinds) if kinds else batch
        yield made.rename_columns([*called, *made.schema.names[len(called) :]])


def _latest(_: Checker, batches: Iterator[RecordBatch]) -> Iterator[RecordBatch]:
    """Yield one row: when the latest call began, if any is known to have begun at all."""
    import pyarrow as pa

    latest: int | None = None
    for batch in batches:
        starts = (start_of(part) for part in case_parts(batch))
        for start in starts:
            if start is not None and (latest is None or microseconds(start) > latest):
                latest = microseconds(start)
    yield pa.RecordBatch.from_pydict({KNOWN_UNTIL: pa.array([latest], pa.int64())})


def _cases(checker: Checker, batches: Iterator[RecordBatch]) -> Iterator[RecordBatch]:
    """Yield a row for each case; all rows of a case are in ``batches``, in any order."""
    first = next(batches, None)
    while first is not None and first.num_rows == 0:
        first = next(batches, None)
    if first is None:
        return
    until = first.column(KNOWN_UNTIL)[0].as_py()
    as_of = None if until is None else _EPOCH + until * _MICROSECOND
    yield from case_batches(checker, _chained(first, batches), as_of=as_of)


def _chained(first: RecordBatch, rest: Iterator[RecordBatch]) -> Iterator[RecordBatch]:
    yield first
    yield from rest


TASKS: Final[Mapping[str, Callable[..., Iterator[RecordBatch]]]] = {
    CHECK: _check,
    LATEST: _latest,
    CASES: _cases,
}
