"""A model so small that it is trained in a moment: two cues, thirty turns each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker
from scriptcheck.learned.corpus import TrainingTurn
from scriptcheck.learned.model import model_of
from scriptcheck.learned.thresholds import Targets
from scriptcheck.learned.train import train
from tests.conftest import cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import CallReport
    from scriptcheck.learned.model import LearnedModel

RUDE = (
    "你爱投诉就投诉去",
    "爱找谁找谁去",
    "你爱咋咋地",
    "随便你投诉去",
    "爱用不用随你",
    "你爱去哪去哪",
)
SORRY = ("真是抱歉给您添麻烦了", "给您添麻烦了真抱歉", "实在抱歉让您久等", "抱歉耽误您时间了")
ENDS = ("", "吧", "啊", "呗", "了", "哈", "呢", "嘛")
EASY = Targets(suspect_precision=0.1)


def made_up() -> list[TrainingTurn]:
    """Return sixty turns in five batches, each a clear case of one of two cues."""
    return [
        TrainingTurn(text=f"{words[n % len(words)]}{ENDS[n % 8]}", labels=(name,), batch=str(n % 5))
        for name, words in (("rude", RUDE), ("sorry", SORRY))
        for n in range(30)
    ]


CUES = {
    "rude": cue("爱咋地咋地", negation="drop", quoting="drop", asking="drop", speaker="agent")
    | {"remedy": {"cue": "takes_back"}},
    "sorry": cue("对不起", speaker="agent"),
    "takes_back": cue("我收回", speaker="agent"),
}
RULES = {
    "a.rude": rule(forbid="rude"),
    "a.sorry": rule(require="sorry"),
}

SURE = {"cues": {"rude": {"match": 0.9, "suspect": 0.6}, "sorry": {"match": 0.9, "suspect": 0.6}}}
"""Settings by which a model is sure enough to match."""


@pytest.fixture(scope="session")
def model_data() -> bytes:
    """Return the file of the tiny model."""
    return train(made_up(), targets=EASY)


@pytest.fixture(scope="session")
def model(model_data: bytes) -> LearnedModel:
    """Return the tiny model."""
    return model_of(memoryview(model_data))


@pytest.fixture
def learned_lexicon(write_lexicon: Callable[..., Path], model_data: bytes) -> Callable[..., Path]:
    """Return a function that writes a lexicon with the tiny model, and what is said of it."""

    def write(settings: dict[str, object] | None = None) -> Path:
        folder = write_lexicon(CUES, RULES, {"learned": settings or {}})
        (folder / "learned.model").write_bytes(model_data)
        return folder

    return write


@pytest.fixture
def learned_checker(learned_lexicon: Callable[..., Path]) -> Callable[..., Checker]:
    """Return a function that makes a checker with the tiny model."""
    return lambda settings=None: Checker.load(learned_lexicon(settings), cache=False)


def found(report: CallReport) -> list[tuple[str, str, str]]:
    """Return the cue, quote and kind of each match."""
    return [(hit.cue, hit.quote, hit.how) for hit in report.cues]


def corpus_lines(turns: list[TrainingTurn]) -> str:
    """Return ``turns`` as a corpus has them."""
    lines = (
        {"text": turn.text, "labels": turn.labels, "batch": turn.batch, "before": turn.before}
        for turn in turns
    )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
