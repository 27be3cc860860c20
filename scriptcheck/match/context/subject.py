"""Who does what the candidate says: the agent's side, the customer, or somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.match.context import vocabulary as v
from scriptcheck.match.context.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.match.context.grammar import Place, TaggedWord

_NOUNS: Final = frozenset("nrsjli")
"""First characters of the tags of what may be a subject."""

_PASSED_OVER: Final = word_set(
    "是 可能 也许 会 能 要 还 都 也 就 的话 其实 确实 应该 肯定 一般 一直 根本 有点 真 "
    "真的 实在 暂时 目前 现在 当时 之前 自己 本人 那边 这边 往往 大概 好像 并 又 才 可 呢 "
    "啊 嗯 完全 一定 已经 刚才 可以 将 不 没 没有"
)
"""What may stand between subject and predicate."""


class Subject(NamedTuple):
    """The subject of a predicate."""

    head: str
    """Its last word: 用户 in 有的用户, 您 in 您那边."""
    text: str
    """All of it."""

    @property
    def is_agent(self) -> bool:
        """Whether it is the agent's own side."""
        return self.head in v.AGENT or self.text in v.AGENT

    @property
    def is_own_side(self) -> bool:
        """Whether it is the agent's side or its house."""
        return (self.is_agent or self.head in v.OWN_SIDE) and not self.is_another

    @property
    def is_another(self) -> bool:
        """Whether it is a colleague who has spoken before: 上一位客服."""
        return self.head in v.ROLES and self.text != self.head and self.text.startswith(v.FORMER)

    @property
    def is_customer(self) -> bool:
        """Whether it is the customer: 您, 您那边, but not 您的订单."""
        return self.head in v.CUSTOMER

    @property
    def is_third(self) -> bool:
        """Whether it is a person beside the call."""
        return self.head in v.THIRD or self.head[-2:] in v.THIRD


def subject_of(words: Sequence[TaggedWord]) -> Subject | None:
    """Return the subject of what follows ``words``, which begin a clause; ``None`` where none is.

    The nearest nominal counts that no preposition governs and no verb stands behind.
    """
    at = len(words) - 1
    while at >= 0:
        word = words[at]
        if _is_nominal(word) and (word.text not in _PASSED_OVER or _after_pronoun(words, at)):
            first = _phrase_start(words, at)
            if first > 0 and words[first - 1].text in v.PREPOSITIONS:
                at = first - 2
                continue
            # 没人 and 不是卖家 name nobody who does it.
            if first > 0 and words[first - 1].text in {"没", "没有", "没得", "不是"}:
                return None
            return _subject(words[first : at + 1])
        if word.text == "地" or (word.text not in _PASSED_OVER and word.tag[0] not in "dutyxf"):
            return None
        at -= 1
    return None


def other_subject(place: Place) -> str | None:
    """Return who does not know or cannot, where that is not the agent's side."""
    if _opens_with_agent(place) or _is_in_vain(place):
        return None
    subject = subject_of(place.before)
    if subject is None and place.before and place.before[0].text in v.ADVERB_JOINS:
        subject = _subject_before(place)
    if _says_own_side(place) if subject is None else subject.is_own_side:
        return None
    verb = _verb(place)
    if verb in v.DEVICE_VERBS:
        return verb if subject is None else subject.text + verb
    if subject is None:
        return None
    acts = subject.is_third or (subject.is_customer and verb not in v.AGENT_VERBS)
    return subject.text if acts else None


def _is_in_vain(place: Place) -> bool:
    """Return whether what the customer may do is said to be of no use: 你说破天也没用."""
    rest = "".join(word.text for word in place.clause if word.end > place.start)
    return any(words in rest for words in v.IN_VAIN)


def _opens_with_agent(place: Place) -> bool:
    """Return whether the candidate begins with 我 or the like, which is its subject."""
    for word in place.clause:
        if word.start >= place.start:
            return word.text in v.AGENT and word.text != "这边"
    return False


def _says_own_side(place: Place) -> bool:
    """Return whether the candidate names the agent's side as its subject."""
    said = [word for word in place.clause if place.start <= word.start < place.core]
    return any(word.text in v.AGENT or word.text in v.OWN_SIDE for word in said)


def _verb(place: Place) -> str:
    """Return the verb that is denied: 接听 in 没有办法接听, 登录 in 登录不了."""
    for word in place.clause:
        if word.start < place.core or word.tag[0] not in "vdn":
            continue
        if word.text in _DENIALS or word.tag[0] == "d":
            continue
        if any(mark in word.text for mark in "不没无") and len(word.text) > 1:
            stem = word.text.rstrip("了到成掉来出上").rstrip("不")
            if stem and stem not in {"没", "无", "没有"}:
                return stem
            continue
        return word.text
    return ""


_DENIALS: Final = word_set(
    "不 没 没有 无 无法 没法 办法 没办法 法子 不能 不会 帮 给 为 替 直接 操作 按时 什么 有"
) - {"操作"}


def _subject_before(place: Place) -> Subject | None:
    """Return the subject of the clause before, which a clause with 也 or 就 goes on about."""
    words = place.neighbour(-1)
    for at in range(len(words)):
        if words[at].tag[0] in "v" and words[at].text not in _PASSED_OVER and at:
            found = subject_of(words[:at])
            if found is not None:
                return found
    return None


def _is_nominal(word: TaggedWord) -> bool:
    return word.text in v.CUSTOMER or word.text in v.THIRD or word.tag[0] in _NOUNS


def _after_pronoun(words: Sequence[TaggedWord], at: int) -> bool:
    """Return whether the word at ``at`` goes with a pronoun: 那边 in 您那边."""
    return (
        at > 0
        and words[at].text in v.BESIDE_PRONOUN
        and (words[at - 1].text in v.CUSTOMER or words[at - 1].tag[0] == "r")
    )


def _phrase_start(words: Sequence[TaggedWord], at: int) -> int:
    """Return where the noun phrase begins that ends at ``at``."""
    while at > 0:
        before = words[at - 1]
        if (
            before.text in {"的", "之"}
            or before.tag[0] in "mqabf"
            or (_is_nominal(before) and before.text not in _PASSED_OVER)
        ):
            at -= 1
        else:
            break
    return at


def _subject(words: Sequence[TaggedWord]) -> Subject:
    head = words[-1].text
    if len(words) > 1 and head in v.BESIDE_PRONOUN:
        head = words[-2].text
        if head in v.AGENT or words[0].text in v.AGENT:
            head = "我"
    return Subject(head, "".join(word.text for word in words))
