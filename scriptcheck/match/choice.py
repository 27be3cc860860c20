"""Of candidates that overlap, which one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from scriptcheck.match.places import Apart
from scriptcheck.match.suppress import UNSURE

if TYPE_CHECKING:
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
    if len(fits) == 1:
        # As it is most often.
        candidate, phrase = fits[0]
        reason = tests.reason(candidate, phrase)
        return (fits, []) if reason is None else ([], [(candidate, phrase, reason)])
    fits.sort(key=_rank)
    kept: list[Fit] = []
    failed: list[Dropped] = []
    standing: Apart[Candidate] = Apart()
    for fit in fits:
        candidate, phrase = fit
        if standing.overlap(candidate):
            continue
        reason = tests.reason(candidate, phrase)
        if reason is None:
            standing.add(candidate)
            kept.append(fit)
        else:
            failed.append((candidate, phrase, reason))
    return kept, _one_a_place(failed, standing) if failed else failed


def _one_a_place(failed: list[Dropped], standing: Apart[Candidate]) -> list[Dropped]:
    """Return one of ``failed`` for each place where nothing is ``standing``."""
    unsure: list[Dropped] = []
    surely: list[Dropped] = []
    unsure_places: Apart[Candidate] = Apart()
    sure_places: Apart[Candidate] = Apart()
    for each in failed:
        # Better candidates come first, but those that stand may have come after.
        candidate, _, reason = each
        is_unsure = reason[0] in UNSURE
        places = unsure_places if is_unsure else sure_places
        if not standing.overlap(candidate) and not places.overlap(candidate):
            places.add(candidate)
            (unsure if is_unsure else surely).append(each)
    return unsure + surely


def _rank(fit: Fit) -> tuple[int, ...]:
    """Return what sorts the better candidate first.

    Better is what differs less from its phrase, then what is longer, then what comes first; of
    those in the same place the phrase that stands first in the lexicon.
    """
    template, _, start, end, cost, pattern, _ = candidate = fit[0]
    return candidate.differences, start - end, start, template, cost, pattern
