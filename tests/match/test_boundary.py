"""Words are cut in the clause around a hit only, with the same result as in the whole turn."""

from __future__ import annotations

from itertools import accumulate
from typing import SupportsIndex

import pytest

from scriptcheck.match.boundary import segment_around, stuttered, word_ends
from scriptcheck.text.segment import load_segmenter

_TURNS = (
    "您好，请问有什么可以帮您？我的冰箱不制冷了。",
    "A-1.5型、B2，好的；稍等一下！麻烦 您：稍候",
    "没有标点的一句话也要能切",
)


@pytest.mark.parametrize("text", _TURNS)
def test_words_of_a_clause_are_those_of_the_turn(text: str) -> None:
    segmenter = load_segmenter(())
    whole = set(accumulate(map(len, segmenter.cut(text)), initial=0))
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            clause = segment_around(text, start, end)
            assert clause[0] <= start < end <= clause[1]
            ends = word_ends(text, clause, segmenter)
            assert set(ends) == {each for each in whole if clause[0] <= each <= clause[1]}


class _Counted(str):
    """A text that counts how often something of it is looked at."""

    looks = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        _Counted.looks += 1
        return super().__getitem__(key)


def test_a_character_said_forever_is_looked_at_in_part() -> None:
    assert not stuttered(_Counted("谢" * 10_000), 5_000, 5_002)
    assert _Counted.looks < 1_000
    assert stuttered("谢" * 50, 20, 22)
