"""Call data in JSON that stands beside the turns, or in objects around them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.load.samples.sample import ANSWER, ASK

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

TURNS = [
    {"role": "agent", "text": ASK, "start": 0, "end": 1500},
    {"role": "customer", "text": ANSWER, "start": 2000, "end": 3500},
]
INFO: dict[str, Any] = {
    "callId": "C1",
    "agentNo": "8023",
    "callTime": "2024-05-01 10:00:03",
    "direction": "outbound",
    "hangupBy": "agent",
    "ticketNo": "T9",
}
DATA: dict[str, Any] = {
    "agent_id": "8023",
    "start_time": "2024-05-01T10:00:03",
    "direction": "outbound",
    "hangup_by": "agent",
    "case_id": "T9",
}
SHAPES: dict[str, Any] = {
    "beside": {"callInfo": INFO, "asrResult": TURNS},
    "beside, deeper": {"code": 0, "data": {"callInfo": INFO, "asrResult": TURNS}},
    "beside a level above": {"callInfo": INFO, "result": {"sentences": TURNS}},
    "around": INFO | {"result": {"sentences": TURNS}},
    "two levels around": INFO | {"asr": {"task": "t1", "result": {"sentences": TURNS}}},
    "in parts": {
        "info": {
            "call": {key: INFO[key] for key in ("callId", "callTime", "direction", "hangupBy")},
            "agent": {"agentNo": "8023", "ticketNo": "T9"},
        },
        "turns": TURNS,
    },
    "a list of one": INFO | {"records": [{"turns": TURNS}]},
    "beside a dialogue": {"callInfo": INFO, "content": f"客服：{ASK}\n客户：{ANSWER}"},
    "beside roles": {"callInfo": INFO, "客服": TURNS[:1], "客户": TURNS[1:]},
}


def loaded(load_bytes: Callable[..., Loaded], value: Any) -> Loaded:
    return load_bytes(json.dumps(value, ensure_ascii=False).encode(), name="t.json")


@pytest.mark.parametrize("shape", SHAPES)
def test_what_objects_say_of_the_call(load_bytes: Callable[..., Loaded], shape: str) -> None:
    found = loaded(load_bytes, SHAPES[shape])
    assert not found.problems
    [call] = found.calls
    assert call.call_id == "C1"
    assert {key: call.meta.get(key) for key in DATA} == DATA
    assert [turn.text for turn in call.turns] == [ASK, ANSWER]


def test_in_each_call_of_a_list(load_bytes: Callable[..., Loaded]) -> None:
    calls: list[Any] = [
        {"callInfo": {**INFO, "callId": f"C{n}"}, "asrResult": TURNS} for n in (1, 2)
    ]
    found = loaded(load_bytes, {"code": 0, "data": calls})
    assert [call.call_id for call in found.calls] == ["C1", "C2"]
    assert [call.meta["case_id"] for call in found.calls] == ["T9", "T9"]


def test_the_object_of_the_turns_goes_first(load_bytes: Callable[..., Loaded]) -> None:
    inner = {"callId": "C2", "agentNo": "8024", "sentences": TURNS}
    [call] = loaded(load_bytes, {**INFO, "result": inner}).calls
    assert call.call_id == "C2"
    assert call.meta["agent_id"] == "8024"
    assert call.meta["case_id"] == "T9"


def test_several_calls_do_not_share_the_id_around_them(load_bytes: Callable[..., Loaded]) -> None:
    value = {"callId": "X", "agentNo": "8023", "calls": [{"turns": TURNS}, {"turns": TURNS}]}
    found = loaded(load_bytes, value)
    assert len({call.call_id for call in found.calls}) == 2
    assert "X" not in {call.call_id for call in found.calls}
    assert [call.meta["agent_id"] for call in found.calls] == ["8023", "8023"]


def test_the_frame_of_an_answer_is_no_call_data(load_bytes: Callable[..., Loaded]) -> None:
    value = {"code": 0, "msg": "ok", "usage": {"duration": 5}, "data": {"turns": TURNS}}
    assert not loaded(load_bytes, value).calls[0].meta
