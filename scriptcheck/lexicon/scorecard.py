"""How a profile's verdicts come to a score: the scorecard as written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import Field, model_validator

from scriptcheck.language import Text
from scriptcheck.lexicon.base import CueId, Model, NonEmpty, Titled, invalid

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_POINTS: Final = 100
"""What a rule can take off at most."""


class Section(Titled):
    """A part of the scorecard with a score of its own."""

    rules: Annotated[tuple[NonEmpty, ...], Field(min_length=1, strict=False)]
    """The rules of the section: ids and globs."""
    floor: Annotated[int, Field(ge=0, le=100)] | None = None
    """The score below which the call fails, whatever its score is in all."""


class Scorecard(Model):
    """How a score is made."""

    method: Literal["deduct", "weights"] = "deduct"
    """``deduct``: points are taken off 100, and added. ``weights``: the share of the weights of the
    rules that applied that was kept; what did not apply is taken out of the total."""
    sections: dict[CueId, Section] = Field(default_factory=dict)


def merged_scorecards(given: Sequence[Scorecard | None]) -> Scorecard:
    """Return the topmost scorecard of the layers of a profile; a plain one where none has any."""
    own = [each for each in given if each is not None]
    return own[-1] if own else Scorecard()


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
