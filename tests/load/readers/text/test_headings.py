"""Lines that head a call, and lines that somebody only says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.readers.text.headings import heading_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded


@pytest.mark.parametrize("blanks", [1, 300, 100_000])
@pytest.mark.parametrize("word", ["通话", "第", "通话编号"])
def test_blanks_make_no_heading(word: str, blanks: int) -> None:
    assert heading_in(f"{word}{' ' * blanks}灯") is None


@pytest.mark.parametrize("field", ["电话", "工号", "地址", "电话号码"])
def test_what_is_dictated_begins_no_call(load_bytes: Callable[..., Loaded], field: str) -> None:
    turns = "客服：您好\n客户：记一下\n客服：请讲\n"
    loaded = load_bytes(f"{field}：8021\n{turns}{field}：8022\n{turns}", "x.txt")
    assert [call.call_id for call in loaded.calls] == ["x"]


def test_a_whole_head_begins_a_call(load_bytes: Callable[..., Loaded]) -> None:
    turns = "客服：您好\n客户：灯不亮\n客服：再见\n"
    text = f"工号：8021\n电话：139\n{turns}工号：8022\n电话：138\n{turns}"
    loaded = load_bytes(text, "x.txt")
    assert [call.call_id for call in loaded.calls] == ["x#1", "x#2"]
