"""Transcripts in, calls out: files, folders and standard input in any known format.

Whoever writes a format of their own needs ``Format`` or ``JsonShape``, and may build calls with
``Sentence`` and ``make_call``; docs/transcripts.md says how it is installed.
"""

from scriptcheck.load.canonical_lines import write_calls
from scriptcheck.load.format import Format
from scriptcheck.load.json_shape import JsonShape, JsonValue
from scriptcheck.load.loader import load_calls
from scriptcheck.load.moments import Moment
from scriptcheck.load.options import LoadOptions
from scriptcheck.load.registry import known_formats
from scriptcheck.load.sentence import Origin, Sentence, make_call
from scriptcheck.load.transcript import Transcript

__all__ = [
    "Format",
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
