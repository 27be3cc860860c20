"""A model scores turns as it was trained to, also where it leaves features out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from scriptcheck.learned import train as training
from scriptcheck.learned.features import features
from scriptcheck.learned.model import model_of
from tests.learned.conftest import EASY, RUDE, made_up

if TYPE_CHECKING:
    from scriptcheck.learned.corpus import TrainingTurn
    from scriptcheck.learned.model import LearnedModel

FEW = 40
"""Features, of several hundred in the turns."""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> LearnedModel:
    """Return a model that knows a few of the features of its turns."""
    monkeypatch.setattr(training, "MOST_FEATURES", FEW)
    return model_of(memoryview(training.train(made_up(), targets=EASY, with_thresholds=False)))


def test_a_turn_is_as_long_when_scored_as_in_training(
    small: LearnedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its length is that of the features that the model knows; what it leaves out adds nothing."""
    turns = made_up()
    monkeypatch.setattr(training, "MOST_FEATURES", FEW)
    matrix = training._matrix(turns)
    for cue, known in small.cues.items():
        weights, bias = training._fit(matrix.rows, turns, cue)
        fitted = matrix.rows @ weights + bias
        scored = [small.scores(turn.seen())[cue] for turn in turns]
        # Weights are rounded to the 127th part of the largest: so far apart the scores may be.
        assert scored == pytest.approx(list(fitted), abs=40 * known.scale)


def test_the_features_that_most_turns_have_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    known = _known(made_up(), monkeypatch)
    counts: dict[int, int] = {}
    for turn in made_up():
        for _, key in set(features(turn.seen())):
            counts[key] = counts.get(key, 0) + 1
    assert len(known) == FEW
    unknown = [count for key, count in counts.items() if key not in known]
    assert min(counts[key] for key in known) >= max(unknown)


def test_what_counts_more_is_known_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turns of one's own, which count five times, make their words known."""
    rare = RUDE[-1]
    turns = [
        msgspec.structs.replace(turn, weight=5 if turn.text.startswith(rare) else 1)
        for turn in made_up()
    ]
    plain = _known(made_up(), monkeypatch)
    weighed = _known(turns, monkeypatch)
    wanted = {key for _, key in features(turns[RUDE.index(rare)].seen())}
    assert len(wanted & weighed) > len(wanted & plain)


def _known(turns: list[TrainingTurn], monkeypatch: pytest.MonkeyPatch) -> set[int]:
    monkeypatch.setattr(training, "MOST_FEATURES", FEW)
    return set(training._matrix(turns).keys)
