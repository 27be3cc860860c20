"""Numbers dictated in groups with units: 一百三十八七千四百六十五二一九零 for 138 7465 2190."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.redact.contexts import context_before
from scriptcheck.redact.counting import counts
from scriptcheck.redact.kinds import Kind, PersonalSpan
from scriptcheck.redact.numbers import classify
from scriptcheck.text.numbers.cardinal import number_of
from scriptcheck.text.numbers.digits import digits_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Turn
    from scriptcheck.redact.numbers import Found

_D: Final = "[一二两三四五六七八九幺1-9]"
_ANY_D: Final = "[〇零一二两三四五六七八九幺0-9]"
_UNIT: Final = "(?![百千万亿十])"
_TENS: Final = rf"{_D}?十(?:{_D}{_UNIT})?"
_HUNDREDS: Final = rf"{_D}百(?:[零〇]{_D}{_UNIT}|{_TENS}|{_D}{_UNIT})?"
_THOUSANDS: Final = rf"{_D}千(?:{_HUNDREDS}|[零〇](?:{_TENS}|{_D}{_UNIT})|{_D}{_UNIT})?"
_GROUP: Final = re.compile(
    rf"(?P<units>{_THOUSANDS}|{_HUNDREDS}|{_TENS})|(?P<plain>(?:{_ANY_D}{_UNIT})+)"
)
_GAP: Final = re.compile(r"[\s，,、]{0,3}")
_BEGINS: Final = re.compile(r"[百千]")
_FEWEST: Final = 2
"""Groups that a number has at least."""
_LENGTHS: Final = {
    Kind.PHONE: frozenset({11}),
    Kind.ID_CARD: frozenset({15, 18}),
    Kind.BANK_CARD: frozenset(range(15, 20)),
}
"""Digits of a whole number; fewer may be amounts."""


class _Group(NamedTuple):
    start: int
    end: int
    digits: str
    has_units: bool


def grouped_spans(turns: Sequence[Turn]) -> Iterator[tuple[str, list[PersonalSpan]]]:
    """Yield the digits of each number in ``turns`` that is said in groups with units, and these."""
    for number, turn in enumerate(turns):
        if _BEGINS.search(turn.text) is None:
            continue
        for row in _rows(turn.text):
            found = _found(row, turn.text)
            if found is not None:
                first = (number, row[0].start)
                yield (
                    _digits(row),
                    [PersonalSpan(number, group.start, group.end, *found, first) for group in row],
                )


def _rows(text: str) -> Iterator[list[_Group]]:
    """Yield the groups that follow each other with nothing but commas between."""
    row: list[_Group] = []
    for match in _GROUP.finditer(text):
        if row and _GAP.fullmatch(text, row[-1].end, match.start()) is None:
            yield row
            row = []
        has_units = match["units"] is not None
        value = number_of(digits_of(match[0])) if has_units else None
        digits = digits_of(match[0]) if value is None else str(value)
        row.append(_Group(match.start(), match.end(), digits, has_units))
    if row:
        yield row


def _found(row: Sequence[_Group], text: str) -> Found | None:
    """Return what the groups of ``row`` are; ``None`` where they may be amounts."""
    if len(row) < _FEWEST or not any(group.has_units for group in row):
        return None
    if counts(text, row[0].start, row[-1].end):
        return None
    context = context_before(text, row[0].start)
    if context == "none" or (context is None and _may_be_amounts(row)):
        return None
    digits = _digits(row)
    found = classify(digits, context)
    return found if found is not None and len(digits) in _LENGTHS.get(found.kind, ()) else None


def _may_be_amounts(row: Sequence[_Group]) -> bool:
    """Return whether ``row`` lists amounts: each with units, and something between them."""
    is_apart = any(one.end != other.start for one, other in pairwise(row))
    return is_apart and all(group.has_units for group in row)


def _digits(row: Sequence[_Group]) -> str:
    return "".join(group.digits for group in row)
