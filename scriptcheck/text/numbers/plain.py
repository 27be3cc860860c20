"""Text in which full-width characters are plain and invisible ones are gone, with the way back."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from scriptcheck.text.radicals import RADICALS

_CHANGED: Final = re.compile(
    # Invisible: soft hyphen, joiners, marks of direction, variation selectors, fillers; the
    # frames of keys and strokes that are drawn over a figure.
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u20d0-\u20ff\u0334-\u0338\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
    # Other forms of figures, Latin letters and the marks of addresses.
    "|[\uff0b\uff0d-\uff19\uff20-\uff3a\uff3f\uff41-\uff5a\ufe6b]"
    "|[\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24b6-\u24ea"
    "\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u3021-\u3029\u3220-\u3228\u3280-\u3288"
    "\U0001d400-\U0001d7ff\U0001f100-\U0001f10c]"
    # Radicals and compatible ideographs, which stand for usual characters in text out of PDF.
    "|[\u2e80-\u2fdf\uf900-\ufad9\U0002f800-\U0002fa1d]"
    # Strokes and accents over figures.
    "|(?<=[0-9])[\u0300-\u036f]"
    "|(?![0-9])\\d"
    "|(?<=[\uff10-\uff19])\uff0c(?=[\uff10-\uff19]{3})"
)
_HAN: Final = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_FIRSTS: Final = (0x2474, 0x2488, 0x24F5, 0x2776, 0x2780, 0x278A, 0x3021, 0x3220, 0x3280, 0x1F102)
"""Where figures from 1 to 9 begin: ⑴, ⒈, ⓵, ❶, ➀, ➊, 〡 of Suzhou, ㈠, ㊀, 🄂."""
_OTHERS: Final = {
    **{chr(first + place): str(place + 1) for first in _FIRSTS for place in range(9)},
    **dict.fromkeys("\u24ff\U0001f100\U0001f101\U0001f10b\U0001f10c", "0"),
}


class PlainText(NamedTuple):
    """A text in its plain form."""

    text: str
    offsets: tuple[int, ...] | None
    """For each character, the index of the one that it came from; ``None`` where none is gone."""
    length: int
    """Characters of the original."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` (not empty) stands in the original."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def plain_text(text: str) -> PlainText:
    """Return ``text`` with figures, Latin letters and marks of addresses in their plain form.

    ＠, １, ①, Arabic figures and the like become ``@`` and ``1``, and radicals (⼀ of PDF) the
    characters that they stand for; what cannot be seen, such as a zero-width space, is left out.
    """
    if text.isascii() or _CHANGED.search(text) is None:
        return PlainText(text, None, len(text))
    kept: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _CHANGED.finditer(text):
        kept.append(text[done : match.start()])
        offsets.extend(range(done, match.start()))
        done = match.end()
        if plain := _plain(match[0]):
            kept.append(plain)
            offsets.append(match.start())
    kept.append(text[done:])
    offsets.extend(range(done, len(text)))
    return PlainText("".join(kept), tuple(offsets) if len(offsets) < len(text) else None, len(text))


def _plain(char: str) -> str:
    """Return the plain form of ``char``: one character, or none where it cannot be seen."""
    if char in _OTHERS:
        return _OTHERS[char]
    if usual := RADICALS.get(ord(char)):
        return usual
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) == 1 and ("!" <= plain <= "~" or _HAN.fullmatch(plain)):
        return plain
    return (
        ""
        if unicodedata.category(char)[0] in "CM" or not plain.strip() or char in _FILLERS
        else char
    )


_FILLERS: Final = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0\u034f")
