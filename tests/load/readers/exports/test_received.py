"""Times under ``received``: when a message came, or when a call began."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.load.conftest import Loaded


@pytest.mark.parametrize("key", ["received", "receivedAt", "received_at"])
def test_of_turns_in_json(load_bytes: Callable[..., Loaded], key: str) -> None:
    said = [("客服", "您好，请讲", "00"), ("客户", "冰箱坏了", "07")]
    messages = [
        {"from": who, "text": text, key: f"2024-05-01T10:00:{second}Z"}
        for who, text, second in said
    ]
    loaded = load_bytes(json.dumps({"messages": messages}, ensure_ascii=False), "x.json")
    (call,) = loaded.calls
    assert [turn.start_ms for turn in call.turns] == [0, 7000]
    assert call.meta["start_time"] == "2024-05-01T10:00:00+00:00"
    assert loaded.warnings == []


def test_of_turns_in_a_table(load_bytes: Callable[..., Loaded]) -> None:
    rows = "客服,您好,2024-05-01 10:00:00\n客户,冰箱坏了,2024-05-01 10:00:07\n"
    (call,) = load_bytes(f"from,text,Received\n{rows}", "x.csv").calls
    assert [turn.start_ms for turn in call.turns] == [0, 7000]
    assert call.meta["start_time"] == "2024-05-01T10:00:00"


@pytest.mark.parametrize("file", ["side.csv", "side.json"])
def test_of_calls_in_a_side_file(
    folder: Path, load_bytes: Callable[..., Loaded], file: str
) -> None:
    value = "2024-05-02 09:00:00"
    as_json = json.dumps([{"call_id": "x", "received": value}])
    text = f"call_id,received\nx,{value}\n" if file.endswith(".csv") else as_json
    (folder / file).write_text(text, encoding="utf-8")
    loaded = load_bytes("客服：您好\n客户：冰箱坏了\n", "x.txt", call_data=file)
    assert loaded.calls[0].meta == {"start_time": "2024-05-02T09:00:00"}
