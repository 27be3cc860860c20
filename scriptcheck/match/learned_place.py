"""What a model goes by in the words that it matches, which may be all of a turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from scriptcheck.match.extent import TurnSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.match.candidate import SpanCandidate
    from scriptcheck.match.intervals import Interval
    from scriptcheck.text.fold import Folded

I = TypeVar("I", bound="Interval")  # noqa: E741  (an interval)


def excusing(harmless: Sequence[I], candidate: SpanCandidate, turn: Folded) -> list[I]:
    """Return those of the ``harmless`` phrases that are what a model goes by in ``candidate``.

    One is where it is half of it, or holds the run of characters that speaks most for it.
    """
    strongest = _strongest_run(candidate)
    found: list[I] = []
    for each in harmless:
        shared = min(each.end, candidate.end) - max(each.start, candidate.start)
        is_half = 2 * shared >= candidate.end - candidate.start
        if is_half or (strongest and strongest in turn.within(each.start, each.end)):
            found.append(each)
    return found


def strongest_place(candidate: SpanCandidate, turn: Folded) -> Interval:
    """Return where the run stands that speaks most for ``candidate``; else ``candidate`` itself.

    What an agent offers behind it remedies it, though the model's words reach further.
    """
    run = _strongest_run(candidate)
    at = turn.text.find(run) if run else -1
    return TurnSpan(candidate.turn, *turn.span(at, at + len(run))) if at >= 0 else candidate


def _strongest_run(candidate: SpanCandidate) -> str:
    evidence = candidate.evidence()
    return evidence.runs[0][0] if evidence is not None and evidence.runs else ""
