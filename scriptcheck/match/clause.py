"""What stands beside a hit in its clause: negations, questions, words that announce a quotation."""

from __future__ import annotations

import re
from typing import Final

from scriptcheck.text.fold import fold

_REACH: Final = 16
"""Characters before a hit that can still bear on it."""

_CLAUSE_END: Final = re.compile(r"[，。！？；、,.!?;:：\n\r…]")

_SENTENCE_END: Final = re.compile(r"[。！？!?]")

_NEGATOR: Final = (
    r"(?:(?<![不要])不(?:能|会|敢|想|要|用|必|是|可能|可以|一定|太|该|应该)?"
    r"|没有?|没有?办法|未|并非|无法|没法|(?<![特分区级差个性识告道判类])别|勿)"
)
_TOWARDS: Final = (
    r"(?:(?:再|能|会|敢|要|可以|给|为|帮|替|跟|向|对)?(?:您|你|他|她|他们|大家|客户|用户)?)"
)
_NEGATED: Final = re.compile(_NEGATOR + _TOWARDS + "$")
_QUESTION: Final = re.compile(r"(.)(?:不|没)\1(?:以)?(?:给|为|帮|替|跟|向|对)?(?:您|你)?$")
"""是不是, 能不能, 有没有: a question, not a negation."""

_NEGATIVE_START: Final = re.compile(r"(?:我|这|这个|那|那个|也|都|真的?|确实)*(?:不|没|无|未|别)")

_QUOTED: Final = re.compile(
    r"(?<![跟和给对向])(?:您|你|客户|用户|机主)们?(?:刚才|刚刚|刚|前面|之前|上次|不是|是)*"
    r"(?:说|讲|问(?!我)|提到|反映|反馈|讲述)(?P<between>(?:的|到|是|了|过|什么|这个|那个)*.{0,4})$"
)
"""您说的, but not 跟您说 (the agent speaks) or 您问我 (which leads to the agent's own words)."""

_OWN: Final = re.compile(r"我|咱|这边")
"""The agent speaks for itself: 您说的这个我不清楚 is an answer, not a quotation."""


_SUPPOSED: Final = re.compile(
    r"(?:如果|要是|若是?|倘若|万一|假如|假设|一旦|是不是|是否|会不会|有没有|怎么会|哪会|为什么|为何|为啥"
    r"|什么原因|[怕]|担心|以免|免得|避免)(?P<between>.{0,10})$"
)
"""What makes of the rest of its clause a question, a condition or a worry."""

_ASSERTED: Final = re.compile(r"(?<=.)(?:我|咱|这边|客服)|的话|就|那")
"""After 如果 or the like, the clause that says what follows: 如果过了七天的话就退不了."""

_ASKED: Final = re.compile(
    r"[^，。！？；、,.!?;:：\n\r…您你我咱]{0,8}?"
    r"(?:(?<!知道)(?<!明白)(?<!理解)(?<!可以)(?<![懂行好])吗|(?<![什怎这那多要])么|是吧|对吧|是不是|的话|的时候)"
)
"""What makes a question or a condition of what stands before it; not 您知道吗, which asserts it."""


_NEGATING: Final = re.compile("[不没未非无别勿]")
_CITING: Final = re.compile("[说讲问到映馈述]")


def may_be_negated(text: str, start: int) -> bool:
    """Return whether any negation stands shortly before ``start``; most often none does."""
    return _NEGATING.search(text, max(0, start - _REACH), start) is not None


def may_be_cited(text: str, start: int) -> bool:
    """Return whether any word of saying stands shortly before ``start``; most often none does."""
    return _CITING.search(text, max(0, start - _REACH), start) is not None


def before(text: str, start: int) -> str:
    """Return, folded, what stands before ``start`` in the same clause of ``text``."""
    near = text[max(0, start - _REACH) : start]
    return fold(_CLAUSE_END.split(near)[-1]).text


def negation(clause: str, quote: str) -> str | None:
    """Return the negation that ends ``clause`` and so turns ``quote`` round, if there is one.

    A quote that is negative itself (不知道) is not turned round by one more negation, which is far
    more often a stutter.
    """
    if _NEGATIVE_START.match(quote) or _QUESTION.search(clause):
        return None
    match = _NEGATED.search(clause)
    return match.group() if match else None


def quotation(clause: str, quote: str) -> str | None:
    """Return the words in ``clause`` by which ``quote`` is cited from the customer, if any are."""
    match = _QUOTED.search(clause)
    if match is None or _OWN.match(quote) or _OWN.search(match.group("between")):
        return None
    return match.group()


def asking(text: str, start: int, end: int) -> str | None:
    """Return what makes ``text[start:end]`` be asked or supposed, not asserted, if anything does.

    Before it in its clause a word like 如果 or 是不是, or shortly after it 吗, 是吧 or 的话.
    """
    # 的话 may begin within the hit: 都是这样的 and 话.
    end -= text.startswith("的话", end - 1)
    if (match := _ASKED.match(text, end)) is not None:
        return match.group()
    match = _SUPPOSED.search(before(text, start))
    if match is None or _ASSERTED.search(match.group("between")):
        return None
    return match.group()


def has_sentence_end(text: str) -> bool:
    """Return whether a sentence ends within ``text``; its last character does not count."""
    return _SENTENCE_END.search(text[:-1]) is not None
