"""Addresses: 人民路52号院3号楼."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.lazy_pattern import lazy_pattern
from scriptcheck.text.numbers.cardinal import NUMERAL, number_of
from scriptcheck.text.numbers.value import Value, ValueKind

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_PART: Final = lazy_pattern(
    rf"(?:(?P<number>{NUMERAL}|[A-Za-z])(?P<unit>号楼|号院|栋|幢|座|单元|室|层|楼|弄|号|户)"
    r"|(?P<name>[\u4e00-\u9fff]{2,4}?)(?P<place>大道|胡同|小区|花园|家园|公寓|大厦|广场|路|街|巷|苑|村|镇|乡))"
)


def addresses(text: str) -> Iterator[Value]:
    """Yield the addresses in ``text``: parts that stand next to each other."""
    parts: list[re.Match[str]] = []
    for match in _PART.finditer(text):
        if parts and match.start() - parts[-1].end() > 1:
            yield from _address(parts)
            parts = []
        parts.append(match)
    yield from _address(parts)


def _address(parts: list[re.Match[str]]) -> Iterator[Value]:
    # A single part must be a number, or any 一层 of any talk; 号 alone is more often a date.
    units = {part["unit"] for part in parts}
    # 十五号到十七号 are dates.
    alone = units == {"号"} or (len(parts) == 1 and units <= {None, "层", "户"})
    if parts and not alone:
        said = " ".join(map(_part, parts))
        yield Value(ValueKind.ADDRESS, said, parts[0].start(), parts[-1].end())


def _part(part: re.Match[str]) -> str:
    if part["name"]:
        return f"{part['name']}{part['place']}"
    number = number_of(part["number"])
    return f"{part['number'].upper() if number is None else number}{part['unit']}"
