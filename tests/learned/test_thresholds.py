"""Thresholds, by scores made by hand."""

from __future__ import annotations

from msgspec.structs import replace

from scriptcheck.learned.corpus import TrainingTurn
from scriptcheck.learned.model import Threshold
from scriptcheck.learned.thresholds import Targets, choose_threshold, figures, measured_on

CASE = TrainingTurn(text="a", labels=("cue",))
OPEN = TrainingTurn(text="b", borderline=("cue",))
NONE = TrainingTurn(text="c")


NEVER_SURE = {"match_precision": 1.1}
"""So that there are no matches, but suspects alone."""


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


def test_suspects_are_right_often_enough_near_their_threshold() -> None:
    right = [(5.0 - n / 10, CASE) for n in range(20)]
    mixed = [(2.0 - n / 10, CASE if n % 2 else NONE) for n in range(20)]
    wrong = [(-1.0 - n / 10, NONE) for n in range(20)]
    assert chosen(*right, *mixed, *wrong, **NEVER_SURE, suspect_precision=0.5).suspect == -1.0
    assert chosen(*right, *mixed, *wrong, **NEVER_SURE, suspect_precision=1.0).suspect == 3.1


def test_few_clear_cases_lie_where_a_match_is_doubted() -> None:
    rows = [(n / 10, CASE) for n in range(40)] + [(0.35, NONE)]
    strict = NEVER_SURE | {"suspect_precision": 1.0}
    assert chosen(*rows, doubted_cases=0.05, **strict).doubt == 0.2
    assert chosen(*rows, doubted_cases=0.0, **strict).doubt == 0.0
    assert chosen(*rows[20:], doubted_cases=0.05, **strict).doubt is None


def test_a_doubt_is_never_above_a_suspect() -> None:
    rows = [(n / 10, CASE) for n in range(40)]
    found = chosen(*rows, doubted_cases=0.5)
    assert found.suspect == found.doubt == 0.0


def test_thresholds_are_chosen_on_whole_calls_where_these_hold_cases_enough() -> None:
    spoken = [replace(CASE, call="1")] * 25 + [replace(NONE, call="1")]
    assert measured_on([CASE, *spoken], "cue") == list(range(1, 27))
    assert measured_on([CASE, *spoken[1:]], "cue") == list(range(26))
    about_others = replace(NONE, call="2", about=("other",))
    assert measured_on([about_others, *spoken], "cue") == list(range(1, 27))


def test_equal_scores_are_taken_or_left_together() -> None:
    rows = [(2.0, CASE)] * 10 + [(1.0, CASE)] * 5 + [(1.0, NONE)] * 5
    assert chosen(*rows, match_precision=0.9).match == 2.0


def test_a_suspect_is_never_above_a_match() -> None:
    rows = [(5.0 - n / 10, CASE) for n in range(20)]
    found = chosen(*rows, suspect_precision=1.0)
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
