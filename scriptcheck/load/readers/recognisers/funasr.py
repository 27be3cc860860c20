"""FunASR in all its front ends: AutoModel, the servers, the older pipeline.

Most write milliseconds, the OpenAI-like server seconds, and some versions write them as text: the
unit is told by how fast people can speak. Versions around 1.1 give a sentence the times of its
last character; those of its first and last ``timestamp`` are right in all. ``spk`` is the number
of a voice, never a role.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys, not_transcribed
from scriptcheck.load.readers.json.tokens import join
from scriptcheck.load.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue
    from scriptcheck.load.times.moments import Time

_Number = int | float | str | None
_Stamps = tuple[tuple[_Number, ...], ...]
# <|zh|><|NEUTRAL|><|Speech|>: language, mood and sound, as SenseVoice marks them.
_TAGS: Final = re.compile(r"<\|[^|<>]{0,40}\|>")
_MADE_UP_KEY: Final = "rand_key"


class _Sentence(msgspec.Struct, frozen=True):
    text: str | None = None
    sentence: str | None = None
    """The text, where ``spk_mode`` is ``vad_segment``."""
    start: _Number = None
    end: _Number = None
    timestamp: _Stamps | None = None
    ts_list: _Stamps | None = None
    """``timestamp`` in the pipeline of 2023."""
    spk: _Number = None
    speaker: _Number = None
    text_seg: str | None = None
    """The text in the results of the run-time service, with blanks between characters."""
    punc: str | None = None


class _Output(msgspec.Struct, frozen=True):
    key: _Number = None
    text: str | None = None
    timestamp: _Stamps | str | None = None
    stamp_sents: tuple[_Sentence, ...] | None = None
    sentence_info: tuple[_Sentence, ...] | None = None
    sentences: tuple[_Sentence, ...] | None = None
    segments: tuple[_Sentence, ...] | None = None


def _fits(value: Any) -> bool:
    if has_keys(value, "sentence_info") or has_keys(first_of(value, "stamp_sents"), "text_seg"):
        return True
    if has_keys(value, "key", "text"):
        return True
    sentence = first_of(value, "sentences")
    if has_keys(sentence, "start", "end"):
        return has_keys(sentence, "text") or has_keys(sentence, "sentence")
    segment = first_of(value, "segments")
    return has_keys(segment, "start", "end", "text", "speaker") and _is_number(segment)


def _is_number(segment: Any) -> bool:
    """Return whether the speaker of ``segment`` is a number: Whisper's have names."""
    return isinstance(segment["speaker"], int)


def _read(value: JsonValue) -> Iterator[Call | Problem]:
    output = value.decode(_Output)
    sentences = output.sentence_info or output.stamp_sents or output.sentences or output.segments
    if sentences:
        said = [_sentence(sentence) for sentence in sentences]
        if rest := _rest(_plain(output.text or ""), said):
            # Some versions break off the sentences before the text ends.
            said.append(Sentence(rest))
    elif output.text and output.text.strip():
        stamps = output.timestamp if isinstance(output.timestamp, tuple) else ()
        start, end = _span(stamps, None, None)
        said = [Sentence(_plain(output.text), start=start, end=end)]
    else:
        yield not_transcribed(value, 'text: ""', ("text",))
        return
    key = "" if output.key is None else str(output.key)
    call_id = "" if key.startswith(_MADE_UP_KEY) else key
    yield make_call(said, value.origin, ms_per_unit=None, call_id=call_id)


def _sentence(sentence: _Sentence) -> Sentence:
    stamps = sentence.timestamp or sentence.ts_list or ()
    start, end = _span(stamps, sentence.start, sentence.end)
    voice = sentence.speaker if sentence.spk is None else sentence.spk
    text = _plain(sentence.text or sentence.sentence or _segment_text(sentence))
    return Sentence(
        text, "" if voice is None else str(voice), start=start, end=end, words=_words(text, stamps)
    )


def _segment_text(sentence: _Sentence) -> str:
    words = (sentence.text_seg or "").split()
    return join(words) + (sentence.punc or "")


def _rest(text: str, said: Sequence[Sentence]) -> str:
    """Return what ``text`` says after all that is ``said``, where it begins with that."""
    spoken = "".join(char for sentence in said for char in sentence.text if char.isalnum())
    places = [at for at, char in enumerate(text) if char.isalnum()]
    count = len(spoken)
    if len(places) <= count or "".join(text[at] for at in places[:count]) != spoken:
        return ""
    return text[places[count] :]


def _plain(text: str) -> str:
    return _TAGS.sub("", text).strip()


def _span(stamps: Sequence[Sequence[_Number]], start: Time, end: Time) -> tuple[Time, Time]:
    """Return when a sentence begins and ends: as its characters say, else as it says itself."""
    pairs = [pair for pair in stamps if len(pair) > 1]
    return (pairs[0][0], pairs[-1][1]) if pairs else (start, end)


def _words(text: str, stamps: Sequence[Sequence[_Number]]) -> tuple[tuple[str, Time, Time], ...]:
    """Return the characters with their times, where there is one for each but punctuation."""
    said = [char for char in text if char.isalnum()]
    if len(said) != len(stamps) or any(len(pair) < 2 for pair in stamps):  # noqa: PLR2004
        return ()
    return tuple((char, pair[0], pair[1]) for char, pair in zip(said, stamps, strict=True))


FUNASR: Final = JsonShape("funasr", Text("FunASR", "FunASR"), _fits, _read)
