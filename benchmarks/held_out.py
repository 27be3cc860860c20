"""What the shipped model scores on turns that no model was trained on, and how well it ranks them.

They are the batch that is set aside, and the turns of the whole calls that are.
"""

from __future__ import annotations

from array import array
from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.rounds import BANNED, STEPS
from scriptcheck.learned.call_corpus import call_turns
from scriptcheck.learned.corpus import read_turns
from scriptcheck.lexicon.layer import shipped_lexicons

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from scriptcheck.learned.corpus import TrainingTurn
    from scriptcheck.learned.model import LearnedModel

CORPORA: Final = shipped_lexicons() / "corpora"

FEWEST: Final = 15
"""Clear cases without which a curve says nothing."""

BATCH, CALLS = "batch", "calls"
"""The two sets that are held out."""


class Point(NamedTuple):
    """What counts from one score on."""

    score: float
    recall: float
    """Of the clear cases."""
    precision: float
    """Borderline cases count as right."""


Curve = list[Point]


def all_turns(folder: Path) -> tuple[list[TrainingTurn], list[TrainingTurn]]:
    """Return the turns written by themselves and those of whole calls in a folder of corpora."""
    alone = list(read_turns(sorted(folder.glob("*.jsonl"))))
    calls = sorted((folder / "calls").glob("*.jsonl"))
    return alone, [turn for path in calls for turn in call_turns(path)]


def held_out_turns(corpora: Path = CORPORA) -> dict[str, list[TrainingTurn]]:
    """Return the agents' turns of each set in ``corpora`` that is held out."""
    sets = zip((BATCH, CALLS), all_turns(corpora / "test"), strict=True)
    return {name: [turn for turn in turns if turn.speaker == "agent"] for name, turns in sets}


def curves(model: LearnedModel, turns: Sequence[TrainingTurn]) -> dict[str, Curve]:
    """Return for each cue with cases enough what counts from each of its scores on."""
    cues = [cue for cue in model.cues if cue in STEPS | BANNED]
    # A limit below all sums, so that the scores are those that findings have.
    least = array("d", [-inf if cue in cues else inf for cue in model.cues])
    scores = [dict(model.found(turn.seen(), least)) for turn in turns]
    found = {}
    for cue in cues:
        cases = sum(cue in turn.labels for turn in turns)
        if cases >= FEWEST:
            rated = [(each[cue], turn) for each, turn in zip(scores, turns, strict=True)]
            found[cue] = _curve(cue, sorted(rated, key=lambda each: -each[0]), cases)
    return found


def _curve(cue: str, ranked: Sequence[tuple[float, TrainingTurn]], cases: int) -> Curve:
    right = clear = 0
    points: Curve = []
    for count, (score, turn) in enumerate(ranked, 1):
        right += turn.share(cue) > 0
        clear += cue in turn.labels
        points.append(Point(score, clear / cases, right / count))
    return points


def average_precision(curve: Curve) -> float:
    """Return the mean precision over the clear cases found, the best first."""
    total = before = 0.0
    for point in curve:
        total += (point.recall - before) * point.precision
        before = point.recall
    return total


def mean_average_precision(
    found: Mapping[str, Curve], cues: Collection[str], measured: Collection[str]
) -> float:
    """Return the mean over those ``cues`` that can be ``measured``; one without a curve has 0."""
    wanted = sorted(cue for cue in cues if cue in measured)
    total = sum(average_precision(found[cue]) for cue in wanted if cue in found)
    return total / max(1, len(wanted))
