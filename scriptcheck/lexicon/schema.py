"""JSON Schemas of lexicon and profile files, for editors and other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Union

from pydantic import BaseModel, ConfigDict, create_model

from scriptcheck.lexicon.base import CueId, RuleId
from scriptcheck.lexicon.models import Cue
from scriptcheck.lexicon.rule_models import ChapterFile, ProfileFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.lexicon.rule_models import RuleSpec

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class ChangedRule(BaseModel):
    """A rule of a chapter below, of which only what is given here is otherwise."""

    model_config = ConfigDict(extra="allow")

    mode: Literal["extend"]


def chapter_schema(specs: Mapping[str, type[RuleSpec]]) -> dict[str, Any]:
    """Return the JSON Schema of a lexicon file whose rules have the forms ``specs``."""
    # The members are known at run time only.
    rule: Any = Union[(*specs.values(), ChangedRule)]
    chapter = create_model(
        "Chapter",
        __base__=ChapterFile,
        cues=(dict[CueId, Cue], {}),
        rules=(dict[RuleId, rule], {}),
    )
    return {"$schema": _DIALECT} | chapter.model_json_schema()


def profile_schema() -> dict[str, Any]:
    """Return the JSON Schema of a profile file."""
    return {"$schema": _DIALECT} | ProfileFile.model_json_schema()
