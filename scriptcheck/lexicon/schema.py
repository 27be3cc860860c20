"""JSON Schemas of lexicon and profile files, for editors and other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Union

from pydantic import create_model

from scriptcheck.lexicon.base import CueId, RuleId
from scriptcheck.lexicon.models import Cue
from scriptcheck.lexicon.rule_models import ChapterFile, ProfileFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.lexicon.rule_models import RuleSpec

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_EXTENDING: Final = {
    "type": "object",
    "properties": {"mode": {"const": "extend"}},
    "required": ["mode"],
}
"""An entry that changes one below it, and says no more than what it changes."""


def chapter_schema(specs: Mapping[str, type[RuleSpec]]) -> dict[str, Any]:
    """Return the JSON Schema of a lexicon file whose rules have the forms ``specs``."""
    rule: Any = Union[tuple(specs.values())]  # noqa: UP007  (the members are known at run time only)
    chapter = create_model(
        "Chapter",
        __base__=ChapterFile,
        cues=(dict[CueId, Cue], {}),
        rules=(dict[RuleId, rule], {}),
    )
    schema = chapter.model_json_schema()
    for kind in ("cues", "rules"):
        entries = schema["properties"][kind]["patternProperties"]
        for ids, entry in entries.items():
            entries[ids] = {"anyOf": [_EXTENDING, entry]}
    return {"$schema": _DIALECT} | schema


def profile_schema() -> dict[str, Any]:
    """Return the JSON Schema of a profile file."""
    return {"$schema": _DIALECT} | ProfileFile.model_json_schema()
