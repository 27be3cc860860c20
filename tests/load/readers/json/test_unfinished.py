"""Answers in JSON without a transcript, which say why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.load.samples.sample import ASK

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

DONE = {
    "callId": "AC1",
    "status": "completed",
    "dialogue": [{"content": ASK, "start": 0.5, "end": 4.1, "identifier": "1"}],
}
WAITING: dict[str, Any] = {"callId": "AC2", "status": "in-progress", "dialogue": []}


def read(load_bytes: Callable[..., Loaded], value: Any) -> Loaded:
    return load_bytes(json.dumps(value, indent=1, ensure_ascii=False).encode(), name="t.json")


def test_among_others(load_bytes: Callable[..., Loaded]) -> None:
    found = read(load_bytes, {"data": [DONE, WAITING, DONE | {"callId": "AC3"}]})
    assert [call.call_id for call in found.calls] == ["AC1", "AC3"]
    [problem] = found.problems
    assert problem.code == "not-transcribed"
    assert "in-progress" in problem.message.en
    assert "in-progress" in problem.message.zh


@pytest.mark.parametrize(
    "value",
    [
        WAITING,
        [WAITING],
        {"data": [WAITING]},
        {"code": 0, "data": {"taskStatus": "QUEUED", "result": None}},
        {"id": "7", "job_status": "Failed"},
        {"id": "7", "转写状态": "识别中"},
    ],
)
def test_alone(load_bytes: Callable[..., Loaded], value: Any) -> None:
    assert read(load_bytes, value).codes == ["not-transcribed"]


@pytest.mark.parametrize("status", ["completed", "ok", 5, None])
def test_other_states(load_bytes: Callable[..., Loaded], status: Any) -> None:
    assert read(load_bytes, {"callId": "AC2", "status": status}).codes == ["missing-field"]
