"""Transcripts in, calls out: files, folders and standard input in any known format.

A package that brings a format names a ``Format`` or a ``JsonShape`` by an entry point of the group
``scriptcheck.formats``, and may build calls with ``Sentence`` and ``make_call``;
docs/transcripts.md shows one that is whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.lazy_names import lazy_names

if TYPE_CHECKING:
    from scriptcheck.load.call_builder import make_call
    from scriptcheck.load.loader import load_calls
    from scriptcheck.load.options import LoadOptions
    from scriptcheck.load.readers.canonical.lines import write_calls
    from scriptcheck.load.readers.format import Format
    from scriptcheck.load.readers.json.shape import JsonShape, JsonValue, has_keys, read_each
    from scriptcheck.load.readers.registry import known_formats
    from scriptcheck.load.sentence import Origin, Sentence
    from scriptcheck.load.times.moments import Moment
    from scriptcheck.load.transcript import FormatOptions, Transcript

__all__ = [
    "Format",
    "FormatOptions",
    "JsonShape",
    "JsonValue",
    "LoadOptions",
    "Moment",
    "Origin",
    "Sentence",
    "Transcript",
    "has_keys",
    "known_formats",
    "load_calls",
    "make_call",
    "read_each",
    "write_calls",
]

_HOMES: Final = {
    "Format": "scriptcheck.load.readers.format",
    "FormatOptions": "scriptcheck.load.transcript",
    "JsonShape": "scriptcheck.load.readers.json.shape",
    "JsonValue": "scriptcheck.load.readers.json.shape",
    "LoadOptions": "scriptcheck.load.options",
    "Moment": "scriptcheck.load.times.moments",
    "Origin": "scriptcheck.load.sentence",
    "Sentence": "scriptcheck.load.sentence",
    "Transcript": "scriptcheck.load.transcript",
    "has_keys": "scriptcheck.load.readers.json.shape",
    "known_formats": "scriptcheck.load.readers.registry",
    "load_calls": "scriptcheck.load.loader",
    "make_call": "scriptcheck.load.call_builder",
    "read_each": "scriptcheck.load.readers.json.shape",
    "write_calls": "scriptcheck.load.readers.canonical.lines",
}

# The readers of all formats take a third of the import of a checker, which reads none.
__getattr__, __dir__ = lazy_names(__name__, _HOMES)
