"""The features by which agents, customers and machines are known, and where they are found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from math import log
from typing import TYPE_CHECKING, Any, Final

import re2
import yaml

from scriptcheck.call import Speaker
from scriptcheck.language import Text
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAVIEST: Final = 3.0
"""The most that one thing said may weigh: twenty to one, however often it was met."""

HEAVIEST_MEASURE: Final = 1.0
"""The most that a measure may weigh, such as who speaks first: it says less than words do."""

_OWN, _OTHER = 2.0, 0.5
"""Speakers of a feature's own side, and of the other, that are assumed besides those counted: a
feature that was never met speaks four to one for its side, no more."""

_COMPANY: Final = "{company}"
_MOST_MEMORY: Final = 64 << 20
"""Bytes that the compiled features may take."""


class Measure(StrEnum):
    """What is counted rather than said."""

    POLITE = "polite"
    """Says 您 more than twice as often as 你."""
    PLAIN = "plain"
    """Says 你 more than twice as often as 您."""
    FIRST = "first"
    """Speaks first, on a call that is not known to be outbound."""
    SECOND = "second"
    """Is the next to speak on such a call."""


@dataclass(frozen=True, slots=True, eq=False)
class Feature:
    """Something that one side says, or does, and the other hardly ever."""

    name: str
    side: Speaker
    title: Text
    phrases: tuple[str, ...]
    """RE2 expressions on folded text; empty for what is measured."""
    measure: Measure | None
    agents: int
    """Of the labelled agents, how many gave it."""
    customers: int
    """Of as many labelled customers, how many gave it."""

    weight: float
    """How much it speaks for an agent, as a logarithm; below 0 it speaks for a customer."""


def weight_of(side: Speaker, measure: Measure | None, agents: int, customers: int) -> float:
    """Return what a feature weighs: the log-odds of the counts with a prior, and 0 for machines."""
    if side is Speaker.SYSTEM:
        return 0.0
    is_agent = side is Speaker.AGENT
    odds = (agents + (_OWN if is_agent else _OTHER)) / (customers + (_OTHER if is_agent else _OWN))
    most = HEAVIEST if measure is None else HEAVIEST_MEASURE
    return max(-most, min(most, log(odds)))


@cache
def all_features() -> tuple[Feature, ...]:
    """Return the features of features.yaml."""
    text = files("scriptcheck").joinpath("load/roles/features.yaml").read_text("utf-8")
    return tuple(_features(yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))))  # noqa: S506  (both are safe)


def _features(data: dict[str, dict[str, dict[str, Any]]]) -> Iterator[Feature]:
    for side, features in data.items():
        for name, fields in features.items():
            measure = Measure(fields["measure"]) if "measure" in fields else None
            agents, customers = fields.get("counts", (0, 0))
            yield Feature(
                name,
                Speaker(side),
                Text(fields["title"], fields["title_en"]),
                tuple(fields.get("phrases", ())),
                measure,
                agents,
                customers,
                weight_of(Speaker(side), measure, agents, customers),
            )


class FeatureFinder:
    """Finds the features that words give in folded text, in time that is linear in its length."""

    def __init__(self, company: tuple[str, ...] = ()) -> None:
        """Compile the features; ``company`` are names of the company that agents speak for."""
        names = "|".join(re.escape(name) for name in (fold(word).text for word in company) if name)
        self._features: Final = tuple(feature for feature in all_features() if feature.phrases)
        self._expressions: Final = tuple(_expression(feature, names) for feature in self._features)

    @cached_property
    def _set(self) -> Any:
        together = re2.Set.SearchSet(_options())
        for expression in self._expressions:
            together.Add(expression)
        together.Compile()
        return together

    def found_in(self, text: str) -> frozenset[Feature]:
        """Return the features that are given anywhere in folded ``text``."""
        return frozenset(self._features[index] for index in self._set.Match(text) or ())

    def quote(self, feature: Feature, text: str) -> str:
        """Return the first words of folded ``text`` that are ``feature``; empty if none are."""
        if not feature.phrases:
            return ""
        expression = self._expressions[self._features.index(feature)]
        found = re2.compile(expression, _options()).search(text)
        return found[0].strip("\n") if found else ""

    def machine_words(self, text: str) -> list[str]:
        """Return what of folded ``text`` is said by machines."""
        return [
            found[0].strip("\n")
            for feature, expression in zip(self._features, self._expressions, strict=True)
            if feature.side is Speaker.SYSTEM
            for found in re2.compile(expression, _options()).finditer(text)
        ]


@lru_cache(maxsize=8)
def feature_finder(company: tuple[str, ...] = ()) -> FeatureFinder:
    """Return the finder for a company of these names, compiled once."""
    return FeatureFinder(company)


def _expression(feature: Feature, company: str) -> str:
    """Return one expression for all phrases of ``feature``; without names, those with names go."""
    given = (phrase for phrase in feature.phrases if company or _COMPANY not in phrase)
    return "|".join(f"(?:{phrase.replace(_COMPANY, f'(?:{company})')})" for phrase in given)


def _options() -> Any:
    options = re2.Options()
    options.max_mem = _MOST_MEMORY
    options.log_errors = False
    options.never_capture = True
    return options
