"""What a lexicon workbook holds, apart from how its sheets are laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class WorkbookEntry(NamedTuple):
    """A cue or a rule."""

    data: dict[str, Any]
    """As a chapter would have it, with all that it inherits and what the profile sets."""
    state: str
    """A value of ``CUE_STATES`` or ``RULE_STATES``."""
    chapter: str
    """The file that it stands in, relative to a folder of chapters."""
    origin: str = ""
    """The profile that it comes from."""


class WorkbookVariable(NamedTuple):
    """The words that phrases name in braces."""

    words: tuple[str, ...]
    chapter: str
    """The chapter that defines it; empty where the profile does."""


@dataclass(frozen=True, slots=True)
class LexiconContent:
    """All of a profile."""

    settings: Mapping[str, Any]
    """Of the profile itself, by the keys of ``SETTING_NAMES``; none that is not set."""
    chapters: Mapping[str, Mapping[str, str]]
    """Title, English title and source of each chapter, by its file."""
    variables: Mapping[str, WorkbookVariable]
    cues: Mapping[str, WorkbookEntry]
    rules: Mapping[str, WorkbookEntry]
