"""Subtitles of Advanced SubStation Alpha (.ass, .ssa), whose events name their speakers.

The speaker is the column ``Name`` (or ``Actor``), or a style of one's own where that is empty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.format import Format, empty_file
from scriptcheck.load.sentence import Origin, Sentence
from scriptcheck.load.times.moments import MILLISECONDS, Moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.load.transcript import Transcript

_USUAL: Final = "Layer,Start,End,Style,Name,MarginL,MarginR,MarginV,Effect,Text"
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.:](\d{1,3}))?")
_OVERRIDE: Final = re.compile(r"\{[^{}]*\}")
_BREAK: Final = re.compile(r"\\[Nn]")


def _recognises(transcript: Transcript) -> bool:
    return transcript.opening.lstrip("\ufeff \t\r\n").startswith("[Script Info]")


def _read(transcript: Transcript) -> Iterator[Call | Problem]:
    decoded = transcript.read()
    said: list[Sentence] = []
    names = _names(_USUAL)
    for number, line in enumerate(decoded.text.splitlines(), 1):
        kind, _, rest = line.partition(":")
        if kind.strip() == "Format" and "Text" in rest:
            names = _names(rest)
        elif kind.strip() == "Dialogue":
            cells = rest.split(",", len(names) - 1)
            if len(cells) < len(names):
                yield _bad_line(transcript.source, number)
                continue
            said.append(_sentence(dict(zip(names, map(str.strip, cells), strict=True))))
    if not said:
        raise LoadError(empty_file(transcript.source))
    origin = Origin(transcript.call_id, transcript.source, transcript.source, is_alone=True)
    call = make_call(said, origin, ms_per_unit=MILLISECONDS)
    yield msgspec.structs.replace(call, warnings=(*decoded.flaws, *call.warnings))


def _names(heading: str) -> Sequence[str]:
    return [name.strip() for name in heading.split(",")]


def _sentence(event: Mapping[str, str]) -> Sentence:
    style = event.get("Style", "").lstrip("*")
    label = event.get("Name") or event.get("Actor") or ("" if style == "Default" else style)
    text = _BREAK.sub("\n", _OVERRIDE.sub("", event.get("Text", ""))).replace("\\h", " ")
    return Sentence(text, label, None, _time(event.get("Start")), _time(event.get("End")))


def _time(clock: str | None) -> Moment | None:
    found = _CLOCK.fullmatch(clock or "")
    if found is None:
        return None
    hours, minutes, seconds = (int(found[group]) for group in (1, 2, 3))
    fraction = int((found[4] or "0").ljust(3, "0"))
    return Moment(((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction)


def _bad_line(source: str, line: int) -> Problem:
    message = Text(
        "这一行不合本文件的写法，没有读入。", "This line is not as the others; not read."
    )
    return Problem("bad-annotation", message, source, line)


ASS: Final = Format(
    "ass", (".ass", ".ssa"), _recognises, _read, Text("ASS 字幕", "SubStation Alpha subtitles")
)
