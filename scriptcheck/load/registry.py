"""The formats that can be read, and which of them a transcript is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.load.canonical import JSON, JSON_LINES
from scriptcheck.load.plain_text import PLAIN_TEXT

if TYPE_CHECKING:
    from scriptcheck.load.format import Format
    from scriptcheck.load.transcript import Transcript

FORMATS: Final[tuple[Format, ...]] = (JSON_LINES, JSON, PLAIN_TEXT)
"""In the order in which they are asked; where two recognise a transcript, the first reads it."""

TRANSCRIPT_SUFFIXES: Final = frozenset(suffix for form in FORMATS for suffix in form.suffixes)
"""Suffixes of the files that are read from folders."""


def choose_format(transcript: Transcript) -> Format:
    """Return the format of ``transcript``: by its content, else by its suffix, else plain text."""
    by_content = (form for form in FORMATS if form.recognises(transcript))
    by_suffix = (form for form in FORMATS if transcript.suffix in form.suffixes)
    return next(by_content, None) or next(by_suffix, PLAIN_TEXT)
