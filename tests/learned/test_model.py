"""A model's file: written and read it is the same; what is none is refused, with the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker
from scriptcheck.errors import LexiconError, UsageError
from scriptcheck.learned.features import SeenTurn
from scriptcheck.learned.model import Threshold, confidence, model_of, read_model, score_of
from scriptcheck.learned.train import train
from tests.learned.conftest import EASY, made_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.learned.model import LearnedModel


def test_training_again_gives_the_same_bytes(model_data: bytes) -> None:
    assert train(made_up(), targets=EASY) == model_data


def test_a_model_without_thresholds_scores_alike(model: LearnedModel) -> None:
    bare = model_of(memoryview(train(made_up(), targets=EASY, with_thresholds=False)))
    turn = made_up()[0].seen()
    assert bare.scores(turn) == model.scores(turn)
    assert {cue.threshold for cue in bare.cues.values()} == {Threshold()}


def test_what_is_read_is_what_was_written(
    model: LearnedModel, model_data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "learned.model"
    path.write_bytes(model_data)
    read = read_model(path)
    assert (read.header, read.examples, read.sha256) == (model.header, model.examples, model.sha256)
    turn = SeenTurn("你爱投诉就投诉去", "", 0)
    assert read.scores(turn) == model.scores(turn)


def test_it_tells_its_cues_apart(model: LearnedModel) -> None:
    for text, wanted in (("你爱找谁投诉去", "rude"), ("抱歉给您添麻烦", "sorry")):
        scores = model.scores(SeenTurn(text, "", 0))
        assert max(scores, key=scores.__getitem__) == wanted


def damaged(data: bytes) -> dict[str, bytes]:
    return {
        "empty": b"",
        "cut": data[:-1],
        "longer": data + b"\0",
        "a few bytes": data[:10],
        "foreign": b"PK\x03\x04" + data[4:],
        "another version": data[:7] + b"9" + data[8:],
        "no header": data[:12] + b"\xff" * 40 + data[52:],
        "another thing": "您好".encode() * 100,
    }


@pytest.mark.parametrize("kind", damaged(b"\0" * 64))
def test_what_is_no_model_is_refused(kind: str, model_data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "learned.model"
    path.write_bytes(damaged(model_data)[kind])
    with pytest.raises(LexiconError) as raised:
        read_model(path)
    (problem,) = raised.value.problems
    assert (problem.code, problem.place) == ("bad-model", str(path))
    assert "scriptcheck lexicon train" in problem.fix.en


def test_a_checker_names_the_file(learned_lexicon: Callable[..., Path], model_data: bytes) -> None:
    folder = learned_lexicon()
    (folder / "learned.model").write_bytes(model_data[:-5])
    with pytest.raises(LexiconError, match=r"learned\.model"):
        Checker.load(folder, cache=False)


def test_too_few_cases() -> None:
    with pytest.raises(UsageError) as raised:
        train(made_up()[:20])
    assert raised.value.problems[0].code == "too-few-cases"


@pytest.mark.parametrize("percent", [1, 5, 25, 50, 80, 95, 99])
def test_the_score_of_a_confidence_has_it(percent: int) -> None:
    score = score_of(percent / 100)
    assert confidence(score) == percent / 100
    assert confidence(score - 1e-9) < percent / 100


def test_a_model_maps_what_it_is_given(model_data: bytes) -> None:
    data = memoryview(model_data)
    assert model_of(data).data.obj is data.obj
