"""Timed Text (TTML, DFXP): paragraphs with times; an agent of the head, or a label, is the speaker.

Times are clocks, or numbers with a unit: ``5.2s``, ``1500ms``, ``90000t``.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.errors import LoadError
from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.chats.markup import from_markup
from scriptcheck.load.readers.format import Format, empty_file
from scriptcheck.load.roles.labels import Closing, plain_width, read_label
from scriptcheck.load.sentence import Origin, Sentence
from scriptcheck.load.times.moments import MILLISECONDS, Moment, Time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scriptcheck.call import Call, Speaker
    from scriptcheck.errors import Problem
    from scriptcheck.load.transcript import Transcript

_ROOT: Final = re.compile(r"\s*(?:<\?xml[^<>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:\w+:)?tt\b", re.DOTALL)
_MOST_HEADER: Final = 4096
_PARAGRAPH: Final = re.compile(r"<(?:\w+:)?p\b([^<>]*?)(?:/>|>(.*?)</(?:\w+:)?p\s*>)", re.DOTALL)
_AGENT: Final = re.compile(
    r"<(?:\w+:)?agent\b([^<>]*)>\s*<(?:\w+:)?name\b[^<>]*>([^<]*)</(?:\w+:)?name\s*>"
)
_ATTRIBUTE: Final = re.compile(r"(?:\w+:)?(\w+)\s*=\s*[\"']([^\"']*)[\"']")
_RATES: Final = re.compile(r"<(?:\w+:)?tt\b([^<>]*)>")
_CLOCK: Final = re.compile(r"(\d{1,3}):(\d{2}):(\d{2})(?:\.(\d{1,9})|:(\d{1,3}))?")
_OFFSET: Final = re.compile(r"(\d{1,12}(?:\.\d{1,9})?)(h|ms|m|s|f|t)")
_UNITS: Final = {"h": 3_600_000.0, "m": 60_000.0, "s": 1000.0, "ms": 1.0}


def _recognises(transcript: Transcript) -> bool:
    return _ROOT.match(transcript.opening, 0, _MOST_HEADER) is not None


def _read(transcript: Transcript) -> Iterator[Call | Problem]:
    decoded = transcript.read()
    text, source = decoded.text, transcript.source
    root = _RATES.search(text)
    units = _units(_attributes(root[1]) if root else {})
    agents = {
        _attributes(found[1]).get("id", ""): unescape(found[2]).strip()
        for found in _AGENT.finditer(text)
    }
    said = [_sentence(found, agents, units) for found in _PARAGRAPH.finditer(text)]
    if not any(sentence.text for sentence in said):
        raise LoadError(empty_file(source))
    origin = Origin(transcript.call_id, source, source, is_alone=True)
    call = make_call(said, origin, ms_per_unit=MILLISECONDS)
    yield msgspec.structs.replace(call, warnings=(*decoded.flaws, *call.warnings))


def _attributes(text: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(text)}


def _units(root: Mapping[str, str]) -> dict[str, float]:
    """Return how many milliseconds the units of times are, frames and ticks among them."""

    def rate(name: str, default: int) -> int:
        given = root.get(name, "")
        return int(given) if given.isdecimal() and 0 < len(given) <= 9 and int(given) else default  # noqa: PLR2004

    frames = rate("frameRate", 30)
    return {**_UNITS, "f": 1000 / frames, "t": 1000 / rate("tickRate", frames)}


def _sentence(
    found: re.Match[str], agents: Mapping[str, str], units: Mapping[str, float]
) -> Sentence:
    attributes = _attributes(found[1])
    text, agent = from_markup(found[2] or ""), attributes.get("agent", "")
    label, speaker = agents.get(agent, agent), None
    if not label:
        label, speaker, text = _labelled(text)
    start = _time(attributes.get("begin", ""), units)
    end = _time(attributes.get("end", ""), units)
    lasting = _time(attributes.get("dur", ""), units)
    if isinstance(start, Moment) and isinstance(lasting, Moment) and end is None:
        end = Moment(start.ms + lasting.ms)
    return Sentence(text, label, speaker, start, end)


def _labelled(text: str) -> tuple[str, Speaker | None, str]:
    found = read_label(plain_width(text), 0)
    if found is None or found[0].closing is not Closing.MARK or found[0].is_letter:
        return "", None, text
    return found[0].anonymous, found[0].speaker, text[found[2] :]


def _time(text: str, units: Mapping[str, float]) -> Time:
    """Return the time that ``text`` writes; one that is not understood as it is."""
    text = text.strip()
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part) for part in clock.groups()[:3])
        whole = ((hours * 60 + minutes) * 60 + seconds) * 1000
        fraction = float(f"0.{clock[4] or 0}") * 1000
        return Moment(round(whole + fraction + int(clock[5] or 0) * units["f"]))
    if offset := _OFFSET.fullmatch(text):
        return Moment(round(float(offset[1]) * units[offset[2]]))
    return text or None


TTML: Final = Format(
    "ttml", (".ttml", ".dfxp"), _recognises, _read, Text("TTML 字幕", "Timed Text (TTML, DFXP)")
)
