"""Given names that are said in another turn than the surname: 姓王, and 建国 when asked for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scriptcheck.redact.asked import answers_for_a_name
from scriptcheck.redact.tagging import NOT_NAMES, tagged
from scriptcheck.text.surnames import NO_GIVEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.call import Turn

_ALONE: Final = re.compile(
    "[嗯啊呃哦，,、 ]{0,4}(?:名字)?(?:我?叫|是|名)?"
    "(?P<given>[\u3400-\u9fff]{1,2})[啊呀吧，,。. ]{0,2}"
)
_WHOLE_NAME: Final = re.compile("姓名|名字|全名|叫什么")
_WAITING: Final = re.compile("[嗯啊哦噢呃好的对是，,。. ]{0,8}")
"""What somebody says who waits for more."""
_NEXT: Final = 2
"""Turns from a surname to what goes on with it, between which somebody else says 嗯."""


def given_alone(turns: Sequence[Turn], number: int, surname_turn: int) -> tuple[int, int] | None:
    """Return where turn ``number`` of ``turns`` is a given name and nothing else.

    The surname was said in ``surname_turn``, not long before.
    """
    is_asked = answers_for_a_name(turns, number)
    goes_on = (
        number - surname_turn == _NEXT
        and _WAITING.fullmatch(turns[number - 1].text) is not None
        and surname_turn > 0
        and _WHOLE_NAME.search(turns[surname_turn - 1].text) is not None
    )
    if not (is_asked or goes_on):
        return None
    found = _ALONE.fullmatch(turns[number].text)
    if found is None or not NO_GIVEN.isdisjoint(found["given"]):
        return None
    is_word = not goes_on and tagged(found["given"])[0][1] in NOT_NAMES
    return None if is_word else found.span("given")
