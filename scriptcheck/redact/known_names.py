"""Where names that are known are said, however they are written: 歐陽麗娟, 欧 阳, JACKSON Wang."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.text.simplify import simplify
from scriptcheck.text.sound import readings, sound_alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DOTS: Final = frozenset("·•・‧∙⋅")
_SOUNDED: Final = 3
"""Characters of a name that is also found by its sound; two sound like too many words."""


class FoundName(NamedTuple):
    """Where a name stands in a text."""

    start: int
    end: int


class _Compact(NamedTuple):
    """A text in simplified characters and lower case, without blanks and middle dots."""

    text: str
    offsets: list[int]
    """For each character, the index of the one that it came from."""


class KnownNames:
    """Names that are looked for; the time for a text hardly depends on how many there are."""

    def __init__(self, names: Iterable[str]) -> None:
        """Look for ``names`` of two characters and more."""
        keys = {compact_name(name) for name in names}
        self._keys: Final = frozenset(key for key in keys if len(key) > 1)
        self._lengths: Final = sorted({len(key) for key in self._keys})
        self._sounded: Final[dict[tuple[int, str, str], list[str]]] = {}
        for key in sorted(self._keys):
            if len(key) >= _SOUNDED:
                for beginning in _beginnings(key):
                    self._sounded.setdefault((len(key), *beginning), []).append(key)

    def places(self, text: str) -> Iterator[FoundName]:
        """Yield where one of the names is said in ``text``, or what sounds like it."""
        if not self._keys:
            return
        compact = _compact(text)
        for at in range(len(compact.text) - 1):
            for length in self._lengths:
                said = compact.text[at : at + length]
                if len(said) < length:
                    break
                place = FoundName(compact.offsets[at], compact.offsets[at + length - 1] + 1)
                if said in self._keys:
                    if self._is_whole(text, place):
                        yield place
                elif length >= _SOUNDED and self._sounds(said):
                    yield place

    def _sounds(self, said: str) -> bool:
        return any(
            all(map(sound_alike, said, key))
            for beginning in _beginnings(said)
            for key in self._sounded.get((len(said), *beginning), ())
        )

    @staticmethod
    def _is_whole(text: str, place: FoundName) -> bool:
        """Return whether what stands there is no part of a Latin word or a number."""
        return not (
            _goes_on(text[place.start - 1 : place.start + 1] if place.start else "")
            or _goes_on(text[place.end - 1 : place.end + 1])
        )


def compact_name(name: str) -> str:
    """Return ``name`` in the form in which names are compared."""
    return _compact(name).text


def _compact(text: str) -> _Compact:
    kept: list[str] = []
    offsets: list[int] = []
    for place, char in enumerate(text):
        if not (char.isspace() or char in _DOTS):
            kept.append(_plain_character(char))
            offsets.append(place)
    return _Compact("".join(kept), offsets)


@cache
def _plain_character(char: str) -> str:
    """Return ``char`` as it is compared: by itself, whatever stands beside it."""
    plain = simplify(char).casefold()
    return plain if len(plain) == 1 else char


def _beginnings(key: str) -> Iterator[tuple[str, str]]:
    """Yield how the first two characters of ``key`` may sound."""
    for one in readings(key[0]):
        for other in readings(key[1]):
            yield one, other


def _goes_on(pair: str) -> bool:
    """Return whether two characters are of one Latin word, or of one number: not the nL of anLi."""
    if len(pair) < 2 or not (pair.isascii() and pair.isalnum()):  # noqa: PLR2004  (a pair)
        return False
    one, other = pair[0], pair[1]
    return one.isdigit() == other.isdigit() and not (one.islower() and other.isupper())
