"""Of candidates that overlap, which one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from scriptcheck.match.suppress import UNSURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.lexicon.models import Phrase
    from scriptcheck.match.scan import Candidate
    from scriptcheck.match.suppress import CueTests, Reason

Fit: TypeAlias = "tuple[Candidate, Phrase]"
"""A candidate and the phrase that it fits."""

Dropped: TypeAlias = "tuple[Candidate, Phrase, Reason]"


def choose(fits: list[Fit], tests: CueTests) -> tuple[list[Fit], list[Dropped]]:
    """Return which of ``fits``, of one cue in one turn, stand, and those to be dropped and why.

    Of those that overlap, the best that stands is kept, and what overlaps it is not worth a test;
    nor are two reasons reported for one place.
    """
    if len(fits) > 1:
        fits.sort(key=_rank)
    kept: list[Fit] = []
    failed: list[Dropped] = []
    for fit in fits:
        candidate, phrase = fit
        if kept and _overlap(candidate, kept):
            continue
        reason = tests.reason(candidate, phrase)
        if reason is None:
            kept.append(fit)
        else:
            failed.append((candidate, phrase, reason))
    unsure: list[Dropped] = []
    surely: list[Dropped] = []
    for each in failed:
        # Better candidates come first, but those that stand may have come after.
        places = unsure if each[2][0] in UNSURE else surely
        if not _overlap(each[0], kept) and not _overlap(each[0], places):
            places.append(each)
    return kept, unsure + surely


def _overlap(candidate: Candidate, places: Sequence[Fit] | Sequence[Dropped]) -> bool:
    for place in places:
        other = place[0]
        if other.start < candidate.end and candidate.start < other.end:
            return True
    return False


def _rank(fit: Fit) -> tuple[int, ...]:
    """Return what sorts the better candidate first.

    Better is what differs less from its phrase, then what is longer, then what comes first; of
    those in the same place the phrase that stands first in the lexicon.
    """
    template, _, start, end, cost, pattern, _ = candidate = fit[0]
    return candidate.differences, start - end, start, template, cost, pattern
