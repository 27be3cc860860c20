"""Labelled text that lines of signs part, which may be several calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.readers.text.plain_text import parse_plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

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


@pytest.mark.parametrize(
    "text",
    [
        f"{PART}\n=====\n{PART}\n",
        f"=====\n{PART}\n=====\n\n{PART}\n",
        "通话编号：1\n客服：喂\n客户：冰箱坏了\n-----\n通话编号：2\n客服：喂\n客户：空调\n",
        "=====\n通话1\n=====\n客服：喂\n客户：好\n=====\n通话2\n=====\n客户：喂\n客服：好\n",
    ],
)
def test_parts_with_beginnings_of_their_own_are_calls(
    text: str, load_bytes: Callable[..., Loaded]
) -> None:
    loaded = load_bytes(text, "x.txt")
    assert [call.call_id for call in loaded.calls] == ["x#1", "x#2"]
    assert [call.source for call in loaded.calls] == ["x.txt#1", "x.txt#2"]
    assert loaded.warnings.count("parted-calls") == 2
    assert "parted-text" not in loaded.warnings
    assert all("==" not in turn.text for call in loaded.calls for turn in call.turns)


@pytest.mark.parametrize(
    "text",
    [
        "客服：您好\n客户：冰箱坏了\n=====\n客服：您好，还在吗\n客户：在\n",
        f"{PART}\n=====\n客服：稍等\n客户：好\n",
        f"{PART}\n=====\n客户：您好\n客服：好\n",
        f"通话编号：1\n{PART[:-4]}\n=====\n客服：稍等\n客户：好\n",
    ],
)
def test_other_parts_are_one_call_with_a_warning(
    text: str, load_bytes: Callable[..., Loaded]
) -> None:
    loaded = load_bytes(text, "x.txt")
    assert len(loaded.calls) == 1
    assert "parted-text" in loaded.warnings


def test_warnings_name_the_lines_of_the_file(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(f"{PART}\n=====\n{PART}\n小王：不认识\n", "x.txt")
    second = {warning.code: warning.line for warning in loaded.calls[1].warnings}
    assert (second["parted-calls"], second["unknown-label"]) == (5, 8)
