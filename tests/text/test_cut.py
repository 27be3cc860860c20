"""Words and their tags: as jieba itself cuts them, compiled and as plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jieba
import jieba.posseg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.text import cut, jieba_dictionary
from scriptcheck.text.jieba_dictionary import load_tokenizer, word_tags
from tests.plain_module import plain_module
from tests.text.test_segment import SENTENCES

if TYPE_CHECKING:
    from scriptcheck import Call

WORDS = ("卡萨帝", "星级服务")

PIECES = st.sampled_from(
    [
        *"您好请问是机主王丽娟本人吗的了不办没法，。？ \n\r\t\u3000～😀a.-\ufffd㐀鿕鿖",
        *("\r\n", "12315", "ok", "A+B", "50%", "3.5", "为人民服务", *WORDS),
    ]
)


@pytest.fixture(scope="module")
def reference() -> Any:
    """Return jieba's own tagger with ``WORDS``."""
    tagger = jieba.posseg.POSTokenizer(jieba.Tokenizer())
    tagger.tokenizer = load_tokenizer(WORDS)
    return tagger


@pytest.fixture(scope="module", params=["compiled where it can be", "plain"])
def dictionary(request: pytest.FixtureRequest) -> Any:
    """Return the dictionary with ``WORDS``."""
    module = cut if request.param != "plain" else plain_module(cut)
    tokenizer = load_tokenizer(WORDS)
    return module.Dictionary(tokenizer.FREQ, tokenizer.total, word_tags())


def assert_same(text: str, dictionary: Any, reference: Any) -> None:
    tagged = [(each.word, each.flag) for each in reference.cut(text, HMM=False)]
    assert dictionary.tagged(text) == tagged
    assert dictionary.words(text) == list(reference.tokenizer.cut(text, HMM=False))


@pytest.mark.parametrize("text", SENTENCES)
def test_it_cuts_as_jieba_does(text: str, dictionary: Any, reference: Any) -> None:
    assert_same(text, dictionary, reference)


@given(pieces=st.lists(PIECES, max_size=30))
def test_it_cuts_whatever_is_said_as_jieba_does(
    pieces: list[str], dictionary: Any, reference: Any
) -> None:
    assert_same("".join(pieces), dictionary, reference)


def test_the_tags_are_those_of_jieba_kept_or_not(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, reference: Any
) -> None:
    monkeypatch.setenv("SCRIPTCHECK_CACHE", str(tmp_path / "cache"))
    read = word_tags.__wrapped__
    made, kept = read(), read()
    assert made == kept == reference.word_tag_tab
    assert list(made) == list(kept)


def test_real_turns_are_cut_as_jieba_does(
    real_calls: list[Call], dictionary: Any, reference: Any
) -> None:
    for call in real_calls[:20]:
        for turn in call.turns:
            assert_same(turn.text, dictionary, reference)


def test_tags_that_are_cut_short_are_made_anew(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCRIPTCHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(jieba_dictionary, "read_cached", lambda _: memoryview("您 好\nr".encode()))
    assert word_tags.__wrapped__()["您好"]
