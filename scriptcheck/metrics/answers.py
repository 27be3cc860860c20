"""How long the customer waits for each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.call import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scriptcheck.metrics.gaps import Gap
    from scriptcheck.metrics.waits import Waits


def answer_gaps(gaps: Iterable[Gap], waits: Waits) -> list[Gap]:
    """Return those of ``gaps`` in which the customer has spoken and the agent is to answer.

    A wait that one of them has asked for is none.
    """
    return [
        gap
        for gap in gaps
        if gap.before.speaker is Speaker.CUSTOMER
        and gap.after.speaker is Speaker.AGENT
        and not waits.is_asked_for(gap)
    ]
