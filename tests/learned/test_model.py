"""A model's file: written and read it is the same; what is none is refused, with the place."""

from __future__ import annotations

import hashlib
import json
import os
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


def test_a_model_that_its_card_does_not_describe_is_refused(
    model_data: bytes, tmp_path: Path
) -> None:
    path, card = tmp_path / "learned.model", tmp_path / "learned.json"
    card.write_text(json.dumps({"sha256": hashlib.sha256(model_data).hexdigest()}), "utf-8")
    path.write_bytes(model_data)
    read_model(path)
    for place in range(len(model_data) // 2, len(model_data), len(model_data) // 9):
        altered = bytearray(model_data)
        altered[place] ^= 1
        path.write_bytes(altered)
        with pytest.raises(LexiconError) as raised:
            read_model(path)
        assert "learned.json" in str(raised.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"sha256": 5}', "[" * 100_000, "\0\1"])
def test_a_card_that_says_nothing_vouches_for_nothing(
    text: str, model_data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "learned.model"
    path.write_bytes(model_data)
    (tmp_path / "learned.json").write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=r"learned\.json"):
        read_model(path)


def test_a_model_without_a_card_is_looked_through(
    model: LearnedModel, model_data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "learned.model"
    examples = model.header.example_bytes
    tables = model_data.index(b"\0" * 8, 4096)
    slots = 8 * model.header.slots
    start = len(model_data) - examples - model.header.slots * (10 + len(model.cues))
    assert start <= tables < start + slots
    full = model_data[:start] + b"\1" * slots + model_data[start + slots :]
    torn = model_data[:-examples] + bytes(examples)
    for data in (full, torn):
        path.write_bytes(data)
        with pytest.raises(LexiconError):
            read_model(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_is_no_model(tmp_path: Path) -> None:
    path = tmp_path / "learned.model"
    os.mkfifo(path)
    with pytest.raises(LexiconError, match="not a file"):
        read_model(path)


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
