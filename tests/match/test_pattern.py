"""Patterns: what fits, and that no fit is without an anchor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.lexicon.template import (
    Choice,
    Gap,
    Literal,
    Part,
    Sequence,
    TemplateError,
    bind,
    parse_template,
)
from scriptcheck.match.pattern import compile_pattern
from scriptcheck.text.fold import fold

WORDS = {"you": (Sequence((Literal("您"),)), Sequence((Literal("你"),)))}


@pytest.mark.parametrize(
    ("template", "fits", "misfits"),
    [
        ("您好", ["您好"], ["你好", "您"]),
        ("您，好！", ["您好"], []),
        ("[请|麻烦]?{you}稍[等|候]", ["您稍等", "请你稍候", "麻烦您稍等"], ["稍等", "请稍等"]),
        ("{you}?稍等", ["您稍等", "稍等"], ["他稍等"]),
        ("这里..公司", ["这里公司", "这里是海尔的公司"], ["这里是海尔家电集团公司"]),
        ("这里..{12}公司", ["这里是海尔家电集团公司"], []),
        ("ＡＢＣ服務", ["abc服务"], []),
        ("(您).好*", ["您好*"], ["您好"]),
    ],
)
def test_fits(template: str, fits: list[str], misfits: list[str]) -> None:
    regex = compile_pattern(template, bind(parse_template(template), WORDS)).regex
    assert [text for text in fits if not regex.fullmatch(text)] == []
    assert [text for text in misfits if regex.fullmatch(text)] == []


@pytest.mark.parametrize(
    ("template", "anchors"),
    [
        ("您好", {"您好"}),
        ("[请|麻烦]?{you}?稍[等|候|后]", {"稍等", "稍候", "稍后"}),
        ("这里是..[公司|热线]", {"这里是"}),
        ("[您好|您好吗]啊", {"您好"}),
        ("[甲..乙乙|丙丙]丁?".replace("丁?", "[丁]?"), {"乙乙", "丙丙"}),
    ],
)
def test_anchors_are_short_and_few(template: str, anchors: set[str]) -> None:
    assert set(compile_pattern(template, bind(parse_template(template), WORDS)).anchors) == anchors


def test_a_template_of_very_many_wordings_stays_small() -> None:
    template = "[甲|乙|丙][丁|戊|己][庚|辛|壬]" * 8
    assert len(compile_pattern(template, parse_template(template)).anchors) <= 128


def expansions(part: Part | Sequence) -> list[str]:
    """Return, the plain way, some of what ``part`` fits: gaps empty and filled."""
    match part:
        case Literal(text):
            return [fold(text).text]
        case Gap(longest):
            return ["", "中" * longest]
        case Choice(options, optional):
            return [text for option in options for text in expansions(option)] + [""] * optional
        case Sequence(parts):
            texts = [""]
            for inner in parts:
                texts = [before + after for before in texts for after in expansions(inner)][:200]
            return texts
    return []


@given(st.text(st.sampled_from("甲乙丙[]|?.."), min_size=1, max_size=14))
def test_whatever_fits_holds_an_anchor(template: str) -> None:
    try:
        tree = parse_template(template)
    except TemplateError:
        return
    pattern = compile_pattern(template, tree)
    for text in expansions(tree):
        assert pattern.regex.fullmatch(text)
        assert any(anchor in text for anchor in pattern.anchors), (text, pattern.anchors)
    assert all(pattern.anchors)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("你" + "[好|好好]?" * 18 + "坏", "你" + "好" * 60 + "差你"),
        ("好..{40}好..{40}好..{40}好..{40}坏", "好" * 20_000),
        ("[" * 10 + "好" + "]?好" * 10, "好" * 5_000 + "坏"),
    ],
)
def test_hostile_templates_and_texts_take_no_exponential_time(template: str, text: str) -> None:
    # With an engine that backtracks, any of these takes longer than the whole test run may.
    compile_pattern(template, parse_template(template)).regex.search(text)
