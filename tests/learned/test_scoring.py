"""The scorer: compiled and plain give the same, and add up what ``features`` says."""

from __future__ import annotations

import math
from array import array
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scriptcheck.learned import scoring
from scriptcheck.learned.features import SeenTurn, codes, features, plain, sounds
from tests.plain_module import plain_module

COMPILED = not (scoring.__file__ or "").endswith(".py")
CUES = 3


PLAIN = plain_module(scoring)
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
def clause_ends(draw: st.DrawFn, text: str) -> list[int]:
    """Return where the clauses of ``text`` might end."""
    if not text:
        return []
    inner = draw(st.sets(st.integers(1, len(text)), max_size=4))
    return sorted(inner | {len(text)})


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
@given(tables(), st.data())
def test_compiled_and_plain_are_the_same(made: tuple[SeenTurn, Table], data: st.DataObject) -> None:
    turn, table = made
    compiled, unbuilt = table.scorer(scoring), table.scorer(PLAIN)
    assert compiled.score(*turn) == unbuilt.score(*turn)
    ends = array("i", data.draw(clause_ends(turn.text)))
    for cue in range(CUES):
        assert compiled.sums_of(*turn, cue) == unbuilt.sums_of(*turn, cue)
        assert compiled.shares(turn.text, cue) == unbuilt.shares(turn.text, cue)
        asked = turn.text, turn.text, cue, 1, 3
        assert compiled.strongest(*asked) == unbuilt.strongest(*asked)
        if ends:
            assert compiled.place(turn.text, cue, ends) == unbuilt.place(turn.text, cue, ends)


@given(tables(), st.lists(st.floats(-50, 50), min_size=CUES, max_size=CUES))
def test_what_reaches_a_limit_is_found(made: tuple[SeenTurn, Table], limits: list[float]) -> None:
    turn, table = made
    least = array("d", limits)
    for module in (scoring, PLAIN):
        scorer = table.scorer(module)
        norm, sums = scorer.score(*turn)
        norm_alone, alone = scorer.score(*turn._replace(before=""))
        root = math.sqrt(norm + scoring.EVENING)
        wanted = [
            (at, total, alone[at]) for at, total in enumerate(sums) if total >= least[at] * root
        ]
        assert scorer.find(*turn, least) == (norm, norm_alone, wanted)
        for cue in range(CUES):
            assert scorer.sums_of(*turn, cue) == (norm, sums[cue], norm_alone, alone[cue])


@given(tables())
def test_the_strongest_runs_raise_a_score_most(made: tuple[SeenTurn, Table]) -> None:
    turn, table = made
    size = len(turn.text)
    coded = codes(turn.text)
    for cue in range(CUES):
        weighed = []
        for start in range(size + 2):
            for stop in range(start + 1, min(start + scoring.CHARACTER_RUNS, size + 2) + 1):
                key = scoring.hashed(scoring.CHARACTERS, coded[start:stop])
                _, row = table.by_key.get(key, (0, [0] * CUES))
                run = turn.text[max(start - 1, 0) : min(stop - 1, size)]
                if row[cue] > 0 and len(run) > 1:
                    weighed.append((-row[cue], run))
        wanted: list[tuple[str, int]] = []
        for weight, run in sorted(weighed):
            if not any(run in other or other in run for other, _ in wanted):
                wanted.append((run, -weight))
        for most in (0, 1, 3, len(wanted)):
            found = table.scorer(scoring).strongest(turn.text, turn.text, cue, 2, most)
            assert found == wanted[:most]


@given(tables(), st.data())
def test_a_cue_comes_from_the_largest_row(
    made: tuple[SeenTurn, Table], data: st.DataObject
) -> None:
    turn, table = made
    ends = data.draw(clause_ends(turn.text))
    assume(ends)
    scorer = table.scorer(scoring)
    for cue in range(CUES):
        shares = scorer.shares(turn.text, cue)
        clauses = [sum(shares[start:stop]) for start, stop in pairwise((0, *ends))]
        first, last = _first_largest(clauses)
        start, stop = (0, *ends)[first], ends[last - 1]
        if max(shares[start:stop]) > 0:
            inner, outer = _first_largest(shares[start:stop])
            start, stop = start + inner, start + outer
        assert scorer.place(turn.text, cue, array("i", ends)) == (start, stop)


def _first_largest(values: list[int]) -> tuple[int, int]:
    """Return the row with the largest sum that ends first, and of those the shortest."""
    rows = [(start, stop) for stop in range(1, len(values) + 1) for start in range(stop)]
    best = max(sum(values[start:stop]) for start, stop in rows)
    first = [row for row in rows if sum(values[slice(*row)]) == best]
    return max(row for row in first if row[1] == first[0][1])


@given(st.integers(1, 5), st.lists(st.integers(0, 2**20), max_size=4))
def test_hashes_are_the_same(kind: int, codes: list[int]) -> None:
    assert scoring.hashed(kind, codes) == PLAIN.hashed(kind, codes)


@given(st.integers(0, 100))
def test_length_classes_are_the_same(length: int) -> None:
    assert scoring.length_class(length) == PLAIN.length_class(length)
