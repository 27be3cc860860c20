"""Recordings, which are no transcripts: known by how they begin."""

from __future__ import annotations

import re
from typing import Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text

# WAV and other RIFF or RIFX, MP3 with and without a tag, AAC, Ogg, FLAC, AMR, MPEG-4, Matroska, AU,
# AIFF, Windows Media.
_BEGINS: Final = re.compile(
    rb"RIF[FX].{4}WAVE|ID3[\x02-\x04]\x00|\xff[\xe2\xe3\xf1-\xf3\xf9-\xfb]|OggS|fLaC"
    rb"|#!AMR|\x02?#!SILK|.{4}ftyp|\x1aE\xdf\xa3|\.snd\x00|FORM.{4}AIF|0&\xb2u\x8ef\xcf\x11",
    re.DOTALL,
)


def is_recording(head: bytes) -> bool:
    """Return whether a file that begins with ``head`` holds sound."""
    return _BEGINS.match(head) is not None


def recording_problem(source: str, recognisers: Text) -> Problem:
    """Return the problem of a recording at ``source``; ``recognisers`` names what can be read."""
    message = Text("这是录音，不是转写文本。", "This is a recording, not the transcript of one.")
    fix = Text(
        f"请先转写成文字；可以直接读取的识别结果有：{recognisers.zh}。",
        f"Transcribe it first; the output of these recognisers can be read: {recognisers.en}.",
    )
    return Problem("recording", message, source, fix=fix)
