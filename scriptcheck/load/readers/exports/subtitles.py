"""Subtitles, SubRip (.srt) and WebVTT (.vtt), whose cues name their speakers.

The speaker is a voice (``<v 客服>``), a label (``客服：``, ``[SPEAKER_00]:``), or a name that many
cues begin with (``王丽：``).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.exports.cues import SETTINGS, counter_name, is_timing, read_cues
from scriptcheck.load.readers.exports.joined_subtitles import joined_subtitles, parted_subtitles
from scriptcheck.load.readers.exports.rolling import rolling_captions, without_repeats
from scriptcheck.load.readers.format import Format, empty_file
from scriptcheck.load.roles.labels import Closing, plain_width, read_label
from scriptcheck.load.sentence import Origin, Sentence
from scriptcheck.load.times.frames import doubtful_rate, frame_rate
from scriptcheck.load.times.moments import MILLISECONDS, Moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call, Speaker
    from scriptcheck.load.readers.exports.cues import SubtitleCue
    from scriptcheck.load.times.frames import FrameRate
    from scriptcheck.load.transcript import Transcript

_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]{1,64})>")
_TAG: Final = re.compile(
    r"</?(?:v|c|i|b|u|s|em|strong|ruby|rt|lang|font)(?:[.\s][^<>]{0,200})?/?>|<\d[\d:.]{0,16}>"
    r"|\{\\[^{}]{0,64}\}",
    re.IGNORECASE,
)
_NAME: Final = re.compile(
    r"-?\s*(?:[\[【(（]([^\[\]【】()（）:：]{1,16})[\]】)）]\s*[:：]?"
    r"|([^\W\d][\w ·.-]{0,15})[:：])\s*"
)
_SBV_TIMES: Final = re.compile(
    r"^(\d{1,2}:\d\d:\d\d\.\d{1,3}),(\d{1,2}:\d\d:\d\d\.\d{1,3})[ \t\r]*$", re.MULTILINE
)
_DASH: Final = re.compile(r"[-‐‑–—－]\s*")
_MOST_HEADER: Final = 50


def _recognises_vtt(transcript: Transcript) -> bool:
    return transcript.opening.lstrip("\ufeff \t\r\n").startswith("WEBVTT")


def _recognises_srt(transcript: Transcript) -> bool:
    lines = [line.strip("\ufeff \t") for line in transcript.opening[:4096].splitlines()]
    first, second, *_ = (*[line for line in lines if line][:2], "", "")
    is_counted = first.isdecimal() or counter_name(first) is not None
    times = second if is_counted else first
    # Labelled text may begin with such times too, but has no numbers above them.
    return is_timing(times) and (is_counted or SETTINGS.sub("", times)[-1:].isdecimal())


def _recognises_sbv(transcript: Transcript) -> bool:
    opening = transcript.opening.lstrip("\ufeff \t\r\n")
    return _SBV_TIMES.match(opening) is not None


def _read_vtt(transcript: Transcript) -> Iterator[Call | Problem]:
    yield from _calls(transcript, is_vtt=True)


def _read_sbv(transcript: Transcript) -> Iterator[Call | Problem]:
    yield from _calls(transcript, is_vtt=False, is_sbv=True)


def _read_srt(transcript: Transcript) -> Iterator[Call | Problem]:
    yield from _calls(transcript, is_vtt=False)


def _calls(transcript: Transcript, *, is_vtt: bool, is_sbv: bool = False) -> Iterator[Call]:
    decoded = transcript.read()
    source = transcript.source
    text = _SBV_TIMES.sub(r"\1 --> \2", decoded.text) if is_sbv else decoded.text
    origin = Origin(transcript.call_id, source, source, is_alone=True)
    files = joined_subtitles(text, is_vtt=is_vtt)
    if len(files) > 1:
        files = [each for each in files if _is_written(each[1], is_vtt=is_vtt)] or files[:1]
    for number, (line, part) in enumerate(files, 1):
        several = len(files) > 1
        here = origin.part(number) if several else origin
        call = _call(part, here, is_vtt=is_vtt, first_line=line)
        parted = (parted_subtitles(len(files), source, line),) if several else ()
        warnings = (*decoded.flaws, *parted, *call.warnings)
        yield msgspec.structs.replace(call, warnings=warnings)


def _is_written(text: str, *, is_vtt: bool) -> bool:
    found = read_cues(text, has_comments=is_vtt)
    return bool(found.cues or found.header)


def _call(text: str, origin: Origin, *, is_vtt: bool, first_line: int) -> Call:
    found = read_cues(text, has_comments=is_vtt)
    if not (found.cues or found.header):
        raise LoadError(empty_file(origin.file))
    rate = frame_rate(cue.stamp for cue in found.cues)
    timed = [_at_rate(cue, rate) for cue in found.cues]
    cues, repeats = without_repeats(timed, _spoken, _voice)
    said = [piece for cue in cues for piece in _pieces(cue, is_vtt=is_vtt)]
    names = _names(said, sum(bool(cue.lines) for cue in cues))
    meta = {"header": found.header[:_MOST_HEADER]} if found.header else {}
    call = make_call(
        [_sentence(piece, names) for piece in said], origin, ms_per_unit=MILLISECONDS, meta=meta
    )
    broken = [first_line - 1 + cue.line for cue in found.cues if cue.stamp is None]
    odd = [*rolling_captions(repeats, origin.file), *_bad_times(broken, origin.file)]
    if rate is not None and rate.is_doubtful:
        odd.append(doubtful_rate(rate, origin.file))
    return msgspec.structs.replace(call, warnings=(*call.warnings, *odd))


def _at_rate(cue: SubtitleCue, rate: FrameRate | None) -> SubtitleCue:
    if cue.stamp is None or rate is None:
        return cue
    return replace(cue, stamp=cue.stamp.at_rate(rate.per_second))


def _spoken(line: str) -> str:
    return _TAG.sub("", line).strip()


def _voice(line: str) -> str:
    """Return the voice or the label of a role that ``line`` begins with, if any."""
    if tagged := _VOICE.match(line):
        return tagged[1].strip()
    said = _without_dash(_spoken(line))
    found = read_label(plain_width(said), 0) if _begins(said) else None
    return said[: found[2]].strip(" \t:：") if found else ""


class _Piece(NamedTuple):
    """What one voice says in one cue."""

    cue: SubtitleCue
    voice: str
    text: str


def _pieces(cue: SubtitleCue, *, is_vtt: bool) -> Iterator[_Piece]:
    """Yield the parts of ``cue``: a voice or label begins another."""
    voice, lines = cue.name, list[str]()
    for line in cue.lines:
        # Of a voice's tag and the text after it, one after the other.
        before, *voices = _VOICE.split(line)
        for name, text in (("", before), *zip(voices[::2], voices[1::2], strict=True)):
            said = _TAG.sub("", text).strip()
            said = _without_dash(unescape(said) if is_vtt else said)
            if name or (said and _begins(said)):
                if lines:
                    yield _Piece(cue, voice, "\n".join(lines))
                voice, lines = name.strip() or voice, []
            if said:
                lines.append(said)
    if lines:
        yield _Piece(cue, voice, "\n".join(lines))


def _without_dash(text: str) -> str:
    """Return ``text`` without the dash before a label, which shows that another speaks."""
    found = _DASH.match(text)
    return text[found.end() :] if found and _begins(text[found.end() :]) else text


def _begins(text: str) -> bool:
    """Return whether ``text`` begins with a label that can be no speech."""
    found = read_label(plain_width(text), 0)
    return found is not None and found[0].closing is Closing.MARK and not found[0].is_letter


def _names(pieces: Sequence[_Piece], cues: int) -> frozenset[str]:
    """Return the names before colons or in brackets that stand for speakers.

    At least half of the cues must begin with one, and each must come twice: otherwise it is speech.
    """
    found = Counter(name for piece in pieces if (name := _leading_name(piece.text)))
    often = {name: times for name, times in found.items() if times > 1}
    return frozenset(often) if sum(often.values()) * 2 >= cues else frozenset()


def _leading_name(text: str) -> str:
    name = _NAME.match(text)
    return (name[1] or name[2]).strip() if name else ""


def _sentence(piece: _Piece, names: frozenset[str]) -> Sentence:
    label, text = piece.voice, piece.text
    speaker: Speaker | None = None
    found = read_label(plain_width(text), 0)
    if found is not None and found[0].closing is Closing.MARK:
        speaker, text = found[0].speaker, text[found[2] :]
        label = found[0].anonymous or label
    elif _leading_name(text) in names:
        label = _leading_name(text)
        text = _NAME.sub("", text, count=1)
    elif label:
        # <v 客服 王丽>: a role and a name.
        named = read_label(f"{plain_width(label.split()[0])}:", 0)
        speaker = named[0].speaker if named and not named[0].anonymous else None
    stamp = piece.cue.stamp
    start = Moment(stamp.start_ms) if stamp else None
    end = Moment(stamp.end_ms) if stamp and stamp.end_ms is not None else None
    return Sentence(text, label, speaker, start, end)


def _bad_times(lines: Sequence[int], source: str) -> Iterator[Problem]:
    if lines:
        message = Text(
            f"有 {len(lines)} 处字幕时间看不懂，内容保留，没有时间。",
            f"The times of {len(lines)} cues are not understood; their text is kept without.",
        )
        yield Problem("bad-cue-time", message, source, lines[0])


VTT: Final = Format(
    "vtt", (".vtt",), _recognises_vtt, _read_vtt, Text("WebVTT 字幕", "WebVTT subtitles")
)
SRT: Final = Format(
    "srt", (".srt",), _recognises_srt, _read_srt, Text("SRT 字幕", "SubRip subtitles")
)
SBV: Final = Format(
    "sbv", (".sbv",), _recognises_sbv, _read_sbv, Text("YouTube 字幕（SBV）", "YouTube subtitles")
)
