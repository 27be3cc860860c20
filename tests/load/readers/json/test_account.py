"""What of a JSON value is said to be left, and what is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

SHORT = "客服：您好，海尔客服\n客户：冰箱坏了\n客服：请稍等"


@pytest.mark.parametrize(
    "value",
    [
        {"callId": "C1", "content": SHORT},
        {"C1": SHORT},
        [{"callId": "C1", "content": SHORT}, {"callId": "C2", "content": SHORT}],
        {"data": {"rows": [{"callId": "C1", "content": SHORT.replace("\n", "<br>")}]}},
        {"turns": [{"role": "agent", "text": SHORT}, {"role": "customer", "text": "好"}]},
    ],
)
def test_labels_of_dialogues_are_not_left(load_bytes: Callable[..., Loaded], value: Any) -> None:
    found = load_bytes(json.dumps(value).encode(), name="t.json")
    assert found.calls
    assert "text-left" not in found.warnings


def test_a_dialogue_that_is_left(load_bytes: Callable[..., Loaded]) -> None:
    value = {
        "callId": "C1",
        "content": SHORT,
        "其他": {"备份": "客服：电视怎么了\n客户：遥控器没有反应\n客服：请换电池"},
    }
    found = load_bytes(json.dumps(value, ensure_ascii=False).encode(), name="t.json")
    assert found.warnings == ["text-left"]
