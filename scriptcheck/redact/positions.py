"""Parts of a number that are given by their position: 第七位开始是1989, 中间是1235, 前六位是330108.

What is said of a number after it, and what the speaker goes on with, is part of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.redact.contexts import context_of
from scriptcheck.redact.kinds import Kind, PersonalSpan
from scriptcheck.redact.reasons import RedactionReason
from scriptcheck.redact.said import Said, digits_of_row, spans_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scriptcheck.call import Speaker, Turn

_NUMBER: Final = "(?:十?[一二两三四五六七八九十0-9]{1,2})"
_WORDS: Final = "[哦噢嗯啊呃那个就不对错了说是应该改成为：:，,、。 ]"
_PLACE: Final = re.compile(
    rf"{_WORDS}{{0,8}}(?:第{_NUMBER}(?:[位个]?[到至]第?{_NUMBER})?[位个](?:数字?)?(?:开始|起|往后|以后|之后)?"
    rf"|(?:最?[前后]面?|中间|末尾?)(?:的?{_NUMBER}[位个])?)(?:数字?)?{_WORDS}{{0,8}}"
)
_BORN: Final = re.compile(
    rf"{_WORDS}{{0,6}}(?:年份|月份|出生(?:年月日?|日期|年份)?|生日|年月日?){_WORDS}{{0,6}}"
)
"""What is said before the part of an ID card that is a date."""
_KINDS: Final = frozenset({Kind.ID_CARD, Kind.BANK_CARD, Kind.PHONE, Kind.ORDER_NUMBER})
_TURNS: Final = 3
"""Turns between a number and its parts, at most."""
_LEAD, _TAIL = 4, 2
"""Characters that are said around a part that has no position, at most."""
_ENDS: Final = 30
_FEWEST: Final = 3
"""Digits of such a part."""
_LONGEST: Final = 20


class _Open(NamedTuple):
    """A number that may go on."""

    kind: Kind
    speaker: Speaker
    turn: int
    is_placed: bool
    """Whether a part of it was given by its position."""
    waiting: tuple[list[Said], ...] = ()
    """Pieces that are part of it if a part with a position follows."""


def positioned_spans(
    rows: Iterable[list[Said]], turns: Sequence[Turn], found: Iterable[PersonalSpan]
) -> Iterator[PersonalSpan]:
    """Yield the parts of numbers ``found`` that are given by their position, and what follows."""
    taken = {(span.turn, span.start): span.kind for span in found if span.kind in _KINDS}
    number: _Open | None = None
    before: Said | None = None
    for row in rows:
        first, turn = row[0], row[0].turn
        speaker = turns[turn].speaker
        start = before.piece.end if before is not None and before.turn == turn else 0
        before = row[-1]
        if number is not None and (turn - number.turn > _TURNS or speaker is not number.speaker):
            number = None if turn - number.turn > _TURNS else number
            if number is not None:
                continue
        lead = turns[turn].text[start : first.piece.start]
        kind = taken.get((turn, first.piece.start))
        if number is not None and _is_part(number, row, lead, turns):
            for each in (*number.waiting, *(() if kind is not None else (row,))):
                yield from spans_of(each, number.kind, RedactionReason.PARTS)
            number = _Open(number.kind, speaker, turn, is_placed=True)
        elif kind is not None:
            number = _Open(Kind(kind), speaker, turn, is_placed=False)
        else:
            number = _begun(row, lead, turns)


def _is_part(number: _Open, row: Sequence[Said], lead: str, turns: Sequence[Turn]) -> bool:
    if _PLACE.fullmatch(lead) or (number.kind is Kind.ID_CARD and _BORN.fullmatch(lead)):
        return True
    is_long = _FEWEST <= len(digits_of_row(row)) <= _LONGEST
    is_alone = sum(map(str.isalnum, lead[:_ENDS])) <= _LEAD and len(lead) <= _ENDS
    return number.is_placed and is_long and is_alone and _is_end(row, turns)


def _begun(row: list[Said], lead: str, turns: Sequence[Turn]) -> _Open | None:
    """Return the number of an ID card that ``row`` begins, as it was asked for."""
    turn = row[0].turn
    is_alone = sum(map(str.isalnum, lead[:_ENDS])) <= _LEAD and _is_end(row, turns)
    asked = any(
        context_of(each.text) == Kind.ID_CARD for each in turns[max(0, turn - _TURNS) : turn]
    )
    if not (is_alone and asked and len(digits_of_row(row)) >= _FEWEST):
        return None
    return _Open(Kind.ID_CARD, turns[turn].speaker, turn, is_placed=False, waiting=(row,))


def _is_end(row: Sequence[Said], turns: Sequence[Turn]) -> bool:
    """Return whether hardly anything is said after ``row``."""
    end = row[-1].piece.end
    return sum(map(str.isalnum, turns[row[-1].turn].text[end : end + _ENDS])) <= _TAIL
