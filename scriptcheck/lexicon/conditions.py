"""Conditions as lexicons write them, and the windows of a call that they look in."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from scriptcheck.language import Text
from scriptcheck.lexicon.base import (
    Brief,
    Count,
    CueId,
    MetricName,
    Model,
    NonEmpty,
    Percent,
    Seconds,
    invalid,
)
from scriptcheck.metrics.registry import known_metrics

Bound: TypeAlias = Annotated[float, Field(ge=0, allow_inf_nan=False)]

EMPTY_RANGE: Final = (
    Text("下限高于上限。", "The lower bound is above the upper one."),
    Text("请对调，或去掉一个。", "Swap them, or leave one out."),
)


class WindowSpec(Model):
    """A part of a call: where all the conditions given hold together.

    ``match.window.Window`` is what it is in a call.
    """

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
    def _consistent(self) -> WindowSpec:
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


class CueCondition(Brief):
    """Holds when the cue matches, in the window if one is given."""

    main = "cue"

    cue: CueId
    within: WindowSpec | None = None
    rest_characters: Annotated[int, Field(ge=0)] | None = None
    """How many characters may follow the match in its turn: 请稍候 with the answer behind it in the
    same breath makes nobody wait."""
    apart_from: Annotated[tuple[CueId, ...], Field(strict=False)] = ()
    """Cues that a match must not be part of: 不好意思 in 不好意思让您久等了 is about the wait."""
    learned: bool = True
    """Whether matches that a learned model alone has found count."""
    turns: Count = 1
    """In how many turns it must match."""
    possibly: CueId | None = None
    """A cue that the turn of a match must have as well, be it only possibly: whoever checks a
    detail may have repeated the matter with it."""


class SpokenIs(Model):
    """Holds when one of the speaker's turns has at least so many characters."""

    spoken: Literal["agent", "customer"]
    characters: Count
    within: WindowSpec | None = None


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


def _list_metrics(schema: dict[str, Any]) -> None:
    schema["enum"] = list(known_metrics())


class MetricIs(Model):
    """Holds when a metric of the call lies within the bounds given."""

    metric: Annotated[MetricName, Field(json_schema_extra=_list_metrics)]
    at_least: Bound | None = None
    at_most: Bound | None = None
    over: Bound | None = None
    under: Bound | None = None
    unknown: bool | None = None
    """What to take where the call does not show the metric; ``None`` leaves it undecidable."""

    @model_validator(mode="after")
    def _bounded(self) -> MetricIs:
        lowest = max((low for low in (self.at_least, self.over) if low is not None), default=None)
        highest = min((top for top in (self.at_most, self.under) if top is not None), default=None)
        if lowest is None and highest is None:
            raise invalid(
                "no-bound",
                Text("没有写界限。", "No bound is given."),
                Text(
                    "请写 at_least、at_most、over 或 under。",
                    "Give at_least, at_most, over or under.",
                ),
            )
        if lowest is not None and highest is not None and lowest > highest:
            raise invalid("empty-range", *EMPTY_RANGE)
        return self

    def broken_bound(self, value: float) -> tuple[str, float] | None:
        """Return the bound that ``value`` does not keep, by name; ``None`` where it keeps all."""
        broken = {
            "at_least": self.at_least is not None and value < self.at_least,
            "at_most": self.at_most is not None and value > self.at_most,
            "over": self.over is not None and value <= self.over,
            "under": self.under is not None and value >= self.under,
        }
        name = next((name for name, is_broken in broken.items() if is_broken), None)
        return None if name is None else (name, getattr(self, name))


_CONDITIONS = ("all", "any", "not", "meta", "metric", "spoken")


def condition_kind(value: Any) -> str | None:
    """Return which kind of condition ``value`` is written as; ``None`` where it is none."""
    if isinstance(value, str):
        return "cue"
    if isinstance(value, dict):
        return next((kind for kind in (*_CONDITIONS, "cue") if kind in value), None)
    kinds: dict[type, str] = {
        CueCondition: "cue",
        AllOf: "all",
        AnyOf: "any",
        Not: "not",
        MetaIs: "meta",
        MetricIs: "metric",
        SpokenIs: "spoken",
    }
    return kinds.get(type(value))


Condition: TypeAlias = Annotated[
    Annotated[CueCondition, Tag("cue")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[MetaIs, Tag("meta")]
    | Annotated[MetricIs, Tag("metric")]
    | Annotated[SpokenIs, Tag("spoken")],
    Discriminator(
        condition_kind,
        custom_error_type="condition",
        custom_error_message="Not a condition.",
    ),
]

for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()


def cue_conditions(condition: Condition | None) -> tuple[CueCondition, ...]:
    """Return every condition on a cue in ``condition``, in order."""
    match condition:
        case CueCondition():
            return (condition,)
        case AllOf(all=parts) | AnyOf(any=parts):
            return tuple(each for part in parts for each in cue_conditions(part))
        case Not(not_=part):
            return cue_conditions(part)
        case _:
            return ()


def sought_cues(condition: Condition | None) -> tuple[str, ...]:
    """Return the cues that make ``condition`` hold where they are found, in order."""
    match condition:
        case CueCondition(cue=name):
            return (name,)
        case AllOf(all=parts) | AnyOf(any=parts):
            return tuple(name for part in parts for name in sought_cues(part))
        case _:
            return ()


def named_metrics(condition: Condition | None) -> tuple[str, ...]:
    """Return every metric that ``condition`` asks for, in order."""
    match condition:
        case MetricIs(metric=name):
            return (name,)
        case AllOf(all=parts) | AnyOf(any=parts):
            return tuple(name for part in parts for name in named_metrics(part))
        case Not(not_=part):
            return named_metrics(part)
        case _:
            return ()


def spoken_conditions(condition: Condition | None) -> tuple[SpokenIs, ...]:
    """Return every condition on what is said at all in ``condition``, in order."""
    match condition:
        case SpokenIs():
            return (condition,)
        case AllOf(all=parts) | AnyOf(any=parts):
            return tuple(each for part in parts for each in spoken_conditions(part))
        case Not(not_=part):
            return spoken_conditions(part)
        case _:
            return ()
