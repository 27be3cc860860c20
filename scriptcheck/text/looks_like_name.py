"""Whether a value by itself looks like a name: 王丽娟, 欧阳先生, 吐尔逊江·买买提, Li Ming."""

from __future__ import annotations

import re
from typing import Final

from scriptcheck.text.foreign_names import foreign_name_at
from scriptcheck.text.simplify import simplify
from scriptcheck.text.surnames import COURTESIES, surname_at

_GIVEN: Final = 2
_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
_TITLED: Final = re.compile(rf"(?P<name>.+?)(?:{COURTESIES})")
_LATIN: Final = re.compile(r"[A-Z][A-Za-z'’\-]+(?:[ .·]{1,2}[A-Z][A-Za-z'’\-]*){1,3}")
_NO_NAMES: Final = (
    "无 暂无 未知 不详 不明 匿名 保密 空 本人 先生 女士 小姐 是 否 有 没有 白金 黄金 金卡 "
    "银卡 高级 高中 高端 普通 普卡 none null nan n/a na unknown anonymous yes no true false"
)
GENERIC: Final = frozenset(_NO_NAMES.split())
"""Values under the key of a name that are none."""


def looks_like_name(value: str) -> bool:
    """Return whether ``value`` is shaped as a person's name."""
    if value.casefold() in GENERIC:
        return False
    if (titled := _TITLED.fullmatch(value)) is not None:
        value = titled["name"]
    plain = simplify(value)
    width = surname_at(plain, 0) if len(plain) == len(value) else surname_at(value, 0)
    if _HAN.fullmatch(value) and width:
        return len(value) <= width + _GIVEN and (len(value) > width or titled is not None)
    if _LATIN.fullmatch(value):
        return True
    is_latin = value[:1].isascii()
    return not is_latin and foreign_name_at(value, 0) == len(value)
