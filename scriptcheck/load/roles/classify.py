"""Who each voice is by its features, with the confidence in it.

Each voice by itself is an agent with the odds that its features give together: naive Bayes. Taken
together, the voices of a call cannot all be agents, nor all customers. Odds are made milder by
``MILDNESS``, since features often come together, so that the stated confidence holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import exp
from typing import TYPE_CHECKING, Final

from scriptcheck.call import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.load.roles.voices import Voice

CONFIDENCE: Final = 0.95
"""From which confidence on roles are given, where the user says nothing else."""

LEAST: Final = 0.5
"""Of two roles, one is at least as likely."""

MILDNESS: Final = 0.5
"""By which the sum of the weights of a voice's features is multiplied."""

MIXED: Final = 0.45
"""Share of the turns of a voice that speak for a side, from which on those against its role make it
the voice of two people; one turn in ten under the wrong label is common."""

_FEW_FEATURES: Final = 5
"""Turns that must speak for a side before a voice can be that of two people."""

MOST_UNKNOWN: Final = 0.25
"""Share of all that is said which may stay unknown while the rest gets its roles."""

_FEW_TURNS: Final = 8
"""The most turns that a voice of a machine has."""


class Doubt(StrEnum):
    """Why a call's speakers stay unknown."""

    NO_SPLIT = "no-split"
    """All is said by one voice, or by none that can be told from others."""
    WEAK = "weak"
    """What is said does not tell the sides apart surely enough."""
    MIXED = "mixed"
    """One voice says what agents say and what customers say."""
    SWAPPED = "swapped"
    """Two labels change hands in the middle of the call."""


@dataclass(frozen=True, slots=True)
class Classification:
    """What came out: roles, or why there are none."""

    roles: Mapping[str, Speaker]
    """By label, the roles found; of voices that stay unknown there is none."""
    confidence: float
    """0 to 1: how likely the least sure of the voices with a role has it; without roles, how likely
    the voice in doubt has the likelier one."""
    doubt: Doubt | None = None
    """Why no roles are given."""
    at: str = ""
    """The label of the voice that is in doubt."""


def classify(voices: Sequence[Voice], least: float = CONFIDENCE) -> Classification:
    """Return who ``voices`` are, where that can be said with the confidence ``least``.

    Voices with a role keep it, and are no part of what is returned.
    """
    machines = {voice.label: Speaker.SYSTEM for voice in voices if _is_machine(voice, voices)}
    people = [voice for voice in voices if voice.label not in machines]
    people = [voice for voice in people if voice.role is not Speaker.SYSTEM]
    if len(people) < 2:  # noqa: PLR2004  (two speak with each other)
        return Classification({}, 0.0, Doubt.NO_SPLIT)
    chances = dict(zip((voice.label for voice in people), _chances(people), strict=True))
    asked = [voice for voice in people if voice.role is None]
    doubts = {voice.label: _doubt(voice, chances[voice.label], least) for voice in asked}
    roles = {
        voice.label: _role(chances[voice.label]) for voice in asked if doubts[voice.label] is None
    }
    doubtful = [voice for voice in asked if doubts[voice.label] is not None]
    said = sum(len(voice.text) for voice in people)
    is_much = sum(len(voice.text) for voice in doubtful) > MOST_UNKNOWN * said
    if doubtful and (is_much or not _has_both(people, roles)):
        worst = max(doubtful, key=lambda voice: len(voice.text))
        return Classification({}, _sure(chances[worst.label]), doubts[worst.label], worst.label)
    if not _has_both(people, roles):
        return Classification({}, 0.0, Doubt.WEAK)
    confidence = min((_sure(chances[label]) for label in roles), default=1.0)
    return Classification(machines | roles, confidence)


def _doubt(voice: Voice, chance: float, least: float) -> Doubt | None:
    """Return why ``voice`` cannot have a role, if it cannot."""
    turns = voice.agent_turns, voice.customer_turns
    against = turns[1] if chance >= LEAST else turns[0]
    if sum(turns) >= _FEW_FEATURES and against >= MIXED * sum(turns):
        return Doubt.MIXED
    return Doubt.WEAK if _sure(chance) < least else None


def _is_machine(voice: Voice, voices: Sequence[Voice]) -> bool:
    """Return whether most turns of ``voice`` are announcements, beside two people who speak."""
    is_short = voice.role is None and voice.turns <= _FEW_TURNS
    return is_short and 2 * voice.machine_turns > voice.turns and len(voices) > 1


def _chances(people: Sequence[Voice]) -> list[float]:
    """Return for each of ``people`` how likely it is an agent, given that not all are alike."""
    alone = [_alone(voice) for voice in people]
    all_agents, all_customers = 1.0, 1.0
    for chance in alone:
        all_agents *= chance
        all_customers *= 1 - chance
    mixed = 1 - all_agents - all_customers
    return [
        min(1.0, max(0.0, (chance - all_agents) / mixed)) if mixed > 0 else chance
        for chance in alone
    ]


def _alone(voice: Voice) -> float:
    """Return how likely ``voice`` is an agent, by its own features."""
    if voice.role is not None:
        return float(voice.role is Speaker.AGENT)
    return 1 / (1 + exp(-MILDNESS * voice.balance))


def _sure(chance: float) -> float:
    return max(chance, 1 - chance)


def _role(chance: float) -> Speaker:
    return Speaker.AGENT if chance >= LEAST else Speaker.CUSTOMER


def _has_both(people: Iterable[Voice], roles: Mapping[str, Speaker]) -> bool:
    found = {voice.role or roles.get(voice.label) for voice in people}
    return {Speaker.AGENT, Speaker.CUSTOMER} <= found
