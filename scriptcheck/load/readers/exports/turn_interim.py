"""Interim results among turns in JSON: what a recogniser took speech for while it went on.

Recognisers that listen live write them before the final result: ``"is_final": false``,
``"mode": "2pass-online"``, ``"type": "partial"``, ``"name": "TranscriptionResultChanged"``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.language import Text
from scriptcheck.load.times.moments import Moment, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scriptcheck.errors import Problem
    from scriptcheck.load.sentence import Origin, Sentence

IS_FINAL: Final = "is_final"
"""The key that marks turns whose marks stand outside of them."""
_FINAL_KEYS: Final = (
    "isfinal final finalized isfinalized finalresult isfinalresult sentenceend issentenceend "
    "endofsentence isendofsentence definite"
)
_FINAL: Final = frozenset(_FINAL_KEYS.split())
"""Keys, without case and underscores, that are true of final results and false of others."""
_INTERIM: Final = frozenset(("ispartial", "partial", "isinterim", "interim", "isintermediate"))
_KIND_KEYS: Final = (
    "type resulttype messagetype msgtype event eventtype eventname name status state kind action "
    "message"
)
_KINDS: Final = frozenset(_KIND_KEYS.split())
_INTERIM_WORD: Final = re.compile(
    r"(?:add|speech|asr|stt|transcript|transcription|recognition|result|message|conversation)*"
    r"(?:partial|interim|intermediate)"
    r"(?:s|result|transcript|transcription|recognition|utterance|hypothesis|text)*"
    r"|(?:transcription|recognition)?resultchanged|sentencechanged|recognizing"
)
_FINAL_WORD: Final = re.compile(
    r"(?:add|speech|asr|stt|transcript|transcription|recognition|result|message|conversation)*"
    r"final(?:s|result|transcript|transcription|recognition|utterance|text)*"
    r"|addtranscript|sentenceend|recognized|(?:transcription|recognition)completed"
)
"""What keys of kinds say, without case and signs."""
_MODE: Final = "mode"
_MODES: Final = {"2pass-online": True, "2pass-offline": False}
"""Values of ``mode`` in FunASR, which say more than its ``is_final``."""
_SLICE: Final = "slicetype"
_SLICES: Final = {"0": True, "1": True, "2": False}
"""Tencent's beginning, middle and end of what is said."""
_ID_KEYS: Final = (
    "sentenceid segmentid segid utteranceid resultid sentenceindex segmentindex sliceid"
)
_IDS: Final = frozenset(_ID_KEYS.split())
"""Keys that number what is said, the same in the final result as in those before it."""
_TRUE: Final = {True: True, False: False, "true": True, "false": False, "1": True, "0": False}
_LONGEST_WORD: Final = 40
_MARKS: Final = re.compile(r"[\s_\-.]+")
_NOBODY: Final = ("", None)
"""The speaker of results that name none."""
_SHARED: Final = 0.5
"""The share of an interim result's characters that the final one has; others were misheard."""


class Interim(NamedTuple):
    """What became of interim results."""

    left: int = 0
    """How many were left out, since a later result says the same."""
    kept: int = 0
    """How many no final result follows: they are the only words for that speech."""


@dataclass(frozen=True, slots=True)
class _Result:
    """One result of a recogniser."""

    is_interim: bool
    number: str
    """The number of what is said; empty where it has none."""
    said: Sentence
    text: str
    """Its letters and characters."""

    @property
    def speaker(self) -> tuple[object, ...]:
        """Who says it."""
        return self.said.label, self.said.speaker

    @property
    def start(self) -> float | None:
        """When it begins, in whatever unit; ``None`` where that is not known."""
        start = self.said.start
        return start.ms if isinstance(start, Moment) else number_of(start)


def is_interim(turn: Mapping[str, Any]) -> bool | None:
    """Return whether ``turn`` is an interim result; ``None`` where it does not say."""
    mode = turn.get(_MODE)
    if isinstance(mode, str) and mode in _MODES:
        return _MODES[mode]
    found: bool | None = None
    for key, value in turn.items():
        if not isinstance(value, str | int):
            continue
        bare = _bare(key)
        if bare == _SLICE and str(value) in _SLICES:
            return _SLICES[str(value)]
        if bare in _FINAL or bare in _INTERIM:
            is_true = _TRUE.get(value.casefold() if isinstance(value, str) else value)
            if is_true is not None:
                return is_true == (bare in _INTERIM)
        elif bare in _KINDS and isinstance(value, str) and found is None:
            found = _word(value)
    return found


def without_mark(turn: dict[str, Any]) -> dict[str, Any]:
    """Return ``turn`` without a ``name`` that is its kind, and nobody's name."""
    name = turn.get("name")
    if not isinstance(name, str) or _word(name) is None:
        return turn
    return {key: value for key, value in turn.items() if key != "name"}


def may_be_interim(names: Iterable[str]) -> bool:
    """Return whether columns of these ``names`` may distinguish interim results from final ones."""
    known = _FINAL | _INTERIM | _KINDS | {_SLICE, _MODE}
    return any(_bare(name) in known for name in names)


def is_interim_within(layers: Iterable[Any]) -> bool | None:
    """Return whether the turn in ``layers``, or an object beside or around it, is said to be one.

    The innermost that says anything counts.
    """
    objects = [layer for layer in layers if isinstance(layer, dict)]
    beside = [item for each in objects for item in each.values() if isinstance(item, dict)]
    said = (is_interim(each) for each in (*reversed(objects), *beside))
    return next((each for each in said if each is not None), None)


def without_interim(
    turns: Sequence[Mapping[str, Any]], said: Sequence[Sentence]
) -> tuple[list[Sentence], Interim]:
    """Return ``said``, the sentences of ``turns``, without interim results that others replace.

    They are replaced by a result of the same speech: one of the same number, or by the same
    speaker, at the same time or with most of the same characters.
    """
    marks = [is_interim(turn) for turn in turns]
    if not any(marks):
        return list(said), Interim()
    results = [
        _Result(bool(mark), _number(turn), each, "".join(filter(str.isalnum, each.text)))
        for mark, turn, each in zip(marks, turns, said, strict=True)
    ]
    finals = _Finals(results)
    replaced = set(_replaced(results, finals))
    kept = [place for place in range(len(results)) if place not in replaced]
    still = sum(results[place].is_interim for place in kept)
    return [said[place] for place in kept], Interim(len(replaced), still)


def interim_results(found: Interim, origin: Origin) -> Iterator[Problem]:
    """Yield the warning of interim results, where there were some."""
    if not (found.left or found.kept):
        return
    zh, en = [], []
    if found.left:
        zh.append(f"有 {found.left} 个识别的中间结果，后面有同一句的结果，没有读入")
        en.append(f"{found.left} interim results, which later ones replace, were left out")
    if found.kept:
        zh.append(f"有 {found.kept} 个中间结果没有最终结果，照样作为话轮")
        en.append(f"{found.kept} interim results have no final one, and are turns")
    fix = Text(
        "最好只导出最终结果。" if not found.kept else "请检查识别是否中断；最好只导出最终结果。",
        "Better export final results alone."
        if not found.kept
        else "Check whether the stream broke off; better export final results alone.",
    )
    yield origin.problem("interim-results", Text("；".join(zh) + "。", "; ".join(en) + "."), fix)


def _word(value: str) -> bool | None:
    if len(value) > _LONGEST_WORD or not value.isascii():
        return None
    word = _bare(value)
    if _INTERIM_WORD.fullmatch(word):
        return True
    return False if _FINAL_WORD.fullmatch(word) else None


@lru_cache(maxsize=1024)
def _bare(key: str) -> str:
    return _MARKS.sub("", key).casefold()


def _number(turn: Mapping[str, Any]) -> str:
    values = (value for key, value in turn.items() if _bare(key) in _IDS)
    return next((str(value) for value in values if isinstance(value, str | int)), "")


class _Finals:
    """The final results of a call: by number and by time."""

    def __init__(self, results: Sequence[_Result]) -> None:
        finals = [each for each in results if not each.is_interim]
        self._numbers: Final = {each.number for each in finals if each.number}
        self._starts: Final = {each.start for each in finals if each.start is not None}
        interim = [each for each in results if each.is_interim]
        self._have_starts: Final = any(each.start in self._starts for each in interim)

    def has(self, result: _Result) -> bool | None:
        """Return whether one is of the same speech as ``result``; ``None`` where nothing shows it.

        Where some results share their start with a final one, as they do in what most recognisers
        write, all do.
        """
        if result.number and self._numbers:
            return result.number in self._numbers
        if result.start is not None and self._have_starts:
            return result.start in self._starts
        return None


def _replaced(results: Sequence[_Result], finals: _Finals) -> Iterator[int]:
    """Yield the places of interim results that others replace, the last of them first."""
    following: dict[tuple[object, ...], _Result] = {}
    following_finals: dict[tuple[object, ...], _Result] = {}
    for place in range(len(results) - 1, -1, -1):
        result = results[place]
        if result.is_interim:
            known = finals.has(result)
            after = following.get(result.speaker), following_finals.get(result.speaker)
            if known or any(
                each is not None and _same_speech(result, each)
                for each in after
                if known is None or (each is not None and each.is_interim)
            ):
                yield place
        # Many recognisers know who speaks at the end alone.
        for speaker in {result.speaker, _NOBODY}:
            following[speaker] = result
            if not result.is_interim:
                following_finals[speaker] = result


def _same_speech(interim: _Result, later: _Result) -> bool:
    """Return whether ``later``, the next by its speaker, says what ``interim`` does, by its text.

    An interim result goes on where the one before it ends, or begins as that does.
    """
    if later.is_interim:
        return later.text.startswith(interim.text) and interim.start == later.start
    shared = Counter(interim.text) & Counter(later.text)
    return shared.total() >= _SHARED * len(interim.text)
