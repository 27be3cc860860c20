"""Names that stand with a time above what is said, in a text where labels of roles stand so too.

客服 2024-05-01 10:00:03 is above what the agent writes, and 张先生 2024-05-01 10:00:20 above what
the customer does.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.load.readers.text.names import head_of, is_name
from scriptcheck.load.roles.labels import plain_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.load.readers.text.lines import Segment


class _Shape(NamedTuple):
    """How the line above a turn is written."""

    time_leads: bool
    dated: bool


def names_above(segments: Sequence[Segment]) -> frozenset[str]:
    """Return the names that stand above turns of ``segments`` as their labels do.

    Of lines such as 10:00:20 张先生 those alone count below which something is said, as what stands
    behind a time is speech elsewhere.
    """
    shapes = {
        _Shape(segment.time_leads, segment.stamp.dated)
        for segment in segments
        if segment.label is not None and segment.stamp is not None and not segment.text
    }
    return frozenset(name for name, shape in _heads(segments) if shape in shapes)


def _heads(segments: Sequence[Segment]) -> Iterator[tuple[str, _Shape]]:
    for segment, after in pairwise(segments):
        if segment.label is not None:
            continue
        text = plain_width(segment.text).strip(" :")
        if segment.stamp is None:
            if (head := head_of(text, 0)) and is_name(head.name):
                yield head.name, _Shape(time_leads=False, dated=head.stamp.dated)
        elif after.label is None and after.stamp is None and is_name(text):
            yield text, _Shape(segment.time_leads, segment.stamp.dated)
