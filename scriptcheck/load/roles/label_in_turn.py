"""Turns in which another speaker seems to begin: a role and a colon amid what is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.call import Speaker
from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.roles.label_words import LABEL_WORDS, in_any_writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Turn

_SIDES: Final = (Speaker.AGENT, Speaker.CUSTOMER)
_WORDS: Final = sorted(
    (word for word, speaker in LABEL_WORDS.items() if speaker in _SIDES and not word.isascii()),
    key=len,
    reverse=True,
)
_LABEL: Final = re.compile(
    rf"(?<=.)(?:{'|'.join(map(in_any_writing, _WORDS))})\s?\d{{0,8}}\s?[:：]", re.DOTALL
)


def label_in_turn(
    turns: Sequence[Turn], source: str = "", line: int | None = None
) -> Iterator[Problem]:
    """Yield a warning where a turn has a role with a colon in it: it may be two speakers' words."""
    found = [
        (number, label[0])
        for number, turn in enumerate(turns)
        if (label := _LABEL.search(turn.text)) is not None
    ]
    if not found:
        return
    number, words = found[0]
    more = Text(
        f"等 {len(found)} 个话轮" if len(found) > 1 else "",
        f" (and {len(found) - 1} more)" if len(found) > 1 else "",
    )
    message = Text(
        f"第 {number} 个话轮（从 0 数）{more.zh}里有“{words}”，可能是另一个说话人的话。",
        f"Turn {number}{more.en} has '{words}' in it, which may begin another speaker's words.",
    )
    fix = Text("请核对；每句话应另起一行。", "Check it; each turn belongs on a line of its own.")
    yield Problem("label-in-turn", message, source, line, fix=fix)
