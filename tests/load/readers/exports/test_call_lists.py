"""Lists of calls in JSON, in whatever object an interface puts them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.load.samples.sample import ANSWER, ASK, BYE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

TURNS = [
    {"role": "agent", "text": ASK, "start": 0, "end": 1500},
    {"role": "customer", "text": ANSWER, "start": 2000, "end": 3500},
]
SAID = [("agent", ASK), ("customer", ANSWER)]


def call(number: int, key: str = "turns", turns: Any = TURNS) -> dict[str, Any]:
    return {
        "call_id": f"C{number}",
        "agent_id": f"802{number}",
        "call_time": "2024-05-01 10:01:00",
        key: turns,
    }


def loaded(load_bytes: Callable[..., Loaded], value: Any) -> Loaded:
    return load_bytes(json.dumps(value, ensure_ascii=False).encode(), name="t.json")


KEYS = ("turns", "sentences", "dialogue", "content", "text", "transcript", "对话内容")
FRAMES: dict[str, Callable[[list[Any]], Any]] = {
    "data": lambda calls: {"code": 0, "msg": "ok", "data": calls},
    "list": lambda calls: {"code": 0, "data": {"total": 2, "list": calls}},
    "records": lambda calls: {"result": {"records": calls}},
    "elasticsearch": lambda calls: {
        "hits": {"total": 2, "hits": [{"_id": "x", "_source": each} for each in calls]}
    },
    "pages": lambda calls: [{"data": {"list": [each]}} for each in calls],
    "pages in an object": lambda calls: {"pages": [{"list": [each]} for each in calls]},
    "two lists": lambda calls: {"a": calls[:1], "b": calls[1:]},
}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("frame", FRAMES)
def test_each_element_is_a_call(load_bytes: Callable[..., Loaded], frame: str, key: str) -> None:
    found = loaded(load_bytes, FRAMES[frame]([call(1, key), call(2, key)]))
    assert not found.problems
    assert not found.warnings
    assert [each.call_id for each in found.calls] == ["C1", "C2"]
    assert [each.meta["agent_id"] for each in found.calls] == ["8021", "8022"]
    for each in found.calls:
        assert [(turn.speaker, turn.text) for turn in each.turns] == SAID
        assert each.turns[1].start_ms == 2000
        assert each.meta["start_time"] == "2024-05-01T10:01:00"


@pytest.mark.parametrize(
    "turns",
    [
        [["客服", ASK], ["客户", ANSWER]],
        [{"客服": ASK}, {"客户": ANSWER}],
        f"客服：{ASK}\n客户：{ANSWER}",
        {"asr": {"sentences": TURNS}},
        json.dumps(TURNS, ensure_ascii=False),
    ],
    ids=["pairs", "roles", "labelled text", "deeper", "JSON in a text"],
)
def test_other_turns(load_bytes: Callable[..., Loaded], turns: Any) -> None:
    found = loaded(load_bytes, {"data": [call(1, "内容", turns), call(2, "内容", turns)]})
    assert [each.call_id for each in found.calls] == ["C1", "C2"]
    for each in found.calls:
        assert [(turn.speaker, turn.text) for turn in each.turns] == SAID


def test_dialogues_with_a_time_each(load_bytes: Callable[..., Loaded]) -> None:
    """The time is that of the call, and the text all that is said in it."""
    rows = [
        {
            "callId": f"C{n}",
            "createTime": "2024-05-01 10:00:03",
            "content": f"客服：{ASK}\n客户：{ANSWER}",
        }
        for n in (1, 2)
    ]
    found = loaded(load_bytes, {"data": {"rows": rows}})
    assert [each.call_id for each in found.calls] == ["C1", "C2"]
    assert [each.meta["start_time"] for each in found.calls] == ["2024-05-01T10:00:03"] * 2


@pytest.mark.parametrize("frame", ["array", "data", "records"])
def test_turns_as_json_in_a_text(load_bytes: Callable[..., Loaded], frame: str) -> None:
    text = json.dumps(TURNS, ensure_ascii=False)
    calls = [call(n, "content", text) | {"createTime": "2024-05-01 10:00:03"} for n in (1, 2)]
    found = loaded(load_bytes, calls if frame == "array" else FRAMES[frame](calls))
    assert not found.problems
    assert not found.warnings
    assert [each.call_id for each in found.calls] == ["C1", "C2"]
    for each in found.calls:
        assert [(turn.speaker, turn.text) for turn in each.turns] == SAID
        assert each.turns[1].end_ms == 3500


def test_a_broken_turn_in_json_in_a_text(load_bytes: Callable[..., Loaded]) -> None:
    broken = json.dumps([*TURNS, 7])
    found = loaded(load_bytes, {"data": [call(1, "content", broken), call(2)]})
    assert [each.call_id for each in found.calls] == ["C2"]
    assert found.codes == ["wrong-type"]


def test_a_first_call_in_which_nothing_is_said(load_bytes: Callable[..., Loaded]) -> None:
    found = loaded(load_bytes, {"data": [call(1, "turns", []), call(2), call(3)]})
    assert [each.call_id for each in found.calls] == ["C1", "C2", "C3"]
    assert [len(each.turns) for each in found.calls] == [0, 2, 2]


def test_an_element_that_is_no_call(load_bytes: Callable[..., Loaded]) -> None:
    found = loaded(load_bytes, {"data": [call(1), {"call_id": "C2"}, 7]})
    assert [each.call_id for each in found.calls] == ["C1"]
    assert found.codes == ["missing-field", "wrong-type"]


def test_canonical_calls_keep_their_words(load_bytes: Callable[..., Loaded]) -> None:
    words = [{"text": "你好", "start_ms": 900, "end_ms": 1500}]
    turns = [
        {"speaker": "agent", "text": ASK},
        {"speaker": "customer", "text": "你好", "words": words},
    ]
    calls = [{"call_id": f"C{n}", "turns": turns, "meta": {"agent_id": "8"}} for n in (1, 2)]
    found = loaded(load_bytes, {"code": 0, "data": calls})
    assert [each.call_id for each in found.calls] == ["C1", "C2"]
    assert found.calls[0].meta["agent_id"] == "8"
    assert found.calls[1].turns[1].words


def test_words_of_turns_are_no_calls(load_bytes: Callable[..., Loaded]) -> None:
    """Turns list their words, and these who says them."""
    turns = [
        {
            "speaker": role,
            "text": text,
            "words": [
                {"text": char, "speaker": role, "start": 100 * at, "end": 100 * at + 90}
                for at, char in enumerate(text)
            ],
        }
        for role, text in (("agent", ASK), ("customer", ANSWER), ("agent", BYE))
    ]
    found = loaded(load_bytes, {"code": 0, "data": turns})
    assert len(found.calls) == 1
    assert [turn.text for turn in found.calls[0].turns] == [ASK, ANSWER, BYE]


def test_replies_in_a_message_are_no_call(load_bytes: Callable[..., Loaded]) -> None:
    replies = [{"from": "客服", "text": BYE}, {"from": "客户", "text": ANSWER}]
    turns = [
        {"from": "客服", "text": ASK, "replies": replies},
        {"from": "客户", "text": ANSWER},
    ]
    found = loaded(load_bytes, {"data": turns})
    assert [turn.text for turn in found.calls[0].turns] == [ASK, ANSWER]


def test_internal_messages_are_notes(load_bytes: Callable[..., Loaded]) -> None:
    note = {"role": "agent", "type": "internal", "text": BYE}
    found = loaded(load_bytes, {"result": [call(1, "conv_content", [*TURNS, note]), call(2)]})
    assert [turn.text for turn in found.calls[0].turns] == [ASK, ANSWER]
    assert found.calls[0].meta["notes"] == [BYE]
    assert found.warnings == ["messages-left"]
