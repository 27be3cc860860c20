"""Turns that stand in a line of JSON each, and pages of text in JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.load.readers.recognisers.reading import said
from tests.load.samples.sample import ASK, BYE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

LINES = [
    {"speaker": "客服", "text": ASK, "start": 0.0, "end": 1.5},
    {"speaker": "客户", "text": BYE, "start": 2.0, "end": 2.5},
]


@pytest.mark.parametrize("name", ["x.jsonl", "x.ndjson", "x.json", "x.txt"])
@pytest.mark.parametrize("more", [[], [{"kind": "metadata", "locale": "zh"}]])
@pytest.mark.parametrize("is_wrapped", [True, False])
def test_a_turn_in_each_line(
    load_bytes: Callable[..., Loaded], name: str, more: list[Any], is_wrapped: bool
) -> None:
    lines = [{"kind": "data", "data": line} if is_wrapped else line for line in LINES]
    text = "\n".join(json.dumps(line) for line in (*more, *lines))
    (call,) = load_bytes(text, name).calls
    assert said(call) == [("A", ASK, 0, 1500), ("C", BYE, 2000, 2500)]
    assert (call.call_id, call.source) == ("x", name)


def test_turns_in_lines_of_several_calls(load_bytes: Callable[..., Loaded]) -> None:
    lines = [line | {"call_id": call_id} for call_id in ("a", "b") for line in LINES]
    text = "\n".join(map(json.dumps, [*lines, LINES[0], {"note": 5}]))
    loaded = load_bytes(text + "\n{", "x.jsonl")
    assert [(call.call_id, len(call.turns)) for call in loaded.calls] == [("a", 2), ("b", 3)]
    assert loaded.codes == ["json-truncated"]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda call_id, turn: {"_index": "t", "_id": "7", "_source": {"call_id": call_id, **turn}},
        lambda call_id, turn: {"call_id": call_id, "turn": turn, "node": {"host": "a"}},
        lambda call_id, turn: {
            "source": {"db": "x"},
            "payload": {"after": {"callId": call_id} | turn},
        },
        lambda call_id, turn: {"data": {"callId": call_id, "event": turn}},
        lambda call_id, turn: {"key": {"callId": call_id}, "value": turn, "offset": 5},
    ],
)
def test_turns_within_objects_keep_their_calls_apart(
    load_bytes: Callable[..., Loaded], wrap: Callable[[str, Any], Any]
) -> None:
    lines = [wrap(call_id, line) for call_id in ("a", "b") for line in LINES]
    loaded = load_bytes("\n".join(map(json.dumps, lines)), "x.jsonl")
    assert [call.call_id for call in loaded.calls] == ["a", "b"]
    for call in loaded.calls:
        assert said(call) == [("A", ASK, 0, 1500), ("C", BYE, 2000, 2500)]


def test_a_call_in_each_line_stays_one(load_bytes: Callable[..., Loaded]) -> None:
    lines = [{"id": str(n), "start": n, "text": "客服：您好\n客户：你好"} for n in range(3)]
    loaded = load_bytes("\n".join(json.dumps(line) for line in lines), "x.jsonl")
    assert [call.call_id for call in loaded.calls] == ["0", "1", "2"]


def test_an_event_before_the_messages(load_bytes: Callable[..., Loaded]) -> None:
    value = [
        {"type": "member:joined", "body": {"user": 1}, "timestamp": "2024-05-01T10:00:00"},
        {"type": "message", "from": "客服", "body": {"text": ASK}}
        | {"timestamp": "2024-05-01T10:00:05"},
    ]
    (call,) = load_bytes(json.dumps(value), "x.json").calls
    assert said(call) == [("A", ASK, 0, None)]


def test_a_page_of_text_in_json(load_bytes: Callable[..., Loaded]) -> None:
    stamp = '<span class="timestamp" data-timestamp="{0}.2">0:0{0}</span>'
    text = "".join(
        f"<p>{stamp.format(at)} {who}：{what}</p>"
        for at, who, what in ((0, "客服", ASK), (5, "客户", BYE))
    )
    (call,) = load_bytes(json.dumps({"text": text, "media": "a.mp3"}), "x.otr").calls
    assert said(call) == [("A", ASK, 0, None), ("C", BYE, 5000, None)]
