"""Corpora of whole calls: what is said before a turn is known, and cues are as common as in calls.

Thresholds are chosen on them, since turns that were written one by one hold far more cases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import msgspec

from scriptcheck.learned.corpus import Position, TrainingTurn, corpus_lines
from scriptcheck.learned.features import OPENING_TURNS, answered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LAST_TURNS: Final = 4
"""Turns of a speaker that are the end of a call."""


class _SpokenTurn(msgspec.Struct, frozen=True):
    speaker: str
    text: str


class _Violation(msgspec.Struct, frozen=True):
    turn: int
    cue: str
    certainty: Literal["clear", "borderline"] = "clear"
    alt: bool = False
    """Remedied later in the call: no violation, but said all the same."""


class _Gold(msgspec.Struct, frozen=True):
    acts: dict[str, tuple[int, ...]] = {}
    open: tuple[tuple[str, int], ...] = ()
    """Steps that one of two readers sees, each with its turn."""
    violations: tuple[_Violation, ...] = ()
    sought: dict[str, tuple[int, ...]] = {}
    """The agent's turns in which a cue clearly is that not all calls were labelled for, by cue;
    every one is listed."""
    sought_open: tuple[tuple[str, int], ...] = ()
    customer: dict[str, tuple[int, ...]] = {}
    """The customer's turns in which a cue clearly is, by cue; every one is listed."""
    customer_open: tuple[tuple[str, int], ...] = ()


class _LabelledCall(msgspec.Struct, frozen=True):
    call_id: str
    turns: tuple[_SpokenTurn, ...]
    gold: _Gold
    meta: dict[str, str] = {}


def call_turns(path: Path) -> Iterator[TrainingTurn]:
    """Yield the turns of the labelled calls in ``path``, a file of JSON Lines.

    The file's name is their batch. The customer's turns are there where they are labelled. Raises
    ``LexiconError`` where a line is no labelled call.
    """
    for _, call in corpus_lines(path, _LabelledCall):
        yield from _agent_turns(call, path.stem)
        yield from _customer_turns(call, path.stem)


def _agent_turns(call: _LabelledCall, batch: str) -> Iterator[TrainingTurn]:
    spoken = [at for at, turn in enumerate(call.turns) if turn.speaker == "agent"]
    labelled = [*call.gold.acts.items(), *call.gold.sought.items()]
    clear = {(at, cue) for cue, places in labelled for at in places}
    doubtful = {(at, cue) for cue, at in (*call.gold.open, *call.gold.sought_open)}
    for each in call.gold.violations:
        is_clear = each.certainty == "clear" and not each.alt
        (clear if is_clear else doubtful).add((each.turn, each.cue))
    for number, at in enumerate(spoken):
        yield TrainingTurn(
            text=call.turns[at].text,
            before=_answered(call, at),
            position=_position(number, len(spoken)),
            labels=tuple(sorted(cue for place, cue in clear if place == at)),
            borderline=tuple(sorted(cue for place, cue in doubtful - clear if place == at)),
            sought=tuple(sorted(call.gold.sought)),
            trade=call.meta.get("trade", ""),
            batch=batch,
            call=call.call_id,
        )


def _customer_turns(call: _LabelledCall, batch: str) -> Iterator[TrainingTurn]:
    cues = call.gold.customer
    if not cues:
        return
    spoken = [at for at, turn in enumerate(call.turns) if turn.speaker == "customer"]
    for number, at in enumerate(spoken):
        labels = tuple(sorted(cue for cue, places in cues.items() if at in places))
        doubtful = {cue for cue, place in call.gold.customer_open if place == at}
        yield TrainingTurn(
            text=call.turns[at].text,
            speaker="customer",
            before=_answered(call, at),
            position=_position(number, len(spoken)),
            labels=labels,
            borderline=tuple(sorted(doubtful.difference(labels))),
            about=tuple(sorted(cues)),
            trade=call.meta.get("trade", ""),
            batch=batch,
            call=call.call_id,
        )


def _answered(call: _LabelledCall, at: int) -> str:
    before = answered([turn.speaker for turn in call.turns], at)
    return "" if before is None else call.turns[before].text


def _position(number: int, count: int) -> Position:
    if number < OPENING_TURNS:
        return "opening"
    return "ending" if number >= count - LAST_TURNS else "middle"
