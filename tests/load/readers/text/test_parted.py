"""Labelled text that lines of signs part, which may be several calls."""

from __future__ import annotations

import pytest

from scriptcheck.load.readers.text.plain_text import parse_plain_text

PART = "客服：您好\n客户：冰箱坏了\n客服：再见"


@pytest.mark.parametrize("rule", ["=====", "----------", "* * * * *", "————————", "~~~~~"])
def test_parts_may_be_calls(rule: str) -> None:
    call = parse_plain_text(f"{PART}\n\n{rule}\n{PART}\n", call_id="x", source="x.txt")
    (found,) = call.warnings
    assert (found.code, found.line) == ("parted-text", 5)


@pytest.mark.parametrize(
    "text",
    [
        f"通话记录\n=====\n{PART}",
        f"{PART}\n=====\n",
        "客服：您好\n-----\n客户：冰箱坏了\n-----\n客服：再见",
        f"{PART}\n==\n{PART}",
        f"{PART}\n\n{PART}",
    ],
)
def test_other_lines_part_no_calls(text: str) -> None:
    codes = {warning.code for warning in parse_plain_text(text, call_id="x").warnings}
    assert "parted-text" not in codes
