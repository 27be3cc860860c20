"""Text that is no speech is refused with what to do; speech without labels is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.readers.text import not_speech as kinds
from scriptcheck.load.readers.text.not_speech import NotSpeech, not_speech

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

CASES: list[tuple[NotSpeech, str]] = [
    (kinds.MARKUP, '<?xml version="1.0"?>\n您好\n你好\n再见'),
    (kinds.MARKUP, '<call>\n<turn who="a">您好</turn>\n<turn who="b">我家冰箱坏了</turn>\n</call>'),
    (kinds.MARKUP, "您好<br/>请讲\n<b>我家冰箱坏了</b>"),
    (kinds.MARKUP, "{\\rtf1\\ansi 您好}"),
    (kinds.FIELDS, '"speaker": "甲",\n"text": "您好",\n"speaker": "乙",\n"text": "你好",'),
    (kinds.FIELDS, "x\n{'speaker': '甲', 'text': '您好'}\n{'speaker': '乙', 'text': '你好'}"),
    (kinds.FIELDS, '},\n{\n"content": "您好"\n},\n{\n"content": "你好"\n}'),
    (kinds.TABLE, "| 谁 | 话 |\n|---|---|\n| 甲 | 您好 |\n| 乙 | 你好 |"),
    (kinds.TABLE, "1,张三,您好,请讲\n2,李四,我家冰箱,坏了"),
    (kinds.TABLE, "张三,0.5,3.2,您好\n李四,3.4,5.5,你好"),
    (kinds.TABLE, "张三,您好\n李四,你好\n张三,请讲\n李四,冰箱坏了"),
    (kinds.TABLE, "张三\t您好\n李四\t你好"),
    (kinds.TABLE, "c1;2024-05-01;您好\nc1;2024-05-01;你好"),
    (kinds.TABLE, "utt_0001 您好请讲\nutt_0002 我家冰箱坏了"),
    (kinds.SETTINGS, "[asr]\nhost = 127.0.0.1\nmodel=paraformer\n; x\n[log]\nlevel=info"),
    (kinds.SETTINGS, "host: 127.0.0.1\nport: 8080\nlang: zh"),
    (kinds.SETTINGS, "- speaker: 张三\n  text: 您好\n- speaker: 李四\n  text: 你好"),
    (kinds.SETTINGS, "From: a@b.cn\nTo: c@d.cn\nSubject: 录音\n\n您好"),
    (
        kinds.LOG,
        "2024-05-01 10:00:00,1 INFO asr: 连接成功\n2024-05-01 10:00:01,1 ERROR x: 失败",
    ),
    (kinds.LOG, "INFO: 连接成功\nINFO: 开始识别\nERROR: 识别失败"),
    (kinds.LOG, "[2024-05-01 10:00:00] [DEBUG] 您好\n[2024-05-01 10:00:01] [info] 你好"),
    (kinds.LOG, "May  1 10:00:00 host sshd[12]: open\nMay  1 10:00:01 host sshd[12]: closed"),
    (kinds.LOG, '1.2.3.4 - - [01/May/2024:10:00:00] "GET / HTTP/1.1" 200 1\n' * 2),
    (kinds.LOG, 'Traceback (most recent call last):\n  File "x.py", line 3\nValueError: bad'),
    (kinds.CODE, 'import os\n\ndef main():\n    print("您好")\n    return 1\n'),
    (kinds.CODE, '#include <a.h>\nint main() {\n  printf("您好");\n  return 0;\n}'),
    (kinds.CODE, "INSERT INTO t VALUES (1, '您好');\nINSERT INTO t VALUES (2, '你好');"),
    (kinds.CODE, "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-您好\n+你好"),
    (kinds.LISTING, "/data/1.wav\n/data/2.wav\nhttps://example.com/3"),
    (kinds.ENCODED, "SGVsbG8gd29ybGQgc29tZSBsb25nIHN0cmluZyB0aGF0IGlzIGI2NA=="),
    (kinds.VOICES, "SPEAKER call 1 0.50 3.20 <NA> <NA> spk0 <NA> <NA>\n" * 2),
]
SPEECH = [
    "您好，请问有什么可以帮您？\n我家冰箱不制冷了。\n好的,请稍等,我查一下。",
    "好的,请稍等\n嗯,我等着\n没事,不急",
    "hello, how can I help you?\nmy fridge is broken\nreturn it to the shop, please",
    "- 您好\n- 你好",
    "-您好\n+您好",
    "# 通话记录\n\n您好，请讲\n* 我家冰箱坏了\n> 好的",
    "[noise] 您好\n<sil> 我家冰箱坏了\n<unk>",
    "他说：好的\n我说：不行",
    "10:30 到\n10:40 走",
    "00:00:01\t您好，请讲\n00:00:05\t我家冰箱坏了",
    "[00:01] 您好，请讲\n[00:05] 我家冰箱坏了",
    "一二三四五六七",
    "200\n300\n1,280元",
    "网址是 https://example.com/a\n好的我记一下",
    "客服：您好\n{broken\n客户：你好",
    "【坐席】<b>您好</b>\n【客户】<i>你好</i>",
    "客服：您好,1,2\n客户：你好,3,4",
    "INFO\n您好\n你好",
    "",
    "\ufeff",
]


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_what_is_no_speech_is_refused(
    load_bytes: Callable[..., Loaded], kind: NotSpeech, text: str
) -> None:
    assert not_speech(text.splitlines()) is kind
    loaded = load_bytes(text)
    assert (loaded.codes, loaded.calls) == (["not-speech"], [])
    (problem,) = loaded.problems
    assert kind.name.zh in problem.message.zh
    assert kind.name.en in problem.message.en
    assert "--input-format text" in problem.fix.zh


@pytest.mark.parametrize("text", SPEECH)
def test_speech_is_none_of_them(text: str) -> None:
    assert not_speech(text.splitlines()) is None


@pytest.mark.parametrize("text", SPEECH[:6])
def test_speech_without_labels_is_read_with_a_note(
    load_bytes: Callable[..., Loaded], text: str
) -> None:
    loaded = load_bytes(text)
    assert loaded.problems == []
    assert "no-labels" in loaded.warnings
    assert len(loaded.calls[0].turns) == len(list(filter(None, text.split("\n"))))


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_whoever_names_the_format_is_believed(
    load_bytes: Callable[..., Loaded], kind: NotSpeech, text: str
) -> None:
    assert kind
    loaded = load_bytes(text, input_format="text")
    assert loaded.codes == []
    assert loaded.calls[0].turns


def test_the_footer_of_otter_is_no_speech(load_bytes: Callable[..., Loaded]) -> None:
    text = (
        "Speaker 1  0:00\n您好，请讲\n\nSpeaker 2  0:04\n我家冰箱坏了\n\n"
        "Transcribed by https://otter.ai\n"
    )
    (call,) = load_bytes(text).calls
    assert [(turn.text, turn.start_ms) for turn in call.turns] == [
        ("您好，请讲", 0),
        ("我家冰箱坏了", 4000),
    ]
    assert call.meta["header"] == ["Transcribed by https://otter.ai"]


def test_the_heading_of_lyrics_is_no_speech(load_bytes: Callable[..., Loaded]) -> None:
    (call,) = load_bytes("[ti:通话]\n[00:00.50]您好，请讲\n[00:03.20]你好\n").calls
    assert [(turn.text, turn.start_ms) for turn in call.turns] == [
        ("您好，请讲", 500),
        ("你好", 3200),
    ]
    assert call.meta["header"] == ["[ti:通话]"]


def test_an_escaped_bar_ends_no_cell(load_bytes: Callable[..., Loaded]) -> None:
    text = "| 角色 | 内容 |\n|---|---|\n| 客服 | 您好 \\| 请讲 |\n| 客户 | 你好 |\n"
    assert [turn.text for turn in load_bytes(text).calls[0].turns] == ["您好 | 请讲", "你好"]


def test_tables_of_markdown_and_terminals_are_read(load_bytes: Callable[..., Loaded]) -> None:
    rule = "+------+------+\n"
    for text in (
        "| 角色 | 内容 |\n|:---|---|\n| 客服 | 您好 |\n| 客户 | 你好 |\n",
        f"{rule}| 角色 | 内容 |\n{rule}| 客服 | 您好 |\n| 客户 | 你好 |\n{rule}",
    ):
        loaded = load_bytes(text)
        assert [(turn.speaker, turn.text) for turn in loaded.calls[0].turns] == [
            ("agent", "您好"),
            ("customer", "你好"),
        ]
        assert (loaded.problems, loaded.warnings) == ([], [])


def test_times_alone_are_no_table(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("1\n00:00:01,000 --> 00:00:02,000\n\n2\n客服：您好\n\n客户：好", "x.md")
    assert loaded.problems == []
