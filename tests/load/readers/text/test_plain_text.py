"""Labelled text: what becomes of each kind of line."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptcheck import Speaker, Turn
from scriptcheck.load.readers.text.plain_text import parse_plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

SPEAKERS = {
    "A": Speaker.AGENT,
    "C": Speaker.CUSTOMER,
    "S": Speaker.SYSTEM,
    "U": Speaker.UNKNOWN,
}
Said: TypeAlias = list[tuple[str, str]]


def said(text: str) -> Said:
    """Return who says what in ``text``; A, C, S and U stand for the speakers."""
    letters = {speaker: letter for letter, speaker in SPEAKERS.items()}
    turns = parse_plain_text(text, call_id="test").turns
    return [(letters[turn.speaker], turn.text) for turn in turns]


def times(text: str) -> list[tuple[int | None, int | None]]:
    turns = parse_plain_text(text, call_id="test").turns
    return [(turn.start_ms, turn.end_ms) for turn in turns]


def codes(text: str) -> list[str]:
    return [warning.code for warning in parse_plain_text(text, call_id="test").warnings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("客服：您好\n客户：你好", [("A", "您好"), ("C", "你好")]),
        ("坐席: 您好\n用户: 你好", [("A", "您好"), ("C", "你好")]),
        (
            "话务员：您好\n来电人：你好\n系统：转接中",
            [("A", "您好"), ("C", "你好"), ("S", "转接中")],
        ),
        ("A：您好\nB：你好", [("A", "您好"), ("C", "你好")]),
        ("agent: 您好\ncustomer: 你好", [("A", "您好"), ("C", "你好")]),
        ("工号8023：您好\n机主：你好", [("A", "您好"), ("C", "你好")]),
        ("  客服：您好  \n\t客户：你好\t", [("A", "您好"), ("C", "你好")]),
        ("客户：你好", [("C", "你好")]),
        # Several speakers in one line.
        ("【坐席】您好【客户】你好【坐席】再见", [("A", "您好"), ("C", "你好"), ("A", "再见")]),
        ("[坐席]您好 [客户]你好", [("A", "您好"), ("C", "你好")]),
        ("客服：您好。客户：你好", [("A", "您好。"), ("C", "你好")]),
        ("客服：您好 客户：你好", [("A", "您好"), ("C", "你好")]),
        ("客服：您好 [00:05] 客户：你好", [("A", "您好"), ("C", "你好")]),
        # Lines that go on.
        ("客服：您好\n请讲\n客户：你好", [("A", "您好\n请讲"), ("C", "你好")]),
        ("客服：您好\n\n\n请讲", [("A", "您好\n请讲")]),
        ("客服：\n您好\n客户：\n你好", [("A", "您好"), ("C", "你好")]),
        ("客服：您好\n客服热线是几号", [("A", "您好\n客服热线是几号")]),
        ("客服：您好\n客服 您稍等", [("A", "您好\n客服 您稍等")]),
        # Colons and words within what is said.
        ("客服：他说：客户您好", [("A", "他说：客户您好")]),
        ("客服：您好\n他说：客户您好", [("A", "您好\n他说：客户您好")]),
        ("客服：我跟客户：您说", [("A", "我跟客户：您说")]),
        ("客服：【重要】您好", [("A", "【重要】您好")]),
        ("客服：地址：中山路", [("A", "地址：中山路")]),
        ("客服：电话是（客户）留的", [("A", "电话是（客户）留的")]),
        # Turns in which nothing is said are turns.
        ("客服：您好\n客户：\n客服：在吗", [("A", "您好"), ("C", ""), ("A", "在吗")]),
        # Line ends of all kinds.
        ("客服：您好\r\n客户：你好\r\n", [("A", "您好"), ("C", "你好")]),
        ("客服：您好\r客户：你好", [("A", "您好"), ("C", "你好")]),
        ("客服：您好\u2028客户：你好", [("A", "您好"), ("C", "你好")]),
        # Byte order marks in the middle, where files were joined.
        ("\ufeff客服：您好\n\ufeff客户：\ufeff你好", [("A", "您好"), ("C", "你好")]),
        # Marks of direction, as chats are exported with.
        ("\u202a客服\u202c：您好\n\u200e客户：你好", [("A", "您好"), ("C", "你好")]),
        ("\u2066[10:00] 客服\u2069：您好\n\u061c客户：你好", [("A", "您好"), ("C", "你好")]),
        # A and B are speakers only where there is no other.
        (
            "客服：您选\nA：十元\nB：二十元\n客户：A",
            [("A", "您选\nA：十元\nB：二十元"), ("C", "A")],
        ),
        ("A：您好\nB：我选\nA", [("A", "您好"), ("C", "我选\nA")]),
        # A word alone on a line.
        ("客服\n您好\n客户\n你好", [("A", "您好"), ("C", "你好")]),
        ("客服\n您好", [("A", "您好")]),
        ("客服 00:03\n您好\n客户 00:05\n你好", [("A", "您好"), ("C", "你好")]),
        ("客服：您是\n客户：我是\n机主", [("A", "您是"), ("C", "我是\n机主")]),
        ("您好\n机主\n再见", [("U", "您好"), ("U", "机主"), ("U", "再见")]),
        # No labels at all.
        ("您好\n你好", [("U", "您好"), ("U", "你好")]),
        ("", []),
        (" \n\u3000\n", []),
    ],
)
def test_who_says_what(text: str, expected: Said) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[00:03.2] 客服：您好\n[00:05] 客户：你好", [(3_200, None), (5_000, None)]),
        ("00:00:03 客服：您好", [(3_000, None)]),
        ("00:03 客服：您好", [(3_000, None)]),
        ("(00:03)客服：您好", [(3_000, None)]),
        ("客服 00:03：您好", [(3_000, None)]),
        ("客服：[00:03] 您好", [(3_000, None)]),
        ("00:00:03,250 --> 00:00:05,000\n客服：您好", [(3_250, 5_000)]),
        ("00:00:03,250 --> 00:00:05,000 客服：您好", [(3_250, 5_000)]),
        ("客服：\n00:03\n您好", [(3_000, None)]),
        ("客服：您好 [00:05] 客户：你好", [(None, None), (5_000, None)]),
        # A time of its own begins a turn, of the same speaker.
        ("客服：您好\n[00:05] 请讲", [(None, None), (5_000, None)]),
        # Bare times are times only where lines begin with them.
        ("客服：您好\n10:30 可以吗", [(None, None)]),
        ("00:03 客服：您好\n00:05 可以吗", [(3_000, None), (5_000, None)]),
        ("00:03 您好\n00:05 你好", [(3_000, None), (5_000, None)]),
        ("您好\n10:30 可以吗\n好\n好的", [(None, None)] * 4),
        # Times with a date count from the first.
        (
            "2024-05-01 10:00:03 客服：您好\n2024-05-01 10:00:05 客户：你好",
            [(0, None), (2_000, None)],
        ),
    ],
)
def test_when(text: str, expected: list[tuple[int | None, int | None]]) -> None:
    assert times(text) == expected


def test_times_are_not_part_of_what_is_said() -> None:
    text = "00:03 客服：您好\n[00:05] 请讲\n00:07 客户 00:08：好\n00:00:09 谢谢"
    assert said(text) == [("A", "您好"), ("A", "请讲"), ("C", "好"), ("C", "谢谢")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("客服：您好\n10:30 可以吗", [("A", "您好\n10:30 可以吗")]),
        ("客服：几点\n客户：\n10:30", [("A", "几点"), ("C", "10:30")]),
        ("客服：10:30 可以吗", [("A", "10:30 可以吗")]),
    ],
)
def test_a_time_that_is_spoken_of_stays(text: str, expected: Said) -> None:
    assert said(text) == expected


def test_dated_times_give_the_start_of_the_call() -> None:
    call = parse_plain_text("2024-05-01 10:00:03 客服：您好", call_id="test")
    assert call.meta == {"start_time": "2024-05-01T10:00:03"}


def test_numbers_of_subtitles_are_left_out() -> None:
    first = "1\n00:00:03,250 --> 00:00:05,000\n客服：您好\n"
    text = f"{first}\n2\n00:00:06,000 --> 00:00:07,000\n客户：1\n"
    assert said(text) == [("A", "您好"), ("C", "1")]


def test_a_header_is_kept_as_call_data() -> None:
    call = parse_plain_text("录音编号：0501\n工号：8023\n-----\n客服：您好", call_id="test")
    assert call.turns == (Turn(Speaker.AGENT, "您好"),)
    assert call.meta == {"header": ["录音编号：0501", "工号：8023", "-----"]}
    (warning,) = call.warnings
    assert (warning.code, warning.line, warning.fix.zh) == ("text-before-label", 1, "")
    assert "3 行存入" in warning.message.zh
    assert "算作" not in warning.message.zh


def test_other_text_before_the_first_label_is_said_by_somebody() -> None:
    text = "您好，请讲\n客户：你好"
    assert said(text) == [("U", "您好，请讲"), ("C", "你好")]
    (warning,) = parse_plain_text(text, call_id="test").warnings
    assert warning.code == "text-before-label"
    assert "1 行算作" in warning.message.zh
    assert "存入" not in warning.message.zh
    assert warning.fix.zh


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("您好\n你好", "no-labels", None),
        ("客服：您好 客户：你好", "inline-labels", 1),
        ("客服：您好\n李经理：你好", "unknown-label", 2),
        ("客服：您好\nA：你好", "unknown-label", 2),
        ("[00:03]\n[00:05] 客服：您好", "time-without-text", 1),
        ("客服：您好\n[00:05]", "time-without-text", 2),
        ("[00:05 - 00:03] 客服：您好", "end-before-start", None),
        ("[00:03 - 00:03] 客服：您好", "times-zero", None),
        ("[00:03] 客服：您好\n客户：你好", "times-missing", None),
        ("[00:05] 客服：您好\n[00:03] 客户：你好", "times-backwards", None),
        ("[00:01 - 00:05] 客服：您好\n[00:03 - 00:06] 客服：请讲", "times-overlap", None),
    ],
)
def test_guesses_are_warnings(text: str, code: str, line: int | None) -> None:
    call = parse_plain_text(text, call_id="test", source="a.txt")
    assert [(w.code, w.source, w.line) for w in call.warnings] == [(code, "a.txt", line)]
    assert all(warning.message.zh and warning.message.en for warning in call.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "客服：您好\n客户：你好",
        "【坐席】您好【客户】你好",
        "客服：您好\n他说：好的",
        "客服：您好\n请讲",
        "客服：您好\n10:30 可以吗",
        "",
    ],
)
def test_ordinary_text_gives_no_warnings(text: str) -> None:
    assert codes(text) == []


def test_many_unknown_labels_are_one_warning() -> None:
    text = "客服：您好\n" + "\n".join(f"甲{number}号：好" for number in range(9))
    (warning,) = parse_plain_text(text, call_id="test").warnings
    assert "等 9 个" in warning.message.zh
    assert "and 4 more" in warning.message.en


def test_the_place_of_an_inline_label() -> None:
    (warning,) = parse_plain_text("客服：好\n客服：您好 客户：你好", call_id="test").warnings
    assert (warning.line, warning.column) == (2, 7)


def test_the_file_of_blanks_is_empty(load_bytes: Callable[..., Loaded]) -> None:
    assert load_bytes(" \r\n\t\n").codes == ["empty-file"]


def test_a_line_alone_is_said_by_somebody(load_bytes: Callable[..., Loaded]) -> None:
    assert load_bytes("录音编号：0501\n").calls[0].turns[0].text == "录音编号：0501"


words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1).filter(
    # What is said here must not look like a label, a time or a line of its own.
    lambda text: (
        not set(text) & set("【[〔(（<:：﹕︰.。!！?？;；…0123456789")
        and text == text.strip()
        and len(text.splitlines()) == 1
        and not any(char.isdecimal() for char in text)
    )
)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["客服", "客户"]), words), min_size=1))
def test_what_is_written_is_read(turns: list[tuple[str, str]]) -> None:
    text = "\n".join(f"{label}：{words}" for label, words in turns)
    letters = {"客服": "A", "客户": "C"}
    assert said(text) == [(letters[label], words) for label, words in turns]


@settings(deadline=None)
@given(st.text(st.sampled_from("客服户AB：:【】[]()（） \t\n1230.-月年日您好说>工号")))
def test_every_character_that_is_said_is_kept(text: str) -> None:
    """What is no label and no time is found again, in its order."""
    call = parse_plain_text(text, call_id="test")
    kept = "".join(turn.text for turn in call.turns) + "".join(call.meta.get("header", []))
    assert sum(map(kept.count, "您好说月年日")) == sum(map(text.count, "您好说月年日"))


@pytest.mark.parametrize(
    "text",
    [
        "客服：" + "【" * 100_000,
        "【客服】好" * 20_000,
        "客服：好 [00:03] 客户：好 " * 6_000,
        "客服：" + "00:03 " * 20_000,
        "客服" + " " * 100_000 + "好",
        "客服：" + "。 " * 50_000,
        "客服(" * 30_000,
        "客服-" * 30_000,
        "1:" * 50_000,
        "2024-05-01 " * 10_000,
        "张三：好\n" * 20_000,
        "张三" + " " * 100_000 + "(00:03)：好",
        "张三(" * 30_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_lines_take_time_in_proportion_to_their_length(text: str) -> None:
    begun = time.process_time()
    parse_plain_text(text, call_id="test")
    # Well above what it takes, well below what a square of the length would.
    assert time.process_time() - begun < 20
