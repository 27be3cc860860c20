"""Reported speech: what the customer, a colleague or a text message said, not the agent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.lazy_pattern import lazy_pattern
from scriptcheck.match.context import vocabulary as v
from scriptcheck.match.context.subject import subject_of
from scriptcheck.match.context.vocabulary import REACH, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.match.context.grammar import Place, TaggedWord
    from scriptcheck.match.context.subject import Subject

_SAID_AFTERWARDS: Final = lazy_pattern(
    r"[”」』\"’]?(?:了|的)?(?:的?(?:这|那)(?:句|种|个|样|些)?(?:的)?(?:话|说法|答复|回答|回复|态度)"
    r"|(?:是|又是)?(?:谁|哪位|哪个|哪家)[^，。！？；,.!?;]{0,6}(?:说|讲|告诉|答复|回复)"
    r"|的是(?:谁|哪位|哪个|哪家))"
)
"""办不了这话, 办不了是谁说的, 说办不了的是哪家网点."""

_TAKEN_UP: Final = lazy_pattern(
    r"[^，。！？；,.!?;]{0,14}?(?:这|那)(?:句|种|样的|些)?(?:话|说法)"
    r"(?:我|咱|确实|是|实在|太|不该|肯定)[^，。！？；,.!?;我]{0,6}"
    r"(?:记|反映|转告|转给|报上|上报|写进|备注|道歉|赔不是|赔礼|过分|不对|不该|不合适|伤人|难听|过了)"
)
"""活该谁让你买的这话我照原样记下来: a clause without signs that takes up what somebody said."""

_OWN_QUOTATION: Final = lazy_pattern(
    "(?:我|咱)[们]?(?:的?意思|是说|再?说|讲|才说|就说|回|跟[您你][说讲])[^”」』]{0,3}$"
)
"""The agent quotes itself: 我是说“办不了”."""

_OPENING: Final = "“「『‘"
_CLOSING: Final = "”」』’"
_EITHER: Final = "\"'"
_QUOTATION_MARKS: Final = frozenset(_OPENING + _CLOSING + _EITHER)

_OWN_WORDS: Final = lazy_pattern("我|咱")
"""The agent speaks for itself: 您跟我说再多我也没办法."""

_MODAL: Final = word_set("不好 难 好 不 没 没有 再 怎么 不能 能 可以 没法 不用 别 不要")
"""Before a verb of saying, what shows that nobody has said it: 不好说, 没说."""

_FURTHEST: Final = 5
"""Words between a verb of saying and what was said."""

_RHETORICAL: Final = lazy_pattern("谁|怎么|哪|什么|凭")
"""您说怪谁 asks for no words of the customer's."""

_NO_CONTENT: Final = word_set("没 也 都 得 算 什么 完 半天 实话 白 清楚 明白 谁 去 重点 两句 几句")
"""After a verb of saying, what shows that no words of somebody follow: 说完了, 说也没用, 说去.

So does what begins with 不: 说不好, 说不准.
"""

_CANNOT_SAY: Final = lazy_pattern("不(?:准|上来|定|来|好(?![用走看办使过听吃修找]))")
"""After a verb of saying, what shows that it cannot be said: 这个说不准."""

_DEMANDS: Final = word_set("就 只 直接 倒 倒是 快 快点 赶紧")
"""Before a verb of saying, what asks the customer to say it: 你就说今天能不能还."""

_FRANKLY: Final = word_set("老实 实话 坦白 实在 一哈子 一下子 子")
"""What is no subject before a verb of saying: 老实讲, 一哈子说."""


_SIGNS: Final = re.compile(r"[，。！？；、!?;：\s…]+")
"""What ends a clause and stands within no word."""

_REPORTS: Final = lazy_pattern(
    "|".join(sorted(v.SPEECH_VERBS | v.SPEECH_NOUNS | v.CAUSATIVES, key=len))
)
"""Words without any of which nothing is reported."""


def may_be_quoted(text: str, start: int, end: int) -> bool:
    """Return whether ``quoted`` may find anything of ``text[start:end]``, by its characters alone.

    To cut a sentence into words takes far longer, and most often there is nothing.
    """
    if _SAID_AFTERWARDS.match(text, end) or _TAKEN_UP.match(text, end):
        return True
    before = text[max(0, start - REACH) : start]
    if not _QUOTATION_MARKS.isdisjoint(before):
        return True
    # What reports it stands in its clause or in the one before.
    near = "".join(_SIGNS.split(before)[-2:])
    return _REPORTS.search(near + text[start:end]) is not None


def quoted(place: Place) -> str | None:
    """Return the words by which the candidate is reported as somebody else's, if any are."""
    for pattern in (_SAID_AFTERWARDS, _TAKEN_UP):
        match = pattern.match(place.text, place.end)
        if match is not None:
            return match.group()
    words_of_another = _quotation(place)
    if words_of_another is not None:
        return words_of_another
    quote = place.text[place.start : place.end]
    if _OWN_WORDS.match(quote) and not place.is_in_quotes:
        return None
    found = _reporting(place.leading, place)
    if found is None and _opens_clause(place) and not _OWN_WORDS.search(quote):
        before = place.neighbour(-1)
        if before and _ends_with_speech(before):
            found = _reporting(before, place)
            # 您跟师傅说，跟我们没关系 bids; 您说没收到 reports.
            if found is not None and found[0] in v.CUSTOMER and place.is_after_sign:
                return None
    return found


def _quotation(place: Place) -> str | None:
    """Return what stands before the quotation that the candidate is in, unless it is the agent's.

    A recogniser writes no quotation marks, and whoever types them quotes: 他张口就是“老不死的”.
    """
    return marked_quotation(place.text, place.clauses[0].start, place.start, place.end)


def marked_quotation(text: str, first: int, start: int, end: int) -> str | None:
    """Return what stands before the quotation marks that most of ``text[start:end]`` is in.

    ``None`` where it is in none, or where the agent quotes itself. They may open from ``first`` on.
    """
    opened, opening, inside = -1, -1, 0
    for at in range(first, end):
        sign = text[at]
        if sign in _OPENING or (sign in _EITHER and opened < 0):
            opened = at
        elif sign in _CLOSING or sign in _EITHER:
            opened = -1
        elif opened >= 0 and at >= start:
            opening, inside = opened, inside + 1
    if 2 * inside <= end - start or _OWN_QUOTATION.search(text, first, opening):
        return None
    return text[max(first, opening - 4) : opening + 1]


def _opens_clause(place: Place) -> bool:
    """Return whether nothing of the clause stands before the candidate that would be its own."""
    return not [word for word in place.leading if word.text not in _LIGHT]


_LIGHT: Final = word_set("这个 那个 这 那 就 也 都 确实 一句 是 的 了 说 真")


def _ends_with_speech(words: Sequence[TaggedWord]) -> bool:
    for word in reversed(words):
        if word.text in v.SPEECH_VERBS or word.text in v.SPEECH_NOUNS:
            return True
        if word.text not in _AFTER_SPEECH:
            return False
    return False


_AFTER_SPEECH: Final = word_set("了 过 一句 一 句 是 道 着 的 话 说 您 你 我")


def _reporting(words: Sequence[TaggedWord], place: Place) -> str | None:
    """Return what in ``words``, which end before the predicate, reports what follows."""
    for at in reversed(range(len(words))):
        word = words[at]
        if word.text in v.SPEECH_VERBS and not _after_de(words, at):
            return _reported(words, at, place)
        if word.text in v.SPEECH_NOUNS and _noun_reports(words, at):
            return "".join(each.text for each in words[max(0, at - 2) : at + 1])
        if word.text in v.CAUSATIVES and at + 1 < len(words):
            subject = subject_of(words[:at])
            if (
                words[at + 1].text in v.CUSTOMER
                and subject is not None
                # 谁让你写 reproaches, 老板让你写 reports.
                and subject.head not in v.ASKERS
                and not subject.is_own_side
                and not subject.is_customer
            ):
                return subject.text + word.text
    return None


def _after_de(words: Sequence[TaggedWord], at: int) -> bool:
    return at > 0 and words[at - 1].text == "的"


def _reported(words: Sequence[TaggedWord], at: int, place: Place) -> str | None:
    between = words[at + 1 :]
    texts = [word.text for word in between]
    first = at
    while first and words[first - 1].text in v.SPEECH_VERBS:
        first -= 1
    if len(texts) > _FURTHEST or (first and words[first - 1].text in _MODAL):
        return None
    if _says_nothing(texts, place, words[at].end):
        return None
    subject = subject_of(words[:first])
    if subject is None or subject.is_own_side or subject.head in _FRANKLY:
        return None
    if _is_bidden(words[:first], subject):
        return None
    if subject.head not in v.ASKERS and not _reports_content(subject, texts, place):
        return None
    return subject.text + words[at].text


def _says_nothing(texts: Sequence[str], place: Place, end: int) -> bool:
    """Return whether what follows a verb of saying is not what somebody said.

    The verb ends at ``end``, and ``texts`` are the words between it and the candidate.
    """
    if not texts:
        # 她说的你找她去 names who said it.
        of_whom = place.text[place.start] == "的"
        cannot_say = place.core == end and _CANNOT_SAY.match(place.text, end)
        return of_whom or bool(cannot_say)
    is_denied = texts[0].startswith("不") and texts[0] != "不是"
    return is_denied or texts[0] in _NO_CONTENT or any(text in v.AGENT for text in texts)


def _is_bidden(before: Sequence[TaggedWord], subject: Subject) -> bool:
    """Return whether the customer is bidden, or blamed, to say or write it: 谁让你写的."""
    if not subject.is_customer:
        return False
    texts = [word.text for word in before]
    if texts and texts[-1] in _DEMANDS:
        return True
    return len(texts) > 2 and texts[-3] in v.ASKERS and texts[-2] in v.CAUSATIVES  # noqa: PLR2004


def _reports_content(subject: Subject, texts: Sequence[str], place: Place) -> bool:
    if texts and texts[0] == "的":
        return _content_follows(texts, place)
    asks_back = _RHETORICAL.search(place.text, place.start, place.end) is not None
    return not (subject.is_customer and not texts and asks_back)


def _content_follows(texts: Sequence[str], place: Place) -> bool:
    """Return whether somebody's words follow 说的: 说的是办不了, but not 说的这个办不了."""
    rest = set(texts[1:])
    if rest & {"是", "原话", "说法", "就是"} or place.is_in_quotes:
        return True
    asked = {word.text for word in place.after}
    return bool(asked & (v.QUESTIONS | {"具体", "指", "是指"}))


def _noun_reports(words: Sequence[TaggedWord], at: int) -> bool:
    """Return whether 意思, 回复 or the like is equated with what follows, and not the agent's."""
    rest = [word.text for word in words[at + 1 :]]
    if not rest or rest[0] not in {"是", "就是"}:
        return False
    return not any(word.text in v.AGENT or word.text in v.OWN_SIDE for word in words[:at])
