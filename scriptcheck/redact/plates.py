"""Number plates of cars: written, said, and dictated in pieces over turns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.redact.compact import FILLER, MARK, compact
from scriptcheck.redact.kinds import Kind, PersonalSpan
from scriptcheck.redact.reasons import RedactionReason
from scriptcheck.redact.repeated import pieces_again
from scriptcheck.text.numbers.digits import DIGIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Turn
    from scriptcheck.redact.compact import Compact

_D: Final = DIGIT
_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_REGIONS: Final = (
    "北京|天津|上海|重庆|河北|河南|云南|辽宁|黑龙江|湖南|安徽|山东|新疆|江苏|浙江|江西|湖北|广西|甘肃|山西|内蒙古?|"
    "陕西|吉林|福建|贵州|广东|青海|西藏|四川|宁夏|海南"
)
_PLATE: Final = re.compile(
    rf"(?:(?:{_REGIONS})的)?[{_PROVINCES}]\s?[A-Za-z][\s·•\-,，]{{0,2}}"
    rf"(?:(?:[A-Za-z]|{_D})[\s]?){{4,5}}(?:[A-Za-z挂学警港澳试超]|[使领](?![\u3400-\u9fff])|{_D})?(?![A-Za-z0-9])"
)
_PLATE_LETTERS: Final = (5, 6)
"""Characters after the letter of the city: six for electric cars."""
_MAY_BE: Final = re.compile(rf"[{_PROVINCES}](?:{MARK}|{FILLER}){{0,4}}[A-Za-z]")
_CALLED: Final = re.compile("车牌|牌照|牌号|车号|我的车|车是")
_NEAR: Final = 12
_ASKED: Final = 3
"""Turns before a plate in which somebody may have asked for it."""
_LONG: Final = 8
"""Characters of an electric car's plate, of which the third or the last is a letter."""


def plate_spans(
    turns: Sequence[Turn], latin: Sequence[int], dictated: Sequence[tuple[int, ...]]
) -> Iterator[PersonalSpan]:
    """Yield the number plates in ``turns``; ``latin`` have letters, ``dictated`` are ``chains``."""
    for number in latin:
        text = turns[number].text
        if _MAY_BE.search(text) is None:
            continue
        found = False
        for match in _PLATE.finditer(text):
            if _is_plate(match[0]):
                found = True
                stop = match.start() + len(match[0].rstrip())
                yield PersonalSpan(number, match.start(), stop, Kind.PLATE, RedactionReason.PLATE)
        if not found:
            yield from _dictated(turns, (number,))
    for chain in dictated:
        yield from _dictated(turns, chain)


def _dictated(turns: Sequence[Turn], chain: Sequence[int]) -> Iterator[PersonalSpan]:
    said = compact(turns, chain)
    for match in _PLATE.finditer(said.text):
        if not _is_plate(match[0]):
            continue
        start, end = match.span()
        plate = match[0].rpartition("的")[2]
        # 粤B12345，3点 has five.
        if len(plate) == _LONG and not any(map(_is_letter, (plate[2], plate[-1]))):
            end -= 1
        parts = list(said.parts(start, end))
        if len(parts) == 1 and not _is_certain(turns, said, start):
            continue
        first = (parts[0][0], parts[0][1])
        for turn, begin, stop in (*parts, *(pieces_again(turns, parts) if len(parts) > 1 else ())):
            yield PersonalSpan(turn, begin, stop, Kind.PLATE, RedactionReason.PLATE, first)


def _is_certain(turns: Sequence[Turn], said: Compact, start: int) -> bool:
    """Return whether what begins at ``start`` is a plate, not the end of a word: 更新V2.10.3.1."""
    turn, place = said.places[start]
    before = turns[turn].text[max(0, place - _NEAR) : place]
    if not before or not before[-1].isalnum() or _CALLED.search(before):
        return True
    return any(_CALLED.search(each.text) for each in turns[max(0, turn - _ASKED) : turn])


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _is_plate(said: str) -> bool:
    said = said.rpartition("的")[2]
    after = [char for char in said[1:] if char.isalnum()]
    digits = sum(not char.isalpha() or not char.isascii() for char in after[1:])
    least, most = _PLATE_LETTERS
    return least <= len(after) - 1 <= most and digits >= 2  # noqa: PLR2004  (as all plates have)
