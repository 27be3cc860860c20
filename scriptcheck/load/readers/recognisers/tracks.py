"""What recognisers that write one track after the other have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.load.times.moments import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.load.sentence import Sentence


def number_label(number: float | str | None) -> str:
    """Return the number of a voice or channel as a label: ``1`` for 1.0, nothing for none."""
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    return "" if number is None else str(number).strip()


def track_label(track: float | str | None, voice: str) -> str:
    """Return the label of ``voice`` on one of several tracks."""
    label = number_label(track)
    return f"{label}-{voice}" if label and voice else label or voice


def in_order(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """Return ``sentences`` of all tracks in the order of their starts, if all have one."""
    starts = [number_of(sentence.start) for sentence in sentences]
    known = [start for start in starts if start is not None]
    if len(known) < len(starts):
        return sentences
    order = sorted(range(len(known)), key=known.__getitem__)
    return [sentences[index] for index in order]
