"""Names that call data give: the company whose line a call came through.

Who takes calls for many companies has the company of each call in its call data, not in a profile.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.match.candidate import CALL_DATA, SpanCandidate
from scriptcheck.match.sounds import SoundedText
from scriptcheck.text.fold import fold
from scriptcheck.text.numbers.digits import DIGIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scriptcheck.lexicon.models import Cue
    from scriptcheck.match.source import ScanResult
    from scriptcheck.match.suppress import CallTests
    from scriptcheck.text.fold import Folded

_SHORTEST: Final = 2
"""Characters of a name, and of one that is cut short."""
_SHORTEST_CUT: Final = 3
_LONGEST: Final = 40
"""Characters of a name; what is longer is no name."""
_MOST: Final = 20
"""Names of one value; further ones are passed over."""
_READ: Final = _MOST * _LONGEST
"""Characters of a value that are read."""
_SEPARATORS: Final = re.compile(r"[、，,；;|/]")
_REMARK: Final = re.compile(r"[(（【\[].*?[)）】\]]")
_LEFT_OUT: Final = re.compile(r"(?<=..)智能(?=.)")
"""What people leave out of the middle of a name: 蜂匣智能柜 is 蜂匣柜."""
_WHOSE: Final = re.compile(r"(?:您|你)(?!们?好)")
"""What makes a name behind it the customer's matter: 您买的青禾, not 您好青禾."""
_WITHIN: Final = re.compile(rf"[A-Za-z0-9]{{2}}|{DIGIT}{{2}}")
"""Two characters of which the first and the second belong to one number or word."""
_REACH: Final = 8
"""Characters before a name in which that is looked for."""


def names_in(value: Any) -> tuple[str, ...]:
    """Return the names in a value of call data, folded, and what people cut them to.

    Several stand apart by signs; what stands in brackets is a remark. A name of more than three
    characters may lose its end, and 智能 in its middle: 力多多搬家 is 力多多, 蜂匣智能柜 is
    蜂匣柜; but no part of a number or of a Latin word. The longer come first. No more than
    ``_MOST`` names are read, none longer than ``_LONGEST`` characters.
    """
    if not isinstance(value, str):
        return ()
    names: dict[str, None] = {}
    parts = _SEPARATORS.split(_REMARK.sub("", value[:_READ]), maxsplit=_MOST)[:_MOST]
    for part in parts:
        name = fold(part).text
        if not _SHORTEST <= len(name) <= _LONGEST:
            continue
        for whole in (name, _LEFT_OUT.sub("", name)):
            least = max(_SHORTEST_CUT, (len(whole) + 1) // 2)
            ends = range(min(least, len(whole)), len(whole) + 1)
            names.update(dict.fromkeys(whole[:end] for end in ends if not _cuts(whole, end)))
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


class CallDataSource:
    """Finds the cues that may be said with a name that call data give."""

    def __init__(self, cues: Mapping[str, Cue]) -> None:
        """Read ``cues``."""
        self._keys: Final = {
            name: (cue.call_data, cue.speaker)
            for name, cue in cues.items()
            if cue.call_data is not None
        }

    def for_call(self, call: CallTests) -> _CallNames:
        """Return the source in one call."""
        meta = call.call.meta
        found = {
            cue: (speaker, tuple(map(SoundedText.of, names)))
            for cue, (key, speaker) in self._keys.items()
            if (names := names_in(meta.get(key)))
        }
        return _CallNames(found, call)


class _CallNames:
    def __init__(
        self, names: Mapping[str, tuple[str, tuple[SoundedText, ...]]], call: CallTests
    ) -> None:
        self._names: Final = names
        self._call: Final = call

    def candidates(self, scan: ScanResult) -> Iterator[SpanCandidate]:
        """Yield the names in the turns of ``scan.text``."""
        for cue, (speaker, names) in self._names.items():
            for number, folded in zip(scan.text.numbers, scan.text.turns, strict=True):
                if speaker not in (self._call.speakers[number], "any"):
                    continue
                place = _place(folded, self._call.sounds.turn(number), names)
                if place is not None:
                    span = folded.span(*place)
                    yield SpanCandidate(cue, number, *span, how=CALL_DATA)


def _place(
    folded: Folded, said: SoundedText, names: tuple[SoundedText, ...]
) -> tuple[int, int] | None:
    """Return where one of ``names`` stands in a turn, the longest that does, as it sounds.

    What only sounds like a name must be longer than two characters.
    """
    for name in names:
        length = len(name.characters)
        start = said.sounds.find(name.sounds)
        while start >= 0:
            end = start + length
            is_written = said.characters[start:end] == name.characters
            if is_written or length > _SHORTEST:
                before = folded.text[max(0, start - _REACH) : start]
                is_whole = not (_cuts(folded.text, start) or _cuts(folded.text, end))
                if is_whole and _WHOSE.search(before) is None:
                    return start, end
            start = said.sounds.find(name.sounds, start + 1)
    return None


def _cuts(text: str, place: int) -> bool:
    """Return whether ``place`` lies within a number or a Latin word of ``text``."""
    around = text[place - 1 : place + 1] if place else ""
    return _WITHIN.fullmatch(around) is not None
