"""The models that every lexicon file is checked against; docs/lexicon.md explains the fields."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Final, Literal, Self, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from scriptcheck.language import Text
from scriptcheck.lexicon.base import (
    Brief,
    Count,
    CueId,
    Model,
    NonEmpty,
    RuleId,
    Titled,
    invalid,
)
from scriptcheck.lexicon.conditions import EMPTY_RANGE, Bound, Condition, Window
from scriptcheck.lexicon.template import TemplateError, parse_template
from scriptcheck.lexicon.token_pattern import TokenPattern, pattern_fault
from scriptcheck.report import Dimension, Severity

Tolerance: TypeAlias = Literal["exact", "homophone", "near"]
Edits: TypeAlias = Annotated[int, Field(ge=0, le=5)]
Mode: TypeAlias = Literal["extend", "replace"]


def _checked_template(template: str) -> str:
    try:
        parse_template(template)
    except TemplateError as error:
        raise invalid("template", error.message, error.fix, error.column) from None
    return template


Template: TypeAlias = Annotated[str, AfterValidator(_checked_template)]


class Phrase(Brief):
    """One wording of a cue."""

    main = "text"

    text: Template
    tolerance: Tolerance | None = None
    edits: Edits | None = None
    boundary: Literal["auto", "word", "none"] | None = None
    within: Window | None = None
    note: str = ""
    note_en: str = ""


def _checked_pattern(pattern: TokenPattern) -> TokenPattern:
    fault = pattern_fault(pattern)
    if fault is not None:
        fix = Text(
            "写法见 https://spacy.io/api/matcher。", "See https://spacy.io/api/matcher for how."
        )
        raise invalid("token-pattern", fault, fix)
    return pattern


class Tokens(Model):
    """A pattern over words and their parts of speech."""

    pattern: Annotated[
        tuple[dict[str, Any], ...],
        Field(min_length=1, strict=False),
        AfterValidator(_checked_pattern),
    ]
    near: Template
    """A template that the scan must find in a turn for its words to be looked at."""
    note: str = ""
    note_en: str = ""


class Echo(Model):
    """A turn that repeats what the other speaker has just said, and says little else."""

    letters: Count = 3
    """How many letters in a row must be repeated."""
    turn_letters: Count = 8
    """How many letters the turn may have."""
    containing: Annotated[tuple[Template, ...], Field(strict=False)] = ()
    """Templates, one of which must fit within what is repeated; none where anything does."""


class Remedy(Model):
    """The cue that, heard in the same turn or soon after, makes a hit harmless."""

    cue: CueId
    agent_turns: Annotated[int, Field(ge=0)] = 2


def _unpaired(example: str) -> int | None:
    """Return where in ``example`` a 【 or 】 stands without the other; ``None`` where none does."""
    opened = None
    for column, char in enumerate(example):
        if char == "【":
            if opened is not None:
                return column
            opened = column
        elif char == "】":
            if opened is None:
                return column
            opened = None
    return opened


def _checked_marks(example: str) -> str:
    column = _unpaired(example)
    if column is not None:
        raise invalid(
            "example-marks",
            Text("【 和 】 没有成对。", "【 and 】 do not go in pairs."),
            Text("请用【】标出应当找到的部分。", "Put what is to be found into 【】."),
            column,
        )
    return example


Marked: TypeAlias = Annotated[NonEmpty, AfterValidator(_checked_marks)]


class CueExamples(Model):
    """What a cue must be found in, and what not."""

    hit: Annotated[tuple[Marked, ...], Field(min_length=1, strict=False)]
    miss: Annotated[tuple[NonEmpty, ...], Field(min_length=1, strict=False)]


class Cue(Titled):
    """Something that can be heard in a call."""

    mode: Mode | None = None
    speaker: Literal["agent", "customer", "any"] = "agent"
    phrases: Annotated[tuple[Phrase, ...], Field(min_length=1, strict=False)]
    tokens: Annotated[tuple[Tokens, ...], Field(strict=False)] = ()
    echo: Echo | None = None
    within: Window | None = None
    unless: Annotated[tuple[Template, ...], Field(strict=False)] = ()
    tolerance: Tolerance = "homophone"
    edits: Edits | None = None
    boundary: Literal["auto", "word", "none"] = "auto"
    negation: Literal["drop", "keep"] = "drop"
    quoting: Literal["drop", "keep"] = "keep"
    remedy: Remedy | None = None
    examples: CueExamples
    source: str = ""

    @property
    def needs(self) -> tuple[str, ...]:
        """The cues that must be found before this one can be judged."""
        windows = (self.within, *(phrase.within for phrase in self.phrases))
        anchors = [cue for window in windows if window is not None for cue in window.cues]
        return (*anchors, *((self.remedy.cue,) if self.remedy else ()))


class Dialogue(Brief):
    """An example call in a lexicon."""

    main = "text"

    text: NonEmpty
    meta: dict[str, Any] = Field(default_factory=dict)


Dialogues: TypeAlias = Annotated[tuple[Dialogue, ...], Field(strict=False)]


class RuleExamples(Model):
    """Small calls with the verdict that the rule must reach on them."""

    pass_: Annotated[Dialogues, Field(alias="pass", min_length=1)]
    fail: Annotated[Dialogues, Field(min_length=1)]
    not_applicable: Dialogues = ()
    undecidable: Dialogues = ()


Part: TypeAlias = Literal["opening", "ending"]

SIGNS: Final = MappingProxyType({"opening": "opening_sign", "ending": "ending_sign"})
"""By part of a call, the cue that is heard wherever that part is there."""


class RuleSpec(Titled):
    """What every form of rule says; each form adds its own fields."""

    adjustable: ClassVar[frozenset[str]] = frozenset({"severity", "points"})
    """What a profile may change in a rule of this form."""

    mode: Mode | None = None
    dimension: Annotated[Dimension, Field(strict=False)] | None = None
    within: Window | None = None
    when: Condition | None = None
    undecidable_when: Condition | None = None
    undecidable_reason: str = ""
    undecidable_reason_en: str = ""
    needs: Annotated[tuple[Part, ...], Field(strict=False)] = ()
    """The parts of the call without which a failure is undecidable."""
    severity: Annotated[Severity, Field(strict=False)] = Severity.MINOR
    points: Annotated[int, Field(le=0, ge=-100)] = 0
    message: NonEmpty
    message_en: NonEmpty
    advice: NonEmpty
    advice_en: NonEmpty
    source: NonEmpty
    examples: RuleExamples

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the rule, those of its form included."""
        return tuple(part for part in (self.when, self.undecidable_when) if part is not None)

    def with_settings(self, settings: RuleSettings) -> Self:
        """Return the rule as ``settings`` change it."""
        weight = settings.model_dump(include={"severity", "points"}, exclude_none=True)
        return self.model_copy(update=weight)


class RuleSettings(Model):
    """What a profile changes in a rule."""

    severity: Annotated[Severity, Field(strict=False)] | None = None
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


class ProfileFile(Model):
    """A profile as written."""

    name: NonEmpty
    version: NonEmpty = "1"
    title: NonEmpty
    title_en: NonEmpty
    extends: NonEmpty | None = None
    lexicons: Annotated[tuple[NonEmpty, ...], Field(strict=False)] | None = None
    variables: Variables = Field(default_factory=dict)
    words: Annotated[tuple[NonEmpty, ...], Field(strict=False)] = ()
    rules: RuleChoice = RuleChoice()
    pass_score: Annotated[int, Field(ge=0, le=100)] | None = None
