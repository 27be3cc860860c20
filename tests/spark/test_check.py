"""Calls in DataFrames: what workers of a cluster say is what one machine says."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from scriptcheck import Call, Checker, LexiconError, UsageError, check_table
from scriptcheck.redact import KINDS, redact
from tests.spark.calls import calls

pytest.importorskip("pyspark")
import scriptcheck.spark
from scriptcheck.spark import check, result_type
from scriptcheck.tables import result_schema

if TYPE_CHECKING:
    from pathlib import Path

    from pyspark.sql import DataFrame, SparkSession

    from tests.spark.watched import WatchedChecker


def rows(frame: DataFrame) -> list[dict[str, Any]]:
    """Return the rows of ``frame`` as Arrow tables have them."""
    found: list[dict[str, Any]] = frame.toArrow().to_pylist()
    return found


def by_id(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(found, key=lambda row: (row["call_id"], row["report"] or ""))


def test_every_row_is_that_of_one_machine(session: SparkSession, checker: Checker) -> None:
    table = calls(60)
    frame = session.createDataFrame(table).repartition(5)
    found = rows(check(frame, checker, keep=["place"], source="place"))
    alone = check_table(checker, table, keep=["place"], source="place")
    assert list(found[0]) == alone.schema.names
    assert by_id(found) == by_id(alone.to_pylist())


def test_the_default_profile_says_the_same(session: SparkSession, default_checker: Checker) -> None:
    table = calls(8)
    frame = session.createDataFrame(table).repartition(2)
    found = rows(check(frame, default_checker, source="place"))
    assert by_id(found) == by_id(check_table(default_checker, table, source="place").to_pylist())


def test_language_and_variables_are_those_asked_for(session: SparkSession, lexicon: Path) -> None:
    frame = session.createDataFrame(calls(2)).coalesce(1)
    words = {"company": ["甲公司"]}
    found = rows(check(frame, lexicon, source="place", variables=words, lang="en"))
    alone = Checker.load(lexicon, variables=words, lang="en")
    assert found == check_table(alone, calls(2), source="place").to_pylist()
    assert dict(found[0]["verdicts"])["a.company"] == "pass"
    assert found[1]["violations"][0]["title"] == "A rule"


def test_personal_data_is_masked_on_the_workers(session: SparkSession, checker: Checker) -> None:
    number = "13800001234"
    turns = [{"speaker": "customer", "text": f"我要投诉，我的电话是{number}"}]
    table = pa.table(
        {
            "call": [
                json.dumps({"call_id": "a", "turns": turns, "meta": {"case_id": "k"}}),
                json.dumps({"call_id": "b", "turns": [{"speaker": "agent"}, number]}),
                '{"call_id": "c", "13800001234": 1, "13800001234": 2}',
            ],
            "n": ["1", "2", "3"],
        }
    )
    frame = session.createDataFrame(table).coalesce(1)
    found = rows(check(frame, checker, keep=["n"], source="n", redact_kinds=KINDS))
    call = Call.from_dict(json.loads(table["call"][0].as_py()), source="1")
    report = redact(call).report(checker.check(call))
    assert found[0]["report"] == report.to_json().decode()
    assert [row["problem"] and row["problem"]["code"] for row in found] == [
        None,
        "missing-field",
        "json-duplicate-key",
    ]
    assert number not in str(found)
    assert "*" * len(number) in found[2]["problem"]["reason"]


def test_the_type_is_that_of_the_arrow_table() -> None:
    found = {field.name: field.dataType.simpleString() for field in result_type().fields}
    assert list(found) == result_schema().names
    assert found["score"] == "int"
    assert found["verdicts"] == "map<string,string>"
    assert found["problem"] == "struct<code:string,reason:string>"
    assert found["report"] == "string"


def test_nothing_is_checked_before_it_is_asked_for(
    session: SparkSession, watched: WatchedChecker
) -> None:
    found = check(session.createDataFrame(calls(4)), watched)
    assert watched.pids("unpickled") == []
    assert found.schema == result_type()
    assert len(rows(found)) == 4
    assert len(watched.pids("checked")) == 4


def test_the_checker_is_unpickled_once_a_process(
    session: SparkSession, watched: WatchedChecker
) -> None:
    frame = session.createDataFrame(calls(96)).repartition(6)
    for _ in range(2):  # two jobs of six tasks of two batches
        assert check(frame, watched).toArrow().num_rows == 96
    processes = set(watched.pids("checked"))
    assert sorted(watched.pids("unpickled")) == sorted(processes)
    # Idle ones of the tests before may take part.
    assert len(processes) < 12


def test_workers_need_no_file_of_the_lexicon(session: SparkSession, lexicon: Path) -> None:
    found = check(session.createDataFrame(calls(3)), lexicon)
    shutil.rmtree(lexicon)
    assert [row["problem"] for row in rows(found)] == [None] * 3


def test_workers_of_another_version_say_so(
    session: SparkSession, checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyspark.errors import PythonException

    from scriptcheck.spark.failures import failure

    monkeypatch.setattr(scriptcheck.spark.shipping, "installed_version", lambda: "9.9.9")
    with pytest.raises(PythonException) as caught:
        check(session.createDataFrame(calls(1)), checker).collect()
    told = failure(caught.value)
    assert told.code == "other-version"
    assert "the driver has 9.9.9. Run pip install 'scriptcheck[spark]==9.9.9'" in told.message.en


def test_what_cannot_be_checked_is_a_row_that_says_why(
    session: SparkSession, watched: WatchedChecker
) -> None:
    turn = {"speaker": "agent", "text": "您好"}
    strange: list[Any] = [[turn], None, [], [None], [turn | {"text": None}], [turn]]
    table = pa.table(
        {
            "call_id": ["good", "null", "empty", "null turn", "null text", "raise"],
            "turns": strange,
            "meta": ['{"a": 1}', None, "{", "[]", "null", '{"start_time": 5}'],
        }
    )
    found = by_id(rows(check(session.createDataFrame(table), watched, source="call_id")))
    assert found == by_id(check_table(watched, table, source="call_id").to_pylist())
    codes = {row["call_id"]: row["problem"] and row["problem"]["code"] for row in found}
    assert codes["good"] is None
    assert codes["raise"] == "internal-error"
    assert None not in {codes["null"], codes["empty"], codes["null turn"], codes["null text"]}


@pytest.mark.parametrize(
    ("turns", "meta"),
    [
        pytest.param(["您好", "x"], ["{}", "{}"], id="turns as text"),
        pytest.param([1, 2], [["a"], ["b"]], id="numbers and lists"),
        pytest.param(
            [[{"speaker": "agent", "text": 5}], []],
            pa.array(
                [[("start_time", "2026-03-02T10:00:00")], None], pa.map_(pa.string(), pa.string())
            ),
            id="text as a number",
        ),
        pytest.param(
            [[{"speaker": "agent", "text": "您好"}]] * 2,
            [{"case_id": "k", "start_time": None}, {"case_id": None, "start_time": "今天"}],
            id="a struct with nulls",
        ),
    ],
)
def test_columns_of_any_type_give_the_rows_of_one_machine(
    session: SparkSession, checker: Checker, turns: Any, meta: Any
) -> None:
    table = pa.table({"name": ["x", "y"], "turns": turns, "meta": meta})
    found = rows(check(session.createDataFrame(table).coalesce(1), checker, source="name"))
    assert found == check_table(checker, table, source="name").to_pylist()


def test_text_that_is_not_utf8_costs_its_row_alone(session: SparkSession, checker: Checker) -> None:
    frame = session.sql(
        "SELECT * FROM VALUES ('a', '您好'), (CAST(X'FF' AS STRING), '您好'),"
        " ('c', CAST(X'E682' AS STRING)) AS t(call_id, said)"
    ).selectExpr("call_id", "array(named_struct('speaker', 'agent', 'text', said)) AS turns")
    found = rows(check(frame.coalesce(1), checker))
    assert [row["problem"] and row["problem"]["code"] for row in found] == [
        None,
        "damaged-row",
        "damaged-row",
    ]


def test_rows_are_called_the_same_however_they_are_divided(
    session: SparkSession, checker: Checker
) -> None:
    table = calls(12).drop_columns(["place"])
    unnamed = pa.array([None if number % 2 else f"c{number}" for number in range(12)])
    table = table.set_column(0, "call_id", unnamed)
    once, again = (
        by_id(rows(check(session.createDataFrame(table).repartition(count), checker)))
        for count in (1, 4)
    )
    assert once == again
    assert len({row["call_id"] for row in once}) == 12


def test_whole_calls_are_read_as_json(session: SparkSession, checker: Checker) -> None:
    call = '{"call_id": "x", "turns": [{"speaker": "agent", "text": "您好"}]}'
    table = pa.table({"call": [call, call[:-5], None, "[]"], "n": ["1", "2", "3", "4"]})
    found = rows(check(session.createDataFrame(table).coalesce(1), checker, source="n"))
    assert found == check_table(checker, table, source="n").to_pylist()
    assert [row["call_id"] for row in found] == ["x", "2", "3", "4"]
    assert [row["problem"] is None for row in found] == [True, False, False, False]


def test_columns_with_odd_names_are_kept(session: SparkSession, checker: Checker) -> None:
    frame = session.createDataFrame(calls(2)).selectExpr(
        "turns", "call_id", "1.5 AS `a.b`", "map('x', date'2026-03-02') AS `c``d`"
    )
    found = check(frame, checker, keep=["c`d", "a.b"])
    assert found.columns[:2] == ["c`d", "a.b"]
    assert [float(row["a.b"]) for row in rows(found)] == [1.5, 1.5]


@pytest.mark.parametrize(
    ("columns", "options", "code"),
    [
        ("call_id", {}, "no-columns"),
        ("turns", {"keep": ["team"]}, "no-columns"),
        ("turns", {"source": "file"}, "no-columns"),
        ("turns, 1 AS score", {"keep": ["score"]}, "column-taken"),
        ("turns, 1 AS a, 2 AS a", {}, "columns-twice"),
    ],
)
def test_missing_columns_are_told_at_once(
    session: SparkSession, checker: Checker, columns: str, options: Any, code: str
) -> None:
    frame = session.createDataFrame(calls(1)).selectExpr(*columns.split(", "))
    with pytest.raises(UsageError) as caught:
        check(frame, checker, **options)
    assert caught.value.problems[0].code == code


def test_a_lexicon_that_cannot_be_used_is_told_at_once(
    session: SparkSession, lexicon: Path
) -> None:
    (lexicon / "chapter.yaml").write_text("cues: 1")
    with pytest.raises(LexiconError):
        check(session.createDataFrame(calls(1)), lexicon)
