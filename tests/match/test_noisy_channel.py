"""Homophones in short wordings: they match where the words make it likely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.lexicon.template import parse_template
from scriptcheck.match.noisy_channel import LOG_ODDS, DoubtfulMatch, is_likely
from scriptcheck.match.pattern import Tolerance, compile_patterns
from scriptcheck.match.scan import Scanner
from scriptcheck.text.call_text import CallText
from scriptcheck.text.likelihood import UNKNOWN
from scriptcheck.text.segment import load_segmenter
from tests.conftest import call

if TYPE_CHECKING:
    from scriptcheck.match.scan import TemplateFit


def matched(
    template: str, text: str, *, tolerance: Tolerance = "near", wanted: bool = True
) -> list[tuple[str, str]]:
    tree = parse_template(template)
    patterns = compile_patterns(template, tree, tolerance=tolerance, wanted=wanted)
    found: list[TemplateFit] = Scanner([patterns]).scan(CallText.of(call(f"A {text}")), ["agent"])
    return [(text[each.start : each.end], each.how) for each in found]


@pytest.mark.parametrize(
    ("template", "text", "quote"),
    [
        ("感谢您", "肝邪您的来电，敢谢您", "敢谢您"),
        ("感谢您", "感，邪您的来电", "感，邪您"),
        ("[师傅|专员]..{8}上门", "师夫明天上们", "师夫明天上们"),
        ("[师傅|专员]..{8}上门", "市傅明天上门", "市傅明天上门"),
        ("[帮|给][您|你]..{8}[登记|查]", "给您先邓记一下", "给您先邓记"),
        ("再见", "灾见阿姨", "灾见"),
        ("[我|这边]姓王", "窝姓王", "窝姓王"),
        ("添麻烦", "给您添麻饭了", "添麻饭"),
    ],
)
def test_what_makes_no_words_was_misheard(template: str, text: str, quote: str) -> None:
    assert matched(template, text) == [(quote, "homophone")]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("好的", "8800号的那一台"),
        ("好的", "您是本机号的副卡"),
        ("报修", "这个在保修期内"),
        ("再见", "那是在建的小区"),
        ("[叫|姓]什么", "他教什么课"),
        ("是的", "从哪天开始的"),
        ("感谢", "肝得很"),
    ],
)
def test_what_makes_sense_was_said(template: str, text: str) -> None:
    assert matched(template, text) == []


@pytest.mark.parametrize("tolerance", ["exact", "homophone"])
def test_only_what_should_be_said_is_heard_so(tolerance: Tolerance) -> None:
    assert matched("感谢", "肝谢您的来电", tolerance=tolerance) == []


def test_a_clause_of_its_own_needs_less() -> None:
    assert matched("好的", "2号楼，好得") == [("好得", "homophone")]
    assert matched("好的", "他修好得很快") == []


def test_what_would_excuse_a_hit_needs_as_much_in_any_clause() -> None:
    assert matched("好的", "2号楼，好得", wanted=False) == []


def test_each_letter_must_be_likely_and_all_together() -> None:
    # 好吗 is a word, and neither 号吗 nor 好码 is; but 号码 is another.
    assert matched("帮您..{20}[好吗|可以吗]", "帮您看一下您这个号码") == []
    assert matched("帮您..{20}[好吗|可以吗]", "帮您看一下这个豪吗") != []


def test_letters_over_a_wide_gap_make_nothing_sure() -> None:
    near, far = "记录安排找房吧", "记录安排" + "嘛" * 20 + "找房吧"
    template = "[记录]安排..{34}[行|好]吧"
    (pattern,) = compile_patterns(template, parse_template(template), tolerance="near")
    characters = pattern.automaton.characters
    states = [characters.index(each) for each in "记录安排行吧"]
    results = []
    for text in (near, far):
        places = [0, 1, 2, 3, len(text) - 2, len(text) - 1]
        place = DoubtfulMatch(
            text, 0, len(text), list(zip(states, places, strict=True)), apart=False
        )
        results.append(is_likely(pattern.automaton, place, load_segmenter()))
    assert results == [True, False]


def test_figures_and_negations_are_never_in_doubt() -> None:
    assert matched("两天", "量天之内") == []
    assert matched("[保证|一定]..{6}全部", "一定全不") == []


def test_more_letters_for_sure_ask_for_less() -> None:
    assert list(LOG_ODDS) == sorted(LOG_ODDS, reverse=True)
    assert LOG_ODDS[0] < UNKNOWN
