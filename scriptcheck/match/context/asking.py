"""Questions: what is asked, not said; but a rhetorical question says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.lazy_pattern import lazy_pattern
from scriptcheck.match.context import vocabulary as v

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.match.context.grammar import Place, TaggedWord

_ASKS_BEFORE: Final = lazy_pattern(
    r"是不是|会不会|能不能|有没有|可不可以|是否|为什么|为何|为啥|怎么会|哪会|怎么就|什么原因|什么情况"
)
_ASKS_OF_KNOWING: Final = lazy_pattern("是不是|是否|会不会|有没有什么")
"""Before 不知道 other questions are what is not known: 为什么停的不知道."""

_OWN: Final = lazy_pattern("我|咱|俺|这边")
_CUSTOMER: Final = lazy_pattern("[您你]")
_INSISTS: Final = lazy_pattern("[也都真哪]|我们|反正|实在")
"""我们也不知道您看了什么 is no polite question."""

_RHETORICAL: Final = lazy_pattern("难道|不是|不就|[也连](?!许)|还(?!是|有)|都不|凭什么|有什么好")
"""这也办不了吗, 不是跟您说办不了了吗: nobody is asked."""

_TAG: Final = lazy_pattern(
    r"[^，。！？；、,.!?;:：\n\r…]{0,8}?"
    r"(?P<tag>是吗|是吧|对吧|对吗|对不对|是不是|(?<!知道)(?<!明白)(?<!理解)(?<!可以)(?<!听懂)(?<![懂行好成])吗"
    r"|(?<![什怎这那多要])么(?=[，。！？?]|$))"
)
_OWN_TAG: Final = frozenset(("是吗", "是吧", "对吧", "对吗", "对不对", "是不是"))
_NEAR: Final = 4

_UNKNOWING: Final = lazy_pattern("(?:知道|清楚|了解|确定|晓得)[的了]?$")
_TO_CUSTOMER: Final = lazy_pattern(
    r"(?:您|你|怎么称呼|贵姓|方便|这样|这么).{0,14}?"
    r"(?:(.{1,2})不\1|有没有|是否|是不是|吗|呢|还是|方便|什么|哪|怎么|几|多少)|怎么称呼|如何称呼|方不方便"
)


def asked(place: Place) -> str | None:
    """Return what makes a real question of the candidate, if anything does."""
    quote = place.text[place.start : place.end]
    after = place.text[place.end : place.end + 24]
    before = "".join(word.text for word in place.before)
    unknowing = _UNKNOWING.search(quote) is not None
    if unknowing:
        embedded = _to_customer(after)
        if embedded is not None and not _INSISTS.search(before[-_NEAR:] + quote):
            return embedded
    if _RHETORICAL.search(before) and not re.search("是不是|还是", before):
        return None
    found = _by_words_before(before, _ASKS_OF_KNOWING if unknowing else _ASKS_BEFORE)
    if found is None and not unknowing:
        found = _by_alternative(place)
    return found or _by_tag(place) or _by_why(place)


def _to_customer(after: str) -> str | None:
    """Return the question to the customer that 不知道 leads in: 不知道您方便吗."""
    clause = re.split(r"[，。！？；,.!?;\n]", after, maxsplit=1)[0]
    match = _TO_CUSTOMER.match(clause)
    return None if match is None else match.group()


def _by_words_before(before: str, asks: re.Pattern[str]) -> str | None:
    match = asks.search(before)
    if match is None or _OWN.search(before, match.end()):
        return None
    return match.group()


def _by_alternative(place: Place) -> str | None:
    """Return 还是 where two things are asked: 都这样还是就一间."""
    rest = _texts(place.after)
    if "还是" in rest:
        return "还是"
    for away in (1, 2):
        words = place.neighbour(away)
        if words and words[0].text == "还是":
            return "还是"
        if not words or (place.after and away > 1):
            break
    if "呢" in rest and "还是" in _texts(place.neighbour(1)):
        return "还是"
    return None


def _by_tag(place: Place) -> str | None:
    match = _TAG.match(place.text, place.end)
    if match is not None and not _asks_to_agree(match):
        return match.group()
    following = "".join(word.text for word in place.neighbour(1))
    if following in _OWN_TAG and any(word.text in v.CUSTOMER for word in place.before):
        return following
    return None


def _asks_to_agree(match: re.Match[str]) -> bool:
    """Return whether the tag belongs to a clause of its own: 办不了您知道吗, 办不了呀您说是不是."""
    between = match.group()
    return _OWN.search(between) is not None or _CUSTOMER.search(between) is not None


def _by_why(place: Place) -> str | None:
    """Return the question word with which a reason is asked: 是什么事情，没法交的呢."""
    if "呢" not in _texts(place.after):
        return None
    for words in (place.before, place.neighbour(-1)):
        if any(word.text in v.CUSTOMER for word in words) or (
            words[:1] and words[0].text == "怎么"
        ):
            for word in words:
                if word.text in v.QUESTIONS:
                    return word.text
    return None


def _texts(words: Sequence[TaggedWord]) -> list[str]:
    return [word.text for word in words]
