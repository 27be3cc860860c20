"""Second columns of texts, which are reported, since they are not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded


@pytest.mark.parametrize(
    ("names", "is_reported"),
    [
        ("text,text", True),
        ("内容,文本", True),
        ("内容,备注", False),
    ],
)
def test_a_second_column_of_texts_is_reported(
    load_bytes: Callable[..., Loaded], names: str, is_reported: bool
) -> None:
    loaded = load_bytes(f"id,speaker,{names}\n1,客服,您好,甲\n1,客户,你好,乙\n", "x.csv")
    assert [turn.text for turn in loaded.calls[0].turns] == ["您好", "你好"]
    assert loaded.warnings == (["other-text-column"] if is_reported else [])
