"""The models of rules, and of the files that hold them; docs/lexicon.md explains the fields."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Final, Generic, Literal, Self, TypeAlias, TypeVar

from pydantic import Field, model_validator

from scriptcheck.lexicon.base import (
    Brief,
    CueId,
    InBothLanguages,
    Mode,
    Model,
    NonEmpty,
    RuleId,
    SeverityWord,
    Titled,
    invalid,
)
from scriptcheck.lexicon.conditions import EMPTY_RANGE, Bound, Condition, WindowSpec, cue_conditions
from scriptcheck.lexicon.learned_settings import LearnedSettings
from scriptcheck.lexicon.load_settings import LoadSettings
from scriptcheck.lexicon.review_settings import ReviewSettings
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


Part: TypeAlias = Literal["opening", "ending"]

SIGNS: Final = MappingProxyType({"opening": "opening_sign", "ending": "ending_sign"})
"""By part of a call, the cue that is matched wherever that part is there."""


class RuleSpec(Titled):
    """What every form of rule says; each form adds its own fields."""

    adjustable: ClassVar[frozenset[str]] = frozenset({"severity", "points"})
    """What a profile may change in a rule of this form."""

    mode: Mode | None = None
    dimension: Annotated[Dimension, Field(strict=False)] | None = None
    severity: SeverityWord = Severity.MINOR
    points: Annotated[int, Field(le=0, ge=-100)] = 0
    message: NonEmpty
    message_en: NonEmpty = ""
    advice: NonEmpty
    advice_en: NonEmpty = ""
    source: str = ""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the rule, those of its form included."""
        return ()

    def with_settings(self, settings: RuleSettings) -> Self:
        """Return the rule as ``settings`` change it."""
        weight = settings.model_dump(include={"severity", "points"}, exclude_none=True)
        return self.model_copy(update=weight)

    @property
    def named_cues(self) -> tuple[str, ...]:
        """Every cue that the rule needs."""
        cues = [part for condition in self.conditions for part in cue_conditions(condition)]
        windows = [part.within for part in cues if part.within is not None]
        return (*(part.cue for part in cues), *(cue for each in windows for cue in each.cues))


class CallRule(RuleSpec):
    """What every form of rule says that judges single calls."""

    within: WindowSpec | None = None
    when: Condition | None = None
    undecidable_when: Condition | None = None
    undecidable_reason: str = ""
    undecidable_reason_en: str = ""
    needs: Annotated[tuple[Part, ...], Field(strict=False)] = ()
    """The parts of the call without which a failure is undecidable."""
    examples: CallExamples

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
    at_least: Bound | None = None
    """For rules of a form with bounds, such as ``limit``; so is the next."""
    at_most: Bound | None = None

    @model_validator(mode="after")
    def _possible(self) -> RuleSettings:
        if None not in {self.at_least, self.at_most} and self.at_least > self.at_most:  # type: ignore[operator]
            raise invalid("empty-range", *EMPTY_RANGE)
        return self


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
    load: LoadSettings = LoadSettings()
    learned: LearnedSettings = LearnedSettings()
    review: ReviewSettings = ReviewSettings()
