"""Voices: everything that one label says in a call, gathered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scriptcheck.call import Speaker
from scriptcheck.load.roles.signs import Measure, Sign, all_signs
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.load.roles.signs import SignFinder

_FEWEST: Final = 2
"""Times that somebody must be addressed before the manner says anything."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One label, and what is heard from it."""

    label: str
    role: Speaker | None
    """The role where it is known; ``None`` where it is to be found out."""
    text: str
    """What it says, folded, with a line break after each turn."""
    turns: int
    signs: tuple[Sign, ...]
    """The signs of people that it gives, in the order of signs.yaml."""
    machine_turns: int
    """In how many turns it gives a sign of a machine."""

    @property
    def agent_signs(self) -> float:
        """How much all that speaks for an agent weighs."""
        return sum(sign.weight for sign in self.signs if sign.weight > 0)

    @property
    def customer_signs(self) -> float:
        """How much all that speaks for a customer weighs, 0 or more."""
        return -sum(sign.weight for sign in self.signs if sign.weight < 0)


def voices_of(
    call: Call, labels: Sequence[str], finder: SignFinder, *, roles_known: bool = True
) -> tuple[Voice, ...]:
    """Return the voices of ``call``, in the order of their labels.

    ``labels`` has one entry a turn, empty for a turn that belongs to no voice. The roles that turns
    have are kept; with ``roles_known=False`` they are forgotten, to see what else speaks for them.
    """
    said: dict[str, list[str]] = {}
    roles: dict[str, Speaker] = {}
    for turn, label in zip(call.turns, labels, strict=True):
        if label:
            said.setdefault(label, []).append(fold(turn.text).text + "\n")
            if roles_known and turn.speaker is not Speaker.UNKNOWN:
                roles[label] = turn.speaker
    opening = {} if call.meta.get("direction") == "outbound" else _openers(said)
    return tuple(
        _voice(label, roles.get(label), said[label], opening.get(label), finder)
        for label in sorted(said)
    )


def _openers(said: Mapping[str, Sequence[str]]) -> dict[str, Measure]:
    """Return who speaks first and who is the next, of the voices in the order of their turns."""
    return dict(zip(said, (Measure.FIRST, Measure.SECOND), strict=False))


def _voice(
    label: str,
    role: Speaker | None,
    said: Sequence[str],
    opening: Measure | None,
    finder: SignFinder,
) -> Voice:
    text = "".join(said)
    heard = finder.heard(text)
    machine = 0
    if any(sign.side is Speaker.SYSTEM for sign in heard):
        machine = sum(
            any(sign.side is Speaker.SYSTEM for sign in finder.heard(turn)) for turn in said
        )
    measures = {opening, *_manner(text)} - {None}
    signs = tuple(
        sign
        for sign in all_signs()
        if sign.side is not Speaker.SYSTEM and (sign in heard or sign.measure in measures)
    )
    return Voice(label, role, text, len(said), signs, machine)


def _manner(text: str) -> Iterator[Measure]:
    polite, plain = text.count("您"), text.count("你")
    if polite >= _FEWEST and polite > 2 * plain:
        yield Measure.POLITE
    elif plain >= _FEWEST and plain > 2 * polite:
        yield Measure.PLAIN
