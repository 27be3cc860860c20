"""The form of slim reports: docs/reports.md describes it."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from scriptcheck.report import (
    CasePart,
    CueMatch,
    Document,
    ProfileStamp,
    ReportWarning,
    SuppressedMatch,
    Suspect,
    Verdict,
)

SLIM_SCHEMA: Final = "scriptcheck.slim/1"

VERDICT_TYPES: Final = {field.name: field.type for field in msgspec.structs.fields(Verdict)}
MATCH_TYPES: Final = {field.name: field.type for field in msgspec.structs.fields(CueMatch)}
DROPPED_TYPES: Final = {field.name: field.type for field in msgspec.structs.fields(SuppressedMatch)}
SUSPECT_TYPES: Final = {field.name: field.type for field in msgspec.structs.fields(Suspect)}

PLACE: Final = ("cue", "speaker", "turn", "start", "end", "quote")
"""What a list that stands for a match begins with; the number or text of its phrase follows."""
USUALLY_DROPPED: Final[dict[str, object]] = {"detail": "", "learned": None}


class SlimReport(Document, frozen=True):
    """A report without what the lexicon says.

    Its lists have what is not as usual behind what is always there, by the field's name.
    """

    schema: str
    call_id: str
    source: str
    version: str
    """The version of scriptcheck that made it."""
    lang: str
    profile: ProfileStamp
    score: int | None
    passed: bool | None
    dimensions: dict[str, int | None]
    searched: tuple[int, int] | None
    """Where most of the rules looked."""
    verdicts: tuple[str | list[Any], ...]
    """The id of a rule whose occasion did not arise; else id, verdict, reason, evidence and what is
    not as usual. Evidence is a number of ``cues``, or a match as those are."""
    cues: tuple[list[Any], ...]
    suppressed: tuple[list[Any], ...]
    metrics: dict[str, int | float]
    warnings: tuple[ReportWarning, ...]
    case: CasePart | None = None
    sections: dict[str, int | None] = msgspec.field(default_factory=dict)
    suspects: tuple[list[Any], ...] = ()
