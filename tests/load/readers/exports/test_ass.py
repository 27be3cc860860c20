"""Subtitles of SubStation Alpha."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

HEAD = "[Script Info]\nTitle: x\n\n[Events]\n"
FORMAT = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
ONE = "Dialogue: 0,0:00:00.50,0:00:03.20,Default,客服,0,0,0,,{\\an8}您好,\\N请讲\n"
TWO = "Dialogue: 0,0:00:03.50,0:00:05.2,Default,客户,0,0,0,,我家冰箱坏了\n"


@pytest.mark.parametrize("formats", ["", FORMAT])
def test_events_are_turns(load_bytes: Callable[..., Loaded], formats: str) -> None:
    text = f"{HEAD}{formats}{ONE}Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,注\n{TWO}"
    loaded = load_bytes(text, "a.ass")
    turns = [
        (turn.speaker, turn.text, turn.start_ms, turn.end_ms) for turn in loaded.calls[0].turns
    ]
    assert turns == [
        ("agent", "您好,\n请讲", 500, 3200),
        ("customer", "我家冰箱坏了", 3500, 5200),
    ]
    assert (loaded.problems, loaded.warnings) == ([], [])


def test_a_style_is_a_label_where_there_is_no_name(load_bytes: Callable[..., Loaded]) -> None:
    text = (HEAD + FORMAT + ONE + TWO).replace("Default,客服", "左,").replace("Default,客户", "右,")
    assert load_bytes(text, "a.ssa").calls[0].meta["speaker_labels"] == ["左", "右"]


def test_a_broken_event_is_a_problem(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(f"{HEAD}{FORMAT}Dialogue: 0,x\n{TWO}")
    assert loaded.codes == ["bad-annotation"]
    assert loaded.problems[0].line == 6
    assert len(loaded.calls[0].turns) == 1


def test_without_events_it_is_empty(load_bytes: Callable[..., Loaded]) -> None:
    assert load_bytes(HEAD).codes == ["empty-file"]
