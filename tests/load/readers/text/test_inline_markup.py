"""Inline tags of HTML in what is said."""

from __future__ import annotations

import pytest

from scriptcheck.load.readers.exports.list_values import turns_of_lists
from scriptcheck.load.readers.exports.turn_unsaid import kinds_unsaid
from scriptcheck.load.readers.text.breaks import with_line_breaks
from scriptcheck.load.readers.text.inline_markup import without_inline


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("138<em>7465</em>2190", "13874652190"),
        ('你<span class="hit">爱找谁</span>找谁', "你爱找谁找谁"),
        ("你<font color='red'>爱</font><MARK>找谁</MARK>", "你爱找谁"),
        ("a<b, <8023> <user> <坐席>好", "a<b, <8023> <user> <坐席>好"),
        ("<b> 您好", "<b> 您好"),
    ],
)
def test_inline_tags_leave_no_blank(text: str, read: str) -> None:
    assert without_inline(text) == read


def test_blocks_divide() -> None:
    assert with_line_breaks("<p>您好</p><p>请问</p>").split() == ["您好", "请问"]


def test_parallel_lists_are_turns() -> None:
    lists = {"call_id": "C1", "speaker": ["客服", "客户"], "text": ["您好", "坏了"]}
    turns = turns_of_lists(lists, {})["text"]
    assert turns == [{"speaker": "客服", "text": "您好"}, {"speaker": "客户", "text": "坏了"}]
    uneven = {**lists, "speaker": ["客服"]}
    assert turns_of_lists(uneven, {}) is uneven


@pytest.mark.parametrize(
    ("row", "text", "kind"),
    [
        ({"private": "TRUE"}, "好", "note"),
        ({"消息类型": "内部备注"}, "好", "note"),
        ({"消息状态": "已撤回"}, "好", "withdrawn"),
        ({"message_type": "image"}, "https://x.com/1.jpg", "image"),
        ({"message_type": "image"}, "就是这张图", ""),
        ({"status": "failed"}, "好", ""),
    ],
)
def test_rows_that_are_no_speech(row: dict[str, str], text: str, kind: str) -> None:
    assert kinds_unsaid([row], [text]) == [kind]
