"""What a profile says about how transcripts are to be read: the block ``load`` of its file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field

from scriptcheck.language import Text
from scriptcheck.lexicon.base import Model, NonEmpty, invalid
from scriptcheck.load.call_data.name_pattern import NamePatternError, parse_name_pattern
from scriptcheck.load.columns import CALL_FIELDS, FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def _checked_fields(columns: dict[str, str], known: tuple[str, ...]) -> dict[str, str]:
    for name in columns:
        if name not in known:
            raise invalid(
                "unknown-column",
                Text(f"没有名为“{name}”的字段。", f"No field is called '{name}'."),
                Text(f"可用的有 {'、'.join(known)}。", f"There are {', '.join(known)}."),
            )
    return columns


def _checked_pattern(pattern: str) -> str:
    try:
        parse_name_pattern(pattern)
    except NamePatternError as error:
        raise invalid("name-pattern", error.message, error.fix, error.column) from None
    return pattern


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Columns: TypeAlias = Annotated[
    dict[NonEmpty, NonEmpty], AfterValidator(lambda given: _checked_fields(given, FIELDS))
]
CallColumns: TypeAlias = Annotated[
    dict[NonEmpty, NonEmpty], AfterValidator(lambda given: _checked_fields(given, CALL_FIELDS))
]
Pattern: TypeAlias = Annotated[NonEmpty, AfterValidator(_checked_pattern)]


class LoadSettings(Model):
    """How transcripts are to be read, and where their call data comes from."""

    columns: Columns = Field(default_factory=dict)
    """The column of tables, or the key of JSON turns, that holds a field."""
    speakers: dict[NonEmpty, Literal["agent", "customer", "system", "unknown"]] = Field(
        default_factory=dict
    )
    """Who is behind a label that names no role."""
    call_data: NonEmpty | None = None
    """A side file with call data, relative to the profile's file."""
    call_data_columns: CallColumns = Field(default_factory=dict)
    """The column of the side file that holds a field."""
    name_pattern: Annotated[
        tuple[Pattern, ...], Field(strict=False), BeforeValidator(_as_list)
    ] = ()
    """Patterns of file names; the first that fits a name is taken."""

    @property
    def content(self) -> dict[str, Any]:
        """What can change a report; where a side file lies cannot."""
        content = self.model_dump(mode="json")
        if self.call_data is not None:
            content["call_data"] = os.path.basename(self.call_data)  # noqa: PTH119  (of any system)
        return content


def merged(layers: Iterable[tuple[LoadSettings, Path]]) -> LoadSettings:
    """Return the settings of ``layers``, the lowest first, each with the folder of its file.

    Fields and labels are laid over one another one by one; of the rest, the topmost counts.
    """
    found = LoadSettings()
    for settings, home in layers:
        given = {name: getattr(settings, name) for name in settings.model_fields_set}
        for mapping in ("columns", "speakers", "call_data_columns"):
            if mapping in given:
                given[mapping] = getattr(found, mapping) | given[mapping]
        if settings.call_data is not None:
            given["call_data"] = os.path.normpath(home / settings.call_data)
        found = found.model_copy(update=given)
    return found
