"""The rules on cases on Spark: the same answer, however the calls are divided and ordered."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from scriptcheck import Checker, UsageError, check_table
from scriptcheck.tables import case_schema, case_table
from tests.spark.calls import calls

pytest.importorskip("pyspark")
from scriptcheck.spark import case_type, cases, check

if TYPE_CHECKING:
    from pathlib import Path

    from pyspark.sql import DataFrame, SparkSession


def rows(found: DataFrame) -> list[dict[str, object]]:
    """Return the rows of ``found`` by case id."""
    got: list[dict[str, object]] = found.orderBy("case_id").toArrow().to_pylist()
    return got


@pytest.fixture(scope="module")
def table() -> pa.Table:
    return calls(60)


def alone(
    checker: Checker, table: pa.Table, as_of: datetime | None = None
) -> list[dict[str, object]]:
    """Return the cases of ``table`` as one machine judges them."""
    batches = check_table(checker, table, source="place").to_batches()
    found: list[dict[str, object]] = case_table(checker, batches, as_of=as_of).to_pylist()
    return found


@pytest.mark.parametrize("partitions", [1, 7])
def test_cases_are_those_of_one_machine_whatever_the_partitions(
    session: SparkSession, checker: Checker, table: pa.Table, partitions: int
) -> None:
    shuffled = session.createDataFrame(table).orderBy("meta").repartition(partitions)
    found = cases(check(shuffled, checker, source="place"), checker)
    assert found.schema == case_type()
    assert rows(found) == alone(checker, table)


def test_what_is_due_later_is_left_open(
    session: SparkSession, checker: Checker, table: pa.Table
) -> None:
    reports = check(session.createDataFrame(table), checker, source="place").cache()
    early = datetime(2026, 2, 1)
    for as_of in (None, early, datetime(2026, 3, 1, 18, tzinfo=UTC)):
        assert rows(cases(reports, checker, as_of=as_of)) == alone(checker, table, as_of)
    reports.unpersist()
    assert alone(checker, table, early) != alone(checker, table)


@pytest.mark.parametrize(
    ("latest", "verdict"),
    [
        pytest.param(None, "undecidable", id="the case's own"),
        # Times without a zone are China's: this is half past ten there.
        pytest.param("2026-03-02T02:30:00+00:00", "undecidable", id="before it is due"),
        pytest.param("2026-03-02T02:31:00+00:00", "fail", id="after"),
        pytest.param("2026-03-03", "undecidable", id="on an unknown time of a day"),
    ],
)
def test_the_latest_call_is_that_of_all_cases(
    session: SparkSession, checker: Checker, latest: str | None, verdict: str
) -> None:
    found = [row("a", "customer", "我要投诉", "k", "2026-03-02T10:01:00")]
    found += [] if latest is None else [row("b", "agent", "喂", "other", latest)]
    frame = session.createDataFrame(pa.Table.from_pylist(found)).repartition(2)
    judged = rows(cases(check(frame, checker), checker))
    assert judged[0]["verdicts"] == [("b.soon", verdict)]


def row(call_id: str, speaker: str, text: str, case_id: str, start: str) -> dict[str, object]:
    turns = [{"speaker": speaker, "text": text}, {"speaker": "agent", "text": "嗯"}]
    return {"call_id": call_id, "turns": turns, "meta": {"case_id": case_id, "start_time": start}}


def test_calls_without_cases_make_no_row(session: SparkSession, checker: Checker) -> None:
    table = calls(4).drop_columns(["meta"])
    found = cases(check(session.createDataFrame(table), checker), checker)
    assert found.toArrow().num_rows == 0
    assert case_schema().names == found.columns


def test_reports_without_their_column_are_told_at_once(
    session: SparkSession, lexicon: Path
) -> None:
    with pytest.raises(UsageError, match="no column 'case'"):
        cases(session.createDataFrame(calls(1)), lexicon)
