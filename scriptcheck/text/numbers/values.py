"""The values said in a turn: numbers, dates, times of day, amounts, rates, addresses.

Parsers of Chinese dates and amounts exist, but none keeps the place of each value in the text,
reads numbers over several breaths, or knows masked ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from scriptcheck.text.fold import MASKS
from scriptcheck.text.numbers.amounts import amounts, quantities, rates
from scriptcheck.text.numbers.calendar import dates, times
from scriptcheck.text.numbers.digits import AMONG_DIGITS, DIGITS
from scriptcheck.text.numbers.places import addresses
from scriptcheck.text.numbers.plain import plain_text
from scriptcheck.text.numbers.runs import DigitRun, Strictness, digit_runs
from scriptcheck.text.numbers.value import Value, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.text.fold import Folded

SHORTEST_NUMBER: Final = 3
"""Digits in a row that are taken for a number; fewer count things."""

TWICE: Final = 2
"""How often a number is said at least that is said again."""

_LINKS: Final = frozenset({"", "然后", "后面", "后面是", "接着", "再"})
"""What people say between two parts of a phone number."""
_MARK: Final = re.compile(r"[，。、；,;：:\s]+")
_AFTER_NUMBER: Final = frozenset("对是吧吗呢啊哦嗯的好行这那")
"""What people say after a number that ends with a single digit by itself."""
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_LANDLINE: Final = re.compile(r"0(?:10|2\d)[2-9]\d{7}|0[3-9]\d{2}[2-9]\d{6,7}|[48]00\d{7}")

_READERS: Final = (
    (frozenset("号栋幢座元室层楼弄户道同区园寓厦场路街巷苑村镇乡"), addresses),
    (frozenset("块元圆毛角分¥￥"), amounts),
    (frozenset("点:："), times),
    (frozenset("号日天周期拜年-/."), dates),
    (frozenset("分折%％"), rates),
    (frozenset("十百千万亿拾佰仟萬億点."), quantities),
)
"""How each kind is read, in this order, and the characters of which a text that has any has one."""


_MAY_BE_NUMBER: Final = re.compile(f"[{''.join((*DIGITS, *AMONG_DIGITS, *MASKS))}个]{{3}}")
"""What stands in every row of three digits: 三个八 is one as well."""


def has_number(folded: Folded) -> bool:
    """Return whether a row of digits is said, which costs less to know than what it is."""
    if _MAY_BE_NUMBER.search(folded.text) is None:
        return False
    return any(len(run.digits) >= SHORTEST_NUMBER for run in _runs(folded.text))


def values_in(folded: Folded) -> tuple[Value, ...]:
    """Return the values said in a turn, in their order; of those that overlap, the first kind."""
    plain = plain_text(folded.simplified)
    said = set(plain.text)
    found = [
        value._replace(start=start, end=end)
        for needed, read in _READERS
        if not needed.isdisjoint(said)
        for value in read(plain.text)
        for start, end in (plain.span(value.start, value.end),)
    ]
    taken: list[Value] = []
    for value in (*found, *_numbers(folded, found)):
        if all(value.end <= other.start or other.end <= value.start for other in taken):
            taken.append(value)
    return tuple(sorted(taken, key=lambda value: value.start))


def number_kind(digits: str) -> ValueKind:
    """Return what a row of ``digits`` is."""
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return ValueKind.PHONE
    return ValueKind.NUMBER


@lru_cache(maxsize=64)
def _runs(text: str) -> tuple[DigitRun, ...]:
    """Return the rows of two digits or more in folded ``text``."""
    return tuple(run for run in digit_runs(text, Strictness.CERTAIN) if len(run.digits) > 1)


def _numbers(folded: Folded, others: Sequence[Value]) -> Iterator[Value]:
    """Yield the rows of digits; ``others`` are the values that have been found."""
    if _MAY_BE_NUMBER.search(folded.text) is None:
        return
    for run in _linked(folded):
        if len(run.digits) < SHORTEST_NUMBER:
            continue
        start, end = folded.span(run.start, run.end)
        if (again := _said_again(folded, run, start, end)) is not None:
            yield again
            continue
        if (stop := _next_clause(folded, start, end, others)) is None:
            yield Value(number_kind(run.digits), run.digits, start, end)
            continue
        shorter = folded.text[run.start : bisect_left(folded.offsets, stop)]
        for part in digit_runs(shorter, Strictness.CERTAIN):
            if len(part.digits) >= SHORTEST_NUMBER:
                place = folded.span(run.start + part.start, run.start + part.end)
                yield Value(number_kind(part.digits), part.digits, *place)


def _said_again(folded: Folded, run: DigitRun, start: int, end: int) -> Value | None:
    """Return the number that is begun, and then said once more: 五幺二，五幺二二三七四.

    ``None`` where the row of digits, from ``start`` to ``end``, is no such one; a telephone number
    may begin with the same digits twice.
    """
    if number_kind(run.digits) is ValueKind.PHONE:
        return None
    stops = (start, *(mark.end() for mark in _MARK.finditer(folded.original, start, end)), end)
    parts = [
        Value(number_kind(part[0].digits), part[0].digits, begin, stop)
        for begin, stop in pairwise(stops)
        for said in (folded.within(begin, stop),)
        for part in ([*digit_runs(said, Strictness.CERTAIN)],)
        if len(part) == 1
    ]
    whole = [part.value for part in parts]
    if len(whole) < TWICE or "".join(whole) != run.digits:
        return None
    is_again = all(
        len(before) >= SHORTEST_NUMBER and after.startswith(before)
        for before, after in pairwise(whole)
    )
    return parts[-1] if is_again else None


def _next_clause(folded: Folded, start: int, end: int, others: Sequence[Value]) -> int | None:
    """Return where in the row of digits from ``start`` to ``end`` the next clause begins.

    It does after a mark, where a figure follows that counts something: 八八三六，两张. ``None``
    where it does not: 幺三八，零零幺三，八零零零.
    """
    for mark in _MARK.finditer(folded.original, start, end):
        rest = mark.end()
        if any(rest <= value.start < end < value.end or value.start == rest for value in others):
            return rest
        follows = folded.simplified[end : end + 1]
        if end - rest == 1 and follows.isalpha() and follows not in _AFTER_NUMBER:
            return rest
    return None


def _linked(folded: Folded) -> Iterator[DigitRun]:
    """Yield each row of digits; rows that together are a phone number as one."""
    before: DigitRun | None = None
    for run in _runs(folded.text):
        row = run
        if before is not None:
            digits = before.digits + run.digits
            between = folded.text[before.end : run.start]
            if between in _LINKS and number_kind(digits) is ValueKind.PHONE:
                row = DigitRun(before.start, run.end, digits)
            else:
                yield before
        before = row
    if before is not None:
        yield before
