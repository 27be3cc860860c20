"""Files to files: every call in the folder of its day, cases beside, and counts that are right."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow.dataset import partitioning

from scriptcheck import Checker, UsageError, check_table, load_calls
from scriptcheck.report import Severity
from scriptcheck.tables import case_table
from tests.spark.calls import calls

pytest.importorskip("pyspark")
from scriptcheck.spark import Form, JobSummary, Mode, run_job

if TYPE_CHECKING:
    from pathlib import Path

    from pyspark.sql import SparkSession

NO_DAY = "day=__HIVE_DEFAULT_PARTITION__"
TURN = {"speaker": "agent", "text": "您好"}


def written(folder: Path) -> list[dict[str, Any]]:
    """Return the rows in ``folder`` by id, as another reader of Parquet finds them."""
    found: list[dict[str, Any]] = pq.read_table(folder).to_pylist()
    return sorted(found, key=lambda row: row.get("call_id") or row["case_id"])


def without_source(row: dict[str, Any]) -> dict[str, Any]:
    report = row["report"] and json.loads(row["report"]) | {"source": ""}
    return {name: value for name, value in row.items() if name != "day"} | {"report": report}


def days(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def assert_undated(folder: Path, count: int) -> None:
    """Assert that the readers of docs/spark.md find ``count`` calls without a day."""
    files = str(folder / "*" / "*.parquet")
    undated = duckdb.read_parquet(files, hive_partitioning=True).filter("day IS NULL")
    assert len(undated.fetchall()) == count
    assert polars.read_parquet(files, hive_partitioning=True)["day"].null_count() == count
    days = partitioning(pa.schema({"day": pa.date32()}), flavor="hive")
    pandas = pytest.importorskip("pandas")
    assert pandas.read_parquet(folder, partitioning=days)["day"].isna().sum() == count


def test_parquet_in_parquet_out(session: SparkSession, checker: Checker, tmp_path: Path) -> None:
    table = calls(60)
    pq.write_table(table.slice(0, 35), tmp_path / "one.parquet")
    pq.write_table(table.slice(35), tmp_path / "two.parquet")
    out = tmp_path / "out"
    paths = [str(tmp_path / "*.parquet")]
    summary = run_job(session, paths, str(out), checker, keep=["place"], partitions=4)
    alone = check_table(checker, table, keep=["place"])
    rows = written(out / "reports")
    assert [without_source(row) for row in rows] == [
        without_source(row) for row in alone.sort_by("call_id").to_pylist()
    ]
    assert json.loads(rows[0]["report"])["source"] == "one.parquet:c0"
    assert days(out / "reports") == [
        "day=2026-03-01",
        "day=2026-03-02",
        "day=2026-03-03",
        NO_DAY,
    ]
    starts = dict(zip(table["call_id"].to_pylist(), table["meta"].to_pylist(), strict=True))
    for row in rows:
        start = json.loads(starts[row["call_id"]]).get("start_time")
        assert (row["day"] and str(row["day"])) == (start and start[:10])

    assert_undated(out / "reports", 9)

    assert written(out / "cases") == case_table(checker, alone.to_batches()).to_pylist()
    graves = [each["severity"] for row in rows for each in row["violations"]]
    assert summary == JobSummary(
        calls=60,
        judged=60,
        passed=sum(row["passed"] for row in rows),
        days=3,
        undated=9,
        severities={
            severity: graves.count(severity.value) for severity in (Severity.FATAL, Severity.MINOR)
        },
        cases=summary.cases,
    )
    assert summary.cases.cases == 10
    assert summary.cases.failing == sum(bool(case["violations"]) for case in written(out / "cases"))
    assert summary.reaches(Severity.FATAL)


def test_json_lines_are_read_as_the_loader_reads_them(
    session: SparkSession, checker: Checker, tmp_path: Path
) -> None:
    def line(**call: Any) -> bytes:
        return json.dumps({"turns": [TURN]} | call, ensure_ascii=False).encode()

    lines = [
        "\ufeff".encode() + line(call_id="a", meta={"start_time": "2026-03-02T23:59:00+08:00"}),
        line(call_id="b", meta={"start_time": "20260303 080000"}) + b"\r",
        b"   ",
        line(call_id="c", meta={"start_time": "2026-03"}),
        line(call_id=7, turns=[TURN] * 3),
        line(meta={"start_time": "2026-02-30T10:00:00"}),
        b'{"call_id": "cut", "turns": [{"spea',
        b'{"call_id": "latin", "turns": [{"speaker": "agent", "text": "\xe9"}]}',
        line(call_id="d", turns="\u60a8\u597d"),
        line(call_id="e", turns=[TURN], turns2=5),
    ]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    out = tmp_path / "out"
    summary = run_job(session, [str(tmp_path / "in.jsonl")], str(out), checker)
    assert (summary.calls, summary.judged, summary.undated) == (9, 6, 7)
    assert summary.problems == {"json-syntax": 1, "wrong-encoding": 1, "wrong-type": 1}
    assert days(out / "reports") == ["day=2026-03-02", "day=2026-03-03", NO_DAY]
    found = {row["call_id"]: row for row in written(out / "reports")}
    assert found["in.jsonl:d"]["problem"]["code"] == "wrong-type"
    good = list(load_calls(tmp_path / "in.jsonl", on_problem=lambda _: None))
    for call in good:
        if call.call_id in found:
            report = checker.check(call).to_dict() | {"source": f"in.jsonl:{call.call_id}"}
            assert json.loads(found[call.call_id]["report"]) == report
    assert {"a", "b", "c", "7", "e"} <= {call.call_id for call in good} & set(found)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        pytest.param(pa.array([date(2026, 3, 2), None]), ["day=2026-03-02", NO_DAY], id="dates"),
        pytest.param(pa.array([20260302, 5]), ["day=2026-03-02", NO_DAY], id="numbers"),
        pytest.param(
            pa.array([1772409600000000, None], pa.timestamp("us", "UTC")),
            ["day=2026-03-02", NO_DAY],
            id="times",
        ),
        pytest.param(["2026-03-02", "2026-13-01"], ["day=2026-03-02", NO_DAY], id="text"),
    ],
)
def test_the_day_may_stand_in_a_column(
    session: SparkSession, checker: Checker, tmp_path: Path, values: Any, told: list[str]
) -> None:
    table = pa.table({"call_id": ["a", "b"], "turns": [[TURN], [TURN]], "began": values})
    pq.write_table(table, tmp_path / "in.parquet")
    out = tmp_path / "out"
    paths = [str(tmp_path / "in.parquet")]
    run_job(session, paths, str(out), checker, day="began", with_cases=False)
    assert days(out / "reports") == told
    assert not (out / "cases").exists()


@pytest.mark.parametrize(
    "meta",
    [
        pytest.param([{"start_time": "2026-03-02T10:00:00", "agent_id": "1"}], id="struct"),
        pytest.param(
            pa.array([[("start_time", "2026-03-02T10:00:00")]], pa.map_(pa.string(), pa.string())),
            id="map",
        ),
        pytest.param(['{"start_time": "2026-03-02T10:00:00"}'], id="text"),
        pytest.param(
            pa.array(
                [{"start_time": 1772445600000000}],
                pa.struct({"start_time": pa.timestamp("us", "UTC")}),
            ),
            id="struct with a time",
        ),
    ],
)
def test_the_day_is_found_in_call_data_of_any_type(
    session: SparkSession, checker: Checker, tmp_path: Path, meta: Any
) -> None:
    table = pa.table({"call_id": ["a"], "turns": [[TURN]], "meta": meta})
    pq.write_table(table, tmp_path / "in.parquet")
    run_job(
        session, [str(tmp_path / "in.parquet")], str(tmp_path / "out"), checker, with_cases=False
    )
    assert days(tmp_path / "out" / "reports") == ["day=2026-03-02"]


def test_modes(session: SparkSession, checker: Checker, tmp_path: Path) -> None:
    for name, first in (("one", 0), ("two", 30)):
        pq.write_table(calls(60).slice(first, 30), tmp_path / f"{name}.parquet")
    one, two, out = (str(tmp_path / name) for name in ("one.parquet", "two.parquet", "out"))
    assert run_job(session, [one], out, checker).calls == 30
    with pytest.raises(UsageError, match="output-exists"):
        run_job(session, [two], out, checker)
    added = run_job(session, [two], out, checker, mode=Mode.APPEND)
    assert (added.calls, added.cases.cases) == (30, 10)  # counted alone, but cases over all
    assert len(written(tmp_path / "out" / "reports")) == 60
    whole = case_table(checker, check_table(checker, calls(60)).to_batches())
    assert [case["verdicts"] for case in written(tmp_path / "out" / "cases")] == [
        case["verdicts"] for case in whole.to_pylist()
    ]
    assert run_job(session, [two], out, checker, mode=Mode.OVERWRITE).calls == 30
    assert len(written(tmp_path / "out" / "reports")) == 30


def test_a_day_may_be_checked_again(
    session: SparkSession, checker: Checker, tmp_path: Path
) -> None:
    pq.write_table(calls(60), tmp_path / "all.parquet")
    # The second day alone, of which five calls are no longer there.
    pq.write_table(calls(60).slice(25, 15), tmp_path / "again.parquet")
    out = str(tmp_path / "out")
    run_job(session, [str(tmp_path / "all.parquet")], out, checker, with_cases=False)
    key = "spark.sql.sources.partitionOverwriteMode"
    session.conf.set(key, "dynamic")
    try:
        again = [str(tmp_path / "again.parquet")]
        found = run_job(session, again, out, checker, mode=Mode.OVERWRITE, with_cases=False)
    finally:
        session.conf.unset(key)
    dated = [number for number in range(60) if number % 7]
    undated = [number for number in range(25, 40) if number % 7 == 0]
    assert found.calls == 15
    kept = [number for number in dated if not 20 <= number < 25]
    assert {row["call_id"] for row in written(tmp_path / "out" / "reports")} == {
        f"c{number}" for number in (*kept, *undated)
    }


def test_files_without_a_row_make_an_empty_result(
    session: SparkSession, checker: Checker, tmp_path: Path
) -> None:
    pq.write_table(calls(0), tmp_path / "in.parquet")
    out = tmp_path / "out"
    assert run_job(session, [str(tmp_path / "in.parquet")], str(out), checker) == JobSummary()


def test_blank_lines_are_no_calls(session: SparkSession, checker: Checker, tmp_path: Path) -> None:
    line = '{"call_id": "a", "turns": [{"speaker": "agent", "text": "您好"}]}'
    text = f"\ufeff\r\n{line}\r\n\r\n \t\r\n\n{line}\r\n"
    (tmp_path / "in.jsonl").write_text(text, encoding="utf-8", newline="")
    found = run_job(session, [str(tmp_path / "in.jsonl")], str(tmp_path / "out"), checker)
    assert found.calls == 2


def test_mistakes_are_told_at_once(session: SparkSession, checker: Checker, tmp_path: Path) -> None:
    pq.write_table(calls(1), tmp_path / "in.parquet")
    pq.write_table(calls(1).drop_columns("turns"), tmp_path / "other.parquet")
    (tmp_path / "broken.parquet").write_text("no Parquet")
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "empty").mkdir()

    def code(name: str, out: str = "out", **options: Any) -> str:
        with pytest.raises(UsageError) as caught:
            run_job(session, [str(tmp_path / name)], str(tmp_path / out), checker, **options)
        assert "\n" not in caught.value.describe()
        return caught.value.problems[0].code

    assert code("absent.parquet") == "no-input"
    assert code("empty") == "no-files"
    assert code("notes.txt") == "unknown-format"
    assert code("broken.parquet") == "spark-failed"
    assert code("other.parquet") == "no-columns"
    assert code("in.parquet", day="date") == "no-columns"
    assert code("in.parquet", keep=["day"]) == "column-taken"
    assert code("in.parquet", form=Form.JSON, keep=["report"]) == "column-taken"
    assert code("", out="out") == "output-in-input"
    assert code("in.parquet", out="in.parquet/x") == "output-in-input"
    assert not (tmp_path / "out").exists()
