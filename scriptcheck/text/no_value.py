"""Words that programs and people write where nothing is to be written."""

from __future__ import annotations

from typing import Final

NO_VALUE: Final = frozenset(
    {"", "-", "--", "—", "——", "/", "\\n", "null", "(null)", "[null]", "<null>"}
    | {"<na>", "none", "nan", "n/a", "nil"}
)
"""In lower case: what cells have in them that have nothing in them."""

NO_ID: Final = NO_VALUE | frozenset(
    "无 無 暂无 暫無 没有 沒有 空 未填 未填写 不详 未知 待定 无工单 undefined unknown na".split()  # noqa: SIM905  (words)
)
"""The same, and what people write in place of an id."""
