"""Why a model sees a cue in a turn: where, by which words, and like which turns it was shown."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.learned.features import codes, runs
from scriptcheck.learned.scoring import CHARACTER_RUNS, CHARACTERS, EDGE, hashed
from scriptcheck.report import LearnedEvidence
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.learned.model import LearnedModel
    from scriptcheck.text.fold import Folded

SHOWN_RUNS: Final = 4
"""Runs of characters that evidence lists."""

_CLAUSE_END: Final = re.compile(r"[，。！？；、,.!?;:：\s…]+")
_EVEN: Final = 8
"""Characters by which short examples are held back, which would else share a large part."""
_SHORTEST: Final = 2
"""Characters of the shortest run that says anything by itself."""


class _Clause(NamedTuple):
    """A clause of a folded turn, and its share of a score."""

    start: int
    stop: int
    share: int


def span(model: LearnedModel, cue: str, folded: Folded) -> tuple[int, int]:
    """Return where in the original of ``folded`` (not empty) the score of ``cue`` comes from.

    It is the row of characters with the largest sum in the row of clauses with the largest sum.
    What introduces it (他说, 是不是) adds nothing, and is left before it for the context tests.
    """
    number = model.numbers[cue]
    shares = model.scorer.shares(folded.text, number)
    clauses = [_Clause(*each, sum(shares[slice(*each)])) for each in _clauses(folded)]
    first, last = _largest_row([each.share for each in clauses])
    start, stop = clauses[first].start, clauses[last].stop
    if max(shares[start:stop]) <= 0:
        return folded.span(start, stop)
    inner, outer = _largest_row(shares[start:stop])
    return folded.span(start + inner, start + outer + 1)


def _clauses(folded: Folded) -> Iterator[tuple[int, int]]:
    """Yield where the clauses of ``folded.text`` stand in it, less the empty ones."""
    start = 0
    for end in _CLAUSE_END.finditer(folded.original):
        stop = len(folded.within(0, end.start()))
        if stop > start:
            yield start, stop
            start = stop
    if start < len(folded.text):
        yield start, len(folded.text)


def _largest_row(values: Sequence[int]) -> tuple[int, int]:
    """Return the first and last of the neighbours in ``values`` with the largest sum.

    Kadane's method. Of rows with equal sums it is the first.
    """
    best, found = values[0], (0, 0)
    total, start = 0, 0
    for at, value in enumerate(values):
        if total <= 0:
            total, start = 0, at
        total += value
        if total > best:
            best, found = total, (start, at)
    return found


class Explainer:
    """Explains what one model finds; what it needs is made when first asked for."""

    def __init__(self, model: LearnedModel) -> None:
        self._model: Final = model
        self._by_run: Final[dict[str, dict[str, list[int]]]] = {}

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
        number = self._model.numbers[cue]
        weights: dict[str, int] = {}
        for run in runs(codes(text), CHARACTER_RUNS):
            shown = "".join(chr(code) for code in run if code != EDGE)
            if len(shown) >= _SHORTEST:
                weight = self._model.scorer.weight(hashed(CHARACTERS, run), number)
                weights[shown] = max(weight, weights.get(shown, 0))
        taken: list[str] = []
        for shown, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
            if weight <= 0 or len(taken) == SHOWN_RUNS:
                break
            if not any(shown in other or other in shown for other in taken):
                taken.append(shown)
                yield shown, weight

    def _nearest(self, cue: str, text: str) -> str:
        """Return the example of ``cue`` that shares most with folded ``text``; empty for none.

        Each shared run of two or three characters counts the more, the fewer examples have it.
        """
        examples = self._model.examples.get(cue, ())
        by_run = self._by_run.get(cue)
        if by_run is None:
            by_run = self._by_run[cue] = defaultdict(list)
            for number, example in enumerate(examples):
                for run in _short_runs(fold(example).text):
                    by_run[run].append(number)
        shared: Counter[int] = Counter()
        for run in sorted(_short_runs(text)):
            having = by_run.get(run, ())
            for number in having:
                shared[number] += 1_000_000 // len(having)
        if not shared:
            return ""
        ranked = (
            (-count // (8 + len(examples[number])), number) for number, count in shared.items()
        )
        return examples[min(ranked)[1]]


def _short_runs(text: str) -> set[str]:
    return {text[at : at + size] for size in (2, 3) for at in range(len(text) - size + 1)}
