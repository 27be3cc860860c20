"""MongoDB's extended JSON is read as the plain values that it stands for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck.load.readers.json.text import JsonText
from tests.load.samples.sample import ANSWER, ASK

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

PLAIN = [
    ({"$oid": "66318f0a"}, "66318f0a"),
    ({"$numberLong": "-5000"}, -5000),
    ({"$numberInt": "5"}, 5),
    ({"$numberDouble": "12.5"}, 12.5),
    ({"$numberDouble": "NaN"}, "NaN"),
    ({"$numberDecimal": "12345678901234567890"}, 12345678901234567890),
    ({"$numberDecimal": "0.1234567890123456789"}, "0.1234567890123456789"),
    ({"$date": "2024-05-01T02:00:00Z"}, "2024-05-01T02:00:00Z"),
    ({"$date": {"$numberLong": "1714528800000"}}, 1714528800000),
    ({"$date": 1714528800000}, 1714528800000),
]


@pytest.mark.parametrize(("written", "value"), PLAIN)
def test_values_of_each_type(written: Any, value: Any) -> None:
    found = JsonText(json.dumps({"a": [written]})).parse()
    assert found == {"a": [value]}
    assert type(found["a"][0]) is type(value)


@pytest.mark.parametrize(
    "value",
    [{"$oid": 5}, {"$numberLong": [1]}, {"$date": {"a": 1}}, {"$ref": "x"}, {"$oid": "5", "b": 1}],
)
def test_other_objects_stay_as_they_are(value: Any) -> None:
    assert JsonText(json.dumps(value)).parse() == value


def extended(call_id: str) -> dict[str, Any]:
    turns = [
        {"role": role, "content": text, "begin": {"$numberLong": str(start)}}
        for role, text, start in (("客服", ASK, 0), ("客户", ANSWER, 5000))
    ]
    return {
        "_id": {"$oid": call_id},
        "startTime": {"$date": {"$numberLong": "1714528800000"}},
        "agentId": {"$numberLong": "8023"},
        "dialogs": turns,
    }


@pytest.mark.parametrize("name", ["x.jsonl", "x.json"])
def test_calls_of_another_system(load_bytes: Callable[..., Loaded], name: str) -> None:
    calls = [extended("a1"), extended("a2")]
    text = json.dumps(calls) if name == "x.json" else "\n".join(map(json.dumps, calls))
    loaded = load_bytes(text, name)
    assert [call.call_id for call in loaded.calls] == ["a1", "a2"]
    for call in loaded.calls:
        assert [turn.start_ms for turn in call.turns] == [0, 5000]
        assert call.meta == {"agent_id": 8023, "start_time": "2024-05-01T10:00:00+08:00"}
        assert call.warnings == ()


def test_canonical_calls(load_bytes: Callable[..., Loaded]) -> None:
    turn = {"speaker": "agent", "text": ASK, "start_ms": {"$numberInt": "5"}}
    (call,) = load_bytes(json.dumps({"call_id": {"$oid": "c"}, "turns": [turn]}), "x.json").calls
    assert (call.call_id, call.turns[0].start_ms) == ("c", 5)


def test_a_turn_in_each_line(load_bytes: Callable[..., Loaded]) -> None:
    lines = [
        {"_id": {"$oid": str(n)}, "callId": {"$oid": "c"}, "begin": {"$numberLong": str(n)}}
        | {"content": text}
        for n, text in enumerate((ASK, ANSWER))
    ]
    (call,) = load_bytes("\n".join(map(json.dumps, lines)), "x.jsonl").calls
    assert (call.call_id, [turn.text for turn in call.turns]) == ("c", [ASK, ANSWER])
