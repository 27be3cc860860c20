"""The most similar text: compiled and plain find the same."""

from __future__ import annotations

import math
from array import array
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.learned import text_index
from tests.plain_module import plain_module

TEXTS = st.text("的一是不了在人有我他这", max_size=12)


@given(st.lists(TEXTS, min_size=1, max_size=6), TEXTS, st.data())
def test_the_nearest_text_shares_most_for_its_length(
    texts: list[str], text: str, data: st.DataObject
) -> None:
    count = len(texts)
    lengths = data.draw(st.lists(st.integers(1, 40), min_size=count, max_size=count))
    having = {
        run: [number for number, each in enumerate(texts) if run in each]
        for size in (2, 3)
        for run in {text[at : at + size] for at in range(len(text) - size + 1)}
    }
    shares = [
        Fraction(sum(1_000_000 // len(row) for row in having.values() if number in row), 8 + length)
        for number, length in enumerate(lengths)
    ]
    rounded = [math.ceil(share) for share in shares]
    wanted = rounded.index(max(rounded)) if any(rounded) else -1
    for module in (text_index, plain_module(text_index)):
        index = module.TextIndex(texts, array("i", lengths))
        assert index.nearest(text) == index.nearest(text) == wanted
