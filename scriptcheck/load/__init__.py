"""Transcripts in, calls out: files, folders and standard input in any known format.

A package that brings a format names a ``Format`` or a ``JsonShape`` by an entry point of the group
``scriptcheck.formats``, and may build calls with ``Sentence`` and ``make_call``;
docs/transcripts.md shows one that is whole.
"""

from scriptcheck.load.loader import load_calls
from scriptcheck.load.make_call import make_call
from scriptcheck.load.options import LoadOptions
from scriptcheck.load.readers.canonical.lines import write_calls
from scriptcheck.load.readers.format import Format
from scriptcheck.load.readers.json.shape import JsonShape, JsonValue
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
    "known_formats",
    "load_calls",
    "make_call",
    "write_calls",
]
