"""What characters alone say of a quotation: nothing is passed over that words would show."""

from __future__ import annotations

from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptcheck.match.context import vocabulary as v
from scriptcheck.match.context.grammar import place
from scriptcheck.match.context.quoting import may_be_quoted, quoted

QUOTING = Path(__file__).parent / "corpora" / "quoting.yaml"
PIECES = sorted(
    v.SPEECH_VERBS | v.SPEECH_NOUNS | v.CAUSATIVES | v.ASKERS | v.CUSTOMER | v.AGENT | v.CONNECTIVES
)
OTHERS = ("，", "。", "、", "“", "”", " ", "的", "是", "了", "这话", "3.5", "办不了", "员", "老板")
PARTS = st.lists(st.sampled_from((*PIECES, *OTHERS)), max_size=8).map("".join)


def test_what_words_show_to_be_quoted_may_be_so_by_its_characters() -> None:
    for sentence in yaml.safe_load(QUOTING.read_text("utf-8"))["drop"]:
        start, end = sentence.index("【"), sentence.index("】") - 1
        text = sentence.replace("【", "").replace("】", "")
        assert may_be_quoted(text, start, end), sentence


@settings(deadline=None)  # the first reads a dictionary
@given(PARTS, st.sampled_from(("办不了", "我办不了", "没办法，弄不了")), PARTS, st.booleans())
def test_nothing_quoted_is_passed_over(before: str, said: str, after: str, whole: bool) -> None:
    text, start = before + said + after, len(before)
    end = start + len(said)
    if quoted(place(text, start, end, (), whole=whole)) is not None:
        assert may_be_quoted(text, start, end)


def test_where_nobody_speaks_nothing_is_quoted() -> None:
    assert not may_be_quoted("您好，这个我们弄不了，您再想想", 6, 9)
