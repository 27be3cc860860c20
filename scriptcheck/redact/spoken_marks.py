"""Marks that are said between the groups of a number: 138点7465点2190, 138 dot 7465 dot 2190."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.lazy_pattern import lazy_pattern
from scriptcheck.redact.counting import MONEY, UNITS, unit_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.text.numbers.runs import DigitRun

SPOKEN_MARK: Final = (
    r"(?:圆?点|[横短]?杠|[中短]?横线|下划线|下横线|斜[杠线]|减号|空格"
    r"|(?i:(?<![A-Za-z])(?:dot|point|dash|hyphen|minus|slash|space|underscore)(?![A-Za-z])))"
)
"""An expression for one mark in words."""
_ANY: Final = lazy_pattern(SPOKEN_MARK)
_BETWEEN: Final = lazy_pattern(rf"[\s，,、]{{0,2}}{SPOKEN_MARK}[\s，,、]{{0,2}}")
_LEAST: Final = 7
"""Digits of a number that nobody calls one: 12点30 and 3点5 have fewer."""
_CERTAIN: Final = 10
_GROUP: Final = 3
_PAIR: Final = 2
_HOST_PARTS: Final = 4
_MOST_OF_HOST: Final = 255
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


def has_spoken_mark(text: str) -> bool:
    """Return whether a mark is said in ``text``, be it in a number or not."""
    return _ANY.search(text) is not None


def groups_of_numbers(text: str, runs: Sequence[DigitRun]) -> Iterator[int]:
    """Yield which of ``runs`` are groups of one number, marks being said between them.

    What has a mark and is an amount, a time, a date or the address of a computer is none.
    """
    first = 0
    for at in range(1, len(runs) + 1):
        if at < len(runs) and _BETWEEN.fullmatch(text, runs[at - 1].end, runs[at].start):
            continue
        groups = [run.digits for run in runs[first:at]]
        if _is_number(groups) and not _is_counted(text, runs[at - 1].end, groups):
            yield from range(first, at)
        first = at


def _is_counted(text: str, end: int, groups: Sequence[str]) -> bool:
    """Return whether the last of ``groups``, which ends at ``end``, counts something: 8点9点."""
    after = unit_after(text, end)
    is_long = sum(map(len, groups)) >= _CERTAIN
    return after != "" and (after in MONEY or after == "点" or (not is_long and after in UNITS))


def _is_number(groups: Sequence[str]) -> bool:
    digits = "".join(groups)
    if len(groups) < _PAIR or len(digits) < _LEAST or "*" in digits:
        return False
    if len(groups) == _PAIR:
        return all(len(group) >= _GROUP for group in groups)
    is_host = len(groups) == _HOST_PARTS and all(
        len(group) <= _GROUP and int(group) <= _MOST_OF_HOST for group in groups
    )
    is_date = _YEAR.fullmatch(groups[0]) and all(len(group) < _GROUP for group in groups[1:])
    has_group = any(len(group) >= _GROUP for group in groups) or len(digits) >= _CERTAIN
    return has_group and not is_host and not is_date
