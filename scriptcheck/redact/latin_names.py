"""Names in Latin letters that somebody spells: J O H N, S-M-I-T-H, J as in Jack."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from scriptcheck.call import Turn

_LETTERS: Final = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z](?:[ ,，、.\-]{1,2}[A-Za-z](?![A-Za-z0-9])){2,30}"
)
_ASKED: Final = re.compile(
    r"英文名|英语名|外文名|拼音|(?:名字?|姓|全名)[^，,。]{0,4}(?:拼|字母)"
    r"|(?i:\bspell\b.{0,20}\bname|\bname.{0,20}\bspel|\b(?:first|last|family|full|your) name)"
)
"""Asks for a name in Latin letters."""
_NOT_ASKED: Final = re.compile(
    r"网址|网站|型号|邮箱|品牌|公司|产品|域名|(?i:wi-?fi|email|e-mail|company|product|user ?name)"
)
_ANSWER: Final = re.compile(r"(?:[A-Za-z'’ ,，、.。\-!！\s]|[嗯啊呃是的就叫我姓名对写])*")
_TOKEN: Final = re.compile(r"[A-Za-z][A-Za-z'’]*")
_COMMON: Final = (
    "as in for is it its it's my name and then yes yeah ok okay no the capital double like that "
    "that's first last family so well sure sorry pardon what why hello hi wait moment one thanks "
    "please a i of to um uh not don't know sir madam"
)
_WORDS: Final = frozenset(_COMMON.split())
"""What is said among the letters of a name."""
_LONGEST: Final = 80
_MOST_WORDS: Final = 3
_ASKED_WITHIN: Final = 3
_SHORTEST: Final = 3


def latin_answers(turns: Sequence[Turn], number: int) -> Iterator[tuple[int, int, str]]:
    """Yield what turn ``number`` says of a name in Latin letters that was asked for.

    That is where it stands, and the name as it is written.
    """
    text = turns[number].text
    asked = turns[max(0, number - _ASKED_WITHIN) : number]
    if len(text) > _LONGEST or _ANSWER.fullmatch(text) is None or not any(map(_asks, asked)):
        return
    tokens = list(_TOKEN.finditer(text))
    letters = list(_LETTERS.finditer(text))
    is_spelled = bool(letters) or sum(len(token[0]) == 1 for token in tokens) >= _SHORTEST
    words = [token for token in tokens if token[0].lower() not in _WORDS]
    is_name = len(words) == len(tokens) and 0 < len(words) <= _MOST_WORDS
    if not (is_spelled or is_name):
        return
    for match in letters:
        yield (*match.span(), _joined(match[0]))
    for token in tokens:
        if len(token[0]) == 1 or token[0].lower() not in _WORDS:
            yield (*token.span(), token[0])


def spelled_again(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield where one of ``names``, which are in small letters, is spelled in ``text``."""
    for match in _LETTERS.finditer(text) if names else ():
        if _joined(match[0]).lower() in names:
            yield match.span()


def latin_words(names: Collection[str]) -> frozenset[str]:
    """Return the words of ``names`` that are in Latin letters, in small ones."""
    return frozenset(
        token.lower()
        for name in names
        if name.isascii()
        for token in _TOKEN.findall(name)
        if len(token) >= _SHORTEST
    )


def _asks(turn: Turn) -> bool:
    is_asked = turn.speaker != "customer" and _ASKED.search(turn.text) is not None
    return is_asked and _NOT_ASKED.search(turn.text) is None


def _joined(letters: str) -> str:
    return "".join(filter(str.isalpha, letters))
