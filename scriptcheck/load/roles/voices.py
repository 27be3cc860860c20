"""Voices: everything that one label says in a call, gathered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scriptcheck.call import Speaker
from scriptcheck.load.roles.features import Feature, Measure, all_features
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scriptcheck.load.roles.features import FeatureFinder

_FEWEST: Final = 2
"""Times that somebody must be addressed before the manner says anything."""

_CLEAR: Final = 1.0
"""What the features of a turn must weigh, on balance, for it to speak for one side."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A turn as voices are gathered from it."""

    label: str
    role: Speaker | None
    """The role where it is known; ``None`` where it is to be found out."""
    text: str
    """What is said, folded, with a line break at the end."""
    features: frozenset[Feature]

    @classmethod
    def of(
        cls, label: str, role: Speaker | None, texts: Iterable[str], finder: FeatureFinder
    ) -> Utterance:
        """Return what is said in ``texts``, one after the other."""
        text = "".join(f"{fold(each).text}\n" for each in texts)
        return cls(label, role, text, finder.found_in(text))

    @property
    def is_machine(self) -> bool:
        """Whether it has a feature of a machine."""
        return any(feature.side is Speaker.SYSTEM for feature in self.features)

    @property
    def balance(self) -> float:
        """How much it speaks for an agent; below 0, for a customer."""
        # The sum of floats depends on their order, and that of a set on the hash seed.
        return sum(sorted(feature.weight for feature in self.features))


@dataclass(frozen=True, slots=True)
class Voice:
    """One label, and what is said under it."""

    label: str
    role: Speaker | None
    """The role where it is known; ``None`` where it is to be found out."""
    text: str
    """What it says, folded, with a line break after each turn."""
    turns: int
    features: tuple[Feature, ...]
    """The features of people that it gives, in the order of features.yaml."""
    balance: float
    """How much all its features speak for an agent; below 0, for a customer."""
    agent_turns: int
    """How many turns clearly speak for an agent."""
    customer_turns: int
    """How many turns clearly speak for a customer."""
    machine_turns: int
    """How many turns give a feature of a machine."""


def gather(utterances: Sequence[Utterance], *, outbound: bool) -> tuple[Voice, ...]:
    """Return the voices of ``utterances``, those of a call in their order, sorted by label.

    Utterances without a label belong to no voice. On an ``outbound`` call, nothing follows from who
    speaks first.
    """
    said: dict[str, list[Utterance]] = {}
    for utterance in utterances:
        if utterance.label:
            said.setdefault(utterance.label, []).append(utterance)
    openers: Mapping[str, Measure] = {}
    if not outbound:
        openers = dict(zip(said, (Measure.FIRST, Measure.SECOND), strict=False))
    return tuple(_voice(said[label], openers.get(label)) for label in sorted(said))


def _voice(said: Sequence[Utterance], opening: Measure | None) -> Voice:
    text = "".join(utterance.text for utterance in said)
    given = frozenset[Feature]().union(*(utterance.features for utterance in said))
    measures = {opening, *_manner(text)} - {None}
    features = tuple(
        feature
        for feature in all_features()
        if feature.side is not Speaker.SYSTEM and (feature in given or feature.measure in measures)
    )
    balances = [utterance.balance for utterance in said]
    return Voice(
        said[0].label,
        next((utterance.role for utterance in said if utterance.role is not None), None),
        text,
        len(said),
        features,
        sum(feature.weight for feature in features),
        sum(balance > _CLEAR for balance in balances),
        sum(balance < -_CLEAR for balance in balances),
        sum(utterance.is_machine for utterance in said),
    )


def _manner(text: str) -> Iterator[Measure]:
    polite, plain = text.count("您"), text.count("你")
    if polite >= _FEWEST and polite > 2 * plain:
        yield Measure.POLITE
    elif plain >= _FEWEST and plain > 2 * polite:
        yield Measure.PLAIN
