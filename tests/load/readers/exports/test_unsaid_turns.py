"""Lines in JSON of another kind than those of speech beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.load.samples.sample import ANSWER, ASK, BYE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

QUESTION = "客户是否要求退货？"


def lines(kind: str, speech: str = "transcript", key: str = "type") -> list[dict[str, Any]]:
    said = (("王丽", ASK), ("赵敏", ANSWER), ("王丽", BYE))
    found = [{key: speech, "content": text, "speaker": name} for name, text in said]
    return [*found[:2], {key: kind, "content": QUESTION, "speaker": "赵敏"}, found[2]]


def loaded(load_bytes: Callable[..., Loaded], turns: list[dict[str, Any]], suffix: str) -> Loaded:
    if suffix == "csv":
        names = list(turns[0])
        rows = [names, *([turn[name] for name in names] for turn in turns)]
        return load_bytes("\n".join(map(",".join, rows)).encode(), name="t.csv")
    return load_bytes(json.dumps({"lines": turns}).encode(), name="t.json")


@pytest.mark.parametrize("speech", ["transcript", "Transcription", "utterance", "speech"])
@pytest.mark.parametrize("kind", ["ai_question", "custom_moment", "action_item", "summary"])
@pytest.mark.parametrize("suffix", ["json", "csv"])
def test_kinds_beside_speech(
    load_bytes: Callable[..., Loaded], kind: str, speech: str, suffix: str
) -> None:
    found = loaded(load_bytes, lines(kind, speech), suffix)
    [call] = found.calls
    assert [turn.text for turn in call.turns] == [ASK, ANSWER, BYE]
    assert call.meta["events"] == [QUESTION]
    [left] = [each for each in call.warnings if each.code == "messages-left"]
    assert kind in left.message.en


@pytest.mark.parametrize("kind", ["message", "chat", "sms", "transcript_final", "agent", ""])
def test_kinds_that_may_be_said(load_bytes: Callable[..., Loaded], kind: str) -> None:
    [call] = loaded(load_bytes, lines(kind), "json").calls
    assert [turn.text for turn in call.turns] == [ASK, ANSWER, QUESTION, BYE]


def test_no_kind_of_speech(load_bytes: Callable[..., Loaded]) -> None:
    [call] = loaded(load_bytes, lines("ai_question", "line"), "json").calls
    assert len(call.turns) == 4


def test_what_objects_around_turns_are(load_bytes: Callable[..., Loaded]) -> None:
    def at(second: int) -> dict[str, str]:
        return {"AbsoluteTime": f"2024-05-01T02:00:{second:02d}.500Z"}

    value = {
        "Channel": "CHAT",
        "Segments": [
            {"Event": {"ParticipantRole": "AGENT", "EventType": "joined", "Time": at(0)}},
            {"Transcript": {"ParticipantRole": "AGENT", "Content": ASK, "Time": at(3)}},
            {"Transcript": {"ParticipantRole": "CUSTOMER", "Content": ANSWER, "Time": at(8)}},
            {"Attachments": {"ParticipantRole": "CUSTOMER", "Time": at(20)}},
        ],
    }
    found = load_bytes(json.dumps(value).encode(), name="t.json")
    [call] = found.calls
    assert [(turn.speaker.value, turn.start_ms) for turn in call.turns] == [
        ("agent", 0),
        ("customer", 5000),
    ]
    assert call.meta == {"channel": "chat", "start_time": "2024-05-01T02:00:03.500+00:00"}
    assert found.warnings == ["messages-left"]


def test_objects_around_turns_that_name_roles(load_bytes: Callable[..., Loaded]) -> None:
    turns = [{"agent": {"text": ASK, "start": 0}}, {"customer": {"text": ANSWER, "start": 2000}}]
    [call] = load_bytes(json.dumps({"data": turns}).encode(), name="t.json").calls
    assert [turn.speaker.value for turn in call.turns] == ["agent", "customer"]


@pytest.mark.parametrize("key", ["deletedDateTime", "deleted_at", "撤回时间"])
@pytest.mark.parametrize("suffix", ["json", "csv"])
def test_messages_with_a_moment_at_which_they_were_taken_back(
    load_bytes: Callable[..., Loaded], key: str, suffix: str
) -> None:
    turns = [
        {"speaker": "客服", "content": ASK, key: ""},
        {"speaker": "客服", "content": QUESTION, key: "2024-05-01T02:00:10Z"},
        {"speaker": "客户", "content": ANSWER, key: ""},
    ]
    [call] = loaded(load_bytes, turns, suffix).calls
    assert [turn.text for turn in call.turns] == [ASK, ANSWER]
    assert "messages-left" in [each.code for each in call.warnings]
    # Where all were deleted, the call was, and what was said stays said.
    gone = [turn | {key: "2024-06-01T00:00:00Z"} for turn in turns]
    assert len(loaded(load_bytes, gone, suffix).calls[0].turns) == 3
