"""Why a model sees a cue in a turn: where, by which words, and like which turns it was shown."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.learned.features import codes
from scriptcheck.learned.scoring import most_shared
from scriptcheck.report import LearnedEvidence
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.learned.model import LearnedModel
    from scriptcheck.text.fold import Folded

SHOWN_RUNS: Final = 4
"""Runs of characters that evidence lists."""

_CLAUSE_END: Final = re.compile(r"[，。！？；、,.!?;:：\s…]+")
_SHORTEST: Final = 2
"""Characters of the shortest run that says anything by itself."""


def span(model: LearnedModel, cue: str, folded: Folded) -> tuple[int, int]:
    """Return where in the original of ``folded`` (not empty) the score of ``cue`` comes from.

    It is the row of characters with the largest sum in the row of clauses with the largest sum.
    What introduces it (他说, 是不是) adds nothing, and is left before it for the context tests.
    """
    place = model.scorer.place(folded.text, model.numbers[cue], _clause_ends(folded))
    return folded.span(*place)


def _clause_ends(folded: Folded) -> array[int]:
    """Return where the clauses of ``folded.text`` end in it, less the empty ones."""
    ends = array("i")
    last, size = 0, len(folded.text)
    for mark in _CLAUSE_END.finditer(folded.original):
        end = bisect_left(folded.offsets, mark.start())
        if end > last:
            ends.append(end)
            last = end
    if last < size:
        ends.append(size)
    return ends


class Explainer:
    """Explains what one model finds; what it needs is made when first asked for."""

    def __init__(self, model: LearnedModel) -> None:
        self._model: Final = model
        self._indexes: Final[dict[str, _ExampleIndex]] = {}

    def evidence(self, cue: str, text: str, score: float, confidence: float) -> LearnedEvidence:
        """Return why ``cue`` is seen in folded ``text``, with this score."""
        return LearnedEvidence(
            score=round(score, 2),
            confidence=confidence,
            runs=tuple(self._runs(cue, text)),
            similar=self._nearest(cue, text),
        )

    def _runs(self, cue: str, text: str) -> Iterator[tuple[str, int]]:
        """Yield the runs of ``text`` with the largest weights, none within another."""
        coded = "".join(map(chr, codes(text)[1:-1]))
        weights: dict[str, int] = {}
        for start, stop, weight in self._model.scorer.runs_for(text, self._model.numbers[cue]):
            if stop - start >= _SHORTEST:
                shown = coded[start:stop]
                weights[shown] = max(weight, weights.get(shown, 0))
        taken: list[str] = []
        for shown, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
            if len(taken) == SHOWN_RUNS:
                break
            if not any(shown in other or other in shown for other in taken):
                taken.append(shown)
                yield shown, weight

    def _nearest(self, cue: str, text: str) -> str:
        """Return the example of ``cue`` that shares most with folded ``text``; empty for none.

        Each shared run of two or three characters counts the more, the fewer examples have it.
        """
        index = self._indexes.get(cue)
        if index is None:
            index = self._indexes[cue] = _ExampleIndex.of(self._model.examples.get(cue, ()))
        return index.nearest(text)


class _ExampleIndex(NamedTuple):
    """The examples of one cue by their short runs."""

    examples: Sequence[str]
    lengths: array[int]
    """Characters of each."""
    by_run: Mapping[str, array[int]]
    """The numbers of the examples in which each run stands."""

    @classmethod
    def of(cls, examples: Sequence[str]) -> _ExampleIndex:
        """Return the index of ``examples``."""
        by_run: defaultdict[str, array[int]] = defaultdict(lambda: array("i"))
        for number, example in enumerate(examples):
            for run in _short_runs(fold(example).text):
                by_run[run].append(number)
        return cls(examples, array("i", map(len, examples)), dict(by_run))

    def nearest(self, text: str) -> str:
        """Return the example that shares most with folded ``text``; empty for none."""
        by_run = self.by_run
        rows = [by_run[run] for run in _short_runs(text) if run in by_run]
        number = most_shared(rows, self.lengths)
        return "" if number < 0 else self.examples[number]


def _short_runs(text: str) -> set[str]:
    return {text[at : at + size] for size in (2, 3) for at in range(len(text) - size + 1)}
