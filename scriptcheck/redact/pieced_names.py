"""Given names that are said in another turn than the surname: 姓王, and 建国 when asked for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.redact.asked import answers_for_a_name, asks_for_the_rest
from scriptcheck.redact.tagging import NOT_NAMES, tagged
from scriptcheck.text.given_names import GIVEN_CHARACTERS
from scriptcheck.text.surnames import NO_GIVEN, surname_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


class GivenName(NamedTuple):
    """A given name, or a character of it, that is all that is said in a turn."""

    turn: int
    start: int
    end: int
    whole: str
    """The surname and what is said of the given name up to there."""


def given_after(
    turns: Sequence[Turn], number: int, surname: str, surname_turn: int
) -> Iterator[GivenName]:
    """Yield what turn ``number`` and those after it say of the given name to ``surname``.

    The surname was said in ``surname_turn``, not long before. The characters may come one by one.
    """
    place = _given_alone(turns, number, surname, surname_turn)
    if place is None:
        return
    whole = surname + turns[number].text[slice(*place)]
    yield GivenName(number, *place, whole)
    after = number + _NEXT
    if len(whole) > len(surname) + 1 or after >= len(turns) or not _is_waiting(turns, after):
        return
    found = _ALONE.fullmatch(turns[after].text)
    if turns[after].speaker is turns[number].speaker and found is not None:
        last = found["given"]
        if len(last) == 1 and last not in NO_GIVEN:
            yield GivenName(after, *found.span("given"), whole + last)


def _is_waiting(turns: Sequence[Turn], number: int) -> bool:
    """Return whether what is said before turn ``number`` waits for more."""
    return _WAITING.fullmatch(turns[number - 1].text) is not None


def _given_alone(
    turns: Sequence[Turn], number: int, surname: str, surname_turn: int
) -> tuple[int, int] | None:
    """Return where turn ``number`` of ``turns`` is a given name and nothing else."""
    before = turns[number - 1] if number else None
    is_rest = (
        before is not None
        and before.speaker is not turns[number].speaker
        and asks_for_the_rest(before, surname)
    )
    goes_on = (
        number - surname_turn == _NEXT
        and _is_waiting(turns, number)
        and surname_turn > 0
        and _WHOLE_NAME.search(turns[surname_turn - 1].text) is not None
    )
    if not (is_rest or goes_on or answers_for_a_name(turns, number)):
        return None
    found = _ALONE.fullmatch(turns[number].text)
    if found is None or not NO_GIVEN.isdisjoint(found["given"]):
        return None
    given = found["given"]
    is_cut = len(tagged(given, guess=False)) == len(given)
    is_usual = is_cut and GIVEN_CHARACTERS.issuperset(given)
    is_word = not (goes_on or is_usual) and tagged(given)[0][1] in NOT_NAMES
    return None if is_word else found.span("given")


def surname_asked_about(text: str, surnames: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where one of ``surnames`` stands that somebody asks about: 李什么."""
    for match in re.finditer(
        r"(?<![\u3400-\u9fff])[\u3400-\u9fff]{1,2}(?=什么[呢啊呀?？]?$)", text
    ):
        if match[0] in surnames and surname_at(text, match.start(), or_word=True):
            yield match.span()
