"""What leads to speech that is quoted (他说：…), and names that only end as such words do."""

from __future__ import annotations

from typing import Final

from scriptcheck.text.looks_like_name import looks_like_name
from scriptcheck.text.surnames import WORDS

_SAYING: Final = tuple("说讲问道是叫写答为說講問寫為")
_LAST_OF_NAMES: Final = tuple("为道為")
"""Those of them that given names end with: 茅大为, 王道."""
_VERBS: Final = (
    "认为 以为 因为 称为 成为 作为 改为 变为 分为 换为 都为 均为 应为 "
    "認為 以為 因為 稱為 成為 作為 改為 變為 分為 換為 應為 "
    "知道 说道 问道 答道 写道 叫道 喊道 讲道 笑道 难道 問道 寫道 講道 難道 "
    "频道 通道 渠道 味道 街道 管道 頻道"
)
_WORDS: Final = frozenset(_VERBS.split())
"""Words that end as they do."""


def leads_to_speech(head: str) -> bool:
    """Return whether ``head``, what stands before a colon, only says that somebody speaks.

    小王说 does; 茅大为 is a name.
    """
    return head.endswith(_SAYING) and not _is_name(head)


def _is_name(head: str) -> bool:
    if not head.endswith(_LAST_OF_NAMES) or head[-2:] in _WORDS:
        return False
    return looks_like_name(head) or (head[0] in WORDS and len(head) == 3)  # noqa: PLR2004  (水大为)
