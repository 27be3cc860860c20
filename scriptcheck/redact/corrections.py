"""Numbers that somebody corrects while saying them: 138, 7265, 不对, 7256, 4190."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.redact.kinds import Kind
from scriptcheck.redact.numbers import stands_alone
from scriptcheck.redact.said import Said, all_digits, digits_of_row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from scriptcheck.call import Turn
    from scriptcheck.redact.digits import Piece
    from scriptcheck.redact.kinds import PersonalSpan

_CORRECTS: Final = (
    "不对|不是|错了|说错|报错|念错|记错|写错|搞错|弄错|口误|更正|纠正|重来|重新|再来|等一下|不好意思|对不起|"
    "应该是|改成"
)
_FILLERS: Final = (
    r"[\s，,。.、！!？?…~—]|[了啊哦噢嗯呃额哎诶吧就是为我给您你的说报念再]|一遍|一下|刚才|最后|后面|前面|中间|那个|应该|尾号|号码|"
    r"[一二两三四五六七八九1-9]位"
)
_CORRECTION: Final = re.compile(
    rf"(?:{_FILLERS}){{0,6}}(?:{_CORRECTS})(?:{_CORRECTS}|{_FILLERS}){{0,8}}"
)
_NOT: Final = re.compile(r"(?:不是|不对|错了?)[\s，,]{0,2}$")
_INSTEAD: Final = re.compile(r"[\s，,。]{0,2}(?:而|应该|就)?是[\s，,]{0,2}")
_LONGEST: Final = 28
"""Characters of a correction at most."""
_NEAR: Final = 6
_MOST_DIGITS: Final = 20
"""Digits of the longest number."""
_MOST_TIMES: Final = 4
"""Times that one number is corrected."""
_GROUP: Final = 3
_TURNS: Final = 3
"""Turns after a number in which somebody may correct it."""


def is_correction(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` only says that what was said before is wrong."""
    return end - start <= _LONGEST and _CORRECTION.fullmatch(text, start, end) is not None


def opening_correction(text: str, end: int) -> int:
    """Return where a correction ends that ``text`` begins with, up to ``end``; 0 where none."""
    return end if is_correction(text, 0, end) else 0


def is_instead(text: str, said: Piece, then: Piece) -> bool:
    """Return whether ``then`` is what ``said`` was to be: 不是03，是04."""
    is_denied = _NOT.search(text, max(0, said.start - _NEAR), said.start) is not None
    return is_denied and _INSTEAD.fullmatch(text, said.end, then.start) is not None


def between_corrections(row: Sequence[Said]) -> Iterator[list[Said]]:
    """Yield the pieces of ``row`` from one correction to the next."""
    starts = [0, *(at for at, said in enumerate(row) if at and said.is_correction), len(row)]
    for start, stop in pairwise(starts):
        yield list(row[start:stop])


def readings(row: Sequence[Said]) -> Iterator[str]:
    """Yield the digits that ``row`` may stand for.

    What seems to be said again may be the same digits once more, as in 138 8888 8888. A correction
    takes back all that was said before it, or some of the end.
    """
    yield digits_of_row(row)
    yield all_digits(row)
    last = max((at for at, said in enumerate(row) if said.is_correction), default=0)
    before, after = digits_of_row(row[:last]), all_digits(row[last:])
    times = sum(said.is_correction for said in row)
    if last and times <= _MOST_TIMES and len(after) <= _MOST_DIGITS:
        most = min(len(before), _MOST_DIGITS - len(after))
        yield from (before[:kept] + after for kept in range(most, -1, -1))


class Corrected(NamedTuple):
    """Pieces that correct a number said before."""

    row: list[Said]
    kind: Kind


def corrected_rows(
    rows: Iterable[list[Said]], turns: Sequence[Turn], found: Collection[PersonalSpan]
) -> Iterator[Corrected]:
    """Yield the ends of numbers that somebody corrects after a number: 不对，最后是4191."""
    taken = {(span.turn, span.start) for span in found}
    for row in rows:
        rest = [said for said in row if (said.turn, said.piece.start) not in taken]
        if not rest or len(digits_of_row(rest)) < _GROUP or stands_alone(digits_of_row(rest)):
            continue
        turn, place = rest[0].turn, rest[0].piece.start
        number = _last_before(found, turn, place)
        if number is None:
            continue
        start = number.end if number.turn == turn else 0
        if is_correction(turns[turn].text, start, place):
            yield Corrected(rest, Kind(number.kind))


def _last_before(found: Iterable[PersonalSpan], turn: int, place: int) -> PersonalSpan | None:
    before = (
        span
        for span in found
        if turn - _TURNS <= span.turn <= turn and (span.turn, span.end) <= (turn, place)
    )
    return max(before, key=lambda span: (span.turn, span.end), default=None)
