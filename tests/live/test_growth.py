"""A turn costs the same however long the call is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Session, Speaker, Turn
from tests.conftest import cue, rule
from tests.live.conftest import checker_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from scriptcheck import Checker

TALK = ["洗衣机不转了，怎么办呢？", "好的，请您稍等。", "嗯嗯好的", "好的，我帮您看一下"]


def steps(work: Callable[[], object]) -> int:
    """Return how many functions of Python are called, and generators resumed, to do ``work``."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def steps_after(checker: Checker, before: Sequence[Turn], turns: Sequence[Turn]) -> int:
    """Return the steps that ``turns`` take in a call of which ``before`` is known already."""
    session = Session(checker)
    for turn in before:
        session.feed(turn)
    return steps(lambda: [session.feed(turn) for turn in turns])


def talk(turns: int) -> list[Turn]:
    """Return a conversation of ``turns`` turns, one every four seconds."""
    who = (Speaker.CUSTOMER, Speaker.AGENT)
    return [
        Turn(who[number % 2], TALK[number % len(TALK)], 4000 * number, 4000 * number + 1500)
        for number in range(turns)
    ]


def growth(checker: Checker) -> float:
    """Return how much more some turns take after 800 others than after 40."""
    turns = talk(820)
    few = steps_after(checker, turns[:40], turns[40:60])
    return steps_after(checker, turns[:800], turns[800:]) / few


def test_with_the_default_profile(default_checker: Checker) -> None:
    assert growth(default_checker) < 1.1


DEPENDING = {
    "after": {"after": "hold", "turns": 3},
    "before": {"before": "hold", "turns": 3},
    "after_agent_turns": {"after": "hold", "agent_turns": 2},
    "before_agent_turns": {"before": "hold", "agent_turns": 2},
    "after_seconds": {"after": "hold", "seconds": 10},
    "last_agent_turns": {"last_agent_turns": 3},
    "closing": {"phase": "closing"},
    "first_percent": {"first_percent": 30},
    "last_percent": {"last_percent": 30},
    "last_seconds": {"last_seconds": 30},
}


@pytest.mark.parametrize("name", DEPENDING)
def test_with_cues_and_rules_that_depend_on_windows(tmp_path: Path, name: str) -> None:
    window = DEPENDING[name]
    cues: dict[str, object] = {
        "hold": cue("请您稍等"),
        "sorry": cue("对不起"),
        "said": cue("好的", speaker="any", within=window),
        "each": cue({"text": "好的", "within": window}, speaker="any"),
        "remedied": cue("请您稍等", remedy={"cue": "each", "agent_turns": 1}),
    }
    rules: dict[str, object] = {
        "missed": rule(require="sorry", within=window),
        "kept": rule(require={"cue": "said", "within": window}, within={"first_agent_turns": 2}),
        "answered": rule(respond={"to": "hold", "with": "sorry", "turns": 3}),
    }
    # What became of a trigger is looked up for each there was, at a hundredth of a turn.
    assert growth(checker_of(tmp_path, cues, rules)) < 2


def test_thousands_of_turns_are_matched_in_proportion(default_checker: Checker) -> None:
    turns = talk(3_000)
    session = Session(default_checker)
    assert sum(len(session.feed(turn)) for turn in turns) < len(turns)
