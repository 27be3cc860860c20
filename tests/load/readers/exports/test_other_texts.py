"""Second columns of texts, which are reported, since they are not read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded


@pytest.mark.parametrize(
    ("names", "warnings"),
    [
        ("text,text", ["duplicate-column", "other-text-column"]),
        ("内容,文本", ["other-text-column"]),
        ("内容,备注", []),
    ],
)
def test_a_second_column_of_texts_is_reported(
    load_bytes: Callable[..., Loaded], names: str, warnings: list[str]
) -> None:
    loaded = load_bytes(f"id,speaker,{names}\n1,客服,您好,甲\n1,客户,你好,乙\n", "x.csv")
    assert [turn.text for turn in loaded.calls[0].turns] == ["您好", "你好"]
    assert loaded.warnings == warnings


@pytest.mark.parametrize(
    ("texts", "is_reported"),
    [
        (("您好", "海尔客服"), True),
        (("您好，这里是海尔客服中心", "很高兴为您服务，请讲"), True),
        (("您好", "您好"), False),
        (("", "海尔客服"), False),
    ],
)
def test_a_second_text_of_turns_in_json_is_reported(
    load_bytes: Callable[..., Loaded], texts: tuple[str, str], is_reported: bool
) -> None:
    turns = [
        {"role": "客服", "content": texts[0], "text": texts[1]},
        {"role": "客户", "content": "冰箱坏了", "text": "冰箱坏了"},
    ]
    loaded = load_bytes(json.dumps({"messages": turns}, ensure_ascii=False), "x.json")
    assert loaded.calls[0].turns[0].text == texts[1]
    assert loaded.warnings == (["other-text-column"] if is_reported else [])
