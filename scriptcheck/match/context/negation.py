"""Negations that turn a candidate round, right before it or over its clause."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import Final

from scriptcheck.lazy_pattern import lazy_pattern
from scriptcheck.text.fold import fold

_REACH: Final = 16
"""Characters before a candidate among which a negation is looked for."""

_CLAUSE_END: Final = lazy_pattern(r"[，。！？；、,.!?;:：\n\r…]")

_NEGATOR: Final = (
    r"(?:(?<![不要])不(?:能|会|敢|想|要|用|必|是|可能|可以|一定|太|该|应该)?"
    r"|没有?|没有?办法|未|并非|无法|没法|(?<![特分区级差个性识告道判类])别|勿)"
)
_TOWARDS: Final = (
    r"(?:(?:再|能|会|敢|要|可以|给|为|帮|替|跟|向|对)?(?:您|你|他|她|他们|大家|客户|用户)?)"
)
_ANSWER: Final = lazy_pattern("^(?:不是|不会|没有)的(?!是|人|话)")
"""不是的 answers, and denies nothing of what follows: 不是的有一条减免的路."""
_NEGATED: Final = lazy_pattern(_NEGATOR + _TOWARDS + "$")
_QUESTION: Final = lazy_pattern(r"(.)(?:不|没)\1(?:以)?(?:给|为|帮|替|跟|向|对)?(?:您|你)?$|有没$")
"""是不是, 能不能, 有没有: a question, not a negation."""

_NEGATIVE_START: Final = lazy_pattern(r"(?:我|这|这个|那|那个|也|都|真的?|确实)*(?:不|没|无|未|别)")
_NEGATING: Final = lazy_pattern("[不没未非无别勿]")

_OVER_CLAUSE: Final = lazy_pattern(
    r"(?:(?<!是)不(?:会|可能|敢|至于|代表|等于|意味着?|应该)|没(?:有)?(?:人)?(?:说|让|叫)"
    r"|从(?:来)?(?:都)?不(?:会)?(?:说|让|叫)|谁也不(?:敢|会)|(?:并|也|又|都)?(?:(?<!是)不是|并非)(?!说))"
    r"(?:跟|给|让|叫|说|讲|对|向|把|您|你|客户|我们|我|咱们|再|就|的|这边){0,5}$"
)
_NEVER_SAID: Final = lazy_pattern(
    r"没(?:有)?(?:人)?(?:跟|和|对|给|向)?(?:您|你|客户)?(?:说|讲)过(?:这个|那个|这|那|它|就|是|您|你|我们)?$"
)
"""没有说过这个修不了."""
_NOT_TO_SAY: Final = lazy_pattern(r"(?<!是)不是说(?![过了]).{0,10}$")
"""不是说开出去就改不了."""

_UNABLE: Final = lazy_pattern(
    r"(?:没(?:有)?.{0,8}(?:办法|法子|权限)|没法|无法|不想|不愿意?|不肯)(?:再|去|直接|我们?|这边|现在|马上){0,3}$"
)
"""没有任何办法再给您恢复 offers nothing."""

_ASSERTS: Final = lazy_pattern(r"[^，。！？；,.!?;]{0,4}(?:[吗嘛]|(?<![那这什怎多要])么)")
"""不是办不了吗 says that it cannot be done."""


def may_be_negated(text: str, start: int) -> bool:
    """Return whether any negation stands shortly before ``start``; most often none does."""
    places = _negating_places(text)
    before = bisect_left(places, start)
    return before > 0 and places[before - 1] >= start - _REACH


@lru_cache(maxsize=64)
def _negating_places(text: str) -> tuple[int, ...]:
    """Return where what negates stands in ``text``: each of its candidates asks."""
    return tuple(match.start() for match in _NEGATING.finditer(text))


def negated_before(text: str, start: int, end: int) -> str | None:
    """Return the negation right before ``text[start:end]`` that turns it round, if there is one.

    What is negative itself (不知道) is not turned round by one more negation, which is far more
    often a stutter.
    """
    clause = _before(text, start)
    if _NEGATIVE_START.match(text[start:end]) or _QUESTION.search(clause):
        return None
    match = _NEGATED.search(clause)
    if match is None or (match.group() == "不是" and _ASSERTS.match(text, end)):
        return None
    # 不是的有一条减免的路: the answer ends within the candidate.
    if text.startswith("的", start) and clause == match.group():
        return None
    return match.group()


def negated_over_clause(text: str, start: int, end: int) -> str | None:
    """Return the negation earlier in the clause that denies ``text[start:end]``, if there is one.

    It also denies what is negative itself: 不会跟您说办不了的, 不是修不好.
    """
    before = _before(text, start)
    match = _OVER_CLAUSE.search(before) or _NOT_TO_SAY.search(before) or _NEVER_SAID.search(before)
    if match is None and _NEGATING.search(text, start, end) is None:
        match = _UNABLE.search(before)
    if match is None or _ASSERTS.match(text, end):
        return None
    return match.group()


@lru_cache(maxsize=64)
def _before(text: str, start: int) -> str:
    """Return, folded, what stands shortly before ``start`` in the same clause of ``text``."""
    near = text[max(0, start - _REACH) : start]
    return fold(_ANSWER.sub("", _CLAUSE_END.split(near)[-1])).text
