"""The scorer: compiled and plain give the same, and add up what ``features`` says."""

from __future__ import annotations

import importlib.util
import math
from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.learned import scoring
from scriptcheck.learned.features import SeenTurn, features, plain, sounds

if TYPE_CHECKING:
    from types import ModuleType

COMPILED = not (scoring.__file__ or "").endswith(".py")
CUES = 3


def _plain() -> ModuleType:
    path = Path(scoring.__file__ or "").parent / "scoring.py"
    spec = importlib.util.spec_from_file_location("plain_scoring", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PLAIN = _plain()
WORDS = st.text("的一是不了在人有我他这", max_size=12)


@st.composite
def turns(draw: st.DrawFn) -> SeenTurn:
    """Return a turn as a model sees it."""
    return SeenTurn(draw(WORDS), draw(WORDS), draw(st.integers(0, 2)))


class Table:
    """Random weights of some of a turn's features, in an open hash table."""

    def __init__(self, draw: st.DrawFn, turn: SeenTurn) -> None:
        known = sorted({key for _, key in features(turn)})
        chosen = draw(st.sets(st.sampled_from(known), min_size=1))
        slots = 1 << (2 * len(chosen)).bit_length()
        self.keys, self.norms = array("Q", bytes(8 * slots)), array("H", bytes(2 * slots))
        self.weights = array("b", bytes(slots * CUES))
        self.by_key: dict[int, tuple[int, list[int]]] = {}
        byte = st.integers(-127, 127)
        for key in sorted(chosen):
            slot = (key ^ (key >> 32)) & (slots - 1)
            while self.keys[slot]:
                slot = (slot + 1) & (slots - 1)
            self.keys[slot] = key
            self.norms[slot] = draw(st.integers(1, 65535))
            row = draw(st.lists(byte, min_size=CUES, max_size=CUES))
            self.weights[slot * CUES : (slot + 1) * CUES] = array("b", row)
            self.by_key[key] = self.norms[slot], row

    def scorer(self, module: Any) -> Any:
        tables = tuple(memoryview(each) for each in (self.keys, self.norms, self.weights))
        return module.Scorer(tables, CUES, plain(), sounds())


@st.composite
def tables(draw: st.DrawFn) -> tuple[SeenTurn, Table]:
    """Return a turn, and weights of some of its features."""
    turn = draw(turns())
    return turn, Table(draw, turn)


@given(tables())
def test_a_score_is_the_sum_over_the_features(made: tuple[SeenTurn, Table]) -> None:
    turn, table = made
    found = [table.by_key[key] for _, key in features(turn) if key in table.by_key]
    norm, sums = table.scorer(scoring).score(*turn)
    assert norm == sum(each for each, _ in found)
    assert sums == [sum(row[cue] for _, row in found) for cue in range(CUES)]


@pytest.mark.skipif(not COMPILED, reason="the scorer is not compiled here")
@given(tables())
def test_compiled_and_plain_are_the_same(made: tuple[SeenTurn, Table]) -> None:
    turn, table = made
    compiled, unbuilt = table.scorer(scoring), table.scorer(PLAIN)
    assert compiled.score(*turn) == unbuilt.score(*turn)
    for cue in range(CUES):
        assert compiled.shares(turn.text, cue) == unbuilt.shares(turn.text, cue)
        for key in table.by_key:
            assert compiled.weight(key, cue) == unbuilt.weight(key, cue)


@pytest.mark.skipif(not COMPILED, reason="the scorer is not compiled here")
@given(tables(), st.lists(st.floats(-50, 50), min_size=CUES, max_size=CUES))
def test_what_reaches_a_limit_is_found(made: tuple[SeenTurn, Table], limits: list[float]) -> None:
    turn, table = made
    least = array("d", limits)
    norm, sums = table.scorer(PLAIN).score(*turn)
    root = math.sqrt(norm + scoring.EVENING)
    wanted = [(at, total) for at, total in enumerate(sums) if total >= least[at] * root]
    for module in (scoring, PLAIN):
        assert table.scorer(module).find(*turn, least) == (norm, wanted)


@given(st.integers(1, 5), st.lists(st.integers(0, 2**20), max_size=4))
def test_hashes_are_the_same(kind: int, codes: list[int]) -> None:
    assert scoring.hashed(kind, codes) == PLAIN.hashed(kind, codes)


@given(st.integers(0, 100))
def test_length_classes_are_the_same(length: int) -> None:
    assert scoring.length_class(length) == PLAIN.length_class(length)
