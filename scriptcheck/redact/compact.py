"""What somebody dictates without what stands or is said in between: 京A嗯，八八八 is 京A八八八."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.text.numbers.digits import DIGIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from scriptcheck.call import Turn

FILLER: Final = (
    "[嗯啊呃额哦噢唔诶哎呀]|那个|这个|然后|就是|后面|接着|还有|再"
    "|(?<=[A-Za-z，,、 ])[\u3400-\u9fff]{1,3}的(?=[A-Za-z])"
)
"""What is no part of a code that is dictated; a letter may be explained: K，开心的K."""
MARK: Final = r"[\s，,、:：;；…~—\-‐-―−·•・･‧∙⋅．./\\|｜_+*=()（）\[\]【】「」\"“”'’]"
SPOKEN_AT: Final = (
    "(?:[艾爱埃哎挨唉诶]特儿?|[aA]特|[艾爱挨]他(?=[a-zA-Z一0-9网新扣]))(?![别殊意价])"
)
"""How recognisers write what people say for @."""
_LEFT_OUT: Final = re.compile(rf"(?:{MARK}|{FILLER})+")
_KEPT_IN_ADDRESSES: Final = re.compile(rf"(?:(?![._+\-．]){MARK}|{FILLER}|(?<=[艾鼠特a@])符号)+")
_AT: Final = re.compile(r"(?<![A-Za-z])[aA][tT](?![A-Za-z])")
_CONFIRMED: Final = "(?:对|是的?|没错)[，,。]"
"""What somebody says before he goes on, where the piece before was asked about."""
_PIECE: Final = re.compile(
    rf"(?:{_CONFIRMED})?(?:{MARK}|{FILLER}|[A-Za-z@。]|{DIGIT}|{SPOKEN_AT}|小老鼠|[圈花](?=[aA])|符号|点|下划线|下横线|中划线|横杠|横线|减号|杠|"
    rf"扣扣|网易|新浪|是)+[挂学警港澳试超使领]?(?:[对吧的了哈]|就这个|没了|完了)*{MARK}*[。！!？?]*"
)
"""A turn in which nothing is said but a piece of an address, a plate or a code."""
_LONGEST: Final = 40
"""Characters of such a turn at most."""
_OPENING: Final = 60
"""Characters of the turn before that belong to what is dictated, at most."""
_BETWEEN: Final = 14
"""Characters of a turn at most in which somebody else confirms a piece."""
_TURNS_BETWEEN: Final = 3


class Compact(NamedTuple):
    """Text with the places that its characters came from."""

    text: str
    places: Sequence[tuple[int, int]]
    """For each character its turn, and where it stands there."""
    after_fillers: AbstractSet[int] = frozenset()
    """Characters before which something is said that is no part of it."""

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield the turn, start and end of each part that ``text[start:end]`` has."""
        begin = start
        for at in range(start + 1, end + 1):
            is_end = at == end or at in self.after_fillers
            if is_end or self.places[at][0] != self.places[begin][0]:
                turn, place = self.places[begin]
                yield turn, place, self.places[at - 1][1] + 1
                begin = at


def chains(turns: Sequence[Turn], latin: Iterable[int]) -> list[tuple[int, ...]]:
    """Return the turns in which one speaker goes on with what is dictated, two or more each.

    Some of them are among those that are ``latin``, as addresses, plates and codes have letters.
    """
    found: list[tuple[int, ...]] = []
    done: set[int] = set()
    for number in latin:
        if number in done:
            continue
        chain = [number]
        while _is_piece(turns[chain[0]].text):
            before = _neighbour(turns, chain[0], -1)
            if before is None:
                break
            chain.insert(0, before)
        while True:
            after = _neighbour(turns, chain[-1], 1)
            if after is None or not _is_piece(turns[after].text):
                break
            chain.append(after)
        done.update(chain)
        if len(chain) > 1:
            found.append(tuple(chain))
    return found


def _neighbour(turns: Sequence[Turn], number: int, step: int) -> int | None:
    """Return the next turn of the same speaker, if others say hardly anything in between."""
    at = number + step
    while 0 <= at < len(turns) and abs(at - number) <= _TURNS_BETWEEN + 1:
        if turns[at].speaker is turns[number].speaker:
            return at
        if len(turns[at].text) > _BETWEEN and sum(map(str.isalnum, turns[at].text)) > _BETWEEN:
            return None
        at += step
    return None


def compact(turns: Sequence[Turn], numbers: Sequence[int], *, is_address: bool = False) -> Compact:
    """Return what ``turns`` say together, less blanks, marks and fillers.

    Of an address the marks stay that it may have.
    """
    left_out = _KEPT_IN_ADDRESSES if is_address else _LEFT_OUT
    kept: list[str] = []
    places: list[tuple[int, int]] = []
    after_fillers: set[int] = set()
    for number in numbers:
        text = turns[number].text
        if is_address:
            text = _AT.sub("@@", text)
        place = max(0, len(text) - _OPENING) if number == numbers[0] and len(numbers) > 1 else 0
        if number != numbers[0] and (confirmed := re.match(_CONFIRMED, text)):
            place = confirmed.end()
        while place < len(text):
            match = left_out.search(text, place)
            end = match.start() if match else len(text)
            kept.append(text[place:end])
            places += ((number, at) for at in range(place, end))
            place = match.end() if match else end
            if match and any(map(str.isalnum, match[0])):
                after_fillers.add(len(places))
    return Compact("".join(kept), places, after_fillers)


def _is_piece(text: str) -> bool:
    return len(text) <= _LONGEST and _PIECE.fullmatch(text) is not None
