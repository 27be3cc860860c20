"""Pieces of numbers in a text, and whether they count something."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.redact.counting import MONEY, counts, unit_after
from scriptcheck.redact.spoken_marks import groups_of_numbers, has_spoken_mark
from scriptcheck.text.numbers.digits import DIGIT
from scriptcheck.text.numbers.runs import Strictness, digit_runs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_LONG: Final = 7
"""Digits from which on only sums of money are counted so."""
_CODE_BEFORE: Final = re.compile(r"[A-Za-z][ \-]?$")
_CODE_AFTER: Final = re.compile(r"-?[A-Za-z](?<![xX](?![A-Za-z0-9]))")
_CHAIN_AFTER: Final = re.compile(r"(?:[.:：/][0-9]+)+")
_SPACED: Final = re.compile(r"(?<![0-9])[0-9](?:[ ./][0-9])+(?![0-9])")
_DIGIT: Final = re.compile(DIGIT)
_FRACTION: Final = 4
"""Digits of a fraction at most, and of a day of a month: 3/15."""
_HOST_PARTS: Final = 4
_MOST_OF_HOST: Final = 255
"""The largest number in the address of a computer, such as 192.168.1.20."""
_CLOCK: Final = re.compile(r"[:：]")
_IN_COLONS: Final = re.compile("[0-9]{3,}(?:[:：][0-9]{3,}){2,}")
"""What has no form of a clock: 138:0000:1234."""
_DATE: Final = re.compile(r"(?:19|20)[0-9]{2}([./])[0-9]{1,2}\1[0-9]{1,2}")
_FOUR: Final = 4
_CERTAIN: Final = 10
"""Digits of what is a number of somebody's, even if groups of it are short."""
_ONE_MARK: Final = re.compile(r"[\s\-.·・･‧∙⋅．/\\|_]{1,2}")
_DATE_BEGINS: Final = re.compile("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_WORD_AFTER: Final = re.compile("[下直定般样些共切起两会半边旦再律面如者是]")
"""What follows 一 in words: 一下, 一直."""


class Piece(NamedTuple):
    """Digits said in one go."""

    start: int
    """First character in the text, from 0."""
    end: int
    digits: str
    is_counting: bool
    """Whether they count something: 3天, 第2, 8800元."""
    is_repeat: bool = False
    """Whether it says how often a digit comes: 三个八."""
    is_cardinal: bool = False
    """Whether it is said with units: 七十二."""


def digit_pieces(text: str) -> Iterator[Piece | None]:
    """Yield the pieces of ``text`` in their order, ``None`` for one that somebody has masked."""
    runs = list(digit_runs(text, Strictness.ANY))
    grouped: Collection[int] = ()
    if len(runs) > 1 and has_spoken_mark(text):
        grouped = frozenset(groups_of_numbers(text, runs))
    for place, (start, end, digits, is_repeat, is_cardinal) in enumerate(runs):
        if "*" in digits:
            yield None
            continue
        is_alone = not is_repeat and place not in grouped
        is_counting = is_alone and _is_counting(text, start, end, len(digits))
        yield Piece(start, end, digits, is_counting, is_repeat, is_cardinal)


def is_in_groups(pieces: Sequence[Piece], text: str) -> bool:
    """Return whether ``pieces`` are one number in groups of four or so: 86 0123 4567 8901 2."""
    sizes = [len(piece.digits) for piece in pieces]
    marks = {text[one.end : other.start] for one, other in pairwise(pieces)}
    large = [size for size in sizes if size >= _FOUR]
    return (
        len(marks) == 1
        and _ONE_MARK.fullmatch(next(iter(marks))) is not None
        and all(text[piece.start : piece.end].isdecimal() for piece in pieces)
        and len(large) > 1
        and sum(sizes) >= _CERTAIN
        and sum(large) * 2 > sum(sizes)
        and not _DATE_BEGINS.match("".join(piece.digits for piece in pieces))
    )


def _is_counting(text: str, start: int, end: int, length: int) -> bool:
    after = unit_after(text, end)
    if length >= _LONG:
        return after != "" and after in MONEY
    if _is_part(text, start, end):
        return True
    # Models and versions: BCD-216WDPX, iPhone 15; but not the X of an ID card.
    in_code = _CODE_BEFORE.search(text[max(0, start - 2) : start]) or _CODE_AFTER.match(text, end)
    in_word = length == 1 and _WORD_AFTER.match(text, end)
    return bool(counts(text, start, end) or in_code or in_word)


def _is_part(text: str, start: int, end: int) -> bool:
    """Return whether the figures are part of a decimal, a clock, a date or a version."""
    if start == end or not text[start:end].isdecimal():
        return False
    first, last = _chain_start(text, start), _CHAIN_AFTER.match(text, end)
    chain = text[first : last.end() if last else end]
    groups = re.split(r"[.:：/]", chain)
    if len(groups) == 1:
        return False
    if (_CLOCK.search(chain) and not _IN_COLONS.fullmatch(chain)) or _DATE.fullmatch(chain):
        return True
    if _DIGIT.match(text, first + len(chain)) or (first and _DIGIT.match(text, first - 1)):
        return False
    if "/" in chain and sum(map(len, groups)) > _FRACTION:
        return False
    is_host = len(groups) == _HOST_PARTS and all(
        len(group) <= len(str(_MOST_OF_HOST)) and int(group) <= _MOST_OF_HOST for group in groups
    )
    return is_host or (sum(map(len, groups)) < _LONG and not _is_spaced(text, start))


def _is_spaced(text: str, start: int) -> bool:
    """Return whether the figure at ``start`` is one of many with a blank between: 0 1 0/7 8 8 5."""
    return any(
        match.start() <= start < match.end() and sum(map(str.isdecimal, match[0])) >= _LONG
        for match in _SPACED.finditer(text)
    )


def _chain_start(text: str, start: int) -> int:
    while start and (text[start - 1].isdecimal() or _is_link(text, start - 1)):
        start -= 1
    return start


def _is_link(text: str, place: int) -> bool:
    return (
        text[place] in ".:：/"
        and place > 0
        and text[place - 1].isdecimal()
        and text[place + 1 : place + 2].isdecimal()
    )
