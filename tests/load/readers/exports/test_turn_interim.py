"""Interim results of recognisers, which are no turns of their own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck.load.readers.exports.turn_interim import is_interim
from tests.load.samples.sample import ANSWER, ASK, BYE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scriptcheck.call import Call
    from tests.load.conftest import Loaded

SAID = (("客服", ASK), ("客户", ANSWER), ("客服", "好的"), ("客户", "好的"), ("客服", BYE))
MARKS: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = [
    ({"is_final": False}, {"is_final": True}),
    ({"isFinal": "false"}, {"isFinal": "true"}),
    ({"final": 0}, {"final": 1}),
    ({"sentence_end": False}, {"sentence_end": True}),
    ({"IsPartial": True}, {"IsPartial": False}),
    ({"slice_type": 1}, {"slice_type": 2}),
    ({"type": "partial"}, {"type": "final"}),
    ({"message": "AddPartialTranscript"}, {"message": "AddTranscript"}),
    ({"name": "TranscriptionResultChanged"}, {"name": "SentenceEnd"}),
    ({"mode": "2pass-online", "is_final": False}, {"mode": "2pass-offline", "is_final": False}),
]


def results(interim: Mapping[str, Any], final: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = []
    for speaker, text in SAID:
        pieces = (text[:2], text[:5], text)
        found += [{"role": speaker, "text": piece, **interim} for piece in pieces]
        found.append({"role": speaker, "text": text, **final})
    return found


def said(call: Call) -> list[tuple[str, str]]:
    return [({"agent": "客服", "customer": "客户"}[t.speaker.value], t.text) for t in call.turns]


def codes(call: Call) -> list[str]:
    return [warning.code for warning in call.warnings]


@pytest.mark.parametrize(("interim", "final"), MARKS)
@pytest.mark.parametrize("name", ["x.jsonl", "x.json"])
def test_final_results_alone_are_turns(
    load_bytes: Callable[..., Loaded],
    interim: Mapping[str, Any],
    final: Mapping[str, Any],
    name: str,
) -> None:
    turns = results(interim, final)
    text = json.dumps(turns) if name == "x.json" else "\n".join(map(json.dumps, turns))
    (call,) = load_bytes(text, name).calls
    assert said(call) == list(SAID)
    assert codes(call) == ["interim-results"]
    assert " 15 " in call.warnings[0].message.zh


def test_the_mark_stands_outside_of_the_turn(load_bytes: Callable[..., Loaded]) -> None:
    lines = [
        {"header": {"name": turn.pop("name")}, "payload": turn}
        for turn in results({"name": "TranscriptionResultChanged"}, {"name": "SentenceEnd"})
    ]
    (call,) = load_bytes("\n".join(map(json.dumps, lines)), "x.jsonl").calls
    assert said(call) == list(SAID)


def test_rows_of_a_table(load_bytes: Callable[..., Loaded]) -> None:
    rows = results({"is_final": "FALSE"}, {"is_final": "TRUE"})
    lines = ["角色,内容,is_final", *(f"{r['role']},{r['text']},{r['is_final']}" for r in rows)]
    (call,) = load_bytes("\n".join(lines), "x.csv").calls
    assert said(call) == list(SAID)
    assert codes(call) == ["interim-results"]


def test_pieces_that_go_on_where_the_one_before_ends(load_bytes: Callable[..., Loaded]) -> None:
    pieces = [("我家", False), ("冰箱不", False), ("制冷", False), (ANSWER, True), ("您好", True)]
    turns = [{"role": "客户", "text": text, "is_final": mark} for text, mark in pieces]
    (call,) = load_bytes(json.dumps(turns), "x.json").calls
    assert said(call) == [("客户", ANSWER), ("客户", "您好")]


def test_the_stream_was_cut_off(load_bytes: Callable[..., Loaded]) -> None:
    turns = results(*MARKS[0])
    turns += [
        {"role": "客服", "text": text, "is_final": False} for text in ("稍候", "稍候我查一下")
    ]
    (call,) = load_bytes(json.dumps(turns), "x.json").calls
    assert said(call) == [*SAID, ("客服", "稍候我查一下")]
    assert codes(call) == ["interim-results"]
    message = call.warnings[0].message
    assert "16" in message.zh
    assert "1 interim results have no final one" in message.en


def test_a_final_result_that_says_something_else(load_bytes: Callable[..., Loaded]) -> None:
    turns = [
        {"role": "客服", "text": "请您稍候", "is_final": False},
        {"role": "客服", "text": BYE, "is_final": True},
    ]
    (call,) = load_bytes(json.dumps(turns), "x.json").calls
    assert said(call) == [("客服", "请您稍候"), ("客服", BYE)]


@pytest.mark.parametrize("key", ["start", "sentence_id"])
def test_numbers_and_times_tell_speech_apart(load_bytes: Callable[..., Loaded], key: str) -> None:
    turns = [
        {"role": "客户", "text": "号的", "is_final": False, key: 1000},
        {"role": "客户", "text": "好的", "is_final": True, key: 1000},
        {"role": "客户", "text": "好的", "is_final": False, key: 5000},
        {"role": "客户", "text": "好的", "is_final": True, key: 9000},
    ]
    for order in (turns, turns[::-1]):
        (call,) = load_bytes(json.dumps(order), "x.json").calls
        assert [turn.text for turn in call.turns] == ["好的"] * 3


def test_who_speaks_is_known_at_the_end_alone(load_bytes: Callable[..., Loaded]) -> None:
    turns = [
        {"text": turn["text"], "is_final": False} if not turn["is_final"] else turn
        for turn in results(*MARKS[0])
    ]
    (call,) = load_bytes("\n".join(map(json.dumps, turns)), "x.jsonl").calls
    assert said(call) == list(SAID)


def test_results_that_are_all_final_or_do_not_say(load_bytes: Callable[..., Loaded]) -> None:
    for mark in ({"is_final": True}, {}, {"type": "text"}, {"final": None}):
        turns = [{"role": role, "text": text, **mark} for role, text in SAID]
        (call,) = load_bytes(json.dumps(turns), "x.json").calls
        assert said(call) == list(SAID)
        assert codes(call) == []


@pytest.mark.parametrize("value", ["partial_refund", "部分", "message", "finals_week", "p" * 50])
def test_kinds_that_are_none(value: str) -> None:
    assert is_interim({"type": value}) is None
