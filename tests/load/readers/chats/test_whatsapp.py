"""What WhatsApp writes itself among the messages of a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.readers.chats.whatsapp import read_whatsapp

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

LRM = "\u200e"
ASK, ANSWER = "您好，请问有什么可以帮您？", "我家冰箱不制冷了。"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        *(
            (f"{LRM}{what}已忽略", "media")
            for what in ("图像", "视频", "音频", "文档", "贴图", "联系人名片", "影片", "語音訊息")
        ),
        (f"{LRM}GIF 动态图已被忽略", "media"),
        (f"{LRM}GIF已忽略", "media"),
        *(
            (f"{LRM}{what} omitted", "media")
            for what in ("image", "video", "audio", "sticker", "document", "GIF", "Contact card")
        ),
        (f"{LRM}<附件：00000012-PHOTO-2024-05-01-10-00-00.jpg>", "media"),
        (f"{LRM}<attached: 00000012-PHOTO-2024-05-01-10-00-00.jpg>", "media"),
        (f"{LRM}发票.pdf • {LRM}2 页 {LRM}文档已忽略", "media"),
        (f"{LRM}此消息已删除。", "deleted"),
        (f"{LRM}此訊息已刪除。", "deleted"),
        (f"{LRM}您已删除此消息。", "deleted"),
        (f"{LRM}你刪除了這則訊息", "deleted"),
        (f"{LRM}This message was deleted.", "deleted"),
        (f"{LRM}You deleted this message.", "deleted"),
        ("此消息已删除。", "deleted"),
        ("This message was deleted.", "deleted"),
        (f"{LRM}消息和通话已进行端到端加密。对话之外的任何人都无法读取或收听。", "event"),
        (f"{LRM}訊息和通話經端對端加密。", "event"),
        (f"{LRM}Messages and calls are end-to-end encrypted. No one can read them.", "event"),
        ("消息和通话已进行端到端加密。", "event"),
        (f"{LRM}赵敏已成为联系人", "event"),
        (f"{LRM}您与赵敏的安全码已更改。{LRM}轻触以了解详情。", "event"),
        (f"{LRM}未接语音通话。{LRM}轻触回拨", "call"),
        (f"{LRM}未接視像通話", "call"),
        (f"{LRM}语音通话，{LRM}2 分钟", "call"),
        (f"{LRM}Missed video call. {LRM}Tap to call back", "call"),
        (f"{LRM}Voice call. {LRM}2 min", "call"),
        (f"{LRM}位置：https://maps.google.com/?q=31.2,121.4", "location"),
        (f"{LRM}Location: https://maps.google.com/?q=31.2,121.4", "location"),
        (f"{LRM}投票：\n哪天上门？\n{LRM}选项：周一 （1 票）", "poll"),
        (f"{LRM}POLL:\n哪天上门？\n{LRM}OPTION: 周一 (1 vote)", "poll"),
    ],
)
def test_what_nobody_says(written: str, kind: str) -> None:
    found = read_whatsapp(written)
    assert found.kind == kind
    assert LRM not in found.text


@pytest.mark.parametrize(
    ("written", "said", "besides"),
    [
        (f"{ASK}{LRM}<此消息已被编辑>", ASK, ("edited",)),
        (f"{ASK} {LRM}<这条消息已经过编辑>", ASK, ("edited",)),
        (f"{ASK} {LRM}<This message was edited>", ASK, ("edited",)),
        (f"{ASK} <This message was edited>", ASK, ("edited",)),
        (f"{ANSWER} {LRM}图像已忽略", ANSWER, ("media",)),
        (f"{ANSWER}\n{LRM}<attached: 1.jpg>", ANSWER, ("media",)),
        # The mark may also stand before what somebody has copied.
        (f"{LRM}{ASK}", ASK, ()),
        (f"{LRM}语音没有声音", "语音没有声音", ()),
        (f"订单号是{LRM}20240501", "订单号是20240501", ()),
        # Without the mark these are words as people write them.
        ("图像已忽略，看不到", "图像已忽略，看不到", ()),
        ("删除消息。", "删除消息。", ()),
        ("你们的通话是端到端加密吗？", "你们的通话是端到端加密吗？", ()),
        ("未接语音通话是你们打的吗", "未接语音通话是你们打的吗", ()),
        ("位置：人民路 1 号", "位置：人民路 1 号", ()),
        ("投票：好", "投票：好", ()),
        ("安全码是多少", "安全码是多少", ()),
    ],
)
def test_what_people_write_stays(written: str, said: str, besides: tuple[str, ...]) -> None:
    assert read_whatsapp(written) == (said, "", besides)


@pytest.mark.parametrize("clock", ["上午11:59:5{}", "11:59:5{}"])
def test_names_before_what_whatsapp_writes(load_bytes: Callable[..., Loaded], clock: str) -> None:
    lines = [
        f"客服王丽: {LRM}消息和通话已进行端到端加密。",
        f"客服王丽: {ASK}",
        f"赵敏: {ANSWER}",
        f"赵敏: {LRM}图像已忽略",
        f"赵敏: {LRM}此消息已删除。",
        f"客服王丽: 请您稍等。{LRM}<此消息已被编辑>",
    ]
    text = "".join(f"[2024/5/1 {clock.format(n)}] {line}\n" for n, line in enumerate(lines))
    text = text.replace("[2024/5/1 ", f"{LRM}[2024/5/1 ", 4)
    (call,) = load_bytes(text).calls
    assert [(turn.speaker.value, turn.text, turn.start_ms) for turn in call.turns] == [
        ("agent", ASK, 0),
        ("unknown", ANSWER, 1000),
        ("agent", "请您稍等。", 4000),
    ]
    assert call.meta["events"] == ["消息和通话已进行端到端加密。"]
    (left,) = [each for each in call.warnings if each.code == "messages-left"]
    assert "4 条" in left.message.zh
    assert "deleted, edited, event, media" in left.message.en
