"""Encodings told apart, on texts long and short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptcheck.load.encoding.detect import detect, plausibility

if TYPE_CHECKING:
    from scriptcheck import Call

SIMPLIFIED = [
    "客服：您好\n客户：你好",
    "客服：\n客户：喂",
    "A:嗯\nB:好的",
    "[00:03] 坐席：请讲\n[00:05] 机主：空调不制冷了",
    "您好请问有什么可以帮您",
    "工号8023：稍等，我帮您查一下订单。\n用户：行，快点啊！",
    "话务员：师傅明天上午到\n来电人：别迟到",
]
TRADITIONAL = [
    "客服：您好\n客戶：你好",
    "客服：\n客戶：喂",
    "A:嗯\nB:謝謝",
    "[00:03] 話務員：請講\n[00:05] 機主：冷氣不冷了",
    "您好請問有什麼可以幫您",
    "工號8023：稍等，我幫您查一下訂單。\n用戶：好，快點！",
]
UTF16 = ("utf-16-le", "utf-16-be")
SHORT = [
    (text, encoding)
    for text in (*SIMPLIFIED, *TRADITIONAL)
    for encoding in ("utf-8", "gb18030", *UTF16, *(["cp950"] if text in TRADITIONAL else []))
    # UTF-16 without a mark shows itself by line breaks, digits or blanks.
    if "\n" in text or encoding not in UTF16
]


@pytest.mark.parametrize(("text", "encoding"), SHORT)
def test_short_text(text: str, encoding: str) -> None:
    assert detect(text.encode(encoding)) == encoding


def test_cantonese_in_big5_with_its_additions() -> None:
    text = "客服：你好\n客戶：唔該，我部冷氣壞咗，佢哋話聽日嚟"
    assert detect(text.encode("big5hkscs")) in {"cp950", "big5hkscs"}
    assert detect("客戶：嘅㗎咗".encode("big5hkscs")) == "big5hkscs"


@pytest.mark.parametrize(
    ("mark", "codec", "expected"),
    [
        (b"\xef\xbb\xbf", "utf-8", "utf-8"),
        (b"\xff\xfe", "utf-16-le", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be", "utf-32-be"),
        (b"\x841\x953", "gb18030", "gb18030"),
    ],
)
def test_marks_decide(mark: bytes, codec: str, expected: str) -> None:
    assert detect(mark + "喂".encode(codec)) == expected


@pytest.mark.parametrize(
    "data",
    [b"", b"A: hello\nB: hi", b'{"call_id": "1"}', "客服：é".encode(), "😀".encode()],
)
def test_what_is_utf8_stays_so(data: bytes) -> None:
    assert detect(data) == "utf-8"


def test_ascii_in_utf16() -> None:
    assert detect("A: hello\nB: hi".encode("utf-16-le")) == "utf-16-le"
    assert detect("A: hello\nB: hi".encode("utf-16-be")) == "utf-16-be"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "cp950", "utf-16-le"])
def test_a_broken_byte_changes_nothing(encoding: str) -> None:
    data = ("客服：您好\n" * 5).encode(encoding)
    middle = len(data) // 4 * 2
    assert detect(data[:middle] + b"\xff\xff" + data[middle:]) == encoding
    assert detect(data[:-1]) == encoding


@pytest.mark.parametrize(
    "padding", ["", "\0" * 64, "x" * 20_000, "\0" + "x" * 20_000, "\0" * 20_000]
)
def test_what_stands_before_the_chinese_changes_nothing(padding: str) -> None:
    text = f"{padding}\n客服：您好，请讲"
    assert detect(text.encode("gb18030")) == "gb18030"
    assert detect(text.encode("utf-8")) == "utf-8"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\0\0\0\1\0\x08\6\0\0\0\xd1\xf0\x9f\xe3",
        "Привет, как дела".encode("cp1251"),
        "Höhe über alles".encode("latin-1"),
    ],
)
def test_what_is_no_chinese(data: bytes) -> None:
    assert detect(data) is None


def test_plausibility_prefers_what_calls_are_made_of() -> None:
    assert plausibility("您好，请讲") > plausibility("鼴鼱鰻鱺") > plausibility("\ue000\ufffd")
    assert plausibility("plain ASCII, only") == 0


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_have_an_answer(data: bytes) -> None:
    detect(data)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", *UTF16])
def test_real_calls(real_calls: list[Call], encoding: str) -> None:
    for call in real_calls:
        text = "\n".join(f"客服：{turn.text}" for turn in call.turns)
        assert detect(text.encode(encoding)) == encoding


def test_real_calls_in_big5(real_calls: list[Call]) -> None:
    from opencc import OpenCC

    traditional = OpenCC("s2tw").convert
    for call in real_calls:
        text = traditional("\n".join(f"客服：{turn.text}" for turn in call.turns))
        assert detect(text.encode("cp950", "ignore")) in {"cp950", "big5hkscs"}
