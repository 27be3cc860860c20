"""``from`` and ``to`` in JSON: times of turns, or who writes to whom."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.load.samples.sample import ANSWER, ASK, BYE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

TEXTS = (ASK, ANSWER, BYE)
TIMES: dict[str, list[tuple[Any, Any]]] = {
    "seconds": [(0.5, 3.9), (4.2, 6.72), (7.0, 9.5)],
    "decimals in texts": [("0.5", "3.9"), ("4.2", "6.72"), ("7.0", "9.5")],
    "clocks": [("00:00:00,500", "00:00:03,900"), ("0:04.2", "0:06.72"), ("0:07.0", "0:09.5")],
    "milliseconds": [(500, 3900), (4200, 6720), (7000, 9500)],
}
STARTS_ENDS = [(500, 3900), (4200, 6720), (7000, 9500)]
PEOPLE: dict[str, list[tuple[Any, Any]]] = {
    "ids that answer each other": [(1001, 2002), (2002, 1001), (1001, 2002)],
    "ids of several, to one": [(1001, 2002), (1002, 2002), (1003, 2002)],
    "ids as texts": [("1", "2"), ("3", "4"), ("5", "6")],
    "one who writes alone": [(1001, 2002)] * 3,
    "names": [("王丽", "赵敏"), ("赵敏", "王丽"), ("王丽", "赵敏")],
}


def loaded(
    load_bytes: Callable[..., Loaded], pairs: list[tuple[Any, Any]], *, lines: bool = False
) -> Loaded:
    turns = [
        {"from": begin, "to": end, "sid": number, "content": text}
        for number, ((begin, end), text) in enumerate(zip(pairs, TEXTS, strict=True), 1)
    ]
    if lines:
        return load_bytes("\n".join(map(json.dumps, turns)).encode(), name="t.jsonl")
    return load_bytes(json.dumps({"type": "AIsubtitle", "body": turns}).encode(), name="t.json")


@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize("kind", TIMES)
def test_times(load_bytes: Callable[..., Loaded], kind: str, lines: bool) -> None:
    found = loaded(load_bytes, TIMES[kind], lines=lines)
    [call] = found.calls
    assert [(turn.start_ms, turn.end_ms) for turn in call.turns] == STARTS_ENDS
    assert [turn.text for turn in call.turns] == list(TEXTS)
    assert "speaker_labels" not in call.meta
    assert found.warnings == ["no-speaker"]


@pytest.mark.parametrize("kind", PEOPLE)
def test_people(load_bytes: Callable[..., Loaded], kind: str) -> None:
    [call] = loaded(load_bytes, PEOPLE[kind]).calls
    assert [turn.start_ms for turn in call.turns] == [None] * 3
    assert call.meta["speaker_labels"] == [str(begin) for begin, _ in PEOPLE[kind]]


def test_times_with_a_speaker(load_bytes: Callable[..., Loaded]) -> None:
    roles = ("agent", "customer", "agent")
    turns: list[dict[str, Any]] = [
        {"role": role, "text": text, "from": begin / 1000, "to": end / 1000}
        for role, text, (begin, end) in zip(roles, TEXTS, STARTS_ENDS, strict=True)
    ]
    within = [
        {"role": turn["role"], "text": turn["text"], "time": {k: turn[k] for k in ("from", "to")}}
        for turn in turns
    ]
    for each in (turns, within):
        found = load_bytes(json.dumps({"data": each}).encode(), name="t.json")
        [call] = found.calls
        assert [(turn.start_ms, turn.end_ms) for turn in call.turns] == STARTS_ENDS
        assert [turn.speaker.value for turn in call.turns] == list(roles)
        assert not found.warnings


def test_one_turn(load_bytes: Callable[..., Loaded]) -> None:
    value = {"body": [{"from": 0.5, "to": 3.9, "content": ASK}]}
    [call] = load_bytes(json.dumps(value).encode(), name="t.json").calls
    assert [(turn.start_ms, turn.end_ms) for turn in call.turns] == [(500, 3900)]
