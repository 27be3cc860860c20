"""The models that every lexicon file is checked against; docs/lexicon.md explains the fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from scriptcheck.language import Lang, Text
from scriptcheck.lexicon.template import TemplateError, parse_template
from scriptcheck.lexicon.token_pattern import TokenPattern, pattern_fault

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

CueId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
RuleId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
NonEmpty: TypeAlias = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Count: TypeAlias = Annotated[int, Field(ge=1)]
Seconds: TypeAlias = Annotated[float, Field(gt=0)]
Percent: TypeAlias = Annotated[float, Field(gt=0, le=100)]
Tolerance: TypeAlias = Literal["exact", "homophone", "near"]
Edits: TypeAlias = Annotated[int, Field(ge=0, le=5)]
Mode: TypeAlias = Literal["extend", "replace"]


def invalid(code: str, message: Text, fix: Text, column: int = 0) -> PydanticCustomError:
    """Return an error for a validator to raise, with its words in both languages.

    ``column`` is how many characters into the value the error lies.
    """
    words = {"zh": message.zh, "en": message.en, "fix_zh": fix.zh, "fix_en": fix.en}
    return PydanticCustomError(code, "{en}", words | {"column": column})


def _checked_template(template: str) -> str:
    try:
        parse_template(template)
    except TemplateError as error:
        raise invalid("template", error.message, error.fix, error.column) from None
    return template


Template: TypeAlias = Annotated[str, AfterValidator(_checked_template)]


class Model(BaseModel):
    """Base of all lexicon models: nothing unknown is let in, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Brief(Model):
    """A model that may be written as the value of its main field alone."""

    main: ClassVar[str]
    """The field that stands for the whole."""

    @model_validator(mode="before")
    @classmethod
    def _from_main(cls, value: Any) -> Any:
        return {cls.main: value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(schema)]}


class Titled(Model):
    """Something with a name that people read."""

    title: NonEmpty
    title_en: NonEmpty

    def name(self, lang: Lang) -> str:
        """Return the title in ``lang``."""
        return self.title if lang == "zh" else self.title_en


class Window(Model):
    """A part of a call: where all the conditions given hold together."""

    first_agent_turns: Count | None = None
    last_agent_turns: Count | None = None
    phase: Literal["opening", "body", "closing"] | None = None
    first_percent: Percent | None = None
    last_percent: Percent | None = None
    first_seconds: Seconds | None = None
    last_seconds: Seconds | None = None
    after: CueId | None = None
    before: CueId | None = None
    agent_turns: Count | None = None
    turns: Count | None = None
    seconds: Seconds | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Window:
        if not self.model_fields_set:
            raise invalid(
                "empty-window",
                Text("窗口里什么都没写。", "The window says nothing."),
                Text("例如 first_agent_turns: 3。", "For example first_agent_turns: 3."),
            )
        reach = (self.agent_turns, self.turns, self.seconds)
        if any(limit is not None for limit in reach) and not self.cues:
            raise invalid(
                "window-without-anchor",
                Text(
                    "agent_turns、turns、seconds 要和 after 或 before 一起用。",
                    "agent_turns, turns and seconds need an 'after' or 'before'.",
                ),
                Text("请补上 after: 或 before:。", "Add 'after:' or 'before:'."),
            )
        return self

    @property
    def cues(self) -> tuple[str, ...]:
        """The cues that the window is measured from."""
        return tuple(cue for cue in (self.after, self.before) if cue is not None)


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


class CueHeard(Brief):
    """Holds when the cue is heard, in the window if one is given."""

    main = "cue"

    cue: CueId
    within: Window | None = None


class AllOf(Model):
    """Holds when every part does."""

    all: Annotated[tuple[Condition, ...], Field(min_length=1, strict=False)]


class AnyOf(Model):
    """Holds when one of the parts does, or as many as it says."""

    any: Annotated[tuple[Condition, ...], Field(min_length=1, strict=False)]
    at_least: Count = 1

    @model_validator(mode="after")
    def _possible(self) -> AnyOf:
        if self.at_least > len(self.any):
            count = len(self.any)
            raise invalid(
                "at-least",
                Text(
                    f"at_least 是 {self.at_least}，any 里只有 {count} 项。",
                    f"at_least is {self.at_least}, but 'any' has only {count}.",
                ),
                Text("请改小 at_least，或补上条件。", "Lower at_least, or add conditions."),
            )
        return self


class Not(Model):
    """Holds when its part does not."""

    not_: Annotated[Condition, Field(alias="not")]


class MetaIs(Model):
    """Holds when the call data has this value, or one of these."""

    meta: NonEmpty
    is_: Annotated[Any, Field(alias="is")]
    unknown: bool | None = None
    """What to take where the data is missing; ``None`` leaves the condition undecidable."""

    @property
    def values(self) -> tuple[Any, ...]:
        """The values that satisfy the condition."""
        return tuple(self.is_) if isinstance(self.is_, list) else (self.is_,)


_CONDITIONS = ("all", "any", "not", "meta")


def condition_kind(value: Any) -> str | None:
    """Return which kind of condition ``value`` is written as; ``None`` where it is none."""
    if isinstance(value, str):
        return "cue"
    if isinstance(value, dict):
        return next((kind for kind in (*_CONDITIONS, "cue") if kind in value), None)
    kinds: dict[type, str] = {
        CueHeard: "cue",
        AllOf: "all",
        AnyOf: "any",
        Not: "not",
        MetaIs: "meta",
    }
    return kinds.get(type(value))


Condition: TypeAlias = Annotated[
    Annotated[CueHeard, Tag("cue")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[MetaIs, Tag("meta")],
    Discriminator(
        condition_kind,
        custom_error_type="condition",
        custom_error_message="Not a condition.",
    ),
]

for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()


def heard_cues(condition: Condition | None) -> tuple[CueHeard, ...]:
    """Return every cue that ``condition`` listens for, in order."""
    match condition:
        case CueHeard():
            return (condition,)
        case AllOf(all=parts) | AnyOf(any=parts):
            return tuple(heard for part in parts for heard in heard_cues(part))
        case Not(not_=part):
            return heard_cues(part)
        case _:
            return ()


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
