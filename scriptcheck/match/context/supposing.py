"""Conditions, hypotheses and consequences: what is supposed, not so now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.lazy_pattern import lazy_pattern
from scriptcheck.match.context import vocabulary as v
from scriptcheck.match.context.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.match.context.grammar import Place, TaggedWord

_CONDITION_AFTER: Final = lazy_pattern(
    r"[^，。！？；、,.!?;:：\n\r…您你我咱]{0,8}?(?:的话|的时候)(?!题|费)"
)
_PAST: Final = lazy_pattern(
    "过了(?:今|明|后|当|这|那|两|三|四|五|六|七|十|半|一|[0-9])|超过|超出|逾期"
)
"""过了今天, 超过七天."""

_TURNS: Final = word_set("但是 但 不过 可是 反正 其实 然后 另外 还有")
"""What begins another thought, to which a condition before no longer belongs."""


def supposed(place: Place) -> str | None:
    """Return what makes of the candidate a condition or what would follow from one."""
    return condition(place) or consequence(place)


def condition(place: Place) -> str | None:
    """Return what makes a condition or a worry of the candidate itself, if anything does."""
    # 的话 may begin within the hit: 都是这样的 and 话.
    end = place.end - place.text.startswith("的话", place.end - 1)
    match = _CONDITION_AFTER.match(place.text, end)
    if match is not None and not _is_filler(match.group()):
        return match.group()
    words = place.before
    for at in reversed(range(len(words))):
        word = words[at]
        if word.text in v.ALTERNATIVES:
            return word.text
        if word.text in v.CONDITIONS or word.text in v.CONCESSIONS:
            between = words[at + 1 :]
            return None if _asserted(between, word.text) else word.text
    return None


def consequence(place: Place) -> str | None:
    """Return the supposition of which the candidate is only what would follow, if there is one."""
    words = place.before
    if _holds_now(place):
        return None
    found = _from_time(words, place)
    if found is not None:
        return found
    for at, word in enumerate(words):
        if word.text in v.CONDITIONS or word.text == "等":
            if _is_wish(words[at + 1 :]):
                return None
            if any(each.text in v.CONSEQUENCES for each in words[at + 1 :]):
                return word.text
        if word.text == "的话" and _is_condition(words[:at]) and _is_led_in(words[at + 1 :]):
            return "的话"
    return _from_clauses_before(place)


def _is_filler(after: str) -> bool:
    """Return whether 的话 belongs to a noun after the candidate, and not to the candidate."""
    return "的话" in after and not after.startswith(("的话", "了的话"))


def _asserted(between: Sequence[TaggedWord], marker: str) -> bool:
    """Return whether a clause begins after 如果, of what follows from it."""
    texts = [word.text for word in between]
    if marker in v.CONCESSIONS:
        return "也" in texts or "都" in texts
    later = [text for number, text in enumerate(texts) if number]
    return any(
        text in v.CONSEQUENCES - {"也"} or text in v.AGENT or text == "的话" for text in later
    )


def _holds_now(place: Place) -> bool:
    """Return whether the condition is said to hold already: 您现在超过七天了，退不了."""
    return any(word.text in v.PRESENT for word in (*place.neighbour(-1), *place.before))


def _is_wish(words: Sequence[TaggedWord]) -> bool:
    """Return whether a condition is what the customer wants or asks: 如果您要退."""
    return any(word.text in v.WISHES - {"是", "说"} for word in words[:4])


_BARE_CONDITIONS: Final = (["是"], ["不是"], ["有"], ["没有"], ["没"], ["不", "是"])
"""What stands before 的话 where that alone is the condition."""


def _is_condition(words: Sequence[TaggedWord]) -> bool:
    """Return whether 的话 after ``words`` makes a condition, and not a filler as in 这边的话."""
    if _is_wish(words):
        return False
    # 不是的话, 没有的话: all of the clause.
    if [word.text for word in words[-2:]] in _BARE_CONDITIONS:
        return True
    return any(word.tag[0] == "v" and word.text not in {"是", "有"} for word in words)


def _is_led_in(words: Sequence[TaggedWord]) -> bool:
    return any(word.text in v.CONSEQUENCES for word in words)


def _from_time(words: Sequence[TaggedWord], place: Place) -> str | None:
    """Return 以后, 过了今天 or the like in ``words`` or in the clause before."""
    said = "".join(word.text for word in words)
    led_in = _is_led_in(words)
    match = _PAST.search(said)
    # 过了三十天了 is so by now.
    if match is not None and led_in and "了" not in said[match.end() :]:
        return match.group()
    for at, word in enumerate(words):
        later = words[at + 1 :]
        if word.text not in v.AFTERWARDS or (not at and word.text in {"以后", "之后", "后"}):
            continue
        if not later or _is_led_in(later) or word.text in {"将", "将会"}:
            return word.text
    before = place.neighbour(-1)
    if led_in and before:
        said = "".join(word.text for word in before)
        if (match := _PAST.search(said)) is not None:
            return match.group()
        if before[-1].text in v.AFTERWARDS:
            return before[-1].text
    return None


def _from_clauses_before(place: Place) -> str | None:
    before = place.neighbour(-1)
    # 不是的话，那就退不了了.
    is_condition = bool(before) and before[-1].text == "的话" and _is_condition(before[:-1])
    if is_condition and _is_led_in(place.before):
        return "的话"
    own = any(word.text in v.AGENT for word in place.clause if word.start < place.end)
    for away in (-1, -2, -3):
        words = place.neighbour(away)
        for at, word in enumerate(words):
            if word.text in v.CONDITIONS and not _is_wish(words[at + 1 :]):
                # 如果您没有发票，我这边退不了 refuses by now.
                return None if own and word.text not in v.LATER_CONDITIONS else word.text
        if any(word.text in _TURNS for word in place.neighbour(away + 1)[:1]):
            return None
    return None
