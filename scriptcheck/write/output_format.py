"""What a format of reports is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from scriptcheck.rule_selection import ALL_RULES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.language import Lang, Text
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport
    from scriptcheck.review import CallReview
    from scriptcheck.rule_selection import RuleSelection
    from scriptcheck.write.writer import PieceWriter


class Speech(Enum):
    """What a format wants of the calls beside their reports: what was said, and the call data."""

    UNUSED = "unused"
    WANTED = "wanted"
    """Without it, some of what the format shows stays empty."""
    NEEDED = "needed"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where reports are written, and how."""

    folder: Path
    lang: Lang = "zh"
    """The language of headings; what a report says was written in a language already."""
    formats: tuple[str, ...] = ()
    """All formats that are written together, for those that point to others."""
    profile: Profile | None = None
    """What the calls were judged by, for titles that are not in the reports, and other languages;
    ``None`` where it is not at hand."""
    review: Callable[[CallReport], CallReview] | None = None
    """Returns what holds of a call after review, for formats that show it; can be pickled. It is
    given reports with all their rules: see ``PieceWriter.wants_all_rules``."""
    selection: RuleSelection = ALL_RULES
    """The rules that are written."""
    reviewer: str = ""
    """Who is to review what is written, for formats in which that can be done."""


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """A format that reports can be written in."""

    title: Text
    files: tuple[str, ...]
    """The names of the files, or folders, that it writes to a folder of reports."""
    writer: Callable[[Destination], PieceWriter[Any]]
    speech: Speech = Speech.UNUSED
    library: str = ""
    """The module that it needs, where that is not always installed."""
    extra: str = ""
    """The extra of scriptcheck that brings the library."""

    @property
    def usable(self) -> bool:
        """Whether the library that it needs is installed."""
        return not self.library or find_spec(self.library) is not None
