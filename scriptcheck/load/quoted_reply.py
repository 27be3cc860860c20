r"""Messages that reply to another and repeat it first, as WeCom and WeChat write them in the text.

``这是一条引用/回复消息：\n“张先生：\n我的冰箱坏了”\n------\n好的`` in WeCom's archive of messages;
``「张先生：我的冰箱坏了」\n- - - - - - -\n好的`` where the text is copied. The quote is what the
other side said, not whoever replies.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.language import Text

if TYPE_CHECKING:
    from scriptcheck.errors import Problem
    from scriptcheck.load.sentence import Origin

_RULE: Final = r"[ \t]*\n[ \t]*(?:[-—－─][ \t]?){5,80}+[ \t]*(?:\n|$)"
_HEAD: Final = r"(?:这是一条引用[/／]?回复消息|這是一[條则則]引用[/／]?回[復覆]訊息)[ \t]*[:：]?\s*"
_MARKED: Final = re.compile(
    rf"{_HEAD}[“\"「『'‘](?P<quote>.*)[”\"」』'’]{_RULE}(?P<reply>.*)", re.DOTALL
)
_BARE: Final = re.compile(
    rf"[「“\"](?P<quote>[^\n「」:：]{{1,40}}[:：].*)[」”\"]{_RULE}(?P<reply>.*)", re.DOTALL
)
_LONGEST: Final = 20_000
"""Characters of a message at most."""


class QuotedReply(NamedTuple):
    """A message in two parts."""

    quote: str
    """What it repeats, with the name of whoever said it."""
    reply: str


def read_reply(text: str) -> QuotedReply | None:
    """Return the parts of ``text`` where it is a reply to what it quotes; else ``None``.

    Of quotes within quotes the outermost ends the quote.
    """
    if "\n" not in text or len(text) > _LONGEST:
        return None
    found = _MARKED.match(text) or _BARE.match(text)
    if found is None:
        return None
    return QuotedReply(found["quote"].strip(), found["reply"].strip())


def quotes_left(count: int, origin: Origin) -> Problem:
    """Return the notice that ``count`` quotes became no part of turns."""
    message = Text(
        f"有 {count} 条消息引用了别的消息；引用的话不算说话人所说，存入通话数据 quotes。",
        f"{count} messages quote another; the quotes are no part of what their speakers say, and"
        " are kept in the call data under quotes.",
    )
    return origin.problem("quoted-reply", message)
