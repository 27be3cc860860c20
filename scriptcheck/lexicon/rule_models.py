"""The models of rules, and of the files that hold them; docs/lexicon.md explains the fields."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Final, Generic, Literal, Self, TypeAlias, TypeVar

from pydantic import AfterValidator, Field, model_validator

from scriptcheck.language import Text
from scriptcheck.lexicon.base import (
    Brief,
    Count,
    CueId,
    Id,
    InBothLanguages,
    Mode,
    Model,
    NonEmpty,
    RuleId,
    SeverityWord,
    Titled,
    invalid,
)
from scriptcheck.lexicon.conditions import (
    EMPTY_RANGE,
    Bound,
    Condition,
    WindowSpec,
    cue_conditions,
    spoken_conditions,
)
from scriptcheck.lexicon.learned_settings import LearnedSettings
from scriptcheck.lexicon.load_settings import LoadSettings
from scriptcheck.lexicon.review_settings import ReviewSettings
from scriptcheck.lexicon.scorecard import ScorecardSettings, Scoring, ScoringSettings
from scriptcheck.report import Dimension, Severity


class Dialogue(Brief):
    """An example call in a lexicon."""

    main = "text"

    text: NonEmpty
    meta: dict[str, Any] = Field(default_factory=dict)


Story: TypeAlias = Annotated[tuple[Dialogue, ...], Field(min_length=1, strict=False)]
"""The example calls of one case."""

Example = TypeVar("Example", Dialogue, Story)


class RuleExamples(Model, Generic[Example]):
    """Small calls, or cases of several, with the verdict that the rule must reach on them."""

    pass_: Annotated[tuple[Example, ...], Field(alias="pass", min_length=1, strict=False)]
    fail: Annotated[tuple[Example, ...], Field(min_length=1, strict=False)]
    not_applicable: Annotated[tuple[Example, ...], Field(strict=False)] = ()
    undecidable: Annotated[tuple[Example, ...], Field(strict=False)] = ()


class CallExamples(RuleExamples[Dialogue]):
    """Examples of a rule on single calls."""


class CaseExamples(RuleExamples[Story]):
    """Examples of a rule on cases."""


_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _checked_day(day: str) -> str:
    try:
        # Python reads 20260131 and 2026-W05-6, too, which do not compare with other days.
        if _DAY.fullmatch(day) is None:
            raise ValueError  # noqa: TRY301
        date.fromisoformat(day)
    except ValueError:
        raise invalid(
            "bad-day",
            Text(f"“{day}”不是日期。", f"'{day}' is no day."),
            Text("请写成 2026-01-31。", "Write it as in 2026-01-31."),
        ) from None
    return day


Day: TypeAlias = Annotated[str, AfterValidator(_checked_day)]

DimensionId: TypeAlias = Annotated[
    Id, Field(json_schema_extra={"examples": [each.value for each in Dimension]})
]
"""A dimension of service quality, or one that the profile adds."""

Channel: TypeAlias = Literal["phone", "chat"]

NAMES: Final = re.compile(r"\{([^{}]*)\}")
"""A name in braces in message or advice."""

Part: TypeAlias = Literal["opening", "ending"]

SIGNS: Final = MappingProxyType({"opening": "opening_sign", "ending": "ending_sign"})
"""By part of a call, the cue that is matched wherever that part is there."""


class RuleSpec(Titled):
    """What every form of rule says; each form adds its own fields."""

    adjustable: ClassVar[frozenset[str]] = frozenset({"severity", "points", "dimension", "scoring"})
    """What a profile may change in a rule of this form."""
    figures: ClassVar[tuple[str, ...]] = ()
    """What stands in braces in message and advice besides variables: what a verdict found."""
    evidence_is_fault: ClassVar[bool] = False
    """Whether the evidence of a failure is what must not be said. Rules of such forms that rest on
    the same words are one violation, and points can be taken off for each turn."""
    shows_what_is_kept: ClassVar[bool] = True
    """Whether a verdict ``pass`` can have evidence, so that points can be added for it."""

    mode: Mode | None = None
    dimension: DimensionId | None = None
    severity: SeverityWord = Severity.MINOR
    points: Annotated[int, Field(le=0, ge=-100)] = 0
    scoring: Scoring = Scoring()
    message: NonEmpty
    message_en: NonEmpty = ""
    advice: NonEmpty
    advice_en: NonEmpty = ""
    source: str = ""

    @property
    def fault_cues(self) -> tuple[str, ...]:
        """The cues that are a fault where they are found."""
        return ()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the rule, those of its form included."""
        return ()

    def with_settings(self, settings: RuleSettings) -> Self:
        """Return the rule as ``settings`` change it; raises ``ValueError`` if they do not fit."""
        given = {"severity", "points", "dimension"}
        weight = settings.model_dump(include=given, exclude_none=True)
        if settings.scoring is not None:
            weight["scoring"] = settings.scoring.applied(self.scoring)
        return self.model_copy(update=weight)

    @property
    def named_cues(self) -> tuple[str, ...]:
        """Every cue that the rule needs."""
        cues = [part for condition in self.conditions for part in cue_conditions(condition)]
        spoken = [part for condition in self.conditions for part in spoken_conditions(condition)]
        scopes = [*(part.within for part in cues), *(part.within for part in spoken)]
        windows = [each for each in scopes if each is not None]
        return (
            *(part.cue for part in cues),
            *(cue for part in cues for cue in part.apart_from),
            *(part.possibly for part in cues if part.possibly is not None),
            *(cue for each in windows for cue in each.cues),
        )


class CallRule(RuleSpec):
    """What every form of rule says that judges single calls."""

    within: WindowSpec | None = None
    when: Condition | None = None
    undecidable_when: Condition | None = None
    undecidable_reason: str = ""
    undecidable_reason_en: str = ""
    needs: Annotated[tuple[Part, ...], Field(strict=False)] = ()
    """The parts of the call without which a failure is undecidable."""
    channels: Annotated[tuple[Channel, ...], Field(strict=False)] = ()
    """The channels that the rule is about; all where none is named."""
    valid_from: Day | None = None
    """The first day of calls that the rule is about, as in 2026-01-01."""
    valid_to: Day | None = None
    """The last such day."""
    same_as: Annotated[tuple[RuleId, ...], Field(strict=False)] = ()
    """Rules that a call breaks by the same miss: where several fail, they are one violation."""
    examples: CallExamples

    @model_validator(mode="after")
    def _is_in_force(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise invalid(
                "never-in-force",
                Text(
                    f"valid_from（{self.valid_from}）在 valid_to（{self.valid_to}）之后。",
                    f"'valid_from' ({self.valid_from}) is after 'valid_to' ({self.valid_to}).",
                ),
                Text("请对调或改正日期。", "Swap the two, or correct the days."),
            )
        return self

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the rule, those of its form included."""
        return tuple(part for part in (self.when, self.undecidable_when) if part is not None)

    @property
    def named_cues(self) -> tuple[str, ...]:
        """Every cue that the rule needs."""
        window = self.within.cues if self.within is not None else ()
        return (*super().named_cues, *window, *(SIGNS[part] for part in self.needs))


class RuleSettings(Model):
    """What a profile changes in a rule."""

    severity: SeverityWord | None = None
    points: Annotated[int, Field(le=0, ge=-100)] | None = None
    dimension: DimensionId | None = None
    scoring: ScoringSettings | None = None
    at_least: Bound | None = None
    """For rules of a form with bounds, such as ``limit``; so is the next."""
    at_most: Bound | None = None

    @model_validator(mode="after")
    def _possible(self) -> RuleSettings:
        if None not in {self.at_least, self.at_most} and self.at_least > self.at_most:  # type: ignore[operator]
            raise invalid("empty-range", *EMPTY_RANGE)
        return self

    def over(self, below: RuleSettings) -> RuleSettings:
        """Return the settings of this layer over those ``below``, field by field.

        Raises ``ValueError`` where the bounds of the two leave nothing between them.
        """
        given = below.model_dump(exclude_none=True) | self.model_dump(exclude_none=True)
        given["scoring"] = (
            below.scoring if self.scoring is None else self.scoring.over(below.scoring)
        )
        return RuleSettings.model_validate(given)


class RuleChoice(Model):
    """Which rules a profile judges, and how heavily."""

    include: Annotated[tuple[NonEmpty, ...], Field(strict=False)] | None = None
    exclude: Annotated[tuple[NonEmpty, ...], Field(strict=False)] = ()
    settings: dict[RuleId, RuleSettings] = Field(default_factory=dict)


Words: TypeAlias = Annotated[tuple[NonEmpty, ...], Field(min_length=1, strict=False)]
Variables: TypeAlias = dict[CueId, Words]


class ChapterFile(Model):
    """A lexicon file as written; ``rules`` are checked against their form's model afterwards."""

    title: NonEmpty = ""
    title_en: NonEmpty = ""
    source: str = ""
    variables: Variables = Field(default_factory=dict)
    cues: dict[CueId, Any] = Field(default_factory=dict)
    rules: dict[RuleId, Any] = Field(default_factory=dict)


class ProfileFile(InBothLanguages):
    """A profile as written."""

    name: NonEmpty
    version: NonEmpty = "1"
    title: NonEmpty
    title_en: NonEmpty = ""
    extends: NonEmpty | None = None
    lexicons: Annotated[tuple[NonEmpty, ...], Field(strict=False)] | None = None
    variables: Variables = Field(default_factory=dict)
    words: Annotated[tuple[NonEmpty, ...], Field(strict=False)] = ()
    rules: RuleChoice = RuleChoice()
    pass_score: Annotated[int, Field(ge=0, le=100)] | None = None
    least_speech: Annotated[int, Field(ge=0)] | None = None
    dimensions: dict[CueId, Titled] = Field(default_factory=dict)
    dimension_rules: Count | None = None
    scorecard: ScorecardSettings | None = None
    load: LoadSettings = LoadSettings()
    learned: LearnedSettings = LearnedSettings()
    review: ReviewSettings = ReviewSettings()
