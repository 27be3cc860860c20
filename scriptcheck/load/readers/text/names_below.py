"""Names alone in a line between a time and what is said, as transcripts of films have them.

00:00:00:12 - 00:00:04:20 is a line of its own, Speaker 1 the next, and what is said stands below.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from scriptcheck.load.readers.text.names import is_name, label_of_name
from scriptcheck.load.roles.labels import plain_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.load.readers.text.lines import Segment

_FEWEST: Final = 4
"""Times from which on names that come again are no speech."""
_MOST: Final = 8


def with_names_below(segments: Sequence[Segment]) -> list[Segment]:
    """Return ``segments`` with names below times as the labels of what stands below them.

    Something is said below each, no other label stands anywhere, and there are half as many names
    as times at most.
    """
    times = [number for number, each in enumerate(segments) if each.is_time_alone]
    heads = [segments[number + 1] for number in times if number + 1 < len(segments)]
    if len(times) < _FEWEST or len(heads) < len(times) or times[0] != 0:
        return list(segments)
    names = Counter(plain_width(head.text).strip() for head in heads if head.label is None)
    labels = sum(each.label is not None for each in segments)
    if (
        not names
        or labels + names.total() != len(times)
        or len(names) > _MOST
        or len(names) * 2 > len(times)
        or not all(map(is_name, names))
        or not all(_are_turn(segments[begin:end]) for begin, end in pairwise((*times, None)))
    ):
        return list(segments)
    below = {number + 1 for number in times}
    return [
        replace(each, text="", label=label_of_name(plain_width(each.text).strip()))
        if number in below and each.label is None
        else each
        for number, each in enumerate(segments)
    ]


def _are_turn(block: Sequence[Segment]) -> bool:
    """Return whether ``block`` is a time, who speaks, and what is said."""
    _, head, *said = block
    return head.stamp is None and (not head.text or head.label is None) and len(said) > 0
