"""What docs/quality.md publishes is measured as it says, and on the model that is shipped."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from benchmarks.held_out import Point, average_precision, mean_average_precision
from benchmarks.labelled import ASKED_BACK, swaps
from benchmarks.quality import FIGURES
from benchmarks.rounds import BANNED, STEPS, held_out_calls
from benchmarks.sectors import SECTORS, sector
from scriptcheck.evaluate.mistakes import CueError
from scriptcheck.evaluate.rows import FigureGroup

RESTATE, DETAILS = ASKED_BACK


def error(kind: str, cue: str, turn: int | None, call: str = "a") -> CueError:
    return CueError(kind=kind, group=FigureGroup.STEP, cue=cue, call_id=call, turn=turn)


def test_every_cue_is_measured() -> None:
    held_out = json.loads(FIGURES.read_text("utf-8"))["held_out"]
    assert {row["cue"] for row in held_out["cue"]} == STEPS | BANNED
    assert sum(row["calls"] for row in held_out["sector"]) == held_out["calls"]


def test_nearly_every_trade_has_a_sector() -> None:
    lines = [line for path in held_out_calls() for line in path.read_bytes().splitlines()]
    trades = [json.loads(line)["meta"]["trade"] for line in lines]
    found = Counter(map(sector, trades))
    assert found.keys() <= SECTORS.keys()
    assert found["other"] <= 0.05 * len(trades)
    assert sector("nothing") == "other"


def test_a_swap_is_one_missed_where_the_other_is_found() -> None:
    errors = [
        error("miss", RESTATE, 3),
        error("false_alarm", DETAILS, 3),
        error("miss", RESTATE, 5),
        error("miss", DETAILS, 5),
        error("false_alarm", DETAILS, 3, "b"),
        error("miss", "greeting", 0),
    ]
    assert swaps(errors, frozenset()) == {"errors": 5, "swapped": 2}


def test_what_is_open_is_no_error() -> None:
    errors = [error("miss", RESTATE, 3), error("false_alarm", DETAILS, 3)]
    assert swaps(errors, frozenset({("a", 3, DETAILS)})) == {"errors": 1, "swapped": 0}


def test_average_precision_is_the_mean_over_the_cases() -> None:
    # Of two cases the first is ranked first, the other third.
    curve = [Point(3.0, 0.5, 1.0), Point(2.0, 0.5, 0.5), Point(1.0, 1.0, 2 / 3)]
    assert average_precision(curve) == pytest.approx((1 + 2 / 3) / 2)
    found = {"rude": curve}
    assert mean_average_precision(found, ["rude", "threat"], ["rude"]) == pytest.approx(5 / 6)
    assert mean_average_precision(found, ["rude", "threat"], ["rude", "threat"]) == pytest.approx(
        5 / 12
    )
