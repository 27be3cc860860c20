"""Chats in text: WhatsApp, LINE, QQ, Zoom."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.readers.chats.chat_moments import dates_of
from scriptcheck.load.roles.unknown_labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

ASK, ANSWER, MORE = "您好，请问有什么可以帮您？", "我家冰箱不制冷了。", "很急"
SAID = [("王丽", ASK, 0), ("李先生", f"{ANSWER}\n{MORE}", 5000), ("王丽", "好的", 3_600_000)]


def said(loaded: Loaded) -> list[tuple[str | None, str, int | None]]:
    (call,) = loaded.calls
    labels = call.meta.get(LABELS) or [turn.speaker.value for turn in call.turns]
    return [(label, t.text, t.start_ms) for label, t in zip(labels, call.turns, strict=True)]


def lines(form: str, *clocks: str, above: str = "") -> str:
    names = ("王丽", "李先生", "王丽")
    texts = (ASK, f"{ANSWER}\n{MORE}", "好的")
    heads = zip(clocks, names, texts, strict=True)
    return above + "".join(f"{form.format(*each)}\n" for each in heads)


DAY = "2024-05-01T10:00:00"
QQ = "消息记录\n=====\n消息对象:李先生\n\n"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (lines("[2024/5/1 {}] {}: \u200e{}", "10:00:00", "10:00:05", "11:00:00"), DAY),
        (lines("[1/5/24, {}] {}: {}", "10:00:00", "10:00:05", "11:00:00"), None),
        (
            lines("[31/5/24 {}] {}: {}", "上午10:00:00", "上午10:00:05", "上午11:00:00"),
            "2024-05-31",
        ),
        (
            lines("[5/31/24 {}] {}: {}", "10:00:00\u202fAM", "10:00:05 AM", "11:00:00 am"),
            "2024-05-31",
        ),
        (lines("2024-05-01 {} {}(10001)\n{}", "10:00:00", "10:00:05", "11:00:00", above=QQ), DAY),
        (lines("[{}] <{}> {}", "10:00:00", "10:00:05", "11:00:00"), None),
        (lines("{1} 05-01 {0}\n{2}", "10:00:00", "10:00:05", "11:00:00"), None),
        (lines("{1} 5月1日 {0}\n{2}", "10:00:00", "10:00:05", "11:00:00"), None),
        (lines("{}\t From  {} : {}", "10:00:00", "10:00:05", "11:00:00"), None),
        (lines("{} From {} to Everyone:\n\t{}", "10:00:00", "10:00:05", "11:00:00"), None),
        (lines("{} 从 {} 到 所有人：\n{}", "10:00:00", "10:00:05", "11:00:00"), None),
    ],
)
def test_styles(load_bytes: Callable[..., Loaded], text: str, start: str | None) -> None:
    loaded = load_bytes(text, "x.txt")
    assert said(loaded) == SAID
    assert loaded.calls[0].meta["channel"] == "chat"
    assert (loaded.calls[0].meta.get("start_time") or "").startswith(start or "")
    assert ("start_time" in loaded.calls[0].meta) is (start is not None)
    assert (loaded.problems, loaded.warnings) == ([], ["unnamed-speakers"])


@pytest.mark.parametrize(
    "text",
    [
        lines("5/1/24, {} - {}: {}", "10:00", "10:01", "11:00"),
        lines("2024/5/1 {} - {}: {}", "10:00", "10:01", "11:00"),
        lines("01/05/2024, {} - {}: {}", "10:00 pm", "10:01 pm", "11:00 pm"),
        lines("2024.05.01 下午{} - {}: {}", "10:00", "10:01", "11:00"),
        lines("({}) {}: {}", "10:00:00 AM", "10:01:00 AM", "11:00:00 AM", above="Started: x\n"),
        lines("{}\t{}\t{}", "10:00", "10:01", "11:00", above="[LINE] x\n\n2024/05/01（三）\n"),
        lines("{}\t{}\t{}", "10:00 AM", "10:01 AM", "11:00 AM", above="Wed, 05/01/2024\n"),
    ],
)
def test_styles_of_minutes(load_bytes: Callable[..., Loaded], text: str) -> None:
    minutes = [(label, spoken, at and at // 60_000) for label, spoken, at in said(load_bytes(text))]
    assert minutes == [("王丽", ASK, 0), ("李先生", f"{ANSWER}\n{MORE}", 1), ("王丽", "好的", 60)]


def test_what_is_no_text_is_counted(load_bytes: Callable[..., Loaded]) -> None:
    text = (
        "5/1/24, 10:00 - 消息和通话已进行端到端加密。\n"
        f"5/1/24, 10:00 - 客服王丽: {ASK}\n"
        "5/1/24, 10:01 - 李先生: <Media omitted>\n"
        "5/1/24, 10:01 - 李先生: 图片已忽略\n"
        f"5/1/24, 10:02 - 李先生: {ANSWER}\n"
    )
    loaded = load_bytes(text)
    assert [(t.speaker.value, t.text) for t in loaded.calls[0].turns] == [
        ("agent", ASK),
        ("unknown", ANSWER),
    ]
    assert loaded.calls[0].meta["events"] == ["消息和通话已进行端到端加密。"]
    (left,) = [each for each in loaded.calls[0].warnings if each.code == "messages-left"]
    assert "3 条" in left.message.zh


@pytest.mark.parametrize(
    "text",
    [
        lines("[2024-05-01 {}] {}: {}", "10:00:00", "10:00:05", "11:00:00"),
        "2024-05-01 10:00:00 客服\n您好\n2024-05-01 10:00:05 客户\n你好\n",
        "[00:01] 客服：您好\n[00:05] 客户：你好\n",
    ],
)
def test_calls_of_other_systems_are_no_chats(load_bytes: Callable[..., Loaded], text: str) -> None:
    assert "channel" not in load_bytes(text).calls[0].meta


def test_names_above_what_is_said(load_bytes: Callable[..., Loaded]) -> None:
    text = lines("2024-05-01 {} {}\n{}", "10:00:00", "10:00:05", "11:00:00")
    loaded = load_bytes(text)
    assert said(loaded) == SAID
    assert "channel" not in loaded.calls[0].meta


@pytest.mark.parametrize(
    ("texts", "first", "span", "is_certain"),
    [
        (["2024/5/1", "2024/5/2"], "2024-05-01", 1, True),
        (["31/5/24", "1/6/24"], "2024-05-31", 1, True),
        (["5/31/24", "6/1/24"], "2024-05-31", 1, True),
        (["5/1/24", "6/1/24"], "2024-01-05", 1, False),
        (["1/5/24", "1/6/24"], "2024-01-05", 1, False),
        (["3/3/24"], "2024-03-03", 0, True),
    ],
)
def test_days(texts: list[str], first: str, span: int, is_certain: bool) -> None:
    days, certain = dates_of(texts)
    assert days is not None
    assert days[0] == datetime.fromisoformat(first)
    assert (days[-1] - days[0], certain) == (timedelta(days=span), is_certain)


@pytest.mark.parametrize("texts", [["32/13/24"], ["1/5"], ["1/5/24", ""], ["2024/2/30"]])
def test_what_is_no_day(texts: list[str]) -> None:
    assert dates_of(texts)[0] is None


def test_what_stands_above_two_messages_of_qq(load_bytes: Callable[..., Loaded]) -> None:
    bar = "=" * 64
    head = "消息记录（此消息记录为文本格式，不支持重新导入）"
    above = "\n".join([head, "", bar, "消息分组:我的好友", bar, "消息对象:李先生", bar, "", ""])
    text = lines("2024-05-01 {} {}(10001)\n{}", "9:00:00", "9:00:05", "10:00:00", above=above)
    loaded = load_bytes(text, "x.txt")
    assert said(loaded) == SAID
    assert head in loaded.calls[0].meta["header"]
