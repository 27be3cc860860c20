"""Archives of messages: WeCom's and Easemob's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

OUTSIDE = "wmAbCdEfGhIjKlMnOpQrStUv"
OTHER = "woZyXwVuTsRqPoNmLkJiHgFe"
BEGAN = 1_714_528_800_000


def wecom(number: int, sender: str, to: str, text: str, **more: Any) -> dict[str, Any]:
    return {
        "msgid": str(number),
        "action": "send",
        "from": sender,
        "tolist": [to],
        "roomid": "",
        "msgtime": BEGAN + number * 1000,
        "msgtype": "text",
        "text": {"content": text},
    } | more


def easemob(number: int, sender: str, to: str, *bodies: dict[str, str]) -> dict[str, Any]:
    return {
        "msg_id": str(number),
        "timestamp": str(BEGAN + number * 1000),
        "from": sender,
        "to": to,
        "chat_type": "chat",
        "payload": {"bodies": list(bodies)},
    }


def said(loaded: Loaded) -> list[list[tuple[str, str, int | None]]]:
    return [[(t.speaker.value, t.text, t.start_ms) for t in call.turns] for call in loaded.calls]


def lines(messages: list[dict[str, Any]]) -> str:
    return "\n".join(json.dumps(message, ensure_ascii=False) for message in messages)


MESSAGES = [
    wecom(0, OUTSIDE, "wang", "冰箱坏了"),
    wecom(2, "wang", OUTSIDE, "您好，请讲"),
    wecom(3, "wang", OTHER, "在吗"),
    wecom(1, OUTSIDE, "wang", "", msgtype="image", image={"md5sum": "1"}),
]


@pytest.mark.parametrize("write", [lines, json.dumps])
def test_conversations_are_calls(load_bytes: Callable[..., Loaded], write: Any) -> None:
    loaded = load_bytes(write(MESSAGES), "x.jsonl")
    assert said(loaded) == [
        [("customer", "冰箱坏了", 0), ("agent", "您好，请讲", 2000)],
        [("unknown", "在吗", 0)],
    ]
    assert (loaded.codes, loaded.warnings) == ([], ["messages-left", "unnamed-speakers"])
    assert loaded.calls[0].meta == {
        "channel": "chat",
        "start_time": "2024-05-01T10:00:00+08:00",
        "agent_id": "wang",
        "customer_id": OUTSIDE,
    }
    assert len({call.call_id for call in loaded.calls}) == 2


def test_groups_and_mixed_messages(load_bytes: Callable[..., Loaded]) -> None:
    items = [
        {"type": "text", "content": json.dumps({"content": "您好"})},
        {"type": "image", "content": "{}"},
    ]
    messages = [
        wecom(0, "wang", OUTSIDE, "", roomid="r", msgtype="mixed", mixed={"item": items}),
        wecom(1, OTHER, "wang", "", roomid="r", msgtype="markdown", info={"content": "你好"}),
        wecom(2, OUTSIDE, OTHER, "好", roomid="r"),
    ]
    loaded = load_bytes(lines(messages))
    assert said(loaded) == [
        [("agent", "您好", 0), ("customer", "你好", 1000), ("customer", "好", 2000)]
    ]
    assert loaded.warnings == ["messages-left"]
    assert "customer_id" not in loaded.calls[0].meta


def test_a_message_fetched_twice_is_read_once(load_bytes: Callable[..., Loaded]) -> None:
    other = wecom(0, OUTSIDE, "wang", "又坏了")
    loaded = load_bytes(lines([MESSAGES[0], MESSAGES[0], other]))
    assert [turn.text for turn in loaded.calls[0].turns] == ["冰箱坏了", "又坏了"]


def test_easemob(load_bytes: Callable[..., Loaded]) -> None:
    messages = [
        easemob(0, "u1", "kefu", {"type": "txt", "msg": "冰箱坏了"}),
        easemob(1, "kefu", "u1", {"type": "txt", "msg": "您好"}, {"type": "img", "url": "x"}),
    ]
    loaded = load_bytes(lines(messages), "x.json")
    assert said(loaded) == [[("unknown", "冰箱坏了", 0), ("unknown", "您好", 1000)]]
    assert loaded.calls[0].meta["speaker_labels"] == ["u1", "kefu"]
    assert loaded.warnings == ["unnamed-speakers", "messages-left"]
    named = load_bytes(lines(messages), speakers={"kefu": "agent", "u1": "customer"})
    assert [turn.speaker for turn in named.calls[0].turns] == ["customer", "agent"]


def test_what_is_encrypted_is_refused(load_bytes: Callable[..., Loaded]) -> None:
    sealed = {"seq": 1, "msgid": "1", "encrypt_random_key": "x", "encrypt_chat_msg": "y"}
    loaded = load_bytes(lines([sealed]), "x.jsonl")
    assert loaded.codes == ["encrypted"]
    assert "DecryptData" in loaded.problems[0].fix.zh


def test_broken_lines_are_problems(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(f'{lines(MESSAGES[:1])}\n{{"msgid": \n{{"a": 1}}\n{lines(MESSAGES[1:2])}')
    assert len(loaded.calls[0].turns) == 2
    assert [(problem.code, problem.line) for problem in loaded.problems] == [
        ("json-truncated", 2),
        ("not-a-message", 3),
    ]
