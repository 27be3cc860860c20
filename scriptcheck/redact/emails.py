"""E-mail addresses: written, said in one go, and dictated in pieces over turns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.redact.compact import SPOKEN_AT, compact
from scriptcheck.redact.kinds import Kind, PersonalSpan
from scriptcheck.redact.reasons import RedactionReason
from scriptcheck.redact.repeated import pieces_again
from scriptcheck.text.numbers.digits import DIGIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Turn
    from scriptcheck.redact.compact import Compact

_D: Final = DIGIT
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9._%+\-]{1,64}\s*@\s*(?:[A-Za-z0-9\-]{1,63}(?:\s*\.\s*[A-Za-z0-9\-]{1,63}){1,4}"
    r"|[\w\-]{1,63}\.(?:com|cn|net|org|中国|公司|网络)(?:\.cn)?)"
)
_AT: Final = re.compile(rf"@|{SPOKEN_AT}|小老鼠|[圈花]a|(?<![a-z])at(?![a-z])", re.IGNORECASE)
_ALNUM: Final = rf"[A-Za-z0-9._\-{_D[1:-1]}]"
_SIGN: Final = r"下划线|下横线|中划线|横杠|横线|减号|杠|点"
_ENGLISH_SIGN: Final = r"(?<![A-Za-z])(?:dot|underscore|dash|hyphen|minus)(?![A-Za-z])"
_TOP: Final = (
    r"(?:com|cn|net|org|edu|gov|io|me|co|cc|top|vip|hk|tw|jp|uk|us|info|biz|中国|公司|网络"
    r"|康姆|抗姆|康母|c ?o ?m|n ?e ?t)(?![A-Za-z])"
)
_IN_WORDS: Final = rf"[A-Za-z0-9\-{_D[1:-1]}]"
_DOT: Final = r"[ ，,]?[\[(（]?(?:点|\.|dot)[\])）]?[ ，,]?"
# Each character fits one alternative alone, so that no text takes long.
_SPOKEN_EMAIL: Final = re.compile(
    rf"(?:(?![ ]?(?<![A-Za-z])at[ ])(?:{_ALNUM}|{_SIGN}|[ ，,](?={_ALNUM}|{_SIGN}))){{2,60}}+"
    rf"[ ，,]?[\[(（]?(?:@|{SPOKEN_AT}|小老鼠|[圈花]a|(?<![a-z])at(?![a-z]))"
    r"(?:符号)?[\])）]?[ ，,]?"
    rf"(?:(?![ ，,]?{_ENGLISH_SIGN})(?:{_IN_WORDS}|扣扣|网易|新浪|[ ，,](?={_IN_WORDS}))){{1,40}}+"
    rf"(?:{_DOT}(?:{_TOP}|[A-Za-z0-9]{{1,20}}(?={_DOT}))){{1,3}}+",
    re.IGNORECASE,
)
_JOINED_AT: Final = rf"(?:@{{1,2}}|{SPOKEN_AT}|小老鼠|[圈花]a)"
_PIECES: Final = re.compile(
    rf"(?:[A-Za-z0-9._+\-{_D[1:-1]}]|{_SIGN}){{0,60}}(?<=[A-Za-z0-9{_D[1:-1]}\u3400-\u9fff])(?P<at>{_JOINED_AT})"
    rf"(?:{_IN_WORDS}|扣扣|网易|新浪){{1,40}}(?:(?:点|[.。．]|dot)(?:{_TOP}|[A-Za-z0-9]{{1,20}}(?=点|[.。．]|dot))){{1,3}}",
    re.IGNORECASE,
)
_HAN: Final = re.compile(r"[\u3400-\u9fff]*$")
_LEAD: Final = re.compile(r".*(?:邮[箱件址]|地址|[是为叫写填寄发到给的我您你用往])")
"""What stands before an address whose first part is a name: 发给张三艾特qq点com."""
_LONGEST_NAME: Final = 4


def email_spans(
    turns: Sequence[Turn], latin: Sequence[int], dictated: Sequence[tuple[int, ...]]
) -> Iterator[PersonalSpan]:
    """Yield the addresses in ``turns``; ``latin`` have letters, ``dictated`` are ``chains``."""
    with_at = {number for number in latin if _AT.search(turns[number].text)}
    if not with_at:
        return
    done: set[int] = set()
    for number in sorted(with_at):
        text = turns[number].text
        for pattern in (_EMAIL, _SPOKEN_EMAIL):
            for match in pattern.finditer(text):
                done.add(number)
                yield PersonalSpan(number, *match.span(), Kind.EMAIL, RedactionReason.ADDRESS)
    joined = [chain for chain in dictated if not with_at.isdisjoint(chain)]
    for chain in (*joined, *((number,) for number in sorted(with_at - done))):
        yield from _dictated(turns, chain)


def _dictated(turns: Sequence[Turn], chain: Sequence[int]) -> Iterator[PersonalSpan]:
    said = compact(turns, chain, is_address=True)
    for match in _PIECES.finditer(said.text):
        parts = list(said.parts(_start(said, match), match.end()))
        first = (parts[0][0], parts[0][1])
        for turn, begin, stop in (*parts, *pieces_again(turns, parts)):
            yield PersonalSpan(turn, begin, stop, Kind.EMAIL, RedactionReason.ADDRESS, first)


def _start(said: Compact, match: re.Match[str]) -> int:
    """Return where an address begins, with the Chinese name that it may begin with."""
    before = _HAN.search(said.text, max(0, match.start() - 12), match.start())
    run = before[0] if before else ""
    lead = _LEAD.match(run)
    name = run[lead.end() :] if lead else run[-_LONGEST_NAME:]
    return match.start() - len(name)
