"""Whether characters are a name where what stands around them might bring another word as well."""

from __future__ import annotations

from typing import Final

from scriptcheck.redact.tagging import is_person, tagged
from scriptcheck.text.foreign_names import foreign_name_at
from scriptcheck.text.given_names import GIVEN_CHARACTERS, SECOND_CHARACTERS
from scriptcheck.text.surnames import NO_GIVEN, UNSURE, surname_at

_GIVEN: Final = 2
_ARE_THINGS: Final = (
    "康佳 高清 白云 白银 向阳 马达 常德 雷达 毛利 高德 陆军 金卡 白金卡 王府井 张家口 华为 "
    "苏宁 万和 金立 康宁 金龙 江铃 安全 万宝 常青 金山 黄山 华山 泰山 衡山 安康 万源 "
    "孙子 胡子 林子 叶子 杨树 柳树 柏树 "
    "祝福 文明 康乐 梅雨 余生 汪洋"
)
_THINGS: Final = frozenset(_ARE_THINGS.split())
"""Firms, places and things that the dictionary takes for people, or are made as names are."""


def is_likely_name(text: str) -> bool:
    """Return whether ``text`` is a name as names are: 陈志强, but not 高温档 or 金卡.

    The given name has characters that given names have, and the words say nothing else.
    """
    width = surname_at(text, 0)
    if not width:
        return foreign_name_at(text, 0) == len(text)
    given = text[width:]
    if not 0 < len(given) <= _GIVEN or text in _THINGS or text[0] == text[1]:
        return False
    is_usual = NO_GIVEN.isdisjoint(given) and all(
        char in GIVEN_CHARACTERS or (at and char in SECOND_CHARACTERS)
        for at, char in enumerate(given)
    )
    if not is_usual:
        return False
    if is_person(text):
        return True
    word, tag = tagged(text)[0]
    if len(given) == 1:
        word, tag = tagged(text, guess=False)[0]
        return len(word) == width and tag.startswith("nr") and text[:width] not in UNSURE
    return (len(word) == width or tag.startswith("nr")) and word != text
