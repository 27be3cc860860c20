"""Remit: what nobody in the agent's place can or may do, explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.lazy_pattern import lazy_pattern
from scriptcheck.match.context import vocabulary as v

if TYPE_CHECKING:
    from scriptcheck.match.context.grammar import Place

_AUTHORITY: Final = lazy_pattern(v.AUTHORITIES)


def outside_remit(place: Place) -> str | None:
    """Return whose matter it is, or the promise declined; ``None`` if it is the agent's."""
    for word in place.clause:
        if word.start >= place.core and word.text in v.PROMISES:
            return word.text
    # 控制不了: the verb may stand before what denies it.
    if place.before and place.before[-1].text in v.PROMISES:
        return place.before[-1].text
    said = place.text[place.clauses[0].start : place.end]
    match = _AUTHORITY.search(said)
    return None if match is None else match.group()
