"""Calls in Arrow tables: a row for each row, and what it says is what the checker says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from scriptcheck import Call, UsageError, check_batches, check_table
from scriptcheck.errors import ArgumentError
from scriptcheck.tables import case_batches, case_schema, case_table, result_schema
from tests.conftest import ROOT, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import Checker

DOCS = ROOT / "docs" / "arrow.md"
STORY = {"pass": [[{"text": "客服: 是"}]], "fail": [[{"text": "客服: 是"}]]}
TURN = {"speaker": "agent", "text": "您好"}


@pytest.fixture
def checker(make_checker: Callable[..., Checker]) -> Checker:
    return make_checker(
        {"greeting": cue("您好"), "complaint": cue("投诉", speaker="customer")},
        {
            "a.greeting": rule(require="greeting"),
            "b.soon": rule(
                case={"from": "complaint", "then": "greeting", "within_minutes": 30}, examples=STORY
            ),
        },
    )


def checked(checker: Checker, **columns: Any) -> list[dict[str, Any]]:
    """Return the rows that come of a table of ``columns``."""
    rows: list[dict[str, Any]] = check_table(checker, pa.table(columns)).to_pylist()
    return rows


def test_a_row_says_what_the_report_does(checker: Checker) -> None:
    turns = [
        [TURN, {"speaker": "customer", "text": "我要投诉"}],
        [{"speaker": "agent", "text": "喂"}],
    ]
    good, bad = checked(checker, call_id=["x", "y"], turns=turns)
    report = checker.check(Call.from_dict({"call_id": "y", "turns": turns[1]}, source="row:2"))
    assert json.loads(bad["report"]) == report.to_dict()
    assert (good["score"], good["passed"], good["violations"]) == (100, True, [])
    assert bad["verdicts"] == [("a.greeting", "fail")]
    assert [found["rule"] for found in bad["violations"]] == ["a.greeting"]
    assert [(hit["cue"], hit["turn"], hit["quote"]) for hit in good["cues"]] == [
        ("greeting", 0, "您好"),
        ("complaint", 1, "投诉"),
    ]
    assert (good["problem"], good["case"]) == (None, None)


@pytest.mark.parametrize(
    "meta",
    [
        pa.array([{"case_id": "k", "start_time": "2026-03-02T10:00:00"}]),
        pa.array([[("case_id", "k")]], pa.map_(pa.string(), pa.string())),
        pa.array(['{"case_id": "k"}']),
    ],
)
def test_call_data_is_a_struct_a_map_or_json(checker: Checker, meta: pa.Array) -> None:
    (row,) = checked(checker, turns=[[TURN]], meta=meta)
    assert json.loads(row["case"])["case_id"] == "k"
    assert row["call_id"] == "row#1"
    assert row["warnings"] == ["no-call-id"]


def test_a_bad_row_is_a_row_that_says_why(checker: Checker) -> None:
    turns = pa.array([[TURN], None, [{"speaker": "agent", "text": None}], [TURN]])
    rows = checked(checker, call_id=["a", "b", "c", "d"], turns=turns, meta=["{}", "{}", "{}", "{"])
    assert [row["call_id"] for row in rows] == ["a", "b", "c", "d"]
    assert [row["problem"] is None for row in rows] == [True, False, False, False]
    assert {rows[number]["report"] for number in (1, 2, 3)} == {None}
    assert all(rows[number]["problem"]["reason"] for number in (1, 2, 3))


def test_a_column_says_what_rows_are_called(checker: Checker) -> None:
    named = {
        "turns": [[TURN]] * 2 + [None],
        "file": ["a.wav", None, "c.wav"],
        "call_id": ["x"] + [None] * 2,
    }
    table = pa.table(named)
    rows = check_table(checker, table, keep=["file"], source="file").to_pylist()
    assert [row["call_id"] for row in rows] == ["x", "row#2", "c.wav"]
    assert [row["report"] and json.loads(row["report"])["source"] for row in rows] == [
        "a.wav",
        "row:2",
        None,
    ]
    with pytest.raises(UsageError, match="no column 'path'"):
        check_table(checker, table, source="path")


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.binary()], ids=["text", "large text", "bytes"]
)
def test_whole_calls_may_be_json(checker: Checker, kind: pa.DataType) -> None:
    call = json.dumps({"call_id": "x", "turns": [TURN], "meta": {"case_id": "k"}})
    texts = [call, "\ufeff" + call, call[:-1], None, "[]", '{"call_id": 1, "call_id": 2}']
    column = pa.array([text and text.encode() for text in texts], pa.binary()).cast(kind)
    rows = checked(checker, call=column)
    assert [row["problem"] and row["problem"]["code"] for row in rows] == [
        None,
        None,
        "json-truncated",
        "wrong-type",
        "wrong-type",
        "json-duplicate-key",
    ]
    (alone,) = checked(checker, turns=[[TURN]], call_id=["x"], meta=['{"case_id": "k"}'])
    assert rows[0] == alone
    assert checked(checker, call=[{"call_id": "x", "turns": [TURN], "meta": {"case_id": "k"}}]) == [
        alone
    ]


def test_whole_calls_that_are_not_utf8_are_told(checker: Checker) -> None:
    call = json.dumps({"turns": [TURN]}, ensure_ascii=False).encode("gb18030")
    (row,) = checked(checker, call=[call])
    assert row["problem"]["code"] == "wrong-encoding"


@pytest.mark.parametrize(
    "column",
    [
        pytest.param({"call_id": pa.array([b"a", b"\xff", b"c"]).cast(pa.binary())}, id="id"),
        pytest.param({"file": pa.array([b"a", b"\xff", b"c"]).cast(pa.binary())}, id="name"),
        pytest.param({"meta": pa.array([b"{}", b"\xff", b"{}"]).cast(pa.binary())}, id="call data"),
    ],
)
def test_text_that_is_no_text_costs_its_row_alone(
    checker: Checker, column: dict[str, pa.Array]
) -> None:
    ((name, values),) = column.items()
    # Arrow does not look into what it is told to be text.
    broken = pa.Array.from_buffers(pa.string(), 3, values.buffers())
    table = pa.table({"turns": [[TURN]] * 3, name: broken})
    rows = check_table(checker, table, source="file" if name == "file" else None).to_pylist()
    codes = [row["problem"] and row["problem"]["code"] for row in rows]
    assert codes == [None, None if name == "file" else "damaged-row", None]
    if name == "file":
        assert rows[1]["call_id"] == r"\xff"


def test_a_time_that_python_does_not_know_costs_its_row_alone(checker: Checker) -> None:
    times = pa.array([0, 2**60, None], pa.timestamp("s"))
    meta = pa.StructArray.from_arrays([times], ["start_time"])
    rows = checked(checker, turns=[[TURN]] * 3, meta=meta)
    assert [row["problem"] and row["problem"]["code"] for row in rows] == [
        None,
        "damaged-row",
        None,
    ]


def test_call_data_of_another_type_is_told(checker: Checker) -> None:
    (row,) = checked(checker, turns=[[TURN]], meta=[["a", "b"]])
    assert row["problem"]["code"] == "wrong-type"


def test_a_rule_that_fails_costs_its_row(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scriptcheck.rules.judge.RuleJudge._of_occasion", lambda *_: 1 / 0)
    (row,) = checked(checker, turns=[[TURN]])
    assert row["problem"]["code"] == "internal-error"
    assert "a.greeting" in row["problem"]["reason"]


def test_columns_are_kept_and_missing_ones_told(checker: Checker) -> None:
    table = pa.table({"day": [1, 2], "turns": [[TURN], [TURN]], "score": [0, 0]})
    found = check_table(checker, table, keep=["day"])
    assert found.schema == result_schema(pa.schema([table.schema.field("day")]))
    assert found.column("day").to_pylist() == [1, 2]
    with pytest.raises(UsageError, match="no column 'turns'"):
        check_table(checker, pa.table({"text": ["您好"]}))
    with pytest.raises(UsageError, match="column-taken"):
        check_table(checker, table, keep=["score"])
    assert check_table(checker, table.slice(0, 0)).schema == result_schema()


def test_batches_are_checked_as_they_come(checker: Checker) -> None:
    table = pa.table({"turns": [[TURN]] * 600})
    taken = 0

    def batches() -> Any:
        nonlocal taken
        for batch in table.to_batches(max_chunksize=300):
            taken += 1
            yield batch

    results = check_batches(checker, batches())
    first = next(results)
    assert taken == 1
    ids = [*first.column("call_id").to_pylist()]
    for batch in results:
        ids += batch.column("call_id").to_pylist()
    assert ids == [f"row#{number}" for number in range(1, 601)]


def test_cases_are_judged_over_all_tables_in_any_order(checker: Checker) -> None:
    def results(start: str, text: str, speaker: str) -> list[pa.RecordBatch]:
        meta = {"case_id": "k", "start_time": f"2026-03-02T{start}:00"}
        turns = [{"speaker": speaker, "text": text}, {"speaker": "agent", "text": "嗯"}]
        table = pa.table({"call_id": [start], "turns": [turns], "meta": [meta]})
        batches: list[pa.RecordBatch] = check_table(checker, table).to_batches()
        return batches

    first, second = results("10:00", "投诉", "customer"), results("10:20", "您好", "agent")
    found = case_table(checker, first + second)
    assert found == case_table(checker, second + first)
    assert found.schema == case_schema()
    assert pa.Table.from_batches(case_batches(checker, second + first)) == found
    (case,) = found.to_pylist()
    assert (case["case_id"], case["calls"]) == ("k", ["10:00", "10:20"])
    assert case["verdicts"] == [("b.soon", "pass")]


def test_cases_of_a_table_that_is_no_result_are_told_what_is_missing(checker: Checker) -> None:
    calls = pa.table({"call_id": ["a"], "turns": [[TURN]]})
    with pytest.raises(UsageError, match="case"):
        case_table(checker, calls.to_batches())


def test_the_code_in_the_docs_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for library in ("duckdb", "polars", "pandas"):
        pytest.importorskip(library)
    monkeypatch.chdir(tmp_path)
    text = DOCS.read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"```python\n(.*?)```", text, re.DOTALL))
    exec(compile(code, DOCS.name, "exec"), {})  # noqa: S102  (our own documentation)
    out = capsys.readouterr().out
    assert "banned.dont_know" in out
    assert out.count("'day': '2026-03-02'") == 2


def test_the_docs_name_every_column() -> None:
    text = DOCS.read_text(encoding="utf-8")
    told = re.findall(
        r"^\| `(\w+)` \|", text.split("## What a table of reports has")[1], re.MULTILINE
    )
    assert told == result_schema().names
    assert all(f"`{name}`" in text for name in case_schema().names)


def test_a_column_that_stands_twice_is_named(checker: Checker) -> None:
    table = pa.Table.from_arrays([pa.array(["{}"])] * 2, ["call", "call"])
    with pytest.raises(UsageError, match="column-twice"):
        check_table(checker, table)


def test_what_pandas_has_for_nothing_is_nothing(checker: Checker) -> None:
    nan = float("nan")
    turns = [{"speaker": "agent", "text": "您好", "start_ms": 900.0, "end_ms": nan}]
    table = pa.table({"turns": [turns], "meta": [{"ring_ms": nan, "ring_count": 2.0}]})
    (row,) = check_table(checker, table).to_pylist()
    assert row["problem"] is None
    assert dict(row["metrics"]).get("ring_count") == 2
    assert "ring_ms" not in dict(row["metrics"])


@pytest.mark.parametrize("given", [[1], {"turns": []}])
def test_what_is_no_table_is_named(checker: Checker, given: Any) -> None:
    for take in (check_table, lambda *args: list(check_batches(*args)), case_table):
        with pytest.raises(ArgumentError):
            take(checker, given)


@pytest.mark.parametrize("line", ["{", "{}", "5", '{"case_id": 5}', 5])
def test_cases_that_no_check_made(checker: Checker, line: Any) -> None:
    with pytest.raises(UsageError, match="bad-case"):
        case_table(checker, [pa.RecordBatch.from_pydict({"case": [line]})])
