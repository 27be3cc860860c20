"""Words for no value are no ids, speakers and call data, but may be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

WORDS = (
    "NULL",
    "null",
    "(null)",
    "None",
    "NaN",
    "nan",
    "<NA>",
    "\\N",
    "N/A",
    " NULL ",
    "[NULL]",
    "<null>",
)


@pytest.mark.parametrize("word", WORDS)
def test_words_for_no_value(load_bytes: Callable[..., Loaded], word: str) -> None:
    rows = f"71,客服,早上好,{word},{word},{word}\n71,{word},{word},{word},{word},{word}\n"
    loaded = load_bytes(f"通话编号,角色,内容,工号,工单号,备注\n{rows}", "x.csv")
    (call,) = loaded.calls
    assert [(turn.speaker, turn.text) for turn in call.turns] == [
        ("agent", "早上好"),
        ("unknown", word.strip()),
    ]
    assert call.meta == {}


@pytest.mark.parametrize("word", ["Nan", "Null", "NULLE", "无", "0"])
def test_what_may_be_a_value_is_one(load_bytes: Callable[..., Loaded], word: str) -> None:
    loaded = load_bytes(f"通话编号,角色,内容,坐席姓名\n71,客服,早上好,{word}\n", "x.csv")
    assert str(loaded.calls[0].meta["agent_name"]) == word


def test_an_id_that_is_no_value_is_told(load_bytes: Callable[..., Loaded]) -> None:
    rows = "71,客服,早上好\nNULL,客户,灯不亮\nNULL,客服,我来查\n72,客服,再见\n"
    loaded = load_bytes(f"通话编号,角色,内容\n{rows}", "x.csv")
    assert [(call.call_id, len(call.turns)) for call in loaded.calls] == [("71", 3), ("72", 1)]
    assert loaded.warnings == ["no-call-id"]


def test_quotes_behind_backslashes(load_bytes: Callable[..., Loaded]) -> None:
    rows = (
        '71,客服,"写着\\"安全\\"，对吗",\\N\n'
        '71,客户,"在 D:\\\\灯\\\\",\\N\n'
        '71,客服,"\\"好\\"",\\N\n71,客户,"两行\\\n都有",\\N\n'
    )
    loaded = load_bytes(f"通话编号,角色,内容,工号\n{rows}", "x.csv")
    assert [turn.text for call in loaded.calls for turn in call.turns] == [
        '写着"安全"，对吗',
        "在 D:\\灯\\",
        '"好"',
        "两行\n都有",
    ]
    assert (loaded.problems, loaded.calls[0].meta) == ([], {})


def test_backslashes_are_text_where_nothing_shows_more(load_bytes: Callable[..., Loaded]) -> None:
    rows = '71,客服,"在 D:\\灯\\",甲\n71,客户,"叫 \\""灯""",甲\n'
    loaded = load_bytes(f"通话编号,角色,内容,班组\n{rows}", "x.csv")
    texts = [turn.text for call in loaded.calls for turn in call.turns]
    assert texts == ["在 D:\\灯\\", '叫 \\"灯"']
    assert loaded.calls[0].meta == {"team": "甲"}
