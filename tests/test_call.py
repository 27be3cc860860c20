"""The canonical call: what Python users may write, and its way to dicts and back."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from scriptcheck import Call, Speaker, Turn, Word


def test_strings_and_lists_will_do() -> None:
    call = Call("1", [Turn("agent", "您好")])
    assert call.turns == (Turn(Speaker.AGENT, "您好"),)
    assert call.turns[0].speaker is Speaker.AGENT


def test_a_speaker_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="nobody"):
        Turn("nobody", "您好")  # type: ignore[arg-type]


def test_calls_do_not_change() -> None:
    turn = Turn(Speaker.AGENT, "您好")
    with pytest.raises(AttributeError):
        turn.text = "再见"  # type: ignore[misc]


def test_a_call_keeps_the_data_that_it_was_made_with() -> None:
    meta: dict[str, object] = {"agent_id": "1"}
    turns: Any = [Turn(Speaker.AGENT, "您好")]
    made = Call("x", turns, meta)
    meta["agent_id"] = "2"
    turns.clear()
    assert (made.meta, len(made.turns)) == ({"agent_id": "1"}, 1)


def test_there_and_back() -> None:
    words = (Word("您", 0, 100), Word("好"))
    turns = (Turn(Speaker.AGENT, "您好", 0, 200, words), Turn(Speaker.CUSTOMER, ""))
    call = Call("1", turns, {"agent_id": "8023", "own": [1]})
    data = call.to_dict()
    assert data == {
        "call_id": "1",
        "turns": [
            {
                "speaker": "agent",
                "text": "您好",
                "start_ms": 0,
                "end_ms": 200,
                "words": [{"text": "您", "start_ms": 0, "end_ms": 100}, {"text": "好"}],
            },
            {"speaker": "customer", "text": ""},
        ],
        "meta": {"agent_id": "8023", "own": [1]},
    }
    assert json.loads(json.dumps(data)) == data
    assert Call.from_dict(data) == call
    assert Call.from_dict(data, source="a.json").source == "a.json"


@pytest.mark.parametrize(
    "data", [{}, {"call_id": "1"}, {"call_id": 1, "turns": []}, {"call_id": "1", "turns": [{}]}]
)
def test_what_is_no_call(data: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        Call.from_dict(data)


def test_a_text_of_another_kind_of_string_is_plain() -> None:
    class Text(str):
        __slots__ = ()

    assert type(Turn(Speaker.AGENT, Text("您好")).text) is str
