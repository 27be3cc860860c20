"""Tables in which some cells hold a dialogue, and others a single line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.readers.exports import dialogue_cell

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from scriptcheck import Call
    from tests.load.conftest import Loaded

DIALOGUE = '"客服：您好\n客户：门坏了\n客服：请稍候"'
TURNS = [("agent", "您好"), ("customer", "门坏了"), ("agent", "请稍候")]


def _said(call: Call) -> list[tuple[str, str]]:
    return [(turn.speaker.value, turn.text) for turn in call.turns]


def test_a_dialogue_among_calls_of_one_line(load_bytes: Callable[..., Loaded]) -> None:
    lines = "".join(f"r{number},8023,客服：喂\n" for number in range(60))
    loaded = load_bytes(
        f"录音编号,工号,通话内容\n{lines}x,8024,{DIALOGUE}\ny,8024,客户：喂\n", "x.csv"
    )
    *lost, dialogue, last = loaded.calls
    assert [_said(call) for call in lost] == [[("agent", "喂")]] * 60
    assert (dialogue.call_id, dialogue.meta, _said(dialogue)) == ("x", {"agent_id": "8024"}, TURNS)
    assert _said(last) == [("customer", "喂")]
    assert loaded.warnings == []


def test_a_dialogue_among_the_lines_of_a_call(load_bytes: Callable[..., Loaded]) -> None:
    text = (
        f"通话编号,开始时间,内容\n1,00:00:01,{DIALOGUE}\n"
        "1,00:00:09,客户：好的\n1,00:00:12,客服：再见\n"
    )
    (call,) = load_bytes(text, "x.csv").calls
    assert _said(call) == [*TURNS, ("customer", "好的"), ("agent", "再见")]
    assert [turn.start_ms for turn in call.turns] == [1000, None, None, 9000, 12000]


def test_without_ids_all_rows_are_one_call(load_bytes: Callable[..., Loaded]) -> None:
    text = f"工号,通话内容\n1,客服：喂\n1,客户：喂\n1,{DIALOGUE}\n1,客服：再见\n"
    (call,) = load_bytes(text, "x.csv").calls
    assert _said(call) == [("agent", "喂"), ("customer", "喂"), *TURNS, ("agent", "再见")]


def test_a_row_that_names_its_speaker_is_a_turn(load_bytes: Callable[..., Loaded]) -> None:
    text = (
        f"通话编号,角色,内容\n1,客服,{DIALOGUE}\n1,客户,好\n1,客服,嗯\n1,客户,行\n1,,{DIALOGUE}\n"
    )
    loaded = load_bytes(text, "x.csv")
    assert [len(call.turns) for call in loaded.calls] == [7]
    assert loaded.calls[0].turns[0].text.count("\n") == 2
    assert "label-in-turn" in loaded.warnings


def test_a_dialogue_that_cannot_be_read_stays_a_turn(
    load_bytes: Callable[..., Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str, **_: object) -> Call:
        raise LoadError(Problem("bad-dialogue", Text("读不了。", "It cannot be read.")))

    monkeypatch.setattr(dialogue_cell, "parse_plain_text", fail)
    text = f"通话编号,内容\n1,{DIALOGUE}\n2,客服：您好\n3,客户：喂\n"
    loaded = load_bytes(text, "x.csv")
    assert [len(call.turns) for call in loaded.calls] == [1, 1, 1]
    assert loaded.calls[0].turns[0].text == DIALOGUE.strip('"')
    assert "bad-dialogue" in loaded.warnings
