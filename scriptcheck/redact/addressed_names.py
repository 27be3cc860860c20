"""Names before a courtesy: 王先生, 王建国先生."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.redact.misheard_names import sounding_like
from scriptcheck.redact.tagging import is_person, tagged
from scriptcheck.text.foreign_names import japanese_surname_at
from scriptcheck.text.surnames import COURTESIES, NEVER_ALONE, NO_GIVEN, UNSURE, WORDS, surname_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_COURTESY: Final = re.compile(f"{COURTESIES}|老师(?!傅)")
_GREETED: Final = re.compile(r"(?:^|[，,。.！!？?、\s]|[您你]好|好的|请问|是|叫)$")
"""What a surname that is a word as well stands behind where it is one."""
_ADDRESSED: Final = re.compile(r"(?:[您你]好|请问|是|叫)[，,\s]?$")
_GREETING: Final = re.compile("(?:先生|女士|小姐|老师)[，,]?[您你]好")
_TO_TEACHERS: Final = re.compile(r"(?:[您你]好|好的|请问|[您你]是|尊敬的)[，,\s]?$")
_TEACHER: Final = re.compile("老师[，,]?[您你]")
"""How people speak to somebody whom they call a teacher."""
_PREPOSITIONS: Final = frozenset("向")
"""Surnames that stand before 先生 in another sense, but for the beginning of a clause."""
_NEAR: Final = 4
"""Characters before a surname that are looked at."""
_WORDS_BEFORE: Final = frozenset({"投顾"})
"""Words of trades that no dictionary has, before 老师 and the like."""
_GIVEN: Final = 2


def names_before_courtesies(text: str, surnames: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield where in ``text`` names stand before 先生, 女士 and the like.

    ``surnames`` are those of people in the call.
    """
    alike = sounding_like(frozenset(surnames)) if surnames else surnames
    for match in _COURTESY.finditer(text):
        end = match.start()
        while end and text[end - 1] in " \u3000":
            end -= 1
        if (place := _name_before(text, end, alike)) is not None:
            yield place


def _name_before(text: str, place: int, surnames: Collection[str]) -> tuple[int, int] | None:
    """Return the name that ends at ``place``, where a courtesy stands.

    One with a surname of somebody in the call, out of ``surnames``, is a name whatever it is as
    words: the given name may be misheard.
    """
    if place >= 2 and surname_at(text, place - 2) == 2:  # noqa: PLR2004  (欧阳先生)
        return place - 2, place
    for width in (3, 2):
        if place >= width and japanese_surname_at(text, place - width) == width:
            return place - width, place
    if (is_name := _surname_before(text, place)) is not None:
        return (place - 1, place) if is_name else None
    return _full_name_before(text, place, surnames)


def _surname_before(text: str, place: int) -> bool | None:
    """Return whether a surname of one character ends at ``place``; ``None`` where more may.

    One that is a word as well begins a clause there: 平先生您好, but not 和先生一起.
    """
    before = text[place - 1 : place]
    near = max(0, place - 1 - _NEAR)
    is_greeted = bool(before) and _GREETED.search(text, near, place - 1) is not None
    is_spoken_to = is_greeted and _GREETING.match(text, place) is not None
    if text.startswith("老师", place):
        # A teacher of whom others speak is one of staff, as 张师傅 is.
        is_to = _TO_TEACHERS.search(text, near, place - 1) or _TEACHER.match(text, place)
        if is_to is None:
            return False
    if before in _PREPOSITIONS or (before in UNSURE and text.startswith("老", place)):
        is_greeted = is_spoken_to or _ADDRESSED.search(text, near, place - 1) is not None
        if not is_greeted:
            return False
    if place and surname_at(text, place - 1) == 1 and _is_surname(text, place - 1):
        return True
    if is_greeted and before in WORDS and (is_spoken_to or before not in NEVER_ALONE):
        return before != "那"
    return None


def _full_name_before(text: str, place: int, surnames: Collection[str]) -> tuple[int, int] | None:
    for width in (4, 3, 2):
        start = place - width
        if start >= 0 and surname_at(text, start) and text[start] != text[start + 1]:
            name = text[start:place]
            given = name[surname_at(name, 0) :]
            is_known = (
                name.removesuffix(given) in surnames
                and 0 < len(given) <= _GIVEN
                and NO_GIVEN.isdisjoint(given)
            )
            if is_known or is_person(name):
                return start, place
    return None


def _is_surname(text: str, place: int) -> bool:
    """Return whether a surname stands at ``place``, not the end of a word: 订单先生, 6毛先生."""
    before = text[place - 1 : place] if place else ""
    if not _HAN.match(before):
        return not before.isdigit() or text[place] not in "毛万"
    if before == text[place] or before + text[place] in _WORDS_BEFORE:  # 谢谢女士
        return False
    words = tagged(text[max(0, place - 3) : place + 1], guess=False)
    return len(words[-1][0]) == 1 or words[-1][1].startswith("nr")
