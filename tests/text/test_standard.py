"""Words of dialects, written as Mandarin has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck import Call, Checker, Speaker, Turn
from scriptcheck.text.fold import fold
from scriptcheck.text.standard import (
    BESIDE_OTHERS,
    CANTONESE_WORDS,
    CHARACTERS,
    WORDS,
    standard,
)


@pytest.mark.parametrize(
    ("said", "folded"),
    [
        ("侬等一等", "你等一等"),
        ("儂等一等", "你等一等"),
        ("对唔住", "对不住"),
        ("阿拉勿晓得", "我们不知道"),
        ("得唔得", "得不得"),
        ("好伐", "好吗"),
        ("莫急嘛", "别急嘛"),
        ("佢系机主", "他是机主"),
        ("恁咋个才来", "你怎么才来"),
        ("我哋而家去睇", "我们现在去看"),
        ("天都黑哒", "天都黑了"),
        ("来哒来哒", "来了来了"),
        ("咯个么子事咯", "这个什么事咯"),
        ("你咯单号", "你的单号"),
        ("额给你说门开咧", "我给你说门开了"),
        ("额们这达", "我们这里"),
        ("弄撒咧", "弄啥了"),
        ("做甚去了", "做啥去了"),
        ("是滴是滴", "是的是的"),
        ("啷个晓得嘛", "怎么知道嘛"),
        ("你各人去恁个不行", "你自己去这样不行"),
        ("系唔系要换", "是不是要换"),
        ("俺知不道", "我不知道"),
        ("嘎哈呢", "干啥呢"),
        ("晓不得是么斯", "不知道是什么"),
        ("格个我弗晓得", "格个我不知道"),
        ("汝看弗要紧", "你看不要紧"),
    ],
)
def test_what_dialects_write_is_folded(said: str, folded: str) -> None:
    assert fold(said).text == folded


@pytest.mark.parametrize(
    "said",
    [
        "关系到系统",
        "步伐和伐木",
        "莫先生莫名其妙",
        "阿拉伯",
        "我们这系列",
        "你系主任",
        "恁地",
        "勤能补拙",
        "好哒",
        "可以哒么么哒",
        "咔哒一声",
        "余额和金额都对",
        "额没事",
        "额外收费",
        "名额都满了",
        "说撒谎",
        "撒手不管",
        "骂骂咧咧咧着嘴",
        "滴答滴滴打车",
        "甚至为甚至",
        "那咯噔一下",
        "各人都有各人的",
        "弗兰克福的斯诺克",
        "为什么斯文",
        "什么样怎么样这么样",
    ],
)
def test_what_mandarin_writes_is_left_alone(said: str) -> None:
    assert fold(said).text == said


@pytest.mark.parametrize("word", CANTONESE_WORDS)
def test_what_stands_in_mandarin_too_is_folded_beside_cantonese(word: str) -> None:
    assert fold(f"{word}来").text == f"{word}来"
    assert fold(f"佢{word}嚟").text == f"他{CANTONESE_WORDS[word]}来"


@pytest.mark.parametrize(
    ("said", "folded"),
    [
        ("您这边个人信息填的是啥", "您这边个人信息填的是啥"),
        ("咋重点解决", "咋重点解决"),
        ("佢系这边个人信息嘅重点解决", "他是这边个人信息的重点解决"),
        ("约莫要两天", "约莫要两天"),
        ("口诛笔伐", "口诛笔伐"),
        ("阿托伐他汀", "阿托伐他汀"),
        ("说得恁难听", "说得恁难听"),
        ("唔好的我知道了", "好的我知道了"),
        ("唔好慌有我喺度", "不好慌有我在度"),
    ],
)
def test_mandarin_beside_a_rare_character(said: str, folded: str) -> None:
    assert fold(said).text == folded


def test_a_filler_is_no_negation() -> None:
    assert fold("唔，我看看").text == "我看看"
    assert fold("唔使看").text == "不用看"


@given(
    st.text(alphabet="".join([*CHARACTERS, *WORDS, *WORDS.values()]) + "，我你的系唔莫伐勿恁阿拉")
)
def test_offsets_hold(text: str) -> None:
    assert len(standard(text)) == len(text)
    folded = fold(text)
    assert len(folded.simplified) == len(folded.original)
    assert list(folded.offsets) == sorted(folded.offsets)


def test_all_words_keep_their_length() -> None:
    for words in (CHARACTERS, WORDS, BESIDE_OTHERS, CANTONESE_WORDS):
        for dialect, mandarin in words.items():
            assert len(dialect) == len(mandarin)


@pytest.mark.parametrize("word", BESIDE_OTHERS)
def test_common_characters_are_folded_beside_another_word(word: str) -> None:
    assert fold(f"{word}来").text == f"{word}来"
    assert fold(f"走哒{word}来").text == f"走了{BESIDE_OTHERS[word]}来"


def test_a_match_quotes_what_was_said(default_checker: Checker) -> None:
    said = "这个我哪晓得，侬问别人去"
    asked = Turn(Speaker.CUSTOMER, "几时到")
    turns = (Turn(Speaker.AGENT, "您好"), asked, Turn(Speaker.AGENT, said))
    matches = [each for each in default_checker.check(Call("a", turns)).cues if each.turn == 2]
    assert "dont_know" in {each.cue for each in matches}
    assert all(said[each.start : each.end] == each.quote for each in matches)
