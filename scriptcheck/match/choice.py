"""Of candidates that overlap, which one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from scriptcheck.match.chains import LEAST_DIFFERENCE
from scriptcheck.match.intervals import IntervalSet
from scriptcheck.match.suppress import UNSURE

if TYPE_CHECKING:
    from scriptcheck.match.candidate import PhraseCandidate
    from scriptcheck.match.prepared_cue import PreparedPhrase
    from scriptcheck.match.reasons import Reason
    from scriptcheck.match.scan import TemplateFit
    from scriptcheck.match.suppress import CueTests

Dropped: TypeAlias = "tuple[TemplateFit, PreparedPhrase, Reason]"


def choose(
    candidates: list[PhraseCandidate], tests: CueTests
) -> tuple[list[PhraseCandidate], list[Dropped]]:
    """Return which of ``candidates``, of one cue in one turn, stand, and those dropped and why.

    Of those that overlap, the best that stands is kept, and what overlaps it is not worth a test;
    nor are two reasons reported for one place.
    """
    if len(candidates) == 1:
        # As it is most often.
        fit, phrase = candidates[0]
        reason = tests.reason(fit, phrase)
        return (candidates, []) if reason is None else ([], [(fit, phrase, reason)])
    candidates.sort(key=_rank)
    kept: list[PhraseCandidate] = []
    failed: list[Dropped] = []
    standing = IntervalSet()
    for candidate in candidates:
        fit, phrase = candidate
        start, end = fit.start, fit.end
        if kept and standing.overlap(start, end):
            continue
        reason = tests.reason(fit, phrase)
        if reason is None:
            standing.add(start, end)
            kept.append(candidate)
        else:
            failed.append((fit, phrase, reason))
    if not failed or (len(failed) == 1 and not kept):
        return kept, failed
    return kept, _one_a_place(failed, standing)


def _one_a_place(failed: list[Dropped], standing: IntervalSet) -> list[Dropped]:
    """Return one of ``failed`` for each place where nothing is ``standing``."""
    unsure: list[Dropped] = []
    surely: list[Dropped] = []
    unsure_places, sure_places = IntervalSet(), IntervalSet()
    for each in failed:
        # Better candidates come first, but those that stand may have come after.
        fit, _, reason = each
        start, end = fit.start, fit.end
        is_unsure = reason[0] in UNSURE
        places = unsure_places if is_unsure else sure_places
        if not standing.overlap(start, end) and not places.overlap(start, end):
            places.add(start, end)
            (unsure if is_unsure else surely).append(each)
    return unsure + surely


def _rank(candidate: PhraseCandidate) -> tuple[int, ...]:
    """Return what sorts the better candidate first.

    Better is what differs less from its phrase, then what is longer, then what comes first; of
    those in the same place the phrase that stands first in the lexicon.
    """
    template, _, start, end, cost, pattern, _ = candidate.fit
    return cost // LEAST_DIFFERENCE, start - end, start, template, cost, pattern
