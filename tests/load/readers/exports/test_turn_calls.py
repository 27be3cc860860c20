"""Turns in JSON that name the call they belong to."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.load.samples.sample import ANSWER, ASK, BYE

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck.call import Call
    from tests.load.conftest import Loaded

ROWS = [
    {
        "通话编号": call_id,
        "工号": agent,
        "角色": role,
        "内容": text,
        "开始时间": start,
        "地区": "青岛",
    }
    for call_id, agent in (("n1", "8023"), ("n2", "8024"))
    for role, text, start in (("客服", ASK, 0), ("客户", ANSWER, 5000), ("客服", BYE, 9000))
]
FIELDS = [{"name": name, "type": "string"} for name in ("index", *ROWS[0])]
SHAPES: dict[str, Any] = {
    "array": ROWS,
    "navicat": {"RECORDS": ROWS},
    "pandas": {
        "schema": {"fields": FIELDS, "primaryKey": ["index"]},
        "data": [{"index": number, **row} for number, row in enumerate(ROWS)],
    },
    "answer": {"code": 0, "data": {"total": 6, "list": ROWS}},
    "elastic": {"hits": {"hits": [{"_id": str(n), "_source": r} for n, r in enumerate(ROWS)]}},
    "lines": "\n".join(json.dumps({"_index": "t", "_source": row}) for row in ROWS),
    "sorted by time": sorted(ROWS, key=lambda row: str(row["开始时间"])),
    "ids in the first rows": [
        row if row["角色"] == "客服" else {k: v for k, v in row.items() if k != "通话编号"}
        for row in ROWS
    ],
}


def facts(call: Call) -> tuple[Any, ...]:
    turns = [(turn.speaker, turn.text, turn.start_ms) for turn in call.turns]
    data = {key: call.meta.get(key) for key in ("agent_id", "地区")}
    return call.call_id, turns, data, [warning.code for warning in call.warnings]


@pytest.mark.parametrize("name", SHAPES)
def test_calls_are_those_of_the_same_csv(load_bytes: Callable[..., Loaded], name: str) -> None:
    value = SHAPES[name]
    written = value if isinstance(value, str) else json.dumps(value)
    loaded = load_bytes(written, "x.jsonl" if isinstance(value, str) else "x.json")
    table = io.StringIO()
    writer = csv.DictWriter(table, list(ROWS[0]))
    writer.writeheader()
    writer.writerows(ROWS)
    expected = load_bytes(table.getvalue(), "x.csv").calls
    assert not loaded.codes
    assert list(map(facts, loaded.calls)) == list(map(facts, expected))
    assert len({call.source for call in loaded.calls}) == 2


def turns_with(ids: list[str]) -> list[dict[str, str]]:
    said = (("客服", ASK), ("客户", ANSWER), ("客服", BYE), ("客户", "好的"))
    return [{"sessionId": own, "role": r, "text": t} for own, (r, t) in zip(ids, said, strict=True)]


@pytest.mark.parametrize(
    "ids", [["1", "2", "3", "4"], ["a", "c", "a", "c"], ["", "", "", ""], ["1", "", "", ""]]
)
def test_ids_that_are_not_those_of_calls(load_bytes: Callable[..., Loaded], ids: list[str]) -> None:
    (call,) = load_bytes(json.dumps(turns_with(ids)), "x.json").calls
    assert len(call.turns) == 4
    assert call.call_id == (ids[0] if ids[1:] == ["", "", ""] and ids[0] else "x")


def test_the_id_of_the_whole_goes_before_those_of_turns(load_bytes: Callable[..., Loaded]) -> None:
    value = {"callId": "7", "turns_of_it": turns_with(["a", "a", "b", "b"])}
    (call,) = load_bytes(json.dumps(value), "x.json").calls
    assert (call.call_id, len(call.turns)) == ("7", 4)


def test_call_data_in_which_turns_differ(load_bytes: Callable[..., Loaded]) -> None:
    turns = [turn | {"agentId": n} for n, turn in enumerate(turns_with(["a", "a", "b", "b"]))]
    first, second = load_bytes(json.dumps(turns), "x.json").calls
    assert (first.meta["agent_id"], second.meta["agent_id"]) == (0, 2)
    for call in (first, second):
        assert [warning.code for warning in call.warnings] == ["rows-differ"]


def test_turns_without_ids_keep_what_is_surely_of_the_call(
    load_bytes: Callable[..., Loaded],
) -> None:
    turns = [
        {"工号": "8023", "userId": n, "角色": role, "内容": text}
        for n, (role, text) in enumerate((("客服", ASK), ("客户", ANSWER)))
    ]
    (call,) = load_bytes(json.dumps(turns), "x.json").calls
    assert (call.meta, call.warnings) == ({"agent_id": "8023"}, ())


@pytest.mark.parametrize(
    "value",
    [
        [{**ROWS[0], "通话编号": "A1"}, {**ROWS[1], "通话编号": "A\u200b1"}],
        {"通话编号": "A\u20601", "messages": ROWS[:2]},
        {"A\u00ad1": [{"角色": "客服", "内容": ASK}, {"角色": "客户", "内容": ANSWER}]},
        [{**ROWS[0], "通话编号": "A1"}, {**ROWS[1], "通话编号": "A1", "工号": "80\ufeff23"}],
    ],
)
def test_marks_without_width_tell_no_calls_apart(
    load_bytes: Callable[..., Loaded], value: Any
) -> None:
    loaded = load_bytes(json.dumps(value), "x.json")
    assert [(call.call_id, len(call.turns)) for call in loaded.calls] == [("A1", 2)]
    assert "rows-differ" not in loaded.warnings


def test_marks_without_width_tell_no_lines_apart(load_bytes: Callable[..., Loaded]) -> None:
    ids = ("A1", "A\u200b1")
    lines = [json.dumps({**row, "通话编号": own}) for row, own in zip(ROWS, ids, strict=False)]
    loaded = load_bytes("\n".join(lines), "x.jsonl")
    assert [(call.call_id, len(call.turns)) for call in loaded.calls] == [("A1", 2)]
