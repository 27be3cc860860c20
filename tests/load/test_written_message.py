"""Messages that are JSON or XML themselves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.written_message import MessageContent, read_written

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

SPOKEN = [
    {"text": "您好"},
    {"type": "message", "data": {"content": "您好"}, "platform": "web"},
    {"title": "", "content": [[{"tag": "text", "text": "您好"}]]},
    {"msgType": "reply", "body": {"msg": "您好"}},
    [{"type": "text", "text": "您好"}],
]
UNSAID = [
    ('{"name":"1.jpg","url":"https://x/1.jpg","size":1234}', MessageContent("", "image")),
    ('{"image_key": "img_1"}', MessageContent("", "image")),
    ('{"type": "image", "data": {"content": "https://x/1.jpg"}}', MessageContent("", "image")),
    (
        '{"type": "start_session", "data": {"text": "对话开始"}}',
        MessageContent("对话开始", "start_session"),
    ),
    ('{"fileName": "a.docx", "url": "https://x/a"}', MessageContent("", "file")),
    ('<?xml version="1.0"?>\n<msg>\n\t<img aeskey="ab"/>\n</msg>', MessageContent("", "img")),
    ('<msg><voicemsg endflag="1"/></msg>', MessageContent("", "voicemsg")),
    ('wxid_a:\n<msg><emoji md5="ab"/></msg>', MessageContent("", "emoji")),
    (
        "<msg><appmsg><title>冰箱</title><type>5</type></appmsg></msg>",
        MessageContent("冰箱", "appmsg"),
    ),
]


@pytest.mark.parametrize("value", SPOKEN)
def test_what_is_said(value: object) -> None:
    assert read_written(json.dumps(value)) == MessageContent("您好")


@pytest.mark.parametrize(("text", "written"), UNSAID)
def test_what_is_no_speech(text: str, written: MessageContent) -> None:
    assert read_written(text) == written


def test_a_reply_in_wechat_is_said() -> None:
    text = (
        "<msg><appmsg><title>好的</title><type>57</type>"
        "<refermsg><content>闭嘴吧</content></refermsg></appmsg></msg>"
    )
    assert read_written(text) == MessageContent("好的")


@pytest.mark.parametrize("text", ["您好", "[图片]", "{您好}", "[1]", "{}", "<b>您好</b>", "<msg"])
def test_other_messages_are_as_they_stand(text: str) -> None:
    assert read_written(text) is None


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_in_json_and_tables(load_bytes: Callable[..., Loaded], kind: str) -> None:
    texts = [*(json.dumps(each, ensure_ascii=False) for each in SPOKEN), *(t for t, _ in UNSAID)]
    turns = [{"角色": "客户", "内容": f"{text}"} for text in texts]
    if kind == "json":
        content = json.dumps(turns)
    else:
        rows = (turn["内容"].replace('"', '""') for turn in turns)
        content = "角色,内容\n" + "\n".join(f'客户,"{row}"' for row in rows)
    found = load_bytes(content.encode(), name=f"t.{kind}")
    [call] = found.calls
    assert [turn.text for turn in call.turns] == ["您好"] * len(SPOKEN)
    assert call.meta["events"] == ["对话开始", "冰箱"]
    assert found.warnings == ["messages-left"]
