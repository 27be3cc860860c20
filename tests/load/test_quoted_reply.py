"""Replies that repeat the message they answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.quoted_reply import read_reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

REPLIES = [
    "这是一条引用/回复消息：\n“张先生：\n冰箱坏了，闭嘴吧”\n------\n好的，再见",
    '这是一条引用/回复消息：\n"张先生：\n冰箱坏了，闭嘴吧"\n------\n好的，再见',
    "这是一条引用/回复消息：\n“张先生：\n“您好”\n------\n冰箱坏了，闭嘴吧”\n------\n好的，再见",
    "「张先生：冰箱坏了，闭嘴吧」\n- - - - - - - - - - - - - - -\n好的，再见",
    "「张先生：冰箱坏了\n闭嘴吧」\n—————————\n好的，再见",
]


@pytest.mark.parametrize("text", REPLIES)
def test_the_quote_and_the_reply(text: str) -> None:
    found = read_reply(text)
    assert found is not None
    assert found.reply == "好的，再见"
    assert found.quote.startswith("张先生：")
    assert found.quote.endswith("闭嘴吧")


@pytest.mark.parametrize(
    "text",
    [
        "好的，再见",
        "「冰箱」\n- - - - - - -\n好的",
        "我说「张先生：您好」\n- - - - - - -\n好的",
        "「张先生：您好」\n好的",
        "您的订单：\n------\n冰箱一台",
    ],
)
def test_no_reply(text: str) -> None:
    assert read_reply(text) is None


@pytest.mark.parametrize("text", REPLIES)
def test_quotes_in_an_archive_of_wecom(load_bytes: Callable[..., Loaded], text: str) -> None:
    customer = "wmAbCdEfGhIjKlMnOpQrStUv"
    messages = [
        {
            "msgid": str(number),
            "from": sender,
            "tolist": [to],
            "msgtime": 1_714_528_800_000 + number,
            "msgtype": "text",
            "text": {"content": said},
        }
        for number, (sender, to, said) in enumerate(
            [(customer, "WangLi", "冰箱坏了，闭嘴吧"), ("WangLi", customer, text)]
        )
    ]
    found = load_bytes("\n".join(map(json.dumps, messages)).encode(), name="t.jsonl")
    [call] = found.calls
    assert [turn.text for turn in call.turns] == ["冰箱坏了，闭嘴吧", "好的，再见"]
    assert len(call.meta["quotes"]) == 1
    assert found.warnings == ["quoted-reply"]


def test_quotes_in_json_and_tables(load_bytes: Callable[..., Loaded]) -> None:
    turns = [{"role": "customer", "text": "闭嘴吧"}, {"role": "agent", "text": REPLIES[0]}]
    cell = REPLIES[0].replace("“", "「").replace("”", "」")
    table = f'角色,内容\n客户,闭嘴吧\n客服,"{cell}"\n'
    for found in (
        load_bytes(json.dumps(turns).encode(), name="t.json"),
        load_bytes(table.encode(), name="t.csv"),
    ):
        assert [turn.text for turn in found.calls[0].turns] == ["闭嘴吧", "好的，再见"]
        assert found.warnings == ["quoted-reply"]


def test_a_reply_without_words_is_no_turn(load_bytes: Callable[..., Loaded]) -> None:
    turns = [{"role": "customer", "text": "您好"}, {"role": "agent", "text": REPLIES[3][:-5]}]
    found = load_bytes(json.dumps(turns).encode(), name="t.json")
    assert [turn.text for turn in found.calls[0].turns] == ["您好"]


def test_quotes_that_never_end_are_none() -> None:
    assert read_reply("「张：" + "」\n" * 9000) is None
    assert read_reply("「张：" + "」\n- - - -" * 2000) is None
