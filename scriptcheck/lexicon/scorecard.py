"""How a profile's verdicts come to a score: the scorecard as written."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

from pydantic import Field, model_validator

from scriptcheck.language import Text
from scriptcheck.lexicon.base import CueId, Model, NonEmpty, Titled, invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scriptcheck.report import CueMatch

MOST_POINTS: Final = 100
"""What a rule can take off at most."""


class Section(Titled):
    """A part of the scorecard with a score of its own."""

    rules: Annotated[tuple[NonEmpty, ...], Field(min_length=1, strict=False)]
    """The rules of the section: ids and globs."""
    floor: Annotated[int, Field(ge=0, le=100)] | None = None
    """The score below which the call fails, whatever its score is in all."""

    def has(self, rule: str) -> bool:
        """Return whether ``rule`` is one of the section's."""
        return any(fnmatchcase(rule, pattern) for pattern in self.rules)


Method: TypeAlias = Literal["deduct", "weights"]


class Scorecard(Model):
    """How a score is made."""

    method: Method = "deduct"
    """``deduct``: points are taken off 100, and added. ``weights``: the share of the weights of the
    rules that applied that was kept; what did not apply is taken out of the total."""
    sections: dict[CueId, Section] = Field(default_factory=dict)


class ScorecardSettings(Model):
    """What one layer of a profile says of the scorecard."""

    method: Method | None = None
    sections: dict[CueId, Section | None] = Field(default_factory=dict)
    """Sections to add or to replace; ``null`` takes out one that is inherited."""


def merged_scorecards(layers: Iterable[ScorecardSettings | None]) -> Scorecard:
    """Return the scorecard of the layers of a profile, the lowest first.

    The topmost that gives it counts, for the method and for each section.
    """
    method: Method = "deduct"
    sections: dict[str, Section | None] = {}
    for layer in layers:
        if layer is not None:
            method = layer.method or method
            sections |= layer.sections
    kept = {name: section for name, section in sections.items() if section is not None}
    return Scorecard(method=method, sections=kept)


class Scoring(Model):
    """What a rule says about points besides ``points``."""

    plus: Annotated[int, Field(ge=0, le=100)] = 0
    """Points added where the rule is kept and its evidence shows it."""
    each: bool = False
    """Whether ``points`` are taken off for each turn that shows the fault, not once."""
    at_most: Annotated[int, Field(ge=1, le=100)] | None = None
    """The most points that are taken off so."""
    weight: Annotated[int, Field(ge=0, le=100)] | None = None
    """What the rule weighs in a scorecard of weights; without it, its points."""

    @model_validator(mode="after")
    def _fits(self) -> Scoring:
        if self.at_most is not None and not self.each:
            raise invalid(
                "cap-without-each",
                Text("at_most 要和 each: true 一起写。", "'at_most' goes with 'each: true'."),
                Text("请加上 each: true，或去掉 at_most。", "Add 'each: true', or drop 'at_most'."),
            )
        return self

    def taken_off(self, points: int, evidence: Sequence[CueMatch]) -> int:
        """Return what ``points`` come to, those of a failure that ``evidence`` shows; 0 or less."""
        if not self.each:
            return points
        turns = len({hit.turn for hit in evidence}) or 1
        return max(points * turns, -(self.at_most or MOST_POINTS))


class ScoringSettings(Model):
    """What a profile changes in the ``scoring`` of a rule; ``null`` takes a field back."""

    plus: Annotated[int, Field(ge=0, le=100)] | None = None
    each: bool | None = None
    at_most: Annotated[int, Field(ge=1, le=100)] | None = None
    weight: Annotated[int, Field(ge=0, le=100)] | None = None

    def over(self, below: ScoringSettings | None) -> ScoringSettings:
        """Return the settings of this layer over those ``below``, field by field."""
        given = {} if below is None else below.model_dump(exclude_unset=True)
        return ScoringSettings.model_validate(given | self.model_dump(exclude_unset=True))

    def applied(self, scoring: Scoring) -> Scoring:
        """Return ``scoring`` as the settings change it.

        Raises ``ValueError`` where the result does not fit together.
        """
        given = scoring.model_dump() | self.model_dump(exclude_unset=True)
        return Scoring.model_validate({k: v for k, v in given.items() if v is not None})
