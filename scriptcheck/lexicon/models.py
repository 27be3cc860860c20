"""The models that every lexicon file is checked against; docs/lexicon.md explains the fields."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field

from scriptcheck.language import Text
from scriptcheck.lexicon.base import (
    Brief,
    Count,
    CueId,
    Mode,
    Model,
    NonEmpty,
    Titled,
    in_list,
    invalid,
)
from scriptcheck.lexicon.conditions import WindowSpec  # noqa: TC001  (pydantic reads it at run time)
from scriptcheck.lexicon.template import TemplateError, parse_template
from scriptcheck.lexicon.token_pattern import TokenPattern, pattern_fault

Tolerance: TypeAlias = Literal["exact", "homophone", "near"]
Edits: TypeAlias = Annotated[int, Field(ge=0, le=5)]


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
    within: WindowSpec | None = None
    turn_characters: Count | None = None
    """How many characters the turn may have, folded."""
    clause_characters: Count | None = None
    """How many characters the clause may have, folded."""
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


class RepetitionSpec(Model):
    """A turn that repeats what the other speaker has just said, and says little else."""

    characters: Count = 3
    """How many characters in a row must be repeated."""
    turn_characters: Count = 8
    """How many characters the turn may have, folded."""
    containing: Annotated[tuple[Template, ...], Field(strict=False)] = ()
    """Templates, one of which must fit within what is repeated; none where anything does."""


class Remedy(Model):
    """The cues of which any, matched in the same turn or soon after, makes a match harmless."""

    cue: Annotated[
        tuple[CueId, ...],
        BeforeValidator(in_list, json_schema_input_type=CueId | tuple[CueId, ...]),
        Field(min_length=1, strict=False),
    ]
    agent_turns: Annotated[int, Field(ge=0)] = 2
    possible: CueId | None = None
    """A cue that in a later turn makes it harmless also where a learned model finds it possible.

    A turn in which the model finds what is forbidden never does.
    """

    @property
    def cues(self) -> tuple[str, ...]:
        """Every cue that may be a remedy."""
        return self.cue if self.possible is None else (*self.cue, self.possible)


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
    """Something that can be said in a call."""

    mode: Mode | None = None
    speaker: Literal["agent", "customer", "any"] = "agent"
    phrases: Annotated[tuple[Phrase, ...], Field(min_length=1, strict=False)]
    tokens: Annotated[tuple[Tokens, ...], Field(strict=False)] = ()
    repetition: RepetitionSpec | None = None
    within: WindowSpec | None = None
    unless: Annotated[tuple[Template, ...], Field(strict=False)] = ()
    tolerance: Tolerance = "homophone"
    edits: Edits | None = None
    boundary: Literal["auto", "word", "none"] = "auto"
    negation: Literal["drop", "keep", "clause"] = "drop"
    quoting: Literal["drop", "keep"] = "keep"
    asking: Literal["drop", "keep"] = "keep"
    supposing: Literal["drop", "keep", "condition"] | None = None
    """``condition`` where this is ``None`` and ``asking`` says ``drop``."""
    subject: Literal["any", "agent"] = "any"
    remit: Literal["drop", "keep"] = "keep"
    reported: bool = True
    remedy: Remedy | None = None
    call_data: Literal["company"] | None = None
    """Which of the call data gives names that count as a phrase."""
    rival: CueId | None = None
    """A cue that its phrases are easily mistaken for: where a learned model is sure of that one and
    hardly sees this one, the match is doubted. What the model itself finds of a cue that rules
    forbid is only a suspect where it also finds that one."""
    examples: CueExamples
    source: str = ""

    @property
    def needs(self) -> tuple[str, ...]:
        """The cues that must be found before this one can be judged."""
        windows = (self.within, *(phrase.within for phrase in self.phrases))
        anchors = [cue for window in windows if window is not None for cue in window.cues]
        return (*anchors, *(self.remedy.cues if self.remedy else ()))
