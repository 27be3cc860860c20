"""CHAT transcripts of CLAN and TalkBank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

HEAD = "@UTF8\n@Begin\n@Languages:\tzho\n"
PARTICIPANTS = "@Participants:\tAGT 客服 Investigator, CUS 客户 Participant\n"
LINES = (
    "*AGT:\t您好 , 这里 是 客服 . \x15300_2900\x15\n"
    "%com:\t背景有噪音\n"
    "*CUS:\t冰箱 不 制冷 了 . \x153200_5100\x15\n"
    "%mor:\tn|冰箱 adv|不\n\tv|制冷 sfp|了 .\n"
    "*AGT:\t请 您 稍等 , 我 帮 您\n\t查 一下 . \x155600_7900\x15\n"
    "@End\n"
)
SAID = [
    ("agent", "您好,这里是客服.", 300, 2900),
    ("customer", "冰箱不制冷了.", 3200, 5100),
    ("agent", "请您稍等,我帮您查一下.", 5600, 7900),
]


def _said(loaded: Loaded, number: int = 0) -> list[tuple[str, str, int | None, int | None]]:
    return [
        (turn.speaker.value, turn.text, turn.start_ms, turn.end_ms)
        for turn in loaded.calls[number].turns
    ]


@pytest.mark.parametrize("name", ["x.cha", "x.txt", "x"])
def test_speakers_and_times(load_bytes: Callable[..., Loaded], name: str) -> None:
    loaded = load_bytes(HEAD + PARTICIPANTS + LINES, name)
    assert _said(loaded) == SAID
    (call,) = loaded.calls
    assert call.meta["header"] == [
        "@Languages: zho",
        "@Participants: AGT 客服 Investigator, CUS 客户 Participant",
    ]
    (left,) = call.warnings
    assert left.code == "text-left"
    assert "2 lines annotate others (%com, %mor)" in left.message.en


@pytest.mark.parametrize(
    "participants",
    [
        "",
        "@Participants:\tAGT Agent, CUS Customer\n",
        "@Participants:\tAGT 王丽 Agent,\n\tCUS Zhao_Min Customer\n",
    ],
)
def test_codes_and_roles(load_bytes: Callable[..., Loaded], participants: str) -> None:
    loaded = load_bytes(HEAD + participants + LINES, "x.cha")
    assert [turn[0] for turn in _said(loaded)] == ["agent", "customer", "agent"]


def test_codes_that_name_nobody_are_labels(load_bytes: Callable[..., Loaded]) -> None:
    (call,) = load_bytes("@Begin\n*WLI:\t您好 .\n*ZMI:\t你好 .\n@End\n", "x.cha").calls
    assert call.meta["speaker_labels"] == ["WLI", "ZMI"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("<我 想> [/] 我 想 问 一下 ?", "我想我想问一下?"),
        ("冰箱 [: 冷柜] [*] 坏 了 +...", "冰箱坏了."),
        ("那个 (.) 要 (1.5) 多久 +/?", "那个要多久?"),
        ("&-嗯 &=咳嗽 好 的 .", "嗯好的."),
        ('+" 明天 来 .', "明天来."),
        ("用 Wi-Fi@s:eng 连 .", "用 Wi-Fi 连."),
        ("0 [=! laughs] .", None),
        ("I want a refund , please .", "I want a refund, please."),
        ('好 的 . \x15a_0501_300_400\x15 谢谢 . \x15%snd:"a"_500_900\x15', "好的. 谢谢."),
    ],
)
def test_marks_of_transcribers(
    load_bytes: Callable[..., Loaded], written: str, said: str | None
) -> None:
    (call,) = load_bytes(f"@Begin\n*CUS:\t{written}\n*AGT:\t好 .\n@End\n", "x.cha").calls
    assert [turn.text for turn in call.turns] == [*([said] if said else []), "好."]


def test_times_of_several_parts(load_bytes: Callable[..., Loaded]) -> None:
    text = "@Begin\n*CUS:\t好 . \x15a_300_400\x15 谢谢 . \x15500_900\x15\n"
    assert _said(load_bytes(text, "x.cha")) == [("customer", "好. 谢谢.", 300, 900)]


def test_files_put_together(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes((HEAD + PARTICIPANTS + LINES) * 2, "x.cha")
    assert [call.call_id for call in loaded.calls] == ["x#1", "x#2"]
    assert _said(loaded) == _said(loaded, 1) == SAID
    assert loaded.warnings.count("parted-calls") == 2


def test_other_lines_are_reported(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("@Begin\n*AGT:\t您好 .\n客户：你好\n*CUS:\t好 .\n", "x.cha")
    assert loaded.codes == ["bad-annotation"]
    assert loaded.problems[0].line == 3
    assert [turn.text for turn in loaded.calls[0].turns] == ["您好.", "好."]


def test_a_file_in_which_nobody_speaks(load_bytes: Callable[..., Loaded]) -> None:
    assert load_bytes("@Begin\n@Languages:\tzho\n@End\n", "x.cha").codes == ["empty-file"]


def test_labelled_text_that_begins_with_such_a_word_is_none(
    load_bytes: Callable[..., Loaded],
) -> None:
    loaded = load_bytes("@客服 请看\n客服：您好\n客户：@Begin 是什么\n")
    assert [turn.speaker.value for turn in loaded.calls[0].turns][-2:] == ["agent", "customer"]
