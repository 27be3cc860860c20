"""What a profile says of its learned model: the block ``learned`` of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from scriptcheck.language import Text
from scriptcheck.lexicon.base import CueId, Model, invalid

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Self


MODEL_FILE: Final = "learned.model"
"""The model of a profile, beside the profile's file."""

CARD_FILE: Final = "learned.json"
"""What the model was trained on and how well it does, beside the model."""


def _confidence(value: Any) -> Any:
    """Return ``value`` where it is a confidence or ``off``: one mistake, not one for each type."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if value == "off" or (is_number and 0 < value < 1):
        return value
    raise invalid(
        "confidence",
        Text(
            "应当是 0 到 1 之间的小数，或者 off。", "This should lie between 0 and 1, or be 'off'."
        ),
        Text("例如 0.6；off 是从不采用。", "Write 0.6, for example; 'off' is for never."),
    )


Confidence: TypeAlias = Annotated[
    Annotated[float, Field(gt=0, lt=1)] | Literal["off"], BeforeValidator(_confidence)
]


class LearnedThresholds(Model):
    """From which confidence on the model's findings of one cue count; ``off`` for never.

    What is not given is as the model has it.
    """

    match: Confidence | None = None
    suspect: Confidence | None = None
    doubt: Confidence | None = None
    """Below this a match by a phrase of what must not be said is doubted."""
    possible: Confidence | None = None
    """From this on it may have been said: a rule that misses it is undecidable. Else ``off``."""
    sure: Confidence | None = None
    """From this on no negation, quotation, question or supposition drops it. Else ``off``."""

    def over(self, below: LearnedThresholds | None) -> LearnedThresholds:
        """Return these, and of ``below`` what is not given here.

        What comes from below gives way where the order would be wrong.
        """
        if below is None:
            return self
        match, suspect, doubt, possible, sure = (
            getattr(self if name in self.model_fields_set else below, name)
            for name in ("match", "suspect", "doubt", "possible", "sure")
        )
        if isinstance(match, float) and isinstance(suspect, float) and match < suspect:
            if "match" in self.model_fields_set:
                suspect = match
            else:
                match = suspect
        least = suspect if isinstance(suspect, float) else match
        if isinstance(doubt, float) and isinstance(least, float):
            doubt = min(doubt, least)
        if isinstance(match, float) and isinstance(possible, float):
            possible = min(possible, match)
        return LearnedThresholds(
            match=match, suspect=suspect, doubt=doubt, possible=possible, sure=sure
        )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for limits in ((self.doubt, self.suspect, self.match), (self.possible, self.match)):
            given = [each for each in limits if isinstance(each, float)]
            if given != sorted(given):
                raise invalid(
                    "learned-thresholds",
                    Text(
                        "doubt 不能高于 suspect，suspect 和 possible 不能高于 match。",
                        "'doubt' must not be above 'suspect', nor 'suspect' or 'possible' above "
                        "'match'.",
                    ),
                    Text("请把前者写得低些。", "Give a lower value for the former."),
                )
        return self


class LearnedSettings(Model):
    """Whether a profile uses its learned model, and how far."""

    use: bool = True
    cues: dict[CueId, LearnedThresholds] = Field(default_factory=dict)

    @property
    def content(self) -> dict[str, Any]:
        """What can change a report."""
        return self.model_dump(mode="json")


def merged(layers: Iterable[tuple[LearnedSettings, Path | None]]) -> LearnedSettings:
    """Return the settings of ``layers``, the lowest first: the topmost counts, value by value.

    Beside the settings of each layer stands its model, if it has one. Confidences are those of one
    model, so those that lie below another's do not hold for it.
    """
    found = LearnedSettings()
    known: Path | None = None
    for settings, model in layers:
        use = settings.use if "use" in settings.model_fields_set else found.use
        below = found.cues if model is None or model == known else {}
        known = model or known
        cues = {name: each.over(below.get(name)) for name, each in settings.cues.items()}
        found = LearnedSettings(use=use, cues=below | cues)
    return found
