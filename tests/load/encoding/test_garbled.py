"""Texts that were decoded wrongly before they came here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Call
    from tests.load.conftest import Loaded

SAID = ["您好，请问有什么可以帮您？", "我家冰箱不制冷了", "好的，请您稍候"]


def as_gbk(text: str) -> str:
    """Return ``text`` as a reader of GBK sees its UTF-8, with what is none lost."""
    return text.encode().decode("gbk", "replace")


def codes(call: Call) -> set[str]:
    return {warning.code for warning in call.warnings}


def canonical(texts: list[str]) -> str:
    turns = [{"speaker": "agent", "text": text} for text in texts]
    return json.dumps({"call_id": "m", "turns": turns}, ensure_ascii=False)


@pytest.mark.parametrize("is_escaped", [False, True])
def test_utf8_taken_for_gbk_is_put_right(
    load_bytes: Callable[..., Loaded], *, is_escaped: bool
) -> None:
    wrong = as_gbk("你好")
    assert wrong == "浣犲ソ"
    turns = [{"role": "客服", "content": wrong}, {"role": "客户", "content": "喂"}]
    text = json.dumps({"dialog": turns}, ensure_ascii=is_escaped)
    (call,) = load_bytes(text, "x.json").calls
    assert [turn.text for turn in call.turns] == ["你好", "喂"]
    assert "mojibake" in codes(call)


def test_canonical_calls_are_put_right(load_bytes: Callable[..., Loaded]) -> None:
    (call,) = load_bytes(canonical([as_gbk("你好"), "您好"]), "x.json").calls
    assert [turn.text for turn in call.turns] == ["你好", "您好"]
    assert "mojibake" in codes(call)


@pytest.mark.parametrize(
    "texts",
    [
        [as_gbk(text) for text in SAID],
        ["锟斤拷好，锟斤拷尔客锟斤拷中心", "锟斤拷家冰锟斤拷不制锟斤拷了"],
    ],
)
def test_what_cannot_be_put_right_is_warned_of(
    load_bytes: Callable[..., Loaded], texts: list[str]
) -> None:
    (call,) = load_bytes(canonical(texts), "x.json").calls
    assert "mojibake" in codes(call)


@pytest.mark.parametrize(
    "texts",
    [
        SAID,
        ["您好，請問有什麼可以幫您？", "冰箱壞了，唔該你睇下"],
        ["Hello, how can I help you?"],
        ["浣熊"],
        ["联通"],
    ],
)
def test_usual_texts_are_left_alone(load_bytes: Callable[..., Loaded], texts: list[str]) -> None:
    (call,) = load_bytes(canonical(texts), "x.json").calls
    assert [turn.text for turn in call.turns] == texts
    assert "mojibake" not in codes(call)
