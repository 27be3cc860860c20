"""What a model is sure of is left alone in quotation marks, which it does not see."""

from __future__ import annotations

import pytest

from scriptcheck.match.context.quoting import marked_quotation


@pytest.mark.parametrize(
    ("text", "said", "before"),
    [
        ("他真说“快点，后面还有单”？", "快点，后面还有单", "他真说“"),
        # The span of a model may begin before the marks.
        ("他真说“快点，后面还有单”？", "说“快点，后面还有单", "他真说“"),
        ("师傅回您「爱找谁找谁」是吧", "爱找谁找谁", "师傅回您「"),
        ('骑手说"等不起就退"对吗', "等不起就退", '骑手说"'),
    ],
)
def test_the_words_of_others(text: str, said: str, before: str) -> None:
    start = text.index(said)
    assert marked_quotation(text, 0, start, start + len(said)) == before[-5:]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # The agent quotes itself.
        ("我说“爱找谁找谁”", "爱找谁找谁"),
        # The quotation is over, or has not begun.
        ("您说“不行”，那就爱找谁找谁", "爱找谁找谁"),
        ("爱找谁找谁，您说“不行”也没用", "爱找谁找谁"),
        # Most of it is outside.
        ("那您就慢慢等着吧“急”也没用", "慢慢等着吧“急”也没用"),
    ],
)
def test_words_of_the_agent(text: str, said: str) -> None:
    start = text.index(said)
    assert marked_quotation(text, 0, start, start + len(said)) is None
