"""Words and their tags: as jieba itself cuts them, compiled and as plain Python."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import jieba
import jieba.posseg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.text import cut, jieba_dictionary
from scriptcheck.text.jieba_dictionary import load_dictionary, load_tokenizer
from scriptcheck.user_cache import SWITCH, read_cached
from tests.plain_module import plain_module
from tests.text.test_segment import SENTENCES

if TYPE_CHECKING:
    from pathlib import Path

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
    with pytest.MonkeyPatch.context() as patched:
        if request.param == "plain":
            patched.setattr(jieba_dictionary, "Dictionary", plain_module(cut).Dictionary)
        return load_dictionary(WORDS)


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


def test_the_words_are_those_of_jieba_made_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: Any
) -> None:
    monkeypatch.setenv(SWITCH, str(tmp_path / "cache"))
    for _ in ("made", "kept"):
        dictionary = load_dictionary(WORDS)
        tokenizer = reference.tokenizer
        assert dictionary.total == tokenizer.total
        for word, count in tokenizer.FREQ.items():
            assert dictionary.count(word) == count
        assert dictionary.count("卡萨蒂") == -1


def test_real_turns_are_cut_as_jieba_does(
    real_calls: list[Call], dictionary: Any, reference: Any
) -> None:
    for call in real_calls[:20]:
        for turn in call.turns:
            assert_same(turn.text, dictionary, reference)


@pytest.mark.parametrize("kept", [b"", b"nothing at all", b"\2" + bytes(7) + b"{}", "cut short"])
def test_what_is_no_dictionary_is_made_anew(
    kept: bytes | str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, str(tmp_path / "cache"))

    def spoilt(name: str) -> memoryview | None:
        if isinstance(kept, bytes):
            return memoryview(kept)
        data = read_cached(name)
        return None if data is None else data[:-1]

    load_dictionary()
    monkeypatch.setattr(jieba_dictionary, "read_cached", spoilt)
    assert load_dictionary().tagged("您好") == [("您好", "l")]


def test_a_full_dictionary_says_so() -> None:
    columns = (array("Q", bytes(16)), array("H", bytes(4)), array("B", bytes(2)))
    dictionary = cut.Dictionary(columns, [0, 1], ["x"], 1)
    dictionary.add("您", 1, 0)
    with pytest.raises(ValueError, match="no room"):
        dictionary.add("你好", 1, 0)
