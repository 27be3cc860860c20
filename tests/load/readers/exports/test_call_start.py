"""When calls in JSON began, where objects around the turns have moments of other things."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.load.samples.sample import ANSWER, ASK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scriptcheck.call import Call
    from tests.load.conftest import Loaded

SENT = 1_714_529_400_000
"""Ten minutes after the first turn."""
SENT_ISO = "2024-05-01T10:10:00+08:00"
FIRST = "2024-05-01T10:00:00.500+08:00"
DATED = [
    {"role": "bot", "message": ASK, "time": 1_714_528_800_500, "endTime": 1_714_528_804_000},
    {"role": "user", "message": ANSWER, "time": 1_714_528_804_500, "endTime": 1_714_528_806_200},
]
BARE = [{"role": "agent", "text": ASK, "start": 500}, {"role": "customer", "text": ANSWER}]


def read(load_bytes: Callable[..., Loaded], value: Any) -> Call:
    [call] = load_bytes(json.dumps(value).encode(), name="t.json").calls
    return call


@pytest.mark.parametrize("key", ["timestamp", "time", "createdAt", "sent_at"])
@pytest.mark.parametrize("more", [{}, {"type": "end-of-call-report"}, {"type": "inbound"}])
def test_moments_of_turns_go_first(
    load_bytes: Callable[..., Loaded], key: str, more: Mapping[str, str]
) -> None:
    value = {"message": {key: SENT, "messages": DATED, **more}}
    call = read(load_bytes, value)
    assert call.meta["start_time"] == FIRST
    assert call.meta[key] == SENT


@pytest.mark.parametrize("key", ["startTime", "callStartTime", "startAt"])
def test_the_start_of_the_call_goes_before_turns(
    load_bytes: Callable[..., Loaded], key: str
) -> None:
    value = {key: "2024-05-01 09:59:57", "timestamp": SENT, "messages": DATED}
    assert read(load_bytes, value).meta["start_time"] == "2024-05-01T09:59:57"


@pytest.mark.parametrize(
    "envelope",
    [
        {"type": "end-of-call-report"},
        {"type": "call.transcript.completed"},
        {"event": "hangup"},
        {"event_type": "CALL_ENDED"},
    ],
)
def test_envelopes_of_webhooks(
    load_bytes: Callable[..., Loaded], envelope: Mapping[str, str]
) -> None:
    call = read(load_bytes, {"callId": "C1", "timestamp": SENT, "turns": BARE, **envelope})
    assert "start_time" not in call.meta
    assert call.meta["timestamp"] == SENT
    around = {"callId": "C1", "timestamp": SENT, **envelope, "data": {"turns": BARE}}
    assert "start_time" not in read(load_bytes, around).meta


@pytest.mark.parametrize("key", ["timestamp", "createdAt", "startTime"])
@pytest.mark.parametrize("more", [{}, {"type": "inbound"}])
def test_moments_of_calls(
    load_bytes: Callable[..., Loaded], key: str, more: Mapping[str, str]
) -> None:
    text = {"content": f"客服：{ASK}\n客户：{ANSWER}"}
    for turns in ({"turns": BARE}, {"meta": {key: SENT}, "data": BARE}, text):
        value = {"callId": "C1", **turns, **more} | ({} if "meta" in turns else {key: SENT})
        call = read(load_bytes, value)
        assert call.meta["start_time"] == SENT_ISO
        assert key not in call.meta


def test_what_is_no_moment_is_kept(load_bytes: Callable[..., Loaded]) -> None:
    call = read(load_bytes, {"timestamp": 5, "turns": BARE})
    assert "start_time" not in call.meta
    assert call.meta["timestamp"] == 5
