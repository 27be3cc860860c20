"""Why a model sees a cue in a turn: where, by which words, and like which turns it was shown."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.learned.features import FIGURES
from scriptcheck.learned.text_index import TextIndex
from scriptcheck.report import LearnedEvidence
from scriptcheck.text.clauses import clause_ends
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.learned.model import LearnedModel
    from scriptcheck.text.fold import Folded

SHOWN_RUNS: Final = 4
"""Runs of characters that evidence lists."""

_SHORTEST: Final = 2
"""Characters of the shortest run that says anything by itself."""


def span(
    model: LearnedModel, cue: str, folded: Folded, ends: array[int] | None = None
) -> tuple[int, int]:
    """Return where in the original of ``folded`` (not empty) the score of ``cue`` comes from.

    It is the row of characters with the largest sum in the row of clauses with the largest sum.
    What introduces it (他说, 是不是) adds nothing, and is left before it for the context tests.
    ``ends`` are the ``clause_ends`` of ``folded``, where they are known.
    """
    ends = clause_ends(folded) if ends is None else ends
    place = model.scorer.place(folded.text, model.numbers[cue], ends)
    return folded.span(*place)


class Explainer:
    """Explains what one model finds; what it needs is made when first asked for."""

    def __init__(self, model: LearnedModel) -> None:
        self.model: Final = model
        self._indexes: Final[dict[str, _ExampleIndex]] = {}

    def evidence(self, cue: str, text: str, score: float, confidence: float) -> LearnedEvidence:
        """Return why ``cue`` is seen in folded ``text``, with this score."""
        return LearnedEvidence(
            score=round(score, 2),
            confidence=confidence,
            runs=self._runs(cue, text),
            similar=self._nearest(cue, text),
        )

    def _runs(self, cue: str, text: str) -> tuple[tuple[str, int], ...]:
        """Return the runs of ``text`` with the largest weights, none within another."""
        number = self.model.numbers[cue]
        scorer, coded = self.model.scorer, text.translate(_CODED)
        return tuple(scorer.strongest(text, coded, number, _SHORTEST, SHOWN_RUNS))

    def _nearest(self, cue: str, text: str) -> str:
        """Return the example of ``cue`` that shares most with folded ``text``; empty for none.

        Each shared run of two or three characters counts the more, the fewer examples have it.
        """
        index = self._indexes.get(cue)
        if index is None:
            index = self._indexes[cue] = _ExampleIndex.of(self.model.examples.get(cue, ()))
        return index.nearest(text)


class _ExampleIndex(NamedTuple):
    """The examples of one cue by their short runs."""

    examples: Sequence[str]
    by_run: TextIndex

    @classmethod
    def of(cls, examples: Sequence[str]) -> _ExampleIndex:
        """Return the index of ``examples``."""
        folded = [fold(example).text for example in examples]
        return cls(examples, TextIndex(folded, array("i", map(len, examples))))

    def nearest(self, text: str) -> str:
        """Return the example that shares most with folded ``text``; empty for none."""
        number = self.by_run.nearest(text)
        return "" if number < 0 else self.examples[number]


_CODED: Final = str.maketrans(dict.fromkeys(FIGURES, FIGURES[0]))
"""Figures are one character to models."""
