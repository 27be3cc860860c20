"""Patterns: the automaton of a template, and that no fit is without an anchor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.lexicon.template import (
    ChoicePart,
    GapPart,
    Part,
    PartSequence,
    TemplateError,
    TextPart,
    bind,
    parse_template,
)
from scriptcheck.match.anchors import anchors, count_pieces
from scriptcheck.match.automaton import build
from scriptcheck.match.pattern import compile_patterns
from scriptcheck.match.scan import Scanner
from scriptcheck.text.call_text import CallText
from scriptcheck.text.fold import fold
from tests.conftest import call

WORDS = {"you": (PartSequence((TextPart("您"),)), PartSequence((TextPart("你"),)))}


def fits_whole(template: str, text: str) -> bool:
    patterns = compile_patterns(template, bind(parse_template(template), WORDS))
    found = Scanner([patterns]).scan(CallText.of(call(f"A {text}")), ["agent"])
    return any(each.text == fold(text).text for each in found)


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
        ("甲..[乙..]?丙", ["甲丙", "甲中中中中中中丙", "甲中乙中丙"], ["甲中中中中中中中丙"]),
        ("甲..[乙]?..丙", ["甲" + "中" * 12 + "丙"], ["甲" + "中" * 13 + "丙"]),
        ("[甲]?..乙", ["乙", "甲乙", "甲中乙"], ["中乙"]),
    ],
)
def test_fits(template: str, fits: list[str], misfits: list[str]) -> None:
    assert [text for text in fits if not fits_whole(template, text)] == []
    assert [text for text in misfits if fits_whole(template, text)] == []


@pytest.mark.parametrize(
    ("template", "strings", "before"),
    [
        ("您好", {"您好"}, (0, 0)),
        ("[请|麻烦]?{you}?稍[等|候|后]", {"稍等", "稍候", "稍后"}, (0, 3)),
        ("这里是..[公司|热线]", {"这里是"}, (0, 0)),
        ("甲..[公司|热线]", {"公司", "热线"}, (1, 7)),
        ("[您好|您好吗]啊", {"您好"}, (0, 0)),
        ("请问有什么可以帮您", {"可以帮您"}, (5, 5)),
    ],
)
def test_anchors(template: str, strings: set[str], before: tuple[int, int]) -> None:
    (piece,) = anchors(bind(parse_template(template), WORDS), 1)
    assert (set(piece.strings), piece.before) == (strings, before)


def test_each_option_with_a_gap_has_anchors_of_its_own() -> None:
    found = anchors(parse_template("[甲..乙乙|丙丙]"), 1)
    assert {string for piece in found for string in piece.strings} == {"乙乙", "丙丙"}


def test_pieces_do_not_overlap() -> None:
    pieces = anchors(parse_template("请问有什么[事|问题]可以帮您"), 3)
    assert [sorted(piece.strings) for piece in pieces] == [
        ["请问有"],
        ["什么事可", "什么问题可"],
        ["以帮您"],
    ]
    assert [piece.before for piece in pieces] == [(0, 0), (3, 3), (7, 8)]


def test_a_choice_of_long_wordings_is_cut_into_alternatives() -> None:
    template = "[请您稍等片刻|麻烦您等一下]"
    patterns = compile_patterns(template, parse_template(template), tolerance="near")
    assert [pattern.edits for pattern in patterns] == [1, 1]
    assert {pattern.template for pattern in patterns} == {template}


def test_a_template_of_very_many_wordings_stays_small() -> None:
    tree = parse_template("[甲|乙|丙][丁|戊|己][庚|辛|壬]" * 8)
    assert sum(len(piece.strings) for piece in anchors(tree, 3)) <= 3 * 128
    assert len(compile_patterns("", tree, tolerance="near")) <= 64


def expansions(part: Part | PartSequence) -> list[str]:
    """Return, the plain way, some of what ``part`` fits: gaps empty and filled."""
    match part:
        case TextPart(text):
            return [fold(text).text]
        case GapPart(longest):
            return ["", "中" * longest]
        case ChoicePart(options, optional):
            return [text for option in options for text in expansions(option)] + [""] * optional
        case PartSequence(parts):
            texts = [""]
            for inner in parts:
                texts = [before + after for before in texts for after in expansions(inner)][:200]
            return texts
    return []


@given(st.text(st.sampled_from("甲乙丙[]|?.."), min_size=1, max_size=14))
def test_whatever_fits_holds_an_anchor_where_it_says(template: str) -> None:
    try:
        tree = parse_template(template)
    except TemplateError:
        return
    found = anchors(tree, 1)
    shortest, longest = build(tree).shortest, build(tree).longest
    # A part that is left out at the edge takes the gap next to it along.
    for text in (text.strip("中") for text in expansions(tree)):
        assert shortest <= len(text) <= longest
        assert any(
            text[place:].startswith(string)
            for piece in found
            for string in piece.strings
            for place in range(max(0, piece.before[0] - longest), piece.before[1] + 1)
        )


@given(st.text(st.sampled_from("甲乙丙丁[]|?"), min_size=1, max_size=20), st.integers(1, 3))
def test_every_piece_is_in_every_wording(template: str, wanted: int) -> None:
    try:
        tree = parse_template(template)
    except TemplateError:
        return
    pieces = anchors(tree, wanted)
    assert len(pieces) == min(wanted, count_pieces(tree))
    for text in expansions(tree):
        for piece in pieces:
            places = range(piece.before[0], piece.before[1] + 1)
            assert any(text[place:].startswith(tuple(piece.strings)) for place in places)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("你" + "[好|好好]?" * 18 + "坏", "你" + "好" * 60 + "差你"),
        ("好..{40}好..{40}好..{40}好..{40}坏", "好" * 2_000 + "坏"),
        ("[" * 10 + "好" + "]?好" * 10, "好" * 5_000 + "坏"),
    ],
)
def test_hostile_templates_and_texts_take_no_exponential_time(template: str, text: str) -> None:
    # With a search that backtracks, any of these takes longer than the whole test run may.
    patterns = compile_patterns(template, parse_template(template), tolerance="near", edits=3)
    Scanner([patterns]).scan(CallText.of(call(f"A {text}")), ["agent"])
