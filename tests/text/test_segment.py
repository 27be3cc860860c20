"""Words: the two engines cut alike, and know the words they were given."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from scriptcheck.text import segment
from scriptcheck.text.jieba_dictionary import load_tokenizer
from scriptcheck.text.segment import JiebaSegmenter, RjiebaSegmenter, load_segmenter

if TYPE_CHECKING:
    from scriptcheck import Call

SENTENCES = [
    "你好像说过这个问题",
    "那就再见面吧",
    "路口交通不好，真是个大麻烦",
    "您稍等一下，我帮您查询",
    "我姓王，工号8023，ABC-123",
    "",
    "👍\u200b\0",
    "您\u3000好\n再见",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_engines_cut_alike(sentence: str) -> None:
    pytest.importorskip("rjieba", reason="rjieba is not installed")
    assert RjiebaSegmenter().cut(sentence) == JiebaSegmenter().cut(sentence)


def test_engines_cut_real_turns_alike(real_calls: list[Call]) -> None:
    pytest.importorskip("rjieba", reason="rjieba is not installed")
    words = ("海尔客服中心", "卡萨帝")
    fast, reference = RjiebaSegmenter(words), JiebaSegmenter(words)
    texts = [turn.text for call in real_calls for turn in call.turns]
    different = [text for text in texts if fast.cut(text) != reference.cut(text)]
    assert len(different) / len(texts) < 0.001, different[:5]


@pytest.mark.parametrize("engine", ["jieba", "rjieba"])
def test_knows_the_words_given(engine: segment.Engine) -> None:
    if engine == "rjieba":
        pytest.importorskip("rjieba", reason="rjieba is not installed")
    segmenter = load_segmenter(("海尔客服中心",), engine=engine)
    assert segmenter.cut("这里是海尔客服中心吗") == ["这里", "是", "海尔客服中心", "吗"]


def test_auto_falls_back_to_jieba(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment, "find_spec", lambda _name: None)
    assert isinstance(load_segmenter(("回退",)), JiebaSegmenter)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_words_join_to_the_text(sentence: str) -> None:
    assert "".join(load_segmenter(()).cut(sentence)) == sentence


@pytest.mark.parametrize("engine", ["jieba", "rjieba"])
def test_half_a_surrogate_keeps_its_place(engine: segment.Engine) -> None:
    if engine == "rjieba":
        pytest.importorskip("rjieba", reason="rjieba is not installed")
    words = load_segmenter((), engine=engine).cut("您好\ud800再见")
    assert [len(word) for word in words] == [2, 1, 2]


def test_jieba_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    list(load_tokenizer().cut("您好", HMM=False))
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")
    assert "jieba" in sys.modules


def test_words_given_are_known_to_no_segmenter_of_others() -> None:
    rjieba = pytest.importorskip("rjieba")
    own = segment.RjiebaSegmenter(["智慧冰箱管家"])
    others = rjieba.Jieba()
    sentence = "智慧冰箱管家来了"
    assert own.cut(sentence) == ["智慧冰箱管家", "来", "了"]
    for words in (
        rjieba.cut(sentence),
        others.cut(sentence),
        segment.RjiebaSegmenter().cut(sentence),
    ):
        assert "智慧冰箱管家" not in words
