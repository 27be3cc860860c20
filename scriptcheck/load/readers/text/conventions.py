"""What the doubtful things in one labelled text mean, found from the whole of it.

A may be the agent or a tariff, 客服 alone on a line may be a label or an answer, and 10:30 may be
a time of the recording or one that is spoken of.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import dropwhile
from typing import TYPE_CHECKING, Final

from scriptcheck.call import Speaker
from scriptcheck.load.readers.text.lines import Conventions, Segment, read_line
from scriptcheck.load.readers.text.names import names_beside, names_in
from scriptcheck.load.readers.text.names_above import names_above
from scriptcheck.load.readers.text.strange_labels import MISCLOSINGS, SEMICOLON, misclosed_head
from scriptcheck.load.roles.labels import Closing

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOTH: Final = frozenset({Speaker.AGENT, Speaker.CUSTOMER})
_ANYTHING: Final = Conventions(letters=True, line_ends=True, bare_times=True)


def read_lines(lines: Sequence[str], names: frozenset[str] = frozenset()) -> list[Segment]:
    """Return the segments of ``lines``, of which the first is line 1.

    ``names`` are what the user calls speakers; others are found where no label names a role.
    """
    segments = _read(lines, replace(_ANYTHING, names=names))
    roles = {each.label.speaker for each in segments if each.label and _names_a_role(each)}
    found = names_in(lines) if not roles else frozenset[str]()
    if roles and not roles >= _BOTH:
        # 访客 on one side, and on the other names, with a time before each of them too.
        timed = (each for each in segments if each.label is None and each.stamp is not None)
        found = names_beside([each.text for each in timed])
    above = names_above(segments)
    if found or above:
        names |= found | above
        segments = _read(lines, replace(_ANYTHING, names=names))
    closings = _closings(segments)
    if closings or any(map(_is_doubtful, segments)):
        given = _conventions_of(segments, above)
        return _read(lines, replace(given, names=names, closings=closings))
    return segments


def _read(lines: Sequence[str], conventions: Conventions) -> list[Segment]:
    return [
        segment
        for number, line in enumerate(lines, 1)
        for segment in read_line(line, number, conventions)
    ]


def _is_doubtful(segment: Segment) -> bool:
    label = segment.label
    return _leads_with_bare_time(segment) or (
        label is not None and (label.is_letter or label.closing is Closing.LINE_END)
    )


def _conventions_of(segments: Sequence[Segment], above: frozenset[str]) -> Conventions:
    """Return what the doubtful things mean, given ``segments`` in which they mean all they can.

    ``above`` are names that are labels since words of roles stand as they do.
    """
    others = [each for each in segments if not (each.label and each.label.anonymous in above)]
    words = any(segment.is_marked and not _is_letter(segment) for segment in others)
    marked = words or any(segment.is_marked for segment in others)
    return Conventions(
        letters=not words,
        line_ends=not marked and (bool(above) or _alternate_by_line(segments)),
        bare_times=_lead_with_times(segments),
    )


def _closings(segments: Sequence[Segment]) -> str:
    """Return what closes labels of ``segments`` in place of a colon, as where it is mistyped.

    A semicolon does beside labels with colons; a comma or a full stop only where every other line
    has a label, as a line that goes on may begin with 客户，.
    """
    if not any(_names_a_role(each) and each.label and not each.label.enclosed for each in segments):
        return ""
    below = dropwhile(lambda segment: segment.label is None, segments)
    others = [segment.text for segment in segments if segment.label is None]
    if not any(map(misclosed_head, others)):
        return ""
    is_all = all(misclosed_head(each.text) for each in below if each.label is None)
    return MISCLOSINGS if is_all else SEMICOLON


def _names_a_role(segment: Segment) -> bool:
    """Return whether a label of ``segment`` says a role for certain."""
    label = segment.label
    return label is not None and segment.is_marked and not (label.is_letter or label.anonymous)


def _is_letter(segment: Segment) -> bool:
    return segment.label is not None and segment.label.is_letter


def _leads_with_bare_time(segment: Segment) -> bool:
    return segment.time_leads and segment.stamp is not None and not segment.stamp.certain


def _alternate_by_line(segments: Sequence[Segment]) -> bool:
    """Return whether words alone on lines are labels: they name both sides, or begin the text."""
    alone = [segment for segment in segments if segment.label and not segment.is_marked]
    begin = next((segment for segment in segments if not segment.is_time_alone), None)
    speakers = {segment.label.speaker for segment in alone if segment.label}
    return {Speaker.AGENT, Speaker.CUSTOMER} <= speakers or (
        begin is not None and alone[:1] == [begin]
    )


def _lead_with_times(segments: Sequence[Segment]) -> bool:
    """Return whether bare times are times of the recording.

    They are if one begins a labelled line, if they begin at least half of all lines, or if most
    labels have one alone on a line.
    """
    bare = list(filter(_leads_with_bare_time, segments))
    labels = sum(segment.label is not None for segment in segments)
    alone = sum(segment.is_time_alone for segment in bare)
    return (
        any(segment.label for segment in bare)
        or (len(bare) > 1 and len(bare) * 2 >= len(segments))
        or alone * 2 > labels > 0
    )
