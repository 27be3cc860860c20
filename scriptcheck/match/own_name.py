"""Names that are words of the language: 去哪儿 and 问界 begin with 去 and 问.

您好去哪儿客服 announces a company. A harmless phrase such as 您…去…客服, meant for what
customers are to do, takes the beginning of its name for a verb.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from scriptcheck.match.candidate import CALL_DATA, SpanCandidate

if TYPE_CHECKING:
    from scriptcheck.match.scan import Scanner, TemplateFit
    from scriptcheck.text.fold import Folded


def takes_name_for_word(
    harmless: TemplateFit, candidate: TemplateFit | SpanCandidate, turn: Folded, scanner: Scanner
) -> bool:
    """Return whether ``harmless`` takes the beginning of the name in ``candidate`` for a word.

    ``turn`` is the text in which both stand. It does where it would not fit another name. What
    ends a name may well be such a word, as 客服 is.
    """
    start = _name_start(candidate, turn, scanner)
    if start is None or not harmless.start <= start < harmless.end:
        return False
    first = _first_character(harmless, turn)
    if first is None:
        return False
    place = bisect_left(turn.offsets, start) - first
    # A harmless phrase may ask for the name itself.
    return scanner.name_start(harmless) != place and not scanner.fits_without(harmless, place)


def _name_start(
    candidate: TemplateFit | SpanCandidate, turn: Folded, scanner: Scanner
) -> int | None:
    """Return where in its turn the name in ``candidate`` begins; ``None`` where it has none."""
    if isinstance(candidate, SpanCandidate):
        return candidate.start if candidate.how == CALL_DATA else None
    first, place = _first_character(candidate, turn), scanner.name_start(candidate)
    return None if first is None or place is None else turn.offsets[first + place]


def _first_character(fit: TemplateFit, turn: Folded) -> int | None:
    """Return the folded character of ``turn`` that the text of ``fit`` begins with.

    ``None`` where a stutter was taken out of it, so that the way back is lost.
    """
    is_whole = turn.within(fit.start, fit.end) == fit.text
    return bisect_left(turn.offsets, fit.start) if is_whole else None
