"""Parquet files: tables, canonical calls, and what is broken."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded


def written(rows: Any, **options: object) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), stream, **options)
    return stream.getvalue()


TURNS = [
    {"call_id": "1", "角色": "客服", "内容": "您好", "start_ms": 0, "地区": "青岛"},
    {"call_id": "1", "角色": "客户", "内容": "你好", "start_ms": 2_000, "地区": "青岛"},
    {"call_id": "2", "角色": "客服", "内容": "喂", "start_ms": None, "地区": None},
]
CANONICAL = [
    {
        "call_id": "1",
        "turns": [
            {"speaker": "agent", "text": "您好", "start_ms": 0, "end_ms": 900},
            {"speaker": "customer", "text": "你好", "start_ms": None, "end_ms": None},
        ],
        "meta": {"agent_id": "8023", "team": None},
    },
    {"call_id": None, "turns": [{"speaker": "agent", "text": "喂"}], "meta": None},
]


@pytest.mark.parametrize("name", ["x.parquet", "x.txt", "x"])
def test_a_row_for_each_turn(load_bytes: Callable[..., Loaded], name: str) -> None:
    loaded = load_bytes(written(TURNS), name)
    assert [(call.call_id, call.source) for call in loaded.calls] == [
        ("1", f"{name}:1"),
        ("2", f"{name}:3"),
    ]
    first = loaded.calls[0]
    assert [(t.speaker, t.text, t.start_ms) for t in first.turns] == [
        ("agent", "您好", 0),
        ("customer", "你好", 2_000),
    ]
    assert first.meta == {"地区": "青岛"}
    assert (loaded.problems, loaded.warnings) == ([], [])


def test_a_row_for_each_call(load_bytes: Callable[..., Loaded]) -> None:
    rows = [{"id": "7", "content": "【坐席】您好【客户】你好"}]
    (call,) = load_bytes(written(rows), "x.parquet").calls
    assert (call.call_id, len(call.turns)) == ("7", 2)


def test_canonical_calls(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(written(CANONICAL), "x.parquet")
    first, second = loaded.calls
    assert (first.call_id, first.source, first.meta) == ("1", "x.parquet:1", {"agent_id": "8023"})
    assert [(t.text, t.start_ms, t.end_ms) for t in first.turns] == [
        ("您好", 0, 900),
        ("你好", None, None),
    ]
    assert (second.call_id, loaded.warnings) == ("x#2", ["times-missing", "no-call-id"])


def test_a_broken_call_does_not_stop_the_others(load_bytes: Callable[..., Loaded]) -> None:
    rows = [CANONICAL[0], {"call_id": "2", "turns": None}, CANONICAL[0]]
    loaded = load_bytes(written(rows), "x.parquet")
    assert len(loaded.calls) == 2
    assert [(p.code, p.line) for p in loaded.problems] == [("missing-field", 2)]


def test_no_rows(load_bytes: Callable[..., Loaded]) -> None:
    assert load_bytes(written([])[:], "x.parquet").codes == ["empty-file"]


def test_tables_of_something_else(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(written([{"a": 1, "b": 2}]), "x.parquet")
    assert loaded.codes == ["no-columns"]
    assert "a、b" in loaded.problems[0].message.zh


@pytest.mark.parametrize("cut", [10, -1, -20])
def test_broken_files(load_bytes: Callable[..., Loaded], cut: int) -> None:
    loaded = load_bytes(written(TURNS)[:cut], "x.parquet")
    assert (loaded.calls, loaded.codes) == ([], ["damaged-parquet"])


def test_a_page_that_is_broken(load_bytes: Callable[..., Loaded]) -> None:
    data = bytearray(written(TURNS, compression="gzip"))
    data[60:90] = bytes(30)
    assert load_bytes(bytes(data), "x.parquet").codes == ["damaged-parquet"]


def test_rows_that_hold_more_than_any_call(
    load_bytes: Callable[..., Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scriptcheck.load.readers.exports.parquet.MOST_VALUES", 3)
    turns = [{"speaker": "agent", "text": "好"}] * 4
    loaded = load_bytes(written([{"call_id": "1", "turns": turns}]), "x.parquet")
    assert loaded.codes == ["too-many-turns"]


def test_what_pandas_writes_for_nothing_is_nothing(load_bytes: Callable[..., Loaded]) -> None:
    nan = float("nan")
    ids = [1.0, nan, float("inf"), 2.024050112345679e16]
    rows = [{"call_id": each, "text": "客服：您好\n客户：好", "班组": nan} for each in ids]
    loaded = load_bytes(written(rows), "x.parquet")
    assert [call.call_id for call in loaded.calls] == ["1", "x#2", "x#3", "x#4"]
    assert loaded.warnings == ["mangled-id"] * 2
    assert all("team" not in call.meta for call in loaded.calls)
    turns = [{"speaker": "agent", "text": "您好", "start_ms": nan}]
    (call,) = load_bytes(written([{"call_id": "1", "turns": turns}]), "y.parquet").calls
    assert call.turns[0].start_ms is None


def test_two_columns_of_one_name(load_bytes: Callable[..., Loaded]) -> None:
    def table(names: list[str], *columns: object) -> bytes:
        stream = io.BytesIO()
        arrays = [pa.array(column) for column in columns]
        pq.write_table(pa.Table.from_arrays(arrays, names=names), stream)
        return stream.getvalue()

    rows = table(["x", "x", "角色", "内容"], ["a"], ["b"], ["客服"], ["您好"])
    (call,) = load_bytes(rows, "x.parquet").calls
    assert [(turn.speaker, turn.text) for turn in call.turns] == [("agent", "您好")]
    turns = [[{"speaker": "agent", "text": "您好"}]]
    loaded = load_bytes(table(["turns", "turns"], turns, turns), "y.parquet")
    assert (loaded.calls, loaded.codes) == ([], ["duplicate-column"])


NAMED_OTHERWISE = [
    {
        "id": "甲",
        "team": "一组",
        "conversation": [
            {"role": "agent", "content": "您好，海尔客服", "start_ms": 0},
            {"role": "user", "content": "冰箱坏了", "start_ms": 2_000},
        ],
    },
    {"id": "乙", "team": None, "conversation": [{"role": "agent", "content": "喂"}, None]},
    {"id": "丙", "team": None, "conversation": None},
]


def test_turns_are_nested_under_other_names(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(written(NAMED_OTHERWISE), "x.parquet")
    assert [(call.call_id, call.source) for call in loaded.calls] == [
        ("甲", "x.parquet:1"),
        ("乙", "x.parquet:2"),
        ("丙", "x.parquet:3"),
    ]
    said = [[(t.speaker, t.text, t.start_ms) for t in call.turns] for call in loaded.calls]
    assert said == [
        [("agent", "您好，海尔客服", 0), ("customer", "冰箱坏了", 2_000)],
        [("agent", "喂", None)],
        [],
    ]
    assert (loaded.calls[0].meta, loaded.problems) == ({"team": "一组"}, [])


def test_lists_of_other_things_are_no_turns(load_bytes: Callable[..., Loaded]) -> None:
    tags = [{"name": "甲", "score": 1}]
    rows = [{"call_id": "1", "角色": "客服", "内容": "您好", "tags": tags}]
    assert [call.call_id for call in load_bytes(written(rows), "x.parquet").calls] == ["1"]
