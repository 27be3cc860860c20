"""A small lexicon, made-up calls, and labels of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import Call
from scriptcheck.evaluate import read_gold
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import Checker
    from scriptcheck.evaluate import Gold

CUES = {
    "greeting": cue("您好", within={"first_agent_turns": 2}),
    "closing": cue("再见", within={"last_agent_turns": 2}),
    "hold_notice": cue("请稍等"),
    "hold_thanks": cue("久等了"),
    "propose": cue("帮您登记"),
    "rude": cue("滚开", negation="keep"),
    "cannot_help": cue("办不了", remedy={"cue": "propose", "agent_turns": 1}),
    "complaint": cue("我要投诉", speaker="customer"),
    "apology": cue("对不起"),
}
RULES = {
    "a.greeting": rule(require="greeting"),
    "a.closing": rule(
        require="closing",
        undecidable_when={"meta": "dropped", "is": True, "unknown": False},
        undecidable_reason="通话中断",
        undecidable_reason_en="The call was cut off",
    ),
    "a.thanks": rule(
        when="hold_notice", require="hold_thanks", within={"after": "hold_notice", "turns": 4}
    ),
    "a.sorry": rule(when="complaint", require="apology"),
    "a.propose": rule(require="propose"),
    "b.rude": rule(forbid="rude"),
    "b.cannot_help": rule(forbid="cannot_help"),
}


@pytest.fixture
def checker(make_checker: Callable[..., Checker]) -> Checker:
    """Return a checker of the small lexicon."""
    return make_checker(CUES, RULES)


@pytest.fixture
def write_gold(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes lines of labels, given as texts or as values."""

    def write(*lines: object) -> Path:
        path = tmp_path / "gold.jsonl"
        texts = (
            line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)
            for line in lines
        )
        path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
        return path

    return write


@pytest.fixture
def make_gold(write_gold: Callable[..., Path]) -> Callable[..., Gold]:
    """Return a function that makes labels of lines."""
    return lambda *lines, listened=(): read_gold(write_gold(*lines), listened=listened)


def named(call_id: str, *turns: str, **meta: object) -> Call:
    """Return a call with an id; its turns as ``tests.conftest.call`` takes them."""
    made = call(*turns, **meta)
    return Call(call_id, made.turns, made.meta)


def line(call_id: str, acts: dict[str, list[int]] | None = None, **fields: Any) -> dict[str, Any]:
    """Return a line of labels."""
    return {"call_id": call_id, "acts": acts or {}} | fields


def violation(turn: int, cue_id: str, **fields: Any) -> dict[str, Any]:
    """Return one label under ``violations``."""
    return {"turn": turn, "cue": cue_id} | fields
