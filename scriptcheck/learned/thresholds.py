"""From which score on a model's finding counts, by what it does on batches that it has not seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.learned.model import Threshold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.learned.corpus import TrainingTurn

LAST: Final = 20
"""Findings nearest a threshold that must be right often enough by themselves."""

FEWEST_FOUND: Final = 8
"""Cases that must be found for a threshold to be trusted."""

FEWEST_IN_CALLS: Final = 25
"""Clear cases in whole calls without which thresholds are chosen on all turns."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What thresholds are chosen for."""

    match_precision: float = 0.9
    """Share of the matches that are right; borderline cases count as right."""
    last_precision: float = 0.8
    """Share of the ``LAST`` matches nearest the threshold that are right, so that many easy cases
    do not make up for hard ones."""
    suspect_precision: float = 0.5
    """Share of the ``LAST`` suspects nearest the threshold that are right."""
    doubted_cases: float = 0.05
    """Share of the clear cases that may score so low that a phrase's match is doubted."""


def choose_threshold(
    scores: Sequence[float], turns: Sequence[TrainingTurn], cue: str, targets: Targets
) -> Threshold:
    """Return the thresholds of ``cue``, given each turn's score by a model that has not seen it.

    That of matches is the lowest with the precision that is wanted, at it and above it. That of
    suspects is the lowest at which enough of those nearest it are right. That of doubts leaves few
    enough of the clear cases below it.
    """
    ranked = sorted(
        ((score, turn.share(cue) > 0) for score, turn in zip(scores, turns, strict=True)),
        key=lambda each: -each[0],
    )
    match = suspect = None
    right = 0
    for count, (score, is_right) in enumerate(ranked, 1):
        right += is_right
        if count < len(ranked) and ranked[count][0] == score:
            continue
        last = [each for _, each in ranked[max(0, count - LAST) : count]]
        nearest = sum(last) / len(last)
        if (
            right >= FEWEST_FOUND
            and right >= targets.match_precision * count
            and nearest >= targets.last_precision
        ):
            match = score
        if right >= FEWEST_FOUND and nearest >= targets.suspect_precision:
            suspect = score
    if match is not None and (suspect is None or suspect > match):
        suspect = match
    doubt = _doubt(scores, turns, cue, targets)
    if doubt is not None and suspect is not None:
        doubt = min(doubt, suspect)
    return Threshold(_rounded(match), _rounded(suspect), _rounded(doubt))


def measured_on(turns: Sequence[TrainingTurn], cue: str) -> list[int]:
    """Return the numbers of the ``turns`` that thresholds of ``cue`` are chosen on.

    Those of whole calls, where cues are as rare as they are, if they hold cases enough; else all.
    """
    known = [at for at, turn in enumerate(turns) if turn.is_labelled_for(cue)]
    in_calls = [at for at in known if turns[at].call]
    cases = sum(cue in turns[at].labels for at in in_calls)
    return in_calls if cases >= FEWEST_IN_CALLS else known


def _doubt(
    scores: Sequence[float], turns: Sequence[TrainingTurn], cue: str, targets: Targets
) -> float | None:
    cases = sorted(score for score, turn in zip(scores, turns, strict=True) if cue in turn.labels)
    if len(cases) < FEWEST_IN_CALLS:
        return None
    return cases[int(targets.doubted_cases * len(cases))]


def figures(
    scores: Sequence[float], turns: Sequence[TrainingTurn], cue: str, threshold: Threshold
) -> dict[str, Any]:
    """Return how ``cue`` does at ``threshold`` on turns that the scoring model has not seen."""
    cases = sum(cue in turn.labels for turn in turns)
    found: dict[str, Any] = {"cases": cases}
    for kind, least in (("match", threshold.match), ("suspect", threshold.suspect)):
        if least is None:
            continue
        at = [turn for score, turn in zip(scores, turns, strict=True) if score >= least]
        right = sum(turn.share(cue) > 0 for turn in at)
        clear = sum(cue in turn.labels for turn in at)
        found[kind] = {
            "precision": round(right / len(at), 3) if at else None,
            "recall": round(clear / cases, 3) if cases else None,
        }
    return found


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 3)
