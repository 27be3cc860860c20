"""Numbers given in parts that are named: 后四位是4190，前面是1387265."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.redact.contexts import context_before, context_of
from scriptcheck.redact.kinds import KINDS
from scriptcheck.redact.numbers import classify
from scriptcheck.redact.reasons import RedactionReason
from scriptcheck.redact.said import Said, digits_of_row, spans_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from scriptcheck.call import Turn
    from scriptcheck.redact.kinds import Kind, PersonalSpan

_HOW_MANY: Final = "的?(?:(?:[一二两三四五六七八九十1-9]|十一)[位个])?(?:数字?|号码?)?"
_PLACES: Final = (
    ("front", "前面?|前边|前头|开头|最前面|一开始"),
    ("middle", "中间"),
    ("back", "最?后面?|后边|后头|末尾?|尾号|尾数|结尾|剩下"),
)
_ANY_PLACE: Final = "|".join(f"(?P<{name}>{words})" for name, words in _PLACES)
_BEFORE: Final = re.compile(
    rf"(?:{_ANY_PLACE}){_HOW_MANY}(?:应该)?(?:就|都)?[是为呢]?[\s，,：:]{{0,2}}$"
)
_AFTER: Final = re.compile(rf"[\s，,]{{0,2}}(?:就|这)?[是个为]?(?:{_ANY_PLACE}){_HOW_MANY}")
_NEAR: Final = 14
_TURNS: Final = 4
"""Turns in which the parts of one number are given."""
_LEAST, _MOST = 7, 20
"""Digits of a number that is given in parts."""


def placed_spans(
    rows: Sequence[list[Said]], turns: Sequence[Turn], found: Collection[PersonalSpan]
) -> Iterator[PersonalSpan]:
    """Yield the parts of numbers that are named, in whatever order they are given."""
    taken = {(span.turn, span.start) for span in found}
    placed: list[tuple[int, list[Said]]] = []
    for row in rows:
        place = _place(row, turns)
        if place is None:
            continue
        placed = [each for each in placed if row[0].turn - each[1][-1].turn <= _TURNS]
        # Said again, a part takes the place of what it was before.
        placed = [*(each for each in placed if each[0] != place), (place, row)]
        whole = [said for _, part in sorted(placed, key=lambda each: each[0]) for said in part]
        if all((said.turn, said.piece.start) in taken for said in whole):
            continue
        digits = digits_of_row(whole)
        if len(placed) < 2 or not _LEAST <= len(digits) <= _MOST:  # noqa: PLR2004  (parts)
            continue
        if (number := classify(digits, _context([part for _, part in placed], turns))) is not None:
            in_order = sorted(whole, key=lambda said: (said.turn, said.piece.start))
            yield from spans_of(in_order, number.kind, RedactionReason.PARTS)


def _place(row: Sequence[Said], turns: Sequence[Turn]) -> int | None:
    """Return which part of a number ``row`` is said to be: 0 the front, 2 the back."""
    first, last = row[0].piece, row[-1].piece
    text, end = turns[row[0].turn].text, turns[row[-1].turn].text
    match = _BEFORE.search(text, max(0, first.start - _NEAR), first.start)
    match = match or _AFTER.match(end, last.end, last.end + _NEAR)
    if match is None:
        return None
    return next(at for at, (name, _) in enumerate(_PLACES) if match[name])


def _context(rows: Iterable[list[Said]], turns: Sequence[Turn]) -> Kind | None:
    said = [
        context
        for row in rows
        for number in range(max(0, row[0].turn - 2), row[0].turn + 1)
        for context in (
            context_before(turns[number].text, row[0].piece.start)
            if number == row[0].turn
            else context_of(turns[number].text),
        )
    ]
    return next((kind for kind in KINDS if kind in said), None)
