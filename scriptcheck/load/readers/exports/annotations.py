"""Annotations of recordings: Praat's TextGrid, ELAN's EAF, and STM and CTM of scoring tools.

Tiers are speakers in the first two. Tiers of words or phones beside those of sentences are read
as well, as nothing says which of them is speech.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.format import Format, empty_file
from scriptcheck.load.readers.json.tokens import Token, sentences_of
from scriptcheck.load.sentence import Origin, Sentence
from scriptcheck.load.times.moments import MILLISECONDS, SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.transcript import Transcript

_GRID_HEAD: Final = re.compile(r'\s*File type = "ooTextFile"\s+(?:Object class = )?"TextGrid"')
# Lengths are bounded, so that no number is past what a float holds.
_NUMBER: Final = r"\d{1,9}(?:\.\d{1,20})?"
_GRID_NUMBER: Final = rf"-?{_NUMBER}(?:[eE]-\d{{1,3}})?"
_GRID_TOKEN: Final = re.compile(
    rf'"(?P<text>(?:[^"]|"")*)"|(?<![\w.\[])(?P<number>{_GRID_NUMBER})(?![\w.\]])'
)
_ATTRIBUTE: Final = re.compile(r'(\w+)="([^"]*)"')
_TIME: Final = re.compile(r"\d{1,12}")
_SLOT: Final = re.compile(r"<TIME_SLOT\b([^<>]*)>")
_ALIGNED: Final = re.compile(
    r"<ALIGNABLE_ANNOTATION\b([^<>]*)>\s*<ANNOTATION_VALUE>([^<]*)</ANNOTATION_VALUE>"
)
_REFERRING: Final = re.compile(r"<REF_ANNOTATION\b[^<>]*>\s*<ANNOTATION_VALUE>\s*[^\s<]")
_STM_LINE: Final = re.compile(
    rf"(\S+)\s+(\S+)\s+(\S+)\s+({_NUMBER})\s+({_NUMBER})(?:\s+<[^>]*>)?(?:\s+(.*))?"
)
_CTM_LINE: Final = re.compile(
    rf"(\S+)\s+(\S+)\s+({_NUMBER})\s+({_NUMBER})\s+(\S+)(?:\s+{_NUMBER})?"
)
_VOICE_LINE: Final = re.compile(r"(?:SPEAKER|SPKR-INFO)\s.*<NA>.*")
"""A line of RTTM, which has the shape of STM but no words."""
_NOT_SPEECH: Final = "ignore_time_segment_in_scoring"
_LOOKED_AT: Final = 20


def _recognises_grid(transcript: Transcript) -> bool:
    return _GRID_HEAD.match(transcript.opening) is not None


def _recognises_elan(transcript: Transcript) -> bool:
    opening = transcript.opening
    return opening.lstrip().startswith("<") and "<ANNOTATION_DOCUMENT" in opening


def _recognises_stm(transcript: Transcript) -> bool:
    if not _all_match(_STM_LINE, transcript):
        return False
    lines = (
        _STM_LINE.fullmatch(text) for _, text in islice(_lines(transcript.opening), _LOOKED_AT)
    )
    # Tables of times in another order look alike, and end before they start.
    return all(line is None or float(line[4]) <= float(line[5]) for line in lines)


def _recognises_ctm(transcript: Transcript) -> bool:
    if not _all_match(_CTM_LINE, transcript):
        return False
    # A channel is a number or a letter; where it is a fraction, the columns are another's times.
    lines = (
        _CTM_LINE.fullmatch(text) for _, text in islice(_lines(transcript.opening), _LOOKED_AT)
    )
    return all(line is None or "." not in line[2] for line in lines)


def _all_match(line: re.Pattern[str], transcript: Transcript) -> bool:
    # The last line of an opening may be cut off.
    lines = [text for _, text in _lines(transcript.opening)][:_LOOKED_AT]
    whole = lines[:-1] or lines
    is_voices = any(map(_VOICE_LINE.fullmatch, whole))
    return bool(whole) and not is_voices and all(line.fullmatch(each) for each in whole)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if (bare := line.strip()) and not bare.startswith(";;"):
            yield number, bare


def _read_grid(transcript: Transcript) -> Iterator[Call | Problem]:
    decoded = transcript.read()
    try:
        said = list(_grid_sentences(decoded.text))
    except ValueError:
        message = Text(
            "TextGrid 不完整，或写法看不懂。", "The TextGrid is cut short or not understood."
        )
        fix = Text("请用 Praat 另存为文本再试。", "Save it as text with Praat and try again.")
        raise LoadError(Problem("bad-annotation", message, transcript.source, fix=fix)) from None
    yield _call(transcript, said, SECONDS, decoded.flaws)


def _grid_sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of all tiers; raises ``ValueError`` where a part is missing."""
    tokens = _GRID_TOKEN.finditer(text)
    *_, tiers = _take(tokens, "ttnnn")
    for _ in range(int(tiers)):
        kind, name, _, _, count = _take(tokens, "ttnnn")
        for _ in range(int(count)):
            *times, said = _take(tokens, "nnt" if kind == "IntervalTier" else "nt")
            start, end = (max(0.0, float(time)) for time in (times[0], times[-1]))
            yield Sentence(said, name, None, start, end)


def _take(tokens: Iterator[re.Match[str]], kinds: str) -> list[str]:
    """Return the next of ``tokens``: a text for each ``t`` of ``kinds``, a number for ``n``."""
    taken: list[str] = []
    for kind in kinds:
        token = next(tokens, None)
        value = token["text" if kind == "t" else "number"] if token else None
        if value is None:
            raise ValueError
        taken.append(value.replace('""', '"'))
    return taken


def _read_elan(transcript: Transcript) -> Iterator[Call | Problem]:
    decoded = transcript.read()
    slots: dict[str, int] = {}
    for found in _SLOT.finditer(decoded.text):
        slot = dict(_ATTRIBUTE.findall(found[1]))
        if _TIME.fullmatch(slot.get("TIME_VALUE", "")):
            slots[slot.get("TIME_SLOT_ID", "")] = int(slot["TIME_VALUE"])
    said: list[Sentence] = []
    for part in decoded.text.split("</TIER>")[:-1]:
        tag, _, annotations = part[part.rfind("<TIER ") :].partition(">")
        named = dict(_ATTRIBUTE.findall(tag))
        label = unescape(named.get("PARTICIPANT") or named.get("TIER_ID", ""))
        for found in _ALIGNED.finditer(annotations):
            refs = dict(_ATTRIBUTE.findall(found[1]))
            start, end = (slots.get(refs.get(f"TIME_SLOT_REF{side}", "")) for side in (1, 2))
            said.append(Sentence(unescape(found[2]), label, None, start, end))
    warnings = list(decoded.flaws)
    if left := len(_REFERRING.findall(decoded.text)):
        message = Text(
            f"有 {left} 处附属标注（没有自己的时间）没有读入。",
            f"{left} annotations that refer to others, without times of their own, were not read.",
        )
        warnings.append(Problem("text-left", message, transcript.source))
    yield _call(transcript, said, MILLISECONDS, warnings)


def _read_stm(transcript: Transcript) -> Iterator[Call | Problem]:
    decoded = transcript.read()
    calls: dict[str, list[Sentence]] = {}
    for number, line in _lines(decoded.text):
        found = _STM_LINE.fullmatch(line)
        if found is None:
            yield _bad_line(transcript.source, number)
        elif found[6] != _NOT_SPEECH:
            sentence = Sentence(found[6] or "", found[3], None, float(found[4]), float(found[5]))
            calls.setdefault(found[1], []).append(sentence)
    yield from _calls(transcript, calls, decoded.flaws)


def _read_ctm(transcript: Transcript) -> Iterator[Call | Problem]:
    decoded = transcript.read()
    words: dict[str, list[tuple[float, float, str, str]]] = {}
    for number, line in _lines(decoded.text):
        found = _CTM_LINE.fullmatch(line)
        if found is None:
            yield _bad_line(transcript.source, number)
        else:
            start = float(found[3])
            word = (start, start + float(found[4]), found[2], found[5])
            words.setdefault(found[1], []).append(word)
    calls: dict[str, list[Sentence]] = {}
    for name, spoken in words.items():
        tokens = [Token(word, label, start, end) for start, end, label, word in sorted(spoken)]
        calls[name] = list(sentences_of(tokens, ms_per_unit=SECONDS))
    yield from _calls(transcript, calls, decoded.flaws)


def _bad_line(source: str, line: int) -> Problem:
    message = Text(
        "这一行不合本文件的写法，没有读入。", "This line is not as the others; not read."
    )
    return Problem("bad-annotation", message, source, line)


def _calls(
    transcript: Transcript, calls: dict[str, list[Sentence]], flaws: Iterable[Problem]
) -> Iterator[Call]:
    """Yield a call for each recording; one alone has the id of its file.

    Raises ``LoadError`` where there is none.
    """
    if not calls:
        raise LoadError(empty_file(transcript.source))
    for name, said in calls.items():
        call_id = "" if len(calls) == 1 else name
        yield _call(transcript, said, SECONDS, flaws, call_id)


def _call(
    transcript: Transcript,
    said: list[Sentence],
    ms_per_unit: float,
    warnings: Iterable[Problem],
    call_id: str = "",
) -> Call:
    source = transcript.source
    if not any(sentence.text.strip() for sentence in said):
        raise LoadError(empty_file(source))
    origin = Origin(transcript.call_id, source, source, is_alone=not call_id)
    in_order = sorted(said, key=_start)
    call = make_call(in_order, origin, ms_per_unit=ms_per_unit, call_id=call_id or origin.call_id)
    return msgspec.structs.replace(call, warnings=(*warnings, *call.warnings))


def _start(sentence: Sentence) -> float:
    return float(sentence.start) if isinstance(sentence.start, int | float) else 0.0


TEXTGRID: Final = Format(
    "textgrid",
    (".textgrid",),
    _recognises_grid,
    _read_grid,
    Text("Praat TextGrid 标注", "Praat TextGrid"),
)
ELAN: Final = Format(
    "elan", (".eaf",), _recognises_elan, _read_elan, Text("ELAN 标注", "ELAN annotations")
)
STM: Final = Format(
    "stm", (".stm",), _recognises_stm, _read_stm, Text("STM 分段文本", "STM segments")
)
CTM: Final = Format("ctm", (".ctm",), _recognises_ctm, _read_ctm, Text("CTM 逐词文本", "CTM words"))
