"""What a file is that a lexicon is to be imported from."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from scriptcheck.exchange.workbook.read import is_lexicon_workbook

if TYPE_CHECKING:
    import os


class SourceKind(StrEnum):
    """Kinds of files that are imported."""

    WORKBOOK = "workbook"
    """What ``export_lexicon`` writes."""
    SCA = "sca"
    """Rules of Alibaba Cloud's Smart Conversation Analysis, as JSON."""
    WORDS = "words"
    """A list of words."""


def source_kind(path: str | os.PathLike[str]) -> SourceKind:
    """Return what kind of file ``path`` is.

    Raises ``LoadError`` where it is a workbook that cannot be read.
    """
    file = Path(path)
    if file.suffix.lower() == ".json":
        return SourceKind.SCA
    return SourceKind.WORKBOOK if is_lexicon_workbook(file) else SourceKind.WORDS
