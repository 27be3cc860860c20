"""The scan: every place where a template fits, checked against the plainest search there is."""

from __future__ import annotations

import pickle
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptcheck import Checker
from scriptcheck.lexicon.template import bind, parse_template
from scriptcheck.match import chains, kernel
from scriptcheck.match.pattern import Pattern, Tolerance, compile_patterns
from scriptcheck.match.program import SPEAKER_NUMBERS, make_tables
from scriptcheck.match.scan import Scanner, TemplateFit
from scriptcheck.text.call_text import CallText
from tests.conftest import call
from tests.match.brute_force import fits
from tests.plain_module import plain_module

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck import Call


def compiled(
    *templates: str, tolerance: Tolerance = "exact", edits: int | None = None
) -> list[tuple[Pattern, ...]]:
    words = {"company": (parse_template("海尔"),)}
    names = frozenset(words)
    return [
        compile_patterns(
            text, bind(parse_template(text), words), tolerance=tolerance, edits=edits, names=names
        )
        for text in templates
    ]


def scan(templates: list[tuple[Pattern, ...]], spoken: Call) -> list[TemplateFit]:
    speakers = [turn.speaker.value for turn in spoken.turns]
    return Scanner(templates).scan(CallText.of(spoken), speakers, wrong_speaker=True)


def spans(templates: list[tuple[Pattern, ...]], spoken: Call) -> set[tuple[int, int, int, int]]:
    return {found[:4] for found in scan(templates, spoken)}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("您好", "您好"),
        ("喂，您 好！", "您 好"),
        ("您，嗯，好", "您，嗯，好"),
        ("您那个好", "您那个好"),
        ("您👍好", "您👍好"),
        ("８０您好ＡＢＣ", "您好"),
        ("您您好", "您好"),
        ("您，您好", "您好"),
        ("您好好", "您好"),
    ],
)
def test_quotes_what_was_said(text: str, quote: str) -> None:
    found = scan(compiled("您好"), call(f"A {text}"))[0]
    assert text[found.start : found.end] == quote
    assert (found.how, found.similarity) == ("exact", 1.0)


@pytest.mark.parametrize(
    ("template", "tolerance", "text", "quote", "how"),
    [
        ("请您稍候", "homophone", "麻烦请您烧后一下", "请您烧后", "homophone"),
        ("请您稍候", "exact", "请您稍后", None, None),
        ("请您稍候", "homophone", "请您首候", None, None),
        ("感谢您的来电", "homophone", "赶些您的来电", "赶些您的来电", "homophone"),
        ("感谢您的来电", "homophone", "赶些宁得来电", None, None),
        ("感谢您的来电", "near", "感谢您来电", "感谢您来电", "near"),
        ("感谢您的来电", "near", "感谢您的这次来电", None, None),
        ("感谢您的来电", "near", "谢您的来电", None, None),
        ("感谢您的来电", "near", "感谢您的来店", "感谢您的来店", "homophone"),
        ("感谢您的来电", "homophone", "感谢您来电", None, None),
        ("这里是{company}", "homophone", "这里是孩儿", "这里是孩儿", "homophone"),
        ("这里是{company}", "near", "这里是海的尔", None, None),
        ("这里是{company}", "near", "这里是尔", None, None),
        ("银行卡号", "homophone", "银航卡号", "银航卡号", "homophone"),
        ("可以不可以", "near", "可以可以", None, None),
        ("可以帮您", "near", "可以不帮您", None, None),
        ("全部处理", "homophone", "全不处理", None, None),
        ("拨打10086", "near", "拨打1086", None, None),
        ("拨打10086", "exact", "拨打幺零零八六", "拨打幺零零八六", "exact"),
        ("两个工作日", "exact", "2个工作日", "2个工作日", "exact"),
        ("等一下", "exact", "等1下", "等1下", "exact"),
        ("稍等片刻", "homophone", "谢谢烧等片刻", "烧等片刻", "homophone"),
        ("保修", "homophone", "我要报修", None, None),
        ("[叫|姓]什么", "homophone", "教什么", None, None),
        ("客服中心", "exact", "客服中心", "客服中心", "exact"),
        ("客服𠀀中心", "near", "客服𠀀中心", "客服𠀀中心", "exact"),
    ],
)
def test_tolerates_what_the_lexicon_allows(
    template: str, tolerance: Tolerance, text: str, quote: str | None, how: str | None
) -> None:
    found = scan(compiled(template, tolerance=tolerance), call(f"A {text}"))
    assert [(text[each.start : each.end], each.how) for each in found] == (
        [] if quote is None else [(quote, how)]
    )


@pytest.mark.parametrize(
    ("template", "edits", "fits_with"),
    [
        ("甲乙丙", None, 0),
        ("甲乙丙丁", None, 1),
        ("甲乙丙丁戊己庚辛", None, 2),
        ("甲乙丙丁戊己庚辛壬癸子丑寅", None, 3),
        ("甲..乙丙丁戊", None, 0),
        ("甲乙丙丁", 0, 0),
        ("甲乙丙", 1, 1),
    ],
)
def test_longer_wordings_let_more_edits_pass(
    template: str, edits: int | None, fits_with: int
) -> None:
    (patterns,) = compiled(template, tolerance="near", edits=edits)
    assert {pattern.edits for pattern in patterns} == {fits_with}


@pytest.mark.parametrize(
    ("template", "text", "edits"),
    [
        ("感谢您的来电", "感谢您来电", [("missing", "", "的")]),
        ("感谢您的来电", "感谢您的那来电", [("added", "那", "")]),
        ("请问有什么可以帮您", "请问有啥么可以帮您", [("changed", "啥", "什")]),
        ("感谢您的来电", "感谢您的来店", [("homophone", "店", "电")]),
        ("感谢您的来电", "赶谢您的来电", [("homophone", "赶", "感")]),
        ("感谢您的来电", "感谢林的来电", [("confusion", "林", "您")]),
        ("感谢您的来电", "感谢您您的来电", [("stutter", "您", "")]),
        ("感谢您的来电", "感谢您这个的来电", [("hesitation", "这个", "")]),
        ("感谢您的来电", "感，谢您的来电", []),
    ],
)
def test_says_how_what_was_said_differs(
    template: str, text: str, edits: list[tuple[str, str, str]]
) -> None:
    spoken = call(f"A {text}")
    scanner, view = Scanner(compiled(template, tolerance="near")), CallText.of(spoken)
    found = min(scanner.scan(view, ["agent"]), key=lambda each: each.differences)
    said = scanner.edits(found, view.turns[0])
    assert [(edit.kind, edit.said, edit.expected) for edit in said] == edits
    assert (found.similarity == 1) == all(kind in {"stutter", "hesitation"} for kind, _, _ in edits)


def test_lets_edits_pass_only_where_the_cue_is_listened_for() -> None:
    patterns = compile_patterns(
        "感谢您的来电", parse_template("感谢您的来电"), tolerance="near", speaker="agent"
    )
    spoken = call("A 感谢您来电", "C 感谢您来电", "C 赶谢您的来电")
    assert [(each.turn, each.how) for each in scan([patterns], spoken)] == [
        (0, "near"),
        (2, "homophone"),
    ]


def test_does_not_reach_across_turns() -> None:
    assert scan(compiled("您好", tolerance="near"), call("A 您", "A 好")) == []
    assert scan(compiled("您好"), call("A 您\n好")) != []


def test_finds_overlapping_fits() -> None:
    assert spans(compiled("甲乙甲"), call("A 甲乙甲乙甲")) == {(0, 0, 0, 3), (0, 0, 2, 5)}


def test_takes_the_shortest_gap_of_equal_wordings() -> None:
    assert spans(compiled("甲..{20}乙"), call("A 甲丙乙丙丙乙")) == {(0, 0, 0, 3)}


def test_an_empty_lexicon_and_an_empty_call() -> None:
    assert scan([], call("A 您好")) == []
    assert scan(compiled("您好"), call()) == []
    assert scan(compiled("您好"), call("A ，。")) == []


LETTERS = "您宁好号请稍烧后候不谢些来电店一1幺嗯那个"
TURN = st.text(st.sampled_from(LETTERS + "，。 \n\0\ud800é㈱𠀀"), max_size=25)
PART = st.one_of(
    st.text(st.sampled_from(LETTERS[:-3] + "𠀀"), min_size=1, max_size=5),
    st.sampled_from(["..", "..{3}", "[您|宁好]?", "[请稍|烧后|不]", "[一|1谢..电]", "{company}"]),
)
TEMPLATE = (
    st.lists(PART, min_size=1, max_size=4)
    .map("".join)
    .filter(
        lambda text: (
            not text.startswith(".") and not text.endswith((".", "}")) and "...." not in text
        )
    )
)


def usable(template: str) -> bool:
    try:
        parse_template(template)
    except ValueError:
        return False
    return True


# Brute force takes its time.
@settings(deadline=None)
@given(
    st.lists(TEMPLATE.filter(usable), min_size=1, max_size=3),
    st.sampled_from(["exact", "homophone", "near"]),
    st.sampled_from([None, 1, 2]),
    st.lists(TURN, max_size=3),
)
def test_finds_all_that_brute_force_finds(
    templates: list[str], tolerance: Tolerance, edits: int | None, turns: list[str]
) -> None:
    patterns = compiled(*templates, tolerance=tolerance, edits=edits)
    agrees_with_brute_force(patterns, call(*(f"A {turn}" for turn in turns)))


@pytest.mark.parametrize("number", [50])
def test_finds_all_that_brute_force_finds_in_real_calls(
    real_calls: list[Call], number: int
) -> None:
    # Brute force takes minutes for a call and all templates; run by hand, the range covers more.
    # A checker from the cache has only what the scan needs of its patterns.
    templates = Checker.load(cache=False).finder.scanner.templates
    agrees_with_brute_force(templates[number % 32 :: 32], real_calls[number])


def agrees_with_brute_force(templates: Sequence[tuple[Pattern, ...]], spoken: Call) -> None:
    patterns = [pattern for each in templates for pattern in each]
    scanner = kernel.Kernel(make_tables(patterns))
    text = CallText.of(spoken)
    for view in (text, text.smoothed()):
        speakers = [spoken.turns[number].speaker.value for number in view.numbers]
        bits = [SPEAKER_NUMBERS[speaker] for speaker in speakers]
        found = fits_by_pattern(scanner, view, bits)
        others = fits_by_pattern(scanner, view, [kernel.OTHERS + each for each in bits])
        for number, pattern in enumerate(patterns):
            expected: dict[bool, set[tuple[int, ...]]] = {True: set(), False: set()}
            for folded, start, speaker in zip(view.turns, view.starts, speakers, strict=False):
                counts = counts_for(pattern, speaker)
                for fit in fits(pattern, folded.text, edits=pattern.edits if counts else 0):
                    expected[counts].add((start + fit.start, start + fit.end, *fit.cost))
            assert found.get(number, set()) == expected[True], (pattern.template, view.text)
            assert others.get(number, set()) == expected[False], (pattern.template, view.text)
        touching = [
            fit
            for fit in scanner.scan(view.text, view.starts, bits)
            if any(fit[1] <= splice_point <= fit[2] for splice_point in view.splice_points)
        ]
        assert scanner.scan(view.text, view.starts, bits, view.splice_points) == touching


def fits_by_pattern(
    scanner: kernel.Kernel, view: CallText, speakers: Sequence[int]
) -> dict[int, set[tuple[int, ...]]]:
    found: dict[int, set[tuple[int, ...]]] = {}
    for number, start, end, cost in scanner.scan(view.text, view.starts, speakers):
        unpacked = (chains.edits(cost), chains.homophones(cost), chains.near_homophones(cost))
        found.setdefault(number, set()).add((start, end, *unpacked, chains.loose(cost)))
    return found


def counts_for(pattern: Pattern, speaker: str) -> bool:
    return speaker != "system" and (speaker == "unknown" or pattern.speaker in {"any", speaker})


@pytest.mark.parametrize(
    ("who", "speaker", "wanted"),
    [("A", "agent", {0, 2}), ("C", "customer", {1, 2}), ("S", "system", set())],
)
def test_who_speaks_decides_what_is_searched_for(who: str, speaker: str, wanted: set[int]) -> None:
    counting = (("请您稍等", "agent"), ("您稍等", "customer"), ("请您", "any"))
    scanner = Scanner(
        [
            compile_patterns(text, parse_template(text), speaker=counts, tolerance="near")
            for text, counts in counting
        ]
    )
    text = CallText.of(call(f"{who} 请您稍等"))
    assert {fit.template for fit in scanner.scan(text, [speaker])} == wanted
    every = scanner.scan(text, [speaker], wrong_speaker=True)
    assert {fit.template for fit in every} == {0, 1, 2}


def test_a_copy_finds_the_same() -> None:
    scanner = Scanner(compiled("请您稍等", "这里..公司", tolerance="near"))
    copy = pickle.loads(pickle.dumps(scanner))  # noqa: S301  (made a line before)
    text = CallText.of(call("A 请您烧等，这里是海尔公司"))
    assert copy.scan(text, ["agent"]) == scanner.scan(text, ["agent"]) != []


def test_compiled_and_plain_find_the_same(default_checker: Checker, real_calls: list[Call]) -> None:
    patterns = [pattern for each in default_checker.finder.scanner.templates for pattern in each]
    tables = make_tables(patterns)
    fast, plain = kernel.Kernel(tables), plain_module(kernel, chains).Kernel(tables)
    for spoken in real_calls[:10]:
        text = CallText.of(spoken)
        bits = [SPEAKER_NUMBERS[turn.speaker.value] for turn in spoken.turns]
        found = fast.scan(text.text, text.starts, bits)
        assert found == plain.scan(text.text, text.starts, bits)
        for pattern, start, end, cost in found:
            args = (pattern, text.text[start:end], chains.edits(cost))
            assert fast.chain(*args) == plain.chain(*args)


def test_the_kernel_is_compiled_where_there_is_a_compiler() -> None:
    import shutil

    if shutil.which("cc") is None and sys.platform != "win32":
        pytest.skip("no C compiler")
    for each in (chains, kernel):
        assert not str(each.__file__).endswith(".py"), f"{each.__name__} is not compiled"


def test_a_copy_need_not_make_its_tables(
    default_checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = pickle.dumps(default_checker.finder.scanner)
    monkeypatch.setattr("scriptcheck.match.scan.make_tables", None)
    copy = pickle.loads(packed)  # noqa: S301  (our own)
    text = CallText.of(call("A 您好，请您稍后", "C 投诉"))
    scan = default_checker.finder.scanner.scan
    assert copy.scan(text, ["agent", "customer"]) == scan(text, ["agent", "customer"]) != []
