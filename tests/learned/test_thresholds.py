"""Thresholds, by scores made by hand."""

from __future__ import annotations

from scriptcheck.learned.corpus import TrainingTurn
from scriptcheck.learned.model import Threshold
from scriptcheck.learned.thresholds import Targets, choose_threshold, figures

CASE = TrainingTurn(text="a", labels=("cue",))
OPEN = TrainingTurn(text="b", borderline=("cue",))
NONE = TrainingTurn(text="c")


def chosen(*rows: tuple[float, TrainingTurn], **targets: float) -> Threshold:
    scores, turns = zip(*rows, strict=True)
    return choose_threshold(scores, turns, "cue", Targets(**targets))


def test_a_match_is_as_precise_as_is_wanted() -> None:
    right = [(5.0 - n / 10, CASE) for n in range(20)]
    wrong = [(2.0 - n / 10, NONE) for n in range(20)]
    found = chosen(*right, *wrong, match_precision=0.9)
    # 20 of 22 are right, 20 of 23 are not enough.
    assert found.match == 1.9


def test_borderline_cases_count_as_right() -> None:
    rows = [(5.0 - n / 10, CASE if n % 2 else OPEN) for n in range(20)]
    assert chosen(*rows, match_precision=1.0).match == 3.1


def test_few_cases_are_not_trusted() -> None:
    rows = [(5.0 - n / 10, CASE) for n in range(7)]
    assert chosen(*rows, *[(-2.0, NONE)] * 20).match is None


def test_nothing_below_the_floor() -> None:
    rows = [(0.3 - n / 100, CASE) for n in range(30)]
    found = chosen(*rows, match_floor=0.4, suspect_floor=0.195)
    assert found.match is None
    assert found.suspect == 0.2


def test_suspects_point_at_few_turns_without_reason() -> None:
    rows = [(3.0, CASE), (2.0, NONE), (1.0, CASE), (0.5, NONE), *[(-3.0, NONE)] * 96]
    limits = {"suspect_precision": 0.0, "suspect_floor": -9.0}
    assert chosen(*rows, suspect_rate=0.01, **limits).suspect == 1.0
    assert chosen(*rows, suspect_rate=0.02, **limits).suspect == 0.5
    assert chosen(*rows, suspect_rate=0.0, **limits).suspect == 3.0


def test_equal_scores_are_taken_or_left_together() -> None:
    rows = [(2.0, CASE)] * 10 + [(1.0, CASE)] * 5 + [(1.0, NONE)] * 5
    assert chosen(*rows, match_precision=0.9).match == 2.0


def test_a_suspect_is_never_above_a_match() -> None:
    rows = [(5.0 - n / 10, CASE) for n in range(20)]
    found = chosen(*rows, suspect_floor=4.0)
    assert found.match is not None
    assert found.suspect is not None
    assert found.suspect <= found.match


def test_figures_at_a_threshold() -> None:
    turns = [CASE, NONE, CASE, NONE]
    found = figures([3.0, 2.0, 1.0, 0.0], turns, "cue", Threshold(2.5, 0.5))
    assert found == {
        "cases": 2,
        "match": {"precision": 1.0, "recall": 0.5},
        "suspect": {"precision": 0.667, "recall": 1.0},
    }
