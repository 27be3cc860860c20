"""From which score on a model's finding counts, by what it does on batches that it has not seen."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.learned.model import Threshold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.learned.corpus import TrainingTurn

LAST: Final = 40
"""Findings nearest a threshold of one cue that must be right often enough by themselves."""

LAST_SHARED: Final = 200
"""Those nearest a threshold that cues share: of more findings, so that chance decides less."""

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
    """Share of the matches nearest the threshold (``LAST``, or ``LAST_SHARED``) that are right, so
    that many easy cases do not make up for hard ones."""
    rarity: float = 3.0
    """How many times rarer cases are in calls as they come than in those written for corpora: so
    often each wrong finding counts."""
    own_precision: float = 0.8
    """Share of the matches of each cue that are right, in those calls."""
    suspect_precision: float = 0.6
    """Share of the suspects nearest the threshold that are right."""
    doubted_cases: float = 0.05
    """Share of the clear cases that may score so low that a phrase's match is doubted."""


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What a model says of turns that it has not seen, for one cue."""

    cue: str
    scores: Sequence[float]
    turns: Sequence[TrainingTurn]
    """Those that thresholds are chosen on; see ``measured_on``."""

    @property
    def is_of_calls(self) -> bool:
        """Whether they are turns of whole calls."""
        return bool(self.turns) and all(turn.call for turn in self.turns)

    @property
    def ranked(self) -> list[tuple[float, bool]]:
        """Each score, the highest first, and whether the cue is there."""
        rated = zip(self.scores, self.turns, strict=True)
        found = [(score, turn.share(self.cue) > 0) for score, turn in rated]
        return sorted(found, key=lambda each: -each[0])


def choose_thresholds(
    held_out: Iterable[HeldOut], kind_of: Mapping[str, str], targets: Targets
) -> dict[str, Threshold]:
    """Return the thresholds of each cue, given its scores by a model that has not seen the turns.

    That of matches is the lowest with the precision that is wanted, at it and above it. That of
    suspects is the lowest at which enough of those nearest it are right. That of doubts leaves few
    enough of the clear cases below it. Cues of one kind, by ``kind_of``, that are measured on whole
    calls share thresholds, since of one alone there is too little to go by; where a cue then is
    too often wrong, its own are higher. A cue of which no turn could be scored has none.
    """
    alone: list[HeldOut] = []
    shared: dict[str, list[HeldOut]] = {}
    for each in held_out:
        if each.is_of_calls:
            shared.setdefault(kind_of.get(each.cue, ""), []).append(each)
        else:
            alone.append(each)
    found: dict[str, Threshold] = {}
    for group in shared.values():
        ranked = heapq.merge(*(each.ranked for each in group), key=lambda rated: -rated[0])
        match, suspect = _lowest(list(ranked), targets, targets.rarity, LAST_SHARED)
        for each in group:
            found[each.cue] = _of_its_own(each, match, suspect, targets)
    for each in alone:
        found[each.cue] = _threshold(each, *_lowest(each.ranked, targets, 1.0, LAST), targets)
    return dict(sorted(found.items()))


def _lowest(
    ranked: Sequence[tuple[float, bool]], targets: Targets, cost: float, nearest_count: int
) -> tuple[float | None, float | None]:
    """Return the lowest scores of matches and of suspects; each wrong one counts ``cost`` times."""
    match = suspect = None
    right = 0
    for count, (score, is_right) in enumerate(ranked, 1):
        right += is_right
        if count < len(ranked) and ranked[count][0] == score:
            continue
        last = [each for _, each in ranked[max(0, count - nearest_count) : count]]
        nearest = _precision(sum(last), len(last), cost)
        if right < FEWEST_FOUND:
            continue
        if (
            _precision(right, count, cost) >= targets.match_precision
            and nearest >= targets.last_precision
        ):
            match = score
        if nearest >= targets.suspect_precision:
            suspect = score
    return match, suspect


def _of_its_own(
    each: HeldOut, match: float | None, suspect: float | None, targets: Targets
) -> Threshold:
    """Return the thresholds of a cue: those shared, or higher where it is too often wrong there."""
    own = targets.own_precision
    ranked = each.ranked
    if match is not None:
        match = _precise_from(ranked, match, own)
    if suspect is not None:
        suspect = _precise_from(ranked, suspect, own * targets.suspect_precision)
    return _threshold(each, match, suspect, targets)


def _precise_from(
    ranked: Sequence[tuple[float, bool]], least: float, precision: float
) -> float | None:
    """Return the lowest score, not below ``least``, from which on ``precision`` are right.

    ``least`` where nothing reaches it, ``None`` where no score will do.
    """
    right, best = 0, None
    above = [each for each in ranked if each[0] >= least]
    for count, (score, is_right) in enumerate(above, 1):
        right += is_right
        if right >= precision * count:
            best = score
    if not above or right >= precision * len(above):
        return least
    return best


def _threshold(
    each: HeldOut, match: float | None, suspect: float | None, targets: Targets
) -> Threshold:
    if match is not None and (suspect is None or suspect > match):
        suspect = match
    doubt = _doubt(each, targets)
    if doubt is not None and suspect is not None:
        doubt = min(doubt, suspect)
    return Threshold(_rounded(match), _rounded(suspect), _rounded(doubt))


def _precision(right: int, found: int, cost: float) -> float:
    """Return the share that is right where a wrong one stands for ``cost`` of them."""
    return right / (right + cost * (found - right)) if right else 0.0


def _doubt(each: HeldOut, targets: Targets) -> float | None:
    rated = zip(each.scores, each.turns, strict=True)
    cases = sorted(score for score, turn in rated if each.cue in turn.labels)
    if len(cases) < FEWEST_IN_CALLS:
        return None
    return cases[int(targets.doubted_cases * len(cases))]


def labelled_for(turns: Sequence[TrainingTurn], cue: str) -> list[int]:
    """Return the numbers of the ``turns`` that say whether ``cue`` is there, by who says it.

    Where some turns say that it was sought in them, the others say nothing of it.
    """
    speaker = speaker_of(turns, cue)
    everywhere = not any(cue in turn.sought for turn in turns)
    return [
        at
        for at, turn in enumerate(turns)
        if turn.speaker == speaker and turn.is_labelled_for(cue, everywhere=everywhere)
    ]


def speaker_of(turns: Sequence[TrainingTurn], cue: str) -> str:
    """Return who says ``cue``, by the first clear case; the agent where there is none."""
    return next((turn.speaker for turn in turns if cue in turn.labels), "agent")


def measured_on(turns: Sequence[TrainingTurn], cue: str) -> list[int]:
    """Return the numbers of the ``turns`` that thresholds of ``cue`` are chosen on.

    Those of whole calls, where cues are as rare as they are, if they hold cases enough; else all.
    """
    known = labelled_for(turns, cue)
    in_calls = [at for at in known if turns[at].call]
    cases = sum(cue in turns[at].labels for at in in_calls)
    return in_calls if cases >= FEWEST_IN_CALLS else known


def figures(each: HeldOut, threshold: Threshold) -> dict[str, Any]:
    """Return how a cue does at ``threshold`` on turns that the scoring model has not seen."""
    cue, scores, turns = each.cue, each.scores, each.turns
    cases = sum(cue in turn.labels for turn in turns)
    found: dict[str, Any] = {"cases": cases}
    for kind, least in (("match", threshold.match), ("suspect", threshold.suspect)):
        if least is None:
            continue
        above = [turn for score, turn in zip(scores, turns, strict=True) if score >= least]
        right = sum(turn.share(cue) > 0 for turn in above)
        clear = sum(cue in turn.labels for turn in above)
        found[kind] = {
            "precision": round(right / len(above), 3) if above else None,
            "recall": round(clear / cases, 3) if cases else None,
        }
    return found


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 3)
