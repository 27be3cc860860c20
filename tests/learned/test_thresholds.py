"""Thresholds, by scores made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from scriptcheck.learned.corpus import TrainingTurn
from scriptcheck.learned.model import Threshold
from scriptcheck.learned.thresholds import HeldOut, Targets, choose_thresholds, figures, measured_on

if TYPE_CHECKING:
    from collections.abc import Sequence

CASE = TrainingTurn(text="a", labels=("cue",))
OPEN = TrainingTurn(text="b", borderline=("cue",))
NONE = TrainingTurn(text="c")


NEVER_SURE = {"match_precision": 1.1}
"""So that there are no matches, but suspects alone."""


def held_out(*rows: tuple[float, TrainingTurn], cue: str = "cue") -> HeldOut:
    scores, turns = zip(*rows, strict=True)
    return HeldOut(cue, scores, turns)


def chosen(*rows: tuple[float, TrainingTurn], **targets: float) -> Threshold:
    return choose_thresholds([held_out(*rows)], {}, Targets(**targets))["cue"]


def in_calls(cue: str, *, scores: Sequence[float] = (), wrong: Sequence[float] = ()) -> HeldOut:
    """Return turns of whole calls, with cases of ``cue`` at ``scores`` and none at ``wrong``."""
    case, none = TrainingTurn(text="a", labels=(cue,), call="1"), replace(NONE, call="1")
    return held_out(*((at, case) for at in scores), *((at, none) for at in wrong), cue=cue)


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
    assert chosen(*right, *mixed, *wrong, **NEVER_SURE, suspect_precision=0.5).suspect == -1.9
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
    tested = held_out((3.0, CASE), (2.0, NONE), (1.0, CASE), (0.0, NONE))
    found = figures(tested, Threshold(2.5, 0.5))
    assert found == {
        "cases": 2,
        "match": {"precision": 1.0, "recall": 0.5},
        "suspect": {"precision": 0.667, "recall": 1.0},
    }


def test_cues_of_one_kind_share_thresholds_on_whole_calls() -> None:
    many = in_calls("many", scores=[5 - n / 20 for n in range(80)])
    few = in_calls("few", scores=[3.0, 2.0], wrong=[-1.0] * 10)
    other = in_calls("other", scores=[9 - n / 20 for n in range(80)])
    kinds = {"many": "banned", "few": "banned", "other": "wanted"}
    found = choose_thresholds([many, few, other], kinds, Targets())
    assert found["many"].match == found["few"].match == 1.05
    assert found["other"].match == 5.05


def test_a_wrong_finding_in_whole_calls_counts_as_often_as_cases_are_rarer() -> None:
    tested = in_calls("cue", scores=[5.0] * 30, wrong=[1.0])
    (dear,) = choose_thresholds([tested], {}, Targets(rarity=4.0)).values()
    (cheap,) = choose_thresholds([tested], {}, Targets(rarity=3.0)).values()
    assert (dear.match, cheap.match) == (5.0, 1.0)


def test_a_cue_that_is_often_wrong_has_a_threshold_of_its_own() -> None:
    good = in_calls("good", scores=[5 - n / 100 for n in range(300)])
    bad = in_calls("bad", scores=[4.5, 4.4, 4.3, 4.2], wrong=[2.5, 2.4, 2.3])
    found = choose_thresholds([good, bad], {}, Targets())
    assert found["good"].match == 2.01
    assert found["bad"].match == 2.5


def test_turns_written_one_by_one_are_not_mixed_with_calls() -> None:
    single = held_out(*((5.0 - n / 10, CASE) for n in range(20)))
    good = in_calls("good", scores=[9 - n / 100 for n in range(300)])
    found = choose_thresholds([single, good], {}, Targets())
    assert (found["cue"].match, found["good"].match) == (3.1, 6.01)
