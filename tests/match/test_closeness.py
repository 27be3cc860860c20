"""The cheap bound never rules out what rapidfuzz finds near."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from scriptcheck.match import closeness
from scriptcheck.match.closeness import CharacterBound, hashed, may_come_near


def _plain() -> Any:
    """Return the module as plain Python, however it is installed."""
    source = Path(closeness.__file__).parent / "closeness.py"
    spec = importlib.util.spec_from_file_location("plain_closeness", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_PLAIN = _plain()
_LETTERS = "您好请稍等候谢\n"


@given(
    st.text(_LETTERS, min_size=1, max_size=24),
    st.text(_LETTERS, max_size=60),
    st.integers(1, 20),
)
def test_whatever_is_near_may_come_near(wording: str, text: str, twentieths: int) -> None:
    least = twentieths / 20
    found = fuzz.partial_ratio_alignment(wording, text, score_cutoff=100 * least)
    if found is not None and found.score >= 100 * least and text:
        assert may_come_near(CharacterBound.of(wording, least), hashed(text))


def test_other_words_are_ruled_out() -> None:
    assert _may_come_near("那请您等一下")
    assert not _may_come_near("这个是可以报修的")
    # Two of its characters suffice only where the speech starts or ends with them.
    assert _may_come_near("请您这个是可以报修的")
    assert _may_come_near("这个是可以报修的稍等")
    assert not _may_come_near("这个是可以请您报修的")


def _may_come_near(text: str) -> bool:
    return may_come_near(CharacterBound.of("请您稍等", 0.65), hashed(text))


@given(st.text(_LETTERS, min_size=1, max_size=12), st.text(_LETTERS, max_size=40))
def test_plain_python_says_the_same(wording: str, text: str) -> None:
    characters = CharacterBound.of(wording, 0.65)
    assert _PLAIN.may_come_near(characters, hashed(text)) == may_come_near(characters, hashed(text))
